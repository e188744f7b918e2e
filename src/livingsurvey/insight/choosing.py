"""Whether a measured row fits an answer: yes, no, or not known, and what in the data says so.

Nothing is concluded beyond the data: a row that says nothing of what was asked is not known to fit, which is not no.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from livingsurvey.model import Metric, Option, Question, Result, Setting, Sign
from livingsurvey.model.cell import amount_in, number_in
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
    if question.limits:
        asked = survey.metrics[question.metric] if question.metric else survey.settings[question.setting or ""]
        bound = "at least" if isinstance(asked, Metric) and asked.better == "higher" else "at most"
        unit = f" {asked.unit}" if asked.unit else ""
        return [Answer(f"{limit:g}", f"{bound} {limit:g}{unit}") for limit in question.limits]
    if question.setting is not None:
        return _values(survey.settings[question.setting], survey)
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
    if question.limits:
        return _limited(question, float(answer), result, survey)
    if question.setting is not None:
        return _value(survey.settings[question.setting], answer, result, survey)
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


def _values(setting: Setting, survey: Survey) -> list[Answer]:
    """The values that rows have of a setting: numbers by size, what is declared in the order of its file."""
    used = {
        values[setting.id]
        for values in (survey.setting_of(result) for result in survey.results)
        if setting.id in values
    }
    order = {value: place for place, value in enumerate(setting.values)}
    found = sorted(used, key=lambda value: (order.get(value, len(order)), number_in(value) or 0, value))
    return [Answer(value, setting.in_words(value)) for value in found]


def _value(setting: Setting, answer: str, result: Result, survey: Survey) -> Verdict:
    value = survey.setting_of(result).get(setting.id)
    if value is None:
        return Verdict("unknown")
    return Verdict("yes" if value == answer else "no", setting.in_words(value))


def _limited(question: Question, limit: float, result: Result, survey: Survey) -> Verdict:
    """Whether a setting keeps a limit; where it does not and a metric was asked for as well, whether that does."""
    setting = survey.settings[question.setting] if question.setting else None
    value = survey.setting_of(result).get(setting.id) if setting else None
    number = number_in(value) if value else None
    if setting and value and number is not None and (number <= limit or question.metric is None):
        return Verdict("yes" if number <= limit else "no", f"{setting.name}: {setting.in_words(value)}")
    if question.metric is None:
        return Verdict("unknown")
    return _measured(survey.metrics[question.metric], limit, result, survey)


def _measured(metric: Metric, limit: float, result: Result, survey: Survey) -> Verdict:
    """Whether a number keeps a limit, whichever metric of the same quantity has it.

    What a bound or a range leaves open is not known to be kept, nor is it where more was reserved than was needed.
    """
    for each in survey.metrics.values():
        factor = metric.factor(each)
        printed = result.row.values.get(each.id, "-")
        amount = amount_in(printed) if factor is not None else None
        if factor is None or amount is None:
            continue
        low, high = (end * factor for end in amount.ends)
        keeps, breaks = (high <= limit, low > limit) if metric.better == "lower" else (low >= limit, high < limit)
        words = each.in_words(printed)
        if each.id in result.row.reserved and not keeps:
            return Verdict("unknown", f"{words}, reserved in advance")
        return Verdict("yes" if keeps else "no" if breaks else "unknown", words)
    return Verdict("unknown")


def _signs(option: Option, result: Result, survey: Survey) -> Verdict:
    for fit, signs in (("no", option.fails), ("yes", option.fits)):
        for sign in signs:
            for because in _shown(sign, result, survey):
                return Verdict("no" if fit == "no" else "yes", because)
    return Verdict("unknown")


def _shown(sign: Sign, result: Result, survey: Survey) -> Iterator[str]:
    """What a row has that is this sign, in words; nothing where it has not."""
    values = survey.setting_of(result)
    if sign.setting is not None and all(values.get(name) == value for name, value in sign.setting.items()):
        yield _told(sign.setting, survey)
    for bounds, passes in ((sign.below, operator.lt), (sign.above, operator.gt)):
        numbers = {name: number_in(values.get(name, "-")) for name in bounds or ()}
        if bounds and all(found is not None and passes(found, bounds[name]) for name, found in numbers.items()):
            yield _told({name: values[name] for name in bounds}, survey)
    paper = survey.papers.get(result.row.paper or "")
    if sign.topic is not None and paper is not None:
        held = {node.id for topic in paper.topics for node in survey.taxonomy.paths.get(topic, ())}
        if sign.topic in held:
            yield survey.taxonomy.by_id[sign.topic].title.en


def _told(values: Mapping[str, str], survey: Survey) -> str:
    named = ((survey.settings[name], value) for name, value in values.items())
    return ", ".join(f"{setting.name}: {setting.in_words(value)}" for setting, value in named)
