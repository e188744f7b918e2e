"""Systems people run, and what sources say that each of them can do."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from livingsurvey.model.address import Reference, Url
from livingsurvey.model.paper import MOST, Day, Key
from livingsurvey.model.record import Prose, Record, Slug, Text

Answer = Literal["yes", "partial", "no", "unknown"]
"""What is known of an ability. Unknown is not no: no source was found that tells."""

ANSWERS: dict[str, Answer] = {"has": "yes", "partial": "partial", "lacks": "no"}
"""Field of a statement -> what it answers. A field called yes or no would be a truth value to readers of YAML 1.1."""


class Capability(Record):
    """One thing that a framework may be able to do: a column of the matrix."""

    id: Slug
    name: Text
    definition: Prose | None = Field(None, description="what it is to have it, in a sentence")


class CapabilityGroup(Record):
    """Capabilities that answer one question: what it is for, what it runs on, what it reads."""

    id: Slug
    name: Text
    capabilities: Annotated[tuple[Capability, ...], Field(min_length=1, max_length=MOST)]


Abilities = Annotated[tuple[Slug, ...], Field(max_length=MOST)]


class Statement(Record):
    """What one source said on one day; a capability that it does not mention stays unknown."""

    source: Reference = Field(description="public reference that says so")
    version: Text | None = Field(None, description="version of the framework that it describes")
    date: Day | None = Field(None, description="day on which the source said so; absent where nothing tells")
    has: Abilities = Field((), description="capabilities it has")
    partial: Abilities = Field((), description="capabilities it has in part")
    lacks: Abilities = Field((), description="capabilities it lacks")
    notes: dict[Slug, Text] = Field(
        default_factory=dict, description="capability -> what to know of the answer, and always why it is one in part"
    )

    def answers(self) -> tuple[tuple[Answer, tuple[str, ...]], ...]:
        """The ids of capabilities by the answer that the source gives."""
        return tuple((answer, getattr(self, field)) for field, answer in ANSWERS.items())


class Cell(NamedTuple):
    """What is known of one capability of one framework, and who says so; unknown has no statement."""

    answer: Answer
    statement: Statement | None


class Framework(Record):
    """A system for training, adapting or running models."""

    id: Slug
    name: Text
    code: Url | None = None
    paper: Key | None = Field(None, description="key of the paper that describes it")
    statements: Annotated[tuple[Statement, ...], Field(max_length=MOST)] = ()

    def cell(self, capability: str) -> Cell:
        """What is said of a capability, by the newest source that mentions it."""
        return next(iter(self.cells(capability)), Cell("unknown", None))

    def cells(self, capability: str) -> list[Cell]:
        """What each source says that mentions a capability, the newest first; one without a date is the oldest."""
        said = [
            Cell(answer, statement)
            for statement in self.statements
            for answer, abilities in statement.answers()
            if capability in abilities
        ]
        return sorted(said, key=_day, reverse=True)


def _day(cell: Cell) -> dt.date:
    return (cell.statement and cell.statement.date) or dt.date.min


class Frameworks(Record):
    """All frameworks of a survey, and the capabilities that they are asked about."""

    groups: Annotated[tuple[CapabilityGroup, ...], Field(max_length=MOST)] = ()
    frameworks: tuple[Framework, ...]
