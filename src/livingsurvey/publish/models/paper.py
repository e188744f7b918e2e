"""The model of a paper's page, which is also its JSON twin; and of a paper in a list."""

from __future__ import annotations

from typing import Any

from pydantic import with_config
from typing_extensions import TypedDict

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


class References(TypedDict):
    """The paper as other papers cite it."""

    bibtex: str
    ris: str


@with_config(use_attribute_docstrings=True)
class Related(TypedDict):
    """Another paper of the survey."""

    key: str
    title: str
    summary: str | None
    summary_lang: str | None
    venue: str
    year: int
    state: labels.State
    why: list[Model]
    """reasons: their kind and what is shared"""
    words: str
    """the reasons in words"""


@with_config(use_attribute_docstrings=True)
class PaperPage(TypedDict):
    """What the page of a paper says besides its record, or says always where records may leave it out."""

    also_titled: list[str]
    aliases: list[str]
    appeared: str | None
    """where in its venue it appeared: volume, number, pages"""
    note: str | None
    ids: dict[str, str | None]
    summary: dict[str, str] | None
    """the summary in each language"""
    says: str | None
    """the summary in the language of the page"""
    says_lang: str | None
    """the language of that, where it is not the page's"""
    traits: Model
    """what papers are compared by: id of the trait, and its value or values"""
    read: list[Model]
    """what was read for the summary and the traits: source and date"""
    readings: list[Model]
    """the same in words, with addresses"""
    compared: Model
    """the traits that apply, ``known`` with their values in words, ``unknown`` by name"""
    shown_name: str | None
    by: list[dict[str, str | None]]
    """authors as people read their names, each with its page, or with what Explore finds the papers by"""
    byline: str
    and_others: bool
    short_authors: str
    state: labels.State
    versions: list[Model]
    """where and when each version appeared, and what that makes it"""
    read_at: str | None
    """address of the best version that anybody can open"""
    published_at: str | None
    """address of the version of record"""
    ways: list[dict[str, str]]
    """links to the paper and what belongs to it"""
    topic_paths: list[Model]
    """each topic from its root down"""
    container: str
    """the venue's name in full, if it is known"""
    cited_at: str | None
    """address of the version that is cited"""
    ends_itself: bool
    references: References
    tags: list[tuple[str, str]]
    """the paper in the tags of Google Scholar and Zotero"""
    linked_data: Model
    """the paper as schema.org describes it"""
    numbers: list[Model]
    """measured numbers by table, with conditions and source"""
    ranks: list[Model]
    """the leaderboards it stands in, and where"""
    related: list[Related]
    compared_with: str | None
    beside: list[Model | None]
    """the papers before and behind it in its main topic"""
    disputed: list[Model]
    """what sources disagree about"""
    claim: Model | None
    """where one source alone says that it appeared"""
    has_markdown: bool
    card: Model
    """the picture of the page"""
    added_words: str
    later: list[Model]
    """what became of the record since it came"""
    evidence: list[Model]
    """where the values of fields were read"""
    edit_at: str | None
    report_at: str | None


@with_config(use_attribute_docstrings=True)
class Own(TypedDict, total=False):
    """What the record says in the survey's own fields; a name is there only where it says something."""

    fields: Model
    """values by the ids of fields"""
    own: list[Model]
    """the same in words"""


def paper_model(paper: Paper, published: Published) -> Model:
    """All that the page of a paper says: its record, :class:`PaperPage`, :class:`Own`, and what is known of citations.

    Args:
        paper: the paper.
        published: the survey as its pages show it.
    """
    survey, _ = published.survey, published.language
    taxonomy = survey.taxonomy
    state = labels.state(paper, survey)
    published_at = addresses.published_version(paper, survey)
    related = published.relatedness.related(paper.key)
    page: PaperPage = {
        "also_titled": list(paper.also_titled),
        "aliases": list(paper.aliases),
        "appeared": labels.appeared(paper, _),
        "note": paper.note,
        "ids": paper.ids.model_dump(),
        "summary": paper.summary.model_dump(exclude_none=True) if paper.summary else None,
        "says": _.said(paper.summary) if paper.summary else None,
        "says_lang": _.borrowed(paper.summary) if paper.summary else None,
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
        "beside": [_beside(other) if other else None for other in published.neighbours(paper)],
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
        "claim": {
            "appearance": " ".join(filter(None, (paper.claimed.venue, str(paper.claimed.year or "")))),
            "source": paper.claimed.source,
            "url": labels.source_url(paper.claimed.source),
        }
        if paper.claimed
        else None,
        "has_markdown": published.has_markdown,
        "card": papers_card(paper, published),
        "added_words": _.day(paper.added),
        "later": [_change(change, published) for change in published.later_changes.get(paper.key, ())],
        "evidence": [each._asdict() for each in labels.evidence(paper, _)],
        "edit_at": published.edit_url(survey.files[paper.key]),
        "report_at": addresses.issue_url(survey.info, "fix", published.language, record=paper.key),
    }
    record = paper.model_dump(mode="json", exclude_defaults=True, exclude=set(paper.fields))
    said = {**page, **_own(paper, published), **citations(paper, published)}
    return {"schema_version": SCHEMA_VERSION, **record, **said}


def _own(paper: Paper, published: Published) -> Own:
    """What the record says in the survey's own fields, as it does and as the page does; nothing where it has none."""
    survey = published.survey
    if not paper.fields:
        return {}
    said = paper.model_dump(mode="json", include=set(paper.fields))
    return {"fields": said, "own": own(paper, survey, "paper", published.language)}


def _beside(other: Paper) -> Model:
    return {"key": other.key, "called": labels.called(other)}


def _related(relation: Relation, published: Published) -> Related:
    survey, _ = published.survey, published.language
    other = survey.papers[relation.key]
    return {
        "key": other.key,
        "title": other.title,
        "summary": _.said(other.summary) if other.summary else None,
        "summary_lang": _.borrowed(other.summary) if other.summary else None,
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
