"""Leaderboards: rows of whatever tables measured one metric under the same settings, and which rows stand apart.

A metric says which settings its numbers depend on (``leaderboard`` in metrics.yaml). Rows compete where each of these
has the same value. A setting that a source does not tell is the same within that source and nowhere else: what one
publication measured it measured alike, and what another did with it is unknown.

Where rows differ in a setting that readers narrow by (``narrows``), those of one value are a leaderboard of their own
too, a part of the whole: 4 bits of all that was measured of a model's perplexity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Literal, NamedTuple

from livingsurvey.language import ENGLISH, Language
from livingsurvey.model import Metric, Result
from livingsurvey.model.cell import amount_in, number_in
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
    what a table among them holds apart besides. A part of another leaderboard, its ``whole``, shares one setting more.
    """

    metric: Metric
    setting: Mapping[str, str | None]
    entries: tuple[Entry, ...]
    whole: Leaderboard | None = None

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
    """Whether a value says nothing without the name of its setting: ``4k``, ``no``, ``2048``."""
    return value[:1].isdecimal() or value in ("yes", "no")


def in_words(board: Leaderboard, survey: Survey, language: Language = ENGLISH) -> str:
    """A leaderboard in words: ``Perplexity: Llama 2 7B, WikiText2, context 2048 tokens``; with its table if of one."""
    return language.listed([title(board, survey, language), *besides(board, survey, language)])


def title(board: Leaderboard, survey: Survey, language: Language = ENGLISH) -> str:
    """The least that says what a leaderboard is about: ``Perplexity: Llama 2 7B, WikiText2, 4 bit``.

    It names what was measured, the next setting that says something by itself, and what readers narrow by.
    """
    _ = language
    about = language.listed(_said(name, board, survey, language) for name in _in_title(board, survey))
    return _("{name}: {value}", name=_(board.metric.name), value=about)


def besides(board: Leaderboard, survey: Survey, language: Language = ENGLISH) -> list[str]:
    """What the title leaves out, in words: the other settings, and the table where its source does not tell all."""
    named = _in_title(board, survey)
    told = [name for name, value in board.setting.items() if value is not None and name not in named]
    return [
        *(_said(name, board, survey, language) for name in told),
        *(language(survey.tables[board.tables[0]].title) for _ in board.untold[:1]),
    ]


def _in_title(board: Leaderboard, survey: Survey) -> list[str]:
    told = {name: value for name, value in board.setting.items() if value is not None}
    narrowing = [name for name in told if name in survey.settings and survey.settings[name].narrows]
    telling = [name for name, value in told.items() if name not in narrowing and not is_bare(value)]
    return [*telling[:2], *narrowing] or list(told)


def _said(name: str, board: Leaderboard, survey: Survey, language: Language) -> str:
    value = board.setting[name] or ""
    if name == FRAMEWORK and value in survey.frameworks_by_id:
        return survey.frameworks_by_id[value].name
    setting = survey.settings.get(name)
    if setting is None:
        return value
    words = setting.in_words(value, language)
    if value in setting.values or (setting.unit and setting.unit.isalpha() and setting.narrows):
        return words
    return f"{language.within(setting.name)} {words}" if is_bare(value) else language(value)


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
    """All leaderboards of a survey, each before its parts, and all rows of their metrics that stand in none."""

    ranked: tuple[Leaderboard, ...]
    apart: tuple[Apart, ...]

    def parts(self, board: Leaderboard) -> list[Leaderboard]:
        """The leaderboards of some of its rows, which have one setting more in common."""
        return [each for each in self.ranked if each.whole is board]

    def near(self, board: Leaderboard) -> Iterator[Near]:
        """The rows of the same metric that differ from a leaderboard's in two settings at most, nearest first.

        The first setting that a metric depends on says what is measured (the model): rows of another one are not near.
        What is near a part is near the whole.
        """
        board = board.whole or board
        first = next(iter(board.setting))
        found = [
            Near(other, _differences(board, other))
            for other in chain[Leaderboard | Apart](self.ranked, self.apart)
            if other.metric == board.metric and other is not board and other.setting[first] == board.setting[first]
            if isinstance(other, Apart) or other.whole is None
        ]
        yield from sorted((near for near in found if len(near.differences) <= _NEAR), key=lambda near: len(near[1]))


def leaderboards(survey: Survey) -> Leaderboards:
    """Every row of a metric with a ``leaderboard`` in exactly one group, those over several tables first.

    Parts come behind their whole.
    """
    wholes, apart = [], []
    for metric in survey.metrics.values():
        if metric.leaderboard is None:
            continue
        for setting, results in _groups(survey, metric, metric.leaderboard.depends):
            entries = _entries(survey, metric, results)
            reason = _reason(entries)
            if reason is None:
                wholes.append(Leaderboard(metric, setting, entries))
            else:
                apart.append(Apart(metric, setting, tuple(results), reason))
    wholes.sort(key=lambda board: -len(board.tables))
    return Leaderboards(tuple(each for whole in wholes for each in (whole, *_parts(survey, whole))), tuple(apart))


def narrowing(board: Leaderboard, survey: Survey) -> dict[str, list[str]]:
    """What readers may narrow a leaderboard by: settings in which its rows differ, with the values that they have."""
    found = {}
    for setting in survey.settings.values():
        if setting.narrows and setting.id not in board.setting:
            values = [survey.setting_of(entry.result).get(setting.id) for entry in board.entries]
            told = sorted(filter(None, set(values)), key=lambda value: (number_in(value) or 0, value))
            if len(set(values)) > 1 and told:
                found[setting.id] = told
    return found


def _parts(survey: Survey, whole: Leaderboard) -> Iterator[Leaderboard]:
    """The rows of each value that readers narrow by, where they are enough."""
    for name, values in narrowing(whole, survey).items():
        for value in values:
            results = [each for each in whole.results if survey.setting_of(each).get(name) == value]
            entries = _entries(survey, whole.metric, results)
            if _reason(entries) is None:
                yield Leaderboard(whole.metric, {**whole.setting, name: value}, entries, whole)


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
