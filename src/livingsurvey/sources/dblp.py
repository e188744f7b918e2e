"""DBLP, the bibliography of computer science, through its search (https://dblp.org/faq/13501473.html).

It keeps a preprint and what was published apart: they are two versions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

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
ARXIV = "CoRR"
"""DBLP's name for arXiv, after what it once was."""
_INFORMAL = "Informal and Other Publications"
"""What nobody reviewed: other servers of preprints, reports."""
_NO_PAPERS = frozenset({"Data and Artifacts", "Editorship"})


def _listed(value: object) -> tuple[object, ...]:
    """One, or a list where there are several, as a list."""
    return tuple(value) if isinstance(value, list) else (value,)


_Lines = Annotated[tuple[Markup, ...], Field(max_length=MOST), BeforeValidator(_listed)]


class _Author(Answer):
    text: Annotated[Markup, AfterValidator(lambda name: NAMESAKE.sub("", name)), Field(min_length=1)]


class _Authors(Answer):
    author: Annotated[tuple[_Author, ...], Field(max_length=MOST), BeforeValidator(_listed)] = ()


class _Info(Answer):
    """What is used of a work."""

    key: Annotated[str, Field(max_length=200, pattern=_KEY)]
    title: Annotated[Markup, Field(min_length=1)]
    type: Line
    year: Annotated[int, Field(strict=False, ge=FIRST_YEAR, le=LAST_YEAR)]
    authors: _Authors = _Authors()
    venue: _Lines = ()
    volume: Line = ""
    doi: Line = ""
    ee: _Lines = ()

    @property
    def version(self) -> Version:
        """The work as a version."""
        is_on_arxiv = ARXIV in self.venue
        venue = PART.sub("", self.venue[0]) if self.venue and self.type != _INFORMAL else None
        return Version(
            service=SERVICE,
            reference=f"https://dblp.org/rec/{self.key}",
            title=self.title.removesuffix("."),
            authors=tuple(each.text for each in self.authors.author),
            venue=catalogue.PREPRINTS if is_on_arxiv else venue,
            year=self.year,
            ids=ids_in([*self.ee, self.doi, self.volume.removeprefix("abs/") if is_on_arxiv else ""]),
        )


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
