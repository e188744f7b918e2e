"""Text in a drawing: how much room it takes, and the lines that it fits into.

A drawing is made before anybody knows in which font it will be shown. So letters count as wide as they are in the wide
ones of the fonts that show it, with room at its edges for wider ones still.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

LINE = 1.2
"""The height of a line, of the size of its letters."""

_WIDTHS = (
    (" .,:;'|!ijlI", 0.35),
    ("ftr()[]/-·", 0.46),
    ("sczvxykJ", 0.6),
    ("mwMW@%&—", 0.97),
    ("ABCDGHKNOQRUVXY", 0.78),
)
_WIDTH_OF = {letter: width for letters, width in _WIDTHS for letter in letters}
_OTHER, _FULL = 0.67, 1.04
_HAN = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60"
_PIECE = re.compile(rf"[{_HAN}]|[^\s{_HAN}/-]*[/-]+|[^\s{_HAN}/-]+|\s+")
"""What a line is never broken within: a word up to its hyphen, or one character of a script without spaces."""


def width(text: str, size: float) -> float:
    """How wide a line of text may get in letters of a size."""
    return size * sum(map(_width, text))


def _width(letter: str) -> float:
    full = unicodedata.east_asian_width(letter) in "WF"
    return _WIDTH_OF.get(letter, _FULL if full else _OTHER)


def wrapped(text: str, size: float, room: float) -> list[str] | None:
    """A text in lines that fit into a room that wide; None where one of its words does not.

    Chinese shows no words, but few of them are one character: none is left alone on the last of several lines.
    """
    lines = _filled(text, size, room)
    if lines and len(lines) > 1 and width(lines[-1], 1) == _FULL:
        even = _filled(text, size, min(room, width(text, size) / len(lines) + size))
        return even if even and len(even) == len(lines) else lines
    return lines


def _filled(text: str, size: float, room: float) -> list[str] | None:
    lines = [""]
    for piece in _PIECE.findall(text):
        if width((lines[-1] + piece).rstrip(), size) <= room:
            lines[-1] += piece
        elif width(piece, size) <= room:
            lines.append(piece)
        else:
            return None
    return [line.strip() for line in lines if line.strip()]


def fitted(text: str, sizes: Iterable[float], room: tuple[float, float]) -> tuple[float, list[str]] | None:
    """The first of several sizes in which a text fits into a room, and its lines there; None where it does not."""
    across, down = room
    for size in sizes:
        lines = wrapped(text, size, across)
        if lines and len(lines) * size * LINE <= down:
            return size, lines
    return None


def cut(text: str, sizes: Sequence[float], room: float) -> tuple[float, str] | None:
    """A text on one line: in the first size in which it fits, else without its end; None where no letter fits."""
    for size in sizes:
        if width(text, size) <= room:
            return size, text
    size = sizes[-1]
    kept = text
    while kept and width(f"{kept}…", size) > room:
        kept = kept[:-1].rstrip(" -/")
    return (size, f"{kept}…") if kept else None
