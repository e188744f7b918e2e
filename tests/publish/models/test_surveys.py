"""The pages of other surveys, of the matrix and of the candidates, for the made-up survey."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.publish.document import Document

from livingsurvey import Survey
from livingsurvey.publish.site.build import build

PARTS = ("smaller", "fewer-bits", "rounding", "students", "outlook")


def page(root: Path, address: str) -> Document:
    return Document(root / "site" / address / "index.html")


def test_the_page_of_a_survey_has_our_papers_in_its_order(built_survey: Path) -> None:
    document = page(built_survey, "surveys/smith-models")
    assert document.one("h1").text == "Models <made> Smaller & Faster"
    assert [part for part in document.ids if part in PARTS] == list(PARTS)
    survey = Survey.load(built_survey)
    held = [row.attributes["href"] for row in document.all("a", "ls-row__title")]
    narrower = [paper.key for paper in survey.papers_in("weight-only-quantization")]
    own = [paper.key for paper in survey.papers_in("quantization") if paper.key not in narrower]
    assert held == [f"../../papers/{key}/" for key in own + narrower]
    matches = [paragraph.text for paragraph in document.all("p", "ls-match")]
    assert "part of Knowledge Distillation, and has some of its 2 papers. Only of small <models>." in matches
    assert matches[-1] == "We have no topic for this."


def test_the_matrix_has_a_row_for_each_topic(built_survey: Path) -> None:
    body = page(built_survey, "surveys").one("tbody").text
    survey = Survey.load(built_survey)
    assert [body.index(topic.title.en) for topic in survey.taxonomy.walk()] == sorted(
        body.index(topic.title.en) for topic in survey.taxonomy.walk()
    )
    assert re.search(r"Efficient Attention & KV Cache 3 ?No", body)


def test_a_survey_of_which_nearly_all_is_one_answer_is_told_in_a_sentence(built_survey: Path) -> None:
    document = page(built_survey, "surveys")
    assert [head.text for head in document.all("th")][:3] == ["Topic", "Smith & Co", "Model-Centric Methods 7"]
    assert "Unknown for nearly all topics. Related: Efficient Attention & KV Cache." in document.one("article").text


def test_cards_say_for_how_many_topics_a_survey_has_a_place(built_survey: Path) -> None:
    cards = [card.text for card in page(built_survey, "surveys").all("span", "ls-card__count")]
    assert cards == ["has a place for 4 of our 7 topics", "only its outline is known"]


def test_candidates_say_what_they_lack(built_survey: Path) -> None:
    items = page(built_survey, "surveys/candidates").one("ul", "ls-related").text
    sheep, goats = items.split("Counting goats")
    assert "Missing" not in sheep
    assert "Counting <sheep> & goats (SheepCount)" in sheep
    assert (
        "Ada Smith, Ben Řehoř, Cleo Dee et al. arXiv 2022. Named by Smith & Co and Jones. Source of these facts."
        in sheep
    )
    assert "Missing: authors, venue, topics, an id or address." in goats


def test_a_topic_says_where_other_surveys_have_it(built_survey: Path) -> None:
    links = page(built_survey, "topics/quantization").links()
    assert links["../../surveys/smith-models/#fewer-bits"] == "Smith & Co"


def test_pages_follow_their_file(own_built_survey: Path) -> None:
    root = own_built_survey
    file = root / "knowledge/surveys.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Fewer bits", "Far fewer bits"), encoding="utf-8")
    assert 0 < build(Survey.load(root)).written < 55
    assert "Far fewer bits" in page(root, "surveys/smith-models").one("article").text
    assert "Far fewer bits" in page(root, "topics/quantization").one("article").text


@pytest.mark.parametrize("address", ["surveys", "topics/quantization"])
def test_a_survey_without_others_has_no_such_pages(small_survey: Path, address: str) -> None:
    (small_survey / "knowledge/surveys.yaml").unlink()
    build(Survey.load(small_survey))
    assert (small_survey / "site" / address).exists() == (address != "surveys")
    assert "Surveys" not in page(small_survey, "topics/quantization").one("header").text
