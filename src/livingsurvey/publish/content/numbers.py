"""Measured numbers as plain data: cells, metrics, sources, and all numbers of a paper or a framework by table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from livingsurvey.language import Language
from livingsurvey.model import Metric, Result, ResultTable
from livingsurvey.model.cell import amount_in, is_left_out, is_no_number
from livingsurvey.publish.content import comparison
from livingsurvey.survey import Survey


def numbers(results: Sequence[Result], survey: Survey, language: Language) -> list[dict[str, Any]]:
    """Each table that has rows among these, with what all its rows have in common, its metrics, and the rows."""
    found = []
    for table_id, rows in comparison.by_table(results).items():
        table = rows[0].table
        metrics = comparison.metrics_of(survey, rows)
        found.append(
            {
                "id": table_id,
                "title": language(table.title),
                "common": common(table, survey, language),
                "source": source(table, language),
                "measured": measurer(table, language),
                "metrics": [measure(metric, language) for metric in metrics],
                "rows": [
                    {
                        "label": row.row.label,
                        "is_own": row.is_own,
                        "address": address(row),
                        "conditions": [choice._asdict() for choice in comparison.own_conditions(survey, row, language)],
                        "cells": [cell(row, metric) for metric in metrics],
                    }
                    for row in rows
                ],
            }
        )
    return found


def common(table: ResultTable, survey: Survey, language: Language) -> list[dict[str, str]]:
    """What all rows of a table were measured with."""
    return [choice._asdict() for choice in comparison.common_choices(survey, table, language)]


def source(table: ResultTable, language: Language) -> dict[str, Any]:
    """Where a table was printed."""
    printed = table.source
    return {"title": printed.title, "part": language(printed.part), "url": printed.url, "paper": printed.paper}


def measurer(table: ResultTable, language: Language) -> dict[str, Any] | None:
    """Who measured a table, with which version, and how old its lines are."""
    if table.measured is None:
        return None
    printed = table.source
    return {
        "by": language(table.measured.by),
        "stake": table.measured.stake,
        "version": printed.version and language(printed.version),
        "first_printed": language.day(printed.first_printed) if printed.first_printed else None,
        "last_changed": language.day(printed.last_changed) if printed.last_changed else None,
    }


def address(result: Result) -> str | None:
    """Where a row can be read: its own address, its line of the source, or None where it is the table's."""
    row, printed = result.row, result.table.source
    if row.url or row.line is None or printed.url is None:
        return row.url
    return f"{printed.url.partition('#')[0]}#L{row.line}"


def measure(metric: Metric, language: Language) -> dict[str, Any]:
    """What stands at the head of a column of numbers."""
    return {"name": language(metric.name), "unit": metric.unit and language(metric.unit), "better": metric.better}


def cell(result: Result, metric: Metric) -> dict[str, Any]:
    """What the source prints, the amount for sorting, and whether it says that there is none or was reserved."""
    printed = result.row.values.get(metric.id)
    amount = None if printed is None else amount_in(printed)
    return {
        "printed": printed,
        "left_out": printed is not None and is_left_out(printed),
        "value": amount and amount.position,
        "no_number": printed is not None and is_no_number(printed),
        "reserved": metric.id in result.row.reserved,
    }
