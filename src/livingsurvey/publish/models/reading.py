"""The model of where to start with a topic: what to read in which order, and the facts that each was chosen for."""

from __future__ import annotations

from typing import Any

from livingsurvey.insight.reading import Pick, ReadingList
from livingsurvey.publish.content import labels
from livingsurvey.publish.content.listed import cited
from livingsurvey.publish.published import Published

Model = dict[str, Any]


def start_model(published: Published, topic_id: str) -> Model | None:
    """What to read first of a topic; None where it has no reading list."""
    reading = published.reading.start(topic_id)
    if reading is None:
        return None
    return {
        "told_how": published.has_page("reading"),
        "picks": [_pick(pick, reading, published) for pick in reading.picks],
    }


def _pick(pick: Pick, reading: ReadingList, published: Published) -> Model:
    survey, _ = published.survey, published.language
    paper = survey.papers[pick.key]
    named = {each.id: each for each in survey.lists_by_paper.get(pick.key, ())}
    others = [survey.papers[key] for key in pick.papers]
    return {
        **cited(paper, survey, _),
        "summary": paper.summary and _.said(paper.summary),
        "summary_lang": paper.summary and _.borrowed(paper.summary),
        "reason": labels.why_read(pick, reading.lists, _),
        "lists": [{"name": named[name].name, "url": named[name].url} for name in pick.lists],
        "papers": [{"key": other.key, "called": other.name or other.title} for other in others],
        "tables": [{"id": table, "title": _(survey.tables[table].title)} for table in pick.tables],
    }
