"""A work as a dump tells it: one row of the index, whatever the format of the dump."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, Field, ValidationError, ValidatorFunctionWrapHandler, WrapValidator

from livingsurvey.model.author import SUFFIX
from livingsurvey.model.record import LONGEST
from livingsurvey.sources.answer import Line, ids_in, one_line, spoken
from livingsurvey.store.diagnosis import reasons

_PAGES = {
    "arxiv": "https://arxiv.org/abs/{}",
    "openreview": "https://openreview.net/forum?id={}",
    "acl": "https://aclanthology.org/{}",
    "doi": "https://doi.org/{}",
}
_LONGEST_LIST = 200_000
"""Characters of a list of authors: five thousand have some eighty thousand."""


def _or_none(value: Any, read: ValidatorFunctionWrapHandler) -> Any:
    try:
        return read(value)
    except ValidationError:
        return None


def titled(text: str) -> str:
    """A title in one line, LaTeX read as text.

    Raises:
        ValueError: it is no line of text, none at all, or longer than any title.
    """
    line = one_line(spoken(text)) if len(text) <= LONGEST else ""
    if not line:
        raise ValueError("too long for a title" if text.strip() else "no title")
    return line


Title = Annotated[str, AfterValidator(titled)]
"""A title, as :func:`titled` reads it."""

Remark = Annotated[Line | None, WrapValidator(_or_none)]
"""A line that a work can do without: what is not of this form is as if it were not there."""

Names = Annotated[str, Field(max_length=_LONGEST_LIST)]
"""Names in one text, with a sign between them."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a dump says of one version of a work; what it does not say is None or empty.

    Attributes:
        source: the dump's name: ``ACL Anthology``.
        reference: the public page that says the same.
        title: the title in one line, markup left out.
        authors: all authors in order, given name first.
        venue: where the version appeared, as the source spells it; None for what was rejected or is not decided.
        year: year of that version.
        accepted: where the authors say that it will appear, in their words.
        arxiv: its id there.
        doi: its DOI in small letters, never arXiv's own.
        acl: its id in the ACL Anthology.
        openreview: its id there.
        code: the authors' code.
        categories: arXiv's subjects.
        day: when the source first had it.
    """

    source: str
    reference: str
    title: str
    authors: tuple[str, ...] = ()
    venue: str | None = None
    year: int | None = None
    accepted: str | None = None
    arxiv: str | None = None
    doi: str | None = None
    acl: str | None = None
    openreview: str | None = None
    code: str | None = None
    categories: tuple[str, ...] = ()
    day: dt.date | None = None


class Fault(NamedTuple):
    """An entry of a dump that cannot be used: where it stands, and what is wrong with it."""

    place: str
    said: str


def read_each(entries: Iterable[tuple[str, Any]], read: Callable[[Any], Work | None]) -> Iterator[Work | Fault]:
    """The works of a dump's entries; an entry that raises a ValueError loses nothing but itself.

    Args:
        entries: each with its place, as messages name it.
        read: makes the work of an entry; None is none, such as the preface of a volume.
    """
    for each in entries:
        if isinstance(each, Fault):
            yield each
            continue
        place, entry = each
        try:
            work = read(entry)
        except ValidationError as error:
            yield Fault(place, reasons(error)[0])
        except ValueError as error:
            yield Fault(place, str(error))
        else:
            if work is not None:
                yield work


def named(text: str) -> str:
    """A name in one line, LaTeX read as text.

    Raises:
        ValueError: it is no line of text.
    """
    return one_line(spoken(text))


def person(given: str, family: str, suffix: str = "") -> str:
    """A name as people read it, of its parts.

    Raises:
        ValueError: it is no line of text.
    """
    return named(" ".join((given, family, suffix if SUFFIX.fullmatch(suffix) else "")))


def names(text: str) -> tuple[str, ...]:
    """The names of a text that has ``;`` between them, or commas.

    Raises:
        ValueError: one of them is no line of text.
    """
    return tuple(filter(None, map(named, text.split(";" if ";" in text else ","))))


def address_of(ids: Mapping[str, str], *schemes: str) -> str | None:
    """The public page of the first of these schemes in which there is an id."""
    return next((_PAGES[scheme].format(ids[scheme]) for scheme in schemes if scheme in ids), None)


def identifiers(*texts: str | None) -> dict[str, str]:
    """The ids that texts are or lead to, by scheme; of two in one scheme the first; arXiv's own DOIs are arXiv ids."""
    return {known.scheme: known.value for known in reversed(ids_in(texts))}
