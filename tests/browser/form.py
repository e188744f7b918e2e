"""What the form on the site reads, for tests that run its scripts without a site."""

from __future__ import annotations

import json
from typing import Any

from livingsurvey import Survey
from livingsurvey.publish.companions.identities import identities
from livingsurvey.publish.companions.records import records
from livingsurvey.publish.companions.ruleset import letters, rules
from livingsurvey.schema import FOLDER as SCHEMAS
from livingsurvey.schema import schemas

TODAY = "2026-01-02"
"""The day that has begun somewhere, for the form."""
WITHOUT_NEIGHBOURS = {"keys": [], "ids": {}, "titles": {}}


def files_of(survey: Survey, *, neighbours: Survey | None = None) -> dict[str, Any]:
    """What the form on the survey's site reads; other records are those of ``neighbours``."""
    made = json.loads(rules(survey))
    if neighbours is None:
        made["abbreviations"] = []
    return {
        "rules": made,
        "schema": json.loads(schemas(survey)[f"{SCHEMAS}/paper.schema.json"]),
        "identities": json.loads(identities(neighbours)) if neighbours else WITHOUT_NEIGHBOURS,
        "records": json.loads(records(neighbours)) if neighbours else None,
        "letters": json.loads(letters()),
        "today": TODAY,
    }
