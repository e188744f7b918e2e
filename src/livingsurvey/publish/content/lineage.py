"""Where the parts of a lineage stand when it is drawn: across, with time to the right, and down, for a narrow screen.

Letters are as wide as the fonts of a browser make them, which nobody knows here, so every label is given more room than
they need. What the drawings look like is in their template and in the style sheet.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from livingsurvey.insight.lineage import Lineage, Month

ACROSS, DOWN = 960, 340
"""How wide the two drawings are, in units that are the pixels of a large and of a small screen."""

_EDGE, _DOT, _SPACE = 12, 9, 8
_LANE, _ROW, _HEADING = 23, 26, 24
_BARS, _AXIS = 34, 20
_LONGEST = 230
_STEM, _MONTH = 62, 30

Kind = Literal["names", "measured"]


class Label(NamedTuple):
    """A work as it is drawn: its dot, and the place that its words take, from ``left`` to ``right`` around ``y``."""

    key: str
    words: str
    x: float
    y: float
    left: float
    right: float
    is_start: bool


class Tie(NamedTuple):
    """What ties two works, as the path of a line from the earlier to the later."""

    kind: Kind
    path: str


class Bar(NamedTuple):
    """How many papers a month has: the height of its bar, whose foot stands at ``x``."""

    x: float
    height: float
    papers: int


class Year(NamedTuple):
    """A year of the axis: where it begins, its middle, and what is written there."""

    x: float
    middle: float
    words: str


class Drawing(NamedTuple):
    """A drawing: how wide and high it is, and all that is in it. ``foot`` is where the bars of months stand."""

    width: float
    height: float
    foot: float
    labels: tuple[Label, ...]
    ties: tuple[Tie, ...]
    years: tuple[Year, ...]
    bars: tuple[Bar, ...] = ()


def across(lineage: Lineage, called: Mapping[str, str]) -> Drawing:
    """Works from left to right, each as high as it needs to be to hide no other; below them the papers of each month.

    A year is the wider, the more works it has to show.

    Args:
        lineage: what to draw.
        called: the words of each work's label, by its key.
    """
    ends = _ends(lineage)
    works = lineage.works
    lanes: list[list[tuple[float, float]]] = []
    placed = []
    for work in works:
        x = _at(work.month, ends)
        words = _cut(called[work.key], _LONGEST)
        room = _DOT + width_of(words)
        is_left = x + room > ACROSS - _EDGE / 2
        left, right = (x - room, x + _DOT) if is_left else (x - _DOT, x + room)
        lane = next((number for number, taken in enumerate(lanes) if _is_free(taken, left, right)), len(lanes))
        lanes[lane:] = lanes[lane:] or [[]]
        lanes[lane].append((left, right))
        text = (left, x - _DOT) if is_left else (x + _DOT, right)
        y = round((lane + 0.8) * _LANE, 1)
        placed.append(Label(work.key, words, round(x, 1), y, round(text[0], 1), round(text[1], 1), work.is_start))
    foot = (len(lanes) + 0.8) * _LANE + _BARS
    tallest = max(lineage.papers.values())
    return Drawing(
        ACROSS,
        round(foot + _AXIS, 1),
        round(foot, 1),
        tuple(placed),
        tuple(Tie(kind, _swung(placed[one], placed[other])) for kind, one, other in _ties(lineage)),
        tuple(_year(year, left, right) for year, (left, right) in ends.items()),
        tuple(
            Bar(round(_at(month, ends), 1), round(max(_BARS * papers / tallest, 1), 1), papers)
            for month, papers in sorted(lineage.papers.items())
        ),
    )


def down(lineage: Lineage, called: Mapping[str, str]) -> Drawing:
    """Works one below the other, under a heading for each year, with what ties them as bows on their left."""
    y, year = 0.0, 0
    years, placed = [], []
    for work in lineage.works:
        if work.month[0] != year:
            year = work.month[0]
            y += _HEADING
            years.append(Year(_STEM + _DOT, round(y - _HEADING / 3, 1), str(year)))
        y += _ROW
        words = _cut(called[work.key], DOWN - _STEM - _DOT - _MONTH)
        left = _STEM + _DOT
        middle = round(y - _ROW / 2, 1)
        placed.append(Label(work.key, words, _STEM, middle, left, round(left + width_of(words), 1), work.is_start))
    ties = tuple(Tie(kind, _bowed(placed, one, other)) for kind, one, other in _ties(lineage))
    return Drawing(DOWN, round(y, 1), round(y, 1), tuple(placed), ties, tuple(years))


def width_of(words: str) -> float:
    """At most how wide words are in letters of 12 units."""
    return sum(_width(letter) for letter in words)


def _width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 12.5
    return 10.5 if letter in "MWmw@%—…" else 9 if letter.isupper() else 7.2


def _cut(words: str, room: float) -> str:
    if width_of(words) <= room:
        return words
    while width_of(words) > room - _width("…"):
        words = words[:-1]
    return words.rstrip() + "…"


def _ends(lineage: Lineage) -> dict[int, tuple[float, float]]:
    """Where each year begins and ends: each has room for two works, and for those that it has."""
    shown = Counter(work.month[0] for work in lineage.works)
    appeared = [year for year, _ in lineage.papers] + list(shown)
    years = range(min(appeared), max(appeared) + 1)
    unit = (ACROSS - 2 * _EDGE) / (2 * len(years) + shown.total())
    ends, x = {}, float(_EDGE)
    for year in years:
        ends[year] = (x, x + unit * (2 + shown[year]))
        x = ends[year][1]
    return ends


def _at(month: Month, ends: Mapping[int, tuple[float, float]]) -> float:
    """Where a month has its middle; that of its year, where only the year is known."""
    left, right = ends[month[0]]
    return left + (right - left) * ((month[1] - 0.5) / 12 if month[1] else 0.5)


def _is_free(taken: Sequence[tuple[float, float]], left: float, right: float) -> bool:
    return all(right + _SPACE <= other_left or other_right + _SPACE <= left for other_left, other_right in taken)


def _year(year: int, left: float, right: float) -> Year:
    """The words are as many as fit: ``2023``, ``23``, or none."""
    room = right - left
    words = str(year) if room > 30 else f"{year % 100:02}" if room > 15 else ""
    return Year(round(left, 1), round((left + right) / 2, 1), words)


def _ties(lineage: Lineage) -> list[tuple[Kind, int, int]]:
    """What ties which two works, by their places, the earlier first. A table is a line from work to work."""
    places = {work.key: place for place, work in enumerate(lineage.works)}
    named = {tuple(sorted((places[name], places[work.key]))) for work in lineage.works for name in work.names}
    measured = {(places[one], places[other]) for those in lineage.tables.values() for one, other in pairwise(those)}
    return [
        *(("names", one, other) for one, other in sorted(named)),
        *(("measured", one, other) for one, other in sorted(measured - named)),
    ]


def _swung(one: Label, other: Label) -> str:
    """A line that leaves and arrives level; over works of the same height it rises."""
    if one.y == other.y:
        return f"M{one.x} {one.y}Q{(one.x + other.x) / 2:.1f} {one.y - _LANE:.1f} {other.x} {other.y}"
    middle = f"{(one.x + other.x) / 2:.1f}"
    return f"M{one.x} {one.y}C{middle} {one.y} {middle} {other.y} {other.x} {other.y}"


def _bowed(placed: Sequence[Label], one: int, other: int) -> str:
    """A bow to the left, the wider the further apart the two are."""
    x = _STEM - (_STEM - _EDGE) * 4 / 3 * min(1, 0.2 + 0.8 * (other - one) / len(placed))
    return f"M{_STEM} {placed[one].y}C{x:.1f} {placed[one].y} {x:.1f} {placed[other].y} {_STEM} {placed[other].y}"
