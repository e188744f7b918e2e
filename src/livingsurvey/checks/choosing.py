"""The questions of choose.yaml speak of groups, metrics, settings and topics that there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from livingsurvey.checks.registry import Flaw, is_readable, rule
from livingsurvey.model import Question, Sign
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.store.layout import CHOOSING, FRAMEWORKS, METRICS
from livingsurvey.store.yaml import Path
from livingsurvey.survey import Survey

FILE = CHOOSING


class _Use(NamedTuple):
    """A name that a question uses: its path, what it is the name of, the names there are, and the file they are in."""

    path: Path
    kind: str
    name: str
    known: Collection[str]
    file: str


@rule("LS331", waivable=False)
def unknown_name(survey: Survey) -> Iterator[Flaw]:
    """A question names a group, metric, setting or topic that does not exist."""
    for path, question in _questions(survey):
        for use in _uses(question, survey):
            if use.name not in use.known and is_readable(survey, use.file):
                fix = f"Write one from {use.file}.{did_you_mean(use.name, use.known)}"
                yield Flaw(FILE, (*path, *use.path), f"unknown {use.kind} '{use.name}'", fix)


@rule("LS332", waivable=False)
def same_question_twice(survey: Survey) -> Iterator[Flaw]:
    """Two questions, or two options of one, have the same id."""
    asked: set[str] = set()
    for path, question in _questions(survey):
        if question.id in asked:
            yield Flaw(FILE, (*path, "id"), f"the id '{question.id}' is taken", "Choose another id.")
        asked.add(question.id)
        options: set[str] = set()
        for place, option in enumerate(question.options):
            if option.id in options:
                reason = f"the id '{option.id}' is taken by another option"
                yield Flaw(FILE, (*path, "options", place, "id"), reason, "Choose another id.")
            options.add(option.id)


def _questions(survey: Survey) -> Iterator[tuple[Path, Question]]:
    for place, question in enumerate(survey.choosing.questions if survey.choosing else ()):
        yield ("questions", place), question


def _uses(question: Question, survey: Survey) -> Iterator[_Use]:
    if question.capabilities is not None:
        groups = [group.id for group in survey.capability_groups]
        yield _Use(("capabilities",), "group of capabilities", question.capabilities, groups, FRAMEWORKS)
    if question.metric is not None:
        yield _Use(("metric",), "metric", question.metric, survey.metrics, METRICS)
    if question.setting is not None:
        yield _Use(("setting",), "setting", question.setting, survey.settings, METRICS)
    if question.depends is not None:
        yield _Use(("depends",), "setting", question.depends, survey.settings, METRICS)
    for family, capability in question.needs.items():
        yield _Use(("needs", family), "capability", capability, survey.capabilities, FRAMEWORKS)
    for path, sign in _signs(question):
        if sign.topic is not None:
            yield _Use((*path, "topic"), "topic", sign.topic, survey.taxonomy.by_id, "taxonomy.yaml")
        for field in ("setting", "below", "above"):
            for setting in getattr(sign, field) or ():
                yield _Use((*path, field, setting), "setting", setting, survey.settings, METRICS)


def _signs(question: Question) -> Iterator[tuple[Path, Sign]]:
    yield from ((("baseline", place), sign) for place, sign in enumerate(question.baseline))
    for number, option in enumerate(question.options):
        for kind in ("fits", "fails", "baseline"):
            for place, sign in enumerate(getattr(option, kind)):
                yield ("options", number, kind, place), sign
