"""What is told to programs of somebody's list: what was read in each of its lines, and all that is wrong with it."""

from __future__ import annotations

import enum
from typing import Annotated, Literal

from pydantic import Field

from livingsurvey.model.record import Record

SCHEMA_VERSION: Literal[1] = 1
"""Raised when a program that reads the JSON would have to change."""

Count = Annotated[int, Field(ge=0)]
LineNumber = Annotated[int, Field(ge=1)]


class Kind(enum.StrEnum):
    """What is wrong, what is worth most to a list's keeper first. The values stand in JSON and do not change."""

    PAPERS_SHARE_ID = "papers-share-id"
    PAPERS_SHARE_ADDRESS = "papers-share-address"
    TWO_TITLES = "two-titles"
    TWO_IDS = "two-ids"
    YEAR_CONTRADICTS_ID = "year-contradicts-id"
    LISTED_TWICE = "listed-twice"
    NO_ADDRESS = "no-address"
    BROKEN_ADDRESS = "broken-address"
    AUTHOR_TWICE = "author-twice"
    NO_YEAR = "no-year"
    BAD_VALUE = "bad-value"
    YEAR_GUESSED = "year-guessed"
    NO_VENUE = "no-venue"
    OTHER = "other"
    NO_FIELD = "no-field"
    NOT_UNDERSTOOD = "not-understood"
    LEFT_OUT = "left-out"


class Numbers(Record):
    """What became of the list."""

    items: Count = Field(description="list items and rows of tables")
    entries: Count = Field(description="entries that are papers; one may be no item, but a paragraph")
    papers: Count = Field(description="papers in these entries, each once")
    complete: Count = Field(description="papers that can become records")
    headings: Count = Field(description="headings above entries, each once")
    not_understood: Count = Field(description="items that may be papers and were not understood")
    left_out: Count = Field(description="items that are no papers")


class Fields(Record):
    """What an entry says. What it does not say is absent."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    and_others: bool = False
    venue: str | None = None
    year: int | None = None
    ids: dict[str, str] = Field(default_factory=dict, description="by catalogue: arxiv, openreview, acl, doi")
    page: str | None = None
    pdf: str | None = None
    code: str | None = None
    project: str | None = None


class ReadPart(Record):
    """A piece of an entry beside its title."""

    place: str = Field(description="where it stands, in words")
    text: str
    says: str = Field(description="what it was taken for, in words")
    url: str | None = None


class ReadAs(Record):
    """Why an entry was read as it was; what --explain tells."""

    title_is: str = Field(description="what the title is in the entry, in words")
    parts: tuple[ReadPart, ...] = ()
    departs: tuple[str, ...] = Field((), description="where the entry departs from what most have in common")


class ReadEntry(Record):
    """An entry, as the list has it."""

    line: LineNumber = Field(description="the line it begins in, counted from 1")
    headings: tuple[str, ...] = Field(description="the headings above it, the outermost first")
    fields: Fields
    reading: ReadAs


class Found(Record):
    """Something that is wrong, or was decided."""

    kind: Kind
    line: LineNumber = Field(description="the first line to look at")
    lines: tuple[LineNumber, ...] = Field(description="all lines concerned")
    what: str = Field(description="what is wrong, without a full stop")
    text: str = Field("", description="the title of the paper or both titles, or what the item says")
    remedy: str = Field(description="what to do about it")
    ids: tuple[str, ...] = Field((), description="ids in question, as in arxiv:2210.17323")


class Audit(Record):
    """What 'survey import --format json' writes."""

    schema_version: Literal[1] = SCHEMA_VERSION
    file: str = Field(description="the list, as it was named")
    source: str | None = Field(None, description="where the list can be seen, as it was named")
    title: str | None = Field(None, description="what the list is called")
    form: str = Field(description="what most of its entries have in common, in words")
    numbers: Numbers
    findings: tuple[Found, ...] = Field(description="all that is wrong, what is worth most first, then by line")
    entries: tuple[ReadEntry, ...] = Field(description="all entries in the order of the list")

    def of_kind(self, kind: Kind) -> tuple[Found, ...]:
        """The findings of a kind."""
        return tuple(each for each in self.findings if each.kind is kind)
