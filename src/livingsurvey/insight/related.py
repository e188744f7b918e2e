"""Papers related to a paper, and why: shared topics, a similar title, common authors, one table of results.

Each of these signals is a cosine between 0 and 1 over weighted features: topics with those above them, words and pairs
of words of the title with pieces of the method's name, authors, tables. A feature weighs the logarithm of how rare it
is. The score of two papers is the sum of their cosines under :data:`WEIGHTS`, which ``benchmarks/relating.py`` chose.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import count, islice, pairwise
from typing import Literal, NamedTuple

from livingsurvey.model import Paper
from livingsurvey.model.title import normal_form
from livingsurvey.survey import Survey

LISTED = 8
"""How many related papers a paper has at most."""

SIMILAR_TITLE = 0.25
"""Cosine from which two titles are called similar."""

_SHORTLIST = 2 * LISTED
_STEM = 5
_PIECE = 4
_WORD = re.compile(r"\w+")

Kind = Literal["table", "topic", "authors", "title"]
Features = tuple[int, ...]
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


_SIMILAR = Reason("title")


class Relatedness:
    """All papers of a survey by their features, so that those nearest to a paper are found quickly.

    Args:
        survey: whose papers to compare.
        weights: what each signal counts; one that is left out is not looked at.
        before: the same for an earlier state of the survey: the records that still stand are not read again.
    """

    def __init__(
        self, survey: Survey, weights: Mapping[Kind, int] = WEIGHTS, before: Relatedness | None = None
    ) -> None:
        # Imported here: numpy takes a tenth of a second, and most commands list nothing.
        from livingsurvey.insight.vectors import Signal, Vectors

        self._survey = survey
        self._papers = tuple(survey.papers.values())
        self._numbers: _Numbers = before._numbers if before else _Numbers()
        self._read = self._read_after(before)
        self._tables = {key: dict.fromkeys(row.table_id for row in own) for key, own in survey.results_by_paper.items()}
        self._filed = lru_cache(maxsize=2**14)(self._filed_alike)
        topics = cache(self._topics)
        features: Mapping[Kind, Iterable[Features]] = {
            "table": (self._numbers("table", self._tables.get(paper.key, ())) for paper in self._papers),
            "topic": (topics(paper.topics) for paper in self._papers),
            "authors": (authors for authors, _ in self._read),
            "title": (title for _, title in self._read),
        }
        self._kinds = tuple(weights)
        floors = {"title": SIMILAR_TITLE}
        signals = [Signal(weight, floors.get(kind, 0), list(features[kind])) for kind, weight in weights.items()]
        same = before is not None and before._signals == signals
        self._signals: list[Signal] = signals
        self._vectors: Vectors = before._vectors if before and same else Vectors(signals, _SHORTLIST)
        self._called_near = cache(lambda bits: [kind for place, kind in enumerate(weights) if bits >> place & 1])

    def related(self, key: str) -> tuple[Relation, ...]:
        """The papers most related to one, nearest first; those for which no reason can be given are left out."""
        nearest = self._vectors.nearest(self._survey.places[key])
        near = islice((each for each in zip(*nearest, strict=True) if each[1]), LISTED)
        paper = self._survey.papers[key]
        return tuple([self._relation(paper, self._papers[row], self._called_near(signals)) for row, signals in near])

    def nearest(self, key: str) -> list[str]:
        """The papers most like one by the weighted sum of all signals, the nearest first."""
        return [self._papers[row].key for row in self._vectors.nearest(self._survey.places[key]).rows]

    def cosines(self, key: str, other: str) -> Mapping[Kind, float]:
        """How near two papers are by each signal."""
        places = self._survey.places
        return dict(zip(self._kinds, self._vectors.cosines(places[key], places[other]), strict=True))

    def _relation(self, one: Paper, two: Paper, kinds: Iterable[Kind]) -> Relation:
        reasons = []
        for kind in kinds:
            if kind == "table":
                theirs = self._tables[two.key]
                reasons.append(Reason("table", tuple(table for table in self._tables[one.key] if table in theirs)))
            elif kind == "topic":
                reasons.append(self._filed(one.topics, two.topics))
            elif kind == "authors":
                reasons.append(Reason("authors", tuple([author for author in one.authors if author in two.authors])))
            else:
                reasons.append(_SIMILAR)
        return Relation(two.key, tuple(reasons))

    def _filed_alike(self, one: tuple[str, ...], two: tuple[str, ...]) -> Reason:
        """The topics in common, or else the lowest one that holds both papers."""
        if topics := tuple(topic for topic in one if topic in two):
            return Reason("topic", topics)
        paths = self._survey.taxonomy.paths
        pairs = [zip(paths.get(topic, ()), paths.get(other, ()), strict=False) for topic in one for other in two]
        met = [[mine for mine, theirs in pair if mine is theirs] for pair in pairs]
        return Reason("section", (max(met, key=len)[-1].id,))

    def _topics(self, topics: tuple[str, ...]) -> Features:
        """What counts of where a paper is filed: all but roots that hold it from above, which tell too little."""
        paths = (self._survey.taxonomy.paths.get(topic, ()) for topic in topics)
        return self._numbers("topic", (node.id for path in paths for node in path[1:] or path))

    def _read_after(self, before: Relatedness | None) -> list[tuple[Features, Features]]:
        """The authors and the words of the title of each paper, taken from before where it is the same record."""
        known = {id(paper): read for paper, read in zip(before._papers, before._read, strict=True)} if before else {}
        return [
            known.get(id(paper)) or (self._numbers("authors", paper.authors), self._numbers("title", _words(paper)))
            for paper in self._papers
        ]


class _Numbers:
    """Features by numbers: one that was met before has the number that it had then."""

    def __init__(self) -> None:
        new = count().__next__
        self._known: Mapping[Kind, defaultdict[str, int]] = {kind: defaultdict(new) for kind in WEIGHTS}

    def __call__(self, kind: Kind, features: Iterable[str]) -> Features:
        if not features:
            return ()
        known = self._known[kind]
        return tuple(dict.fromkeys([known[feature] for feature in features]))


def _words(paper: Paper) -> list[str]:
    """What counts of a title and a name: beginnings of words, pairs of them, pieces of the name."""
    words = [word[:_STEM] for word in _WORD.findall(_plain(paper.title))]
    pairs = [f"{one} {two}" for one, two in pairwise(words)]
    name = normal_form(paper.name or "")
    return words + pairs + [f"~{name[start : start + _PIECE]}" for start in range(len(name) - _PIECE + 1)]


def _plain(text: str) -> str:
    """A text in small letters, without accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
