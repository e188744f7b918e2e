"""What cells of printed tables say."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from livingsurvey.model.cell import (
    Amount,
    Printed,
    amount_in,
    is_left_out,
    is_no_number,
    is_unclear,
    number_in,
)

PRINTED = TypeAdapter(Printed)
INFINITE = math.inf


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("30.90", 30.9),
        ("0", 0),
        ("−1.5", -1.5),
        ("–1.5", -1.5),
        ("+0.3", 0.3),
        (".5", 0.5),
        ("1,234.5", 1234.5),
        ("11,147", 11147),
        ("1\N{NARROW NO-BREAK SPACE}234.5", 1234.5),
        ("1.1e5", 110_000),
        ("1.1E+05", 110_000),
        ("1.1×10^5", 110_000),
        ("1.1 × 10⁻⁵", 1.1e-5),
        ("−10^{4}", -10_000),
        ("~3", 3),
        ("≈3.2", 3.2),
        ("3.5K", 3500),
        ("1.2万", 12_000),
        ("７.５", 7.5),
        ("70.1±0.2", 70.1),
        ("70.1% ± 0.2%", 70.1),
        ("12.3 (0.4)", 12.3),
        ("12.34(5)", 12.34),
        ("70.1 [69.2, 71.0]", 70.1),
        ("70.1*†", 70.1),
        ("70.1 (↑2.3)", 70.1),
        ("45%", 45),
        ("1.2×", 1.2),
        ("×1.2", 1.2),
    ],
)
def test_a_cell_with_a_number(printed: str, number: float) -> None:
    assert PRINTED.validate_python(printed) == printed
    assert number_in(printed) == number
    assert amount_in(printed) == (number, number, False, *(amount_in(printed) or ())[3:])
    assert not is_left_out(printed)
    assert not is_unclear(printed)


@pytest.mark.parametrize(
    ("printed", "amount"),
    [
        (">1e4", Amount(1e4, INFINITE, True)),
        ("≥5", Amount(5, INFINITE)),
        ("10+", Amount(10, INFINITE)),
        ("~3.5K+", Amount(3500, INFINITE, scale="K")),
        ("<0.1", Amount(-INFINITE, 0.1, True)),
        ("<= 5 GB", Amount(-INFINITE, 5, unit="GB")),
        ("3–5", Amount(3, 5)),
        ("3 to 5 K", None),
        ("3–5K", Amount(3000, 5000, scale="K")),
        ("−3 – −1", Amount(-3, -1)),
        ("3.5K±0.2K", Amount(3500, 3500, spread=200, scale="K")),
        ("70.1 (±0.2)", Amount(70.1, 70.1, spread=0.2)),
        ("12 tok/s", Amount(12, 12, unit="tok/s")),
        ("3.5KB", Amount(3.5, 3.5, unit="KB")),
        ("$0.02", Amount(0.02, 0.02, unit="$")),
    ],
)
def test_bounds_ranges_spreads_and_units(printed: str, amount: Amount | None) -> None:
    found = amount_in(printed)
    assert found == (amount or Amount(3, 5, unit="K"))


@pytest.mark.parametrize("printed", ["OOM", "CUDA OOM", "OOM (24 GB)", "N/A", "n.a.", "NaN", "-", "–", "diverged"])
def test_what_says_no_amount_is_kept_as_printed(printed: str) -> None:
    assert PRINTED.validate_python(printed) == printed
    assert amount_in(printed) is None
    assert not is_unclear(printed)


@pytest.mark.parametrize(
    "printed",
    ["12,5", "0,123", "1,23,456", "5.1/6.2", "12:30", "5–3", ">3–5", "==5", "2^10", "70.1²", "(70.1)", "1e999",
     "3.1±0.2e5", "3.5K±200", "3 GB–5 MB", "W4A16", "1 234.5"],
)  # fmt: skip
def test_what_may_mean_this_or_that_means_nothing_and_is_told(printed: str) -> None:
    assert amount_in(printed) is None
    assert is_unclear(printed)


def test_a_dash_is_not_reported_and_nan_is_no_number() -> None:
    assert [cell for cell in ("-", "–", "—", "…", "N/A", "OOM", "∞", "0") if is_left_out(cell)] == ["-", "–", "—", "…"]
    assert [cell for cell in ("NaN", "nan", "-inf", "∞", "OOM", "-", "N/A") if is_no_number(cell)] == [
        "NaN", "nan", "-inf", "∞",
    ]  # fmt: skip


@pytest.mark.parametrize("cell", ["", " 1", "1\n2", "1" * 61])
def test_what_is_no_cell(cell: str) -> None:
    with pytest.raises(ValidationError):
        PRINTED.validate_python(cell)


def test_bounds_stand_beside_their_number_in_an_order() -> None:
    cells = [">1e4", "5", "<0.1", "0.1", "10000", "4–6", "≥5", "5.5"]
    positions = {cell: (amount_in(cell) or Amount(0, 0)).position for cell in cells}
    assert sorted(cells, key=positions.__getitem__) == ["<0.1", "0.1", "5", "4–6", "≥5", "5.5", "10000", ">1e4"]
    assert len({positions[cell] for cell in ("5", "≥5")}) == 2


FINITE = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**7), max_value=10**7)


@given(FINITE, st.sampled_from(["{}", "{:,}", "{:e}", "~{}", "{} (0.4)", "{}±0.1", "{} %", "{}†"]))
def test_a_number_is_read_however_it_is_printed(number: object, form: str) -> None:
    printed = form.format(number)
    assert number_in(printed) == float(str(number))
    assert number_in(printed.replace("-", "\N{MINUS SIGN}")) == float(str(number))


@given(FINITE, st.sampled_from([">", "≥", "<", "≤"]), FINITE)
def test_a_bound_is_no_number_and_leaves_open_what_it_says(bound: object, sign: str, other: object) -> None:
    amount = amount_in(f"{sign}{bound}")
    assert amount is not None
    assert amount.number is None
    low, high = amount.ends
    holds = {">": other > bound, "≥": other >= bound, "<": other < bound, "≤": other <= bound}[sign]  # type: ignore[operator]
    assert (low <= float(str(other)) <= high) == holds


@given(st.text(alphabet="0123456789.,eE+-−–±~<>≥%×xKGB ()[]/^*∞aOM⁵", max_size=60))
def test_any_text_has_an_amount_that_is_finite_at_one_end_or_none(printed: str) -> None:
    amount = amount_in(printed)
    if amount is not None:
        assert amount.least <= amount.most
        assert math.isfinite(amount.position)
        assert not is_unclear(printed)
