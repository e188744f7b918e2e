"""The twins of pages for programs: each paper and each topic as JSON and as Markdown, beside the page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pydantic_core

from livingsurvey.model import Paper
from livingsurvey.publish import addresses
from livingsurvey.publish.content import labels
from livingsurvey.publish.file import File
from livingsurvey.publish.rendering.sheet import Sheet
from livingsurvey.publish.tree import content_tag

SCHEMA_VERSION = 1


def paper_json(sheet: Sheet, paper: Paper) -> bytes:
    """The record, with the state and the addresses of its versions, its topics, its related papers and its BibTeX."""
    survey = sheet.survey
    read_at, published_at = addresses.readable_version(paper, survey), addresses.published_version(paper, survey)
    related = sheet.view.neighbours[paper.key]
    return _json(
        _record(paper)
        | {"state": labels.state(paper, survey), "read_at": read_at}
        | ({"published_at": published_at} if published_at else {})
        | {"topic_paths": [[node.id for node in survey.taxonomy.paths[topic]] for topic in paper.topics]}
        | {"related": [{"key": key, "why": [reason._asdict() for reason in why]} for key, why in related]}
        | {"bibtex": sheet.bibtex(paper)}
    )


def paper_markdown(sheet: Sheet, paper: Paper) -> bytes:
    """The page of a paper in Markdown."""
    return sheet.page("paper.md", paper=paper)


def topic_files(sheet: Sheet, topic_id: str) -> Iterator[File]:
    """The twins of a topic's page."""
    for ending, twin in (("json", topic_json), ("md", topic_markdown)):
        address = f"{addresses.topic_path(topic_id)[:-1]}.{ending}"

        def tag() -> bytes:
            return content_tag(b"twin" + sheet.digests.of_topic(topic_id))

        yield File(address, "twin", topic_id, tag, partial(twin, sheet, topic_id))


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


def topic_markdown(sheet: Sheet, topic_id: str) -> bytes:
    """The page of a topic in Markdown, with all its papers."""
    return sheet.page("topic.md", topic=topic_id)


def _record(paper: Paper) -> dict[str, Any]:
    return paper.model_dump(mode="json", exclude_defaults=True)


def _json(content: dict[str, Any]) -> bytes:
    return pydantic_core.to_json({"schema_version": SCHEMA_VERSION} | content)
