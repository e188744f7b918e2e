"""A paper of a list as a record, and why it can be none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from livingsurvey.intake.collection import Collected
from livingsurvey.intake.doubt import Doubt
from livingsurvey.intake.entry import IMPRINT
from livingsurvey.model import Paper
from livingsurvey.model.audit import Kind
from livingsurvey.model.paper import MOST
from livingsurvey.store.diagnosis import reasons

_MOST_REASONS = 3
_ANY_DAY = dt.date(2026, 1, 31)


def record(paper: Collected, topics: Sequence[str], added: dt.date) -> dict[str, Any]:
    """The fields of a paper's record, in their order; what is not known is not there."""
    entry = paper.entry
    links = {name: getattr(entry, name) for name in ("page", "pdf", "code", "project")}
    links["reimplementations"] = list(entry.reimplementations)
    fields: dict[str, Any] = {
        "title": entry.title,
        "also_titled": paper.also_titled,
        "authors": entry.authors_as_recorded,
        "and_others": entry.and_others,
        "year": entry.year,
        "venue": entry.venue,
        **{name: getattr(entry, name) for name in IMPRINT},
        "ids": entry.id_by_scheme,
        "links": {name: value for name, value in links.items() if value},
        "topics": list(dict.fromkeys(topics))[:MOST],
        "added": added,
    }
    return {name: value for name, value in fields.items() if value}


def lacking(paper: Collected) -> Doubt | None:
    """Why a paper can be no record: what it lacks, or a value that no record can have; None if it can be one."""
    if paper.entry.year is None:
        return Doubt(Kind.NO_YEAR, "no year, and no id that shows it")
    try:
        Paper.model_validate({"key": "doe2020paper", **record(paper, ["topic"], _ANY_DAY)}, strict=False)
    except ValidationError as error:
        return Doubt(Kind.BAD_VALUE, "; ".join(reasons(error)[:_MOST_REASONS]))
    return None
