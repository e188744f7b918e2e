"""What a record becomes when somebody says yes: the new text of its file, or a new file, held against what stands."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pydantic_core
from pydantic import ValidationError

from livingsurvey.errors import UsageError
from livingsurvey.intake import Batch, Entry
from livingsurvey.model import Identifier, Paper
from livingsurvey.model.proposal import Proposal
from livingsurvey.refresh.standing import as_json, differing, value_at
from livingsurvey.store import cache
from livingsurvey.store.diagnosis import diagnose
from livingsurvey.store.mapping import to_mapping
from livingsurvey.store.paper import of as paper_of
from livingsurvey.store.symlinks import place_of
from livingsurvey.store.write import edit_paper, write_text
from livingsurvey.store.yaml import Path as Place
from livingsurvey.store.yaml import locate
from livingsurvey.survey import Survey

_SOURCED = {"venue": "venue", "year": "venue", "title": "title", "authors": "authors", "links.code": "code"}
"""Places of a record and the fields under ``sources`` that tell where their values are from."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a record would be.

    Attributes:
        proposals: what it says then.
        file: its file.
        paper: the record.
        write: what writes the file.
    """

    proposals: tuple[Proposal, ...]
    file: str
    paper: Paper
    write: Callable[[], object]


def edited(survey: Survey, proposals: tuple[Proposal, ...]) -> Edit:
    """A record with all that proposals for it say; only the lines concerned are others.

    Raises:
        UsageError: the record is not what it was, its file cannot be edited, or it would be none.
    """
    key = proposals[0].key
    paper = survey.papers.get(key)
    if paper is None:
        raise UsageError(f"{key} has no record that can be read; run 'survey check'")
    file = survey.files[key]
    path = place_of(survey.root, file)
    content = path.read_bytes()
    if cache.digest(content) != survey.digests[key]:
        raise UsageError(f"{file} was just changed by somebody else; run again")
    text = content.decode()
    _hold_against(file, text, paper, proposals)
    try:
        after = edit_paper(text, _changes(survey, paper, proposals))
    except UsageError as error:
        raise UsageError(f"{file}: {error}") from error
    return Edit(proposals, file, _record(survey, file, after, paper), lambda: write_text(path, after))


def added(survey: Survey, batch: Batch, proposal: Proposal, day: dt.date) -> Edit:
    """A new record, as ``survey add`` would make it.

    Raises:
        UsageError: the survey has the paper, or what is said of it is not a record.
        UnknownName: the survey has no such topic.
    """
    try:
        record = pydantic_core.to_json({"added": day, **proposal.said})
        said = paper_of(proposal.key, record, dict.fromkeys(survey.fields))
    except ValidationError as error:
        places = ", ".join(".".join(map(str, each["loc"])) or each["msg"] for each in error.errors())
        raise UsageError(f"{proposal.key} is not a complete record: {places}; use 'survey add'") from error
    made = batch.draft(_entry(said, proposal), said.topics)
    for duplicate in made.duplicates:
        if duplicate.certain:
            raise UsageError(f"{duplicate.file} is this paper: {duplicate.reason}; {duplicate.advice}")
    return Edit((proposal,), made.file, made.paper(), lambda: made.write(survey.root))


def _hold_against(file: str, text: str, paper: Paper, proposals: Sequence[Proposal]) -> None:
    """Whether a record says still what it said, and what it is to say is one thing.

    Raises:
        UsageError: it does not, or two proposals say different things of one place.
    """
    said: dict[str, Any] = {}
    for proposal in proposals:
        for place, then, now in differing(proposal, paper):
            line, column = locate(text, tuple(place.split(".")), key=True)
            raise UsageError(
                f"{file}:{line}:{column}: {place} is {_shown(now)} now, and was {_shown(then)} when {proposal.id} was "
                "proposed; run 'survey refresh' again"
            )
        for place, value in as_json(proposal.said).items():
            if said.setdefault(place, value) != value:
                raise UsageError(f"{file}: the proposals say two things of {place}; accept one of them")


def _changes(survey: Survey, paper: Paper, proposals: Sequence[Proposal]) -> dict[Place, Any]:
    """What to edit: the places that proposals name, where their values are from, and a claim that has come true."""
    record = paper.model_dump(mode="json", exclude_defaults=True)
    changes: dict[Place, Any] = {}
    for proposal in proposals:
        changes |= {tuple(place.split(".")): value for place, value in as_json(proposal.said).items()}
        changes |= {("sources", field): reference for field, reference in _sources(proposal, paper)}
        venue = survey.venue_named(proposal.said.get("venue") or "")
        if paper.claimed and venue and venue == survey.venue_named(paper.claimed.venue):
            changes["claimed",] = None
    added = {place: value for place, value in changes.items() if value is not None}
    return added | dict.fromkeys(_removed(record, changes.keys() - added.keys(), {place[0] for place in added}))


def _removed(record: Mapping[str, Any], places: Iterable[Place], kept: Container[object]) -> Iterator[Place]:
    """What goes when the values at some places go: a mapping that would be empty goes whole, unless it is ``kept``."""
    there = [place for place in places if value_at(record, ".".join(map(str, place))) is not None]
    for top, group in groupby(sorted(there), key=lambda place: str(place[0])):
        inner = list(group)
        is_emptied = top not in kept and isinstance(record[top], dict) and len(record[top]) == len(inner)
        yield from [(top,)] if is_emptied else inner


def _sources(proposal: Proposal, paper: Paper) -> Iterator[tuple[str, str | None]]:
    """The fields under ``sources`` that change with the values, and what they are to say; None for nothing."""
    reference = proposal.told[0].reference
    for place, value in proposal.said.items():
        scheme = place.removeprefix("ids.")
        is_id = scheme != place
        field = scheme if is_id else _SOURCED.get(place)
        if (
            field and value is not None and not (is_id and str(value) in reference)
        ):  # an id's own page goes without saying
            yield field, reference
        if place in paper.sources:  # a field that has a source of its own, such as a year
            yield place, None if value is None else reference


def _record(survey: Survey, file: str, text: str, before: Paper) -> Paper:
    """The record that an edited file holds.

    Raises:
        UsageError: it holds none.
    """
    data, findings = to_mapping(file, text.encode())
    try:
        if data is not None:
            return paper_of(before.key, pydantic_core.to_json(data), dict.fromkeys(survey.fields))
    except ValidationError as error:
        findings = list(diagnose(error, Paper, file, text))
    raise UsageError(f"{file} is not written: {findings[0]}")


def _entry(said: Paper, proposal: Proposal) -> Entry:
    """A record that sources propose, as what they tell of the paper."""
    reference = proposal.told[0].reference
    return Entry(
        title=said.title,
        also_titled=said.also_titled,
        name=said.name,
        aliases=said.aliases,
        authors=said.authors,
        and_others=said.and_others,
        venue=said.venue,
        year=said.year,
        month=said.month,
        ids=tuple(Identifier(scheme, value) for scheme, value in said.ids.items()),
        page=said.links.page,
        pdf=said.links.pdf,
        code=said.links.code,
        project=said.links.project,
        sources=said.sources or {field: reference for field in ("title", "authors", "venue") if getattr(said, field)},
    )


def _shown(value: Any) -> str:
    return "absent" if value is None else json.dumps(value, ensure_ascii=False)
