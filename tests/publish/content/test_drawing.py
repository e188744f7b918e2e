"""Small charts: nothing is drawn outside, and what is twice as much is drawn twice as large."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingsurvey.publish.content.drawing import Line, bars, columns, grid

COUNTS = st.lists(st.integers(0, 5000), min_size=1, max_size=12)
NEAR = 0.11  # places are rounded to a tenth


@given(COUNTS)
def test_columns_stand_beside_each_other_on_the_floor(counts: list[int]) -> None:
    drawn = columns(counts, max(counts))
    ends = [(each["x"], each["x"] + each["width"]) for each in drawn]
    assert ends[0][0] >= 2
    assert ends[-1][1] <= 318
    assert all(before[1] < after[0] for before, after in itertools.pairwise(ends))
    assert all(each["y"] + each["height"] == pytest.approx(106, abs=NEAR) for each in drawn)
    assert max(each["height"] for each in drawn) == (88 if any(counts) else 0)


def test_a_column_of_half_the_papers_is_half_as_tall() -> None:
    assert [each["height"] for each in columns([10, 5, 0], 10)] == [88, 44, 0]
    assert [each["height"] for each in columns([0.5, 1.0], 1)] == [44, 88]


@given(
    st.integers(1, 9).flatmap(
        lambda size: st.lists(st.lists(st.integers(0, 40), min_size=size, max_size=size), min_size=1)
    )
)
def test_boxes_stand_below_the_middle_of_their_period_and_darken_with_their_count(lines: list[list[int]]) -> None:
    most = max(1, *(max(line) for line in lines))
    drawn = grid([Line(f"line {place}", line, depth=place % 3) for place, line in enumerate(lines)], most)
    assert drawn["lines"][-1]["y"] + 35 == drawn["height"]
    for line, shown in zip(lines, drawn["lines"], strict=True):
        assert shown["total"] == sum(line)
        for middle, box in zip(drawn["middles"], shown["boxes"], strict=True):
            assert box["x"] + box["width"] / 2 == pytest.approx(middle, abs=NEAR)
            assert box["opacity"] == (0.5 if box["count"] == most else pytest.approx(0.3, abs=0.2))


@given(COUNTS)
def test_bars_are_shares_of_their_sum(counts: list[int]) -> None:
    drawn = bars(counts)
    assert sum(each["width"] for each in drawn) == pytest.approx(316 if any(counts) else 0, abs=0.6)
    assert [each["y"] for each in drawn] == [34 * place for place in range(len(counts))]
    assert all(each["percent"] == round(100 * each["count"] / max(1, sum(counts))) for each in drawn)
