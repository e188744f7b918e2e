"""How well each entry answers a query: which of its words it has, how well each was matched, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from livingsurvey.insight.search.index import Index, Postings, Terms
from livingsurvey.insight.search.query import MOST_JOINED, Query
from livingsurvey.insight.search.words import Spellings

How = Literal["spelling", "synonym", "typing"]

EXACT, SPELLED, SYNONYM, BEGUN_CLOSELY, BEGUN, MISTYPED, MISTYPED_TWICE = 8, 7, 6, 5, 4, 4, 3
"""How well a word is matched: as it stands, otherwise spelled, by a synonym, by a longer word, but for errors."""

BY_NAME = 14 * EXACT
"""How much it counts to be called just so, with how surely added; a paper by who is called so counts one less."""

BEGUN_NAME = 100
"""How much it counts for a name that it begins with all that was typed, times how surely it is meant."""

ONE_ERROR_FROM, TWO_ERRORS_FROM = 5, 9
"""Letters of a word from which so many typing errors are forgiven."""

BEGUN_FROM = 3
"""Letters from which a word may be the beginning of another; fewer begin so many that no browser should fetch them."""

SOME = 3
"""Papers with some of the words have at least one part in so many of what all count."""

CLOSE = 2
"""Letters that a word may go on for to be nearly what was typed."""

Found = dict[int, int]
"""Positions of entries, each with how much it counts."""


class Forgiven(NamedTuple):
    """A word that was not taken as it was typed, or not only."""

    typed: str
    taken: tuple[str, ...]
    how: How


class Match(NamedTuple):
    """How well an entry answers, and whether it has all words."""

    score: int
    has_all: bool


class Matching:
    """A query held against an index.

    Args:
        query: what was typed.
        index: what is searched.
        spellings: other words for a word.

    Attributes:
        matches: the entries that answer, by position.
        forgiven: the words that were not taken as they were typed.
    """

    def __init__(self, query: Query, index: Index, spellings: Spellings) -> None:
        self._query = query
        self._words = list(query.words)
        self._needed = list(query.needed)
        self._index = index
        self._spellings = spellings
        self._found: list[Found] = [{} for _ in query.words]
        self._is_joined = [False] * len(query.words)
        self.forgiven: list[Forgiven] = []
        for start, end in query.runs():
            self._join(start, end)
        for place, word in enumerate(query.words):
            if query.needed[place]:
                self._match(place, word)
        for start, end in query.runs():
            if self._words[start:end] != query.words[start:end]:
                self._join(start, end)
        self.matches: dict[int, Match] = self._sum()

    def _join(self, start: int, end: int) -> None:
        """Match words that follow each other as one word, or as a whole name; mistyped ones as they were meant."""
        query, joined, matches = self._query, "".join(self._words[start:end]), Found()
        if end - start <= MOST_JOINED:
            self._take(matches, joined, EXACT)
            if not query.literal:
                self._take_any(matches, self._spellings.forms(joined), SPELLED)
                self._take_any(matches, self._spellings.synonyms(joined), SYNONYM)
                if end == len(query.words):
                    self._take_begun(matches, joined, self._index.words, self._take)
        for at, counts in self._named(joined, self._words[start:end]).items():
            _add(matches, dict.fromkeys(self._index.papers_by.get(at, ()), counts - 1) | {at: counts}, 1)
        for place in range(start, end):
            self._is_joined[place] |= bool(matches)
            _add(self._found[place], matches, 1)

    def _named(self, joined: str, words: Sequence[str]) -> Found:
        """The entries that are called so, and less surely people whose family name was typed first."""
        names = self._index.names.postings
        turned = names.get("".join([*words[1:], words[0]]), {})
        people = {at: surely - 1 for at, surely in turned.items() if at in self._index.papers_by}
        return {at: BY_NAME + surely for at, surely in (people | dict(names.get(joined, {}))).items()}

    def _match(self, place: int, word: str) -> None:
        """Match one word in every way that is called for."""
        found, is_last = self._found[place], place == len(self._query.words) - 1
        stands = self._take(found, word, EXACT) | self._take_person(found, word, EXACT) | self._is_joined[place]
        if self._query.literal:
            return
        others: tuple[tuple[How, list[str], int], ...] = (
            ("spelling", self._spellings.forms(word), SPELLED),
            ("synonym", self._spellings.synonyms(word), SYNONYM),
        )
        for how, terms, quality in others:
            as_typed = len(found)
            taken = self._take_any(found, terms, quality)
            stands |= bool(taken)
            if len(found) > 2 * as_typed:
                self.forgiven.append(Forgiven(word, tuple(taken), how))
        if is_last or not stands:
            stands |= self._take_begun(found, word, self._index.words, self._take)
            stands |= self._take_begun(found, word, self._index.people, self._take_person)
        if is_last and not stands and word.isascii() and len(word) < BEGUN_FROM:
            self._needed[place] = sum(self._needed) == 1  # somebody is about to type the rest
        if not stands and (taken := self._take_mistyped(found, word)):
            self._words[place] = taken[0]
            self.forgiven.append(Forgiven(word, tuple(taken), "typing"))

    def _take_mistyped(self, found: Found, word: str) -> list[str]:
        """Match a word that nothing has as it was mistyped; the words that may be meant, the commonest first."""
        errors = (len(word) >= ONE_ERROR_FROM) + (len(word) >= TWO_ERRORS_FROM)
        if not errors or not word.isalpha():
            return []
        words, people = (terms.resembling(word, errors) for terms in (self._index.words, self._index.people))
        least = min([*words.values(), *people.values()], default=0)
        quality = MISTYPED if least == 1 else MISTYPED_TWICE
        near = [term for term, distance in words.items() if distance == least]
        taken = self._take_any(found, (each for term in near for each in (term, *self._spellings.forms(term))), quality)
        names = [term for term, distance in people.items() if distance == least]
        for term in names:
            self._take_person(found, term, quality)
        often = {term: len(self._index.people.postings[term]) for term in names}
        often |= {term: len(self._index.words.postings[term]) for term in taken}
        return sorted(often, key=lambda term: (-often[term], term))

    def _take_begun(self, found: Found, word: str, terms: Terms, take: Callable[[Found, str, int], bool]) -> bool:
        """Match the words that begin so."""
        is_begun = False
        for term in terms.beginning(word) if len(word) >= BEGUN_FROM else ():
            is_begun |= take(found, term, BEGUN_CLOSELY if len(term) - len(word) <= CLOSE else BEGUN)
        return is_begun

    def _take_any(self, found: Found, terms: Iterable[str], quality: int) -> list[str]:
        """Match by each of the words that there are; those."""
        return [term for term in dict.fromkeys(terms) if self._take(found, term, quality)]

    def _take(self, found: Found, term: str, quality: int) -> bool:
        """Match by a word of the index, its topics' papers included; whether there is such a word."""
        postings = self._index.words.postings.get(term)
        if postings is None:
            return False
        _add(found, postings, quality)
        _add(found, self._index.filed(term), quality)
        return True

    def _take_person(self, found: Found, term: str, quality: int) -> bool:
        postings = self._index.people.postings.get(term)
        _add(found, postings or {}, quality)
        return postings is not None

    def _sum(self) -> dict[int, Match]:
        """What each entry counts for all words, the rarer a word the more."""
        needed = [place for place, is_needed in enumerate(self._needed) if is_needed]
        size = len(self._index.entries).bit_length() + 1
        sums: dict[int, list[int]] = {}
        whole = 0
        for place in needed:
            rarity = size - len(self._found[place]).bit_length()
            whole += rarity if self._found[place] else 0
            for at, counts in self._found[place].items():
                total = sums.setdefault(at, [0, 0, 0])
                total[0] += counts * rarity
                total[1] += rarity
                total[2] += 1
        begun = self._begun()
        matches = {at: Match(more, has_all=True) for at, more in begun.items()}
        for at, (score, had, count) in sums.items():
            has_all = count == len(needed) or at in begun
            if has_all or (at < self._index.papers and SOME * had >= whole):
                matches[at] = Match(score + begun.get(at, 0), has_all)
        return matches

    def _begun(self) -> Found:
        """What entries count for a name that begins with all that was typed, more the less is missing."""
        found: Found = {}
        typed, names = self._query.name, self._index.names
        if len(typed) > 1 and not self._query.literal:
            for name in names.beginning(typed):
                share = BEGUN_NAME * len(typed) // len(name)
                _add(found, names.postings[name], share)
        return found


def _add(found: Found, postings: Postings, quality: int) -> None:
    """Count what a word finds, unless it counts more already."""
    for at, weight in postings.items():
        counts = quality * weight
        if found.get(at, 0) < counts:
            found[at] = counts
