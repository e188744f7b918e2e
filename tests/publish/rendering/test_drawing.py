"""The pictures beside links: their size and weight, what no text can do to them, and that they are drawn as before."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given, settings
from PIL import Image
from tests.strategies import lines

from livingsurvey.publish.rendering import drawing

PAPER: dict[str, Any] = {
    "above": "GPTQ · Weight-Only Quantization",
    "title": "OPTQ: Accurate Quantization for Generative Pre-trained Transformers",
    "text": "Quantizes the weights of a trained GPT in one shot to 3 or 4 bits, with second-order information.",
    "lines": ["Elias Frantar, Saleh Ashkboos, Torsten Hoefler et al.", "ICLR 2023 · A Small Survey"],
    "figures": [],
    "years": [],
    "span": [],
    "hue": "0b665e",
}
TOPIC = PAPER | {"lines": [], "figures": [("8", "papers")], "years": [0.5, 0, 1], "span": ["2021", "2023"]}
LONG = {"title": "Extraordinarily long words " * 9, "text": "And more. " * 80, "above": "Of a topic " * 20}


def opened(card: dict[str, Any]) -> Image.Image:
    return Image.open(io.BytesIO(drawing.draw(card)))


@pytest.mark.parametrize("card", [PAPER, TOPIC, PAPER | LONG])
def test_it_has_the_size_that_heads_tell_and_is_light(card: dict[str, Any]) -> None:
    assert opened(card).size == drawing.SIZE
    assert len(drawing.draw(card)) < 20_000


def test_the_same_card_is_the_same_picture() -> None:
    assert drawing.draw(PAPER) == drawing.draw(dict(PAPER))
    pictures = {drawing.draw(PAPER | {name: PAPER[name] and "x"}) for name in ("above", "title", "text")}
    assert len(pictures | {drawing.draw(PAPER)}) == 4


@settings(max_examples=10)
@given(lines, lines)
def test_no_text_keeps_it_from_being_drawn(title: str, text: str) -> None:
    assert opened(PAPER | {"above": text, "title": title, "text": text * 10, "lines": [title, ""]}).size == drawing.SIZE


@pytest.mark.parametrize("card", [PAPER, TOPIC])
def test_long_texts_leave_the_foot_and_the_margin_alone(card: dict[str, Any]) -> None:
    foot = (0, 330, *drawing.SIZE) if card is PAPER else (0, 290, *drawing.SIZE)
    plain, long = opened(card).convert("RGB"), opened(card | LONG).convert("RGB")
    assert long.crop(foot).tobytes() == plain.crop(foot).tobytes()
    margin = (drawing.SIZE[0] - 40, 0, *drawing.SIZE)
    assert len(long.crop(margin).getcolors() or ()) == 1


@pytest.mark.parametrize(
    ("written", "other"), [("Łódź", "Lodz"), ("α–β", "a-b"), ("Nguyễn", "Nguyen"), ("∞Bench", "Bench"), ("S⁴C", "S4C")]
)
def test_letters_are_drawn_as_they_are(written: str, other: str) -> None:
    assert drawing.draw(PAPER | {"title": written}) != drawing.draw(PAPER | {"title": other})


def test_what_no_font_has_is_spelled_in_latin_letters() -> None:
    assert drawing.draw(PAPER | {"title": "数据"}) == drawing.draw(PAPER | {"title": "ShuJu"})


def test_a_text_is_cut_after_a_whole_word() -> None:
    text = "Words that stand in lines, and more of them than there is room for, " * 4
    shown = drawing.wrapped(text, "normal", 22, 2)
    assert len(shown) == 2
    assert shown[1].endswith("…")
    assert shown[1][:-1].split()[-1] in text.replace(",", "").split()
    assert drawing.wrapped("short", "normal", 22, 2) == ["short"]
    (word,) = drawing.wrapped("Supercalifragilistic" * 9, "title", 40, 1)
    assert word.startswith("Supercali")
    assert word.endswith("…")
