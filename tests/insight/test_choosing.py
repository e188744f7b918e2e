"""Verdicts on the rows of the made-up table for the made-up questions."""

from __future__ import annotations

import pytest
from tests.conftest import SMALL_SURVEY

from livingsurvey import Survey
from livingsurvey.insight.choosing import Verdict, answers, verdict
from livingsurvey.model import Question, Result


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(SMALL_SURVEY, cached=False)


def question(survey: Survey, question_id: str) -> Question:
    assert survey.choosing is not None
    return next(each for each in survey.choosing.questions if each.id == question_id)


@pytest.mark.parametrize(
    ("question_id", "expected"),
    [
        ("hardware", [("cpu", "CPU")]),
        ("engine", [("deepspeed", "DeepSpeed"), ("small-engine", "Small | Engine")]),
        ("memory", [("3", "at most 3 GB"), ("3.6", "at most 3.6 GB"), ("16", "at most 16 GB")]),
        ("accuracy", [("60", "at least 60 %")]),
        ("training", [("never", "Never")]),
    ],
)
def test_answers(survey: Survey, question_id: str, expected: list[tuple[str, str]]) -> None:
    assert answers(question(survey, question_id), survey) == expected


@pytest.mark.parametrize(
    ("question_id", "answer", "fits"),
    [
        ("hardware", "cpu", "yyyyu"),
        ("engine", "deepspeed", "nnnny"),
        ("memory", "3.6", "nyyny"),
        ("accuracy", "60", "ynuny"),
        ("training", "never", "yyyun"),
    ],
)
def test_verdicts(survey: Survey, question_id: str, answer: str, fits: str) -> None:
    asked = question(survey, question_id)
    assert "".join(verdict(asked, answer, result, survey).fit[0] for result in survey.results) == fits


def test_a_verdict_says_why(survey: Survey) -> None:
    baseline, quantized, not_a_number, rounded, tuned = survey.results
    training, memory = question(survey, "training"), question(survey, "memory")
    assert verdict(training, "never", baseline, survey) == Verdict("yes", "Baseline")
    assert verdict(training, "never", quantized, survey) == Verdict("yes", "Quantization")
    assert verdict(training, "never", tuned, survey) == Verdict("no", "Fine-tuned: yes")
    assert verdict(training, "never", rounded, survey) == Verdict("unknown")
    assert verdict(memory, "3", rounded, survey) == Verdict("no", "3.70 GB")
    assert verdict(question(survey, "accuracy"), "60", not_a_number, survey) == Verdict("unknown")
    assert verdict(question(survey, "engine"), "deepspeed", baseline, survey) == Verdict("no", "Small | Engine")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("3", Verdict("yes", "3 GB")),
        ("<3", Verdict("yes", "<3 GB")),
        (">3", Verdict("no", ">3 GB")),
        ("≥3", Verdict("unknown", "≥3 GB")),
        ("2–4", Verdict("unknown", "2–4 GB")),
        ("2,900.0", Verdict("no", "2,900.0 GB")),
        ("OOM", Verdict("unknown")),
    ],
)
def test_a_bound_keeps_a_limit_only_where_it_says_so(survey: Survey, cell: str, expected: Verdict) -> None:
    table = survey.tables["small-models"]
    row = table.rows[0].model_copy(update={"values": {"memory": cell}})
    result = Result("small-models", table.model_copy(update={"rows": (row,)}), 0)
    assert verdict(question(survey, "memory"), "3", result, survey) == expected
