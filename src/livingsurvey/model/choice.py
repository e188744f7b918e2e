"""Questions that narrow measured rows to those that fit somebody's case."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from livingsurvey.model.paper import MOST
from livingsurvey.model.record import Prose, Record, Slug, Text


class Sign(Record):
    """Something that a row of results says, by which it fits an option or does not. One field is written."""

    topic: Slug | None = Field(None, description="its method's paper is filed under this topic or below it")
    setting: dict[Slug, Text] | None = Field(
        None, description="it was measured with these values of settings, told or implied"
    )
    below: dict[Slug, float] | None = Field(None, description="the numbers of these settings are less than these")
    above: dict[Slug, float] | None = Field(None, description="the numbers of these settings are more than these")

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if sum(each is not None for each in (self.topic, self.setting, self.below, self.above)) != 1:
            raise PydanticCustomError("one_sign", "a sign is one of topic, setting, below and above")
        return self


class Option(Record):
    """An answer in the survey's own words, and the signs by which a row fits it. Other rows are not known to fit."""

    id: Slug
    label: Text
    fits: Annotated[tuple[Sign, ...], Field(max_length=MOST)] = ()
    fails: Annotated[tuple[Sign, ...], Field(max_length=MOST)] = Field((), description="these count before fits")
    baseline: Annotated[tuple[Sign, ...], Field(max_length=MOST)] = Field(
        (), description="of rows that do not fit, those that the others are compared with"
    )


class Question(Record):
    """Something that an engineer knows of the case at hand. What its answers are is said by one of the last fields.

    ``limits`` belong to a number: of a metric, of a setting, or of both. What was measured then decides only where the
    setting does not: what ran on a card of so much memory fits it, however much an engine took of it.
    """

    id: Slug
    name: Text = Field(description="what it is about, in a word or two: Memory")
    question: Text
    help: Prose | None = Field(None, description="what a reader needs to know to answer")
    capabilities: Slug | None = Field(None, description="a group of capabilities; the row's framework must have one")
    frameworks: Literal["measured"] | None = Field(None, description="the frameworks that rows were measured in")
    metric: Slug | None = Field(
        None, description="a metric, with limits that its number must keep; others of its quantity count as well"
    )
    setting: Slug | None = Field(
        None, description="a setting, told or implied: its values, or with limits the most that its number may be"
    )
    limits: Annotated[tuple[float, ...], Field(max_length=MOST)] = ()
    baseline: Annotated[tuple[Sign, ...], Field(max_length=MOST)] = Field(
        (), description="of rows that do not fit, those that the others are compared with: 16 bits"
    )
    depends: Slug | None = Field(
        None,
        description="a setting; where what matters is a number that does not depend on it, as its leaderboard tells, "
        "an answer rules nothing out",
    )
    needs: dict[Text, Slug] = Field(
        default_factory=dict, description="family of values -> the capability that an engine needs for them: Apple"
    )
    is_folded: bool = Field(False, description="asked under More questions")
    options: Annotated[tuple[Option, ...], Field(max_length=MOST)] = ()

    @model_validator(mode="after")
    def _has_one_kind_of_answers(self) -> Self:
        named = self.metric or self.setting
        kinds = (self.capabilities, self.frameworks, named, self.options or None)
        has_limits = bool(self.limits)
        is_whole = has_limits if self.metric is not None else not has_limits or self.setting is not None
        if sum(kind is not None for kind in kinds) != 1 or not is_whole:
            reason = "a question has one of capabilities, frameworks, options, setting, and limits of metric or setting"
            raise PydanticCustomError("one_kind", reason)
        return self


class Choosing(Record):
    """The file choose.yaml."""

    about: Prose = Field(description="what the page helps with, and what it does not")
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=MOST)]
