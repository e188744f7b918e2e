from __future__ import annotations

import pytest
from tests.conftest import SMALL_SURVEY

from livingsurvey import Survey
from livingsurvey.insight.related import Reason
from livingsurvey.language import Language
from livingsurvey.publish.content.reasons import why


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(SMALL_SURVEY, cached=False)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason("table", ("small-models",)), "compared in Table 7"),
        (Reason("topic", ("weight-only-quantization",)), "shares Weight-Only Quantization"),
        (Reason("section", ("quantization",)), "both in Quantization"),
        (Reason("authors", ("Ada", "Ben")), "also by Ada and Ben"),
        (Reason("authors", ("Ada", "Ben", "Cleo")), "3 authors in common"),
        (Reason("title"), "similar title"),
        (Reason("summary"), "similar summary"),
        (Reason("named"), "named by this paper"),
        (Reason("names"), "names this paper"),
        (Reason("name", ("frantar2022gptq", "zhang2023h2o")), "both name GPTQ"),
        (Reason("lists", ("awesome",)), "named together by a list"),
        (Reason("lists", ("awesome", "efficient")), "named together by 2 lists"),
        (Reason("traits", ("granularity=per-group", "exact=true")), "alike in granularity (per group) and exact (yes)"),
        (
            Reason("traits", ("exact=false", "training=none", "training=tuned")),
            "alike in exact (no) and needs training (none)",
        ),
        (
            Reason("traits", ("training=calibration", "training=none")),
            "alike in needs training (calibration data, none)",
        ),
        (Reason("traits", ("gone=since",)), "alike in gone (since)"),
    ],
)
def test_why_papers_are_related_in_words(reason: Reason, said: str, survey: Survey) -> None:
    assert why(reason, survey) == said


def test_a_language_has_its_own_order_and_keeps_capitals(survey: Survey) -> None:
    words = {
        "both in {topic}": "{topic} haben beide",
        "alike in {traits}": "gleich: {traits}",
        "Needs training": "Training",
        "calibration data": "Daten",
        "{before} and {after}": "{before} & {after}",
    }
    german = Language("de", {english: (text,) for english, text in words.items()})
    assert why(Reason("section", ("quantization",)), survey, german) == "Quantization haben beide"
    alike = Reason("traits", ("training=calibration", "exact=true"))
    assert why(alike, survey, german) == "gleich: Training (Daten) & Exact (yes)"
