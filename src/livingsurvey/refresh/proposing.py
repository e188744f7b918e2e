"""From what sources say of papers to proposals: one for each change, with everybody who says the same.

What contradicts itself makes nothing certain, and what no record could hold is left out: sources are strangers.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from textwrap import shorten
from typing import Annotated, Any

import pydantic_core
from pydantic import Field, TypeAdapter, ValidationError

from livingsurvey.checks import check_records
from livingsurvey.model import Author, Paper, Severity
from livingsurvey.model.address import Url
from livingsurvey.model.paper import MOST_AUTHORS
from livingsurvey.model.proposal import WORTH, Certainty, Proposal, Telling
from livingsurvey.model.record import Record, Text
from livingsurvey.model.venue import Kind as VenueKind
from livingsurvey.refresh.appearing import appearance
from livingsurvey.refresh.matching import at_most, ids_of_another, match
from livingsurvey.refresh.saying import (
    AT_FIRST_HAND,
    OF_EACH_VERSION,
    OF_POSSIBLE,
    SAYERS,
    Evidence,
    Said,
    bare,
    same_people,
)
from livingsurvey.refresh.standing import value_at
from livingsurvey.sources.version import Version
from livingsurvey.survey import Survey

_UNKNOWN_VENUE = "LS203"
"""The one error that a proposal may lead to: its reasons say what to do first."""
_LONGEST_SHOWN = 120
_RANKS: Mapping[VenueKind | None, int] = {None: 0, "workshop": 1}
"""Kinds of venues that give way to conferences and journals."""
_Telling = tuple[Evidence, Said]
_AUTHORS = TypeAdapter(list[Author])


class _Sound(Record):
    """What a version must be to be heard at all."""

    service: Text
    reference: Url
    title: Text
    authors: Annotated[tuple[Text, ...], Field(max_length=MOST_AUTHORS)]
    venue: Text | None
    accepted: Text | None
    code: Text | None


def proposals(survey: Survey, found: Iterable[tuple[str, Version]], day: dt.date) -> tuple[Proposal, ...]:
    """What sources say that records do not, those first that are worth most, then those that are surest.

    Args:
        survey: the survey.
        found: keys of papers, each with a version that may be of it; what is another paper's is left out, and so is
            what nobody can read.
        day: when the sources were read.
    """
    matched = [
        (key, version, why)
        for key, version in dict.fromkeys(pair for pair in found if _is_sound(pair[1]))
        if key in survey and (why := match(survey[key], version))
    ]
    ids = {
        each.folded: key
        for key, version, why in matched
        if why.certainty is Certainty.CERTAIN
        for each in version.ids
        if each.scheme not in AT_FIRST_HAND
    }
    heard: defaultdict[str, list[Evidence]] = defaultdict(list)
    for key, version, why in matched:
        cited = _cited(survey, version, ids) - {key}
        heard[key].append(Evidence(version, why, appearance(survey, version), cited))
    made = [proposal for key, each in heard.items() for proposal in _of_one(survey, survey[key], each, day)]
    return tuple(sorted(made, key=lambda each: (WORTH.index(each.kind), each.certainty.doubt, each.key, each.id)))


def wrong_ids(survey: Survey, found: Iterable[tuple[str, Version]]) -> tuple[str, ...]:
    """Ids of records that lead to other papers, as sources say whose own these ids are: a line each, with what to do.

    Args:
        survey: the survey.
        found: keys of papers, each with a version that may be of it.
    """
    told = {
        (key, name): f"{survey.files[key]}: {name} is “{shorten(version.title, _LONGEST_SHOWN, placeholder=' …')}”, "
        f"{version.reference}; correct the id"
        for key, version in found
        if key in survey and _is_sound(version)
        for name in ids_of_another(survey[key], version)
        if version.service in AT_FIRST_HAND.get(name.partition(":")[0], ())
    }
    return tuple(told.values())


def _cited(survey: Survey, version: Version, ids: Mapping[str, str]) -> frozenset[str]:
    """The keys of papers that a version cites, by ids that records have, and by those of the sources' own."""
    names = [bare(each).folded for each in version.cites]
    known = (each.key for name in names for each in survey.by_id.get(name, ()))
    return frozenset(known) | {ids[name] for name in names if name in ids}


def _is_sound(version: Version) -> bool:
    """Whether a version is made of texts that records can hold."""
    try:
        _Sound(
            service=version.service,
            reference=version.reference,
            title=version.title,
            authors=tuple(map(str, version.authors)),
            venue=version.venue,
            accepted=version.accepted,
            code=version.code,
        )
    except ValidationError:
        return False
    return True


def _of_one(survey: Survey, paper: Paper, heard: Sequence[Evidence], day: dt.date) -> Iterator[Proposal]:
    """The proposals for one record."""
    told: defaultdict[tuple[str, str], defaultdict[str, list[_Telling]]] = defaultdict(lambda: defaultdict(list))
    for each in heard:
        for sayer in OF_POSSIBLE if each.match.certainty is Certainty.POSSIBLE else SAYERS:
            for said in sayer(survey, paper, each, day):
                told[said.kind, next(iter(said.values))][_meaning(said)].append((each, said))
    said_of_venues = [said for tellings in told["venue", "venue"].values() for _, said in tellings]
    if any(said.certainty is not Certainty.POSSIBLE for said in said_of_venues):
        told.pop(("claim", "claimed"), None)  # what has come true needs no claim
    venues = _without_lesser("venue", list(told["venue", "venue"].values()))
    moved: dict[str, Any] = {}
    for (kind, place), meanings in told.items():
        possible = _without_lesser(kind, list(meanings.values()))
        for tellings in possible:
            against = [others for others in possible if others is not tellings]
            if place in OF_EACH_VERSION:
                against += _elsewhere(tellings, venues)
            proposal = _proposal(survey, paper, tellings, against, moved if kind == "id" else {}, day)
            if proposal:
                moved |= proposal.said if (kind, proposal.certainty) == ("venue", Certainty.CERTAIN) else {}
                yield proposal


def _elsewhere(tellings: Sequence[_Telling], venues: Iterable[list[_Telling]]) -> Iterator[list[_Telling]]:
    """Who says that the paper has appeared, and not where the versions of these tellings have."""
    at = {heard.appeared for heard, _ in tellings}
    for others in venues:
        if None not in at and others[0][0].appeared not in at and others[0][1].certainty is not Certainty.POSSIBLE:
            yield others


def _meaning(said: Said) -> str:
    """What is said, whoever says it and whenever."""
    values = {
        place: {name: each for name, each in value.items() if name not in ("source", "date")}
        if isinstance(value, dict)
        else value
        for place, value in said.values.items()
    }
    return json.dumps(values, sort_keys=True, ensure_ascii=False, default=str)


def _without_lesser(kind: str, meanings: list[list[_Telling]]) -> list[list[_Telling]]:
    """What is said, without what somebody else says better and all the same is not wrong.

    A workshop and a conference can both have had the paper; a venue that is not known can be one that is, in other
    words; and counts and references are never complete.
    """
    if kind == "authors":
        return _spelt_alike(meanings)
    if kind in ("citations", "references"):
        return [max(meanings, key=lambda tellings: (_amount(tellings[0][1]), tellings[0][0].version.service))]
    if kind == "venue":
        rank = [_RANKS.get(tellings[0][0].appeared.kind, 2) for tellings in meanings if tellings[0][0].appeared]
        return [tellings for tellings, each in zip(meanings, rank, strict=True) if each == max(rank)]
    return meanings


def _spelt_alike(meanings: list[list[_Telling]]) -> list[list[_Telling]]:
    """Lists of authors of whom each is told once, in the spelling that has most letters, with all who tell of them."""
    people: list[list[_Telling]] = []
    for tellings in sorted(meanings, key=lambda each: (-len(_meaning(each[0][1])), _meaning(each[0][1]))):
        same = next((each for each in people if same_people(_named(each), _named(tellings))), None)
        if same is None:
            people.append(tellings)
        else:
            fullest = {"authors": same[0][1].values["authors"]}
            same += [(heard, replace(said, values={**said.values, **fullest})) for heard, said in tellings]
    return people


def _named(tellings: Sequence[_Telling]) -> list[Author]:
    """The authors that are told of, by their parts where a record would have them so."""
    return _AUTHORS.validate_python(tellings[0][1].values["authors"])


def _amount(said: Said) -> int:
    (value,) = said.values.values()
    return value["count"] if said.kind == "citations" else len(value["papers"])


def _proposal(
    survey: Survey,
    paper: Paper,
    tellings: Sequence[_Telling],
    against: Sequence[Sequence[_Telling]],
    moved: Mapping[str, Any],
    day: dt.date,
) -> Proposal | None:
    """One change with all who tell of it; None where the record could not hold it, once it has ``moved``."""
    heard, best = min(tellings, key=lambda telling: (telling[1].certainty.doubt, telling[0].version.service))
    certainty = best.certainty
    reasons = [*heard.match.reasons, *best.reasons]
    if len({each.origin for each, said in tellings if said.with_another is Certainty.CERTAIN}) > 1:
        certainty = Certainty.CERTAIN
        reasons = list(heard.match.reasons)
    for others in against:
        if any(other.match.certainty is not Certainty.POSSIBLE for other, _ in others):
            certainty = at_most(Certainty.LIKELY, certainty)
        reasons.append(f"{others[0][0].version.service} says {_shown(others[0][1])}")
    record = paper.model_dump(mode="json", exclude_defaults=True)
    warning = _warning(survey, paper, record, {**moved, **best.values})
    if warning is None:
        return None
    if warning:
        certainty = at_most(Certainty.LIKELY, certainty)
        reasons.append(warning)
    told = {each.version.service: each.version.reference for each, _ in reversed(tellings)}
    told = {heard.version.service: heard.version.reference, **told}
    try:
        return Proposal(
            key=paper.key,
            kind=best.kind,
            now={place: now for place in best.values if (now := value_at(record, place)) is not None},
            said=dict(best.values),
            certainty=certainty,
            reasons=tuple(dict.fromkeys(shorten(reason, 2 * _LONGEST_SHOWN, placeholder=" …") for reason in reasons)),
            told=tuple(Telling(source=source, reference=reference, day=day) for source, reference in told.items()),
        )
    except ValidationError:
        return None


def _warning(survey: Survey, paper: Paper, record: Mapping[str, Any], values: Mapping[str, Any]) -> str | None:
    """What ``survey check`` would say of the edited record and does not now, in a sentence or not at all.

    None where the record would have an error, or would be none.
    """
    file = survey.files[paper.key]
    try:
        after = Paper.model_validate_json(pydantic_core.to_json(_edited(record, values) | {"key": paper.key}))
    except ValidationError:
        return None
    found = _findings(survey, file, after)
    before = _findings(survey, file, paper) if found else {}
    new = {what: severity for what, severity in found.items() if what not in before}
    if Severity.ERROR in new.values():
        return None
    return f"'survey check' would warn: {min(new)[1]}" if new else ""


def _findings(survey: Survey, file: str, paper: Paper) -> dict[tuple[str, str], Severity]:
    """How bad is what the rules for single records say of one, by code and reason."""
    found = check_records(survey.with_only({file: paper}), [file])
    known = (each for each in found if each.file == file and each.code != _UNKNOWN_VENUE)
    return {(each.code, each.reason): each.severity for each in known}


def _edited(record: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """A record's fields with other values at some places; None takes one away."""
    fields = {name: dict(value) if isinstance(value, dict) else value for name, value in record.items()}
    for place, value in values.items():
        *folder, name = place.split(".")
        inside = fields.setdefault(folder[0], {}) if folder else fields
        inside[name] = value
        if value is None:
            del inside[name]
    return fields


def _shown(said: Said) -> str:
    """What another source says, short enough for a reason."""
    values = [str(value) for place, value in said.values.items() if value is not None and place != "also_titled"]
    if said.kind == "authors":
        values = [
            ", ".join(each if isinstance(each, str) else " ".join(each.values()) for each in said.values["authors"])
        ]
    if said.kind == "claim":
        values = [f"{said.values['claimed']['venue']} {said.values['claimed'].get('year', '')}".strip()]
    return shorten(" ".join(values), _LONGEST_SHOWN, placeholder=" …")
