"""Atom feeds: of all papers, and one of each topic."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from livingsurvey.publish.addresses import feed_path
from livingsurvey.publish.file import File, Stamped
from livingsurvey.publish.models.feed import feed_model, items
from livingsurvey.publish.published import Published


def files(published: Published, site: str, stamped: Stamped) -> Iterator[File]:
    """All feeds; those of topics that moved are the feeds of the topics in their place.

    Args:
        published: the survey being published.
        site: the address the site will have, with a final slash.
        stamped: makes files of templates over models.
    """
    for address, topic_id in _feeds(published):
        yield stamped(
            address, "feed", topic_id or "", partial(_model, topic_id, site, published), "fragments/feed.xml.j2"
        )


def _model(topic_id: str | None, site: str, published: Published) -> dict[str, Any]:
    papers = published.survey.papers.values() if topic_id is None else published.survey.papers_in(topic_id)
    return feed_model(topic_id, items(papers, published.later_changes), site, published)


def _feeds(published: Published) -> Iterator[tuple[str, str | None]]:
    """Where the feeds stand, and the topic of each."""
    if not published.has["feeds"]:
        return
    yield feed_path(), None
    for topic_id in published.survey.taxonomy.by_id:
        yield feed_path(topic_id), topic_id
    for old, new in published.survey.taxonomy.moved.items():
        yield feed_path(old), new
