"""Which numbers an axis is not made for."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingsurvey.publish.content.fences import fences

PERPLEXITIES = [5.73, 5.76, 5.79, 5.85, 5.87, 5.91, 5.96, 6.02, 6.08, 6.12, 6.15]


def test_one_number_far_from_all_others_is_outside() -> None:
    limits = fences([*PERPLEXITIES, 20.21])
    assert limits is not None
    assert limits[0] < min(PERPLEXITIES)
    assert max(PERPLEXITIES) < limits[1] < 20.21


@pytest.mark.parametrize(
    "numbers",
    [
        PERPLEXITIES,
        [0.6, *[3.5] * 3, *[4.5] * 3, 7.4, 8],  # 8 stands apart, and squeezes nothing
        [*PERPLEXITIES, 20.0, 21.0, 22.0, 23.0],  # a group of its own
        [1.0, 1.0, 1.0, 1.0, 1.0, 90.0],  # nothing would be left of the axis
        [1.0, 2.0, 3.0, 1000.0],  # four are too few to say
        [],
    ],
)
def test_the_axis_is_made_for_all_numbers(numbers: list[float]) -> None:
    assert fences(numbers) is None


def test_ratios_count_on_a_logarithmic_axis() -> None:
    powers = [2.0**power for power in range(8)]
    assert fences([*powers, 2.0**9, 2.0**12], is_log=True) is None
    limits = fences([*powers, 0, 2.0**60], is_log=True)
    assert limits is not None
    assert limits[0] > 0


@given(st.lists(st.floats(-1e9, 1e9), max_size=40))
def test_whatever_the_numbers_most_stay_inside_and_are_not_all_the_same(numbers: list[float]) -> None:
    limits = fences(numbers)
    if limits is not None:
        inside = [number for number in numbers if limits[0] <= number <= limits[1]]
        assert len(numbers) * 0.8 <= len(inside) < len(numbers)
        assert min(inside) < max(inside)
        assert all(map(math.isfinite, limits))
