"""What templates see of other surveys: their pages, how they map to our topics, and the works they name."""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

from livingsurvey.insight import alignment
from livingsurvey.insight.alignment import Cover
from livingsurvey.model import Candidate, SisterSurvey, Topic
from livingsurvey.publish.addresses import survey_path
from livingsurvey.survey import Survey

LISTED_IN_NODE = 50
"""How many papers a node of another survey lists; beyond them it leads to the topic."""

_NEEDED = ("authors", "year", "venue", "topics")


class Line(NamedTuple):
    """A topic of the matrix, how deep it stands, and how much of it each survey covers."""

    topic: Topic
    depth: int
    covers: tuple[Cover, ...]


def template_functions(survey: Survey) -> dict[str, Any]:
    """The functions of :mod:`livingsurvey.insight.alignment` for this survey, and what is made of them here."""
    return {
        "LISTED_IN_NODE": LISTED_IN_NODE,
        "survey_at": partial(survey_at, survey),
        "matrix": partial(matrix, survey),
        "missing": missing,
        "papers_of": lambda node: alignment.papers_of(node, survey),
        "own_papers": lambda node: alignment.own_papers(node, survey),
        "papers_through": lambda sister: alignment.papers_through(sister, survey),
        "left_out": lambda sister: [survey.taxonomy.by_id[topic] for topic in alignment.left_out(sister, survey)],
        "without_topic": lambda sister: list(alignment.without_topic(sister.nodes)),
    }


def survey_at(survey: Survey, page: str) -> SisterSurvey:
    """The survey whose page stands at this address."""
    return next(sister for sister in survey.surveys.values() if survey_path(sister.id) == page)


def matrix(survey: Survey) -> list[Line]:
    """Every topic with how much of it each of the other surveys covers, in the order of the taxonomy."""
    columns = [alignment.coverage(sister, survey) for sister in survey.surveys.values()]
    return [
        Line(topic, len(survey.taxonomy.paths[topic.id]) - 1, tuple(column[topic.id] for column in columns))
        for topic in survey.taxonomy.walk()
    ]


def missing(candidate: Candidate) -> list[str]:
    """What a candidate lacks to be a record: the fields that one must have, and an address. A date tells the year."""
    told = {"year"} if candidate.date else set()
    fields = [field for field in _NEEDED if field not in told and not getattr(candidate, field)]
    return fields if candidate.arxiv else [*fields, "an id or address"]
