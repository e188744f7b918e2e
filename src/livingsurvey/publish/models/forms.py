"""The models of pages that are forms: Explore, which filters papers, Compare, and Contribute, which makes a record."""

from __future__ import annotations

import heapq
from itertools import filterfalse
from typing import Any

from livingsurvey.checks.traits import LONGEST, SHORTEST
from livingsurvey.model import Topic
from livingsurvey.publish import addresses
from livingsurvey.publish.content.comparing import column
from livingsurvey.publish.published import Published

Model = dict[str, Any]

_INPUTS = {"date": "date", "address": "url"}
"""What a browser calls fields for the values of a kind; of others it is a line of text."""

_USUAL_VENUES = 8
"""How many venues stand before the others, in the order of their papers."""


def explore_model(published: Published, subject: str | None) -> Model:
    """What papers can be filtered by."""
    survey, _ = published.survey, published.language
    return {
        "topics": [_branch(root, published) for root in survey.taxonomy.topics],
        "years": list(survey.by_year),
        "venues": _venues(published),
        "has_code": any(paper.links.code for paper in survey),
        "has_results": bool(survey.results),
        "has_traits": bool(published.filters),
        "filters_called": _("Properties") if survey.listed_fields else _("Compared by"),
        "can_contribute": published.has_page("contribute"),
        "has_feed": survey.info.site is not None and published.has["feeds"],
    }


def _venues(published: Published) -> list[Model]:
    """The venues with their papers: those of most, then all others by name."""
    _, by_venue = published.language, published.survey.by_venue
    usual = heapq.nlargest(_USUAL_VENUES, by_venue, key=lambda name: len(by_venue[name]))
    others = sorted(filterfalse(usual.__contains__, by_venue), key=str.lower)
    return [
        {"title": title, "venues": [{"name": name, "papers": len(by_venue[name])} for name in names]}
        for title, names in ((_("Most papers"), usual), (_("All others"), others))
        if names
    ]


def compare_model(published: Published, _: str | None) -> Model:
    """What stands around the papers that somebody compares."""
    return {
        "can_edit": published.edit_url("") is not None,
        "has_traits": any(paper.traits for paper in published.survey),
    }


def contribute_model(published: Published, _: str | None) -> Model:
    """What a new record can be filled with."""
    survey, language = published.survey, published.language
    return {
        "topics": [_branch(root, published) for root in survey.taxonomy.topics],
        "venues": list(survey.venues),
        "summary": {"shortest": SHORTEST, "longest": LONGEST},
        "traits": [
            {
                "id": trait.id,
                "name": language.said(trait.name),
                "kind": trait.kind,
                "means": trait.means and language(trait.means),
                "unit": trait.unit and language(trait.unit),
                "choices": [
                    {"id": name, "name": language.said(value.name), "means": language(value.means)}
                    for name, value in trait.values.items()
                ],
            }
            for trait in survey.listed_traits
        ],
        **_own(published),
        "new_file_at": addresses.new_file_url(survey.info),
    }


def _own(published: Published) -> Model:
    """The survey's own fields that the form asks for; nothing where there are none."""
    own = [
        {
            **column(field, published.language),
            **field.model_dump(include={"many", "required", "pattern"}),
            "asks": _INPUTS.get(field.kind, "text"),
        }
        for field in published.survey.fields_in("form")
    ]
    return {"own": own} if own else {}


def _branch(topic: Topic, published: Published) -> Model:
    return {
        "id": topic.id,
        "title": published.language.said(topic.title),
        "papers": published.count(topic.id),
        "topics": [_branch(child, published) for child in topic.topics],
    }
