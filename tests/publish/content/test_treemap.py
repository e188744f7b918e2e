"""Boxes within boxes: none over another, none outside, each as large as what it counts, and nothing lost."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.content.fields import FIELDS, part

from livingsurvey.insight.field import Part
from livingsurvey.language import ENGLISH
from livingsurvey.publish.content import lettering
from livingsurvey.publish.content.treemap import Box, Cell, Style, Text, treemap

STYLE = Style(gaps=(8, 4, 2), edges=(4, 2), heads=(16, 12, 11), sizes=(18, 14, 12, 10), count=11, least=26, margin=5)
ROOMS = st.builds(Box, st.integers(-9, 9), st.integers(-9, 9), st.integers(30, 1500), st.integers(30, 1500))
NEAR = 1e-6


def siblings(cells: list[Cell], parts: tuple[Part, ...], room: Box) -> list[tuple[tuple[Part, ...], Box, list[Cell]]]:
    """Which cells stand beside each other, of which parts and in what room."""
    groups = [(parts, room, [cell for cell in cells if cell.depth == 0])]
    for at, cell in enumerate(cells):
        if cell.inside is not None:
            below = itertools.takewhile(lambda other, top=cell: other.depth > top.depth, cells[at + 1 :])
            groups.append((cell.part.parts, cell.inside.box, [each for each in below if each.depth == cell.depth + 1]))
    return groups


def holds(outer: Box, inner: Box) -> bool:
    return (
        inner.x >= outer.x - NEAR
        and inner.y >= outer.y - NEAR
        and inner.x + inner.width <= outer.x + outer.width + NEAR
        and inner.y + inner.height <= outer.y + outer.height + NEAR
    )


def overlap(one: Box, other: Box) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > NEAR and down > NEAR


@given(FIELDS, ROOMS)
def test_boxes_are_beside_each_other_and_as_large_as_what_they_count(parts: tuple[Part, ...], room: Box) -> None:
    cells = treemap(parts, room, STYLE, ENGLISH)
    for all_parts, box, beside in siblings(cells, parts, room):
        assert [cell.part for cell in beside] == list(all_parts)[: len(beside)], "the largest are drawn"
        assert not any(overlap(one.box, other.box) for one, other in itertools.combinations(beside, 2))
        total = sum(each.papers for each in all_parts)
        for cell in beside:
            assert holds(box, cell.box)
            assert holds(cell.box, cell.drawn)
            share = cell.box.width * cell.box.height / (box.width * box.height)
            assert share == pytest.approx(cell.part.papers / total)
    for cell in cells:
        assert cell.drawn.shorter >= STYLE.least - NEAR, "it can be pressed"
        if cell.inside is not None:
            assert len(cell.inside.placed) + cell.inside.others == len(cell.part.parts), "nothing is lost"
            assert (cell.inside.rest is not None) == (cell.inside.others > 0)
        if cell.text is not None:
            assert_fits(cell.text, cell.drawn, cell.part.topic.title.en)


def assert_fits(text: Text, drawn: Box, title: str) -> None:
    """The name of a box stands within it, and is the topic's title or its beginning."""
    widest = max(lettering.width(line, text.size) for line in text.lines)
    assert text.x + widest <= drawn.x + drawn.width - STYLE.margin + NEAR
    assert text.y + (len(text.lines) - 1) * text.size * lettering.LINE <= drawn.y + drawn.height
    assert "".join(title.split()).startswith("".join("".join(text.lines).removesuffix("…").split()))


def test_a_box_is_opened_where_most_of_what_it_holds_has_a_name() -> None:
    below = tuple(part("Pruning", 20) for _ in range(4))
    wide, *_ = treemap((part("Compression", 80, below),), Box(0, 0, 400, 300), STYLE, ENGLISH)
    small, *others = treemap((part("Compression", 80, below),), Box(0, 0, 110, 110), STYLE, ENGLISH)
    assert wide.inside is not None
    assert small.inside is None
    assert small.text is not None
    assert not others


def test_a_chain_of_single_topics_is_drawn_to_its_end() -> None:
    chain = part("Pruning", 9)
    for title in ("Compression", "Methods", "Field"):
        chain = part(title, 9, (chain,))
    cells = treemap((chain,), Box(0, 0, 400, 400), STYLE, ENGLISH)
    assert [cell.part.topic.title.en for cell in cells] == ["Field", "Methods", "Compression", "Pruning"]


def test_what_is_too_small_among_a_thousand_leaves_the_others_their_room() -> None:
    parts = (part("Pruning", 900), *(part("O", 1) for _ in range(1000)))
    drawn, *others = treemap(parts, Box(0, 0, 600, 400), STYLE, ENGLISH)
    assert drawn.part.papers == 900
    assert not others
    assert drawn.box.width * drawn.box.height == pytest.approx(600 * 400 * 900 / 1900)
