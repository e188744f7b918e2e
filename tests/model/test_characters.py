"""Characters that nobody sees, and those that mean something beside others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingsurvey.model.characters import described, seen, unseen


@pytest.mark.parametrize(
    ("text", "place", "name"),
    [
        ("Zero\u200bWidth", 4, "U+200B ZERO WIDTH SPACE"),
        ("Quanti\u00adzation", 6, "U+00AD SOFT HYPHEN"),
        ("a\u202eb", 1, "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("a\u2066b", 1, "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("x\ufeff", 1, "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("a\u3164b", 1, "U+3164 HANGUL FILLER"),
        ("a\u2028b", 1, "U+2028 LINE SEPARATOR"),
        ("a\ue000", 1, "U+E000"),
        ("a\U000e0041", 1, "U+E0041 TAG LATIN CAPITAL LETTER A"),
        ("a\U0010fffd", 1, "U+10FFFD"),
        ("vLL\u200dM", 3, "U+200D ZERO WIDTH JOINER"),
        ("ü\u200c", 1, "U+200C ZERO WIDTH NON-JOINER"),
        ("A\ufe0f", 1, "U+FE0F VARIATION SELECTOR-16"),
        ("A\U000e0100", 1, "U+E0100 VARIATION SELECTOR-17"),
    ],
)
def test_what_nobody_sees(text: str, place: int, name: str) -> None:
    assert [(where, described(character)) for where, character in unseen(text)] == [(place, name)]


@pytest.mark.parametrize(
    "text", ["نیم\u200cفاصله", "👩\u200d💻 codes", "❤\ufe0f", "1\ufe0f\u20e3", "葛\U000e0100城", "no\u00a0break"]
)
def test_what_means_something_where_it_stands(text: str) -> None:
    assert not list(unseen(text))


def test_what_is_left() -> None:
    assert seen("Zero\u200bWi\u00addth") == "ZeroWidth"
    assert seen("one\u2028two") == "one two"


@given(st.text())
def test_nothing_else_is_taken_away(text: str) -> None:
    hidden = {place for place, _ in unseen(text)}
    kept = "".join(character for place, character in enumerate(text) if place not in hidden)
    assert seen(text).replace(" ", "") == kept.replace(" ", "")
