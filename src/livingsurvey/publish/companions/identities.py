"""What tells one paper from another, in one file: keys, ids and titles, for the form that checks new records."""

from __future__ import annotations

from typing import Any

import pydantic_core

from livingsurvey.checks.places import titles
from livingsurvey.model.title import normal_form
from livingsurvey.survey import Survey


def identities(survey: Survey) -> bytes:
    """A JSON object of all papers.

    ``keys`` lists them; ``ids`` (``scheme:id``, a DOI in small letters) and ``titles`` (in their normal form) give the
    place of each paper among the keys.
    """
    ids: dict[str, int] = {}
    titled: dict[str, int] = {}
    for place, paper in enumerate(survey):
        for identifier in paper.ids.folded:
            ids.setdefault(identifier, place)
        for _, title in titles(paper):
            form = normal_form(title)
            if form:
                titled.setdefault(form, place)
    content: dict[str, Any] = {
        "keys": list(survey.papers),
        "ids": ids,
        "titles": titled,
    }
    return pydantic_core.to_json(content)
