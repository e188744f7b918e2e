"""The parts that answers of catalogues are made of, strictly read: what is not of its form makes the answer a bad one.

A catalogue tells much that nobody here asked for, and that is passed over. What is used has the limits of records.
"""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from selectolax.lexbor import LexborHTMLParser

from livingsurvey.model.paper import MOST_AUTHORS
from livingsurvey.model.record import LONGEST


class Answer(BaseModel):
    """Base of what is read from catalogues. A number is not a string, and unknown keys are passed over."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


def _one_line(text: str) -> str:
    """Text with single spaces. What would steer a terminal is no text."""
    line = " ".join(text.split())
    if any(character < " " or "\x7f" <= character <= "\x9f" for character in line):
        raise ValueError("control characters")
    return line


def _plain(text: str) -> str:
    """Text without the markup and the character references that publishers put into titles."""
    body = LexborHTMLParser(text).body
    return body.text() if body else text


Line = Annotated[str, StringConstraints(max_length=LONGEST), AfterValidator(_one_line)]
"""A line of text; white space of any kind becomes a space."""

Markup = Annotated[str, StringConstraints(max_length=LONGEST), AfterValidator(_plain), AfterValidator(_one_line)]
"""A line of text that comes with HTML in it."""

LAST_YEAR = 2100
"""The last year that records know."""

MOST = MOST_AUTHORS
"""How many items a list may have."""


Item = TypeVar("Item")


def _or_none(value: object, read: ValidatorFunctionWrapHandler) -> object:
    try:
        return read(value)
    except ValidationError:
        return None


def _some(items: tuple[Item | None, ...]) -> tuple[Item, ...]:
    readable = tuple(item for item in items if item is not None)
    if items and not readable:
        raise ValueError("nothing of it is of its form")
    return readable


Each = Annotated[tuple[Annotated[Item, WrapValidator(_or_none)], ...], Field(max_length=MOST), AfterValidator(_some)]
"""What is told of several works, without those that are not of their form: one of them must not hide the others. Where
none is, the answer is a bad one."""
