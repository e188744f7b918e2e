"""Papers related to a paper, and why: shared topics, a similar title, common authors, one table of results.

Each of these signals is a cosine between 0 and 1 over weighted features: topics with those above them, words and pairs
of words of the title with pieces of the method's name, authors, tables. A feature weighs the logarithm of how rare it
is. The score of two papers is the sum of their cosines under :data:`WEIGHTS`, which ``benchmarks/relating.py`` chose.

No pair is looked at that shares no selective feature, so the work grows with the number of papers, not with its square.
"""

from __future__ import annotations

import hashlib
import heapq
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, islice, pairwise
from operator import itemgetter
from typing import Literal, NamedTuple

from livingsurvey.model import Paper
from livingsurvey.model.title import normal_form
from livingsurvey.survey import Survey

LISTED = 8
"""How many related papers a paper has at most."""

SIMILAR_TITLE = 0.25
"""Cosine from which two titles are called similar."""

LOOKED_AT = 300
"""How many papers are looked up for one, by its most telling features, before those found are compared in full."""

_UNIT = 10_000
_SHORTLIST = 2 * LISTED
_STEM = 5
_PIECE = 4
_WORD = re.compile(r"\w+")

Kind = Literal["table", "topic", "authors", "title"]
Feature = tuple[Kind, str]
Cosines = Mapping[Kind, float]
Vector = dict[int, int]
"""A paper's features by their numbers, each with its weight."""
WEIGHTS: Mapping[Kind, int] = {"table": 30, "topic": 30, "authors": 15, "title": 100}


class Reason(NamedTuple):
    """Why two papers are related, and the tables, topics (both by id) or authors that they share.

    A ``section`` is the lowest topic above those of the two, where they have no topic in common.
    """

    kind: Literal[Kind, "section"]
    shared: tuple[str, ...] = ()


class Relation(NamedTuple):
    """A related paper: its key, and why, the reasons in the order of :data:`WEIGHTS`."""

    key: str
    reasons: tuple[Reason, ...]


class Relatedness:
    """All papers of a survey by their features, so that those nearest to a paper are found quickly.

    Args:
        survey: whose papers to compare.
        weights: what each signal counts; one that is left out is not looked at.
    """

    def __init__(self, survey: Survey, weights: Mapping[Kind, int] = WEIGHTS) -> None:
        self.keys = sorted(survey.papers)
        self._survey = survey
        self._weights = weights
        self._numbers = {key: number for number, key in enumerate(self.keys)}
        names: dict[Feature, int] = {}
        features = [
            [names.setdefault(name, len(names)) for name in self._features_of(survey.papers[key]) if name[0] in weights]
            for key in self.keys
        ]
        self._names = list(names)
        self._kinds = [kind for kind, _ in self._names]
        holders: list[list[int]] = [[] for _ in names]
        for number, own in enumerate(features):
            for feature in dict.fromkeys(own):
                holders[feature].append(number)
        # Rounded: a new paper changes the share of every feature a little, and should not change every paper's list.
        self._rarity = [round(math.log2((1 + len(self.keys)) / (1 + len(group))), 1) for group in holders]
        self._vectors = [self._vector(own) for own in features]
        self._postings = {
            feature: [(number, self._vectors[number][feature]) for number in group]
            for feature, group in enumerate(holders)
            if 1 < len(group) <= LOOKED_AT and self._rarity[feature]
        }

    def related(self, key: str) -> tuple[Relation, ...]:
        """The papers most related to one, nearest first; those for which no reason can be given are left out."""
        relations = (
            Relation(other, self._reasons(key, other, cosines)) for other, cosines in self._compared(self._numbers[key])
        )
        return tuple(islice((relation for relation in relations if relation.reasons), LISTED))

    def nearest(self, key: str) -> list[str]:
        """The papers most like one by the weighted sum of all signals, the nearest first."""
        return [other for other, _ in self._compared(self._numbers[key])]

    def cosines(self, key: str, other: str) -> Cosines:
        """How near two papers are by each signal, where it is not 0."""
        return self._cosines(*(self._vectors[self._numbers[each]] for each in (key, other)))

    def _compared(self, number: int) -> list[tuple[str, Cosines]]:
        """The papers of the shortlist with how near they are, the nearest first."""
        mine, weights = self._vectors[number], self._weights
        compared = [(other, self._cosines(mine, self._vectors[other])) for other in self._shortlist(number)]
        scored = [(-sum(weights[kind] * near for kind, near in each.items()), other, each) for other, each in compared]
        return [(self.keys[other], each) for _, other, each in sorted(scored, key=itemgetter(0, 1))]

    def _cosines(self, mine: Vector, theirs: Vector) -> Cosines:
        products: dict[Kind, int] = {}
        kinds = self._kinds
        for feature, weight in theirs.items():
            if feature in mine:
                kind = kinds[feature]
                products[kind] = products.get(kind, 0) + mine[feature] * weight
        return {kind: product / _UNIT**2 for kind, product in products.items()}

    def dependencies(self) -> list[bytes]:
        """For each paper, in the order of ``keys``, a digest of all that its list is made from.

        That is its features and those of every paper these lead to, and how rare they are.
        """
        marks = [f"{kind} {name} {rarity}" for (kind, name), rarity in zip(self._names, self._rarity, strict=True)]
        own = [
            _digest("\n".join([key, *[marks[feature] for feature in vector]]).encode())
            for key, vector in zip(self.keys, self._vectors, strict=True)
        ]
        groups = {
            feature: _digest(b"".join([own[number] for number, _ in posting]))
            for feature, posting in self._postings.items()
        }
        return [
            _digest(mark + b"".join([groups[feature] for feature in self._leads(number)]))
            for number, mark in enumerate(own)
        ]

    def _shortlist(self, number: int) -> list[int]:
        """The papers that are nearest by the most telling features alone."""
        scores: dict[int, int] = {}
        known = scores.get
        vector = self._vectors[number]
        for feature in self._leads(number):
            weighted = self._weights[self._kinds[feature]] * vector[feature]
            for other, theirs in self._postings[feature]:
                scores[other] = known(other, 0) + weighted * theirs
        scores.pop(number, None)
        nearest = heapq.nlargest(_SHORTLIST, [(score, -other) for other, score in scores.items()])
        return [-other for _, other in nearest]

    def _leads(self, number: int) -> list[int]:
        """The features of a paper by which others are looked up: those first that count most for each paper found."""
        postings, vector = self._postings, self._vectors[number]

        def cost(feature: int) -> tuple[float, Feature]:
            kind = self._kinds[feature]
            return len(postings[feature]) / (self._weights[kind] * vector[feature] ** 2), self._names[feature]

        shared = sorted((feature for feature in vector if feature in postings), key=cost)
        looked_at = accumulate(len(postings[feature]) for feature in shared)
        return [feature for feature, papers in zip(shared, looked_at, strict=True) if papers <= LOOKED_AT]

    def _vector(self, features: Iterable[int]) -> Vector:
        """The paper's features with their weights, in the order of the record; those of one kind are as long as a unit.

        Whole numbers, because their sum is the same in every order.
        """
        features = [feature for feature in dict.fromkeys(features) if self._rarity[feature]]
        squares: defaultdict[Kind, float] = defaultdict(float)
        for feature in features:
            squares[self._names[feature][0]] += self._rarity[feature] ** 2
        return {
            feature: round(_UNIT * self._rarity[feature] / math.sqrt(squares[self._names[feature][0]]))
            for feature in features
        }

    def _features_of(self, paper: Paper) -> Iterator[Feature]:
        for topic in paper.topics:
            for node in self._survey.taxonomy.paths.get(topic, ()):
                yield "topic", node.id
        words = [word[:_STEM] for word in _WORD.findall(_plain(paper.title))]
        for word in words:
            yield "title", word
        for pair in pairwise(words):
            yield "title", " ".join(pair)
        name = normal_form(paper.name or "")
        for start in range(len(name) - _PIECE + 1):
            yield "title", f"~{name[start : start + _PIECE]}"
        for author in paper.authors:
            yield "authors", author
        for table in self._tables(paper.key):
            yield "table", table

    def _tables(self, key: str) -> dict[str, None]:
        """The result tables that have a row of this paper, in the order of their names."""
        return dict.fromkeys(result.table_id for result in self._survey.results_by_paper.get(key, ()))

    def _reasons(self, key: str, other: str, cosines: Cosines) -> tuple[Reason, ...]:
        """What two papers share, looked up only by signals that are not 0."""
        one, two = self._survey.papers[key], self._survey.papers[other]
        reasons = []
        if "table" in cosines:
            tables = self._tables(other)
            reasons.append(Reason("table", tuple(table for table in self._tables(key) if table in tables)))
        if "topic" in cosines:
            topics = tuple(topic for topic in one.topics if topic in two.topics)
            reasons.append(Reason("topic", topics) if topics else Reason("section", self._section(one, two)))
        if "authors" in cosines:
            reasons.append(Reason("authors", tuple(author for author in one.authors if author in two.authors)))
        if cosines.get("title", 0.0) >= SIMILAR_TITLE:
            reasons.append(Reason("title"))
        return tuple(reason for reason in reasons if reason.shared or reason.kind == "title")

    def _section(self, one: Paper, two: Paper) -> tuple[str, ...]:
        """The lowest topic that holds them both, unless that is a root."""
        paths = self._survey.taxonomy.paths
        above = {node.id for topic in two.topics for node in paths.get(topic, ())[1:]}
        met = [node.id for topic in one.topics for node in paths.get(topic, ())[1:] if node.id in above]
        return (max(met, key=lambda topic: len(paths[topic])),) if met else ()


def _plain(text: str) -> str:
    """A text in small letters, without accents."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).digest()
