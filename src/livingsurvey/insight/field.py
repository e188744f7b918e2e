"""A field as the tree of its topics: how much there is of each, and how much of that is new."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from livingsurvey.model import Topic
from livingsurvey.survey import Survey

Month = tuple[int, int]
"""A year and one of its months, or 0 where only the year is known."""


@dataclass(frozen=True, slots=True)
class Part:
    """A topic with papers, and the topics below it that have some, the largest first.

    ``papers`` counts those of the topics below too, each once; ``recent`` are those of the last year of a
    :class:`Field`, ``median_year`` is that of their first versions.
    """

    topic: Topic
    papers: int
    recent: int
    median_year: int
    parts: tuple[Part, ...]

    @property
    def percent(self) -> int:
        """The share of its papers that are recent."""
        return round(100 * self.recent / self.papers)

    def walk(self) -> Iterator[Part]:
        """The part and all below it."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class Field:
    """All topics that have papers. ``since`` and ``until`` are the first and the last month of the last year."""

    parts: tuple[Part, ...]
    since: Month
    until: Month

    def walk(self) -> Iterator[Part]:
        """All parts, each before those below it."""
        for part in self.parts:
            yield from part.walk()

    def below(self, topic_id: str | None) -> tuple[Part, ...]:
        """The parts below a topic, or the roots."""
        found = (part.parts for part in self.walk() if part.topic.id == topic_id)
        return self.parts if topic_id is None else next(found, ())


def field_of(survey: Survey) -> Field:
    """The field that a survey is about; without papers it has no parts.

    The last year are the twelve months up to the newest in which a paper appeared first, whatever day it is today. A
    paper of which only the year is known counts as recent where all of that year is; where nothing newer is known than
    a year, that year is the last.
    """
    until = max((paper.first_appeared for paper in survey), default=(0, 0))
    year, month = until
    since = (year - 1, month + 1) if 0 < month < 12 else (year, month and 1)
    return Field(_parts(survey, survey.taxonomy.topics, since), since, until)


def _parts(survey: Survey, topics: tuple[Topic, ...], since: Month) -> tuple[Part, ...]:
    parts = [_part(survey, topic, since) for topic in topics if survey.papers_in(topic.id)]
    return tuple(sorted(parts, key=lambda part: -part.papers))


def _part(survey: Survey, topic: Topic, since: Month) -> Part:
    papers = survey.papers_in(topic.id)
    return Part(
        topic=topic,
        papers=len(papers),
        recent=sum(paper.first_appeared >= since for paper in papers),
        median_year=statistics.median_low([paper.first_appeared[0] for paper in papers]),
        parts=_parts(survey, topic.topics, since),
    )
