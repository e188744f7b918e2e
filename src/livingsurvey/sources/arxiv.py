"""arXiv's own catalogue, through its Atom interface (https://info.arxiv.org/help/api/user-manual.html).

What it says of a paper is what stands in its newest version: the title and the authors of the first one are not told.
The year is that of the first version.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from defusedxml import ElementTree
from pydantic import Field

from livingsurvey.errors import BadAnswer
from livingsurvey.model import Identifier, Paper, identify
from livingsurvey.model.record import LONGEST
from livingsurvey.model.sentence import Sentence
from livingsurvey.sources import comment, http
from livingsurvey.sources.answer import LAST_YEAR, MOST, Answer, Each, Line, Markup, ids_in
from livingsurvey.sources.version import Version

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SERVICE = "arXiv"
ADDRESS = "https://export.arxiv.org/api/query"
AT_ONCE = 100
PAUSE = 3.0
PAGE = 100
"""How many papers of a search one question is about."""
_ATOM, _ARXIV, _SEARCH = (
    f"{{{name}}}"
    for name in ("http://www.w3.org/2005/Atom", "http://arxiv.org/schemas/atom", "http://a9.com/-/spec/opensearch/1.1/")
)
_NOT_OF_CATEGORIES = re.compile(r"[^A-Za-z.*-]+")
_NOT_OF_PHRASES = re.compile(r"[^\w.+-]+")


class _Entry(Answer):
    """What is used of an entry of the feed."""

    id: Identifier
    title: Annotated[Markup, Field(min_length=1)]
    published: Annotated[dt.date, Field(strict=False, ge=dt.date(1990, 1, 1), le=dt.date(LAST_YEAR, 12, 31))]
    authors: Annotated[tuple[Line, ...], Field(max_length=MOST)]
    doi: Line
    accepted: Line | None
    code: str | None

    @property
    def version(self) -> Version:
        """The entry as a version."""
        return Version(
            service=SERVICE,
            reference=f"https://arxiv.org/abs/{self.id.value}",
            title=self.title,
            authors=self.authors,
            venue="arXiv",
            year=self.published.year,
            accepted=self.accepted,
            ids=(self.id, *(each for each in ids_in([self.doi]) if each.scheme == "doi")),
            code=self.code,
        )


class _Feed(Answer):
    """A feed: how many papers there are in all, and some of them."""

    total: Annotated[int, Field(strict=False, ge=0)]
    entries: Each[_Entry]


def look_up(arxiv_ids: Sequence[str], root: Path | None = None) -> dict[str, Version]:
    """What arXiv says of papers, in one question; ids that it does not know are not in the result.

    Raises:
        UpstreamTrouble: arXiv does not answer, or not with what was asked.
    """
    if not arxiv_ids:
        return {}
    question = {"id_list": ",".join(arxiv_ids), "max_results": str(len(arxiv_ids))}
    feed = http.ask(SERVICE, ADDRESS, question, _read, root=root, pause=PAUSE)
    found = {entry.id.value: entry.version for entry in feed.entries} if feed else {}
    if not found.keys() <= set(arxiv_ids):
        raise BadAnswer(SERVICE, Sentence("answered with another paper; the answer was not used"))
    return found


def knows(paper: Paper) -> bool:
    """Whether the paper has an arXiv id."""
    return paper.ids.arxiv is not None


def about(papers: Sequence[Paper], root: Path | None = None) -> tuple[Version, ...]:
    """The newest versions of the preprints of papers.

    Raises:
        UpstreamTrouble: arXiv does not answer, or not with what was asked.
    """
    return tuple(look_up([paper.ids.arxiv for paper in papers if paper.ids.arxiv], root).values())


def newest(
    categories: Sequence[str], words: Sequence[str], since: dt.date, root: Path | None = None, most: int = 200
) -> Iterator[Version]:
    """The papers that arXiv got since a day, newest first, a page after another.

    Args:
        categories: any of arXiv's: ``cs.CL``, ``cs.*``; none for all.
        words: words or phrases, of which one stands in the title; none for all. What arXiv would take for a part of its
            query language is a word like others.
        since: the first day, of the first version.
        root: the survey's folder, which keeps answers for the day.
        most: how many papers at most.

    Raises:
        UpstreamTrouble: arXiv does not answer, or not with what was asked.
    """
    query = _query(categories, words)
    start, total = 0, most if query else 0
    while start < min(most, total):
        question = {
            "search_query": query,
            "sortBy": "submittedDate",
            "sortOrder": "descending",
            "start": str(start),
            "max_results": str(min(PAGE, most - start)),
        }
        feed = http.ask(SERVICE, ADDRESS, question, partial(_read_page, start), root=root, pause=PAUSE)
        for entry in feed.entries if feed else ():
            if entry.published < since:
                return
            yield entry.version
        start, total = start + PAGE, feed.total if feed else 0


def _query(categories: Sequence[str], words: Sequence[str]) -> str:
    """The query in arXiv's language; empty where something was asked for that no paper can have.

    >>> _query(["cs.CL"], ["KV cache", 'a) OR "all'])
    '(cat:cs.CL) AND (ti:"kv cache" OR ti:"a or all")'
    """
    of = [f"cat:{name}" for each in categories if (name := _NOT_OF_CATEGORIES.sub("", each))]
    saying = [f'ti:"{phrase}"' for each in words if (phrase := _NOT_OF_PHRASES.sub(" ", each).strip().lower())]
    if bool(categories) > bool(of) or bool(words) > bool(saying):
        return ""
    return " AND ".join(f"({' OR '.join(each)})" for each in (of, saying) if each)


def _read_page(start: int, content: bytes) -> _Feed:
    """A page of a search; arXiv sometimes gives an empty one in the middle of it, which must not end the search."""
    feed = _read(content)
    if feed.total > start and not feed.entries:
        raise ValueError("an empty page")
    return feed


def _read(content: bytes) -> _Feed:
    """The papers of a feed.

    Raises:
        ValueError: the content is no feed of arXiv's.
    """
    try:
        feed = ElementTree.fromstring(content)
    except (ElementTree.ParseError, LookupError) as error:
        raise ValueError("no XML") from error
    if feed.tag != f"{_ATOM}feed":
        raise ValueError("no feed")
    return _Feed.model_validate({"total": _text(feed, f"{_SEARCH}totalResults") or 0, "entries": tuple(_entries(feed))})


def _entries(feed: Element) -> Iterator[Mapping[str, object]]:
    for element in feed.iterfind(f"{_ATOM}entry"):
        text = partial(_text, element)
        identifier = identify(text(f"{_ATOM}id")[:LONGEST].replace("http://", "https://"))
        if identifier is None or identifier.scheme != "arxiv":
            continue  # what arXiv says of an id that is none
        said = text(f"{_ARXIV}comment")[:LONGEST]
        yield {
            "id": identifier,
            "title": text(f"{_ATOM}title"),
            "published": text(f"{_ATOM}published")[:10],
            "authors": tuple(_text(author, f"{_ATOM}name") for author in element.iterfind(f"{_ATOM}author")),
            "doi": text(f"{_ARXIV}doi"),
            "accepted": comment.acceptance(said, text(f"{_ARXIV}journal_ref")[:LONGEST]),
            "code": comment.code(said),
        }


def _text(element: Element, tag: str) -> str:
    return element.findtext(tag) or ""
