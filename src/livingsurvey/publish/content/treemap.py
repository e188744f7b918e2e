"""A field as boxes within boxes, each as large beside its neighbours as the number of its papers.

Where boxes stand is found by `squarify`, which makes them as square as can be. How deep the tree is drawn follows from
the room: what would be too small to press is not drawn, and its room stays free in the box above.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import squarify

from livingsurvey.insight.field import Part
from livingsurvey.language import Language
from livingsurvey.publish.content import lettering

_NAMED = 0.5
"""Of what a box holds, the share that must be in boxes with a name before it is opened."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; ``x`` and ``y`` are its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def within(self, edge: float, above: float | None = None) -> Box:
        """What is left of it within an edge, which may be another above."""
        top = edge if above is None else above
        width, height = max(0.0, self.width - 2 * edge), max(0.0, self.height - edge - top)
        return Box(self.x + edge, self.y + top, width, height)

    @property
    def shorter(self) -> float:
        """The shorter of its sides."""
        return min(self.width, self.height)


@dataclass(frozen=True, slots=True)
class Style:
    """The measures of a drawing, in its units; of those by depth, the last counts for all that is deeper."""

    gaps: tuple[float, ...]
    """Between two boxes, by depth."""
    edges: tuple[float, ...]
    """Between a box and those in it, by depth."""
    heads: tuple[float, ...]
    """Of the letters above the boxes in a box, by depth."""
    sizes: tuple[float, ...]
    """Of the letters in a box that stays closed, the largest first."""
    count: float
    """Of the letters of its number."""
    least: float
    """The shortest side of a box that is drawn."""
    margin: float
    """Between a box and its letters."""


@dataclass(frozen=True, slots=True)
class Text:
    """The name of a box: the size of its letters, its lines, and whether there is room for its number beside it.

    ``x`` and ``y`` are where its first line begins, on the line that its letters stand on.
    """

    x: float
    y: float
    size: float
    lines: tuple[str, ...]
    is_counted: bool


@dataclass(frozen=True, slots=True)
class Inside:
    """What is in a box: the parts that are drawn with their room, how many others there are, and the room of these."""

    box: Box
    placed: tuple[tuple[Part, Box], ...]
    others: int
    rest: Box | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A part as it is drawn: ``box`` is all its room, ``drawn`` that without its half of the gap.

    ``text`` is None where its name has no room, ``inside`` where the box is closed.
    """

    part: Part
    depth: int
    box: Box
    drawn: Box
    text: Text | None
    inside: Inside | None


def treemap(parts: Sequence[Part], box: Box, style: Style, language: Language, depth: int = 0) -> list[Cell]:
    """The parts of a field that there is room for in a box, each before those below it.

    Args:
        parts: those at the top, the largest first.
        box: all the room.
        style: the measures of the drawing.
        language: what the parts are named in.
        depth: how deep they hang, which chooses the measures.
    """
    return list(_cells(_inside(parts, box, style, depth), style, language, depth))


def _cells(inside: Inside, style: Style, language: Language, depth: int) -> Iterator[Cell]:
    for part, box in inside.placed:
        drawn = box.within(_at(style.gaps, depth) / 2)
        opened = _opened(part, drawn, style, language, depth)
        if opened is None:
            yield Cell(part, depth, box, drawn, _name(part, drawn, style, language), None)
        else:
            yield Cell(part, depth, box, drawn, *opened)
            yield from _cells(opened[1], style, language, depth + 1)


def _inside(parts: Sequence[Part], box: Box, style: Style, depth: int) -> Inside:
    """The largest of some parts, as many as have room to be pressed, and what is left to the others."""
    least = style.least + _at(style.gaps, depth)
    total = sum(part.papers for part in parts)
    shown = [part.papers for part in parts if part.papers * box.width * box.height >= total * least**2]
    while shown:
        sizes = [*shown, *([total - sum(shown)] if total > sum(shown) else [])]
        normal = squarify.normalize_sizes(sizes, box.width, box.height)
        places = squarify.squarify(normal, box.x, box.y, box.width, box.height)
        boxes = [Box(place["x"], place["y"], place["dx"], place["dy"]) for place in places]
        if all(each.shorter >= least for each in boxes[: len(shown)]):
            placed = tuple(zip(parts, boxes, strict=False))[: len(shown)]
            others = len(parts) - len(shown)
            return Inside(box, placed, others, boxes[-1] if others else None)
        del shown[-max(1, len(shown) // 20) :]
    return Inside(box, (), len(parts), box if parts else None)


def _opened(part: Part, drawn: Box, style: Style, language: Language, depth: int) -> tuple[Text, Inside] | None:
    """The name above the boxes in a box, and these; None where the box says more while it is closed.

    That is where there is no room for two of them, or most of what they hold would be in boxes without a name.
    """
    largest, across = _at(style.heads, depth), drawn.width - 2 * style.margin
    name = lettering.cut(language.said(part.topic.title), [share * largest for share in (1, 0.9, 0.8, 0.72)], across)
    room = drawn.within(_at(style.edges, depth), 1.75 * largest)
    inside = _inside(part.parts, room, style, depth + 1)
    if name is None or len(inside.placed) < max(1, min(2, len(part.parts))):
        return None
    gap = _at(style.gaps, depth + 1) / 2
    named = sum(each.papers for each, box in inside.placed if _name(each, box.within(gap), style, language))
    if named < _NAMED * sum(each.papers for each in part.parts):
        return None
    size, text = name
    is_counted = lettering.width(f"{text}  {part.papers:,}", size) <= across
    return _text(drawn, style, size, [text], is_counted=is_counted), inside


def _name(part: Part, drawn: Box, style: Style, language: Language) -> Text | None:
    """The name of a closed box, with its number if there is room for both."""
    across, down = drawn.width - 2 * style.margin, drawn.height - 2 * style.margin
    most = (drawn.width * drawn.height) ** 0.5 / 8
    sizes = [size for size in style.sizes if size <= most] or style.sizes[-1:]
    title = language.said(part.topic.title)
    for number in (style.count * lettering.LINE, 0):
        if found := lettering.fitted(title, sizes, (across, down - number)):
            size, lines = found
            return _text(drawn, style, size, lines, is_counted=number > 0)
    return None


def _text(drawn: Box, style: Style, size: float, lines: Sequence[str], *, is_counted: bool) -> Text:
    return Text(drawn.x + style.margin, drawn.y + style.margin + 0.8 * size, size, tuple(lines), is_counted)


def _at(measures: Sequence[float], depth: int) -> float:
    """A measure at a depth."""
    return measures[min(depth, len(measures) - 1)]
