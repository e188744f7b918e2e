"""Which rows of a large table are nearest to each other by the features that they share.

Only features that few rows have are looked up, so the work grows with the number of rows, not with its square. What is
added and compared is whole numbers: every machine finds the same, in whatever order it adds, for one row or for all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

LOOKED_AT = 1600
"""How many entries of other rows are looked up for a row at most, by those of its features that tell most."""

_BLOCK = 32
"""How many rows are worked on at once: what they lead to fits into the caches of a processor."""

_UNIT = 10_000

FADES, YEARS = 3, 5
"""What a score loses, in percent, for each year between two rows, and of how many years at most."""

Integers = npt.NDArray[np.signedinteger]


class Signal(NamedTuple):
    """One way for rows to be near.

    ``weight`` is how much it counts, ``floor`` the cosine above 0 from which rows are called near by it. ``features``
    are those of each row, each once, as small numbers; no two signals have one in common.
    """

    weight: int
    floor: float
    features: Sequence[Sequence[int]]


class Nearest(NamedTuple):
    """The rows nearest to one, and for each the signals by which it is called near: bit 0 is the first signal."""

    rows: list[int]
    signals: list[int]


class Vectors:
    """Rows by their features, of which each weighs the logarithm of how rare it is.

    The score of two rows is the sum over all signals of the cosine of their features times the weight of the signal,
    as far as the features are looked up, times the prior of the row that is found. Years between them make it less.

    Args:
        signals: at least one, each with the features of all rows.
        most: how many rows to find for one.
        prior: what the score of each row is multiplied by, whichever row it is compared with; above 0.
        years: of each row; what lies years apart is a little less near, see :data:`FADES`.
        kept: how many blocks are remembered; None if all.
    """

    def __init__(
        self, signals: Sequence[Signal], most: int, prior: Sequence[int], years: Sequence[int], kept: int | None = 1
    ) -> None:
        self._most, self._count = most, len(signals[0].features)
        self._factors = np.array([signal.weight for signal in signals])
        self._prior, self._years = np.array(prior, np.int64), np.array(years, np.int64)
        self._floors = np.array([signal.floor for signal in signals])
        row, feature, signal = _entries(signals)
        holders = np.bincount(feature)
        rarity = _rarity(holders, self._count)[feature]
        vector = row * len(signals) + signal
        told = np.flatnonzero((holders[feature] > 1) & (rarity > 0))
        weight = _UNIT * rarity[told] / np.sqrt(np.bincount(vector, rarity * rarity))[vector[told]]
        row, feature, weight = row[told], feature[told], np.rint(weight).astype(np.int16)

        # By row: the features that it shares with others, which are numbered anew.
        self._lengths = np.bincount(row, minlength=self._count)
        self._starts = np.cumsum(self._lengths) - self._lengths
        feature = (np.cumsum(holders > 1, dtype=np.int32) - 1)[feature]
        self._features, self._signals, self._weights = feature, signal[told], weight

        # By feature: the rows that have it.
        order = np.argsort(feature, kind="stable")
        self._held = holders[holders > 1]
        self._firsts = np.searchsorted(feature[order], np.arange(len(self._held)))
        self._holders, self._their_weights = row[order], weight[order]

        self._row_bits = self._count.bit_length()
        self._score_bits = (int(self._factors.sum()) * _UNIT**2).bit_length()
        self._table = np.zeros(_BLOCK * len(self._held), np.int16)
        self._nearest = lru_cache(maxsize=kept)(self._nearest_of_block)

    def nearest(self, row: int) -> Nearest:
        """The rows with the highest scores, the highest first, and of equal ones the lower number first.

        A whole block is worked out, and the last are remembered: ask in order when asking for all.
        """
        number, place = divmod(row, _BLOCK)
        return self._nearest(number)[place]

    def cosines(self, row: int, other: int) -> list[float]:
        """How near two rows are by each signal."""
        number, place = divmod(row, _BLOCK)
        found: list[list[float]] = self._cosines(number, np.array([place]), np.array([other])).tolist()
        return found[0]

    def _nearest_of_block(self, number: int) -> list[Nearest]:
        row, other = self._shortlists(number)
        cosines = self._cosines(number, row, other)
        near = ((cosines > 0) & (cosines >= self._floors)) @ (1 << np.arange(len(self._floors)))
        bounds = np.searchsorted(row, np.arange(_BLOCK + 1)).tolist()
        return [Nearest(other[begin:end].tolist(), near[begin:end].tolist()) for begin, end in pairwise(bounds)]

    def _shortlists(self, number: int) -> tuple[Integers, Integers]:
        """The rows nearest to each row of a block: the place of a row in the block, and the number of one near it."""
        start, stop = self._bounds(number)
        row, own = self._looked_up(start, stop)
        held = self._held[self._features[own]]
        places = _runs(self._firsts[self._features[own]], held)
        row, other = np.repeat(row, held), self._holders[places]
        product = np.repeat(self._factors[self._signals[own]] * self._weights[own], held) * self._their_weights[places]
        # The two rows and what one feature adds in one number: sorted, what is to be summed stands together.
        packed = (row << self._row_bits | other) << self._score_bits | product
        pair, product = self._divided(np.sort(packed[row + start != other]), self._score_bits)
        first = np.flatnonzero(np.diff(pair, prepend=-1))
        score = np.add.reduceat(product, first) if len(first) else product
        # Again one number: the row, how far its score is from the highest there can be, the other row.
        row, other = self._divided(pair[first], self._row_bits)
        apart = np.minimum(np.abs(self._years[other] - self._years[row + start]), YEARS)
        score = score * self._prior[other] * (100 - FADES * apart) // (100 * self._prior.max())
        ranked = np.sort(((row + 1 << self._score_bits) - 1 - score) << self._row_bits | other)
        row, other = self._divided(ranked, self._row_bits)
        row >>= self._score_bits
        rank = np.arange(len(row)) - np.searchsorted(row, np.arange(stop - start))[row]
        return row[rank < self._most], other[rank < self._most]

    def _looked_up(self, start: int, stop: int) -> tuple[Integers, Integers]:
        """The entries whose features are looked up: the place of the row in the block, and the number of the entry."""
        row, own = self._entries_of(start, stop)
        held = self._held[self._features[own]]
        row, own, held = row[held <= LOOKED_AT], own[held <= LOOKED_AT], held[held <= LOOKED_AT]
        # Of each row first those that count most for each entry they lead to.
        worth = self._factors[self._signals[own]] * self._weights[own].astype(np.int64) ** 2
        order = np.lexsort((held / worth, row))
        row, own = row[order], own[order]
        looked_at = np.cumsum(held[order])
        before = np.concatenate([[0], looked_at])[np.searchsorted(row, np.arange(stop - start))]
        few = looked_at - before[row] <= LOOKED_AT
        return row[few], own[few]

    def _cosines(self, number: int, row: Integers, other: Integers) -> npt.NDArray[np.float64]:
        """The cosines by each signal of pairs of rows: the place of one in the block, the number of the other."""
        start, stop = self._bounds(number)
        mine, own = self._entries_of(start, stop)
        features, signals = len(self._held), len(self._floors)
        cells = mine * features + self._features[own]
        self._table[cells] = self._weights[own]
        lengths = self._lengths[other]
        theirs = _runs(self._starts[other], lengths)
        mine_too = self._table[np.repeat(row * features, lengths) + self._features[theirs]]
        self._table[cells] = 0
        shared = np.flatnonzero(mine_too)
        pair, theirs = np.repeat(np.arange(len(row)), lengths)[shared], theirs[shared]
        products = mine_too[shared].astype(np.int64) * self._weights[theirs]
        sums = np.bincount(pair * signals + self._signals[theirs], products, len(row) * signals)
        return sums.reshape(len(row), signals) / _UNIT**2

    def _entries_of(self, start: int, stop: int) -> tuple[Integers, Integers]:
        """The entries of a block: the place of the row in the block, and the number of the entry."""
        lengths = self._lengths[start:stop]
        return np.repeat(np.arange(stop - start), lengths), np.arange(lengths.sum()) + self._starts[start]

    def _bounds(self, number: int) -> tuple[int, int]:
        """The first row of a block, and the row after its last."""
        return number * _BLOCK, min((number + 1) * _BLOCK, self._count)

    @staticmethod
    def _divided(packed: Integers, bits: int) -> tuple[Integers, Integers]:
        """What is above the lowest ``bits``, and what they say."""
        return packed >> bits, packed & ((1 << bits) - 1)


def _entries(signals: Sequence[Signal]) -> tuple[Integers, Integers, Integers]:
    """The row, feature and signal of each entry, row after row."""
    count = len(signals[0].features)
    lengths = np.array([np.fromiter(map(len, features), np.int64, count) for *_, features in signals])
    ends = np.cumsum(lengths.T).reshape(count, len(signals)).T
    feature = np.empty(lengths.sum(), np.int32)
    for (*_, features), own, end in zip(signals, lengths, ends, strict=True):
        feature[_runs(end - own, own)] = np.fromiter(chain.from_iterable(features), np.int32, int(own.sum()))
    row = np.repeat(np.arange(count, dtype=np.int32), lengths.sum(axis=0))
    return row, feature, np.repeat(np.tile(np.arange(len(signals), dtype=np.int8), count), lengths.T.ravel())


def _runs(starts: Integers, lengths: Integers) -> Integers:
    """The numbers of runs, one run after another."""
    ends = np.cumsum(lengths)
    return np.arange(lengths.sum()) + np.repeat(starts - ends + lengths, lengths)


def _rarity(holders: Integers, rows: int) -> Integers:
    """Of each feature, in tenths: one row more changes every share a little, and should not change every neighbour."""
    each, which = np.unique(holders, return_inverse=True)
    return np.array([round(10 * math.log2((1 + rows) / (1 + held))) for held in each.tolist()], np.int32)[which]
