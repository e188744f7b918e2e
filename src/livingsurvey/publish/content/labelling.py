"""Where the labels of points stand so that they overlap neither one another nor a point.

For pictures that are drawn while the site is built, where no canvas tells how wide a text is. A browser leaves this to
Vega's ``label`` transform.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from unicodedata import east_asian_width

FONT_SIZE = 11

_LETTER, _WIDE_LETTER = 0.6, 1.0
"""The width of a letter in parts of the font's size, at least that of the fonts that pages name first."""
_GAP = 9
"""From the middle of a point to its label."""
_STEP = 4
_MARGIN = 12
"""How far a label may reach out of the drawing."""


class Box(NamedTuple):
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether both have some of their area in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Label(NamedTuple):
    """A text and where its middle line begins, ends or has its middle, as ``align`` says."""

    text: str
    x: float
    y: float
    align: str


def around(x: float, y: float, radius: float) -> Box:
    """The box of a point."""
    return Box(x - radius, y - radius, x + radius, y + radius)


def along(start: tuple[float, float], end: tuple[float, float]) -> list[Box]:
    """Boxes that cover a line."""
    steps = max(1, math.ceil(math.dist(start, end) / _STEP))
    parts = [at / steps for at in range(steps)]
    (x, y), (to_x, to_y) = start, end
    return [around(x + (to_x - x) * part, y + (to_y - y) * part, _STEP / 2) for part in parts]


def labels(
    wanted: Iterable[tuple[str, float, float]], taken: Sequence[Box], width: float, height: float
) -> list[Label]:
    """The labels that have room, each beside its point.

    Args:
        wanted: texts and the middles of their points, the most important first.
        taken: what no label may cover.
        width: of the drawing.
        height: of the drawing.
    """
    boxes, found = list(taken), []
    for text, x, y in wanted:
        for label, box in _places(text, x, y):
            is_inside = box.left >= 0 and box.right <= width + _MARGIN and box.top >= -_MARGIN and box.bottom <= height
            if is_inside and not any(box.overlaps(other) for other in boxes):
                boxes.append(box)
                found.append(label)
                break
    return found


def _places(text: str, x: float, y: float) -> Iterable[tuple[Label, Box]]:
    """Right, left, above, below, and between these."""
    wide = sum(_WIDE_LETTER if east_asian_width(letter) in "WF" else _LETTER for letter in text) * FONT_SIZE
    half = FONT_SIZE * 0.6
    for across, up in ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1)):
        at, middle = x + across * (_GAP if not up else 4), y + up * (_GAP + half - 1)
        left = at - wide * {1: 0, 0: 0.5, -1: 1}[across]
        align = {1: "left", 0: "center", -1: "right"}[across]
        yield Label(text, round(at, 1), round(middle, 1), align), Box(left, middle - half, left + wide, middle + half)
