"""The models of what stands in the slots of the engine's pages: ``<!-- slot NAME -->`` shows ``NAME.html.j2``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from livingsurvey.publish.models import (
    changes,
    choose,
    downloads,
    fieldmap,
    forms,
    frameworks,
    indexes,
    leaderboards,
    overview,
    results,
    surveys,
    topics,
    trends,
)
from livingsurvey.publish.published import Published

Model = dict[str, Any]

MODELS: Mapping[str, Callable[[Published, str | None], Model]] = {
    "authors": indexes.authors_model,
    "candidates": surveys.candidates_model,
    "changes": changes.changes_model,
    "choose": choose.choose_model,
    "compare": forms.compare_model,
    "contribute": forms.contribute_model,
    "downloads": downloads.downloads_model,
    "explore": forms.explore_model,
    "feeds": topics.tree_model,
    "frameworks": frameworks.matrix_model,
    "home": overview.home_model,
    "leaderboards": leaderboards.leaderboards_model,
    "map": fieldmap.map_model,
    "papers": indexes.papers_model,
    "results": results.results_model,
    "state": overview.state_model,
    "survey": surveys.survey_model,
    "surveys": surveys.surveys_model,
    "topic": topics.topic_model,
    "topics": topics.tree_model,
    "trends": trends.trends_model,
    "venues": indexes.venues_model,
}
"""What makes the model of each fragment, from the survey and the id of the topic or other survey that the page is
about, if it is about one."""
