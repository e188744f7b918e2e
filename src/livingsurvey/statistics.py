"""A survey in figures."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import get_args

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
    with_conflicts: int
    with_id: dict[str, int]
    newest_addition: dt.date | None


def count(survey: Survey) -> Statistics:
    """The figures of a survey: years newest first, venues by their number of papers.

    ``venues`` and ``authors`` count those that papers name. ``published`` are the papers of a conference, workshop or
    journal, ``preprints`` those of which no published version is known, ``on_the_web`` blog posts and the like.
    """
    papers = tuple(survey)
    kinds = Counter(venue.kind if (venue := survey.venue(paper)) else None for paper in papers)
    schemes = ("arxiv", "doi", "acl", "openreview")
    venues = {name: len(group) for name, group in survey.by_venue.items()}
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
        with_conflicts=sum(bool(paper.conflicts) for paper in papers),
        with_id={scheme: sum(getattr(paper.ids, scheme) is not None for paper in papers) for scheme in schemes},
        newest_addition=max((paper.added for paper in papers), default=None),
    )
