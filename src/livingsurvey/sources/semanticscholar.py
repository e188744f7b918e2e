"""Semantic Scholar: how often papers are cited, and which they cite, each with its ids elsewhere.

Its record of a paper is of the preprint and the published version together, so the year beside a venue may be the
preprint's. Who asks without a key (``SEMANTIC_SCHOLAR_API_KEY``) shares what is answered with everybody else.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, TypeAdapter

from livingsurvey.model import Identifier, Paper
from livingsurvey.sources import http
from livingsurvey.sources.answer import FIRST_YEAR, LAST_YEAR, Answer, Count, Each, Line, Markup, ids_in, venue_named
from livingsurvey.sources.version import Version

SERVICE = "Semantic Scholar"
ADDRESS = "https://api.semanticscholar.org/graph/v1/paper/batch"
AT_ONCE = 50
PAUSE = 1.5
KEY = "SEMANTIC_SCHOLAR_API_KEY"
_ATTEMPTS = 5
_FIELDS = "title,year,venue,publicationVenue,authors,externalIds,citationCount,references.externalIds"
_SCHEMES = {"arxiv": "ARXIV", "acl": "ACL", "doi": "DOI"}


class _Ids(Answer):
    arxiv: Line | None = Field(None, alias="ArXiv")
    acl: Line | None = Field(None, alias="ACL")
    doi: Line | None = Field(None, alias="DOI")

    @property
    def all(self) -> tuple[Identifier, ...]:
        """The ids that are of their form."""
        return ids_in((self.arxiv, self.acl, self.doi))


class _Named(Answer):
    name: Line | None = None


class _Cited(Answer):
    ids: _Ids | None = Field(None, alias="externalIds")


class _Paper(Answer):
    """What is used of a paper."""

    id: Annotated[Line, Field(alias="paperId", pattern=r"^[0-9a-f]{40}$")]
    title: Markup | None = None
    year: Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)] | None = None
    venue: Line | None = None
    published: _Named | None = Field(None, alias="publicationVenue")
    authors: Each[_Named] | None = None
    ids: _Ids | None = Field(None, alias="externalIds")
    citations: Count | None = Field(None, alias="citationCount")
    references: Each[_Cited] | None = None


_Unknown = Annotated[None, AfterValidator(lambda _: "unknown")]
_FOUND: TypeAdapter[tuple[Any, ...]] = TypeAdapter(Each[_Paper | _Unknown])


def knows(paper: Paper) -> bool:
    """Whether a paper has an id that Semantic Scholar understands."""
    return _asked(paper) is not None


def about(papers: Sequence[Paper], root: Path | None = None) -> Sequence[Version]:
    """What Semantic Scholar says of papers; what it says of others than were asked for is left out.

    Raises:
        UpstreamTrouble: Semantic Scholar does not answer, or not with what was asked.
    """
    asked = [identifier for paper in papers if (identifier := _asked(paper))]
    if not asked:
        return ()
    key = http.key(KEY)
    found = http.ask(
        SERVICE,
        ADDRESS,
        {"fields": _FIELDS},
        _read,
        root=root,
        attempts=_ATTEMPTS,
        pause=PAUSE,
        body={"ids": [f"{_SCHEMES[scheme]}:{value}" for scheme, value in asked]},
        headers={"x-api-key": key} if key else None,
    )
    wanted = {identifier.folded for identifier in asked}
    return tuple(each for each in found or () if not wanted.isdisjoint(identifier.folded for identifier in each.ids))


def _asked(paper: Paper) -> Identifier | None:
    """The id to ask for: of a preprint and its published version, Semantic Scholar has one record."""
    known = dict(paper.ids.items())
    return next((Identifier(scheme, known[scheme]) for scheme in _SCHEMES if scheme in known), None)


def _read(content: bytes) -> tuple[Version, ...]:
    found = _FOUND.validate_json(content)
    if not found:
        raise ValueError("nothing is said of what was asked")
    return tuple(_version(each) for each in found if isinstance(each, _Paper) and each.title)


def _version(paper: _Paper) -> Version:
    ids = paper.ids.all if paper.ids else ()
    venue = venue_named(paper.published.name if paper.published and paper.published.name else paper.venue)
    has_preprint = any(identifier.scheme == "arxiv" for identifier in ids)
    cited = [identifier for each in paper.references or () if each.ids for identifier in each.ids.all]
    return Version(
        service=SERVICE,
        reference=f"https://www.semanticscholar.org/paper/{paper.id}",
        title=paper.title or "",
        authors=tuple(author.name for author in paper.authors or () if author.name),
        venue=venue,
        year=paper.year if venue == "arXiv" or not has_preprint else None,
        ids=ids,
        citations=paper.citations,
        cites=tuple(dict.fromkeys(cited)),
    )
