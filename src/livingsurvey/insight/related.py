"""Papers related to a paper, and why: one names the other, or they share topics, traits, authors, words, tables, lists.

Each of these signals is a cosine between 0 and 1 over weighted features (:mod:`.features`, and what the survey holds of
a paper). A feature weighs the logarithm of how rare it is. The score of two papers is the sum of their cosines under
:data:`WEIGHTS`, more for a paper that is named in many places, less for one of other years; ``benchmarks/relating.py``
chose how much.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import count, islice
from typing import Literal, NamedTuple

from livingsurvey.insight.features import of_summary, of_title, of_traits
from livingsurvey.insight.naming import Naming
from livingsurvey.model import Paper
from livingsurvey.survey import Survey

LISTED = 8
"""How many related papers a paper has at most."""

SIMILAR = 0.25
"""Cosine from which two titles or two summaries are called similar."""

_TOLD = 3
"""How many reasons are given at most."""

_SHORTLIST = 2 * LISTED
Kind = Literal["name", "table", "topic", "traits", "authors", "title", "summary", "lists"]
Features = tuple[int, ...]
WEIGHTS: Mapping[Kind, int] = {
    "name": 30, "table": 30, "topic": 30, "traits": 10, "authors": 15, "title": 80, "summary": 60, "lists": 20,
}  # fmt: skip
"""What each signal counts, in the order in which reasons are given."""

NAMED_MORE = 20
NAMED_MOST = 4
"""What the score of a paper gains, in percent, each time that twice as many lists name it, or twice as many papers; and
how often at most: from eight on it gains no more."""


class Reason(NamedTuple):
    """Why two papers are related, and what they share: tables, topics, lists (by id), authors, values of traits.

    ``named`` says that the paper names the other, ``names`` that the other names it; ``name`` has the keys of others
    that both name. A ``section`` is the lowest topic above those of the two, where they have no topic in common.
    Traits are ``id=value``, the rarest first.
    """

    kind: Literal[Kind, "named", "names", "section"]
    shared: tuple[str, ...] = ()


class Relation(NamedTuple):
    """A related paper: its key, and why, the reasons in the order of :data:`WEIGHTS`."""

    key: str
    reasons: tuple[Reason, ...]


class _Read(NamedTuple):
    """What one record says of itself."""

    authors: Features
    title: Features
    summary: Features
    traits: Features
    values: tuple[str, ...]


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
        self._values = {paper.key: read.values for paper, read in zip(self._papers, self._read, strict=True)}
        self._held = Counter(value for values in self._values.values() for value in values)
        self._naming: Naming = Naming(survey, before._naming if before else None)
        self._named = self._names_of_others()
        self._tables = {key: dict.fromkeys(row.table_id for row in own) for key, own in survey.results_by_paper.items()}
        self._sections = self._sections_of_lists()
        self._filed = lru_cache(maxsize=2**14)(self._filed_alike)
        topics = cache(self._topics)
        told = Counter(other for others in self._named.values() for other in others)
        features: Mapping[Kind, Iterable[Features]] = {
            "name": (self._numbers("name", [*self._named[key], *{key} & told.keys()]) for key in survey.papers),
            "table": (self._numbers("table", self._tables.get(paper.key, ())) for paper in self._papers),
            "topic": (topics(paper.topics) for paper in self._papers),
            "traits": (read.traits for read in self._read),
            "authors": (read.authors for read in self._read),
            "title": (read.title for read in self._read),
            "summary": (read.summary for read in self._read),
            "lists": (self._numbers("lists", self._sections.get(paper.key, ())) for paper in self._papers),
        }
        self._kinds = tuple(weights)
        floors = {"title": SIMILAR, "summary": SIMILAR}
        signals = [Signal(weight, floors.get(kind, 0), list(features[kind])) for kind, weight in weights.items()]
        prior = [_prior(told[key], len(survey.lists_by_paper.get(key, ()))) for key in survey.papers]
        compared = signals, _SHORTLIST, prior, [paper.first_appeared[0] for paper in self._papers]
        same = before is not None and before._compared == compared
        self._compared: tuple[list[Signal], int, list[int], list[int]] = compared
        kept = 1 if len(survey.info.languages) == 1 else None  # all are asked for again for the pages of each language
        self._vectors: Vectors = before._vectors if before and same else Vectors(*compared, kept)
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
        return Relation(two.key, tuple([self._reason(kind, one, two) for kind in islice(kinds, _TOLD)]))

    def _reason(self, kind: Kind, one: Paper, two: Paper) -> Reason:
        match kind:
            case "name" if two.key in self._named[one.key]:
                return Reason("named")
            case "name" if one.key in self._named[two.key]:
                return Reason("names")
            case "name":
                return Reason(kind, _both(self._named, one, two))
            case "table":
                return Reason(kind, _both(self._tables, one, two))
            case "topic":
                return self._filed(one.topics, two.topics)
            case "traits":
                return Reason(kind, tuple(sorted(_both(self._values, one, two), key=self._held.__getitem__)))
            case "authors":
                return Reason(kind, tuple([author for author in one.authors if author in two.authors]))
            case "lists":
                shared = _both(self._sections, one, two)
                return Reason(kind, tuple(dict.fromkeys([self._sections[one.key][section] for section in shared])))
            case "title" | "summary":
                return Reason(kind)

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

    def _names_of_others(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of the papers that each paper names."""
        named: dict[str, tuple[str, ...]] = dict.fromkeys(self._survey.papers, ())
        for key, naming in self._naming.named_by().items():
            for other in naming:
                named[other] = (*named[other], key)
        return named

    def _sections_of_lists(self) -> Mapping[str, Mapping[str, str]]:
        """Where public lists name each paper: sections, each with the id of its list."""
        sections: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for each in self._survey.lists:
            for place, keys in enumerate(each.together):
                for key in keys:
                    sections[key][f"{each.id} {place}"] = each.id
        return sections

    def _read_after(self, before: Relatedness | None) -> list[_Read]:
        """What counts of each record, taken from before where it is the same."""
        known = {id(paper): read for paper, read in zip(before._papers, before._read, strict=True)} if before else {}
        return [known.get(id(paper)) or self._read_of(paper) for paper in self._papers]

    def _read_of(self, paper: Paper) -> _Read:
        values = of_traits(paper)
        return _Read(
            self._numbers("authors", paper.authors),
            self._numbers("title", of_title(paper)),
            self._numbers("summary", of_summary(paper)),
            self._numbers("traits", values),
            tuple(values),
        )


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


def _prior(papers: int, lists: int) -> int:
    """What the score of a paper that so many others and so many lists name is multiplied by, in percent."""
    return 100 + NAMED_MORE * sum(min(named.bit_length(), NAMED_MOST) for named in (papers, lists))


def _both(held: Mapping[str, Iterable[str]], one: Paper, two: Paper) -> tuple[str, ...]:
    """What one paper holds and another as well, in the order of the first."""
    theirs = held[two.key]
    return tuple([each for each in held[one.key] if each in theirs])
