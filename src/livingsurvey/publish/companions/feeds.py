"""Atom feeds: of all papers, and one of each topic; one entry a paper.

Ids are tag URIs (RFC 4151): what survey.yaml declares as the survey's identity, and what follows the site's address in
the address of a page. An entry keeps its id when the site moves, and when the paper gets another key. Days are those of
the record and of commits, so the same survey gives the same bytes on any day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from livingsurvey.model import Change, Paper
from livingsurvey.publish.addresses import feed_path
from livingsurvey.publish.file import File, content_tag
from livingsurvey.publish.rendering.sheet import Sheet

ENTRIES = 100
"""The most entries of a feed; readers come by often enough to miss none."""

_NEVER = dt.date(1970, 1, 1)
"""When an empty feed of a survey without any history was changed last: the format asks for a day."""


class Item(NamedTuple):
    """An entry: a paper, the day on which something last happened to it, and what that was, newest first."""

    paper: Paper
    updated: dt.date
    changes: tuple[Change, ...]

    @property
    def first_key(self) -> str:
        """The key that the paper came in under, by which readers know the entry."""
        keys = [change.before[0] for change in self.changes if change.kind == "key" and change.before]
        return keys[-1] if keys else self.paper.key


def items(papers: Iterable[Paper], changes: Mapping[str, tuple[Change, ...]], most: int = ENTRIES) -> list[Item]:
    """The papers to which something happened last, latest first.

    Args:
        papers: newest first.
        changes: what happened to papers after they came in, by key, newest first.
        most: how many are wanted.
    """
    found = [_item(paper, changes.get(paper.key, ())) for paper in papers]
    return sorted(found, key=lambda item: item.updated, reverse=True)[:most]


def files(sheet: Sheet, site: str) -> Iterator[File]:
    """All feeds; those of topics that moved are the feeds of the topics in their place.

    Args:
        sheet: the survey being published.
        site: the address the site will have, with a final slash.
    """
    identity = sheet.survey.info.tag_at(site)
    for address, topic_id in _feeds(sheet):
        yield File(
            address,
            "feed",
            topic_id or "",
            partial(_tag, sheet, topic_id, site, identity),
            partial(_feed, sheet, topic_id, site, identity),
        )


def _tag(sheet: Sheet, topic_id: str | None, site: str, identity: str) -> bytes:
    made_from = sheet.digests.of_topic(topic_id) + sheet.view.timeline.digest()
    return content_tag(f"{identity} {site} ".encode() + made_from)


def _feed(sheet: Sheet, topic_id: str | None, site: str, identity: str) -> bytes:
    papers = sheet.survey.papers.values() if topic_id is None else sheet.survey.papers_in(topic_id)
    listed = items(papers, sheet.view.later_changes)
    return sheet.page(
        "feed.xml",
        path=feed_path(topic_id),
        topic=sheet.survey.taxonomy.by_id[topic_id] if topic_id else None,
        items=listed,
        updated=listed[0].updated if listed else sheet.view.timeline.last_change or _NEVER,
        site=site,
        identity=identity,
    )


def _feeds(sheet: Sheet) -> Iterator[tuple[str, str | None]]:
    """Where the feeds stand, and the topic of each."""
    yield feed_path(), None
    for topic_id in sheet.survey.taxonomy.by_id:
        yield feed_path(topic_id), topic_id
    for old, new in sheet.survey.taxonomy.moved.items():
        yield feed_path(old), new


def _item(paper: Paper, changes: tuple[Change, ...]) -> Item:
    since = tuple(change for change in changes if change.day >= paper.added)
    return Item(paper, max([paper.added, *(change.day for change in since)]), since)
