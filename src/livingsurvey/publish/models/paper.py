"""The model of a paper's page, which is also its JSON twin; and of a paper in a list."""

from __future__ import annotations

from typing import Any

from livingsurvey.insight.related import Relation
from livingsurvey.model import Change, Paper
from livingsurvey.publish import addresses
from livingsurvey.publish.content import citation, labels
from livingsurvey.publish.content.numbers import numbers
from livingsurvey.publish.content.reasons import why
from livingsurvey.publish.content.traits import compared, own
from livingsurvey.publish.models.cards import papers_card
from livingsurvey.publish.models.citations import citations
from livingsurvey.publish.models.leaderboards import standings
from livingsurvey.publish.published import Published

Model = dict[str, Any]

SCHEMA_VERSION = 2
"""Of the twins in JSON. Goes up when a name is removed or changes its meaning; a new one leaves it as it is."""


COMPARED = 3
"""How many related papers a paper's page offers to compare it with."""


def paper_model(paper: Paper, published: Published) -> Model:
    """All that the page of a paper says.

    Args:
        paper: the paper.
        published: the survey as its pages show it.
    """
    survey, _ = published.survey, published.language
    taxonomy = survey.taxonomy
    state = labels.state(paper, survey)
    published_at = addresses.published_version(paper, survey)
    related = published.relatedness.related(paper.key)
    return {
        "schema_version": SCHEMA_VERSION,
        **paper.model_dump(mode="json", exclude_defaults=True, exclude=set(paper.fields)),
        "also_titled": list(paper.also_titled),
        "aliases": list(paper.aliases),
        "appeared": labels.appeared(paper, _),
        "note": paper.note,
        "ids": paper.ids.model_dump(),
        "summary": paper.summary and paper.summary.model_dump(exclude_none=True),
        "says": paper.summary and _.said(paper.summary),
        "says_lang": paper.summary and _.borrowed(paper.summary),
        "traits": paper.model_dump(mode="json", include={"traits"})["traits"],
        "read": [reading.model_dump(mode="json") for reading in paper.read],
        "readings": [
            {
                "source": each.source,
                "name": labels.source_name(each.source),
                "url": labels.source_url(each.source),
                "day": each.date.isoformat(),
                "day_words": _.day(each.date),
            }
            for each in paper.read
        ],
        "compared": compared(paper, survey, _),
        **_own(paper, published),
        "shown_name": labels.shown_name(paper),
        "by": [published.author(author) for author in paper.authors],
        "byline": paper.byline,
        "and_others": paper.and_others,
        "short_authors": labels.short_authors(paper, _),
        "state": state,
        "versions": [
            each._asdict() | {"page": published.venues.get(each.venue)} for each in labels.versions(paper, survey, _)
        ],
        "read_at": addresses.readable_version(paper, survey),
        "published_at": published_at,
        "ways": [way._asdict() for way in labels.ways(paper, survey, _)],
        "topic_paths": [
            {
                "root": published.root_number(topic),
                "nodes": [{"id": node.id, "title": _.said(node.title)} for node in taxonomy.paths[topic]],
            }
            for topic in paper.topics
        ],
        "container": citation.container(paper, survey),
        "cited_at": citation.cited_url(paper, survey),
        "ends_itself": paper.title[-1] in ".?!",
        "references": {"bibtex": published.texts("bib", paper), "ris": published.texts("ris", paper)},
        "tags": citation.scholar_tags(paper, survey),
        "linked_data": citation.linked_data(paper, survey),
        "numbers": numbers(survey.results_by_paper.get(paper.key, ()), survey, published.language),
        "ranks": standings(survey.results_by_paper.get(paper.key, ()), published),
        "related": [_related(relation, published) for relation in related],
        "compared_with": ",".join([paper.key, *(each.key for each in related[:COMPARED])]) if related else None,
        "beside": [other and _beside(other) for other in published.neighbours(paper)],
        "disputed": [
            {
                "field": conflict.field,
                "called": labels.field_name(conflict.field, _),
                "reason": conflict.reason and _(conflict.reason),
                "claims": [
                    {
                        "value": claim.value,
                        "source": claim.source,
                        "name": labels.source_name(claim.source),
                        "url": labels.source_url(claim.source),
                    }
                    for claim in conflict.claims
                ],
            }
            for conflict in paper.conflicts
        ],
        "claim": paper.claimed
        and {
            "appearance": " ".join(filter(None, (paper.claimed.venue, str(paper.claimed.year or "")))),
            "source": paper.claimed.source,
            "url": labels.source_url(paper.claimed.source),
        },
        **citations(paper, published),
        "has_markdown": published.has_markdown,
        "card": papers_card(paper, published),
        "added_words": _.day(paper.added),
        "later": [_change(change, published) for change in published.later_changes.get(paper.key, ())],
        "evidence": [each._asdict() for each in labels.evidence(paper, _)],
        "edit_at": published.edit_url(survey.files[paper.key]),
        "report_at": addresses.issue_url(survey.info, "fix", published.language, record=paper.key),
    }


def _own(paper: Paper, published: Published) -> Model:
    """What the record says in the survey's own fields, as it does and as the page does; nothing where it has none."""
    survey = published.survey
    if not paper.fields:
        return {}
    said = paper.model_dump(mode="json", include=set(paper.fields))
    return {"fields": said, "own": own(paper, survey, "paper", published.language)}


def _beside(other: Paper) -> Model:
    return {"key": other.key, "called": labels.called(other)}


def _related(relation: Relation, published: Published) -> Model:
    survey, _ = published.survey, published.language
    other = survey.papers[relation.key]
    return {
        "key": other.key,
        "title": other.title,
        "summary": other.summary and _.said(other.summary),
        "summary_lang": other.summary and _.borrowed(other.summary),
        "venue": other.venue,
        "year": other.year,
        "state": labels.state(other, survey),
        "why": [{"kind": reason.kind, "shared": list(reason.shared)} for reason in relation.reasons],
        "words": _.clauses(why(reason, survey, _) for reason in relation.reasons),
    }


def _change(change: Change, published: Published) -> Model:
    refiled = change.kind == "refiled"
    return {
        "day": change.day.isoformat(),
        "day_words": published.language.day(change.day),
        "kind": change.kind,
        "before": [published.topic_named(topic) for topic in change.before] if refiled else " ".join(change.before),
        "after": [published.topic_named(topic) for topic in change.after] if refiled else " ".join(change.after),
    }
