"""The models of leaderboards: all of them by what they are about, and one with its rows and its near misses."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from livingsurvey.insight.leaderboards import Apart, Entry, Leaderboard, Near, in_words
from livingsurvey.model import Result, Setting
from livingsurvey.model.cell import number_in
from livingsurvey.publish.content import comparison, labels
from livingsurvey.publish.content.numbers import address, measure, measurer, source
from livingsurvey.publish.models.results import row_model
from livingsurvey.publish.published import Published
from livingsurvey.survey import Survey

Model = dict[str, Any]

_BITS = "bits"


def leaderboards_model(published: Published, _: str | None) -> Model:
    """All leaderboards under their headings, and the rows that stand in none, by table and reason."""
    survey = published.survey
    tasks: dict[str, dict[str, list[Model]]] = {}
    for board_id, board in _in_order(published):
        if board.metric.leaderboard is not None:
            metrics = tasks.setdefault(board.metric.leaderboard.task, {})
            metrics.setdefault(board.metric.id, []).append(_line(board_id, board, survey))
    return {
        "total": len(published.leaderboards),
        "rows": sum(len(board.results) for board in published.leaderboards.values()),
        "tables": len({table for board in published.leaderboards.values() for table in board.tables}),
        "tasks": [
            {
                "name": name,
                "metrics": [
                    {"metric": measure(survey.metrics[each]), "boards": boards} for each, boards in found.items()
                ],
            }
            for name, found in tasks.items()
        ],
        "apart": _apart(published.ranking.apart, survey),
        "has_rules": published.has_page("ranking"),
    }


def leaderboard_model(board_id: str, published: Published) -> Model:
    """The page of a leaderboard: its setting, its rows with rank and origin, the best of each day, and what is near."""
    survey = published.survey
    board = published.leaderboards[board_id]
    ids = {id(each): name for name, each in published.leaderboards.items()}
    columns, circumstances = _columns(board, survey)
    offered: set[str] = set()
    bits = {survey.setting_of(entry.result).get(_BITS) for entry in board.entries}
    return {
        "id": board_id,
        "title": in_words(board, survey),
        "metric": measure(board.metric) | {"definition": board.metric.definition},
        "common": [
            comparison.choice(survey, name, value)._asdict()
            for name, value in board.setting.items()
            if value is not None
        ],
        "untold": [_name(name, survey) for name in board.untold],
        "total": len(board.entries),
        "tables": len(board.tables),
        "own_rows": sum(entry.result.is_own for entry in board.entries),
        "has_versions": any(entry.result.table.source.version for entry in board.entries),
        "has_frameworks": any(entry.result.row.framework for entry in board.entries),
        "settings": [{"name": each.name, "definition": each.definition} for each in columns],
        "circumstances": [{"name": each.name, "definition": each.definition} for each in circumstances],
        "bits": sorted(filter(None, bits), key=lambda value: (number_in(value) or 0, value)) if len(bits) > 1 else [],
        "rows": [_row(entry, board, (columns, circumstances), survey, offered) for entry in board.entries],
        "days": _days(board),
        "near": [_near(near, ids, survey) for near in published.ranking.near(board)],
        "has_rules": published.has_page("ranking"),
    }


def standings(results: Iterable[Result], published: Published) -> list[Model]:
    """The leaderboards that some rows stand in, with the best rank that any of these has there; best ranks first."""
    wanted = {(result.table_id, result.place) for result in results}
    if not wanted:
        return []
    found: list[Model] = []
    for board_id, board in _in_order(published):
        ranked = [entry for entry in board.entries if entry.rank is not None]
        for entry in ranked:
            if any((each.table_id, each.place) in wanted for each in (entry.result, *entry.again)):
                found.append(
                    {
                        "id": board_id,
                        "title": in_words(board, published.survey),
                        "rank": entry.rank,
                        "last": entry.last,
                        "of": len(ranked),
                        "number": board.metric.in_words(entry.result.row.values[board.metric.id]),
                    }
                )
                break
    return sorted(found, key=lambda each: each["rank"])


def _name(name: str, survey: Survey) -> str:
    return comparison.choice(survey, name, "").name


def _in_order(published: Published) -> list[tuple[str, Leaderboard]]:
    """Leaderboards as the survey orders them: those over several tables first."""
    ids = {id(board): name for name, board in published.leaderboards.items()}
    return [(ids[id(board)], board) for board in published.ranking.ranked]


def _line(board_id: str, board: Leaderboard, survey: Survey) -> Model:
    """A leaderboard in a list of them, with its best rows; where it compares methods alone, those that name one."""
    by_framework = len({entry.result.row.framework for entry in board.entries} - {None}) > 1
    competing = [entry for entry in board.entries if entry.rank and (entry.result.row.method or by_framework)]
    return {
        "id": board_id,
        "title": in_words(board, survey),
        "rows": len(board.entries),
        "tables": len(board.tables),
        "best": [
            {
                "label": entry.result.row.label,
                "is_own": entry.result.is_own,
                "number": board.metric.in_words(entry.result.row.values[board.metric.id]),
            }
            for entry in competing
            if entry.rank == competing[0].rank
        ],
        "rank": competing[0].rank,
    }


def _columns(board: Leaderboard, survey: Survey) -> tuple[list[Setting], list[Setting]]:
    """The settings in which rows differ besides those of the leaderboard: what rows have of their own, and what not."""
    told = [survey.setting_of(entry.result) for entry in board.entries]
    of_tables = {name for entry in board.entries for name in entry.result.table.setting}
    differing = [
        setting
        for name, setting in survey.settings.items()
        if name not in board.setting and len({each.get(name) for each in told}) > 1
    ]
    return [each for each in differing if each.id not in of_tables], [
        each for each in differing if each.id in of_tables
    ]


def _row(
    entry: Entry,
    board: Leaderboard,
    columns: tuple[Sequence[Setting], Sequence[Setting]],
    survey: Survey,
    offered: set[str],
) -> Model:
    result = entry.result
    told = survey.setting_of(result)
    low, high = map(_written, entry.cost) if entry.cost else (None, None)
    return row_model(result, [board.metric], [], survey, offered) | {
        "rank": entry.rank,
        "last": entry.last,
        "low": low,
        "high": high,
        "bits": told.get(_BITS),
        **{
            name: [
                comparison.choice(survey, each.id, told[each.id]).value if each.id in told else None for each in some
            ]
            for name, some in zip(("settings", "circumstances"), columns, strict=True)
        },
        "table": {"id": result.table_id, "title": result.table.title},
        "source": source(result.table),
        "measured": measurer(result.table),
        "again": [
            {"table": each.table_id, "title": each.table.title, "number": each.place + 1, "address": address(each)}
            for each in entry.again
        ],
    }


def _written(cost: float) -> str:
    """A number as JavaScript reads it, also one without end."""
    return f"{'-' if cost < 0 else ''}Infinity" if math.isinf(cost) else repr(cost)


def _days(board: Leaderboard) -> list[Model]:
    """The best row of each day on which a table last changed, newest first, and whether it beat all before.

    Empty where there are not two such days.
    """
    by_day: dict[Any, Entry] = {}
    for entry in board.entries:
        day = entry.result.table.source.last_changed
        if day is not None and entry.rank is not None:
            by_day.setdefault(day, entry)
    found, least = [], math.inf
    for day, entry in sorted(by_day.items()):
        cost = entry.cost[0] if entry.cost else math.inf
        printed = entry.result.row.values[board.metric.id]
        found.append(
            {
                "day": labels.long_date(day),
                "label": entry.result.row.label,
                "is_own": entry.result.is_own,
                "number": board.metric.in_words(printed),
                "is_best": cost < least,
            }
        )
        least = min(least, cost)
    return found[::-1] if len(found) > 1 else []


def _near(near: Near, ids: Mapping[int, str], survey: Survey) -> Model:
    """Rows that are not in a leaderboard, and what they differ in."""
    other = near.other
    return {
        "leaderboard": ids.get(id(other)),
        "rows": len(other.results),
        "tables": _tables(other, survey),
        "differences": [
            {
                "name": _name(each.name, survey),
                "here": each.here and comparison.choice(survey, each.name, each.here).value,
                "there": each.there and comparison.choice(survey, each.name, each.there).value,
            }
            for each in near.differences
        ],
    }


def _tables(group: Leaderboard | Apart, survey: Survey) -> list[Model]:
    return [
        {"id": table_id, "title": survey.tables[table_id].title}
        for table_id in dict.fromkeys(result.table_id for result in group.results)
    ]


def _apart(groups: Iterable[Apart], survey: Survey) -> list[Model]:
    """How many numbers of each table stand in no leaderboard, and why; a number is a row under a metric."""
    counted: dict[tuple[str, str], dict[str, int]] = {}
    for group in groups:
        for result in group.results:
            metrics = counted.setdefault((result.table_id, group.reason), {})
            metrics[group.metric.name] = metrics.get(group.metric.name, 0) + 1
    return [
        {
            "id": table_id,
            "title": survey.tables[table_id].title,
            "reason": reason,
            "metrics": [{"name": name, "rows": rows} for name, rows in metrics.items()],
        }
        for (table_id, reason), metrics in sorted(counted.items())
    ]
