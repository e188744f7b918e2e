"""A topic of thirty made-up papers, named by as many public lists as a test says."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping

from tests.conftest import SMALL_SURVEY

from livingsurvey.model import Ids, Paper, PublicList, PublicLists, Taxonomy, Title, Topic
from livingsurvey.store.read import NOTHING
from livingsurvey.survey import Survey

PARTS = ("weights", "activations", "caches")
TAXONOMY = Taxonomy(
    topics=(
        Topic(
            id="numbers",
            title=Title(en="Numbers"),
            definition="All.",
            topics=tuple(Topic(id=part, title=Title(en=part), definition="Some.") for part in PARTS),
        ),
        Topic(id="elsewhere", title=Title(en="Elsewhere"), definition="Others."),
    )
)


def key_of(number: int) -> str:
    return f"author20{10 + number % 15}paper{number}"


def survey_of(named: Mapping[int, int], changed: Mapping[int, Mapping[str, object]] | None = None) -> Survey:
    """Thirty papers of one a year and part, of which some are named by as many public lists as is said."""
    papers = {}
    for number in range(30):
        paper = Paper(
            key=key_of(number),
            title=f"Work {number}",
            year=2010 + number % 15,
            venue="arXiv",
            ids=Ids(arxiv=f"{10 + number % 15}01.{number:05}"),
            topics=(PARTS[number % 3],),
            added=dt.date(2025, 1, 1),
        )
        papers[paper.key] = paper.model_copy(update=dict((changed or {}).get(number, {})))
    most = max(named.values(), default=0)
    lists = [
        PublicList(
            id=f"list-{place}",
            name=f"someone/list-{place}",
            url=f"https://example.org/list-{place}",
            files=("README.md",),
            commit=f"{place:040x}",
            date=dt.date(2025, 1, 1),
            read=dt.date(2025, 1, 1),
            papers=tuple(key_of(number) for number, count in named.items() if place < count),
        )
        for place in range(most)
    ]
    contents = dataclasses.replace(NOTHING, taxonomy=TAXONOMY, papers=papers, lists=PublicLists(lists=tuple(lists)))
    return Survey(SMALL_SURVEY, contents)
