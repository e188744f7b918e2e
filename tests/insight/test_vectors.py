from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingsurvey.insight import vectors
from livingsurvey.insight.vectors import Signal, Vectors

WORDS, NAMES = range(12), range(12, 20)
ROWS = st.lists(
    st.tuples(st.sets(st.sampled_from(WORDS), max_size=6), st.sets(st.sampled_from(NAMES), max_size=3)), max_size=30
)
PRIORS, YEARS = (100, 110, 100, 160), (2020, 2023, 2030)
Row = tuple[set[int], set[int]]


def near(rows: list[Row], one: int) -> list[tuple[int, int]]:
    """What :class:`Vectors` should find for a row, with the signals, by comparing it with every other row."""
    held = Counter(feature for words, names in rows for feature in words | names)

    def weighed(features: set[int]) -> dict[int, int]:
        rarity = {each: round(10 * math.log2((1 + len(rows)) / (1 + held[each]))) for each in features}
        length = math.sqrt(sum(value * value for value in rarity.values())) or 1
        return {each: round(10_000 * value / length) for each, value in rarity.items()}

    found = []
    for other in range(len(rows)):
        mine, theirs = (tuple(map(weighed, rows[row])) for row in (one, other))
        products = [sum(a[each] * b[each] for each in a.keys() & b.keys()) for a, b in zip(mine, theirs, strict=True)]
        fades = 100 - 3 * min(abs(YEARS[one % 3] - YEARS[other % 3]), 5)
        score = (100 * products[0] + 15 * products[1]) * PRIORS[other % 4] * fades // (100 * max(priors_of(rows)))
        if other != one and score:
            signals = (products[0] >= 0.5 * 10_000**2) + 2 * (products[1] > 0)
            found.append((-score, other, signals))
    return [(other, signals) for _, other, signals in sorted(found)][:5]


def vectors_of(rows: list[Row]) -> Vectors:
    words, names = ([sorted(row[part]) for row in rows] for part in (0, 1))
    years = [YEARS[row % 3] for row in range(len(rows))]
    return Vectors([Signal(100, 0.5, words), Signal(15, 0, names)], 5, priors_of(rows), years)


def priors_of(rows: list[Row]) -> list[int]:
    return [PRIORS[row % 4] for row in range(len(rows))]


@given(ROWS)
def test_a_row_finds_what_a_comparison_with_every_row_finds(rows: list[Row]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vectors, "_BLOCK", 4)
        found = vectors_of(rows)
        for row in reversed(range(len(rows))):
            assert list(zip(*found.nearest(row), strict=True)) == near(rows, row)


def test_what_too_many_have_is_not_looked_up_but_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[Row] = [({0, 1}, set()), ({0, 1}, set()), ({0}, set()), ({2}, set()), ({2}, set())]
    assert vectors_of(rows).nearest(0).rows == [1, 2]
    monkeypatch.setattr(vectors, "LOOKED_AT", 2)
    found = vectors_of(rows)
    assert found.nearest(0).rows == [1]
    assert found.cosines(0, 1) == [pytest.approx(1, abs=1e-3), 0]
    assert 0 < found.cosines(0, 2)[0] < 1


def test_the_features_that_tell_most_are_looked_up_first(monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[Row] = [({0, 1}, set()), ({0, 2}, set()), ({0, 3}, set()), ({1, 4}, set()), *[({5}, set())] * 6]
    assert vectors_of(rows).nearest(0).rows == [3, 1, 2]
    monkeypatch.setattr(vectors, "LOOKED_AT", 4)
    assert vectors_of(rows).nearest(0).rows == [3]
