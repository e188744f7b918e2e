from __future__ import annotations

import datetime as dt

import pytest

from livingsurvey.model import Metric, Result, ResultTable, Row
from livingsurvey.model.cell import Amount, amount_in
from livingsurvey.model.result import conditions


def metric(**fields: object) -> Metric:
    return Metric.model_validate({"id": "m", "name": "M", "better": "lower", "definition": "D.", **fields})


def amount(printed: str) -> Amount:
    found = amount_in(printed)
    assert found is not None
    return found


def test_what_a_metric_can_be() -> None:
    assert metric(minimum=1).is_possible(amount("1"))
    assert not metric(minimum=1).is_possible(amount("0.99"))
    assert not metric(maximum=100).is_possible(amount("100.1"))
    assert metric().is_possible(amount("-1e300"))
    assert metric(maximum=100).is_possible(amount(">99")), "it can be 100"
    assert not metric(maximum=100).is_possible(amount(">100"))
    assert not metric(minimum=0).is_possible(amount("<0"))
    assert metric(minimum=0).is_possible(amount("<0.1"))


@pytest.mark.parametrize(
    ("unit", "printed", "same"),
    [
        ("GB", "3.5", True),
        ("GB", "3.5 GB", True),
        ("GB", "3500 MB", False),
        ("tokens/s", "45 tokens / s", True),
        ("%", "45%", True),
        (None, "45%", False),
        (None, "1.2×", True),
        ("x", "1.2×", True),
        (None, "3 GB", False),
    ],
)
def test_a_unit_in_a_cell_is_that_of_the_metric(unit: str | None, printed: str, same: bool) -> None:
    assert metric(unit=unit).has_unit(amount(printed)) == same


def test_a_cell_in_words_has_its_unit_once_and_only_behind_an_amount() -> None:
    in_words = metric(unit="%").in_words
    assert [in_words(cell) for cell in ("45.0", "45%", ">45", "OOM", "-")] == ["45.0 %", "45%", ">45 %", "OOM", "-"]


def test_rows_are_ranked_where_all_is_the_same_that_is_not_compared() -> None:
    def row(**fields: object) -> Row:
        return Row.model_validate({"label": "R", "values": {"m": "1"}, **fields})

    rows = (
        row(method="A", framework="x", setting={"bits": "4"}),
        row(method="B", framework="x", setting={"bits": "2"}),
        row(method="A", framework="y", setting={"bits": "4"}),
        row(method="A", framework="x", setting={"bits": "4", "fine-tuned": "yes"}),
    )
    source = {"title": "S", "part": "Table 1", "date": "2024-01-31"}
    table = ResultTable.model_validate(
        {"title": "T", "source": source, "setting": {"model": "L"}, "compares": ("method", "bits"), "rows": rows}
    )
    found = [conditions(table, each) for each in rows]
    assert found[0] == found[1] == (("framework", "x"), ("model", "L"))
    assert len(set(found)) == 3
    assert ("fine-tuned", "yes") in found[3]


@pytest.mark.parametrize(
    ("measured", "fields", "grade"),
    [
        (None, {"method": "A"}, None),
        ({"stake": "none"}, {"method": "A"}, "third"),
        ({"stake": "authors", "methods": ("A",)}, {"method": "A"}, "own"),
        ({"stake": "authors", "methods": ("A",)}, {"method": "B"}, "rival"),
        ({"stake": "makers", "frameworks": ("x",)}, {"method": "A", "framework": "y"}, "rival"),
        ({"stake": "authors", "methods": ("A",)}, {}, "stake"),
        ({"stake": "makers"}, {"method": "A"}, "stake"),
    ],
)
def test_who_measured_a_row_is_near_to_it_or_not(
    measured: dict[str, object] | None, fields: dict[str, object], grade: str | None
) -> None:
    source = {"title": "S", "part": "Table 1", "date": "2024-01-31", "first_printed": "2023-01-01"}
    source |= {"last_changed": "2023-05-01"}
    rows = [{"label": "R", "values": {"m": "1"}, **fields, **day} for day in ({}, {"last_changed": "2023-02-03"})]
    table = ResultTable.model_validate(
        {
            "title": "T",
            "source": source,
            "measured": measured and {"by": "somebody", **measured},
            "compares": ("method",),
            "rows": tuple(rows),
        }
    )
    assert Result("t", table, 0).grade == grade
    assert Result("t", table, 0).changed == (dt.date(2023, 1, 1), dt.date(2023, 5, 1))
    assert Result("t", table, 1).changed == (dt.date(2023, 2, 3),) * 2
