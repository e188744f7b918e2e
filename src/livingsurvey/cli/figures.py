"""The statistics of a survey, for a person or a program."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator

from livingsurvey.insight.statistics import Statistics

_LISTED_VENUES = 10
_BAR = 40


def as_json(statistics: Statistics) -> str:
    """Every figure of :class:`Statistics` under its name."""
    figures = dataclasses.asdict(statistics)
    newest = statistics.newest_addition
    figures["newest_addition"] = newest.isoformat() if newest else None
    return json.dumps(figures, ensure_ascii=False, indent=2)


def as_text(statistics: Statistics) -> str:
    """Figures with their share of all papers, then years and the venues with most papers."""
    figures = statistics
    newest = figures.newest_addition
    lines = [
        f"{figures.papers:,} papers, {figures.topics:,} topics, {figures.venues:,} venues, {figures.authors:,} authors",
        f"newest addition {newest.isoformat() if newest else 'none'}, {figures.sourced_facts:,} facts with a source",
        "",
        *_shares(figures),
        "",
        *_bars({str(year): number for year, number in figures.by_year.items()}),
        "",
        *_bars(dict(list(figures.by_venue.items())[:_LISTED_VENUES])),
    ]
    more = len(figures.by_venue) - _LISTED_VENUES
    if more > 0:
        lines.append(f"and {more:,} more venues")
    return "\n".join([*lines, ""])


def _shares(figures: Statistics) -> Iterator[str]:
    counted = {
        "published": figures.published,
        "preprint only": figures.preprints,
        "on the web": figures.on_the_web,
        "with authors": figures.with_authors,
        "with code": figures.with_code,
        "with a short name": figures.with_name,
        "with sources": figures.with_sources,
        "with a conflict": figures.with_conflicts,
        "with arXiv id": figures.with_id["arxiv"],
        "with DOI": figures.with_id["doi"],
        "with ACL id": figures.with_id["acl"],
        "with OpenReview id": figures.with_id["openreview"],
    }
    for label, number in counted.items():
        share = 100 * number / figures.papers if figures.papers else 0
        yield f"{label:<18} {number:>7,}  {share:>5.1f} %"


def _bars(counts: dict[str, int]) -> Iterator[str]:
    most = max(counts.values(), default=1)
    width = max((len(label) for label in counts), default=0)
    for label, number in counts.items():
        yield f"{label:<{width}} {number:>7,}  {'█' * max(1, round(_BAR * number / most))}"
