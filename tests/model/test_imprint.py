"""Months and pages, as people and programs write them."""

from __future__ import annotations

import pytest
from hypothesis import given

from livingsurvey.model.imprint import first_and_last, month_of, page_range
from strategies import lines


@pytest.mark.parametrize(
    ("text", "month"),
    [("jan", 1), ("January", 1), ("Sept.", 9), ("dec", 12), ("5", 5), ("05", 5), (" 12 ", 12)]
    + [("July 4", 7), ("10 may", 5), ("4. Juli", 7), ("June 10–15", 6), ("Jun. 10--15", 6)]
    + [(text, None) for text in ("", "0", "13", "May--June", "May 30 – June 2", "2024", "ma")],
)
def test_a_month(text: str, month: int | None) -> None:
    assert month_of(text) == month


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("435--447", "435–447"),
        ("435-447", "435–447"),
        ("435 - 447", "435–447"),
        ("435—447", "435–447"),
        ("S1−S9", "S1–S9"),
        ("3-1--3-12", "3-1–3-12"),
        ("12:1--12:30", "12:1–12:30"),
        ("1--3, 7--9", "1–3, 7–9"),
        ("012010", "012010"),
        ("e1234", "e1234"),
        ("pp. 435--447", "435–447"),
        ("p.12", "12"),
        ("p12", "p12"),
        ("100--", "100"),
        ("435–447", "435–447"),
    ],
)
def test_pages_have_one_dash(text: str, pages: str) -> None:
    assert page_range(text) == pages


@given(lines)
def test_pages_are_put_in_order_once(text: str) -> None:
    assert page_range(page_range(text)) == page_range(text)


@pytest.mark.parametrize(
    ("pages", "ends"),
    [("435–447", ("435", "447")), ("012010", ("012010", "012010")), ("1–3, 7–9", None), ("3-1–3-12", ("3-1", "3-12"))],
)
def test_the_ends_of_pages(pages: str, ends: tuple[str, str] | None) -> None:
    assert first_and_last(pages) == ends
