"""The parts that answers of catalogues are made of, strictly read: what is not of its form makes the answer a bad one.

A catalogue tells much that nobody here asked for, and that is passed over. What is used has the limits of records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetCoreSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, core_schema

from livingsurvey.latex.decode import decode
from livingsurvey.model import Identifier, identify
from livingsurvey.model.characters import seen
from livingsurvey.model.paper import MOST_AUTHORS
from livingsurvey.model.record import LONGEST

_MARKUP = re.compile(r"[\\${}<&]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Answer(BaseModel):
    """Base of what is read from catalogues. A number is not a string, and unknown keys are passed over."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


def one_line(text: str) -> str:
    """Text with single spaces, without what nobody sees. What would steer a terminal is no text."""
    line = " ".join(seen(text).split())
    if _CONTROL.search(line):
        raise ValueError("control characters")
    return line


def spoken(text: str) -> str:
    """Text for the HTML and LaTeX that publishers and authors put into titles: R₁ for ``R<sub>1</sub>``, ``$R_1$``."""
    return decode(text).text if _MARKUP.search(text) else text


Line = Annotated[str, StringConstraints(max_length=LONGEST), AfterValidator(one_line)]
"""A line of text; white space of any kind becomes a space."""

Markup = Annotated[str, StringConstraints(max_length=LONGEST), AfterValidator(spoken), AfterValidator(one_line)]
"""A line of text that comes with HTML or LaTeX in it."""

Count = Annotated[int, Field(ge=0, le=10**9)]
"""How often something is cited."""

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""The years that records know."""

MOST = MOST_AUTHORS
"""How many items a list may have."""


Item = TypeVar("Item")


class _OrNone:
    """None in place of what is not of its form. It is no function, for which strict JSON would become loose Python."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_default_schema(handler(source), default=None, on_error="default")


def _some(items: tuple[Item | None, ...]) -> tuple[Item, ...]:
    readable = tuple(item for item in items if item is not None)
    if items and not readable:
        raise ValueError("nothing of it is of its form")
    return readable


Each = Annotated[tuple[Annotated[Item, _OrNone], ...], Field(max_length=MOST), AfterValidator(_some)]
"""What is told of several works, without those that are not of their form: one of them must not hide the others. Where
none is, the answer is a bad one."""


def ids_in(texts: Iterable[str | None]) -> tuple[Identifier, ...]:
    """The ids that texts or addresses are, each once; DOIs, which know no case, in small letters."""
    found = (identify(text) for text in texts if text)
    lower = (each._replace(value=each.value.lower()) if each.scheme == "doi" else each for each in found if each)
    return tuple(dict.fromkeys(lower))


def venue_named(said: str | None) -> str | None:
    """A venue as a catalogue names it; arXiv by its name, under which none of them has it.

    >>> venue_named("arXiv (Cornell University)"), venue_named("arXiv.org"), venue_named("")
    ('arXiv', 'arXiv', None)
    """
    return "arXiv" if said and said.lower().startswith("arxiv") else said or None
