"""The models of pages that list papers: of an author, of a venue, of a year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from livingsurvey.model import Paper
from livingsurvey.publish.content import labels
from livingsurvey.publish.published import LISTED_PAPERS, Published

Model = dict[str, Any]


def author_model(name: str, slug: str, papers: Sequence[Paper], published: Published) -> Model:
    """The page of an author: the papers, and how many each year has."""
    return _list_of(papers, published) | {"title": name, "slug": slug, "query": quote(name, safe="")}


def venue_model(name: str, slug: str, papers: Sequence[Paper], published: Published) -> Model:
    """The page of a venue: what it is, its papers, and how many each year has."""
    survey = published.survey
    venue = survey.venues.get(name)
    parts = [
        {"name": part, "page": published.venues[part], "papers": len(survey.by_venue[part])}
        for part in published.parts.get(name, ())
    ]
    about = venue and {
        "full_name": venue.full_name,
        "kind": venue.kind,
        "part_of": venue.part_of and {"name": venue.part_of, "page": published.venues.get(venue.part_of)},
        "parts": parts,
        "aliases": list(venue.aliases),
    }
    page = {"title": name, "slug": slug, "query": quote(name, safe=""), "about": about}
    return _list_of(papers, published, most=LISTED_PAPERS) | page


def year_model(year: int, papers: Sequence[Paper], published: Published) -> Model:
    """The page of the papers of a year."""
    _ = published.language
    return _list_of(papers, published) | {"title": _("Papers of {year}", year=year), "year": year}


def _list_of(papers: Sequence[Paper], published: Published, most: int | None = None) -> Model:
    return {
        "survey": published.language(published.survey.info.title),
        "total": len(papers),
        "years": [year._asdict() for year in labels.years(papers, published.survey)],
        "papers": [published.listed(paper) for paper in papers[:most]],
    }
