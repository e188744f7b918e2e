"""What a survey has on a few words: the one rule of ranking, which ``assets/search/`` says in JavaScript.

An id comes before a whole name, a whole name before all words, all words before some. Within these, each word counts by
how well it was matched, where it stands, and how few entries have it; between equals the newest paper comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from livingsurvey.insight.search.criteria import criteria
from livingsurvey.insight.search.entries import KINDS, Kind
from livingsurvey.insight.search.index import Index
from livingsurvey.insight.search.matching import Forgiven, Matching
from livingsurvey.insight.search.query import Query
from livingsurvey.insight.search.words import Spellings
from livingsurvey.model import Declared, Paper, Trait
from livingsurvey.survey import Survey

MOST_OF_A_KIND: Mapping[Kind, int] = dict.fromkeys(KINDS, 3) | {"paper": 10}
"""How many hits of each kind an answer shows."""


class Tier(IntEnum):
    """How well an entry answers."""

    ID, NAME, ALL, SOME = range(4)


class Hit(NamedTuple):
    """Something that was found."""

    kind: Kind
    subject: str
    title: str
    tier: Tier


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind: how many there are, and the first of them."""

    kind: Kind
    count: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a survey has on a few words.

    Attributes:
        groups: what was found, by kind, in the order in which it is shown.
        papers: every paper that was found, best first; those with all words come before those with some.
        all: how many of them have all words.
        sure: the one thing that is meant, if there is no doubt.
        forgiven: the words that were not taken as they were typed.
    """

    groups: tuple[Group, ...]
    papers: tuple[Paper, ...]
    all: int
    sure: Hit | None
    forgiven: tuple[Forgiven, ...]

    def shown(self, fits: Callable[[Paper], bool] = lambda _: True) -> tuple[tuple[Paper, ...], int]:
        """The papers that a list shows, and how many of them have all words; where these are few, others follow.

        Args:
            fits: which papers are wanted.
        """
        with_all = tuple(paper for paper in self.papers[: self.all] if fits(paper))
        more = islice(filter(fits, self.papers[self.all :]), max(0, MOST_OF_A_KIND["paper"] - len(with_all)))
        return (*with_all, *more), len(with_all)


class _Found(NamedTuple):
    """An entry that was found: what orders it, smallest first, and where it stands."""

    tier: Tier
    better: int
    score: int
    at: int


class Search:
    """The search of a survey.

    >>> Search(survey).answer("flashattention").papers[0].key      # doctest: +SKIP
    'dao2022flashattention'

    Args:
        survey: what is searched.
    """

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._ignored = frozenset(survey.searching.ignored)
        self._spellings = Spellings(survey.searching)
        self._papers = tuple(survey)

    @cached_property
    def index(self) -> Index:
        """The words of the survey, and what they find."""
        return Index(self._survey)

    def answer(self, text: str) -> Answer:
        """What the survey has on these words, best first.

        Args:
            text: words, a name, an id or an address that holds one; in double quotes, words that must stand there as
                they are typed.
        """
        query = Query.of(text, self._ignored, self._survey.fields)
        by_id = self._by_id(query)
        if by_id:
            return self._told([_Found(Tier.ID, 0, 0, at) for at in by_id])
        matching = Matching(query, self.index, self._spellings)
        called = self._called(query)
        found = [_Found(Tier.NAME, -surely, 0, at) for at, surely in called.items()]
        found += [
            _Found(Tier.ALL if match.has_all else Tier.SOME, 0, -match.score, at)
            for at, match in matching.matches.items()
            if at not in called
        ]
        return self._told(sorted(found), tuple(matching.forgiven) if found else ())

    def _called(self, query: Query) -> Mapping[int, int]:
        """The entries that are called just so, and how surely they are meant: less so with the family name first."""
        names = self.index.names.postings
        turned = names.get("".join([*query.words[1:], *query.words[:1]]), {})
        people = {at: surely - 1 for at, surely in turned.items() if at in self.index.papers_by}
        return {**people, **names.get(query.name, {})}

    def _by_id(self, query: Query) -> list[int]:
        """The papers with the id that was typed, or with one that begins so."""
        ids = self.index.ids
        found = [at for identifier in query.identifiers for at in ids.postings.get(identifier, ())]
        if not found and not query.literal:
            begun = (term for start in query.identifiers for term in ids.beginning(start))
            found = [at for term in begun for at in ids.postings[term]]
        return list(dict.fromkeys(found))

    def _told(self, found: list[_Found], forgiven: tuple[Forgiven, ...] = ()) -> Answer:
        by_kind: dict[Kind, list[_Found]] = {}
        for each in found:
            by_kind.setdefault(self.index.entries[each.at].kind, []).append(each)
        first = {kind: (*some[0][:3], KINDS.index(kind)) for kind, some in by_kind.items()}
        order = sorted(by_kind, key=lambda kind: first[kind])
        papers = by_kind.get("paper", [])
        all_words = sum(each.tier < Tier.SOME for each in papers)
        groups = []
        for kind in order:
            hits = tuple(map(self._hit, islice(by_kind[kind], MOST_OF_A_KIND[kind])))
            groups.append(Group(kind, (all_words or len(hits)) if kind == "paper" else len(by_kind[kind]), hits))
        sure = self._hit(found[0]) if _is_sure(found) else None
        return Answer(tuple(groups), tuple(self._papers[each.at] for each in papers), all_words, sure, forgiven)

    def _hit(self, found: _Found) -> Hit:
        entry = self.index.entries[found.at]
        return Hit(entry.kind, entry.subject, entry.title, found.tier)


def _is_sure(found: list[_Found]) -> bool:
    if not found:
        return False
    if len(found) == 1:
        return found[0].tier < Tier.SOME
    return found[0].tier <= Tier.NAME and found[0][:2] < found[1][:2]


def chosen(
    survey: Survey,
    *,
    topic: str | None = None,
    years: Collection[int] | None = None,
    venue: str | None = None,
    traits: Mapping[str, str] | None = None,
    unknown: bool = False,
) -> Callable[[Paper], bool]:
    """Whether a paper is one of those that are looked at.

    Args:
        survey: where to search.
        topic: only papers of this topic or one below it.
        years: only papers of these years.
        venue: only papers of the venue with this name or alias.
        traits: only papers that say so, by the ids of traits and own fields: ``{"draft": "self,heads",
            "weight-bits": "..4"}``.
        unknown: papers too of which a trait that applies to them is not known.

    Raises:
        UnknownName: the topic, the venue, a trait or its value does not exist; the message names the nearest.
        UsageError: what is asked of a trait is no number and no range of them.
    """
    asked = criteria(survey, traits or {})
    keys = None if topic is None else {paper.key for paper in survey.papers_in(topic)}
    name = None if venue is None else survey.known_venue(venue).name

    def fits(paper: Paper) -> bool:
        is_there = (keys is None or paper.key in keys) and (name is None or paper.venue == name)
        if not is_there or (years is not None and paper.year not in years):
            return False
        for criterion in asked:
            is_met = criterion.is_met_by(paper)
            if not is_met and not (unknown and is_met is None and _applies(criterion.trait, paper, survey)):
                return False
        return True

    return fits


def _applies(declared: Declared, paper: Paper, survey: Survey) -> bool:
    return declared in (survey.compared_by(paper) if isinstance(declared, Trait) else survey.fields_of(paper.topics))
