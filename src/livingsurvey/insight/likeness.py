"""How much a title that is new to a survey is like those of its papers, and which of them it is like most.

Two questions, since neither answers the other. Whether a work belongs to the survey at all is told by words that its
papers' titles have more often than titles have in general (:meth:`Likeness.of`): it takes others to know what is
special. Where it belongs is told by the papers that share most with it (:meth:`Likeness.nearest`). What counts of a
title is what counts between papers (:mod:`.features`); ``benchmarks/newcomers.py`` chose the numbers.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from livingsurvey.insight.features import of_summary, of_words
from livingsurvey.survey import Survey

NEIGHBOURS = 40
"""How many papers say where a title belongs."""

_ASSUMED = 30
"""How many of the other titles are taken to be like the survey's: that few of them have a word proves little."""
_UNSEEN = 0.5


class Near(NamedTuple):
    """A paper by its key, and how near it is: a cosine between 0 and 1."""

    key: str
    likeness: float


class Likeness:
    """The titles of a survey, beside others.

    Args:
        survey: whose papers to compare with.
        others: titles as they come, of whatever subject: what is special about the survey's shows against them.
    """

    def __init__(self, survey: Survey, others: Iterable[str]) -> None:
        self._keys = tuple(survey.papers)
        titles = [_distinct(of_words(paper.title)) for paper in survey]
        self._own = _Words(titles)
        self._others = _Words([_distinct(of_words(title)) for title in others])
        said = [_distinct([*title, *of_summary(paper)]) for title, paper in zip(titles, survey, strict=True)]
        self._rarity = _rarity(said)
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        for row, features in enumerate(said):
            for feature in features:
                self._holders[feature].append(row)
        self._lengths = [self._length(features) for features in said]

    def of(self, title: str) -> float:
        """How much likelier the words of a title are in the survey's titles than in others: 0 is as likely.

        The sum of their logarithms is divided by the root of how many words there are, so that a long title does not
        win by its length.
        """
        features = _distinct(of_words(title))
        return sum(map(self._tells, features)) / math.sqrt(1 + len(features))

    def nearest(self, title: str, most: int = NEIGHBOURS) -> list[Near]:
        """The papers whose title and summary share most with a title, the nearest first."""
        features = _distinct(of_words(title))
        shared: defaultdict[int, float] = defaultdict(float)
        for feature in features:
            for row in self._holders.get(feature, ()):
                shared[row] += self._rarity[feature] ** 2
        length = self._length(features)
        near = (Near(self._keys[row], product / (length * self._lengths[row])) for row, product in shared.items())
        return sorted(near, key=lambda each: (-each.likeness, each.key))[:most]

    def _tells(self, feature: str) -> float:
        if feature not in self._own.held:
            return 0.0
        own = (self._own.held[feature] + _UNSEEN) / (self._own.titles + 2 * _UNSEEN)
        other = (self._others.held[feature] + _ASSUMED * own) / (self._others.titles + _ASSUMED)
        return math.log(own / other)

    def _length(self, features: Iterable[str]) -> float:
        rarest = math.log2(1 + len(self._keys))
        return math.sqrt(sum(self._rarity.get(feature, rarest) ** 2 for feature in features)) or 1.0


class _Words:
    """How many of some titles have each feature."""

    def __init__(self, titles: Sequence[Iterable[str]]) -> None:
        self.titles = len(titles)
        self.held = Counter(feature for features in titles for feature in features)


def _rarity(said: Sequence[Iterable[str]]) -> dict[str, float]:
    held = Counter(feature for features in said for feature in features)
    return {feature: math.log2((1 + len(said)) / (1 + count)) for feature, count in held.items()}


def _distinct(features: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(features))
