"""What records say of what papers are compared by, and in a sentence of what they do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from livingsurvey.checks.registry import Flaw, Scope, is_readable, rule
from livingsurvey.model import Paper, Severity, Trait
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.model.trait import Single, Value, singles
from livingsurvey.store.layout import TRAITS
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
_KINDS = {"number": (int, float), "yes-no": (bool,), "choice": (str,), "several": (str,)}


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
    """A record has a trait by which none of its topics is compared."""
    for paper, trait, _ in _said(survey):
        if not survey.taxonomy.by_id.keys() >= {*paper.topics, *trait.topics}:
            continue  # an unknown topic may be the one that it is a trait of
        if trait.id not in {each.id for topic in paper.topics for each in survey.traits_of(topic)}:
            reason = f"'{trait.id}' is not a trait of {', '.join(paper.topics)}"
            fix = f"Delete it, or add one of these topics to the trait in {TRAITS}."
            yield Flaw(survey.files[paper.key], ("traits", trait.id), reason, fix, on_key=True)


@rule("LS353", scope=Scope.RECORD, waivable=False)
def wrong_value(survey: Survey) -> Iterator[Flaw]:
    """A trait has a value that it cannot have."""
    for paper, trait, value in _said(survey):
        file, path = survey.files[paper.key], ("traits", trait.id)
        if trait.kind in ("choice", "yes-no") and isinstance(value, tuple):
            fix = f"Write  {trait.id}: {_written(value[0])}" if len(value) == 1 else "Keep the right one."
            only = {path: value[0]} if len(value) == 1 else None
            yield Flaw(file, path, f"'{trait.id}' takes one value, not a list", fix, change=only)
            continue
        for place, each in enumerate(singles(value)):
            if not _can_be(trait, each):
                where = (*path, place) if isinstance(value, tuple) else path
                meant = _meant(trait, each)
                fix = _fix(trait, each) if meant is None else f"Write  {_written(meant)}"
                change: dict[Any, Any] | None = None if meant is None else {where: meant}
                yield Flaw(file, where, f"'{trait.id}' cannot be {_shown(each)}", fix, change=change)


def _can_be(trait: Trait, value: Single) -> bool:
    if isinstance(value, bool) != (trait.kind == "yes-no"):
        return False
    return isinstance(value, _KINDS[trait.kind]) and (not trait.values or value in trait.values)


def _meant(trait: Trait, value: Single) -> Single | None:
    """The value that another spelling can only mean: ``"4"``, ``1_000``, ``yes``, ``Per group``; None where none is."""
    if not isinstance(value, str):
        return None
    if trait.kind == "number":
        digits = value.replace("_", "").replace(",", "")
        return (float(digits) if "." in digits else int(digits)) if _DIGITS.fullmatch(value) else None
    if trait.kind == "yes-no":
        return _YES_NO.get(value.lower())
    return {_plain(each): each for each in trait.values}.get(_plain(value))


def _plain(name: str) -> str:
    return _BETWEEN.sub("-", name.lower())


def _fix(trait: Trait, value: Single) -> str:
    if trait.kind == "number":
        return f"Write a number, without {trait.unit}." if trait.unit else "Write a number."
    if trait.kind == "yes-no":
        return "Write  true  or  false"
    return f"Write one of {', '.join(trait.values)}.{did_you_mean(str(value), trait.values)}"


def _written(value: Single) -> str:
    """A value as a record has it."""
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
    """A trait applies to a topic that taxonomy.yaml does not have."""
    if not is_readable(survey, "taxonomy.yaml"):
        return
    for place, trait in enumerate(survey.listed_traits):
        for at, topic in enumerate(trait.topics):
            if topic in survey.taxonomy.by_id:
                continue
            path = ("traits", place, "topics", at)
            heir = survey.taxonomy.moved.get(topic)
            if heir in survey.taxonomy.by_id:
                is_there = heir in trait.topics
                fix = f"Delete it: '{heir}' is listed already." if is_there else f"Write  {heir}"
                change = {path: None if is_there else heir}
                yield Flaw(TRAITS, path, f"the topic '{topic}' moved to '{heir}'", fix, change=change)
            else:
                fix = f"Write one from taxonomy.yaml.{did_you_mean(topic, survey.taxonomy.by_id)}"
                yield Flaw(TRAITS, path, f"unknown topic '{topic}'", fix)


@rule("LS358", waivable=False)
def trait_twice(survey: Survey) -> Iterator[Flaw]:
    """Two traits have the same id."""
    seen: set[str] = set()
    for place, trait in enumerate(survey.listed_traits):
        if trait.id in seen:
            yield Flaw(TRAITS, ("traits", place, "id"), f"the id '{trait.id}' is taken", "Choose another id.")
        seen.add(trait.id)


def _summaries(survey: Survey) -> Iterator[tuple[str, str, str]]:
    """The file, language and text of each summary."""
    for paper in survey:
        if paper.summary:
            yield survey.files[paper.key], "en", paper.summary.en
            if paper.summary.zh:
                yield survey.files[paper.key], "zh", paper.summary.zh


def _said(survey: Survey) -> Iterator[tuple[Paper, Trait, Value]]:
    for paper in survey:
        for name, value in paper.traits.items():
            if name in survey.traits:
                yield paper, survey.traits[name], value
