"""A cell of a table as its source prints it, and the amount that it says.

Papers print more than plain numbers: ``70.1±0.2``, ``1,234.5``, ``−1.5``, ``3.5K``, ``>1e4``, ``OOM``. A cell is kept
as it is printed. What is compared, ordered and drawn is its :class:`Amount`; a cell without one takes no part in that.
"""

from __future__ import annotations

import math
import re
from typing import Annotated, NamedTuple

from pydantic import Field

from livingsurvey.model.record import Text

Printed = Annotated[Text, Field(max_length=60)]
"""A cell as its source prints it, final zeros kept."""


class Amount(NamedTuple):
    """What a cell says of a quantity: that it is at least ``least`` and at most ``most``, the same for a number.

    ``>1e4`` has no greatest value, and ``is_open`` since 1e4 itself is left out. ``spread`` is what stands after ``±``,
    ``unit`` what stands at the number, ``scale`` a letter that has multiplied it; a cell need not have them.
    """

    least: float
    most: float
    is_open: bool = False
    spread: float | None = None
    unit: str = ""
    scale: str = ""

    @property
    def number(self) -> float | None:
        """The one number that it is; None for a bound and for a range."""
        return self.least if self.least == self.most else None

    @property
    def ends(self) -> tuple[float, float]:
        """The least and the greatest number that it can be; infinite where there is no bound."""
        if not self.is_open:
            return self.least, self.most
        if math.isinf(self.most):
            return math.nextafter(self.least, math.inf), math.inf
        return -math.inf, math.nextafter(self.most, -math.inf)

    @property
    def position(self) -> float:
        """Where it stands in an order by size: ``>5`` and ``≥5`` right after 5, ``<5`` right before, ``4–6`` at 5."""
        if math.isinf(self.most):
            return math.nextafter(self.least, math.inf)
        if math.isinf(self.least):
            return math.nextafter(self.most, -math.inf)
        return self.least if self.least == self.most else self.least / 2 + self.most / 2


def amount_in(printed: str) -> Amount | None:
    """The amount that a cell says; None where it says none (``OOM``, ``-``) or says it in a way that is not known."""
    plain = _RAISED.sub(lambda raised: "^" + raised[0].translate(_LOWERED), printed.translate(_HALF_WIDTH))
    found = _CELL.fullmatch(plain)
    if found is None:
        return None
    scale, unit = found["scale"] or "", found["unit"] or found["before"] or ""
    if found["joint"] is None:
        return _bounded(_value(found["number"]) * _SCALES[scale], found, unit, scale)
    other_scale, other_unit = found["other_scale"] or "", found["other_unit"] or ""
    has_powers = [bool(_HAS_POWER.search(found[name])) for name in ("number", "other")]
    if (scale and not other_scale) or (unit and other_unit not in ("", unit)) or (has_powers == [False, True]):
        return None
    number = _value(found["number"]) * _SCALES[scale or other_scale]
    other = _value(found["other"]) * _SCALES[other_scale]
    if "±" in found["joint"] or "+" in found["joint"]:
        return _bounded(number, found, unit or other_unit, other_scale, spread=other)
    is_range = number < other < math.inf and not found["relation"] and not found["more"]
    return Amount(number, other, unit=unit or other_unit, scale=other_scale) if is_range else None


def number_in(printed: str) -> float | None:
    """The number that a cell says; None where it says a bound, a range, or nothing of the kind."""
    amount = amount_in(printed)
    return amount.number if amount else None


def is_left_out(printed: str) -> bool:
    """Whether a cell is a dash or another sign that is no letter and no digit: the source reports nothing."""
    return not any(sign.isalnum() or sign == "∞" for sign in printed)


def is_no_number(printed: str) -> bool:
    """Whether something was measured, and no number came out: ``NaN``, ``∞``."""
    return printed.lower().lstrip("+-−–") in ("nan", "inf", "infinity", "∞")


def is_unclear(printed: str) -> bool:
    """Whether a cell has digits, other than in parentheses behind words, and yet no amount: ``5.1/6.2``, ``12,5``."""
    return amount_in(printed) is None and bool(re.search(r"\d", re.sub(r"([^\W\d_]\s*)\([^()]*\)", r"\1", printed)))


def _bounded(number: float, found: re.Match[str], unit: str, scale: str, spread: float | None = None) -> Amount | None:
    """The amount of a cell with one number, which the sign beside it can make a bound."""
    if not math.isfinite(number) or not math.isfinite(spread or 0):
        return None
    relation = _RELATIONS[found["more"] or found["relation"] or ""]
    least = -math.inf if relation in ("<", "≤") else number
    most = math.inf if relation in (">", "≥") else number
    return Amount(least, most, relation in ("<", ">"), spread, unit, scale)


def _value(number: str) -> float:
    """The value of a number as printed: ``−1,234.5``, ``1.1e5``, ``1.1×10^5``, ``10^-3``; infinite beyond a float's."""
    plain = re.sub(rf"[{_GROUPING}\s{{}}]", "", re.sub(rf"[{_MINUS}]", "-", number))
    return float(re.sub(r"10\^", "1e", re.sub(r"[×x·*]10\^", "e", plain)))


_HALF_WIDTH = {0xFF01 + place: 0x21 + place for place in range(94)}
_LOWERED = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
_RAISED = re.compile("[⁺⁻]?[⁰¹²³⁴-⁹]+")
_SCALE = r"[kKMBT万亿](?![^\W_])"
_SCALES = {"": 1.0, "k": 1e3, "K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12, "万": 1e4, "亿": 1e8}
"""What letters right behind a number multiply it by. ``G`` is a unit of memory as often as it is a factor."""

_RELATIONS = {
    "": "",
    **dict.fromkeys("~∼≈≃≅", ""),
    **dict.fromkeys(("<", "≪", "<<"), "<"),
    **dict.fromkeys((">", "≫", ">>"), ">"),
    **dict.fromkeys(("≤", "⩽", "≦", "≲", "<=", "=<"), "≤"),
    **dict.fromkeys(("≥", "⩾", "≧", "≳", ">=", "=>", "+"), "≥"),
}
"""Signs beside a number by what they mean; one that is about right counts as the number."""

_MINUS = "\\-\N{MINUS SIGN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}"
_GROUPING = ",'\N{RIGHT SINGLE QUOTATION MARK}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}\N{NO-BREAK SPACE}"
_EXPONENT = rf"\{{?[+{_MINUS}]?\d{{1,4}}\}}?"


def _number(name: str) -> str:
    """The pattern of a number as a group of this name; ``0,123`` and ``12,34`` are no numbers with thousands."""
    grouped = rf"[1-9]\d{{0,2}}(?:(?P<{name}_by>[{_GROUPING}])\d{{3}}(?:(?P={name}_by)\d{{3}})*)"
    digits = rf"(?:(?:{grouped}|\d+)(?:\.\d*)?|\.\d+)"
    return rf"(?P<{name}>[+{_MINUS}]?(?:10\^{_EXPONENT}|{digits}(?:(?:[eE]|\s*+[×x·*]\s*+10\^){_EXPONENT})?))"


_HAS_POWER = re.compile(r"[eE^]")
_UNIT = r"%|[×°]?[^\W\d_]*(?:\s?[/·]\s?[^\W\d_]+)*"
_CELL = re.compile(
    rf"""
    (?P<relation><=|>=|=<|=>|<<|>>|[~∼≈≃≅<≪>≫≤⩽≦≲≥⩾≧≳])?\s*+
    (?P<before>[×x$€£¥])?\s*+
    {_number("number")}(?P<scale>{_SCALE})?(?:\s*+(?P<unit>{_UNIT}))?
    (?:
        \s*+(?P<joint>\(?±|\(?\+/?-|[{_MINUS}~∼—]|to|\.\.\.?|…)\s*+
        {_number("other")}(?P<other_scale>{_SCALE})?(?:\s*+(?P<other_unit>{_UNIT}))?\)?
    )?
    (?P<more>\+)?
    (?:\s*+(?:[*∗†‡§¶#]|\^[^\W\d_]|\([^()]*\)|\[[^\[\]]*\]|[↑↓]\s*+(?:[\d.]++%?)?))*+
    """,
    re.VERBOSE,
)
"""A cell with an amount: one number, or two that ``±`` or a dash joins. What follows (marks of notes, parentheses,
changes) does not belong to the amount."""
