"""The model of the page that compares the papers of a topic by their traits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from livingsurvey.model import Paper, Topic, Trait
from livingsurvey.publish.content import labels
from livingsurvey.publish.content.comparing import cells, column
from livingsurvey.publish.models.cards import topics_card
from livingsurvey.publish.models.topics import beside
from livingsurvey.publish.published import COMPARED_PAPERS, Published

Model = dict[str, Any]


def comparison_model(topic_id: str, published: Published) -> Model:
    """The page of a comparison: a row for each paper, or where they are too many, the comparisons of topics below."""
    survey, _ = published.survey, published.language
    topic, papers, traits = survey.topic(topic_id), survey.papers_in(topic_id), published.compared[topic_id]
    below = [child for child in topic.topics if child.id in published.compared]
    below = below if len(papers) > COMPARED_PAPERS else []
    return {
        "id": topic_id,
        "title": _.said(topic.title),
        "beside": beside(topic, _),
        "card": topics_card(topic, _),
        "definition": labels.first_sentence(_.said(topic.definition)),
        "survey": _(survey.info.title),
        "above": [{"id": node.id, "title": _.said(node.title)} for node in survey.taxonomy.paths[topic_id][:-1]],
        "total": len(papers),
        "has_lineage": topic_id in published.lineages,
        "columns": [column(trait, _) for trait in traits],
        "can_edit": published.edit_url("") is not None,
        "rows": [] if below else [_row(paper, traits, published) for paper in papers[:COMPARED_PAPERS]],
        "below": [_below(child, published) for child in below],
    }


def _row(paper: Paper, traits: Sequence[Trait], published: Published) -> Model:
    survey = published.survey
    return {
        "key": paper.key,
        "shown_name": labels.shown_name(paper),
        "title": paper.title,
        "venue": paper.venue,
        "year": paper.year,
        "code": paper.links.code,
        "edit_at": published.edit_url(survey.files[paper.key]),
        "cells": [
            {"applies": cell["applies"], "words": cell["words"]}
            for cell in cells(paper, traits, survey, published.language)
        ],
    }


def _below(topic: Topic, published: Published) -> Model:
    traits, _ = published.compared[topic.id], published.language
    return {
        "id": topic.id,
        "title": _.said(topic.title),
        "beside": beside(topic, _),
        "papers": published.count(topic.id),
        "traits": [_.said(trait.name) for trait in traits],
    }
