"""The twins of topics' pages for programs, as JSON and as Markdown; a paper's are made from the model of its page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from livingsurvey.publish import addresses
from livingsurvey.publish.file import File, Stamped
from livingsurvey.publish.models.topics import records_model, twin_model
from livingsurvey.publish.published import Published


def topic_files(published: Published, topic_id: str, stamped: Stamped) -> Iterator[File]:
    """The twins of a topic's page."""
    address = addresses.topic_path(topic_id)[:-1]
    yield stamped(addresses.twin_path(address), "twin", topic_id, partial(records_model, published, topic_id), None)
    yield stamped(f"{address}.md", "twin", topic_id, partial(twin_model, published, topic_id), "fragments/topic.md.j2")
