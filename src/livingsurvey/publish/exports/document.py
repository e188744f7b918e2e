"""The survey as one JSON document: what it is, its topics and venues, the papers, and what it knows besides them."""

from __future__ import annotations

from collections.abc import Iterable

import pydantic_core

from livingsurvey.publish.exports import knowledge, table
from livingsurvey.survey import Survey


def document(survey: Survey, records: Iterable[str]) -> str:
    """The document with these records of papers, each on a line of its own.

    Args:
        survey: whose topics, venues, results, frameworks and other surveys to tell.
        records: :func:`.table.record` of each paper.
    """
    about = survey.info.model_dump(mode="json", include={"title", "description", "site", "repository", "licence"})
    parts = {
        "schema_version": str(table.SCHEMA_VERSION),
        "survey": _json(about),
        "topics": _lines(map(_json, table.topics(survey))),
        "venues": _lines(map(_json, table.venues(survey))),
        "papers": _lines(records),
        **{name: _lines(map(_json, those)) for name, those in knowledge.described(survey).items()},
    }
    return "{\n" + ",\n".join(f'"{name}": {part}' for name, part in parts.items()) + "\n}\n"


def _lines(objects: Iterable[str]) -> str:
    return "[\n" + ",\n".join(objects) + "\n]"


def _json(value: object) -> str:
    return pydantic_core.to_json(value).decode()
