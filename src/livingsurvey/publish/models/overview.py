"""The models of what shows a whole survey at a glance: its home page, and how it stands, in figures and in days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from livingsurvey.language import Language
from livingsurvey.model import Topic
from livingsurvey.publish.content import labels
from livingsurvey.publish.published import Published

Model = dict[str, Any]

IDLE_DAYS = 60
"""After how many days without a change the survey says so."""

NEWEST = 5
"""How many papers the home page lists of the month that had the latest additions."""


def home_model(published: Published, subject: str | None) -> Model:
    """The home page: the figures, the top of the tree of topics and the latest additions."""
    survey, _ = published.survey, published.language
    roots = survey.taxonomy.topics
    after = survey.info.after
    most = max([1, *(published.count(child.id) for root in roots for child in root.topics)])
    return state_model(published, subject) | {
        "has_data_page": published.has_page("data"),
        "can_contribute": published.has_page("contribute"),
        "can_choose": bool(survey.choosing and survey.tables),
        "has_traits": bool(published.compared),
        "roots": [
            {
                "id": root.id,
                "title": _.said(root.title),
                "icon": root.icon,
                "papers": published.count(root.id),
                "topics": [_branch(child, most, published) for child in root.topics],
            }
            for root in roots
        ],
        "start": [
            {"id": root.id, "title": _.said(root.title)}
            for root in roots
            if published.reading.start(root.id) is not None
        ],
        "newest": _newest(published),
        "after": after and after.model_dump(include={"title", "authors", "venue", "year", "url"}),
    }


def _newest(published: Published) -> Model | None:
    """The month of the latest additions, by the records and not by the clock: how many papers came, and the last."""
    latest = published.survey.newest_added
    if not latest:
        return None
    month = latest[0].added.replace(day=1)
    came = [paper for paper in latest if paper.added >= month]
    return {
        "month": published.language.month(month),
        "total": len(came),
        "papers": [published.listed(paper) for paper in came[:NEWEST]],
    }


def state_model(published: Published, _: str | None) -> Model:
    """What the survey is today, for a page of prose."""
    figures = published.figures
    return {
        "figures": {
            "papers": figures.papers,
            "counted": figures.counted(published.survey.info.preprints),
            "preprints": figures.preprints,
            "topics": figures.topics,
            "preprint_percent": round(100 * figures.preprints / max(figures.papers, 1)),
            "with_code": figures.with_code,
            "sourced_facts": figures.sourced_facts,
        },
        "state": standing(published),
        "years": [year._asdict() for year in labels.years(published.survey, published.survey)],
    }


def standing(published: Published) -> Model:
    """Whether the survey is alive: its newest addition and its last change, never the day it was built."""
    frozen = published.survey.info.frozen
    newest = published.survey.newest_added[:1]
    return {
        "last_change": _day(published.timeline.last_change, published.language),
        "newest_addition": _day(newest[0].added if newest else None, published.language),
        "frozen_since": _day(frozen.since if frozen else None, published.language),
        "idle_days": IDLE_DAYS,
    }


def _branch(topic: Topic, most: int, published: Published) -> Model:
    papers = published.count(topic.id)
    return {
        "id": topic.id,
        "title": published.language.said(topic.title),
        "papers": papers,
        "share": round(papers / most, 3),
    }


def _day(day: dt.date | None, language: Language) -> Model | None:
    return None if day is None else {"date": day.isoformat(), "words": language.day(day)}
