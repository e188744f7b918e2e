"""Labels of points: none covers another, a point or a line, and none leaves the drawing."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from livingsurvey.publish.content.labelling import FONT_SIZE, Box, Label, along, around, labels

WIDTH, HEIGHT = 620, 360
places = st.tuples(st.floats(0, WIDTH), st.floats(0, HEIGHT))
names = st.text("GPTQ 4bit数", min_size=1, max_size=20)


def box(label: Label) -> Box:
    """What a label covers at least, by letters of half the size of the font."""
    wide = len(label.text) * FONT_SIZE / 2
    left = {"left": label.x, "center": label.x - wide / 2, "right": label.x - wide}[label.align]
    return Box(left, label.y - FONT_SIZE / 2, left + wide, label.y + FONT_SIZE / 2)


@given(st.lists(st.tuples(names, places), max_size=12))
def test_no_label_covers_anything(wanted: list[tuple[str, tuple[float, float]]]) -> None:
    taken = [around(x, y, 6) for _, (x, y) in wanted] + along((0, 0), (WIDTH, HEIGHT))
    found = labels([(text, x, y) for text, (x, y) in wanted], taken, WIDTH, HEIGHT)
    boxes = [box(label) for label in found]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    assert not [each for each in boxes for point in taken if each.overlaps(point)]
    assert all(each.left >= 0 and each.right <= WIDTH + 12 for each in boxes)


def test_the_first_gets_the_room() -> None:
    crowd = [("first of all", 60.0, 8.0), ("second of all", 60.0, 8.0), *[("x" * 40, 60.0, 8.0)] * 9]
    found = labels(crowd, [around(60, 8, 6)], 200, 20)
    assert found[0].text == "first of all"
    assert len(found) < len(crowd)


def test_a_line_is_covered_to_its_end() -> None:
    boxes = along((0, 0), (100, 0))
    assert boxes[0].left <= 0
    assert boxes[-1].right >= 96
    assert along((5, 5), (5, 5)) == [around(5, 5, 2)]
