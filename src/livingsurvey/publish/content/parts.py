"""Which parts the site of a survey has: those that it has data for, and that survey.yaml does not switch off."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from livingsurvey.insight.search.entries import authors
from livingsurvey.model import Features
from livingsurvey.survey import Survey

ALL: Mapping[str, bool] = MappingProxyType(dict.fromkeys(Features.model_fields, True))
"""Every part, for templates that are rendered for no survey in particular."""


def parts(survey: Survey) -> dict[str, bool]:
    """Whether the site has each part of :class:`livingsurvey.model.Features`; templates know it as ``has``."""
    there = {
        "authors": bool(authors(survey)),
        "venues": bool(survey.by_venue),
        "compare": _can_be_compared(survey),
        "comparisons": bool(survey.traits),
        "results": bool(survey.tables),
        "leaderboards": survey.has_leaderboards,
        "choose": bool(survey.tables and survey.choosing),
        "frameworks": bool(survey.frameworks),
        "surveys": bool(survey.surveys),
        "contribute": (survey.root / "docs" / "contribute.md").is_file(),
    }
    return {name: there.get(name, True) and wanted for name, wanted in survey.info.features}


def _can_be_compared(survey: Survey) -> bool:
    """Whether records say of two papers or more what papers side by side are read for."""
    told = (paper for paper in survey if paper.summary or paper.traits or paper.key in survey.results_by_paper)
    return next(told, None) is not None and len(survey) > 1
