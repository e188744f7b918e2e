"""The words of a survey, each with what it finds: the one index that the command line and the site's pages search."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, pairwise

from rapidfuzz.distance import OSA

from livingsurvey.insight.search.entries import Entry, Kind, authors, entries
from livingsurvey.insight.search.words import LONGEST, chunks, words
from livingsurvey.survey import Survey

OFTEN = 3
"""In how many texts two words must stand side by side to be found as one word too."""

Postings = Mapping[int, int]
"""What a word finds: positions of entries, each with how much the word counts in it, 1 to 15."""


class Terms:
    """Words, each with what it finds."""

    def __init__(self, postings: Mapping[str, Postings]) -> None:
        self.postings = postings

    @cached_property
    def ordered(self) -> list[str]:
        """The words in the order of their characters."""
        return sorted(self.postings)

    def beginning(self, prefix: str) -> Iterator[str]:
        """The words that begin so, and are longer."""
        for at in range(bisect_left(self.ordered, prefix), len(self.ordered)):
            term = self.ordered[at]
            if not term.startswith(prefix):
                return
            if term != prefix:
                yield term

    def resembling(self, word: str, errors: int) -> dict[str, int]:
        """The words with at most so many letters more, less, changed or swapped with the next, and how many.

        The first two letters or the last two must be right: so no more than a part of all words is ever looked at.
        """
        found: dict[str, int] = {}
        for term in chain(self._by_start[word[:2]], self._by_end[word[-2:]]):
            if abs(len(term) - len(word)) <= errors:
                distance = OSA.distance(word, term, score_cutoff=errors)
                if distance <= errors:
                    found[term] = distance
        return found

    @cached_property
    def _by_start(self) -> defaultdict[str, list[str]]:
        return _grouped((term[:2], term) for term in self.ordered if term.isalpha())

    @cached_property
    def _by_end(self) -> defaultdict[str, list[str]]:
        return _grouped((term[-2:], term) for term in self.ordered if term.isalpha())


class Index:
    """Everything that can be found in a survey, and what finds it.

    Args:
        survey: what is searched.

    Attributes:
        entries: what can be found; words lead to positions in here.
        papers: how many of them are papers; they come first.
        first: the position of the first entry of each kind.
        words: the words of names, titles, venues and years.
        people: the words of people's names.
        names: whole names, compact, with how surely each entry is meant.
        papers_by: papers by each person who is an entry, by that position.
        ids: papers by id, in the form in which ids are compared.
        topics: for each word of topics' names, the topics called so; it finds their papers and those below too.
    """

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self.entries = entries(survey)
        self.papers = len(survey)
        self.first: dict[Kind, int] = {}
        for at, entry in enumerate(self.entries):
            self.first.setdefault(entry.kind, at)
        ignored = frozenset(survey.searching.ignored)
        self.topics = _topics(survey, ignored)
        self.words = Terms(_words(self.entries, self.topics, ignored))
        self.people = Terms(_people(self.entries))
        self.names = Terms(_names(self.entries))
        self.papers_by = {
            at: [survey.places[paper.key] for paper in survey.by_author[author]]
            for at, author in enumerate(authors(survey), start=self.first.get("author", 0))
        }
        self.ids = Terms(_ids(self.entries))

    def filed(self, word: str) -> Postings:
        """The papers that a word finds because a topic they are filed under, or one above it, is called so."""
        survey, counts = self._survey, self._survey.searching.weights.topic
        topics = self.topics.get(word, ())
        return {survey.places[paper.key]: counts for topic in topics for paper in survey.papers_in(topic)}


def _words(entries: Sequence[Entry], topics: Iterable[str], ignored: frozenset[str]) -> Mapping[str, Postings]:
    texts = [[(chunks(text), weight) for text, weight in entry.said] for entry in entries]
    pairs = _pairs((pieces for said in texts for pieces, _ in said), ignored)
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for at, said in enumerate(texts):
        for pieces, weight in said:
            for word in _terms(pieces, pairs, ignored):
                postings = found[word]
                if postings.get(at, 0) < weight:
                    postings[at] = weight
    for word in topics:
        found.setdefault(word, {})
    return found


def _people(entries: Sequence[Entry]) -> Mapping[str, Postings]:
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    parts: dict[str, list[str]] = {}
    for at, entry in enumerate(entries):
        for person, weight in entry.people:
            if person not in parts:
                parts[person] = words(person)
            for word in parts[person]:
                found[word][at] = weight
    return found


def _names(entries: Sequence[Entry]) -> Mapping[str, Postings]:
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for at, entry in enumerate(entries):
        for name, surely in entry.names.items():
            found[name][at] = surely
    return found


def _ids(entries: Sequence[Entry]) -> Mapping[str, Postings]:
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for at, entry in enumerate(entries):
        for identifier in entry.ids:
            found[identifier][at] = 1
    return found


def _pairs(texts: Iterable[list[list[str]]], ignored: frozenset[str]) -> frozenset[str]:
    """Neighbouring words that stand so in several texts, joined."""
    count: Counter[str] = Counter()
    for pieces in texts:
        run = list(chain.from_iterable(pieces))
        count.update({one + other for one, other in pairwise(run) if not {one, other} & ignored})
    return frozenset(pair for pair, times in count.items() if times >= OFTEN)


def _terms(pieces: Sequence[list[str]], pairs: frozenset[str], ignored: frozenset[str]) -> Iterator[str]:
    """The words of a text, and those also written as one: hyphenated here, or side by side in several texts."""
    run = list(chain.from_iterable(pieces))
    for piece in pieces:
        if len(piece) > 1:
            yield "".join(piece)[:LONGEST]
            yield from map("".join, pairwise(piece)) if len(piece) > 2 else ()
    yield from (word[:LONGEST] for word in run if word not in ignored)
    yield from (pair for pair in map("".join, pairwise(run)) if pair in pairs)


def _topics(survey: Survey, ignored: frozenset[str]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for topic in survey.taxonomy.walk():
        for name in topic.names:
            for word in _terms(chunks(name), frozenset(), ignored):
                found[word][topic.id] = None
    return {word: tuple(topics) for word, topics in found.items()}


def _grouped(items: Iterable[tuple[str, str]]) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, item in items:
        found[key].append(item)
    return found
