"""The models of leaderboards seen from outside: all of them by what they are about, and those of a topic or a paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import with_config
from typing_extensions import TypedDict

from livingsurvey.insight.leaderboards import Apart, Leaderboard, besides, title
from livingsurvey.model import Result
from livingsurvey.model.cell import number_in
from livingsurvey.publish.content.numbers import measure
from livingsurvey.publish.published import Published

Model = dict[str, Any]

OF_TOPIC = 6
"""How many leaderboards the page of a topic leads to."""


def leaderboards_model(published: Published, _: str | None) -> Model:
    """All leaderboards under their headings, what they can be found by, and the rows that stand in none."""
    survey, boards, language = published.survey, published.ranking.ranked, published.language
    tasks: dict[str, dict[str, list[Model]]] = {}
    for board in boards:
        if board.metric.leaderboard is not None:
            metrics = tasks.setdefault(board.metric.leaderboard.task, {})
            metrics.setdefault(board.metric.id, []).append(_line(board, published))
    return {
        "total": len(boards),
        "rows": sum(len(board.results) for board in boards if board.whole is None),
        "tables": len({table for board in boards for table in board.tables}),
        "finders": _finders(boards, published),
        "tasks": [
            {
                "id": name,
                "name": language(name),
                "metrics": [
                    {"metric": measure(survey.metrics[each], language), "boards": boards}
                    for each, boards in found.items()
                ],
            }
            for name, found in tasks.items()
        ],
        "apart": _apart(published.ranking.apart, published),
        "has_rules": published.has_page("ranking"),
    }


def of_topic(topic_id: str, published: Published) -> Model:
    """The leaderboards with rows of a topic's papers: those with the most, and how many there are."""
    counted = [
        (topics[topic_id], board_id)
        for board_id, topics in published.topics_of_leaderboards.items()
        if topic_id in topics and published.leaderboards[board_id].whole is None
    ]
    first = sorted(counted, key=lambda each: (-each[0], each[1]))[:OF_TOPIC]
    lines = [_line(published.leaderboards[board_id], published) | {"papers": papers} for papers, board_id in first]
    return {"total": len(counted), "boards": lines}


def standings(results: Iterable[Result], published: Published) -> list[Model]:
    """The leaderboards that some rows stand in, with the best rank that any of these has there; best ranks first.

    Where a row stands in a part of a leaderboard, that tells more than the whole.
    """
    wanted = {(result.table_id, result.place) for result in results}
    if not wanted:
        return []
    found: list[Model] = []
    told: set[tuple[str, int, int]] = set()
    for board in reversed(published.ranking.ranked):  # parts before their whole
        ranked = [entry for entry in board.entries if entry.rank is not None]
        whole = id(board.whole or board)
        of_these = [
            (entry, places)
            for entry in ranked
            if (places := {(each.table_id, each.place, whole) for each in (entry.result, *entry.again)})
            if any(place[:2] in wanted for place in places) and (board.whole or not told & places)
        ]
        if of_these:
            best = of_these[0][0]
            told |= set().union(*(places for _, places in of_these))
            found.append(
                {
                    **named(board, published),
                    "rank": best.rank,
                    "last": best.last,
                    "of": len(ranked),
                    "number": board.metric.in_words(best.result.row.values[board.metric.id], published.language),
                }
            )
    found.reverse()
    return sorted(found, key=lambda each: each["rank"])


@with_config(use_attribute_docstrings=True)
class Named(TypedDict):
    """A leaderboard as other pages name it."""

    id: str
    title: str
    besides: list[str]
    """what the title leaves out"""


def named(board: Leaderboard, published: Published) -> Named:
    """A leaderboard as other pages name it: its short title, and what that leaves out."""
    told = (board, published.survey, published.language)
    return {"id": published.ids[id(board)], "title": title(*told), "besides": besides(*told)}


def _finders(boards: Iterable[Leaderboard], published: Published) -> list[Model]:
    """What leaderboards are found by besides words: settings whose values repeat, and those that readers narrow by."""
    found, language = [], published.language
    for setting in published.survey.settings.values():
        values = {value for board in boards if (value := board.setting.get(setting.id)) is not None}
        if len(values) > 1 and (setting.values or setting.narrows):
            words = [{"id": value, "name": setting.in_words(value, language)} for value in values]
            words.sort(key=lambda each: (number_in(each["id"]) or 0, each["name"]))
            found.append({"id": setting.id, "name": language(setting.name), "values": words})
    return found


def _line(board: Leaderboard, published: Published) -> Model:
    """A leaderboard in a list of them, with its best rows; where it compares methods alone, those that name one."""
    by_framework = len({entry.result.row.framework for entry in board.entries} - {None}) > 1
    competing = [entry for entry in board.entries if entry.rank and (entry.result.row.method or by_framework)]
    return {
        **named(board, published),
        "told": {name: value for name, value in sorted(board.setting.items()) if value is not None},
        "is_part": board.whole is not None,
        "rows": len(board.entries),
        "tables": len(board.tables),
        "best": [
            {
                "label": entry.result.row.label,
                "is_own": entry.result.is_own,
                "number": board.metric.in_words(entry.result.row.values[board.metric.id], published.language),
            }
            for entry in competing
            if entry.rank == competing[0].rank
        ],
        "rank": competing[0].rank,
    }


def _apart(groups: Iterable[Apart], published: Published) -> list[Model]:
    """How many numbers of each table stand in no leaderboard, and why; a number is a row under a metric."""
    survey, language = published.survey, published.language
    counted: dict[tuple[str, str], dict[str, int]] = {}
    for group in groups:
        for result in group.results:
            metrics = counted.setdefault((result.table_id, group.reason), {})
            metrics[group.metric.name] = metrics.get(group.metric.name, 0) + 1
    return [
        {
            "id": table_id,
            "title": language(survey.tables[table_id].title),
            "reason": reason,
            "metrics": [{"name": language(name), "rows": rows} for name, rows in metrics.items()],
        }
        for (table_id, reason), metrics in sorted(counted.items())
    ]
