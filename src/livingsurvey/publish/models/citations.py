"""What a paper's page says of citations: how many, and who of the survey cites whom, each where it is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from pydantic import with_config
from typing_extensions import TypedDict

from livingsurvey.model import Paper
from livingsurvey.publish.content import labels
from livingsurvey.publish.published import Published

SHOWN = 20
"""How many papers a page names in each direction; the twin of the one that cites has all their keys."""

Model = dict[str, Any]


@with_config(use_attribute_docstrings=True)
class Citing(TypedDict, total=False):
    """What is known of a paper's citations; a name is there only where something is."""

    counted: Model
    """how often it is cited, and who said so when"""
    citing: Model
    """papers of the survey that it cites, and who said so when"""
    cited_by: Model
    """papers of the survey that cite it"""


def citations(paper: Paper, published: Published) -> Citing:
    """How often a paper is cited, whom it cites, and who cites it."""
    survey, _ = published.survey, published.language
    model: Citing = {}
    if known := paper.citations:
        words = _.many("Cited {n} time", "Cited {n} times", known.count)
        model["counted"] = {"words": words, **_said(known.source, known.date, published)}
    if cites := paper.cites:
        keys = sorted(filter(survey.places.__contains__, cites.papers), key=survey.places.__getitem__)
        cited = [survey.papers[key] for key in keys]
        model["citing"] = {**_some(cited, published), **_said(cites.source, cites.date, published)}
    if others := survey.cited_by.get(paper.key):
        model["cited_by"] = _some(others, published)
    return model


def _said(source: str, day: dt.date, published: Published) -> Model:
    """Who said so, when."""
    return {
        "name": labels.catalogue_name(source),
        "url": labels.source_url(source),
        "day": day.isoformat(),
        "day_words": published.language.day(day),
    }


def _some(papers: Sequence[Paper], published: Published) -> Model:
    """The newest of some papers, and how many more there are, in words."""
    more = len(papers) - SHOWN
    return {
        "papers": [{"key": each.key, "called": labels.called(each)} for each in papers[:SHOWN]],
        "more": published.language.many("{n} other", "{n} others", more) if more > 0 else None,
    }
