"""The models of a topic's page, and of the page with the whole tree."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from livingsurvey.insight import alignment
from livingsurvey.model import Topic
from livingsurvey.publish.content import labels
from livingsurvey.publish.models.reading import start_model
from livingsurvey.publish.published import Published

Model = dict[str, Any]

SCHEMA_VERSION = 1
"""Of the twins of topics in JSON."""


def topic_model(published: Published, topic_id: str | None) -> Model:
    """The page of a topic: its papers, what they are, and where it stands among others."""
    survey = published.survey
    topic = survey.topic(topic_id or "")
    papers = survey.papers_in(topic.id)
    return {
        "id": topic.id,
        "total": len(papers),
        "is_compared": topic.id in published.compared,
        "has_feed": survey.info.site is not None,
        "years": [year._asdict() for year in labels.years(papers, survey)],
        "venues": [share._asdict() | {"query": quote(share.venue, safe="")} for share in labels.venue_mix(papers)],
        "below": [
            {
                "id": child.id,
                "title": child.title.en,
                "title_zh": child.title.zh,
                "papers": published.count(child.id),
                "share": round(published.count(child.id) / max(len(papers), 1), 3),
                "topics": len(child.topics),
            }
            for child in topic.topics
        ],
        "start": start_model(published, topic.id),
        "papers": [published.listed(paper) for paper in published.newest(topic.id)],
        "add_at": published.new_record_url(topic.id),
        "correct_at": published.edit_url("taxonomy.yaml"),
        "can_contribute": published.has_page("contribute"),
        "elsewhere": [
            {
                "survey": sister.id,
                "name": sister.name,
                "part": part.id,
                "title": part.title,
                "relation": match.relation,
            }
            for sister, part, match in alignment.seen_in(topic.id, survey)
        ],
        "is_root": len(survey.path(topic.id)) == 1,
        "beside": [
            {"id": sister.id, "title": sister.title.en, "says": labels.first_sentence(sister.definition)}
            for sister in published.sisters(topic.id)
        ],
    }


def twin_model(published: Published, topic_id: str) -> Model:
    """The page of a topic for programs, in Markdown, with all its papers."""
    topic = published.survey.topic(topic_id)
    *above, _ = published.survey.taxonomy.paths[topic_id]
    return {
        "title": topic.title.en,
        "title_zh": topic.title.zh,
        "aliases": [*topic.aliases.en, *topic.aliases.zh],
        "definition": topic.definition,
        "path": [{"id": node.id, "title": node.title.en} for node in above],
        "topics": [
            {"id": child.id, "title": child.title.en, "papers": published.count(child.id)} for child in topic.topics
        ],
        "has_markdown": published.has_markdown,
        "start": start_model(published, topic_id),
        "papers": [published.listed(paper) for paper in published.survey.papers_in(topic_id)],
    }


def records_model(published: Published, topic_id: str) -> Model:
    """The twin of a topic in JSON: where it stands in the tree, and the records of its papers and of those below it."""
    survey = published.survey
    topic = survey.topic(topic_id)
    reading = published.reading.start(topic_id)
    return {
        "schema_version": SCHEMA_VERSION,
        **topic.model_dump(include={"id", "title", "aliases", "definition"}, exclude_none=True),
        "path": [node.id for node in survey.path(topic_id)],
        "topics": [{"id": child.id, "papers": published.count(child.id)} for child in topic.topics],
        **({"start": [pick._asdict() for pick in reading.picks]} if reading else {}),
        "papers": [published.record(paper) for paper in survey.papers_in(topic_id)],
    }


def tree_model(published: Published, _: str | None) -> Model:
    """All topics as they hang, with what belongs to each."""
    taxonomy = published.survey.taxonomy
    return {"total": len(taxonomy.by_id), "topics": [_branch(root, published) for root in taxonomy.topics]}


def _branch(topic: Topic, published: Published) -> Model:
    return {
        "id": topic.id,
        "title": topic.title.en,
        "title_zh": topic.title.zh,
        "definition": topic.definition,
        "papers": published.count(topic.id),
        "topics": [_branch(child, published) for child in topic.topics],
    }
