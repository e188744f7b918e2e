"""The figures of a survey."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from conftest import SMALL_SURVEY
from livingsurvey import Survey
from livingsurvey.insight.statistics import count


def test_everything_is_counted() -> None:
    statistics = count(Survey.load(SMALL_SURVEY, cached=False))
    assert statistics.papers == 8
    assert statistics.topics == 7
    assert statistics.venues == 6
    assert statistics.authors == 44
    assert statistics.by_year == {2024: 1, 2023: 4, 2022: 2, 2021: 1}
    assert list(statistics.by_venue.items())[:2] == [("ACL", 2), ("NeurIPS", 2)]
    assert (statistics.published, statistics.preprints, statistics.on_the_web) == (6, 1, 1)
    assert statistics.by_kind == {"conference": 6, "journal": 0, "workshop": 0, "preprint": 1, "web": 1}
    assert statistics.with_authors == 7
    assert statistics.with_code == 6
    assert statistics.with_name == 4
    assert (statistics.with_other_titles, statistics.with_sources, statistics.with_conflicts) == (2, 1, 0)
    assert statistics.with_id == {"arxiv": 7, "doi": 3, "acl": 2, "openreview": 3}
    assert statistics.newest_addition == dt.date(2024, 2, 29)


def test_a_survey_without_papers(small_survey: Path) -> None:
    for path in small_survey.glob("papers/*/*.yaml"):
        path.unlink()
    statistics = count(Survey.load(small_survey))
    assert statistics.papers == statistics.published == statistics.with_id["arxiv"] == 0
    assert statistics.newest_addition is None
