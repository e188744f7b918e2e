"""How much of a survey says what its papers do and what they are compared by, and when that was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from livingsurvey.model import Paper, Topic, Trait
from livingsurvey.survey import Survey

LARGE = 100
"""Papers from which on a topic is counted by itself, as every root is."""


class Known(NamedTuple):
    """Of how many papers a value is known, of those to which a trait applies."""

    trait: Trait
    known: int
    papers: int

    @property
    def share(self) -> float:
        """Percent of the papers to which it applies."""
        return 100 * self.known / self.papers if self.papers else 0.0


class Part(NamedTuple):
    """The papers of a topic: how many there are, have a summary and have traits, and what is known of each trait."""

    topic: Topic
    papers: int
    with_summary: int
    with_traits: int
    known: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a survey's papers: of the roots and the large topics in the order of the tree, and of all."""

    parts: tuple[Part, ...]
    known: tuple[Known, ...]
    months: dict[str, int]
    """How many papers were read in each month (``2026-11``), the oldest first; each at its last reading."""


def told(survey: Survey) -> Told:
    """What is told of a survey's papers; empty where no record has a summary or traits."""
    if not any(paper.summary or paper.traits for paper in survey):
        return Told((), (), {})
    roots = survey.taxonomy.topics
    chosen = [topic for topic in survey.taxonomy.walk() if topic in roots or len(survey.papers_in(topic.id)) >= LARGE]
    months = Counter(f"{max(reading.date for reading in paper.read):%Y-%m}" for paper in survey if paper.read)
    return Told(
        parts=tuple(_part(topic, survey) for topic in chosen),
        known=_known(tuple(survey), survey.listed_traits, survey),
        months=dict(sorted(months.items())),
    )


def _part(topic: Topic, survey: Survey) -> Part:
    papers = survey.papers_in(topic.id)
    return Part(
        topic,
        len(papers),
        sum(paper.summary is not None for paper in papers),
        sum(bool(paper.traits) for paper in papers),
        _known(papers, survey.traits_of(topic.id), survey),
    )


def _known(papers: Sequence[Paper], traits: Sequence[Trait], survey: Survey) -> tuple[Known, ...]:
    applying = Counter(trait.id for paper in papers for trait in survey.compared_by(paper))
    known = Counter(name for paper in papers for name in paper.traits)
    return tuple(Known(trait, known[trait.id], applying[trait.id]) for trait in traits)
