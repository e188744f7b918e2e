"""The models of what stands in the slots of the engine's pages: ``<!-- slot NAME -->`` shows ``NAME.html.j2``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from livingsurvey.extensions import Page
from livingsurvey.extensions.loading import added
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
from livingsurvey.survey import Survey

Model = dict[str, Any]

Models = Mapping[str, Callable[[Published, str | None], Model]]

MODELS: Models = {
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


def models_of(published: Published) -> Models:
    """Those of the program, and of pages that extensions add for the survey.

    Raises:
        BrokenExtension: an extension cannot be imported.
    """
    return {**MODELS, **{page.slot: partial(_own, page) for page in added(Page, published.survey)}}


def added_templates(survey: Survey) -> dict[str, str]:
    """The templates that such pages bring, by their names.

    Raises:
        BrokenExtension: an extension cannot be imported.
    """
    return {f"fragments/{page.slot}.html.j2": page.text for page in added(Page, survey) if page.text is not None}


def _own(page: Page, published: Published, subject: str | None) -> Model:
    return dict(page.model(published.survey))
