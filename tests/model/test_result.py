from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from livingsurvey.model import Metric, ResultTable, Row
from livingsurvey.model.result import Printed, conditions, number_in

PRINTED = TypeAdapter(Printed)


@pytest.mark.parametrize("cell", ["30.90", "0", "-0.5", "NaN", "-", "366.43"])
def test_a_cell_is_kept_as_printed(cell: str) -> None:
    assert PRINTED.validate_python(cell) == cell


@pytest.mark.parametrize("cell", ["", "n/a", "–", "1,5", ".5", "5.", "1e3", "nan", "5.8 GB", "+1", "--"])
def test_what_is_no_cell(cell: str) -> None:
    with pytest.raises(ValidationError):
        PRINTED.validate_python(cell)


def test_no_number_is_not_zero() -> None:
    assert number_in("-") is None
    assert number_in("NaN") is None
    assert number_in("0") == 0


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-10_000, max_value=10_000))
def test_the_number_is_the_one_that_is_printed(number: object) -> None:
    assert number_in(PRINTED.validate_python(str(number))) == float(str(number))


def metric(**limits: float) -> Metric:
    return Metric.model_validate({"id": "m", "name": "M", "better": "lower", "definition": "D.", **limits})


def test_what_a_metric_can_be() -> None:
    assert metric(minimum=1).is_possible(1)
    assert not metric(minimum=1).is_possible(0.99)
    assert not metric(maximum=100).is_possible(100.1)
    assert metric().is_possible(-math.inf)


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
