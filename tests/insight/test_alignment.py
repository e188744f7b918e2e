"""What follows from the mapping of the made-up surveys to the made-up topics."""

from __future__ import annotations

import pytest
from tests.conftest import SMALL_SURVEY

from livingsurvey import Survey
from livingsurvey.insight import alignment
from livingsurvey.model import SisterSurvey


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(SMALL_SURVEY, cached=False)


@pytest.fixture
def smith(survey: Survey) -> SisterSurvey:
    return survey.surveys["smith-models"]


def keys(papers: object) -> list[str]:
    return [paper.key for paper in papers]  # type: ignore[attr-defined]


def test_a_node_holds_the_papers_of_exact_and_narrower_topics_and_of_the_nodes_below(
    survey: Survey, smith: SisterSurvey
) -> None:
    papers = {node: held.papers for node, held in alignment.held(smith, survey).items()}
    quantized, weights = len(survey.papers_in("quantization")), len(survey.papers_in("weight-only-quantization"))
    assert weights
    assert papers == {"smaller": quantized, "fewer-bits": quantized, "rounding": weights, "students": 0, "outlook": 0}
    assert alignment.papers_through(smith, survey) == quantized


def test_what_nodes_below_hold_is_not_a_nodes_own(survey: Survey, smith: SisterSurvey) -> None:
    held = alignment.held(smith, survey)
    below = keys(survey.papers_in("weight-only-quantization"))
    assert keys(held["rounding"].own) == below
    assert keys(held["fewer-bits"].own) == [key for key in keys(survey.papers_in("quantization")) if key not in below]
    assert held["smaller"].own == []


def test_coverage(survey: Survey, smith: SisterSurvey) -> None:
    assert alignment.coverage(smith, survey) == {
        "model-centric": "part",
        "quantization": "whole",
        "weight-only-quantization": "whole",
        "knowledge-distillation": "part",
        "efficient-attention": "no",
        "data-centric": "no",
        "data-selection": "no",
    }
    outline = alignment.coverage(survey.surveys["jones-outline"], survey)
    assert outline.pop("efficient-attention") == "related"
    assert set(outline.values()) == {"unknown"}


def test_what_is_left_out_is_named_once_and_never_of_an_outline(survey: Survey, smith: SisterSurvey) -> None:
    assert alignment.left_out(smith, survey) == ["efficient-attention", "data-centric"]
    assert alignment.left_out(survey.surveys["jones-outline"], survey) == []


def test_nodes_without_a_topic(smith: SisterSurvey) -> None:
    assert [each.id for each in alignment.without_topic(smith.nodes)] == ["outlook"]


def test_where_a_topic_is_seen(survey: Survey) -> None:
    seen = alignment.seen_in("efficient-attention", survey)
    assert [(sister.id, part.id, match.relation) for sister, part, match in seen] == [
        ("jones-outline", "attention", "related")
    ]
