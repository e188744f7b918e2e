"""The model of the page that shows the lineage of a topic: two drawings, and the same in words."""

from __future__ import annotations

import datetime as dt
from typing import Any

from livingsurvey.insight.lineage import Lineage, Work
from livingsurvey.publish.content import labels, lineage
from livingsurvey.publish.models.cards import topics_card
from livingsurvey.publish.models.topics import beside
from livingsurvey.publish.published import Published

Model = dict[str, Any]


def lineage_model(topic_id: str, told: Lineage, published: Published) -> Model:
    """The page of the lineage of a topic."""
    survey, _ = published.survey, published.language
    topic = survey.topic(topic_id)
    called = {work.key: labels.called(survey.papers[work.key]) for work in told.works}
    return {
        "id": topic_id,
        "card": topics_card(topic, _),
        "title": _.said(topic.title),
        "beside": beside(topic, _),
        "survey": _(survey.info.title),
        "above": [{"id": node.id, "title": _.said(node.title)} for node in survey.taxonomy.paths[topic_id][:-1]],
        "total": published.count(topic_id),
        "is_compared": topic_id in published.compared,
        "across": _drawn(lineage.across(told, called)),
        "down": _drawn(lineage.down(told, called)),
        "works": [_work(work, told, called, published) for work in told.works],
    }


def _drawn(drawing: lineage.Drawing) -> Model:
    parts = ("labels", "ties", "years", "bars")
    return drawing._asdict() | {part: [each._asdict() for each in getattr(drawing, part)] for part in parts}


def _work(work: Work, told: Lineage, called: dict[str, str], published: Published) -> Model:
    survey, _ = published.survey, published.language
    year, month = work.month
    first = dt.date(year, month or 1, 1)
    return {
        "key": work.key,
        "called": called[work.key],
        "title": survey.papers[work.key].title,
        "month": _.month_of_year(first) if month else "",
        "when": _.month_and_year(first) if month else str(year),
        "is_start": work.is_start,
        "names": [{"key": key, "called": called[key]} for key in work.names],
        "tables": [
            {"id": table, "title": _(survey.tables[table].title)}
            for table, works in told.tables.items()
            if work.key in works
        ],
    }
