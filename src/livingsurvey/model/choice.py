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
    setting: dict[Slug, Text] | None = Field(None, description="it was measured with these values of settings")
    method: Literal["none"] | None = Field(None, description="no method was applied: it is a baseline")

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if (self.topic is not None) + (self.setting is not None) + (self.method is not None) != 1:
            raise PydanticCustomError("one_sign", "a sign is one of topic, setting and method")
        return self


class Option(Record):
    """An answer in the survey's own words, and the signs by which a row fits it. Other rows are not known to fit."""

    id: Slug
    label: Text
    fits: Annotated[tuple[Sign, ...], Field(max_length=MOST)] = ()
    fails: Annotated[tuple[Sign, ...], Field(max_length=MOST)] = Field((), description="these count before fits")


class Question(Record):
    """Something that an engineer knows of the case at hand. One of the last four fields says what its answers are."""

    id: Slug
    name: Text = Field(description="what it is about, in a word or two: Memory")
    question: Text
    help: Prose | None = Field(None, description="what a reader has to know to answer")
    capabilities: Slug | None = Field(None, description="a group of capabilities; the row's framework must have one")
    frameworks: Literal["measured"] | None = Field(None, description="the frameworks that rows were measured in")
    metric: Slug | None = Field(None, description="a metric, with limits that its number must keep")
    limits: Annotated[tuple[float, ...], Field(max_length=MOST)] = ()
    options: Annotated[tuple[Option, ...], Field(max_length=MOST)] = ()

    @model_validator(mode="after")
    def _has_one_kind_of_answers(self) -> Self:
        kinds = (self.capabilities, self.frameworks, self.metric, self.options or None)
        if sum(kind is not None for kind in kinds) != 1 or bool(self.limits) != (self.metric is not None):
            reason = "a question has one of capabilities, frameworks, options, and metric with limits"
            raise PydanticCustomError("one_kind", reason)
        return self


class Choosing(Record):
    """The file choose.yaml."""

    about: Prose = Field(description="what the page helps to choose, and what it does not tell")
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=MOST)]
