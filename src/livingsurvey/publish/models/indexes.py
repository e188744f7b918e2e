"""The models of the pages that lead to every paper, every author and every venue."""

from __future__ import annotations

from typing import Any, get_args

from livingsurvey.model.venue import Kind
from livingsurvey.publish.content import labels
from livingsurvey.publish.published import Published

Model = dict[str, Any]


def papers_model(published: Published, _: str | None) -> Model:
    """The page of all papers by year; of very many, it only leads to the pages of the years."""
    return {
        "total": len(published.survey),
        "years_apart": published.years_apart,
        "years": [
            {
                "year": year,
                "total": len(papers),
                "papers": [] if published.years_apart else [published.listed(paper) for paper in papers],
            }
            for year, papers in published.survey.by_year.items()
        ],
    }


def authors_model(published: Published, _: str | None) -> Model:
    """The page of all authors who have one, under the letters of their last names."""
    pages, papers = published.authors, published.survey.by_author
    return {
        "total": len(pages),
        "letters": [
            {
                "letter": letter,
                "authors": [{"name": name, "page": pages[name], "papers": len(papers[name])} for name in names],
            }
            for letter, names in labels.alphabetical(pages).items()
        ],
    }


def venues_model(published: Published, _: str | None) -> Model:
    """The page of all venues by their kinds; last those of which the survey does not know what they are."""
    survey = published.survey
    known: dict[str | None, list[Model]] = {kind: [] for kind in (*get_args(Kind), None)}
    for name, page in published.venues.items():
        venue = survey.venues.get(name)
        known[venue.kind if venue else None].append(
            {
                "name": name,
                "full_name": venue and venue.full_name,
                "page": page,
                "papers": len(survey.by_venue[name]),
            }
        )
    return {
        "total": len(published.venues),
        "kinds": [{"kind": kind or "other", "venues": venues} for kind, venues in known.items() if venues],
    }
