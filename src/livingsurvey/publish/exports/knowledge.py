"""What a survey knows besides its papers, as exports say it: results, frameworks and other surveys.

It does not depend on which papers are exported: a table of results is whole only with all the rows it compares.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, get_args

from pydantic import with_config
from typing_extensions import TypedDict

from livingsurvey.model import Declared, Result, ResultTable
from livingsurvey.model.cell import amount_in
from livingsurvey.model.result import Grade
from livingsurvey.survey import Survey

GRADES: tuple[Grade, ...] = get_args(Grade)


def results(survey: Survey) -> list[dict[str, Any]]:
    """The tables of results as their files have them, each cell with what :func:`cell` reads in it."""
    return [{"id": table_id} | _table(table_id, table) for table_id, table in survey.tables.items()]


def _table(table_id: str, table: ResultTable) -> dict[str, Any]:
    rows = [
        row.model_dump(mode="json", exclude={"values"})
        | {"grade": Result(table_id, table, place).grade}
        | {"values": {metric: cell(printed) for metric, printed in row.values.items()}}
        for place, row in enumerate(table.rows)
    ]
    return table.model_dump(mode="json", exclude={"rows"}) | {"rows": rows}


@with_config(use_attribute_docstrings=True)
class Cell(TypedDict):
    """A cell of a table of results. All but ``printed`` are null where it says no amount (``OOM``, ``-``)."""

    printed: str
    """the cell as its source prints it"""
    number: float | None
    """the number that it says; null for a bound or a range"""
    least: float | None
    """the least number that it can be; null where there is no such bound"""
    most: float | None
    """the greatest number that it can be; null where there is no such bound"""
    spread: float | None
    """what stands after ±"""


def cell(printed: str) -> Cell:
    """What a cell says, as printed."""
    amount = amount_in(printed)
    return {
        "printed": printed,
        "number": amount.number if amount else None,
        "least": amount.least if amount and math.isfinite(amount.least) else None,
        "most": amount.most if amount and math.isfinite(amount.most) else None,
        "spread": amount.spread if amount else None,
    }


def capabilities(survey: Survey) -> list[dict[str, str | None]]:
    """What frameworks are asked about, each with the question that its group answers."""
    return [
        capability.model_dump(mode="json") | {"question": group.name}
        for group in survey.capability_groups
        for capability in group.capabilities
    ]


def declared(those: Iterable[Declared]) -> list[dict[str, Any]]:
    """Traits or own fields as they are declared, with the values that each can have as a list in their order."""
    return [
        each.model_dump(mode="json", exclude={"values", "shown"})
        | {"values": [{"id": name, **choice.model_dump(mode="json")} for name, choice in each.values.items()]}
        for each in those
    ]


def described(survey: Survey) -> dict[str, list[dict[str, Any]]]:
    """All of it by the names that the parts have in JSON."""
    return {
        "traits": declared(survey.listed_traits),
        **({"fields": declared(survey.listed_fields)} if survey.listed_fields else {}),
        "metrics": [metric.model_dump(mode="json") for metric in survey.metrics.values()],
        "settings": [setting.model_dump(mode="json") for setting in survey.settings.values()],
        "results": results(survey),
        "capabilities": capabilities(survey),
        "frameworks": [framework.model_dump(mode="json") for framework in survey.frameworks_by_id.values()],
        "surveys": [sister.model_dump(mode="json") for sister in survey.surveys.values()],
        "lists": [each.model_dump(mode="json") for each in survey.lists],
    }
