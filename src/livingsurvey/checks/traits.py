"""What records say of what papers are compared by, and in a sentence of what they do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from livingsurvey.checks.registry import Flaw, Scope, is_readable, rule
from livingsurvey.model import Paper, Severity, Trait
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.model.trait import Single, Value, singles
from livingsurvey.store.layout import TRAITS
from livingsurvey.survey import Survey

SHORTEST, LONGEST = 90, 220
"""Characters of a summary that says what sets a work apart, and is still read in a list."""

PRAISE = re.compile(
    r"\b(?:this paper|this work|the authors|we|our|novel|state[- ]of[- ]the[- ]art|groundbreaking|remarkabl[ey]|"
    r"impressive(?:ly)?|superior|cutting[- ]edge|significantly|seamless(?:ly)?)\b",
    re.IGNORECASE,
)
"""What a sentence can do without that says what a work does."""

_KINDS = {"number": (int, float), "yes-no": (bool,), "choice": (str,), "several": (str,)}


@rule("LS351", scope=Scope.RECORD)
def unknown_trait(survey: Survey) -> Iterator[Flaw]:
    """A record has a trait that traits.yaml does not have."""
    for paper in survey:
        for name in paper.traits:
            if name not in survey.traits and is_readable(survey, TRAITS):
                fix = f"Write one of {TRAITS}.{did_you_mean(name, survey.traits)}"
                yield Flaw(survey.files[paper.key], ("traits", name), f"unknown trait '{name}'", fix, on_key=True)


@rule("LS352", scope=Scope.RECORD)
def trait_of_other_topics(survey: Survey) -> Iterator[Flaw]:
    """A record has a trait that none of its topics is compared by."""
    for paper, trait, _ in _said(survey):
        if not survey.taxonomy.by_id.keys() >= set(paper.topics):
            continue  # an unknown topic may be the one that it is a trait of
        if trait.id not in {each.id for topic in paper.topics for each in survey.traits_of(topic)}:
            reason = f"'{trait.id}' is no trait of {', '.join(paper.topics)}"
            fix = f"Delete it, or add one of these topics to the trait in {TRAITS}."
            yield Flaw(survey.files[paper.key], ("traits", trait.id), reason, fix, on_key=True)


@rule("LS353", scope=Scope.RECORD)
def wrong_value(survey: Survey) -> Iterator[Flaw]:
    """A trait has a value that it cannot have."""
    for paper, trait, value in _said(survey):
        path = ("traits", trait.id)
        if trait.kind in ("choice", "yes-no") and isinstance(value, tuple):
            yield Flaw(survey.files[paper.key], path, f"'{trait.id}' has one value", "Keep the one that is meant.")
            continue
        for place, each in enumerate(singles(value)):
            if not _can_be(trait, each):
                where = (*path, place) if isinstance(value, tuple) else path
                yield Flaw(
                    survey.files[paper.key], where, f"'{trait.id}' cannot be {_written(each)}", _fix(trait, each)
                )


def _can_be(trait: Trait, value: Single) -> bool:
    if isinstance(value, bool) != (trait.kind == "yes-no"):
        return False
    return isinstance(value, _KINDS[trait.kind]) and (not trait.values or value in trait.values)


def _fix(trait: Trait, value: Single) -> str:
    if trait.kind == "number":
        return f"Write a number{f' of {trait.unit}' if trait.unit else ''}."
    if trait.kind == "yes-no":
        return "Write  true  or  false"
    return f"Write one of {', '.join(trait.values)}.{did_you_mean(str(value), trait.values)}"


def _written(value: Single) -> str:
    return (
        str(value).lower() if isinstance(value, bool) else f"'{value}'" if isinstance(value, str) else f"{value:.15g}"
    )


@rule("LS354", scope=Scope.RECORD)
def nothing_read(survey: Survey) -> Iterator[Flaw]:
    """A record has a summary or traits and does not say what was read for them."""
    for paper in survey:
        field = "summary" if paper.summary else "traits"
        if getattr(paper, field) and not paper.read:
            fix = "Add  read: [{source: <address of what was read>, date: <day on which it was read>}]"
            yield Flaw(survey.files[paper.key], (field,), "nothing tells what was read for it", fix, on_key=True)


@rule("LS355", Severity.WARNING, scope=Scope.RECORD)
def length_of_a_summary(survey: Survey) -> Iterator[Flaw]:
    """A summary is too short to set a work apart, or too long for a list."""
    for paper in survey:
        if paper.summary and not SHORTEST <= len(paper.summary.en) <= LONGEST:
            reason = f"the summary has {len(paper.summary.en)} characters"
            fix = (
                f"Say in one sentence of {SHORTEST} to {LONGEST} characters what the work does and what sets it apart."
            )
            yield Flaw(survey.files[paper.key], ("summary", "en"), reason, fix)


@rule("LS356", Severity.WARNING, scope=Scope.RECORD)
def praise_in_a_summary(survey: Survey) -> Iterator[Flaw]:
    """A summary praises, or speaks of the paper and not of what it does."""
    for paper in survey:
        found = PRAISE.search(paper.summary.en) if paper.summary else None
        if found:
            reason, fix = f"the summary says '{found[0]}'", "Say what the work does, and by how much."
            yield Flaw(survey.files[paper.key], ("summary", "en"), reason, fix)


@rule("LS357", waivable=False)
def trait_of_no_topic(survey: Survey) -> Iterator[Flaw]:
    """A trait applies to a topic that taxonomy.yaml does not have."""
    if not is_readable(survey, "taxonomy.yaml"):
        return
    for place, trait in enumerate(survey.listed_traits):
        for at, topic in enumerate(trait.topics):
            if topic not in survey.taxonomy.by_id:
                fix = f"Write one of taxonomy.yaml.{did_you_mean(topic, survey.taxonomy.by_id)}"
                yield Flaw(TRAITS, ("traits", place, "topics", at), f"unknown topic '{topic}'", fix)


@rule("LS358", waivable=False)
def trait_twice(survey: Survey) -> Iterator[Flaw]:
    """Two traits have the same id."""
    seen: set[str] = set()
    for place, trait in enumerate(survey.listed_traits):
        if trait.id in seen:
            yield Flaw(TRAITS, ("traits", place, "id"), f"the id '{trait.id}' is taken", "Give it an id of its own.")
        seen.add(trait.id)


def _said(survey: Survey) -> Iterator[tuple[Paper, Trait, Value]]:
    for paper in survey:
        for name, value in paper.traits.items():
            if name in survey.traits:
                yield paper, survey.traits[name], value
