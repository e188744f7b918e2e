"""OpenAlex: an open catalogue of all works, with how often each is cited and which works it cites.

Preprints and published versions are works of their own there, or one with several locations. A list of works by their
DOIs is one question; without a key (``OPENALEX_API_KEY``, free) a few hundred of them are answered a day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from livingsurvey.model import Identifier, Paper
from livingsurvey.sources import http
from livingsurvey.sources.answer import FIRST_YEAR, LAST_YEAR, Answer, Count, Each, Line, Markup, ids_in, venue_named
from livingsurvey.sources.version import Version

SERVICE = "OpenAlex"
ADDRESS = "https://api.openalex.org/works"
AT_ONCE = 40
PAUSE = 0.2
KEY = "OPENALEX_API_KEY"
_MOST_WORKS = 100
"""Works of an answer and DOIs of a question. A paper has two DOIs at most, and few DOIs have two works."""
_MOST_AUTHORS = 100
"""Authors that a work of a list has; the others are left out."""
_FIELDS = "id,doi,title,publication_year,authorships,primary_location,locations,cited_by_count,referenced_works"
_WORK = "https://openalex.org/"
_Address = Annotated[Line, StringConstraints(pattern=rf"^{_WORK}W[0-9]+$")]


class _Source(Answer):
    name: Markup | None = Field(None, alias="display_name")
    type: Line | None = None


class _Location(Answer):
    source: _Source | None = None
    address: Line | None = Field(None, alias="landing_page_url")

    @property
    def venue(self) -> str | None:
        """The journal or conference, or arXiv; of other repositories none."""
        name = venue_named(self.source.name) if self.source else None
        return name if name == "arXiv" or not (self.source and self.source.type == "repository") else None


class _Author(Answer):
    name: Line | None = Field(None, alias="display_name")


class _Authorship(Answer):
    author: _Author


class _Work(Answer):
    """What is used of a work."""

    address: _Address = Field(alias="id")
    doi: Line | None = None
    title: Markup | None = None
    year: Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)] | None = Field(None, alias="publication_year")
    authorships: Each[_Authorship] = ()
    main: _Location | None = Field(None, alias="primary_location")
    locations: Each[_Location] = ()
    citations: Count | None = Field(None, alias="cited_by_count")
    cites: Each[_Address] = Field((), alias="referenced_works")


class _Found(Answer):
    works: Each[_Work] = Field(alias="results")


def knows(paper: Paper) -> bool:
    """Whether a paper has a DOI, be it arXiv's."""
    return bool(_dois(paper))


def about(papers: Sequence[Paper], root: Path | None = None) -> Sequence[Version]:
    """What OpenAlex says of papers with a DOI or an arXiv id.

    Raises:
        UpstreamTrouble: OpenAlex does not answer, or not with what was asked.
    """
    dois = [doi for paper in papers for doi in _dois(paper)]
    if not dois:
        return ()
    question = {"filter": f"doi:{'|'.join(dois)}", "select": _FIELDS, "per-page": str(_MOST_WORKS)}
    key = http.key(KEY)
    headers = {"Authorization": f"Bearer {key}"} if key else None
    return http.ask(SERVICE, ADDRESS, question, _read, root=root, pause=PAUSE, headers=headers) or ()


def _dois(paper: Paper) -> tuple[str, ...]:
    """The DOIs of a paper; a comma would end the list of a filter."""
    dois = [f"10.48550/arxiv.{paper.ids.arxiv}"] if paper.ids.arxiv else []
    if paper.ids.doi and "," not in paper.ids.doi:
        dois.append(paper.ids.doi.lower())
    return tuple(dois)


def _read(content: bytes) -> tuple[Version, ...]:
    return tuple(_version(work) for work in _Found.model_validate_json(content).works if work.title)


def version(content: bytes) -> Version:
    """What one work says that is given away in JSON, as OpenAlex's snapshot has it; its title may be empty.

    Raises:
        ValueError: it is no work.
    """
    return _version(_Work.model_validate_json(content))


def _version(work: _Work) -> Version:
    own = ids_in([work.doi])
    venue = work.main.venue if work.main else None
    is_preprint = any(identifier.scheme == "arxiv" for identifier in own)
    return Version(
        service=SERVICE,
        reference=work.address,
        title=work.title or "",
        authors=tuple(each.author.name for each in work.authorships if each.author.name),
        and_others=len(work.authorships) >= _MOST_AUTHORS,
        venue=None if is_preprint and venue != "arXiv" else venue,
        year=work.year,
        ids=(*own, *_ids_elsewhere(work, {identifier.scheme for identifier in own}), _id(work.address)),
        citations=work.citations,
        cites=tuple(map(_id, work.cites)),
    )


def _id(address: str) -> Identifier:
    return Identifier("openalex", address.removeprefix(_WORK))


def _ids_elsewhere(work: _Work, known: Collection[str]) -> Iterator[Identifier]:
    """The ids at which a work can be read, in each catalogue where it has only one."""
    found = ids_in(location.address for location in work.locations)
    for scheme in ("arxiv", "acl"):
        ids = [identifier for identifier in found if identifier.scheme == scheme]
        if scheme not in known and len(ids) == 1:
            yield ids[0]
