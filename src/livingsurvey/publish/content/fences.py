"""Which numbers stand so far from the others that an axis over all of them would squeeze the rest."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

_BEYOND = 3
"""How many times the distance of the quartiles a number is beyond them: Tukey's outer fences."""
_FEWEST = 5
_MOST_BEYOND = 0.2
"""More than this part of the numbers are a group of their own and no outliers."""
_SQUEEZED = 0.5
"""Where the numbers inside fill this part of the axis, nothing is squeezed."""


def fences(numbers: Sequence[float], *, is_log: bool = False) -> tuple[float, float] | None:
    """The least and the greatest number that an axis is made for; None where it is made for all.

    Args:
        numbers: all that could be drawn.
        is_log: whether the axis is logarithmic: then distances are ratios, and numbers up to 0 are not on it.
    """
    if is_log:
        found = fences([math.log(number) for number in numbers if number > 0])
        return found and (math.exp(found[0]), math.exp(found[1]))
    if len(numbers) < _FEWEST:
        return None
    low, _, high = statistics.quantiles(numbers, n=4, method="inclusive")
    least, most = low - _BEYOND * (high - low), high + _BEYOND * (high - low)
    inside = [number for number in numbers if least <= number <= most]
    beyond = len(numbers) - len(inside)
    span = max(inside) - min(inside)
    is_squeezed = 0 < span < _SQUEEZED * (max(numbers) - min(numbers))
    return (least, most) if 0 < beyond <= _MOST_BEYOND * len(numbers) and is_squeezed else None
