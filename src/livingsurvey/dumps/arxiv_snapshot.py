"""arXiv's snapshot of all its metadata: JSON lines, as arXiv gives them away on Kaggle."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from typing import Annotated, BinaryIO

from pydantic import Field

from livingsurvey.dumps.lines import numbered
from livingsurvey.dumps.work import Fault, Remark, Title, Work, identifiers, person, read_each
from livingsurvey.model.paper import MOST_AUTHORS, ArxivId
from livingsurvey.sources import comment
from livingsurvey.sources.answer import Answer
from livingsurvey.sources.arxiv import SERVICE

WHAT = "arXiv's metadata snapshot"

_BEGINNING = re.compile(rb'\{\s*"id"\s*:\s*"[^"]{5,30}"')
_MONTHS = {name: month for month, name in enumerate(calendar.month_abbr) if name}


def _day(text: str) -> dt.date:
    """The day of a date such as ``Mon, 2 Apr 2007 19:18:42 GMT``: its words, for 2.5 million are read at once."""
    try:
        _, day, month, year, *_ = text.split()
        return dt.date(int(year), _MONTHS[month], int(day))
    except (KeyError, ValueError) as error:
        raise ValueError("no date") from error


class _Version(Answer):
    created: str


class _Row(Answer):
    """What is used of a line."""

    id: ArxivId
    title: Title
    authors_parsed: Annotated[tuple[tuple[str, ...], ...], Field(max_length=MOST_AUTHORS)]
    categories: str = ""
    comments: Remark = None
    journal: Annotated[Remark, Field(alias="journal-ref")] = None
    doi: Remark = None
    versions: Annotated[tuple[_Version, ...], Field(min_length=1)]


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is one."""
    return bool(_BEGINNING.match(head)) and b'"authors_parsed"' in head


def works(file: BinaryIO, name: str) -> Iterator[Work | Fault]:
    """The works of a file, line by line."""
    return read_each(numbered(file), _work)


def _work(line: bytes) -> Work:
    row = _Row.model_validate_json(line)
    day = _day(row.versions[0].created)
    return Work(
        source=SERVICE,
        reference=f"https://arxiv.org/abs/{row.id}",
        title=row.title,
        authors=tuple(person(*_parts(name)) for name in row.authors_parsed if any(name)),
        venue=SERVICE,
        year=day.year,
        accepted=comment.acceptance(row.comments or "", row.journal or ""),
        arxiv=row.id,
        doi=identifiers(row.doi).get("doi"),
        code=comment.code(row.comments or ""),
        categories=tuple(row.categories.split()),
        day=day,
    )


def _parts(name: tuple[str, ...]) -> tuple[str, str, str]:
    """Given name, family name and suffix, of which arXiv tells the family name first; an affiliation may follow."""
    family, given, suffix = (*name, "", "")[:3]
    return given, family, suffix
