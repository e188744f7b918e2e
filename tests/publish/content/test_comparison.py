"""Which rows compete, which are best, and what is on a front."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import SMALL_SURVEY

from livingsurvey.language import ENGLISH
from livingsurvey.model import Metric, Result, ResultTable
from livingsurvey.publish.content import comparison
from livingsurvey.survey import Survey

TABLE = "small-models"


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(SMALL_SURVEY, cached=False)


def labels(results: object) -> list[str]:
    return [result.row.label for result in results]  # type: ignore[attr-defined]


def test_rows_under_other_settings_are_a_block_of_their_own(survey: Survey) -> None:
    first, second = comparison.blocks(survey, TABLE, ENGLISH)
    assert labels(second.results) == ["GPTQ 4bit fine-tuned"]
    assert first.title == "Framework: Small | Engine"
    assert second.title == "Fine-tuned: yes, Framework: DeepSpeed"


def test_the_best_is_the_best_of_its_block_and_of_rows_that_compete(survey: Survey) -> None:
    first, second = comparison.blocks(survey, TABLE, ENGLISH)
    memory, speed, accuracy = comparison.metrics_of(survey, first.results)
    assert comparison.best(first.results, memory) == {1}, "two bits take less, but their accuracy is no number"
    assert comparison.best(first.results, speed) == {1}
    assert comparison.best(first.results, accuracy) == {0}
    assert comparison.best(second.results, accuracy) == set(), "nobody to compete with"


def test_the_front_leaves_out_what_is_beaten_or_has_no_number(survey: Survey) -> None:
    first, _ = comparison.blocks(survey, TABLE, ENGLISH)
    memory, speed, accuracy = comparison.metrics_of(survey, first.results)
    assert labels(comparison.front(first.results, memory, accuracy)) == ["GPTQ 4bit", "Baseline"]
    assert labels(comparison.front(first.results, speed, memory)) == ["GPTQ 4bit"]


def metric(name: str, better: str) -> Metric:
    return Metric.model_validate({"id": name, "name": name, "better": better, "definition": "D."})


def printed(*cells: str) -> list[Result]:
    """Rows of a table with these cells of the metric ``a``."""
    rows = tuple({"label": cell, "values": {"a": cell}} for cell in cells)
    source = {"title": "S", "part": "Table 1", "date": "2024-01-31"}
    table = ResultTable.model_validate({"title": "T", "source": source, "compares": ("method",), "rows": rows})
    return [Result("t", table, place) for place in range(len(rows))]


@pytest.mark.parametrize(
    ("better", "cells", "best"),
    [
        ("lower", ["5.5", ">1e4", "1.1e5"], ["5.5"]),
        ("lower", ["1e4", ">1e4"], ["1e4"]),
        ("higher", ["1e4", ">1e4"], [">1e4"]),
        ("higher", [">1e4", ">1e4", "5"], []),
        ("lower", ["5", ">3"], []),
        ("lower", ["<0.1", "0.5"], ["<0.1"]),
        ("higher", ["70.1±0.2", "70.1", "69.9"], ["70.1±0.2", "70.1"]),
        ("higher", ["1,234.5", "999", "1.2K"], ["1,234.5"]),
        ("lower", ["−1.5", "-1", "0"], ["−1.5"]),
        ("higher", ["~3", "2.9", "1–2"], ["~3"]),
        ("higher", ["1–4", "3"], []),
        ("lower", ["OOM", "N/A", "7"], []),
        ("lower", ["OOM", "8", "7", "-"], ["7"]),
        ("lower", ["NaN", "8", "7"], ["7"]),
    ],
)
def test_a_cell_competes_by_what_it_says_for_certain(better: str, cells: list[str], best: list[str]) -> None:
    results = printed(*cells)
    assert [cells[place] for place in sorted(comparison.best(results, metric("a", better)))] == best


@given(st.lists(st.tuples(st.sampled_from(["", ">", "<"]), st.integers(0, 5)), min_size=2, max_size=7))
def test_no_bound_is_ever_as_good_as_a_number(cells: list[tuple[str, int]]) -> None:
    results = printed(*(f"{sign}{number}" for sign, number in cells))
    for better in ("lower", "higher"):
        best = comparison.best(results, metric("a", better))
        assert len({results[place].row.label for place in best}) <= 1


NUMBERS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=8)


@given(NUMBERS, st.sampled_from(["lower", "higher"]), st.sampled_from(["lower", "higher"]))
def test_a_row_is_on_the_front_unless_another_beats_it(numbers: list[tuple[int, int]], one: str, other: str) -> None:
    rows = [{"label": "R", "values": {"a": str(first), "b": str(second)}} for first, second in numbers]
    source = {"title": "S", "part": "Table 1", "date": "2024-01-31"}
    table = ResultTable.model_validate({"title": "T", "source": source, "compares": ("method",), "rows": tuple(rows)})
    results = [Result("t", table, place) for place in range(len(rows))]
    costs = [(a if one == "lower" else -a, b if other == "lower" else -b) for a, b in numbers]

    def is_beaten(place: int) -> bool:
        mine = costs[place]
        return any(each != mine and each[0] <= mine[0] and each[1] <= mine[1] for each in costs)

    front = comparison.front(results, metric("a", one), metric("b", other))
    assert sorted(result.place for result in front) == [place for place in range(len(rows)) if not is_beaten(place)]
    assert [costs[result.place] for result in front] == sorted(costs[result.place] for result in front)


def test_tables_differ_in_what_their_settings_say(survey: Survey) -> None:
    table = survey.tables[TABLE]
    other = table.model_copy(update={"setting": {"model": "Large", "card": "tiny", "bits": "4"}})
    assert comparison.differences(survey, table, table, ENGLISH) == []
    assert comparison.differences(survey, table, other, ENGLISH) == [
        ("Model", "Small", "Large"),
        ("Bits", None, "4 bit"),
    ]


def test_names_of_what_is_not_there_stay_as_they_are(survey: Survey) -> None:
    assert comparison.choice(survey, "framework", "gone", ENGLISH) == ("Framework", "gone")
    assert comparison.choice(survey, "gone", "4", ENGLISH) == ("gone", "4")
