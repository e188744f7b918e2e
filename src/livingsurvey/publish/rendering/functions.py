"""The functions and values that every fragment can use, by the names that templates call them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from livingsurvey.insight import choosing, statistics
from livingsurvey.model import cell
from livingsurvey.publish import addresses
from livingsurvey.publish.content import chart, choose, citation, comparison, labels, sisters
from livingsurvey.publish.content.numbers import numbers
from livingsurvey.publish.exports import table as record_set
from livingsurvey.publish.rendering.templates import script_json
from livingsurvey.publish.rendering.view import View

VENUES_IN_TRENDS = 12


def template_functions(view: View) -> dict[str, Any]:
    """What templates are given to show this survey with; :class:`.sheet.Sheet` adds what renders other fragments."""
    survey = view.survey
    return {
        "survey": survey,
        **sisters.template_functions(survey),
        "answers": lambda question: choosing.answers(question, survey),
        "measured": lambda: choose.measured(survey),
        "row_numbers": {(each.table_id, each.place): number for number, each in enumerate(survey.results)},
        "verdicts": lambda: script_json(choose.verdicts(survey)),
        "count": view.count,
        "authors": lambda: view.authors,
        "author_index": lambda: labels.alphabetical(view.authors),
        "venues": lambda: view.venues,
        "years_apart": view.years_apart,
        "trends": lambda: statistics.trends(survey),
        "VENUES_IN_TRENDS": VENUES_IN_TRENDS,
        "columns": lambda: record_set.COLUMNS,
        "schema_version": record_set.SCHEMA_VERSION,
        "years": lambda papers: labels.years(papers, survey),
        "first_sentence": labels.first_sentence,
        "evidence": labels.evidence,
        "source_url": labels.source_url,
        "short_authors": labels.short_authors,
        "long_date": labels.long_date,
        "can_contribute": (survey.root / "docs" / "contribute.md").is_file(),
        "editing_url": addresses.editing_url(survey.info),
        "new_file_url": addresses.new_file_url(survey.info),
        "once": once,
        "coins": lambda paper: citation.coins(paper, survey),
        "comparison": comparison,
        "numbers": lambda results: numbers(results, survey),
        "cells": cell,
        "axes": chart.axes,
        "drawable": lambda table_id: chart.can_be_drawn(survey, table_id),
        "picture": lambda table_id: Markup(view.charts.picture(table_id)),  # noqa: S704 - made by the library
        "specification": lambda table_id: script_json(chart.specification(survey, table_id)),
        "readable_version": lambda paper: addresses.readable_version(paper, survey),
        "arxiv_url": addresses.arxiv_url,
        "paper_path": addresses.paper_path,
        "topic_path": addresses.topic_path,
    }


def once() -> Callable[[str], bool]:
    """A function that is true of each text the first time it is asked."""
    seen: set[str] = set()

    def is_first(text: str) -> bool:
        return text not in seen and not seen.add(text)  # type: ignore[func-returns-value]

    return is_first
