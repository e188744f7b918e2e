"""What the page that compares papers reads: in the language of its pages, whatever that of the papers' twins."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import SMALL_SURVEY

from livingsurvey import Survey
from livingsurvey.language import ENGLISH, Language
from livingsurvey.publish.companions.compared import compared_data
from livingsurvey.publish.published import Published

WORDS = {"Accuracy": ("准确率",), "Model": ("模型",), "Small <models> & engines": ("小模型",)}


@pytest.fixture(scope="module")
def published() -> Published:
    return Published(Survey.load(SMALL_SURVEY, cached=False))


def test_pages_in_the_language_of_the_twins_need_no_words(published: Published) -> None:
    data = compared_data(published.in_language(ENGLISH))
    assert (data["language"], data["words"], data["topics"]) == ("en", {}, {})


def test_why_a_paper_was_taken_out_is_told_in_the_language_of_the_page(small_survey: Path) -> None:
    with (small_survey / "survey.yaml").open("a", encoding="utf-8") as file:
        file.write("withdrawn: {doe2020x: Not about language.}\n")
    chinese = Language("zh", {"Not about language.": ("与语言无关。",)}, "0", prefix="zh/")
    data = compared_data(Published(Survey.load(small_survey), language=chinese))
    assert data["withdrawn"] == {"doe2020x": "与语言无关。"}


def test_pages_in_another_language_know_what_twins_say(published: Published) -> None:
    data = compared_data(published.in_language(Language("zh", WORDS, "0", prefix="zh/")))
    assert data["language"] == "zh"
    assert data["words"] == {english: chinese for english, (chinese,) in WORDS.items()}
    assert data["topics"]["quantization"] == "量化"
    assert {trait["name"] for trait in data["traits"]} >= {"权重比特"}
    assert "Weight bits" in {trait["latex"]["name"].split(" (")[0] for trait in data["traits"]}, "files stay English"
