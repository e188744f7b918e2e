"""DBLP, the bibliography of computer science, through its search (https://dblp.org/faq/13501473.html).

It keeps a preprint and what was published apart: they are two versions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from livingsurvey.model import Paper
from livingsurvey.sources import catalogue, http
from livingsurvey.sources.answer import FIRST_YEAR, LAST_YEAR, MOST, Answer, Each, Line, Markup, ids_in
from livingsurvey.sources.version import Version

SERVICE = "DBLP"
ADDRESS = "https://dblp.org/search/publ/api"
AT_ONCE = 1
PAUSE = 5.0
"""Those who asked faster were turned away for minutes; DBLP itself names no number."""
ROWS = 10
"""How many works a search gives: those with all words of a title are few."""

_NOT_OF_WORDS = re.compile(r"[\W_]+")
NAMESAKE = re.compile(r" [0-9]{4}$")
"""What tells people of one name apart: Wei Wang 0001."""
PART = re.compile(r" \((?:[0-9]+|(?:Long|Short) Papers)\)$")
"""The volume of proceedings that is told with a venue: ACL (1)."""
_KEY = r"^[A-Za-z0-9_/+:.-]+$"
PREPRINTS = "CoRR"
"""DBLP's name for arXiv, after what it once was."""
_NO_PAPERS = frozenset({"Data and Artifacts", "Editorship"})

_Lines = Markup | Annotated[tuple[Markup, ...], Field(min_length=1, max_length=MOST)]
"""One, or a list where there are several."""


class _Author(Answer):
    text: Annotated[Markup, AfterValidator(lambda name: NAMESAKE.sub("", name)), Field(min_length=1)]


class _Authors(Answer):
    author: _Author | Annotated[tuple[_Author, ...], Field(max_length=MOST)]


class _Info(Answer):
    """What is used of a work."""

    key: Annotated[str, Field(max_length=200, pattern=_KEY)]
    title: Annotated[Markup, Field(min_length=1)]
    type: Line
    year: Annotated[int, Field(strict=False, ge=FIRST_YEAR, le=LAST_YEAR)]
    authors: _Authors | None = None
    venue: _Lines | None = None
    volume: Line | None = None
    doi: Line | None = None
    ee: _Lines | None = None

    @property
    def version(self) -> Version:
        """The work as a version."""
        authors = self.authors.author if self.authors else ()
        venue = next((PART.sub("", each) for each in _several(self.venue)), None)
        return Version(
            service=SERVICE,
            reference=f"https://dblp.org/rec/{self.key}",
            title=self.title.removesuffix("."),
            authors=tuple(each.text for each in (authors if isinstance(authors, tuple) else (authors,))),
            venue="arXiv" if venue == PREPRINTS else venue,
            year=self.year,
            ids=ids_in([*_several(self.ee), self.doi, self._arxiv]),
        )

    @property
    def _arxiv(self) -> str | None:
        return (self.volume or "").removeprefix("abs/") if PREPRINTS in _several(self.venue) else None


class _Hit(Answer):
    info: _Info


class _Hits(Answer):
    hit: Each[_Hit] = ()


class _Result(Answer):
    hits: _Hits


class _Found(Answer):
    result: _Result


def knows(paper: Paper) -> bool:
    """Whether a search may find where the paper was published."""
    return catalogue.may_have_appeared(paper)


def about(papers: Sequence[Paper], root: Path | None = None) -> tuple[Version, ...]:
    """The works whose titles and authors have all words of a paper's title, and its first author's family name.

    Raises:
        UpstreamTrouble: DBLP does not answer, or not with what was asked.
    """
    (paper,) = papers
    question = {"q": _query(paper), "format": "json", "h": str(ROWS), "c": "0"}
    found = http.ask(SERVICE, ADDRESS, question, _Found.model_validate_json, root=root, pause=PAUSE)
    hits = found.result.hits.hit if found else ()
    return tuple(hit.info.version for hit in hits if hit.info.type not in _NO_PAPERS)


def _query(paper: Paper) -> str:
    """Words, without the signs that DBLP gives a meaning: ``a-b``, ``a$``, ``a|b``, ``year:2024``."""
    return " ".join(_NOT_OF_WORDS.sub(" ", f"{paper.title} {catalogue.first_family_name(paper)}").split())


def _several(lines: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return (lines,) if isinstance(lines, str) else lines or ()
