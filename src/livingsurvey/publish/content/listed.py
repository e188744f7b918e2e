"""A paper as lists show it."""

from __future__ import annotations

from typing import Any

from livingsurvey.language import ENGLISH, Language
from livingsurvey.model import Paper
from livingsurvey.publish import addresses
from livingsurvey.publish.content import citation, labels
from livingsurvey.publish.content.traits import own
from livingsurvey.survey import Survey


def listed(paper: Paper, survey: Survey, language: Language) -> dict[str, Any]:
    """What a list says of a paper, as plain data."""
    main = paper.topics[0]
    shown = own(paper, survey, "lists", language)
    return {
        "key": paper.key,
        "shown_name": labels.shown_name(paper),
        "title": paper.title,
        "summary": paper.summary and language.said(paper.summary),
        "summary_lang": paper.summary and language.borrowed(paper.summary),
        "byline": paper.byline,
        "short_authors": labels.short_authors(paper, language),
        "venue": paper.venue,
        "year": paper.year,
        "state": labels.state(paper, survey),
        "code": paper.links.code,
        "topic": {"id": main, "title": language.said(survey.taxonomy.by_id[main].title)},
        "arxiv": paper.ids.arxiv,
        "doi": paper.ids.doi,
        "coins": citation.coins(paper, survey),
        **({"own": shown} if shown else {}),
    }


def cited(paper: Paper, survey: Survey, language: Language = ENGLISH) -> dict[str, Any]:
    """What a line that names a paper says of it, as plain data."""
    return {
        "key": paper.key,
        "shown_name": labels.shown_name(paper),
        "title": paper.title,
        "short_authors": labels.short_authors(paper, language),
        "venue": paper.venue,
        "year": paper.year,
        "read_at": addresses.readable_version(paper, survey),
        "code": paper.links.code,
    }
