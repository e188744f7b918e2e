"""Systems people run, and what they are for."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from livingsurvey.model.record import Record, Slug, Text, Url

Answer = Literal["yes", "partial", "no", "unknown"]


class Capability(Record):
    """What a source says of one ability of a framework. Unknown is not no."""

    value: Answer
    source: Text = Field(description="public reference the answer was taken from")


class Framework(Record):
    """A training, fine-tuning or inference framework."""

    id: Slug
    name: Text
    code: Url | None = None
    training: Capability
    fine_tuning: Capability
    inference: Capability


class Frameworks(Record):
    """All frameworks of a survey."""

    frameworks: tuple[Framework, ...]
