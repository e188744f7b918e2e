"""Crossref's catalogue of DOIs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from pydantic import Field

from livingsurvey.errors import BadAnswer
from livingsurvey.model import Author, Group, Identifier, Person
from livingsurvey.model.sentence import Sentence
from livingsurvey.sources import http
from livingsurvey.sources.answer import LAST_YEAR, MOST, Answer, Line, Markup
from livingsurvey.sources.version import Version

SERVICE = "Crossref"
ADDRESS = "https://api.crossref.org/works/"
PAUSE = 1.0

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
        """The year, where the date has one."""
        return self.parts[0][0] if self.parts and self.parts[0] else None


class _Work(Answer):
    """What is used of a work."""

    doi: Line = Field(alias="DOI")
    title: Annotated[tuple[Markup, ...], _Some]
    subtitle: Annotated[tuple[Markup, ...], _Some] | None = None
    author: Annotated[tuple[_Author, ...], _Some] | None = None
    venue: Annotated[tuple[Markup, ...], _Some] | None = Field(None, alias="container-title")
    published: _Date | None = None
    issued: _Date | None = None


class _Found(Answer):
    message: _Work


def look_up(doi: str, root: Path | None = None) -> Version | None:
    """What Crossref says of a DOI; None when it does not know it.

    Raises:
        UpstreamTrouble: Crossref does not answer, or not with what was asked.
    """
    found = http.ask(SERVICE, ADDRESS + quote(doi, safe=""), {}, _Found.model_validate_json, root=root)
    if found is None:
        return None
    work = found.message
    if work.doi.lower() != doi.lower():
        raise BadAnswer(SERVICE, Sentence("answered with another DOI; the answer was not used"))
    return Version(
        service=SERVICE,
        reference=f"https://doi.org/{work.doi}",
        title=": ".join([*work.title[:1], *(work.subtitle or ())][:2]) if work.title else "",
        authors=tuple(author for each in work.author or () if (author := each.author)),
        venue=next(iter(work.venue or ()), None),
        year=(work.published or work.issued or _Date()).year,
        ids=(Identifier("doi", work.doi.lower()),),
    )
