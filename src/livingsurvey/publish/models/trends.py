"""The model of the page of trends: how papers spread over years, topics and venues, as charts and as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from livingsurvey.insight import statistics
from livingsurvey.insight.statistics import Counts, Period, Trends
from livingsurvey.language import Language
from livingsurvey.model import Topic
from livingsurvey.publish.content import drawing
from livingsurvey.publish.content.drawing import Line
from livingsurvey.publish.published import Published

Model = dict[str, Any]

LISTED_VENUES = 12
"""How many venues are drawn; the table beside has all."""

_SHORT_FROM = 10
"""From how many periods on a year is cut to its last two digits below a chart."""


def trends_model(published: Published, subject: str | None) -> Model:
    """All that the page of trends draws and lists; without papers no more than that there are no periods."""
    survey, _ = published.survey, published.language
    trends = statistics.trends(survey)
    roots, paths = survey.taxonomy.topics, survey.taxonomy.paths
    counts = trends.by_topic
    branches = max([1, *(max(counts[root.id]) for root in roots)]) if trends.periods else 1
    below = [child for root in roots for child in root.topics]
    darkest = max([1, *(max(counts[child.id]) for child in below)]) if trends.periods else 1
    known = sum(trends.lags.values())
    model = {
        "total": sum(trends.papers),
        "periods": [_period(period, len(trends.periods), _) for period in trends.periods],
        "can_contribute": published.has_page("contribute"),
        "published": trends.published,
        "lags_known": known,
    }
    if not trends.periods:
        return model
    return model | {
        "branches": [
            {
                "id": root.id,
                "title": _.said(root.title),
                "papers": published.count(root.id),
                "most": max(counts[root.id]),
                "most_in": counts[root.id].index(max(counts[root.id])),
                "last": counts[root.id][-1],
                "columns": _columns(counts[root.id], branches),
            }
            for root in roots
        ],
        "branch_rows": [*(_topic_row(root, trends, _) for root in roots), _all(trends, _)],
        "grids": [
            {
                "id": top.id,
                "root": number,
                "root_title": _.said(root.title),
                "title": _.said(top.title),
                "grid": drawing.grid(
                    [
                        Line(
                            _("All together") if node is top and top.topics else _.said(node.title),
                            counts[node.id],
                            len(paths[node.id]) - len(paths[top.id]),
                            node is top,
                        )
                        for node in top.walk()
                    ],
                    darkest,
                ),
            }
            for number, root in enumerate(roots)
            for top in root.topics or [root]
        ],
        "topic_rows": [_topic_row(topic, trends, _) for topic in survey.taxonomy.walk()],
        "venues": len(trends.by_venue),
        "venue_grid": _venue_grid(trends),
        "venue_rows": [_row(name, f"venue={quote(name, safe='')}", papers) for name, papers in trends.by_venue.items()],
        "lags": [
            {"label": _lag(years, _)} | bar
            for years, bar in zip(trends.lags, drawing.bars(list(trends.lags.values())), strict=True)
        ],
        "preprints": _share("version=preprint", trends.preprints, trends, _),
        "code": _share("code=1", trends.with_code, trends, _),
    }


def _period(period: Period, periods: int, _: Language) -> Model:
    words = f"{period.last}" if period.first == period.last else _("to {year}", year=period.last)
    short = _("'{year}", year=str(period.last)[2:]) if periods >= _SHORT_FROM else words
    return {"first": period.first, "last": period.last, "words": words, "short": short}


def _lag(years: int, _: Language) -> str:
    """How long after its preprint a paper was published."""
    if years > 1:
        return _("After {years} years", years=years)
    return _("Preprint came later") if years < 0 else _("In the next year") if years else _("In the same year")


def _columns(counts: Counts, scale: int) -> list[Model]:
    return [{"count": count} | column for count, column in zip(counts, drawing.columns(counts, scale), strict=True)]


def _share(query: str, counts: Counts, trends: Trends, language: Language) -> Model:
    """Which part of the papers of each period some of them are."""
    shares = [count / max(papers, 1) for count, papers in zip(counts, trends.papers, strict=True)]
    return {
        "query": query,
        "counts": list(counts),
        "total": sum(counts),
        "columns": [
            {"percent": round(100 * share) if papers else None, "papers": papers} | column
            for share, papers, column in zip(shares, trends.papers, drawing.columns(shares, 1), strict=True)
        ],
        "all": _all(trends, language),
    }


def _venue_grid(trends: Trends) -> Model:
    listed = list(trends.by_venue.items())[:LISTED_VENUES]
    most = max(max(counts) for _, counts in listed)
    return drawing.grid([Line(name, counts) for name, counts in listed], most)


def _topic_row(topic: Topic, trends: Trends, language: Language) -> Model:
    return _row(language.said(topic.title), f"topic={topic.id}", trends.by_topic[topic.id])


def _all(trends: Trends, _: Language) -> Model:
    return _row(_("All papers"), "", trends.papers)


def _row(label: str, query: str, counts: Sequence[int]) -> Model:
    """A row of a table of numbers; ``query`` is what finds its papers in Explore."""
    return {"label": label, "query": query, "counts": list(counts), "total": sum(counts)}
