"""Text in drawings: lines that fit, whatever the script, and no word lost on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.content.fields import TITLES

from livingsurvey.publish.content.lettering import LINE, cut, fitted, width, wrapped


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("Weight-Activation Co-Quantization", 85, ["Weight-", "Activation Co-", "Quantization"]),
        ("Energy & Carbon", 60, ["Energy &", "Carbon"]),
        ("数据选择", 22, ["数据", "选择"]),
        ("KV 缓存优化", 34, ["KV 缓", "存优化"]),
        ("KV 缓存量化", 55, ["KV 缓存", "量化"]),
        ("数据与", 22, ["数据", "与"]),
        ("Quantization", 40, None),
    ],
)
def test_lines_break_at_spaces_after_hyphens_and_between_han_characters(
    text: str, room: float, lines: list[str] | None
) -> None:
    assert wrapped(text, 10, room) == lines


@given(st.sampled_from(TITLES) | st.text(), st.floats(0, 400))
def test_lines_fit_and_have_all_of_the_text(text: str, room: float) -> None:
    lines = wrapped(text, 10, room)
    if lines is not None:
        assert "".join("".join(lines).split()) == "".join(text.split())
        assert all(width(line, 10) <= room for line in lines)


@given(st.sampled_from(TITLES), st.floats(1, 400), st.floats(1, 200))
def test_the_first_size_that_fits_is_taken(text: str, across: float, down: float) -> None:
    found = fitted(text, (20, 15, 10), (across, down))
    sizes = [
        size for size in (20, 15, 10) if (lines := wrapped(text, size, across)) and len(lines) * size * LINE <= down
    ]
    assert (found and found[0]) == (sizes[0] if sizes else None)


@given(st.sampled_from(TITLES), st.floats(0, 300))
def test_what_has_to_stay_on_a_line_loses_its_end(text: str, room: float) -> None:
    found = cut(text, (12, 10), room)
    if found is None:
        assert width(f"{text[0]}…", 10) > room
        return
    size, kept = found
    assert width(kept, size) <= room
    assert kept == text or (kept.endswith("…") and text.startswith(kept[:-1]))
