"""The data behind Explore: one JSON file of columns, which a browser reads faster than a list of objects."""

from __future__ import annotations

from typing import Any

import pydantic_core

from livingsurvey.survey import Survey

SCHEMA_VERSION = 2


def columns(survey: Survey) -> bytes:
    """Every paper as a position in each column, newest first.

    ``topics`` and ``venues`` list names once; the columns ``topic`` and ``venue`` hold positions in them, and so does
    the list ``above`` of each topic: the topics it hangs under, from the root down. ``with_numbers`` holds the
    positions of the papers that result tables have numbers of, ``and_others`` of those whose list of authors goes on.
    Authors are one to a line.
    """
    topics = list(survey.taxonomy.by_id)
    topic_at = {topic_id: position for position, topic_id in enumerate(topics)}
    papers = list(survey.papers.values())
    venues = sorted({paper.venue for paper in papers})
    venue_at = {venue: position for position, venue in enumerate(venues)}
    paths = survey.taxonomy.paths
    data: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "topics": [
            {
                "id": node.id,
                "en": node.title.en,
                "zh": node.title.zh,
                "aliases": [*node.aliases.en, *node.aliases.zh],
                "above": [topic_at[each.id] for each in above],
            }
            for *above, node in (paths[topic_id] for topic_id in topics)
        ],
        "venues": venues,
        "venue_kinds": [venue.kind if (venue := survey.venues.get(name)) else None for name in venues],
        "with_numbers": [at for at, paper in enumerate(papers) if paper.key in survey.results_by_paper],
        "and_others": [at for at, paper in enumerate(papers) if paper.and_others],
        "columns": {
            "key": [paper.key for paper in papers],
            "name": [paper.name or "" for paper in papers],
            "title": [paper.title for paper in papers],
            "also": [" / ".join(paper.also_titled) for paper in papers],
            "authors": ["\n".join(paper.authors) for paper in papers],
            "year": [paper.year for paper in papers],
            "venue": [venue_at[paper.venue] for paper in papers],
            "topic": [[topic_at[topic] for topic in paper.topics] for paper in papers],
            "code": [paper.links.code or "" for paper in papers],
            "ids": [" ".join(value for _, value in paper.ids.items()) for paper in papers],
            "added": [paper.added.isoformat() for paper in papers],
        },
    }
    return pydantic_core.to_json(data)
