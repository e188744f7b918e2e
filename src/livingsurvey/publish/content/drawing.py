"""Where the parts of a small chart stand: columns, boxes and bars, in units of a drawing that is 320 wide.

So a phone shows them at about their own size. What they look like is in the template and the style sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

_LEFT, _WIDTH = 2, 316
_TALLEST, _FLOOR = 88, 106
_LINE_HEIGHT, _ABOVE_LINES = 35, 16
_BAR_HEIGHT = 34
_INDENT = 9


class Line(NamedTuple):
    """A line of a :func:`grid`: its counts in each period, and how deep it hangs below the first."""

    label: str
    counts: Sequence[int]
    depth: int = 0
    is_top: bool = False


def columns(values: Sequence[float], scale: float) -> list[dict[str, float]]:
    """Columns side by side: where each begins, how wide and tall it is, and its middle.

    Args:
        values: what each column shows.
        scale: the value of the tallest column that is possible.
    """
    step = _WIDTH / len(values)
    heights = [_TALLEST * value / max(scale, 1) for value in values]
    return [
        {
            "x": round(_LEFT + place * step + step * 0.14, 1),
            "width": round(step * 0.72, 1),
            "y": round(_FLOOR - height, 1),
            "height": round(height, 1),
            "middle": round(_LEFT + place * step + step / 2, 1),
            "above": round(_FLOOR - 5 - height, 1),
        }
        for place, height in enumerate(heights)
    ]


def grid(lines: Sequence[Line], most: int) -> dict[str, Any]:
    """Lines of boxes, one for each period; ``middles`` are those of the periods, ``most`` is the darkest count."""
    step = _WIDTH / len(lines[0].counts)
    middles = [_LEFT + (place + 0.5) * step for place in range(len(lines[0].counts))]
    return {
        "height": _ABOVE_LINES + _LINE_HEIGHT * len(lines),
        "middles": [round(middle, 1) for middle in middles],
        "lines": [
            {
                "label": line.label,
                "is_top": line.is_top,
                "x": _LEFT + _INDENT * line.depth,
                "y": _ABOVE_LINES + _LINE_HEIGHT * place,
                "total": sum(line.counts),
                "boxes": [_box(count, middle, step, most) for count, middle in zip(line.counts, middles, strict=True)],
            }
            for place, line in enumerate(lines)
        ],
    }


def _box(count: int, middle: float, step: float, most: int) -> dict[str, float]:
    """A box of a line; an empty one is a little smaller, since its frame is drawn around it."""
    margin = 0.75 if count else 1.25
    return {
        "count": count,
        "x": round(middle - step / 2 + margin, 1),
        "width": round(step - 2 * margin, 1),
        "middle": round(middle, 1),
        "opacity": round(0.1 + 0.4 * (count / most) ** 0.5, 2),
    }


def bars(counts: Sequence[int]) -> list[dict[str, float]]:
    """Bars below each other that are shares of their sum, with the share in percent."""
    total = max(1, sum(counts))
    return [
        {
            "count": count,
            "percent": round(100 * count / total),
            "y": _BAR_HEIGHT * place,
            "width": round(_WIDTH * count / total, 1),
        }
        for place, count in enumerate(counts)
    ]
