"""Leaderboards: rows of whatever tables measured one metric under the same settings, and which rows stand apart.

A metric says which settings its numbers depend on (``leaderboard`` in metrics.yaml). Rows compete where each of these
has the same value. A setting that a source does not tell is the same within that source and nowhere else: what one
publication measured it measured alike, and what another did with it is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Literal, NamedTuple

from livingsurvey.model import Metric, Result
from livingsurvey.model.cell import amount_in
from livingsurvey.model.result import FRAMEWORK, METHOD, conditions
from livingsurvey.survey import Survey

FEWEST = 3
"""Rows that make a leaderboard; two are a comparison, and their table has it."""

_NEAR = 2
"""In how many settings, besides the first, rows may differ and still be told of as near."""

Reason = Literal["few", "alone"]
"""Why rows stand in no leaderboard: fewer than three numbers were measured alike, or all are of one thing."""


class Entry(NamedTuple):
    """A row in a leaderboard.

    ``cost`` is the least and the greatest that its number can be, turned so that less is better, and None where none
    competes. ``rank`` is the best that it can have and ``last`` the worst: they differ where a bound does not tell
    which of two is better. ``again`` are rows of other tables with the same measurement.
    """

    result: Result
    cost: tuple[float, float] | None
    rank: int | None
    last: int | None
    again: tuple[Result, ...] = ()


class Leaderboard(NamedTuple):
    """Entries that were measured alike, the best first.

    ``setting`` has what they share of what the metric depends on, None where their one source does not tell it, and
    what a table among them holds apart besides.
    """

    metric: Metric
    setting: Mapping[str, str | None]
    entries: tuple[Entry, ...]

    @property
    def untold(self) -> tuple[str, ...]:
        """The settings that the source does not tell."""
        return tuple(name for name, value in self.setting.items() if value is None)

    @property
    def results(self) -> tuple[Result, ...]:
        """All rows, those that print a measurement again included."""
        return tuple(each for entry in self.entries for each in (entry.result, *entry.again))

    @property
    def tables(self) -> tuple[str, ...]:
        """The ids of the tables that the rows stand in."""
        return tuple(dict.fromkeys(result.table_id for result in self.results))

    @property
    def name(self) -> str:
        """Metric and settings in words that tell it from every other leaderboard; the address is made of them."""
        told = ((name, value) for name, value in self.setting.items() if value is not None)
        words = [f"{name} {value}" if is_bare(value) else value for name, value in told]
        return " ".join([self.metric.id, *words, *(min(self.tables) for _ in self.untold[:1])])


def is_bare(value: str) -> bool:
    """Whether a value says nothing without the name of its setting: ``4``, ``no``, ``2048``."""
    return value.isdecimal() or len(value) <= len("yes")


def in_words(board: Leaderboard, survey: Survey) -> str:
    """A leaderboard in words: ``Perplexity: Llama 2 7B, WikiText2``; with its table where a setting is not told."""
    told = [_said(name, value, survey) for name, value in board.setting.items() if value is not None]
    of_one = f" ({survey.tables[board.tables[0]].title})" if board.untold else ""
    return f"{board.metric.name}: {', '.join(told)}{of_one}"


def _said(name: str, value: str, survey: Survey) -> str:
    if name == FRAMEWORK and value in survey.frameworks_by_id:
        return survey.frameworks_by_id[value].name
    setting = survey.settings.get(name)
    if setting is None:
        return value
    if value in setting.values:
        return setting.values[value].name
    return f"{setting.name[0].lower()}{setting.name[1:]} {value}" if is_bare(value) else value


class Apart(NamedTuple):
    """Rows that were measured alike and are no leaderboard, with the reason."""

    metric: Metric
    setting: Mapping[str, str | None]
    results: tuple[Result, ...]
    reason: Reason


class Difference(NamedTuple):
    """A setting in which rows differ from a leaderboard; None where a source does not tell it."""

    name: str
    here: str | None
    there: str | None


class Near(NamedTuple):
    """Rows that a leaderboard nearly has, and what keeps them out."""

    other: Leaderboard | Apart
    differences: tuple[Difference, ...]


class Leaderboards(NamedTuple):
    """All leaderboards of a survey, and all rows of their metrics that stand in none."""

    ranked: tuple[Leaderboard, ...]
    apart: tuple[Apart, ...]

    def near(self, board: Leaderboard) -> Iterator[Near]:
        """The rows of the same metric that differ from a leaderboard's in two settings at most, nearest first.

        The first setting that a metric depends on says what is measured (the model): rows of another one are not near.
        """
        first = next(iter(board.setting))
        found = [
            Near(other, _differences(board, other))
            for other in chain[Leaderboard | Apart](self.ranked, self.apart)
            if other.metric == board.metric and other is not board and other.setting[first] == board.setting[first]
        ]
        yield from sorted((near for near in found if len(near.differences) <= _NEAR), key=lambda near: len(near[1]))


def leaderboards(survey: Survey) -> Leaderboards:
    """Every row of a metric with a ``leaderboard`` in exactly one group, those over several tables first."""
    ranked, apart = [], []
    for metric in survey.metrics.values():
        if metric.leaderboard is None:
            continue
        for setting, results in _groups(survey, metric, metric.leaderboard.depends):
            entries = _entries(survey, metric, results)
            reason = _reason(entries)
            if reason is None:
                ranked.append(Leaderboard(metric, setting, entries))
            else:
                apart.append(Apart(metric, setting, tuple(results), reason))
    ranked.sort(key=lambda board: -len(board.tables))
    return Leaderboards(tuple(ranked), tuple(apart))


def source_of(result: Result) -> str:
    """What one publication is told by: its address without the part, or the key of its paper."""
    printed = result.table.source
    return printed.url.partition("#")[0] if printed.url else printed.paper or result.table_id


def _groups(
    survey: Survey, metric: Metric, depends: Sequence[str]
) -> Iterator[tuple[Mapping[str, str | None], list[Result]]]:
    """The rows that have a cell of a metric, those together that may be ranked, with the settings that say so."""
    found: dict[tuple[tuple[str, ...], tuple[str | None, ...], str | None], list[Result]] = {}
    for table_id, table in survey.tables.items():
        rows = [Result(table_id, table, at) for at, row in enumerate(table.rows) if metric.id in row.values]
        names = (*depends, *(name for name in _held_apart(rows) if name not in depends))
        for result in rows:
            values = tuple(_value(survey, result, name) for name in names)
            is_told = None not in values[: len(depends)]
            found.setdefault((names, values, None if is_told else source_of(result)), []).append(result)
    for (names, values, _), results in found.items():
        yield dict(zip(names, values, strict=True)), results


def _held_apart(results: Sequence[Result]) -> list[str]:
    """What rows of one table differ in although the table is not there to compare it."""
    held = [set(conditions(result.table, result.row)) for result in results]
    differing: set[tuple[str, str]] = set().union(*held).difference(set(held[0]).intersection(*held) if held else ())
    return sorted({name for name, _ in differing})


def _value(survey: Survey, result: Result, name: str) -> str | None:
    if name in (METHOD, FRAMEWORK):
        value: str | None = getattr(result.row, name)
        return value
    return survey.setting_of(result).get(name)


def _reason(entries: Sequence[Entry]) -> Reason | None:
    """Why rows are no leaderboard; None where they are."""
    rows = [entry.result.row for entry in entries if entry.rank is not None]
    if len(rows) < FEWEST:
        return "few"
    compared = [{row.method for row in rows}, {row.framework for row in rows}]
    return "alone" if all(len(names - {None}) < 2 for names in compared) else None


def _entries(survey: Survey, metric: Metric, results: Sequence[Result]) -> tuple[Entry, ...]:
    """Rows with their ranks, the best first and those without an amount last."""
    once: list[tuple[Result, list[Result]]] = []
    for result in results:
        again = next((again for first, again in once if _is_again(survey, metric, first, result)), None)
        if again is None:
            once.append((result, []))
        else:
            again.append(result)
    costs = [_costs(metric, result) for result, _ in once]
    entries = []
    for (result, others), cost in zip(once, costs, strict=True):
        rank = last = None
        if cost is not None:
            rank = 1 + sum(each is not None and each[1] < cost[0] for each in costs)
            last = 1 + sum(each is not None and each is not cost and each[0] < cost[1] for each in costs)
        entries.append(Entry(result, cost, rank, last, tuple(others)))
    return tuple(sorted(entries, key=lambda each: (each.rank is None, each.rank or 0, each.last or 0)))


def _costs(metric: Metric, result: Result) -> tuple[float, float] | None:
    """The least and the greatest that a row's amount can be, so that less is better; None where it does not compete.

    What was reserved in advance does not: it says nothing of what was needed.
    """
    competes = result.is_ranked and metric.id not in result.row.reserved
    amount = amount_in(result.row.values[metric.id]) if competes else None
    if amount is None:
        return None
    low, high = amount.ends
    return (low, high) if metric.better == "lower" else (-high, -low)


def _is_again(survey: Survey, metric: Metric, one: Result, other: Result) -> bool:
    """Whether another table of the same source prints a measurement again: nothing that both tell differs."""
    if one.table_id == other.table_id or source_of(one) != source_of(other):
        return False
    if (one.row.method, one.row.framework) != (other.row.method, other.row.framework):
        return False
    amount = amount_in(one.row.values[metric.id])
    here, there = survey.setting_of(one), survey.setting_of(other)
    is_same = amount is not None and amount == amount_in(other.row.values[metric.id])
    return is_same and all(here[name] == there[name] for name in here.keys() & there.keys())


def _differences(board: Leaderboard, other: Leaderboard | Apart) -> tuple[Difference, ...]:
    """The settings that keep two groups apart: other values, or one that either source does not tell.

    What one source leaves untold in both is no difference.
    """
    here, there = board.setting, other.setting
    pairs = [Difference(name, here.get(name), there.get(name)) for name in dict.fromkeys((*here, *there))]
    is_one_source = source_of(board.results[0]) == source_of(other.results[0])
    return tuple(each for each in pairs if each.here != each.there or (each.here is None and not is_one_source))
