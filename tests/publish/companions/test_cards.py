"""The pictures beside links: their size, what is on them, and that they are drawn again only for a reason."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from PIL import Image
from tests.conftest import SMALL_SURVEY
from tests.publish.document import Document
from tests.strategies import lines

from livingsurvey.publish.companions import cards
from livingsurvey.publish.published import Published
from livingsurvey.survey import Survey

_SMALL = Survey.load(SMALL_SURVEY, cached=False)


@pytest.fixture(scope="module")
def home() -> cards.Card:
    return cards.card(Published(_SMALL), None)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_the_survey_and_each_root_have_one(built_survey: Path) -> None:
    names = {cards.HOME, *(root.id for root in _SMALL.taxonomy.topics)}
    files = {path.stem: path for path in (built_survey / "site/assets/cards").iterdir()}
    assert set(files) == names
    assert {Image.open(path).size for path in files.values()} == {cards.SIZE}


def test_what_is_on_them(home: cards.Card) -> None:
    assert home.title == _SMALL.info.title
    assert home.figures[0] == ("8", "papers")
    root = _SMALL.taxonomy.topics[0]
    card = cards.card(Published(_SMALL), root)
    assert (card.above, card.title) == (_SMALL.info.title, root.title.en)
    assert card.figures[0] == (str(len(_SMALL.papers_in(root.id))), "papers")


def test_the_same_card_is_the_same_picture(home: cards.Card) -> None:
    assert cards.draw(home) == cards.draw(home)
    assert cards.draw(home) != cards.draw(replace(home, figures=(("9", "papers"),)))


@settings(max_examples=10)
@given(lines, lines)
def test_no_text_keeps_it_from_being_drawn(title: str, text: str) -> None:
    card = cards.Card("", title, text * 10, (), (), None, "0b665e")
    assert opened(cards.draw(card)).size == cards.SIZE


def test_long_titles_leave_the_figures_alone(home: cards.Card) -> None:
    plain = opened(cards.draw(home)).crop((0, 440, *cards.SIZE))
    long = opened(cards.draw(replace(home, title="Extraordinarily long words " * 9, text="And more. " * 80)))
    assert long.crop((0, 440, *cards.SIZE)).tobytes() == plain.tobytes()


@pytest.mark.parametrize(
    ("page", "card", "title"),
    [
        ("index.html", "home", _SMALL.info.title),
        ("topics/quantization/index.html", _SMALL.path("quantization")[0].id, "Quantization"),
        (
            "papers/example2024bold/index.html",
            "home",
            'Why <b>bold</b> & "quoted" *stars* | pipes, $O(n\\log n)$ and 数据 [matter] _here_',
        ),
    ],
)
def test_pages_name_their_picture(built_survey: Path, page: str, card: str, title: str) -> None:
    metas = [meta.attributes for meta in Document(built_survey / "site" / page).all("meta")]
    said = {meta["property"]: meta["content"] for meta in metas if "property" in meta}
    site = _SMALL.info.site or ""
    assert said["og:image"] == f"{site}assets/cards/{card}.png"
    assert said["og:title"] == title
    assert said["og:url"] == site + page.removesuffix("index.html")
    assert said["og:description"]
