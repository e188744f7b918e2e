"""A list as data: what was read in each of its lines, and all that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field

from livingsurvey.checks.report import Count
from livingsurvey.intake.collection import Collected, missing
from livingsurvey.intake.doubt import REMEDIES, Kind
from livingsurvey.intake.explaining import departures, said_by
from livingsurvey.intake.listing import Listed, Listing
from livingsurvey.intake.mistakes import Mistake, mistakes
from livingsurvey.intake.shared_form import TITLES, SharedForm
from livingsurvey.model.record import Record

SCHEMA_VERSION: Literal[1] = 1
"""Raised when a program that reads the JSON would have to change."""

LineNumber = Annotated[int, Field(ge=1)]


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


def audit(listing: Listing, papers: Sequence[Collected], name: str, source: str | None = None) -> Audit:
    """A list as data.

    Args:
        listing: the list as it was read.
        papers: its papers, as :func:`.collected` gives them, those that cannot be records included.
        name: what the file is called.
        source: where the list can be seen.
    """
    order = list(Kind)
    found = sorted(_findings(listing, papers), key=lambda each: (order.index(each.kind), each.lines))
    return Audit(
        file=name,
        source=source,
        title=listing.title,
        form=str(listing.form),
        numbers=Numbers(
            items=sum(listing.items.values()),
            entries=len(listing.entries),
            papers=len(papers),
            complete=sum(missing(paper) is None for paper in papers),
            headings=len({listed.path for listed in listing.entries if listed.path}),
            not_understood=len(listing.unread),
            left_out=len(listing.left_out),
        ),
        findings=tuple(map(_found, found)),
        entries=tuple(_entry(listed, listing.form) for listed in listing.entries),
    )


def _findings(listing: Listing, papers: Iterable[Collected]) -> Iterator[Mistake]:
    for each in listing.unread:
        yield Mistake(Kind.NOT_UNDERSTOOD, (each.line,), f"{each.reason}: {each.text}")
    for each in listing.left_out:
        yield Mistake(Kind.LEFT_OUT, (each.line,), f"{each.reason}: {each.text}")
    for paper in papers:
        lacks = missing(paper)
        if lacks is not None:
            yield Mistake(lacks.kind, tuple(paper.lines), f"{lacks}: {paper.entry.title}")
        yield from mistakes([paper])


def _found(mistake: Mistake) -> Found:
    return Found(
        kind=mistake.kind,
        line=mistake.lines[0],
        lines=mistake.lines,
        what=mistake.what,
        remedy=REMEDIES[mistake.kind],
        ids=tuple(map(":".join, mistake.ids)),
    )


def _entry(listed: Listed, form: SharedForm) -> ReadEntry:
    entry, reading = listed.entry, listed.reading
    return ReadEntry(
        line=listed.line,
        headings=listed.path,
        fields=Fields(
            title=entry.title,
            authors=tuple(map(str, entry.authors)),
            and_others=entry.and_others,
            venue=entry.venue,
            year=entry.year,
            ids=entry.id_by_scheme,
            page=entry.page,
            pdf=entry.pdf,
            code=entry.code,
            project=entry.project,
        ),
        reading=ReadAs(
            title_is=TITLES[reading.title_is],
            parts=tuple(
                ReadPart(place=part.place, text=part.text.strip(), says=said_by(part.facts), url=part.url)
                for part in reading.parts
            ),
            departs=tuple(departures(listed, form)),
        ),
    )
