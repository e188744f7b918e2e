"""The models of what shows a whole survey at a glance: its home page, and how it stands, in figures and in days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from livingsurvey.model import Topic
from livingsurvey.publish.content import labels
from livingsurvey.publish.rendering.view import View

Model = dict[str, Any]

IDLE_DAYS = 60
"""After how many days without a change the survey says so."""

NEWEST = 8
"""How many of the latest additions the home page lists."""


def home_model(view: View, _: str | None) -> Model:
    """The home page: the figures, the tree of topics and the latest additions."""
    survey = view.survey
    roots = survey.taxonomy.topics
    after = survey.info.after
    most = max([1, *(view.count(child.id) for root in roots for child in root.topics)])
    return state_model(view, None) | {
        "has_data_page": view.has_page("data"),
        "can_choose": bool(survey.choosing and survey.tables),
        "roots": [
            {
                "id": root.id,
                "title": root.title.en,
                "icon": root.icon,
                "papers": view.count(root.id),
                "nodes": sum(1 for _ in root.walk()),
                "topics": [_branch(child, most, view) for child in root.topics],
            }
            for root in roots
        ],
        "newest": [view.listed(paper) for paper in survey.newest_added[:NEWEST]],
        "after": after and after.model_dump(include={"title", "authors", "venue", "year", "url"}),
    }


def state_model(view: View, _: str | None) -> Model:
    """What the survey is today, for a page of prose."""
    figures = view.figures
    return {
        "figures": {
            "papers": figures.papers,
            "topics": figures.topics,
            "preprint_percent": round(100 * figures.preprints / max(figures.papers, 1)),
            "with_code": figures.with_code,
            "sourced_facts": f"{figures.sourced_facts:,}",
        },
        "state": standing(view),
        "years": [year._asdict() for year in labels.years(view.survey, view.survey)],
    }


def standing(view: View) -> Model:
    """Whether the survey is alive: its newest addition and its last change, never the day it was built."""
    frozen = view.survey.info.frozen
    newest = view.survey.newest_added[:1]
    return {
        "last_change": _day(view.timeline.last_change),
        "newest_addition": _day(newest[0].added if newest else None),
        "frozen_since": _day(frozen.since if frozen else None),
        "idle_days": IDLE_DAYS,
    }


def _branch(topic: Topic, most: int, view: View) -> Model:
    papers = view.count(topic.id)
    return {
        "id": topic.id,
        "title": topic.title.en,
        "papers": papers,
        "share": round(papers / most, 3),
        "topics": [_branch(child, most, view) for child in topic.topics],
    }


def _day(day: dt.date | None) -> Model | None:
    return None if day is None else {"date": day.isoformat(), "words": labels.long_date(day)}
