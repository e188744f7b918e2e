"""Whether a source speaks of a paper: by ids, titles, short names and authors; how sure that is, and why.

No signal decides alone. A title can be generic, an id in a list can be another paper's, and a group writes many papers
on one subject, whose titles differ in a number. Thresholds are measured on the shipped survey, whose papers went by 156
other titles: ``python -m benchmarks.matching``, told in docs/tool/refresh.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise, product
from typing import Self

from rapidfuzz import fuzz

from livingsurvey.model import Paper
from livingsurvey.model.folding import fold
from livingsurvey.model.identifier import identify
from livingsurvey.model.key import INSIGNIFICANT
from livingsurvey.model.proposal import Certainty
from livingsurvey.model.title import KINDS, normal_form
from livingsurvey.refresh.people import Shared, shared
from livingsurvey.sources.version import Version

NEARLY = 90
"""Per cent of letters in common, from which two titles are nearly the same."""
MANY_WORDS = 0.5
"""Share of the telling words, of the longer of two titles, from which they resemble each other."""
NEARLY_ALL, MOST, HALF, SOME = 0.8, 0.6, 0.5, 0.3
"""Shares of the authors, of the longer of two lists."""
SEVERAL = 3
"""Authors that several are: fewer write many papers together."""
TELLING = 4
"""Telling words from which a title is hardly another paper's too."""

ALIKE = 85
"""Per cent of letters in common, from which two words with the same first letter are one in two spellings."""
LONGEST_NAME, SHORTEST_NAME = 3, 3
"""Words that a short name has at most, and letters that it has at least to be known among other words."""

_PART = re.compile(r"\b[IVX]+\b|(?<=[Pp]art )[0-9]+|(?<= )[0-9]$")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?|\b[IVX]+\b")
_BESIDE = re.compile(
    r"\b(?:abstract|addendum|appendix|artifacts?|beyond|comment(?:ary|s)?|corrections?|corrigend(?:a|um)|datasets?|demos?"
    r"|demonstration|errat(?:a|um)|keynote|not|posters?|rebuttal|replication|reply|reproducibility|responses?|rethinking"
    r"|retract(?:ed|ion)|revisit(?:ed|ing)|slides|summary|supplement(?:al|ary)?|talk|tutorial|withdraw(?:al|n))\b"
)
"""Words that make of a paper's title that of what stands beside it or comes after it."""
_BETWEEN_WORDS = re.compile(r"[^\w+]+")
_NOT_IN_NAME = re.compile(r"[\s_-]+")
_ONE_EACH = frozenset({"arxiv", "acl"})
"""Catalogues in which a paper has one id: another id there is another paper's, or an oversight."""


class Likeness(IntEnum):
    """How alike two titles are."""

    OTHER = 0
    WORDS = 1
    """They have most telling words in common, or one names the other's method."""
    NAME = 2
    """They begin with the same short name."""
    NEARLY = 3
    SAME = 4


@dataclass(frozen=True, slots=True)
class Match:
    """That a source speaks of a paper: how sure it is, and why, in short sentences."""

    certainty: Certainty
    reasons: tuple[str, ...]


def match(paper: Paper, version: Version) -> Match | None:
    """How sure it is that a version is one of the paper's; None where it is another's, or nothing tells."""
    common = common_ids(paper, version)
    authors = shared(paper.authors, version.authors, cut=paper.and_others, others_cut=version.and_others)
    if not common and authors is not None and not authors.number:
        return None
    likeness = title_likeness(paper, version)
    certainty = _with_id(likeness, authors) if common else _without_id(likeness, authors, _is_telling(version.title))
    if certainty is None:
        return None
    reasons = list(_reasons(common, likeness, authors, version))
    if not common and authors and authors.number == 1 and (paper.and_others or version.and_others):
        certainty = at_most(Certainty.LIKELY, certainty)  # of a long list one common name is hardly anything
    if not common and (other := other_ids(paper, version)):
        if likeness is not Likeness.SAME:
            return None
        certainty = Certainty.POSSIBLE
        reasons.append(f"it has another id: {' and '.join(other)}")
    if likeness < Likeness.SAME and (word := _beside(paper, version)):
        certainty = at_most(Certainty.LIKELY if common else Certainty.POSSIBLE, certainty)
        reasons.append(f"“{word}” is in one title and not in the other: it can be another work")
    if likeness < Likeness.SAME and version.year and version.year < min(paper.year, paper.first_appeared[0]):
        certainty = Certainty.POSSIBLE
        reasons.append(f"it is of {version.year}, before the paper first appeared")
    return Match(certainty, tuple(reasons))


def at_most(*certainties: Certainty) -> Certainty:
    """The least certain of these."""
    return max(certainties, key=lambda certainty: certainty.doubt)


def ids_of_another(paper: Paper, version: Version) -> tuple[str, ...]:
    """Ids that the record and a version have in common though the version is another paper's: one of both is wrong."""
    return () if match(paper, version) else common_ids(paper, version)


def common_ids(paper: Paper, version: Version) -> tuple[str, ...]:
    """The ids that both have, as ids are compared."""
    theirs = {folded for _, folded in _ids(version)}
    return tuple(each for each in paper.ids.folded if each in theirs)


def other_ids(paper: Paper, version: Version) -> tuple[str, ...]:
    """Ids of the version's in catalogues where a paper has one, and this paper another."""
    own = dict(paper.ids.items())
    return tuple(
        each for scheme, each in _ids(version) if scheme in _ONE_EACH and scheme in own and each not in paper.ids.folded
    )


def _ids(version: Version) -> Iterator[tuple[str, str]]:
    """Scheme and folded id of each id of a version; arXiv's own DOIs are arXiv ids."""
    for each in version.ids:
        known = (identify(each.value) if each.scheme == "doi" else None) or each
        yield known.scheme, known.folded


def title_likeness(paper: Paper, version: Version) -> Likeness:
    """How alike the version's title is to that title of the paper's which it is most alike."""
    name = frozenset([_name_form(paper.name)] if paper.name else ())
    aliases = frozenset(map(_name_form, paper.aliases))
    return max(_likeness(title, version.title, name, aliases) for title in (paper.title, *paper.also_titled))


def _likeness(title: str, other: str, names: frozenset[str], aliases: frozenset[str]) -> Likeness:
    """How alike two titles are, of which the first is that of a paper with these names.

    Aliases are also of what a paper introduced, and the next one may be named after that.
    """
    if (form := normal_form(title)) and form == normal_form(other):
        return Likeness.SAME
    one, another = _title(title), _title(other)
    own = (names | {one.name}) - {""}
    if another.name in own and one.parts == another.parts:
        return Likeness.NAME
    if one.head and another.head and one.head.numbers != another.head.numbers and another.name not in aliases:
        return Likeness.OTHER
    both_named = bool(one.name and another.name)
    ends, other_ends = ({each.rest} if both_named else {each.whole, each.rest} for each in (one, another))
    pairs = list(product(ends, other_ends))
    if any(first.is_nearly(second) for first, second in pairs):
        return Likeness.NEARLY
    if not both_named and any(first.resembles(second) for first, second in pairs):
        return Likeness.WORDS
    if another.name in aliases or (not another.name and _names_one_of(another, own | aliases)):
        return Likeness.WORDS
    return Likeness.OTHER


def _beside(paper: Paper, version: Version) -> str | None:
    """A word that tells of another work, and that the version's title has and the paper's have not, or they alone."""
    titles = (version.title, paper.title, *paper.also_titled)
    theirs, *own = ({word.removesuffix("s") for word in _BESIDE.findall(fold(title))} for title in titles)
    return None if theirs in own else min(theirs ^ own[0])


def _names_one_of(title: _Title, names: frozenset[str]) -> bool:
    return not title.spoken.isdisjoint(name for name in names if len(name) >= SHORTEST_NAME)


@dataclass(frozen=True, slots=True)
class _Text:
    """A title, or what follows its colon, as titles are compared.

    Attributes:
        form: its letters and digits.
        numbers: its numbers, Roman ones too.
        words: its telling words, without the s of their plurals.
        spoken: all its words, and each two that stand together, written as one.
    """

    form: str
    numbers: frozenset[str]
    words: frozenset[str]
    spoken: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Self:
        spoken = [word for each in _BETWEEN_WORDS.split(fold(text)) if (word := each.removesuffix("s"))]
        words, numbers = frozenset(spoken), frozenset(_NUMBER.findall(text))
        together = frozenset(map("".join, pairwise(spoken)))
        return cls(normal_form(text), numbers, words - INSIGNIFICANT or words, words | together)

    def is_nearly(self, other: _Text) -> bool:
        if self.numbers != other.numbers or not fuzz.ratio(self.form, other.form, score_cutoff=NEARLY):
            return False
        return not (self._without(other) and other._without(self))  # a word for another: *training* is not *inference*

    def _without(self, other: _Text) -> bool:
        """Whether it has a telling word that the other has in no spelling."""
        return not all(any(_is_spelling_of(word, each) for each in other.spoken) for word in self.words)

    def resembles(self, other: _Text) -> bool:
        longer = max(len(self.words), len(other.words), 1)
        return self.numbers == other.numbers and len(self.words & other.words) >= MANY_WORDS * longer


def _is_spelling_of(word: str, other: str) -> bool:
    return word == other or (word[0] == other[0] and bool(fuzz.ratio(word, other, score_cutoff=ALIKE)))


@dataclass(frozen=True, slots=True)
class _Title:
    """A title as titles are compared.

    Attributes:
        whole: all of it.
        head: what stands before its colon; None where it has none.
        rest: what follows its colon; all of it where it has none.
        name: the short name before the colon, as names are compared; empty where there is none.
        parts: Roman numbers, which tell parts of a series apart.
        spoken: each word, and each two that stand together, as names are compared.
    """

    whole: _Text
    head: _Text | None
    rest: _Text
    name: str
    parts: frozenset[str]
    spoken: frozenset[str]


@lru_cache(maxsize=2**16)
def _title(text: str) -> _Title:
    before, colon, rest = text.partition(": ")
    is_name = len(before.split()) <= LONGEST_NAME and KINDS.isdisjoint(fold(before).split())
    words = text.split()
    return _Title(
        _Text.of(text),
        _Text.of(before) if colon else None,
        _Text.of(rest if colon else text),
        _name_form(before) if is_name else "",
        frozenset(_PART.findall(text)),
        frozenset(map(_name_form, (*words, *map("".join, pairwise(words))))),
    )


def _name_form(name: str) -> str:
    """A short name as names are compared: case and hyphens do not count, digits and ``+`` do."""
    return _NOT_IN_NAME.sub("", fold(name)).strip(".,;:!?()'\"")


def _is_telling(title: str) -> bool:
    return len(_title(title).whole.words) >= TELLING


def _with_id(likeness: Likeness, authors: Shared | None) -> Certainty | None:
    """How sure it is where both have an id in common, which may be wrong on either side."""
    if likeness is Likeness.SAME:
        return Certainty.CERTAIN
    if authors is None:
        return {Likeness.NEARLY: Certainty.CERTAIN, Likeness.NAME: Certainty.LIKELY}.get(likeness)
    if authors.share >= {Likeness.NEARLY: SOME, Likeness.NAME: MOST}.get(likeness, NEARLY_ALL):
        return Certainty.LIKELY if likeness is Likeness.OTHER else Certainty.CERTAIN
    if likeness >= Likeness.NAME:
        return Certainty.LIKELY if authors.number else Certainty.POSSIBLE
    return Certainty.POSSIBLE if authors.share >= SOME else None


def _without_id(likeness: Likeness, authors: Shared | None, telling: bool) -> Certainty | None:
    """How sure it is by title and authors alone."""
    if authors is None:
        return (Certainty.LIKELY if telling else Certainty.POSSIBLE) if likeness is Likeness.SAME else None
    nearly_all = authors.share >= NEARLY_ALL and authors.first
    if likeness is Likeness.SAME:
        several = authors.number > 1 or (authors.first and authors.share >= HALF)
        if authors.share >= SOME and several and (telling or (nearly_all and authors.number > 1)):
            return Certainty.CERTAIN
        return Certainty.LIKELY if authors.number else None
    if likeness is Likeness.OTHER or authors.share < SOME:
        return None
    if nearly_all and authors.number >= SEVERAL:
        return Certainty.CERTAIN if likeness >= Likeness.NAME else Certainty.LIKELY
    if authors.share >= MOST:
        return Certainty.LIKELY if likeness >= Likeness.NAME else Certainty.POSSIBLE
    return Certainty.POSSIBLE if likeness >= Likeness.NAME else None


def _reasons(common: tuple[str, ...], likeness: Likeness, authors: Shared | None, version: Version) -> Iterator[str]:
    if common:
        yield f"it has the id {' and '.join(common)}"
    yield {
        Likeness.SAME: "it has the same title",
        Likeness.NEARLY: f"its title is nearly the same: “{version.title}”",
        Likeness.NAME: f"it has the same short name: “{version.title}”",
        Likeness.WORDS: f"its title resembles the paper's: “{version.title}”",
        Likeness.OTHER: f"its title is another: “{version.title}”",
    }[likeness]
    if authors is None:
        yield "it cannot be told whether the authors are the same"
    elif authors.share == 1:
        yield "it has the same authors"
    elif not authors.number:
        yield "it has none of the authors"
    else:
        yield f"{authors.number} of {round(authors.number / authors.share)} authors are the same"
