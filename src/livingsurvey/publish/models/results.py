"""The models of the pages of measured numbers: all tables, and one with its chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from livingsurvey.model import Metric, Result, Setting
from livingsurvey.publish.content import chart, citation, comparison
from livingsurvey.publish.content.numbers import address, cell, common, measure, measurer, source
from livingsurvey.publish.models.leaderboards import named
from livingsurvey.publish.published import Published
from livingsurvey.survey import Survey

Model = dict[str, Any]


def results_model(published: Published, _: str | None) -> Model:
    """All tables, and the papers that have numbers in them."""
    survey, language = published.survey, published.language
    tables = []
    for table_id, table in survey.tables.items():
        results = comparison.results_of(survey, table_id)
        tables.append(
            {
                "id": table_id,
                "title": language(table.title),
                "common": common(table, survey, language),
                "source": source(table, language),
                "measured": measurer(table, language),
                "rows": len(results),
                "metrics": [measure(metric, language) for metric in comparison.metrics_of(survey, results)],
            }
        )
    with_numbers = [(survey.papers[key], rows) for key, rows in survey.results_by_paper.items() if key in survey]
    return {
        "total": len(survey.results),
        "has_leaderboards": survey.has_leaderboards,
        "tables": tables,
        "papers": [
            {
                "key": paper.key,
                "name": paper.name or paper.title,
                "coins": citation.coins(paper, survey),
                "rows": len(rows),
            }
            for paper, rows in with_numbers
        ],
    }


def result_model(table_id: str, published: Published) -> Model:
    """The page of a table: the rows in blocks that may be ranked, a chart, and what other tables differ in."""
    survey, language = published.survey, published.language
    table = survey.tables[table_id]
    results = comparison.results_of(survey, table_id)
    metrics, settings = comparison.metrics_of(survey, results), comparison.settings_of(survey, results)
    has_frameworks = any(result.row.framework for result in results)
    offered: set[str] = set()
    printed_in = source(table, language) | {
        "coins": coins(table.source.paper, survey, offered),
        "has_page": table.source.paper in survey,
        "date_words": language.day(table.source.date),
    }
    blocks = []
    for block in comparison.blocks(survey, table_id, language):
        best = [comparison.best(block.results, metric) for metric in metrics]
        rows = []
        for result in block.results:
            row = row_model(result, metrics, settings, published, offered)
            cells = [each | {"best": result.place in places} for each, places in zip(row["cells"], best, strict=True)]
            rows.append(row | {"cells": cells})
        blocks.append({"title": block.title, "rows": rows})
    return {
        "id": table_id,
        "title": language(table.title),
        "note": table.note and language(table.note),
        "total": len(results),
        "common": common(table, survey, language),
        "source": printed_in,
        "measured": measurer(table, language),
        "metrics": [
            measure(metric, language) | {"id": metric.id, "definition": language(metric.definition)}
            for metric in metrics
        ],
        "settings": [{"name": language(each.name), "definition": language(each.definition)} for each in settings],
        "has_frameworks": has_frameworks,
        "columns": 2 + has_frameworks + len(settings) + len(metrics),
        "blocks": blocks,
        "chart": _chart(table_id, published),
        "leaderboards": [
            named(board, published) | {"tables": len(board.tables)}
            for board in published.ranking.ranked
            if table_id in board.tables and board.whole is None
        ],
        "others": [_other(table_id, other, published) for other in survey.tables if other != table_id],
    }


def row_model(
    result: Result, metrics: Sequence[Metric], settings: Sequence[Setting], published: Published, offered: set[str]
) -> Model:
    """A row of a table.

    Args:
        result: the row.
        metrics: the columns of numbers.
        settings: the columns of settings.
        published: whose papers and frameworks it may name.
        offered: the papers that the page has offered to citation managers so far; this row's is added.
    """
    row, survey, language = result.row, published.survey, published.language
    framework = survey.frameworks_by_id.get(row.framework or "")
    return {
        "number": result.place + 1,
        "label": row.label,
        "note": row.note and language(row.note),
        "is_own": result.is_own,
        "address": address(result),
        "method": row.method,
        "paper": row.paper if row.paper in survey else None,
        "coins": coins(row.paper, survey, offered),
        "framework": framework.name if framework else row.framework,
        "framework_id": framework and framework.id,
        "settings": [
            comparison.choice(survey, each.id, row.setting[each.id], language).value if each.id in row.setting else None
            for each in settings
        ],
        "cells": [cell(result, metric) for metric in metrics],
    }


def coins(key: str | None, survey: Survey, offered: set[str]) -> str | None:
    """The COinS of a paper, the first time that a page names it; citation managers would list it twice."""
    if key is None or key in offered or key not in survey:
        return None
    offered.add(key)
    return citation.coins(survey.papers[key], survey)


def _chart(table_id: str, published: Published) -> Model | None:
    """What the chart of a table shows at first, as a picture and for the script that draws it anew."""
    survey, language = published.survey, published.language
    if not chart.can_be_drawn(survey, table_id):
        return None
    first = chart.view(survey, table_id, language)
    alone = [front for front in first.fronts.values() if len(front) == 1]
    return {
        "x": first.x.metric.id,
        "y": first.y.metric.id,
        "fronts": [
            {"title": title, "rows": [each.row.label for each in front]}
            for title, front in first.fronts.items()
            if len(front) > 1
        ],
        "alone": [front[0].row.label for front in alone],
        "far": [
            {"row": result.row.label, "numbers": chart.spoken(result, metrics, language)}
            for result, metrics in first.far
        ],
        "picture": published.charts.picture(table_id, language),
        "specification": chart.specification(survey, table_id, language),
    }


def _other(table_id: str, other_id: str, published: Published) -> Model:
    """Another table beside this one."""
    survey, language = published.survey, published.language
    table, other = survey.tables[table_id], survey.tables[other_id]
    return {
        "id": other_id,
        "title": language(other.title),
        "differences": [each._asdict() for each in comparison.differences(survey, table, other, language)],
        "common": [language.within(survey.settings[name].name) for name in other.setting],
    }
