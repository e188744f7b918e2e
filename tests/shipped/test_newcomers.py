"""The saved queries of the survey that ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from livingsurvey import Survey
from livingsurvey.refresh.queries import Phrases


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(Path(__file__).parents[2])


def test_phrases_of_the_queries_stand_in_most_titles_of_recent_papers(survey: Survey) -> None:
    phrases = Phrases(survey.refreshing.queries)
    recent = [paper for paper in survey if paper.first_appeared >= (2024, 1)]
    assert sum(bool(phrases.within(paper.title)) for paper in recent) > 0.8 * len(recent)


def test_each_query_finds_papers_of_its_topic(survey: Survey) -> None:
    phrases = Phrases(survey.refreshing.queries)
    for query in survey.refreshing.queries:
        assert any(query in phrases.within(paper.title) for paper in survey.papers_in(query.topic)), query.topic
