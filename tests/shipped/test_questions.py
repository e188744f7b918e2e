"""What readers were known to ask before the site could answer has the answers that they would name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from livingsurvey.insight.search.criteria import criteria
from livingsurvey.survey import Survey

ROOT = Path(__file__).parents[2]
QUESTIONS = yaml.safe_load(Path(__file__).with_name("questions.yaml").read_text(encoding="utf-8"))
FEW = 40
"""Papers that somebody looks through to choose one."""


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(ROOT)


@pytest.mark.parametrize("question", QUESTIONS, ids=[question["asked"] for question in QUESTIONS])
def test_a_question_leads_to_a_few_papers_with_those_that_are_meant(survey: Survey, question: dict[str, Any]) -> None:
    wanted = criteria(survey, question["traits"])
    found = [paper for paper in survey.papers_in(question["topic"]) if all(each.is_met_by(paper) for each in wanted)]
    assert {paper.key for paper in found} >= set(question["named"])
    assert len(found) <= FEW
    assert all(paper.summary and paper.read for paper in found)
