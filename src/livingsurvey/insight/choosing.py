"""Whether a measured row fits an answer: yes, no, or not known, and what in the data says so.

Nothing is concluded beyond the data: a row that says nothing of what was asked is not known to fit, which is not no.
What does not fit and is there to compare with is a baseline: 16 bits where fewer were asked for.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Literal, NamedTuple

from livingsurvey.language import ENGLISH, Language
from livingsurvey.model import Metric, Option, Question, Result, Setting, Sign
from livingsurvey.model.cell import amount_in, number_in
from livingsurvey.survey import Survey

Fit = Literal["yes", "no", "unknown", "baseline"]
NEAR = 6
"""Answers that are offered instead of one that nothing fits."""


class Verdict(NamedTuple):
    """Whether a row fits an answer, and what it has that says so; empty where nothing does."""

    fit: Fit
    because: str = ""


class Answer(NamedTuple):
    """An answer to a question: its id, how readers see it, what it is listed under, and whether any row has it."""

    id: str
    label: str
    family: str | None = None
    is_measured: bool = True


class Told(NamedTuple):
    """All that a question looks at in a row, so that rows that tell the same have the same verdicts.

    ``settings`` are pairs of name and value, ``topics`` those that the method's paper is filed under or below,
    ``cells`` metric, cell as printed, and whether that was reserved in advance.
    """

    settings: tuple[tuple[str, str], ...] = ()
    framework: str | None = None
    topics: frozenset[str] = frozenset()
    cells: tuple[tuple[str, str, bool], ...] = ()


def answers(question: Question, survey: Survey, language: Language = ENGLISH) -> list[Answer]:
    """What a question may be answered with; capabilities and frameworks only where a row's framework has them."""
    _ = language
    used = [survey.frameworks_by_id[name] for name in survey.results_by_framework if name in survey.frameworks_by_id]
    if question.capabilities is not None:
        group = next((each for each in survey.capability_groups if each.id == question.capabilities), None)
        return [
            Answer(capability.id, _(capability.name))
            for capability in (group.capabilities if group else ())
            if any(framework.cell(capability.id).answer in ("yes", "partial") for framework in used)
        ]
    if question.frameworks is not None:
        return sorted((Answer(framework.id, framework.name) for framework in used), key=lambda each: each.label.lower())
    if question.limits:
        asked = survey.metrics[question.metric] if question.metric else survey.settings[question.setting or ""]
        is_floor = isinstance(asked, Metric) and asked.better == "higher"
        unit = f" {_(asked.unit)}" if asked.unit else ""
        amounts = ((f"{limit:g}", f"{limit:g}{unit}") for limit in question.limits)
        return [
            Answer(limit, _("at least {amount}", amount=amount) if is_floor else _("at most {amount}", amount=amount))
            for limit, amount in amounts
        ]
    if question.setting is not None:
        return _values(survey.settings[question.setting], survey, language)
    return [Answer(option.id, _(option.label)) for option in question.options]


def verdicts(
    question: Question, results: Iterable[Result], survey: Survey, language: Language = ENGLISH
) -> list[tuple[Verdict, ...]]:
    """What each row says of each of the question's :func:`answers`, in their order; found once for rows that are alike.

    Args:
        question: what was asked.
        results: the rows.
        survey: whose frameworks, metrics and papers are asked.
        language: what reasons are told in.
    """
    offered = [answer.id for answer in answers(question, survey)]
    known: dict[Told, tuple[Verdict, ...]] = {}
    found = []
    for result in results:
        row = told(question, result, survey)
        if row not in known:
            known[row] = tuple(_verdict(question, answer, row, survey, language) for answer in offered)
        found.append(known[row])
    return found


def verdict(question: Question, answer: str, result: Result, survey: Survey) -> Verdict:
    """Whether one row fits the answer with this id."""
    return _verdict(question, answer, told(question, result, survey), survey, ENGLISH)


def told(question: Question, result: Result, survey: Survey) -> Told:
    """What a row tells of what a question looks at."""
    signs = [*question.baseline, *(sign for each in question.options for sign in _signs(each))]
    named = {name for sign in signs for part in (sign.setting, sign.below, sign.above) for name in part or ()}
    values = survey.setting_of(result)
    metric = survey.metrics[question.metric] if question.metric else None
    paper = survey.papers.get(result.row.paper or "") if any(sign.topic for sign in signs) else None
    filed = (survey.taxonomy.paths.get(topic, ()) for topic in (paper.topics if paper else ()))
    return Told(
        settings=tuple((name, values[name]) for name in sorted(named | {question.setting or ""}) if name in values),
        framework=result.row.framework if question.capabilities or question.frameworks else None,
        topics=frozenset(topic.id for path in filed for topic in path),
        cells=tuple(
            (name, printed, name in result.row.reserved)
            for name, printed in result.row.values.items()
            if metric and metric.factor(survey.metrics[name]) is not None
        ),
    )


def set_aside(question: Question, survey: Survey) -> list[str]:
    """The metrics for which an answer rules nothing out: their numbers do not depend on what the question is about."""
    boards = {metric.id: metric.leaderboard for metric in survey.metrics.values() if metric.leaderboard}
    return [name for name, board in boards.items() if question.depends and question.depends not in board.depends]


def nearest(question: Question, survey: Survey) -> dict[str, list[str]]:
    """For each answer those that come nearest, for when nothing fits it: of its family first, numbers by their size.

    Engines and capabilities have none: nobody knows which are alike.
    """
    if question.capabilities is not None or question.frameworks is not None:
        return {}
    offered = answers(question, survey)
    values = survey.settings[question.setting].values if question.setting else {}
    sizes = [
        {name: size for name, text in implied.items() if (size := number_in(text))}
        for implied in (values[each.id].implies if each.id in values else {"": each.id} for each in offered)
    ]

    def apart(place: int, other: int) -> tuple[bool, float, int]:
        shared = sizes[place].keys() & sizes[other].keys()
        ratio = sum(abs(math.log(sizes[place][name] / sizes[other][name])) for name in shared) if shared else math.inf
        return offered[place].family != offered[other].family, ratio, abs(place - other)

    near = {}
    for place, answer in enumerate(offered):
        others = [other for other, each in enumerate(offered) if other != place and each.is_measured]
        others.sort(key=partial(apart, place))
        near[answer.id] = [offered[other].id for other in others[:NEAR]]
    return near


def _verdict(question: Question, answer: str, row: Told, survey: Survey, _: Language) -> Verdict:
    option = next((each for each in question.options if each.id == answer), None)
    if question.capabilities is not None:
        return _capability(answer, row, survey, _)
    if question.frameworks is not None:
        framework = survey.frameworks_by_id.get(row.framework or "")
        if framework is None:
            return Verdict("unknown")
        return Verdict("yes" if framework.id == answer else "no", framework.name)
    if option is not None:
        return _compared(_signed(option, row, survey, _), option.baseline, row, survey)
    if question.limits:
        found = _limited(question, float(answer), row, survey, _)
    else:
        found = _value(survey.settings[question.setting or ""], answer, row, _)
    return _compared(found, question.baseline, row, survey)


def _compared(found: Verdict, baseline: Iterable[Sign], row: Told, survey: Survey) -> Verdict:
    """What does not fit is a baseline where it has a sign of one."""
    is_one = found.fit == "no" and any(_shown(sign, row, survey, ENGLISH) for sign in baseline)
    return Verdict("baseline", found.because) if is_one else found


def _capability(capability: str, row: Told, survey: Survey, _: Language) -> Verdict:
    framework = survey.frameworks_by_id.get(row.framework or "")
    if framework is None:
        return Verdict("unknown")
    answer = framework.cell(capability).answer
    if answer == "unknown":
        return Verdict("unknown", framework.name)
    because = _("{framework}, in part", framework=framework.name) if answer == "partial" else framework.name
    return Verdict("no" if answer == "no" else "yes", because)


def _values(setting: Setting, survey: Survey, _: Language) -> list[Answer]:
    """The values of a setting: those that are declared, in the order of their file, else those of rows, by size."""
    used = {
        values[setting.id]
        for values in (survey.setting_of(result) for result in survey.results)
        if setting.id in values
    }
    order = {value: place for place, value in enumerate(setting.values)}
    found = sorted(used | order.keys(), key=lambda value: (order.get(value, len(order)), number_in(value) or 0, value))
    families = {value: known.family for value, known in setting.values.items()}
    return [Answer(value, setting.in_words(value, _), families.get(value), value in used) for value in found]


def _value(setting: Setting, answer: str, row: Told, _: Language) -> Verdict:
    """Whether a row has a value; one that tells less than the answer may be it, and one that tells more is it."""
    value = dict(row.settings).get(setting.id)
    if value is None:
        return Verdict("unknown")
    less = {known: setting.values[known].may_be for known in (answer, value) if known in setting.values}
    is_it = value == answer or value in less.get(answer, ())
    fit: Fit = "yes" if is_it else "unknown" if answer in less.get(value, ()) else "no"
    return Verdict(fit, setting.in_words(value, _))


def _limited(question: Question, limit: float, row: Told, survey: Survey, _: Language) -> Verdict:
    """Whether a setting keeps a limit; where it does not and a metric was asked for as well, whether that does."""
    setting = survey.settings[question.setting] if question.setting else None
    value = dict(row.settings).get(setting.id) if setting else None
    number = number_in(value) if value else None
    if setting and value and number is not None and (number <= limit or question.metric is None):
        return Verdict("yes" if number <= limit else "no", _in_words({setting.id: value}, survey, _))
    if question.metric is None:
        return Verdict("unknown")
    return _measured(survey.metrics[question.metric], limit, row, survey, _)


def _measured(metric: Metric, limit: float, row: Told, survey: Survey, _: Language) -> Verdict:
    """Whether a number keeps a limit, whichever metric of the same quantity has it.

    What a bound or a range leaves open is not known to be kept, nor is it where more was reserved than was needed.
    """
    for name, printed, is_reserved in row.cells:
        factor = metric.factor(survey.metrics[name]) or 1
        amount = amount_in(printed)
        if amount is None:
            continue
        low, high = (end * factor for end in amount.ends)
        keeps, breaks = (high <= limit, low > limit) if metric.better == "lower" else (low >= limit, high < limit)
        words = survey.metrics[name].in_words(printed, _)
        if is_reserved and not keeps:
            return Verdict("unknown", _("{amount}, reserved in advance", amount=words))
        return Verdict("yes" if keeps else "no" if breaks else "unknown", words)
    return Verdict("unknown")


def _signs(option: Option) -> Iterator[Sign]:
    yield from (*option.fails, *option.fits, *option.baseline)


def _signed(option: Option, row: Told, survey: Survey, _: Language) -> Verdict:
    fits: tuple[tuple[Fit, tuple[Sign, ...]], ...] = (("no", option.fails), ("yes", option.fits))
    for fit, signs in fits:
        for sign in signs:
            because = _shown(sign, row, survey, _)
            if because:
                return Verdict(fit, because)
    return Verdict("unknown")


def _shown(sign: Sign, row: Told, survey: Survey, _: Language) -> str:
    """What a row has that is this sign, in words; empty where it has not."""
    values = dict(row.settings)
    if sign.setting is not None and all(values.get(name) == value for name, value in sign.setting.items()):
        return _in_words(sign.setting, survey, _)
    for bounds, passes in ((sign.below, operator.lt), (sign.above, operator.gt)):
        numbers = {name: number_in(values.get(name, "-")) for name in bounds or ()}
        if bounds and all(found is not None and passes(found, bounds[name]) for name, found in numbers.items()):
            return _in_words({name: values[name] for name in bounds}, survey, _)
    return _.said(survey.taxonomy.by_id[sign.topic].title) if sign.topic in row.topics and sign.topic else ""


def _in_words(values: Mapping[str, str], survey: Survey, _: Language) -> str:
    named = ((survey.settings[name], value) for name, value in values.items())
    return _.listed(
        _("{name}: {value}", name=_(setting.name), value=setting.in_words(value, _)) for setting, value in named
    )
