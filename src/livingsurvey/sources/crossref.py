"""Crossref's catalogue of DOIs (https://api.crossref.org/swagger-ui/): a work by its DOI, or by its title."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from pydantic import Field

from livingsurvey.errors import BadAnswer
from livingsurvey.model import Author, Group, Identifier, Paper, Person
from livingsurvey.model.identifier import DOI
from livingsurvey.model.sentence import Sentence
from livingsurvey.sources import catalogue, http
from livingsurvey.sources.answer import FIRST_YEAR, LAST_YEAR, MOST, Answer, Each, Line, Markup, ids_in
from livingsurvey.sources.version import Version

SERVICE = "Crossref"
ADDRESS = "https://api.crossref.org/works/"
AT_ONCE = 1
PAUSE = 1.0
"""Searches a second that Crossref allows those who do not give an address for letters."""
ROWS = 5
"""How many works a search gives; the first is the one or none is."""

_FIELDS = "DOI,title,subtitle,author,container-title,published,issued,type,relation"
_PAPERS = frozenset({"book-chapter", "journal-article", "proceedings-article"})
"""What papers are published as. Preprints (``posted-content``) have DOIs too, which no record takes for a paper's."""
_Some = Field(max_length=MOST)
_Part = Annotated[int, Field(ge=0, le=LAST_YEAR)] | None


class _Author(Answer):
    """A person, or a group under ``name``."""

    given: Line | None = None
    family: Line | None = None
    name: Line | None = None
    suffix: Line | None = None

    @property
    def author(self) -> Author | None:
        """The author with the parts that Crossref gives; None where it gives no name."""
        if self.family:  # with its particle, which Crossref has no field for
            name = Person.model_construct(family=self.family, given=self.given, suffix=self.suffix)
            plain = Author(name.spoken)
            return plain if plain.name.family_first == name.family_first else Author.of(name)
        return Author.of(Group.model_construct(group=self.name)) if self.name else None


class _Date(Answer):
    """A date as year, month, day; a part that is not known is null or left out."""

    parts: Annotated[tuple[Annotated[tuple[_Part, ...], _Some], ...], _Some] = Field((), alias="date-parts")

    @property
    def year(self) -> int | None:
        """The year, where the date has one; a number that is shorter is none."""
        year = self.parts[0][0] if self.parts and self.parts[0] else None
        return year if year and year >= FIRST_YEAR else None


class _Related(Answer):
    id: Line


class _Relation(Answer):
    preprints: Annotated[tuple[_Related, ...], _Some] = Field((), alias="has-preprint")
    published: Annotated[tuple[_Related, ...], _Some] = Field((), alias="is-preprint-of")


class _Work(Answer):
    """What is used of a work."""

    doi: Annotated[Line, Field(alias="DOI", pattern=f"^{DOI}$")]
    type: Line | None = None
    title: Annotated[tuple[Markup, ...], _Some]
    subtitle: Annotated[tuple[Markup, ...], _Some] | None = None
    author: Annotated[tuple[_Author, ...], _Some] | None = None
    venue: Annotated[tuple[Markup, ...], _Some] | None = Field(None, alias="container-title")
    published: _Date | None = None
    issued: _Date | None = None
    relation: _Relation | None = None

    @property
    def version(self) -> Version:
        """The work as a version."""
        preprints = ids_in(each.id for each in self.relation.preprints) if self.relation else ()
        return Version(
            service=SERVICE,
            reference=f"https://doi.org/{quote(self.doi, safe='/();:')}",
            title=": ".join(filter(None, (*self.title[:1], *(self.subtitle or ())[:1]))),
            authors=tuple(author for each in self.author or () if (author := each.author)),
            venue=next(iter(self.venue or ()), None),
            year=(self.published or self.issued or _Date()).year,
            ids=(Identifier("doi", self.doi.lower()), *(each for each in preprints if each.scheme == "arxiv")),
        )


class _Found(Answer):
    message: _Work


class _List(Answer):
    items: Each[_Work]


class _FoundSeveral(Answer):
    message: _List


def look_up(doi: str, root: Path | None = None) -> Version | None:
    """What Crossref says of a DOI; None when it does not know it.

    Raises:
        UpstreamTrouble: Crossref does not answer, or not with what was asked.
    """
    work = _work(doi, root)
    return work.version if work else None


def knows(paper: Paper) -> bool:
    """Whether the paper has a DOI, or a search may find where it was published."""
    return paper.ids.doi is not None or catalogue.may_have_appeared(paper)


def about(papers: Sequence[Paper], root: Path | None = None) -> tuple[Version, ...]:
    """The published work that a paper's DOI leads to, or else those that its title and its first author's name find.

    Raises:
        UpstreamTrouble: Crossref does not answer, or not with what was asked.
    """
    (paper,) = papers
    found = [_published(paper.ids.doi, root)] if paper.ids.doi else _search(paper, root)
    return tuple(work.version for work in found if work and work.type in _PAPERS)


def _work(doi: str, root: Path | None) -> _Work | None:
    url = ADDRESS + quote(doi, safe="")
    found = http.ask(SERVICE, url, {}, _Found.model_validate_json, root=root, pause=PAUSE)
    if found is None:
        return None
    if found.message.doi.lower() != doi.lower():
        raise BadAnswer(SERVICE, Sentence("answered with another DOI; the answer was not used"))
    return found.message


def _published(doi: str, root: Path | None) -> _Work | None:
    """The work of a DOI; where that is a preprint of one work, that work."""
    work = _work(doi, root)
    of = ids_in(each.id for each in work.relation.published) if work and work.relation else ()
    dois = [each.value for each in of if each.scheme == "doi"]
    return _work(dois[0], root) if len(dois) == 1 else work


def _search(paper: Paper, root: Path | None) -> Sequence[_Work]:
    question = {
        "query.bibliographic": f"{paper.title} {catalogue.first_family_name(paper)}".strip(),
        "rows": str(ROWS),
        "select": _FIELDS,
    }
    found = http.ask(SERVICE, ADDRESS.rstrip("/"), question, _FoundSeveral.model_validate_json, root=root, pause=PAUSE)
    return found.message.items if found else ()
