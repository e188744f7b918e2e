"""The functions and values that every fragment can use, by the names that templates call them."""

from __future__ import annotations

from typing import Any

from livingsurvey.publish import addresses
from livingsurvey.publish.content import labels
from livingsurvey.publish.rendering.view import View


def template_functions(view: View) -> dict[str, Any]:
    """What templates are given to show this survey with; :class:`.sheet.Sheet` adds what renders other fragments."""
    survey = view.survey
    return {
        "survey": survey,
        "count": view.count,
        "years": lambda papers: labels.years(papers, survey),
        "source_url": labels.source_url,
        "short_authors": labels.short_authors,
        "long_date": labels.long_date,
        "arxiv_url": addresses.arxiv_url,
    }
