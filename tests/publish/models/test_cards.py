"""What the pictures beside links say, which pages name which, and what heads say of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from tests.conftest import SMALL_SURVEY
from tests.publish.document import Document

from livingsurvey.publish.models.cards import overview_card, paper_card, papers_card
from livingsurvey.publish.published import Published
from livingsurvey.publish.rendering.drawing import SIZE
from livingsurvey.survey import Survey

_SMALL = Survey.load(SMALL_SURVEY, cached=False)
_PUBLISHED = Published(_SMALL)


def test_what_is_on_that_of_a_paper() -> None:
    paper = _SMALL["frantar2022gptq"]
    card = paper_card(paper, _PUBLISHED)
    assert card["title"] == paper.title
    assert card["above"].endswith(_SMALL.topic(paper.topics[0]).title.en)
    assert card["lines"][1] == f"{paper.venue} {paper.year} · {_SMALL.info.title}"
    assert paper_card(next(paper for paper in _SMALL if not paper.summary), _PUBLISHED)["text"] == ""


def test_what_is_on_those_of_the_survey_and_a_topic() -> None:
    home = overview_card(None, _PUBLISHED)
    assert (home["title"], home["figures"][0]) == (_SMALL.info.title, ("8", "papers"))
    root = _SMALL.taxonomy.topics[0]
    card = overview_card(root, _PUBLISHED)
    assert (card["above"], card["title"]) == (_SMALL.info.title, root.title.en)
    assert card["figures"][0] == (str(len(_SMALL.papers_in(root.id))), "papers")
    assert len(card["years"]) == int(card["span"][1]) - int(card["span"][0]) + 1


def test_papers_without_one_show_that_of_their_topic(small_survey: Path) -> None:
    with (small_survey / "survey.yaml").open("a", encoding="utf-8") as settings:
        settings.write("files: {cards: false}\n")
    survey = Survey.load(small_survey, cached=False)
    paper = survey["frantar2022gptq"]
    assert papers_card(paper, _PUBLISHED)["address"] == "papers/frantar2022gptq.png"
    assert papers_card(paper, Published(survey))["address"] == f"topics/{paper.topics[0]}.png"


@pytest.mark.parametrize(
    ("page", "card", "title"),
    [
        ("index.html", "card.png", _SMALL.info.title),
        ("explore/index.html", "card.png", "Explore"),
        ("topics/quantization/index.html", "topics/quantization.png", "Quantization"),
        (
            "papers/example2024bold/index.html",
            "papers/example2024bold.png",
            'Why <b>bold</b> & "quoted" *stars* | pipes, $O(n\\log n)$ and 数据 [matter] _here_',
        ),
    ],
)
def test_heads_tell_the_truth_of_the_picture(built_survey: Path, page: str, card: str, title: str) -> None:
    metas = [meta.attributes for meta in Document(built_survey / "site" / page).all("meta")]
    said = {meta["property"]: meta["content"] for meta in metas if "property" in meta}
    site = _SMALL.info.site or ""
    assert said["og:image"] == f"{site}{card}"
    assert said["og:title"] == title
    assert title in said["og:image:alt"] or card == "card.png"
    assert said["og:url"] == site + page.removesuffix("index.html")
    assert said["og:description"]
    picture = Image.open(built_survey / "site" / card)
    assert (said["og:image:width"], said["og:image:height"]) == tuple(map(str, picture.size))
    assert picture.size == SIZE


def test_each_paper_and_topic_has_one(built_survey: Path) -> None:
    for folder, names in (("papers", {*_SMALL.papers}), ("topics", {*_SMALL.taxonomy.by_id})):
        assert {path.stem for path in (built_survey / "site" / folder).glob("*.png")} == names
