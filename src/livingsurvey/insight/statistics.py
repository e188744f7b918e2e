"""A survey in figures."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Literal, NamedTuple, get_args

from livingsurvey.model import Paper
from livingsurvey.model.venue import Kind
from livingsurvey.survey import Survey


@dataclass(frozen=True, slots=True)
class Statistics:
    """How many papers there are of each sort. Shares are left to the reader: all counts are of ``papers``."""

    papers: int
    topics: int
    venues: int
    authors: int
    by_year: dict[int, int]
    by_venue: dict[str, int]
    by_kind: dict[str, int]
    published: int
    preprints: int
    on_the_web: int
    with_authors: int
    with_code: int
    with_name: int
    with_other_titles: int
    with_sources: int
    sourced_facts: int
    with_summary: int
    with_traits: int
    with_conflicts: int
    with_id: dict[str, int]
    newest_addition: dt.date | None

    def counted(self, preprints: Literal["counted", "apart"]) -> int:
        """The number of papers that a survey says it has: with preprints, or without them."""
        return self.papers if preprints == "counted" else self.papers - self.preprints


def count(survey: Survey) -> Statistics:
    """The figures of a survey: years newest first, venues by their number of papers.

    ``venues`` and ``authors`` count those that papers name. ``published`` are the papers of a conference, workshop or
    journal, ``preprints`` those of which no published version is known, ``on_the_web`` blog posts and the like.
    ``sourced_facts`` are the values that name where they were read: those of papers, the answers about frameworks, and
    the cells of result tables.
    """
    papers = tuple(survey)
    venues = {name: len(group) for name, group in survey.by_venue.items()}
    kinds: Counter[str | None] = Counter()
    for name, held in venues.items():
        kinds[venue.kind if (venue := survey.venues.get(name)) else None] += held
    schemes = Counter(dict.fromkeys(("arxiv", "doi", "acl", "openreview"), 0))
    for identifier, group in survey.by_id.items():
        schemes[identifier.partition(":")[0]] += len(group)
    return Statistics(
        papers=len(papers),
        topics=len(survey.taxonomy.by_id),
        venues=len(venues),
        authors=len(survey.by_author),
        by_year={year: len(group) for year, group in survey.by_year.items()},
        by_venue=dict(sorted(venues.items(), key=lambda pair: (-pair[1], pair[0]))),
        by_kind={kind: kinds[kind] for kind in get_args(Kind)},
        published=sum(kinds[kind] for kind in ("conference", "workshop", "journal")),
        preprints=kinds["preprint"],
        on_the_web=kinds["web"],
        with_authors=sum(bool(paper.authors) for paper in papers),
        with_code=sum(paper.has_code for paper in papers),
        with_name=sum(paper.name is not None for paper in papers),
        with_other_titles=sum(bool(paper.also_titled) for paper in papers),
        with_sources=sum(bool(paper.sources) for paper in papers),
        sourced_facts=_sourced_facts(survey),
        with_summary=sum(paper.summary is not None for paper in papers),
        with_traits=sum(bool(paper.traits) for paper in papers),
        with_conflicts=sum(bool(paper.conflicts) for paper in papers),
        with_id=dict(schemes),
        newest_addition=next((paper.added for paper in survey.newest_added), None),
    )


def _sourced_facts(survey: Survey) -> int:
    stated = [statement for framework in survey.frameworks for statement in framework.statements]
    return (
        sum(len(paper.sources) for paper in survey)
        + sum(len(abilities) for statement in stated for _, abilities in statement.answers())
        + sum(len(row.values) for table in survey.tables.values() for row in table.rows)
    )


PERIODS = 12
"""How many years :func:`trends` tells apart."""

_REVIEWED = ("conference", "workshop", "journal")


class Period(NamedTuple):
    """A year, or the first years together where there are too many; both ends are included."""

    first: int
    last: int


Counts = tuple[int, ...]
"""Papers in each period."""


@dataclass(frozen=True, slots=True)
class Trends:
    """Papers by period. A paper counts once under each topic that it is filed under or below."""

    periods: tuple[Period, ...]
    papers: Counts
    preprints: Counts
    with_code: Counts
    by_topic: dict[str, Counts]
    """Every topic of the tree, in the order of the tree."""
    by_venue: dict[str, Counts]
    """The venues that papers name, the one with most papers first."""
    lags: dict[int, int]
    """Papers by the years from their arXiv id to their published version, for the papers that have both."""
    published: int


def trends(survey: Survey) -> Trends:
    """How the survey's papers spread over the years that their versions appeared in."""
    periods = _periods(survey.by_year)
    at = partial(_counts, periods)
    reviewed = [
        paper
        for name, papers in survey.by_venue.items()
        if (venue := survey.venues.get(name)) is not None and venue.kind in _REVIEWED
        for paper in papers
    ]
    lags = Counter(paper.year - paper.first_appeared[0] for paper in reviewed if paper.ids.arxiv is not None)
    venues = sorted(survey.by_venue.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return Trends(
        periods=periods,
        papers=at(survey),
        preprints=at(survey, survey.is_preprint),
        with_code=at(survey, lambda paper: paper.has_code),
        by_topic={topic: at(survey.papers_in(topic)) for topic in survey.taxonomy.by_id},
        by_venue={name: at(papers) for name, papers in venues},
        lags=dict(sorted(lags.items())),
        published=len(reviewed),
    )


def _periods(years: Iterable[int]) -> tuple[Period, ...]:
    known = sorted(years)
    if not known:
        return ()
    first, last = known[0], known[-1]
    own = max(first, last - PERIODS + 1)
    single = [Period(year, year) for year in range(own, last + 1)]
    return (Period(first, own), *single[1:]) if first < own else tuple(single)


def _counts(
    periods: tuple[Period, ...], papers: Iterable[Paper], chosen: Callable[[Paper], bool] | None = None
) -> Counts:
    years = Counter([paper.year for paper in (papers if chosen is None else filter(chosen, papers))])
    return tuple(sum(years[year] for year in range(first, last + 1)) for first, last in periods)
