"""Whether a measured row fits an answer: yes, no, or not known, and what in the data says so.

Nothing is concluded beyond the data: a row that says nothing of what was asked is not known to fit, which is not no.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from livingsurvey.model import Metric, Option, Question, Result, Sign
from livingsurvey.model.cell import amount_in
from livingsurvey.survey import Survey

Fit = Literal["yes", "no", "unknown"]


class Verdict(NamedTuple):
    """Whether a row fits an answer, and what it has that says so; empty where nothing does."""

    fit: Fit
    because: str = ""


class Answer(NamedTuple):
    """An answer to a question: its id, and how readers see it."""

    id: str
    label: str


def answers(question: Question, survey: Survey) -> list[Answer]:
    """What a question may be answered with; capabilities and frameworks only where a row's framework has them."""
    used = [survey.frameworks_by_id[name] for name in survey.results_by_framework if name in survey.frameworks_by_id]
    if question.capabilities is not None:
        group = next((each for each in survey.capability_groups if each.id == question.capabilities), None)
        return [
            Answer(capability.id, capability.name)
            for capability in (group.capabilities if group else ())
            if any(framework.cell(capability.id).answer in ("yes", "partial") for framework in used)
        ]
    if question.frameworks is not None:
        return sorted((Answer(framework.id, framework.name) for framework in used), key=lambda each: each.label.lower())
    if question.metric is not None:
        metric = survey.metrics[question.metric]
        return [Answer(f"{limit:g}", f"{_bound(metric)} {metric.in_words(f'{limit:g}')}") for limit in question.limits]
    return [Answer(option.id, option.label) for option in question.options]


def verdict(question: Question, answer: str, result: Result, survey: Survey) -> Verdict:
    """Whether a row fits this answer.

    Args:
        question: what was asked.
        answer: the id of one of its :func:`answers`.
        result: the row.
        survey: whose frameworks, metrics and papers are asked.
    """
    if question.capabilities is not None:
        return _capability(answer, result, survey)
    if question.frameworks is not None:
        framework = survey.frameworks_by_id.get(result.row.framework or "")
        if framework is None:
            return Verdict("unknown")
        return Verdict("yes" if framework.id == answer else "no", framework.name)
    if question.metric is not None:
        return _limit(survey.metrics[question.metric], float(answer), result)
    option = next(each for each in question.options if each.id == answer)
    return _signs(option, result, survey)


def _capability(capability: str, result: Result, survey: Survey) -> Verdict:
    framework = survey.frameworks_by_id.get(result.row.framework or "")
    if framework is None:
        return Verdict("unknown")
    answer = framework.cell(capability).answer
    if answer == "unknown":
        return Verdict("unknown", framework.name)
    because = f"{framework.name}, in part" if answer == "partial" else framework.name
    return Verdict("no" if answer == "no" else "yes", because)


def _limit(metric: Metric, limit: float, result: Result) -> Verdict:
    """What a bound or a range leaves open is not known to be kept."""
    printed = result.row.values.get(metric.id, "-")
    amount = amount_in(printed)
    if amount is None:
        return Verdict("unknown")
    low, high = amount.ends
    keeps, breaks = (high <= limit, low > limit) if metric.better == "lower" else (low >= limit, high < limit)
    return Verdict("yes" if keeps else "no" if breaks else "unknown", metric.in_words(printed))


def _signs(option: Option, result: Result, survey: Survey) -> Verdict:
    for fit, signs in (("no", option.fails), ("yes", option.fits)):
        for sign in signs:
            for because in _shown(sign, result, survey):
                return Verdict("no" if fit == "no" else "yes", because)
    return Verdict("unknown")


def _shown(sign: Sign, result: Result, survey: Survey) -> Iterator[str]:
    """What a row has that is this sign, in words; nothing where it has not."""
    row = result.row
    if sign.method is not None and row.method is None:
        yield row.label
    if sign.setting is not None:
        values = survey.setting_of(result)
        if all(values.get(name) == value for name, value in sign.setting.items()):
            yield ", ".join(f"{survey.settings[name].name}: {value}" for name, value in sign.setting.items())
    paper = survey.papers.get(row.paper or "")
    if sign.topic is not None and paper is not None:
        held = {node.id for topic in paper.topics for node in survey.taxonomy.paths.get(topic, ())}
        if sign.topic in held:
            yield survey.taxonomy.by_id[sign.topic].title.en


def _bound(metric: Metric) -> str:
    return "at most" if metric.better == "lower" else "at least"
