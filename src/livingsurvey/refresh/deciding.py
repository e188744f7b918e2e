"""A yes, which changes the lines of a record that it is about and no others; and a no, which is remembered."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import pydantic_core
from pydantic import ValidationError

from livingsurvey.checks import check_records
from livingsurvey.errors import SurveyError, UsageError
from livingsurvey.intake import Batch, Entry
from livingsurvey.model import Finding, Identifier, Paper, Severity
from livingsurvey.model.identifier import folded
from livingsurvey.model.proposal import Proposal
from livingsurvey.model.title import normal_form
from livingsurvey.refresh import rejected
from livingsurvey.refresh.standing import as_json, differing, value_at
from livingsurvey.store import cache
from livingsurvey.store.diagnosis import diagnose
from livingsurvey.store.mapping import to_mapping
from livingsurvey.store.symlinks import place_of
from livingsurvey.store.write import edit, told_apart, write_text
from livingsurvey.store.yaml import Path as Place
from livingsurvey.store.yaml import locate
from livingsurvey.survey import Survey

_SOURCED = {"venue": "venue", "year": "venue", "title": "title", "authors": "authors", "links.code": "code"}
"""Places of a record and the fields under ``sources`` that tell where their values are from."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Proposals for one record that were not carried out, and why: the place, what is wrong, what to do."""

    proposals: tuple[Proposal, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What accepting did: the files that were written, each with its proposals, and what was refused."""

    written: Mapping[str, tuple[Proposal, ...]]
    refused: tuple[Refusal, ...]

    @property
    def accepted(self) -> tuple[Proposal, ...]:
        """The proposals that are part of the records now."""
        return tuple(proposal for proposals in self.written.values() for proposal in proposals)


def accept(survey: Survey, proposals: Iterable[Proposal], day: dt.date) -> Decided:
    """Carry proposals out: all of one record in one write, or none of them. What fails for one keeps nobody else.

    Args:
        survey: the survey as it was read from its folder with ``strict=False``; nobody else writes to it meanwhile.
        proposals: what somebody says yes to.
        day: today, which stands in new records.

    Raises:
        OSError: a file cannot be written; notes on it name those that were, and those that were not.
    """
    ordered = sorted(proposals, key=lambda each: (each.key, each.id))
    by_record = [tuple(group) for _, group in groupby(ordered, key=_record)]
    files = [_file(survey, group[0].key) for group in by_record]
    batch, taken = Batch(survey, day), dict[str, str]()
    written: dict[str, tuple[Proposal, ...]] = {}
    refused: list[Refusal] = []
    with told_apart(files, written):
        for group in by_record:
            try:
                if group[0].kind == "paper":
                    written[_added(survey, batch, group[0], day)] = group
                else:
                    written[_edited(survey, group, taken)] = group
            except SurveyError as error:
                refused.append(Refusal(group, str(error)))
    return Decided(written, tuple(refused))


def reject(root: Path, proposals: Iterable[Proposal], reason: str, day: dt.date) -> bool:
    """Remember that proposals were rejected. Returns whether that was new.

    Raises:
        UsageError: the reason is not one line of text.
        InvalidData: a line of the file of rejections is none.
    """
    try:
        lines = [rejected.Rejection.of(proposal, " ".join(reason.split()), day) for proposal in proposals]
    except ValidationError as error:
        raise UsageError("a reason is a line of text; write  --reason TEXT") from error
    return rejected.add(root, lines)


def _record(proposal: Proposal) -> tuple[str, str]:
    """What is written at once: all changes of a record, and each new record by itself."""
    return proposal.key, proposal.id if proposal.kind == "paper" else ""


def _file(survey: Survey, key: str) -> str:
    return survey.files.get(key, f"the record of {key}")


def _edited(survey: Survey, proposals: Sequence[Proposal], taken: dict[str, str]) -> str:
    """Write the changes of one record; the name of its file.

    Raises:
        UsageError: the record is not what it was, or would not be right after it.
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
    _hold_against_others(survey, paper, proposals, taken)
    try:
        edited = edit(text, _changes(survey, paper, proposals))
    except UsageError as error:
        raise UsageError(f"{file}: {error}") from error
    wrong = _new_errors(survey, file, paper, edited)
    if wrong:
        raise UsageError(f"{file} stays as it was, since it would have an error. {_told(wrong)}")
    write_text(path, edited)
    return file


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


def _hold_against_others(survey: Survey, paper: Paper, proposals: Sequence[Proposal], taken: dict[str, str]) -> None:
    """Whether no other paper has the ids and the title that a record is to get; they are ``taken`` then.

    Raises:
        UsageError: another has one.
    """
    new = {name: proposal for proposal in proposals for name in _names(proposal)}
    for name, proposal in new.items():
        holders = {each.key for each in (*survey.by_id.get(name, ()), *survey.by_title.get(name, ()))}
        others = sorted({*holders, taken.get(name, paper.key)} - {paper.key})
        if others:
            raise UsageError(
                f"{_file(survey, others[0])} has the same {_called(name)}; if the two are one paper, keep one record, "
                f"else  survey refresh --reject {proposal.id} --reason TEXT"
            )
    taken |= dict.fromkeys(new, paper.key)


def _names(proposal: Proposal) -> Iterator[str]:
    """The ids and the title that a record is to get, as they are compared."""
    for place, value in proposal.said.items():
        scheme = place.removeprefix("ids.")
        if value is not None and scheme != place:
            yield folded(scheme, str(value))
        elif value is not None and place == "title":
            yield normal_form(str(value))


def _called(name: str) -> str:
    return f"id, {name}" if ":" in name else "title"


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
        field = scheme if scheme != place else _SOURCED.get(place)
        if field and value is not None:
            yield field, reference
        if place in paper.sources:  # a field that has a source of its own, such as a year
            yield place, None if value is None else reference


def _new_errors(survey: Survey, file: str, paper: Paper, edited: str) -> list[Finding]:
    """The errors that the record would have and has not now."""
    data, findings = to_mapping(file, edited.encode())
    if data is None:
        return findings
    try:
        after = Paper.model_validate_json(pydantic_core.to_json({**data, "key": paper.key}))
    except ValidationError as error:
        return list(diagnose(error, Paper, file, edited))
    known = {_what(finding) for finding in _errors(survey, file, paper)}
    return [finding for finding in _errors(survey, file, after) if _what(finding) not in known]


def _errors(survey: Survey, file: str, paper: Paper) -> list[Finding]:
    """The errors of a record by itself."""
    found = check_records(survey.with_only({file: paper}), [file])
    return [finding for finding in found if finding.file == file and finding.severity is Severity.ERROR]


def _told(findings: Iterable[Finding]) -> str:
    return " ".join(f"{finding.code}: {finding.reason}. {finding.fix}" for finding in findings)


def _what(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.reason


def _added(survey: Survey, batch: Batch, proposal: Proposal, day: dt.date) -> str:
    """Write a new record; the name of its file.

    Raises:
        UsageError: the survey has the paper, or what is said of it is not a record, or not a right one.
    """
    try:
        said = Paper.model_validate_json(pydantic_core.to_json({"added": day, **proposal.said, "key": proposal.key}))
    except ValidationError as error:
        places = ", ".join(".".join(map(str, each["loc"])) or each["msg"] for each in error.errors())
        raise UsageError(f"{proposal.key} is not a complete record: {places}; use 'survey add'") from error
    made = batch.draft(_entry(said, proposal), said.topics, hold=False)
    for duplicate in made.duplicates:
        if duplicate.certain:
            raise UsageError(f"{duplicate.file} is this paper: {duplicate.reason}; {duplicate.advice}")
    wrong = [finding for finding in made.findings(survey) if finding.severity is Severity.ERROR]
    if wrong or not made.is_complete:
        lacking = f"It lacks {', '.join(made.missing)}. " if made.missing else ""
        raise UsageError(f"{made.file} would not be right. {lacking}{_told(wrong)}")
    made.write(survey.root)
    batch.hold(made)
    return made.file


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
