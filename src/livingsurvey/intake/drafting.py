"""A draft: the record that a new paper would get, what it lacks, and whether the survey has the paper already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from livingsurvey.checks import check
from livingsurvey.checks.fields import line_of
from livingsurvey.errors import UsageError
from livingsurvey.intake.derived import said_by_id
from livingsurvey.intake.duplicates import Duplicate, Holding, Holdings
from livingsurvey.intake.entry import IMPRINT, Entry
from livingsurvey.intake.lookup import said_by
from livingsurvey.intake.own_fields import own_fields
from livingsurvey.intake.venues import standard_venue
from livingsurvey.model import Finding, Paper
from livingsurvey.model.characters import seen_throughout
from livingsurvey.model.key import keys
from livingsurvey.model.paper import year_of_key
from livingsurvey.sources.version import Version
from livingsurvey.store.symlinks import place_of
from livingsurvey.store.write import PAPER_HEADER, create, dump, keys_in_order, write_text
from livingsurvey.survey import Survey

_WANTED = {
    "title": 'title: "The title as published"',
    "authors": "authors: [Given Surname, Given Surname]",
    "year": "year: 2024",
    "venue": "venue: arXiv",
    "links": "links: {page: https://…}",
    "topics": "topics: [topic-id]",
}
"""Fields that a draft may lack, and a line that shows their form."""

_REQUIRED = frozenset({"title", "year", "venue", "topics"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A record on its way into the survey.

    Attributes:
        key: the name it would get.
        fields: the record's fields in their order, as its file holds them; what is not known is not there.
        origins: for each field, who said so: ``given``, ``arXiv``, ``the arXiv id``, …
        missing: for each field that is not known, the line that shows its form; required ones keep the record from
            being published.
        duplicates: records that are, or may be, of the same paper.
        notes: what was read in spite of its form, or passed over.
    """

    key: str
    fields: Mapping[str, Any]
    origins: Mapping[str, str]
    missing: Mapping[str, str]
    duplicates: tuple[Duplicate, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """Where the record would stand, relative to the survey's folder."""
        return f"papers/{year_of_key(self.key)}/{self.key}.yaml"

    @property
    def is_known(self) -> bool:
        """Whether the survey has the paper: another record has its id or its title."""
        return any(duplicate.certain for duplicate in self.duplicates)

    @property
    def is_complete(self) -> bool:
        """Whether nothing that a record must have is missing."""
        return not any(field in _REQUIRED or field == "links" for field in self.missing)

    def paper(self) -> Paper:
        """The record.

        Raises:
            UsageError: a required field is missing or has not the form it needs.
        """
        try:
            return Paper.model_validate({"key": self.key, **self.fields}, strict=False)
        except ValidationError as error:
            places = ", ".join(".".join(map(str, each["loc"])) or each["msg"] for each in error.errors())
            raise UsageError(f"{self.file} is not a record yet: {places}") from error

    def text(self) -> str:
        """The file's content. What is missing stands there as a comment that shows its form."""
        if not self.missing:
            return PAPER_HEADER + dump({name: self.fields[name] for name in self._order if name in self.fields})
        lines = []
        for name in self._order:
            if name in self.fields:
                lines.append(dump({name: self.fields[name]}))
            elif name in self.missing:
                lines.append(f"# {self.missing[name]}\n")
        return PAPER_HEADER + "".join(lines)

    @property
    def _order(self) -> list[str]:
        named = dict.fromkeys((*self.fields, *self.missing))
        return keys_in_order(name for name in named if name not in Paper.model_fields)

    def alone(self, survey: Survey) -> Survey:
        """A survey with the topics and venues of another and no paper but this one: to show it, and to check it.

        Raises:
            UsageError: the record is not complete.
        """
        return survey.with_only({self.file: self.paper()})

    def findings(self, survey: Survey) -> tuple[Finding, ...]:
        """What the checks hold against the record by itself; nothing while it is not complete."""
        if not self.is_complete:
            return ()
        return tuple(finding for finding in check(self.alone(survey)) if finding.file == self.file)

    @property
    def holding(self) -> Holding:
        """What later drafts of the same command are held against."""
        return Holding.of(self.key, self.file, self.fields, stood=False)

    def write(self, root: Path) -> Path:
        """Write the file, whole or not at all, and never over another.

        Raises:
            UsageError: a file of this name has appeared since the draft was made, or its folder is a symbolic link.
        """
        path = place_of(root, self.file)
        try:
            create(path, self.text().encode())
        except FileExistsError as error:
            raise UsageError(f"{self.file} was just written by somebody else; run again") from error
        return path

    def overwrite(self, root: Path, paper: Holding) -> Draft:
        """Write the record in the place of that of the same paper, whose key stays. Gives the draft as it is written.

        Raises:
            UsageError: that record is not one that stood there, or nobody can read it, or it is in the wrong place.
        """
        if not paper.stood:
            raise UsageError(f"{paper.file} is this paper and was written by this command; --overwrite leaves it alone")
        if not paper.is_readable:
            raise UsageError(
                f"{paper.file} cannot be read; correct or delete it, because --overwrite only replaces what it can read"
            )
        written = replace(self, key=paper.key)
        if written.file != paper.file:
            raise UsageError(f"{paper.file} should be {written.file}; run 'survey check --fix' first")
        write_text(place_of(root, paper.file), written.text())
        return written


def draft(
    entry: Entry,
    survey: Survey,
    *,
    topics: Sequence[str] = (),
    added: dt.date,
    origin: str = "given",
    versions: Sequence[Version] = (),
    papers: Holdings | None = None,
    taken: Container[str] | None = None,
) -> Draft:
    """The draft of a paper by itself; those of one command are made by a :class:`.Batch`.

    Args:
        entry: what is known of it.
        survey: the survey it goes to.
        topics: ids of its topics, the main one first.
        added: the day that stands in the record.
        origin: where the entry comes from, in a word.
        versions: what catalogues say of it; they only fill in what the entry lacks.
        papers: what to look for duplicates in; by default the papers of the survey.
        taken: the keys that are in use; by default those of the survey.

    Raises:
        UnknownName: the survey has no such topic.
    """
    for topic in topics:
        survey.topic(topic)
    origins = dict.fromkeys(_said(entry), origin)
    references: dict[str, str] = {}
    for version in versions:
        entry = entry.filled_from(said_by(version))
        new = [name for name in _said(entry) if name not in origins]
        origins |= dict.fromkeys(new, version.service)
        references |= {name: version.reference for name in new if name in ("authors", "venue")}
    for identifier in entry.ids:
        entry = entry.filled_from(said_by_id(identifier))
        origins |= {name: f"the {identifier.scheme} id" for name in _said(entry) if name not in origins}
    own, notes = own_fields(entry, survey)
    fields = _fields(entry, survey, topics, added)
    fields |= {name: list(value) if isinstance(value, tuple) else value for name, value in own.items()}
    if entry.sources or references:
        fields["sources"] = {**references, **entry.sources}
    missing = {name: line for name, line in _WANTED.items() if name not in fields}
    wanted = (field for field in survey.fields_of(topics) if field.required and field.id not in fields)
    missing |= {field.id: line_of(field) for field in wanted}
    if entry.can_be_opened:
        missing.pop("links", None)
    words = survey.info.keys.words
    keys = _keys(entry, added, words)
    return Draft(
        key=next(key for key in keys if key not in (survey.papers if taken is None else taken)),
        fields=fields,
        origins={name: source for name, source in origins.items() if name in fields},
        missing=missing,
        duplicates=(papers or Holdings.of(survey)).duplicates(entry, topics, next(_keys(entry, added, words))),
        notes=notes,
    )


def _said(entry: Entry) -> list[str]:
    """The fields of a record that an entry says something of."""
    links = entry.page or entry.pdf or entry.code or entry.project or entry.reimplementations
    values = {name: getattr(entry, name) for name in ("title", "authors", "year", "venue", "ids")} | {"links": links}
    return [name for name, value in values.items() if value]


def _fields(entry: Entry, survey: Survey, topics: Sequence[str], added: dt.date) -> dict[str, Any]:
    venue = entry.venue and standard_venue(entry.venue, survey.listed_venues)
    links = {name: getattr(entry, name) for name in ("page", "pdf", "code", "reimplementations", "project")}
    ids = entry.id_by_scheme
    values: dict[str, Any] = {
        "name": entry.name,
        "title": entry.title,
        "also_titled": list(entry.also_titled),
        "aliases": list(entry.aliases),
        "authors": entry.authors_as_recorded,
        "and_others": entry.and_others,
        "year": entry.year,
        "venue": venue,
        **{name: getattr(entry, name) for name in IMPRINT},
        "ids": {scheme: ids[scheme] for scheme in ("arxiv", "doi", "acl", "openreview") if scheme in ids},
        "links": {name: list(value) if isinstance(value, tuple) else value for name, value in links.items() if value},
        "topics": list(topics),
        "summary": entry.summary and entry.summary.model_dump(exclude_none=True),
        "traits": {name: list(value) if isinstance(value, tuple) else value for name, value in entry.traits.items()},
        "read": [each.model_dump() for each in entry.read],
        "added": added,
        "claimed": entry.claimed and entry.claimed.model_dump(exclude_none=True),
    }
    return {name: seen_throughout(value) for name, value in values.items() if value}


def _keys(entry: Entry, added: dt.date, words: int) -> Iterator[str]:
    """The keys that the paper may have, the first that is free; without a title a provisional one, made from its id."""
    derived = [said_by_id(identifier).year for identifier in entry.ids if identifier.scheme == "arxiv"]
    year = min([year for year in (*derived, entry.year) if year] or [added.year])
    authors = entry.authors or ((entry.first_author,) if entry.first_author else ())
    if entry.title:
        return keys(entry.title, authors, year, words)
    named = next(iter(entry.ids), None)
    return keys(f"{named.scheme}{named.value}" if named else "untitled", (), year)
