"""Colours as people see them: how well one is read on another, and which is read well in its place.

Contrast is that of WCAG 2.2 (relative luminance, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio): from 1 to 21.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LEAST = 4.5
"""The contrast that WCAG 2.2 asks of text (success criterion 1.4.3)."""

PAPERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"light": ("#fbfaf6", "#ffffff"), "dark": ("#13181a", "#1b2124")}
)
"""What text stands on in each scheme, pages and cards: ``--ls-paper`` and ``--ls-card`` of assets/survey.css."""

_INKS = ("#ffffff", "#08201d")
_TOWARDS = {"light": "#000000", "dark": "#ffffff"}
_STEPS = 100
_TINT = 0.1


def contrast(one: str, other: str) -> float:
    """How well text in one colour is read on the other.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def is_read(colour: str, scheme: str) -> bool:
    """Whether text in a colour is read well on all papers of a scheme, ``light`` or ``dark``."""
    return all(contrast(colour, paper) >= LEAST for paper in PAPERS[scheme])


def readable(colour: str, scheme: str) -> str:
    """The colour, or the nearest darker (on light paper) or lighter one that is read well there."""
    shades = (_mixed(colour, _TOWARDS[scheme], step / _STEPS) for step in range(_STEPS + 1))
    return next(shade for shade in shades if is_read(shade, scheme))


def ink_on(colour: str) -> str:
    """White or nearly black: whichever is read better on a colour."""
    return max(_INKS, key=lambda ink: contrast(ink, colour))


def tint(colour: str, scheme: str) -> str:
    """A scheme's paper with a little of a colour in it."""
    return _mixed(PAPERS[scheme][0], colour, _TINT)


def _mixed(one: str, other: str, share: float) -> str:
    parts = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + bytes(round(mine + (theirs - mine) * share) for mine, theirs in parts).hex()


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in bytes.fromhex(colour[1:]))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
