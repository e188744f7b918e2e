"""The models of Atom feeds: of all papers, and of the papers of a topic; one entry a paper.

Ids are tag URIs (RFC 4151): what survey.yaml declares as the survey's identity, and what follows the site's address in
the address of a page. An entry keeps its id when the site moves, and when the paper gets another key. Days are those of
the record and of commits, so the same survey gives the same bytes on any day.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from livingsurvey.language import ENGLISH
from livingsurvey.model import Change, Paper
from livingsurvey.publish import addresses
from livingsurvey.publish.content import labels
from livingsurvey.publish.published import Published

Model = dict[str, Any]

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

    def since(paper: Paper) -> tuple[Change, ...]:
        return tuple(change for change in changes.get(paper.key, ()) if change.day >= paper.added)

    def updated(paper: Paper) -> dt.date:
        return (
            max((change.day for change in since(paper)), default=paper.added) if paper.key in changes else paper.added
        )

    return [Item(paper, updated(paper), since(paper)) for paper in heapq.nlargest(most, papers, key=updated)]


def feed_model(topic_id: str | None, listed: Sequence[Item], site: str, published: Published) -> Model:
    """A feed.

    Args:
        topic_id: the topic that it is of; None for that of all papers.
        listed: its entries.
        site: the address the site will have, with a final slash.
        published: the survey being published.
    """
    info = published.survey.info
    topic = None if topic_id is None else published.survey.topic(topic_id)
    identity = info.tag_at(site)
    updated = listed[0].updated if listed else published.timeline.last_change or _NEVER
    return {
        "survey": info.title,
        "repository": info.repository,
        "topic": topic and topic.title.en,
        "about": (topic.definition.en if topic else info.description).strip(),
        "identity": identity,
        "site": site,
        "address": addresses.feed_path(topic_id),
        "page": addresses.topic_path(topic_id) if topic_id else "changes/",
        "updated": updated.isoformat(),
        "entries": [_entry(item, published) for item in listed],
    }


def _entry(item: Item, published: Published) -> Model:
    paper, taxonomy = item.paper, published.survey.taxonomy
    return {
        "key": paper.key,
        "first_key": item.first_key,
        "shown_name": labels.shown_name(paper),
        "title": paper.title,
        "summary": paper.summary and paper.summary.en,
        "authors": list(paper.authors),
        "venue": paper.venue,
        "year": paper.year,
        "read_at": addresses.readable_version(paper, published.survey),
        "added": paper.added.isoformat(),
        "updated": item.updated.isoformat(),
        "topic_paths": [
            [{"id": node.id, "title": node.title.en} for node in taxonomy.paths[topic]] for topic in paper.topics
        ],
        "changes": [
            {
                "day_words": ENGLISH.day(change.day),
                "kind": change.kind,
                "before": list(change.before),
                "after": list(change.after),
            }
            for change in item.changes
        ],
    }
