"""The lineage of a topic: which of its works came when, and which of them are tied by a fact that has a source.

Two facts tie works: the title or the summary of one names the other (:mod:`livingsurvey.insight.naming`), or both are
measured in one table. That one builds on another is nowhere said, so it is not told either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from livingsurvey.insight.reading import LARGE, Reading
from livingsurvey.model import Paper
from livingsurvey.survey import Survey

FEWEST, MOST = 8, 24
"""How many works a lineage shows by name: with fewer there is none, and more would not be read."""

TIE = 4
"""As how many public lists that name a work one tie counts, where it is to be among those that are shown."""

Month = tuple[int, int]
"""A year, and in it a month; 0 where only the year is known."""


class Work(NamedTuple):
    """A work of a lineage: when it first appeared, whether to start with it, and which others there it names."""

    key: str
    month: Month
    is_start: bool
    names: tuple[str, ...]


class Lineage(NamedTuple):
    """Those works of a topic that are tied or named most, oldest first, and how many papers each month has in all.

    ``tables`` has the works that stand in each table, by its id, where they are several.
    """

    works: tuple[Work, ...]
    tables: Mapping[str, tuple[str, ...]]
    papers: Mapping[Month, int]


def lineage(topic_id: str, survey: Survey, reading: Reading) -> Lineage | None:
    """The lineage of a topic; None where it has too few papers, or too few of them can be called by a name."""
    papers = survey.papers_in(topic_id)
    if len(papers) < LARGE:
        return None
    keys = {paper.key for paper in papers}
    start = reading.start(topic_id)
    starts = {pick.key for pick in start.picks} if start else set()
    names = {(by, named) for named in keys for by in reading.named_by.get(named, ()) if by in keys}
    tables = {name: keys & {row.paper for row in table.rows if row.paper} for name, table in survey.tables.items()}
    told = Counter(key for tie in names for key in tie)
    told.update(key for measured in tables.values() if len(measured) > 1 for key in measured)

    def told_most_first(paper: Paper) -> tuple[bool, int, tuple[Month, str]]:
        lists = len(survey.lists_by_paper.get(paper.key, ()))
        return paper.key not in starts, -TIE * told[paper.key] - lists, _age(paper)

    known = (paper for paper in papers if paper.key in starts or paper.key in told or paper.name)
    chosen = sorted(sorted(known, key=told_most_first)[:MOST], key=_age)
    if len(chosen) < FEWEST:
        return None
    works = tuple(
        Work(
            paper.key,
            paper.first_appeared,
            paper.key in starts,
            tuple(other.key for other in chosen if (paper.key, other.key) in names),
        )
        for paper in chosen
    )
    among = {name: tuple(work.key for work in works if work.key in measured) for name, measured in tables.items()}
    return Lineage(
        works,
        {name: those for name, those in among.items() if len(those) > 1},
        Counter(paper.first_appeared for paper in papers),
    )


def _age(paper: Paper) -> tuple[Month, str]:
    return paper.first_appeared, paper.key
