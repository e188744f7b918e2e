"""Result tables as readers see them: which rows may be compared, which are best, and what tables differ in."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from livingsurvey.language import ENGLISH, Language
from livingsurvey.model import Metric, Result, ResultTable, Setting
from livingsurvey.model.cell import amount_in
from livingsurvey.model.result import FRAMEWORK, METHOD, conditions
from livingsurvey.survey import Survey


class Choice(NamedTuple):
    """Something that a row was measured with, in words: ``Bits``, ``4 bit``."""

    name: str
    value: str


class Block(NamedTuple):
    """Rows measured under the same conditions.

    ``conditions`` are those that other blocks of the table have not, and ``title`` has them in one line.
    """

    conditions: tuple[Choice, ...]
    results: tuple[Result, ...]
    title: str


class Difference(NamedTuple):
    """A setting in which two tables differ; None where a table does not tell."""

    name: str
    here: str | None
    there: str | None


def results_of(survey: Survey, table_id: str) -> tuple[Result, ...]:
    """The rows of a table."""
    table = survey.tables[table_id]
    return tuple(Result(table_id, table, place) for place in range(len(table.rows)))


def by_table(results: Iterable[Result]) -> dict[str, list[Result]]:
    """Rows by the id of their table."""
    tables: dict[str, list[Result]] = {}
    for result in results:
        tables.setdefault(result.table_id, []).append(result)
    return tables


def metrics_of(survey: Survey, results: Iterable[Result]) -> list[Metric]:
    """The metrics that rows have cells of, in the order of metrics.yaml."""
    named = {metric for result in results for metric in result.row.values}
    return [metric for metric in survey.metrics.values() if metric.id in named]


def settings_of(survey: Survey, results: Iterable[Result]) -> list[Setting]:
    """The settings that rows have of their own, in the order of metrics.yaml."""
    named = {name for result in results for name in result.row.setting}
    return [setting for setting in survey.settings.values() if setting.id in named]


def choice(survey: Survey, name: str, value: str, language: Language = ENGLISH) -> Choice:
    """A setting, method or framework with its value, as readers see them."""
    _ = language
    if name == METHOD:
        return Choice(_("Method"), value)
    if name == FRAMEWORK:
        framework = survey.frameworks_by_id.get(value)
        return Choice(_("Framework"), framework.name if framework else value)
    setting = survey.settings.get(name)
    if setting is None:
        return Choice(name, value)
    return Choice(_(setting.name), setting.in_words(value, _))


def in_a_line(choices: Iterable[Choice], language: Language = ENGLISH) -> str:
    """Choices one after the other: ``Bits: 4 bit, Model: LLaMA``."""
    _ = language
    return _.listed(_("{name}: {value}", name=each.name, value=each.value) for each in choices)


def common_choices(survey: Survey, table: ResultTable, language: Language = ENGLISH) -> list[Choice]:
    """What all rows of a table have in common."""
    return [choice(survey, name, value, language) for name, value in table.setting.items()]


def own_conditions(survey: Survey, result: Result, language: Language = ENGLISH) -> list[Choice]:
    """What a row was measured under that not all rows of its table have in common; rows with the same may be ranked."""
    common = result.table.setting.items()
    return [choice(survey, *each, language) for each in conditions(result.table, result.row) if each not in common]


def blocks(survey: Survey, table_id: str, language: Language = ENGLISH) -> list[Block]:
    """The rows of a table, those together that may be ranked against each other."""
    found: dict[tuple[tuple[str, str], ...], list[Result]] = {}
    for result in results_of(survey, table_id):
        found.setdefault(conditions(result.table, result.row), []).append(result)
    shared = set.intersection(*(set(each) for each in found))
    blocks = []
    for each, results in found.items():
        own = tuple(choice(survey, *pair, language) for pair in each if pair not in shared)
        blocks.append(Block(own, tuple(results), in_a_line(own, language)))
    return blocks


def best(results: Sequence[Result], metric: Metric) -> set[int]:
    """The places of the rows with the best number, where at least two rows have an amount.

    A row is best if no other can be better: 5.5 is less than ``>1e4`` whatever that was, but next to ``<6`` nobody
    knows which is.
    """
    ranges = {}
    for result in results:
        amount = amount_in(result.row.values.get(metric.id, "-")) if result.is_ranked else None
        if amount is not None:
            low, high = amount.ends
            ranges[result.place] = (low, high) if metric.better == "lower" else (-high, -low)
    if len(ranges) < 2:
        return set()
    first, second = sorted(low for low, _ in ranges.values())[:2]
    return {place for place, (low, high) in ranges.items() if high <= (second if low == first else first)}


def front(results: Sequence[Result], one: Metric, other: Metric) -> list[Result]:
    """The Pareto front: rows that no other row beats in one metric while it is as good in the other."""

    def costs(result: Result) -> tuple[float, float] | None:
        numbers: Mapping[str, float] = dict(result.measured)
        if not result.is_ranked or one.id not in numbers or other.id not in numbers:
            return None
        first, second = (
            numbers[metric.id] if metric.better == "lower" else -numbers[metric.id] for metric in (one, other)
        )
        return first, second

    measured = sorted((cost, result.place, result) for result in results if (cost := costs(result)) is not None)
    on_front: list[Result] = []
    edge = (math.inf, math.inf)
    for cost, _, result in measured:
        if cost[1] < edge[1] or cost == edge:
            on_front.append(result)
            edge = cost
    return on_front


def differences(
    survey: Survey, table: ResultTable, other: ResultTable, language: Language = ENGLISH
) -> list[Difference]:
    """The settings of whole tables in which two of them differ."""
    names = [name for name in survey.settings if table.setting.get(name) != other.setting.get(name)]
    return [
        Difference(
            language(survey.settings[name].name),
            *(
                choice(survey, name, each.setting[name], language).value if name in each.setting else None
                for each in (table, other)
            ),
        )
        for name in names
    ]
