"""OpenReview: what conferences and journals accepted after a review that anybody can read.

Its lists of notes are shut to programs without an account; its search is not, so papers are found by their title. There
are two interfaces: venues since 2024 are in the second alone, those before mostly in the first.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationError

from livingsurvey.model import Paper, identify
from livingsurvey.sources import catalogue, http
from livingsurvey.sources.answer import LAST_YEAR, MOST, Answer, Each, Line, Markup
from livingsurvey.sources.version import Version

SERVICE = "OpenReview"
AT_ONCE = 1
PAUSE = 1.0
ADDRESS = "https://api2.openreview.net/notes/search"
ADDRESS_BEFORE_2024 = "https://api.openreview.net/notes/search"
_MOST_FOUND = 25
_SECOND_INTERFACE = 2024

_ACCEPTED = re.compile(
    r"(?:[^/]+/)+(?P<year>[0-9]{4})/(?:Conference|Datasets_and_Benchmarks_Track|Track/Datasets_and_Benchmarks(?:/Round[12])?)|TMLR"
)
"""Venues whose papers are published under the venue's own id. What is rejected, withdrawn or under review has more
behind it (``ICLR.cc/2024/Conference/Rejected_Submission``), and what somebody imported has another (``dblp.org/…``)."""
_UNDECIDED = re.compile(r"submi|withdraw|reject|review|retract", re.IGNORECASE)
"""Before 2023 ids were the same for all submissions, and only words told: *Submitted to ICLR 2022*."""
_YEAR = re.compile(r"[0-9]{4}")
_PRESENTED = re.compile(
    r"conference|main|notable|top|[0-9]+%|regular|paper|talk|oral|spotlight|(?:oral|spotlight)?poster", re.IGNORECASE
)
"""Words behind the name of a venue that tell how the paper was presented."""


def _value(content: object) -> object:
    """A value of the second interface stands under ``value``, one of the first by itself."""
    return content.get("value") if isinstance(content, dict) else content


def _names(authors: object) -> object:
    """Authors are names, or people with a ``fullname``."""
    listed = _value(authors) or ()
    if not isinstance(listed, list):
        return listed
    return tuple(author.get("fullname") if isinstance(author, dict) else author for author in listed)


_Said = Annotated[Line | None, BeforeValidator(_value)]


class _Content(Answer):
    title: Annotated[Markup | None, BeforeValidator(_value)] = None
    authors: Annotated[tuple[Line, ...], Field(max_length=MOST), BeforeValidator(_names)] = ()
    venue: _Said = None
    venue_id: _Said = Field(None, alias="venueid")


class _Note(Answer):
    """What is used of a submission; its forum is what records call its id."""

    forum: Line
    content: _Content
    published: Annotated[int, Field(ge=0, le=10**13)] | None = Field(None, alias="pdate")
    """Milliseconds since 1970."""


class _Found(Answer):
    notes: Each[_Note]
    is_shut: bool = Field(False, alias="searchUnavailable")


def knows(paper: Paper) -> bool:
    """Whether the paper has an id there, or a search may find where it was accepted."""
    return paper.ids.openreview is not None or catalogue.may_have_appeared(paper)


def about(papers: Sequence[Paper], root: Path | None = None) -> Sequence[Version]:
    """What was accepted under titles like that of one paper, and nothing of what was rejected or is not decided.

    Raises:
        UpstreamTrouble: OpenReview does not answer, or not with what was asked.
    """
    return tuple(version for paper in papers for version in _about(paper, root))


def _about(paper: Paper, root: Path | None) -> Iterator[Version]:
    question = {"term": paper.title, "type": "terms", "content": "all", "group": "all", "source": "forum"}
    question |= {"limit": str(_MOST_FOUND), "offset": "0"}
    interfaces = [ADDRESS, *[ADDRESS_BEFORE_2024] * (paper.first_appeared[0] < _SECOND_INTERFACE)]
    for address in interfaces:
        yield from http.ask(SERVICE, address, question, _read, root=root, pause=PAUSE) or ()


def exported(note: Mapping[str, object]) -> Version | None:
    """What a note that somebody saved says of a published paper; None for one that is not, or that has another form."""
    try:
        return _version(_Note.model_validate(note))
    except ValidationError:
        return None


def _read(content: bytes) -> tuple[Version, ...]:
    found = _Found.model_validate_json(content)
    if found.is_shut:
        raise ValueError("no search at the moment")
    return tuple(version for note in found.notes if (version := _version(note)))


def _version(note: _Note) -> Version | None:
    """What a note says of a published paper; None for one that is not, or of which it says too little."""
    said = note.content
    accepted, forum = _ACCEPTED.fullmatch(said.venue_id or ""), identify(f"openreview:{note.forum}")
    if not (accepted and forum and said.title and said.venue) or _UNDECIDED.search(said.venue):
        return None
    year = int(accepted["year"]) if accepted["year"] else _year(note.published)
    return Version(
        service=SERVICE,
        reference=f"https://openreview.net/forum?id={forum.value}",
        title=said.title,
        authors=() if said.authors == ("Anonymous",) else said.authors,
        venue=_venue(said.venue),
        year=year if year and year <= LAST_YEAR else None,
        ids=(forum,),
    )


def _venue(said: str) -> str | None:
    """A venue without its year, and without how the paper was presented.

    >>> _venue("NeurIPS 2023 Datasets and Benchmarks Poster")
    'NeurIPS Datasets and Benchmarks'
    >>> _venue("ICLR 2023 notable top 5%")
    'ICLR'
    """
    words = [word for word in said.removeprefix("Accepted by ").split() if not _YEAR.fullmatch(word)]
    while words and _PRESENTED.fullmatch(words[-1]):
        words.pop()
    return " ".join(words) or None


def _year(milliseconds: int | None) -> int | None:
    return None if milliseconds is None else dt.datetime.fromtimestamp(milliseconds / 1000, dt.UTC).year
