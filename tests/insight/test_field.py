"""A field told by its topics: what each has, and how much of that is of the last year that the papers know."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.conftest import SMALL_SURVEY

from livingsurvey.insight.field import field_of
from livingsurvey.model import Ids, Paper
from livingsurvey.survey import Survey


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(SMALL_SURVEY, cached=False)


def of_months(survey: Survey, months: Sequence[str]) -> Survey:
    """The survey with papers that appeared first in these months (an arXiv id's four digits) or years (20xx)."""
    paper = survey.papers["frantar2022gptq"]

    def appeared(number: int, month: str) -> Paper:
        is_year = month.startswith("20")
        year = int(month) if is_year else 2000 + int(month[:2])
        ids = Ids(openreview="rkgNKkHtvB") if is_year else Ids(arxiv=f"{month}.{10_000 + number}")
        return paper.model_copy(update={"key": f"key{number}", "year": year, "ids": ids})

    papers = [appeared(number, month) for number, month in enumerate(months)]
    return survey.with_only({paper.key: paper for paper in papers})


def test_every_topic_with_papers_is_a_part_and_the_largest_come_first(survey: Survey) -> None:
    parts = list(field_of(survey).walk())
    topics = {topic.id: survey.papers_in(topic.id) for topic in survey.taxonomy.walk()}
    assert {part.topic.id: part.papers for part in parts} == {
        topic: len(papers) for topic, papers in topics.items() if papers
    }
    for siblings in [field_of(survey).parts, *(part.parts for part in parts)]:
        assert [part.papers for part in siblings] == sorted((part.papers for part in siblings), reverse=True)


@pytest.mark.parametrize(
    ("months", "since", "until", "recent"),
    [
        (["2306", "2207", "2206"], (2022, 7), (2023, 6), 2),
        (["2312", "2301", "2212"], (2023, 1), (2023, 12), 2),
        (["2401", "2302", "2301"], (2023, 2), (2024, 1), 2),
        (["2306", "2023", "2022"], (2022, 7), (2023, 6), 2),  # of 2022 nobody knows whether it was July
        (["2024", "2312", "2312"], (2024, 0), (2024, 0), 1),
    ],
)
def test_the_last_year_ends_with_the_newest_paper(
    survey: Survey, months: list[str], since: tuple[int, int], until: tuple[int, int], recent: int
) -> None:
    field = field_of(of_months(survey, months))
    assert (field.since, field.until) == (since, until)
    assert {part.recent for part in field.walk()} == {recent}
    assert {part.percent for part in field.walk()} == {round(100 * recent / 3)}


def test_a_median_is_a_year_in_which_something_appeared(survey: Survey) -> None:
    assert {part.median_year for part in field_of(of_months(survey, ["1901", "2101", "2401", "2501"])).walk()} == {2021}


def test_a_field_without_papers_has_no_parts(survey: Survey) -> None:
    field = field_of(survey.with_only({}))
    assert (field.parts, field.below(None), field.below("quantization")) == ((), (), ())


def test_what_is_below_a_topic_is_found(survey: Survey) -> None:
    field = field_of(survey)
    assert field.below(None) == field.parts
    assert [part.topic.id for part in field.below("quantization")] == ["weight-only-quantization"]
    assert field.below("no-such-topic") == ()
