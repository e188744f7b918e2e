"""What records say of what papers are compared by, and in a sentence of what they do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from livingsurvey.checks.registry import Flaw, Scope, is_readable, rule
from livingsurvey.model import Declared, OwnField, Paper, Severity, Trait
from livingsurvey.model.address import is_address, mended
from livingsurvey.model.declared import Single, Value, singles
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.store.layout import FIELDS, TRAITS
from livingsurvey.store.meant import as_date
from livingsurvey.survey import Survey

SHORTEST, LONGEST = 90, 220
SHORTEST_ZH, LONGEST_ZH = 30, 110
"""Characters of a summary that says what sets a work apart, and is still read in a list; Chinese needs fewer."""

PRAISE = re.compile(
    r"\b(?:this paper|this work|the authors|we|our|novel|state[- ]of[- ]the[- ]art|groundbreaking|remarkabl[ey]|"
    r"impressive(?:ly)?|superior|cutting[- ]edge|significantly|seamless(?:ly)?)\b",
    re.IGNORECASE,
)
PRAISE_ZH = re.compile(
    "本文|本论文|本工作(?!区)|我们|新颖(?!度)|全新|最先进|卓越|优异|令人印象深刻|突破性|革命性|无缝|"
    "显著(?=地|提|改|降|减|缩|加|优|超|更|好|高)"  # 显著的 token is salient
)
"""What a sentence can do without that says what a work does."""

_DIGITS = re.compile(r"-?(?:[0-9]{1,3}(?:[_,][0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,15})?")
_BETWEEN = re.compile(r"[ _-]+")
_YES_NO = {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}
_KINDS: dict[str, tuple[type, ...]] = {"number": (int, float), "yes-no": (bool,)}
_FIXES = {
    "yes-no": "Write  true  or  false",
    "date": "Write a day as year-month-day: 2026-01-31",
    "address": 'Write an address of the web: "https://example.org/page"',
    "text": "Write it in quotes.",
    "id": "Write it in quotes.",
}


@rule("LS351", scope=Scope.RECORD, waivable=False)
def unknown_trait(survey: Survey) -> Iterator[Flaw]:
    """A record has a trait that traits.yaml does not have."""
    for paper in survey:
        for name in paper.traits:
            if name not in survey.traits and is_readable(survey, TRAITS):
                one = f"Write one from {TRAITS}.{did_you_mean(name, survey.traits)}"
                fix = one if survey.traits else f"Declare it in {TRAITS}, or delete the line."
                yield Flaw(survey.files[paper.key], ("traits", name), f"unknown trait '{name}'", fix, on_key=True)


@rule("LS352", scope=Scope.RECORD)
def trait_of_other_topics(survey: Survey) -> Iterator[Flaw]:
    """A record has a trait, or an own field, that applies to none of its topics."""
    for paper, declared, _ in _said(survey):
        if not survey.taxonomy.by_id.keys() >= {*paper.topics, *declared.topics}:
            continue  # an unknown topic may be the one that it is for
        if declared not in (*survey.compared_by(paper), *survey.fields_of(paper.topics)):
            what, file = ("trait", TRAITS) if isinstance(declared, Trait) else ("field", FIELDS)
            reason = f"'{declared.id}' is not a {what} of {', '.join(paper.topics)}"
            fix = f"Delete it, or add one of these topics to the {what} in {file}."
            yield Flaw(survey.files[paper.key], declared.place, reason, fix, on_key=True)


@rule("LS353", scope=Scope.RECORD, waivable=False)
def wrong_value(survey: Survey) -> Iterator[Flaw]:
    """A trait, or an own field, has a value that it cannot have."""
    for paper, trait, value in _said(survey):
        file = survey.files[paper.key]
        path: tuple[str | int, ...] = trait.place
        if not trait.takes_several and isinstance(value, tuple):
            fix = f"Write  {trait.id}: {_written(value[0])}" if len(value) == 1 else "Keep the right one."
            only = {path: value[0]} if len(value) == 1 else None
            yield Flaw(file, path, f"'{trait.id}' takes one value, not a list", fix, change=only)
            continue
        for place, each in enumerate(singles(value)):
            if not can_be(trait, each):
                where = (*path, place) if isinstance(value, tuple) else path
                right = meant(trait, each)
                fix = _fix(trait, each) if right is None else f"Write  {_written(right)}"
                change: dict[Any, Any] | None = None if right is None else {where: right}
                yield Flaw(file, where, f"'{trait.id}' cannot be {_shown(each)}", fix, change=change)


def can_be(trait: Declared, value: Single) -> bool:
    """Whether a trait or own field can have a value."""
    if isinstance(value, bool) != (trait.kind == "yes-no") or not isinstance(value, _KINDS.get(trait.kind, (str,))):
        return False
    if trait.values:
        return value in trait.values
    if trait.kind == "date":
        return as_date(str(value)) == value
    if trait.kind == "address":
        return is_address(str(value))
    return not isinstance(trait, OwnField) or not isinstance(value, str) or trait.has_form(value)


def meant(trait: Declared, value: Single) -> Single | None:
    """The value that another spelling can only mean: ``"4"``, ``1_000``, ``yes``, ``Per group``; None where none is."""
    found = _read_as(trait, value)
    return found if found is not None and can_be(trait, found) else None


def _read_as(trait: Declared, value: Single) -> Single | None:
    if not isinstance(value, str):
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        return str(value) if is_whole and trait.kind in ("text", "id") else None
    if trait.kind == "date":
        return as_date(value)
    if trait.kind == "address":
        return mended(value)
    if isinstance(trait, OwnField) and trait.kind == "id":
        return trait.named_by(value)
    if trait.kind == "number":
        digits = value.replace("_", "").replace(",", "")
        return (float(digits) if "." in digits else int(digits)) if _DIGITS.fullmatch(value) else None
    if trait.kind == "yes-no":
        return _YES_NO.get(value.lower())
    return {_plain(each): each for each in trait.values}.get(_plain(value))


def _plain(name: str) -> str:
    return _BETWEEN.sub("-", name.lower())


def _fix(trait: Declared, value: Single) -> str:
    if trait.kind == "number":
        return f"Write a number, without {trait.unit}." if trait.unit else "Write a number."
    if isinstance(trait, OwnField) and trait.pattern:
        return f"Write it in the form  {trait.pattern}  of {FIELDS}."
    if trait.kind in _FIXES:
        return _FIXES[trait.kind]
    return f"Write one of {', '.join(trait.values)}.{did_you_mean(str(value), trait.values)}"


def _written(value: Single) -> str:
    """A value as a record has it."""
    if isinstance(value, str) and value.isdecimal():
        return f'"{value}"'
    return str(value).lower() if isinstance(value, bool) else value if isinstance(value, str) else f"{value:.15g}"


def _shown(value: Single) -> str:
    return f"'{value}'" if isinstance(value, str) else _written(value)


@rule("LS354", scope=Scope.RECORD)
def nothing_read(survey: Survey) -> Iterator[Flaw]:
    """A record has a summary or traits but does not say what was read for them."""
    for paper in survey:
        field = "summary" if paper.summary else "traits"
        if getattr(paper, field) and not paper.read:
            fix = "Add  read: [{source: <address of what was read>, date: <day on which it was read>}]"
            yield Flaw(survey.files[paper.key], (field,), "nothing says what was read for it", fix, on_key=True)


@rule("LS355", Severity.WARNING, scope=Scope.RECORD)
def length_of_a_summary(survey: Survey) -> Iterator[Flaw]:
    """A summary is too short to set a work apart, or too long for a list."""
    for file, language, text in _summaries(survey):
        least, most = (SHORTEST, LONGEST) if language == "en" else (SHORTEST_ZH, LONGEST_ZH)
        if not least <= len(text) <= most:
            reason = f"the summary has {len(text)} characters"
            fix = f"Say in one sentence of {least} to {most} characters what the work does and what sets it apart."
            yield Flaw(file, ("summary", language), reason, fix)


@rule("LS356", Severity.WARNING, scope=Scope.RECORD)
def praise_in_a_summary(survey: Survey) -> Iterator[Flaw]:
    """A summary praises the work, or is about the paper instead of what it does."""
    for file, language, text in _summaries(survey):
        found = (PRAISE if language == "en" else PRAISE_ZH).search(text)
        if found:
            reason, fix = f"the summary says '{found[0]}'", "Say what the work does, and by how much."
            yield Flaw(file, ("summary", language), reason, fix)


@rule("LS357", waivable=False)
def trait_of_no_topic(survey: Survey) -> Iterator[Flaw]:
    """A trait, or an own field, applies to a topic that taxonomy.yaml does not have."""
    if not is_readable(survey, "taxonomy.yaml"):
        return
    for file, path, trait in declared_in(survey):
        for at, topic in enumerate(trait.topics):
            if topic in survey.taxonomy.by_id:
                continue
            place = (*path, "topics", at)
            heir = survey.taxonomy.moved.get(topic)
            if heir in survey.taxonomy.by_id:
                is_there = heir in trait.topics
                fix = f"Delete it: '{heir}' is listed already." if is_there else f"Write  {heir}"
                change = {place: None if is_there else heir}
                yield Flaw(file, place, f"the topic '{topic}' moved to '{heir}'", fix, change=change)
            else:
                fix = f"Write one from taxonomy.yaml.{did_you_mean(topic, survey.taxonomy.by_id)}"
                yield Flaw(file, place, f"unknown topic '{topic}'", fix)


@rule("LS358", waivable=False)
def trait_twice(survey: Survey) -> Iterator[Flaw]:
    """Two traits, or a trait and an own field, have the same id."""
    seen: set[str] = set()
    for file, path, declared in declared_in(survey):
        if declared.id in seen:
            yield Flaw(file, (*path, "id"), f"the id '{declared.id}' is taken", "Choose another id.")
        seen.add(declared.id)


def _summaries(survey: Survey) -> Iterator[tuple[str, str, str]]:
    """The file, language and text of each summary."""
    for paper in survey:
        if paper.summary:
            yield survey.files[paper.key], "en", paper.summary.en
            if paper.summary.zh:
                yield survey.files[paper.key], "zh", paper.summary.zh


def declared_in(survey: Survey) -> Iterator[tuple[str, tuple[str | int, ...], Declared]]:
    """Each trait and own field, behind its file and where it stands in that."""
    for place, trait in enumerate(survey.listed_traits):
        yield TRAITS, ("traits", place), trait
    for place, field in enumerate(survey.listed_fields):
        yield FIELDS, ("fields", place), field


def _said(survey: Survey) -> Iterator[tuple[Paper, Declared, Value]]:
    for paper in survey:
        for name, value in paper.traits.items():
            if name in survey.traits:
                yield paper, survey.traits[name], value
        for name, value in paper.fields.items():
            if name in survey.fields:
                yield paper, survey.fields[name], value
