"""The name that was probably meant."""

from __future__ import annotations

import pytest

from livingsurvey.model.nearest import did_you_mean, nearest

TOPICS = ["weight-only-quantization", "quantization", "knowledge-distillation", "NeurIPS"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("quantisation", "quantization"),
        ("weigth-only-quantization", "weight-only-quantization"),
        ("knowlege-distilation", "knowledge-distillation"),
        ("neurips", "NeurIPS"),
        ("NeurlPS", "NeurIPS"),
        ("zebra", None),
        ("", None),
    ],
)
def test_nearest(written: str, meant: str | None) -> None:
    assert nearest(written, TOPICS) == meant


def test_nothing_is_known() -> None:
    assert nearest("quantization", []) is None


def test_the_question_is_asked_only_when_there_is_an_answer() -> None:
    assert did_you_mean("quantisation", TOPICS) == " Did you mean 'quantization'?"
    assert did_you_mean("zebra", TOPICS) == ""
