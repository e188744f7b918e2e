"""A paper: one work, whatever its versions."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from livingsurvey.model.address import Reference, Url
from livingsurvey.model.author import Author
from livingsurvey.model.declared import Value
from livingsurvey.model.identifier import DOI, folded
from livingsurvey.model.imprint import Month, Pages
from livingsurvey.model.record import LONGEST, Record, Slug, Text, distinct
from livingsurvey.model.trait import Summary

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOST, MOST_AUTHORS, MOST_CITED = 100, 5_000, 2_000
"""How many items a list may have; the longest author lists in print have about five thousand, of references two."""
KEY_PATTERN = r"^[a-z]+[0-9]{4}[a-z0-9]+$"

Key = Annotated[str, StringConstraints(pattern=KEY_PATTERN)]
"""A paper's permanent name: surname + year of the first version + first significant title word."""

ArxivId = Annotated[str, StringConstraints(pattern=r"^([0-9]{4}\.[0-9]{4,5}|[a-z-]+/[0-9]{7})$")]
Doi = Annotated[str, StringConstraints(max_length=LONGEST, pattern=f"^{DOI}$")]

AclId = Annotated[
    str,
    StringConstraints(max_length=LONGEST, pattern=r"^([A-Z][0-9]{2}-[0-9]{4}|[0-9]{4}\.[a-z0-9_]+-[a-z0-9]+\.[0-9]+)$"),
]
OpenReviewId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{8,12}$")]
FindingCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,8}[0-9]{3}$")]
Year = Annotated[int, Field(ge=1900, le=2100)]

_YEAR_OF_KEY = re.compile(r"^[a-z]+([0-9]{4}).*$")


def year_of_key(key: str) -> str:
    """The four digits of a key that tell the year of the first version."""
    return _YEAR_OF_KEY.sub(r"\1", key)


def _day(value: object) -> object:
    """Only year-month-day is a date: pydantic would also read the seconds since 1970 out of a number in quotes."""
    if isinstance(value, str) and not _ISO_DAY.fullmatch(value):
        raise PydanticCustomError("date_form", "a date is written year-month-day")
    return value


Day = Annotated[dt.date, Field(strict=False), BeforeValidator(_day)]


class Ids(Record):
    """The names a paper has in other catalogues; never a URL, never with a version suffix."""

    arxiv: ArxivId | None = Field(None, description="arXiv id without version, quoted: '2210.17323'")
    doi: Doi | None = Field(None, description="DOI of the published version, without https://doi.org/")
    acl: AclId | None = Field(None, description="ACL Anthology id: '2023.acl-long.830'")
    openreview: OpenReviewId | None = Field(None, description="OpenReview forum id: 'tcbBPnfwxS'")

    def items(self) -> tuple[tuple[str, str], ...]:
        """The ids the paper has, as (scheme, id) pairs in a fixed order."""
        pairs = (("arxiv", self.arxiv), ("doi", self.doi), ("acl", self.acl), ("openreview", self.openreview))
        return tuple([(scheme, value) for scheme, value in pairs if value is not None])

    @property
    def folded(self) -> tuple[str, ...]:
        """The ids the paper has as ids are compared, in the same order."""
        return tuple([folded(scheme, value) for scheme, value in self.items()])


class Links(Record):
    """Addresses that no id gives."""

    page: Url | None = Field(None, description="page of the published version, where no id leads to it")
    pdf: Url | None = Field(None, description="open PDF, where no id leads to it")
    code: Url | None = Field(None, description="the authors' code")
    reimplementations: Annotated[tuple[Url, ...], Field(max_length=MOST), AfterValidator(distinct)] = Field(
        (), description="code by other people"
    )
    project: Url | None = Field(None, description="project page")
    archived: Day | None = Field(None, description="day on which the repository of the code was first seen archived")

    @model_validator(mode="after")
    def _archived_code(self) -> Self:
        if self.archived is not None and self.code is None:
            raise PydanticCustomError("archived_alone", "archived tells of code", {"within": ("archived",)})
        return self


class Claim(Record):
    """What one source says a field is."""

    value: Text
    source: Reference = Field(description="public reference that says so")


class Conflict(Record):
    """A field that sources disagree about and no rule settles; the record's value is the first claim's."""

    field: Text = Field(description="the record's field: venue, authors, year")
    claims: Annotated[tuple[Claim, ...], Field(min_length=2)] = Field(description="what each source says")
    reason: Text | None = Field(None, description="why the record follows the first claim")


class Claimed(Record):
    """Where one source alone says that a work appeared, or will; its record stands at the version that is certain."""

    venue: Text = Field(description="the venue that is claimed, a name of venues.yaml")
    year: Year | None = Field(None, description="the year that is claimed")
    source: Reference = Field(description="public reference that says so")


class Citations(Record):
    """How often a work is cited, as one source counted on one day."""

    count: Annotated[int, Field(ge=0)] = Field(description="by how many works")
    date: Day = Field(description="day on which the source said so")
    source: Reference = Field(description="public reference that says so")


class Cites(Record):
    """Which papers of this survey a work cites, as one source had its references on one day."""

    papers: Annotated[tuple[Key, ...], Field(min_length=1, max_length=MOST_CITED), AfterValidator(distinct)] = Field(
        description="keys of papers of this survey"
    )
    date: Day = Field(description="day on which the source said so")
    source: Reference = Field(description="public reference that says so")


class Reading(Record):
    """What was read for the summary and the traits of a paper: mostly its abstract."""

    source: Reference = Field(description="public reference to what was read")
    date: Day = Field(description="day on which it was read")


class Paper(Record):
    """One work of research: what it is called, who wrote it, where it appeared, where it belongs.

    Of further keys, which are the survey's own fields, only the values are read here: whether they are declared is seen
    where the declarations are known.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Value]

    key: Key = Field(description="the file's name; not written in the file")
    name: Text | None = Field(None, description="short name of the method or system: ResNet, AlphaFold")
    title: Text = Field(description="title as published")
    also_titled: Annotated[tuple[Text, ...], Field(max_length=MOST), AfterValidator(distinct)] = Field(
        (), description="other titles the work is known by"
    )
    aliases: Annotated[tuple[Text, ...], Field(max_length=MOST), AfterValidator(distinct)] = Field(
        (), description="other names of the method or of what it introduced; searched, not cited"
    )
    authors: Annotated[tuple[Author, ...], Field(max_length=MOST_AUTHORS)] = Field(
        (), description="authors in order: a name, given name first, or its parts; absent where the work names none"
    )
    and_others: bool = Field(False, description="true if the list of authors is incomplete")
    year: Year = Field(description="year of the version named in venue")
    month: Month | None = Field(None, description="month of that version, 1 to 12")
    venue: Text = Field(description="where that version appeared: a name of venues.yaml")
    volume: Text | None = Field(None, description="volume of the journal or of the proceedings, quoted: '113'")
    number: Text | None = Field(None, description="number of the journal's issue or of the report, quoted: '2'")
    pages: Pages | None = Field(None, description="pages, or the number of the article, quoted: '435–447', '012010'")
    publisher: Text | None = Field(None, description="who published that version")
    note: Text | None = Field(None, description="what a reference to that version adds: to appear, oral, version 2")
    ids: Ids = Field(default_factory=functools.cache(Ids), description="ids in other catalogues")
    links: Links = Field(default_factory=functools.cache(Links), description="addresses that no id gives")
    topics: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=MOST), AfterValidator(distinct)] = Field(
        description="ids of taxonomy.yaml, the main one first"
    )
    summary: Summary | None = Field(None, description="what the work does and what sets it apart, in a sentence")
    traits: Annotated[dict[Slug, Value], Field(max_length=MOST)] = Field(
        default_factory=dict, description="what papers are compared by, of traits.yaml; what is left out is unknown"
    )
    read: Annotated[tuple[Reading, ...], Field(max_length=MOST), AfterValidator(distinct)] = Field(
        (), description="what was read for the summary and the traits, and when"
    )
    added: Day = Field(description="day on which the paper was first listed")
    sources: dict[Text, Reference] = Field(
        default_factory=dict, description="field -> public reference its value was taken from"
    )

    conflicts: tuple[Conflict, ...] = Field((), description="what sources disagree about, left open")
    claimed: Claimed | None = Field(None, description="where one source alone says that it appeared")
    citations: Citations | None = Field(None, description="how often the work is cited")
    cites: Cites | None = Field(None, description="which papers of this survey it cites")
    waive: dict[FindingCode, Text] = Field(
        default_factory=dict, description="code of a finding -> why it does not apply to this record"
    )

    @model_validator(mode="after")
    def _others_follow_somebody(self) -> Self:
        if self.and_others and not self.authors:
            context = {"within": ("and_others",)}
            raise PydanticCustomError("others_alone", "and_others needs at least one named author", context)
        return self

    @property
    def first_appeared(self) -> tuple[int, int]:
        """Year and month of the first known version: the arXiv month, else the year with month 0."""
        arxiv = self.ids.arxiv
        if arxiv is None:
            return self.year, 0
        digits = arxiv.rpartition("/")[2]
        century = 1900 if digits[0] == "9" else 2000
        return century + int(digits[:2]), int(digits[2:4])

    @property
    def byline(self) -> str:
        """The authors as people read them, *et al.* where the list goes on; empty where the work names none."""
        return ", ".join(self.authors) + " et al." * self.and_others

    @property
    def can_be_opened(self) -> bool:
        """Whether an id, a page or a PDF leads to the work; nothing leads to some that were printed."""
        return bool(self.ids.items() or self.links.page or self.links.pdf)

    @property
    def fields(self) -> Mapping[str, Value]:
        """What the record says in the survey's own fields, by their ids: ``paper.fields["dataset"]``."""
        return self.__pydantic_extra__

    @property
    def has_code(self) -> bool:
        """Whether the authors' code is known."""
        return self.links.code is not None
