"""What papers of a topic are compared by, and what one paper says of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from livingsurvey.model.declared import Declared
from livingsurvey.model.record import Record, Slug, Translated, distinct

Kind = Literal["choice", "several", "number", "yes-no"]


class Trait(Declared):
    """Something that papers of some topics are compared by."""

    kind: Kind = Field(description="one of the values, several of them, a number or several, or true and false")
    topics: Annotated[tuple[Slug, ...], Field(min_length=1), AfterValidator(distinct)] = Field(
        description="ids of topics: the trait applies to papers filed there or below"
    )

    @property
    def place(self) -> tuple[str, ...]:
        """Where a record says it."""
        return ("traits", self.id)


class Traits(Record):
    """The file traits.yaml."""

    traits: tuple[Trait, ...]


class Summary(Translated):
    """What a work does, in a sentence of our own, in each language of the survey."""
