"""The model of a leaderboard: its rows with rank and origin, where they come from, the best over time, what is near."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import with_config

from livingsurvey.insight.agreement import Agreement, agreements
from livingsurvey.insight.leaderboards import Apart, Entry, Leaderboard, Near, narrowing
from livingsurvey.language import ENGLISH, Language
from livingsurvey.model import Setting
from livingsurvey.publish.content import comparison
from livingsurvey.publish.content.numbers import address, measure, measurer, source
from livingsurvey.publish.models.leaderboards import Named, named
from livingsurvey.publish.models.results import row_model
from livingsurvey.publish.published import Published
from livingsurvey.store.layout import RESULTS
from livingsurvey.survey import Survey

Model = dict[str, Any]

SCHEMA_VERSION = 1
"""Of the twins of leaderboards in JSON."""

_TOPICS = 4
"""How many topics a leaderboard leads to."""


@with_config(use_attribute_docstrings=True)
class LeaderboardTwin(Named):
    """A leaderboard: rows of several tables that were measured under one setting."""

    schema_version: int
    """goes up when something is renamed, removed or changes its meaning"""
    metric: Model
    """what is measured: its name, unit, definition, and whether higher or lower is better"""
    common: list[dict[str, str]]
    """the setting that all rows have"""
    untold: list[str]
    """settings of which no row says anything"""
    whole: Model | None
    """the leaderboard that this one is a part of"""
    parts: list[Model]
    """the parts of this one"""
    total: int
    own_rows: int
    """how many rows were measured by whoever made what they are about"""
    has_versions: bool
    has_frameworks: bool
    settings: list[Model]
    """settings in which rows differ: the columns of ``settings`` of rows"""
    circumstances: list[Model]
    """settings in which tables differ: the columns of ``circumstances`` of rows"""
    narrowing: list[Model]
    """settings that the rows can be narrowed by, with their values"""
    rows: list[Model]
    """the rows by rank, each with its number as printed, its paper, table, source and address"""
    agreements: list[Model]
    """what several sources measured of one thing"""
    sources: list[Model]
    """the tables that rows come from, who measured them, and when they were read"""
    time: Model | None
    """rows of which the day is known, newest first"""
    near: list[Model]
    """rows that were measured under another setting, and what that differs in"""
    topics: list[Model]
    """topics of the rows' papers"""
    has_rules: bool
    can_choose: bool


def leaderboard_model(board_id: str, published: Published) -> LeaderboardTwin:
    """The page of a leaderboard: its setting, its rows with rank and origin, the best of each day, and what is near."""
    survey, language = published.survey, published.language
    board = published.leaderboards[board_id]
    columns, circumstances = _columns(board, survey)
    narrowed = narrowing(board, survey)
    offered: set[str] = set()
    return {
        "schema_version": SCHEMA_VERSION,
        **named(board, published),
        "metric": measure(board.metric, language) | {"definition": language(board.metric.definition)},
        "common": [
            comparison.choice(survey, name, value, language)._asdict()
            for name, value in board.setting.items()
            if value is not None
        ],
        "untold": [language.within(_name(name, survey)) for name in board.untold],
        "whole": {**named(board.whole, published), "rows": len(board.whole.entries)} if board.whole else None,
        "parts": [{**named(part, published), "rows": len(part.entries)} for part in published.ranking.parts(board)],
        "total": len(board.entries),
        "own_rows": sum(entry.result.is_own for entry in board.entries),
        "has_versions": any(entry.result.table.source.version for entry in board.entries),
        "has_frameworks": any(entry.result.row.framework for entry in board.entries),
        "settings": [_setting(each, language) for each in columns],
        "circumstances": [_setting(each, language) for each in circumstances],
        "narrowing": [
            {
                "id": name,
                "name": language(survey.settings[name].name),
                "values": [{"id": value, "name": survey.settings[name].in_words(value, language)} for value in values],
            }
            for name, values in narrowed.items()
        ],
        "rows": [_row(entry, board, (columns, circumstances), published, offered, narrowed) for entry in board.entries],
        "agreements": [_agreement(each, board, language) for each in agreements(board, survey)],
        "sources": [_source(table_id, board, published) for table_id in board.tables],
        "time": _time(board, language),
        "near": [_near(near, published) for near in published.ranking.near(board)],
        "topics": _topics(board_id, published),
        "has_rules": published.has_page("ranking"),
        "can_choose": survey.choosing is not None,
    }


def _name(name: str, survey: Survey) -> str:
    return comparison.choice(survey, name, "", ENGLISH).name


def _setting(setting: Setting, language: Language) -> Model:
    return {"name": language(setting.name), "definition": language(setting.definition)}


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
    published: Published,
    offered: set[str],
    narrowed: Iterable[str],
) -> Model:
    survey, language, result = published.survey, published.language, entry.result
    told = survey.setting_of(result)
    low, high = map(_written, entry.cost) if entry.cost else (None, None)
    return row_model(result, [board.metric], [], published, offered) | {
        "rank": entry.rank,
        "last": entry.last,
        "low": low,
        "high": high,
        "told": {name: told[name] for name in narrowed if name in told},
        **{
            name: [
                comparison.choice(survey, each.id, told[each.id], language).value if each.id in told else None
                for each in some
            ]
            for name, some in zip(("settings", "circumstances"), columns, strict=True)
        },
        "table": {"id": result.table_id, "title": language(result.table.title)},
        "source": source(result.table, language),
        "measured": measurer(result.table, language),
        "grade": result.grade,
        "changed": _days(*result.changed, language),
        "again": [
            {
                "table": each.table_id,
                "title": language(each.table.title),
                "number": each.place + 1,
                "address": address(each),
            }
            for each in entry.again
        ],
    }


def _days(first: dt.date | None, last: dt.date | None, language: Language) -> str | None:
    """The day of a line in words; where only those of its table are known, from the first to the last."""
    if first is None or last is None or first == last:
        return language.day(last) if last else None
    _ = language
    return _("{first} to {last}", first=language.day(first), last=language.day(last))


def _written(cost: float) -> str:
    """A number as JavaScript reads it, also one without end."""
    return f"{'-' if cost < 0 else ''}Infinity" if math.isinf(cost) else repr(cost)


def _agreement(agreement: Agreement, board: Leaderboard, language: Language) -> Model:
    """What several sources measured of one thing."""
    return {
        "rows": [
            {
                "label": entry.result.row.label,
                "number": _number(entry, board, language),
                "table": entry.result.table_id,
                "title": language(entry.result.table.title),
                "row": entry.result.place + 1,
            }
            for entry in agreement.entries
        ],
        "spread": agreement.spread,
    }


def _source(table_id: str, board: Leaderboard, published: Published) -> Model:
    """Where rows come from, who measured them, since when they are here, and where all changes since can be seen."""
    table, language = published.survey.tables[table_id], published.language
    return {
        "id": table_id,
        "title": language(table.title),
        "rows": sum(result.table_id == table_id for result in board.results),
        "source": source(table, language),
        "measured": measurer(table, language),
        "read": language.day(table.source.date),
        "changes_at": published.history_url(f"{RESULTS}/{table_id}.yaml"),
    }


def _time(board: Leaderboard, language: Language) -> Model | None:
    """The rows of which the day is known, newest first, with where a picture has them; None for fewer than three days.

    ``across`` and ``up`` are per mille of the time between the first and the last day, and of the numbers between the
    worst and the best; a bound stands where it ends. A row is best where nothing before can be as good; those that are
    named in the picture leave each other a line of it.
    """
    dated = [
        (first, entry.cost, entry)
        for entry in board.entries
        if entry.cost is not None
        for first, last in (entry.result.changed,)
        if first is not None and first == last
    ]
    days = [day for day, _, _ in dated]
    if len(set(days)) < 3:
        return None
    places = [_place(cost) for _, cost, _ in dated]
    span, gap = (max(days) - min(days)).days, max(places) - min(places)
    rows: list[Model] = []
    least = room = math.inf
    for day, cost, entry in sorted(dated, key=lambda each: each[:2]):
        rows.append(
            {
                "day": language.day(day),
                "label": entry.result.row.label,
                "grade": entry.result.grade,
                "number": _number(entry, board, language),
                "is_best": cost[0] < least,
                "across": round(1000 * (day - min(days)).days / span),
                "up": round(1000 * (max(places) - _place(cost)) / gap) if gap else 500,
            }
        )
        least = min(least, cost[0])
    for row in reversed(rows):
        row["is_named"] = row["is_best"] and room - row["up"] >= 90
        room = row["up"] if row["is_named"] else room
    return {
        "rows": rows[::-1],
        "first": language.day(min(days)),
        "newest": language.day(max(days)),
        "worst": _number(dated[places.index(max(places))][2], board, language),
        "best": _number(dated[places.index(min(places))][2], board, language),
    }


def _place(cost: tuple[float, float]) -> float:
    return cost[1] if math.isinf(cost[0]) else cost[0]


def _number(entry: Entry, board: Leaderboard, language: Language) -> str:
    return board.metric.in_words(entry.result.row.values[board.metric.id], language)


def _near(near: Near, published: Published) -> Model:
    """Rows that are not in a leaderboard, and what they differ in."""
    other, survey, language = near.other, published.survey, published.language
    return {
        "leaderboard": published.ids.get(id(other)),
        "rows": len(other.results),
        "tables": _tables(other, published),
        "differences": [
            {
                "name": language(_name(each.name, survey)),
                "here": each.here and comparison.choice(survey, each.name, each.here, language).value,
                "there": each.there and comparison.choice(survey, each.name, each.there, language).value,
            }
            for each in near.differences
        ],
    }


def _tables(group: Leaderboard | Apart, published: Published) -> list[Model]:
    return [
        {"id": table_id, "title": published.language(published.survey.tables[table_id].title)}
        for table_id in dict.fromkeys(result.table_id for result in group.results)
    ]


def _topics(board_id: str, published: Published) -> list[Model]:
    """The topics that most of the rows' papers are filed under; of two with as many, the narrower one."""
    counted, taxonomy = published.topics_of_leaderboards[board_id], published.survey.taxonomy
    order = sorted(counted, key=lambda topic: (-counted[topic], -len(taxonomy.paths[topic]), topic))
    chosen: list[str] = []
    for topic in order:
        below = {node.id for other in chosen for node in taxonomy.paths[other]}
        if topic not in below and len(chosen) < _TOPICS:
            chosen.append(topic)
    return [
        {
            "id": topic,
            "title": published.language.said(taxonomy.by_id[topic].title),
            "papers": counted[topic],
            "is_compared": topic in published.compared,
        }
        for topic in chosen
    ]
