"""The twins of topics' pages for programs, as JSON and as Markdown; a paper's are made from the model of its page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pydantic_core

from livingsurvey.model import Paper
from livingsurvey.publish import addresses
from livingsurvey.publish.file import File, Stamped, content_tag
from livingsurvey.publish.models.topics import twin_model
from livingsurvey.publish.rendering.sheet import Sheet

SCHEMA_VERSION = 1


def topic_files(sheet: Sheet, topic_id: str, stamped: Stamped) -> Iterator[File]:
    """The twins of a topic's page."""
    address = addresses.topic_path(topic_id)[:-1]

    def tag() -> bytes:
        return content_tag(b"twin" + sheet.digests.of_topic(topic_id))

    yield File(f"{address}.json", "twin", topic_id, tag, partial(topic_json, sheet, topic_id))
    yield stamped(f"{address}.md", "twin", topic_id, partial(twin_model, sheet.view, topic_id), "fragments/topic.md.j2")


def topic_json(sheet: Sheet, topic_id: str) -> bytes:
    """A topic, where it stands in the tree, and the records of the papers in it and below it."""
    survey = sheet.survey
    topic = survey.taxonomy.by_id[topic_id]
    return _json(
        topic.model_dump(include={"id", "title", "definition"}, exclude_none=True)
        | {
            "path": [node.id for node in survey.taxonomy.paths[topic_id]],
            "topics": [{"id": child.id, "papers": sheet.view.count(child.id)} for child in topic.topics],
            "papers": [_record(paper) for paper in survey.papers_in(topic_id)],
        }
    )


def _record(paper: Paper) -> dict[str, Any]:
    return paper.model_dump(mode="json", exclude_defaults=True)


def _json(content: dict[str, Any]) -> bytes:
    return pydantic_core.to_json({"schema_version": SCHEMA_VERSION} | content)
