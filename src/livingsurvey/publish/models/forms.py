"""The models of pages that are forms: Explore, which filters the papers, and Contribute, which makes a record."""

from __future__ import annotations

from typing import Any

from livingsurvey.model import Topic
from livingsurvey.publish import addresses
from livingsurvey.publish.rendering.view import View

Model = dict[str, Any]


def explore_model(view: View, _: str | None) -> Model:
    """What papers can be filtered by."""
    survey = view.survey
    venues = sorted(survey.by_venue.items(), key=lambda pair: pair[0].lower())
    return {
        "topics": [_branch(root, view) for root in survey.taxonomy.topics],
        "years": list(survey.by_year),
        "venues": [{"name": name, "papers": len(papers)} for name, papers in venues],
        "has_results": bool(survey.results),
        "can_contribute": view.has_page("contribute"),
    }


def contribute_model(view: View, _: str | None) -> Model:
    """What a new record can be filled with."""
    survey = view.survey
    return {
        "topics": [_branch(root, view) for root in survey.taxonomy.topics],
        "venues": list(survey.venues),
        "new_file_at": addresses.new_file_url(survey.info),
    }


def _branch(topic: Topic, view: View) -> Model:
    return {
        "id": topic.id,
        "title": topic.title.en,
        "papers": view.count(topic.id),
        "topics": [_branch(child, view) for child in topic.topics],
    }
