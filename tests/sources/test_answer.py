"""The parts of answers: what is made of the texts in them."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from livingsurvey.model import Identifier
from livingsurvey.sources.answer import Each, Line, Markup, ids_in

MARKUP: TypeAdapter[str] = TypeAdapter(Markup)
LINE: TypeAdapter[str] = TypeAdapter(Line)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Made-Up <i>Pruning</i> &amp;\n More", "Made-Up Pruning & More"),
        ("$A^2$ATS: Q&amp;A for R<sub>1</sub>", "A²ATS: Q&A for R₁"),
        (r"Nystr\"{o}mformer with {LoRA}", "Nyströmformer with LoRA"),
        ("Train It with $100K, at 50% of the Cost", "Train It with $100K, at 50% of the Cost"),
        ("Is 1 < 2?", "Is 1 < 2?"),
        ("A &#27;]0;Command", "A ]0;Command"),
        ("Soft\u00adHyphens &shy;and\u200b Zero\ufeff Widths", "SoftHyphens and Zero Widths"),
    ],
)
def test_titles_are_text(written: str, text: str) -> None:
    assert MARKUP.validate_python(written) == text


@pytest.mark.parametrize("written", ["A \x1b[2J", "A \x9b2J"])
def test_what_steers_a_terminal_is_no_line(written: str) -> None:
    for kind in (LINE, MARKUP):
        with pytest.raises(ValidationError):
            kind.validate_python(written)


def test_of_several_works_those_are_read_that_can_be() -> None:
    several: TypeAdapter[tuple[int, ...]] = TypeAdapter(Each[int])
    assert several.validate_json('[1, "2", null, 3]', strict=True) == (1, 3)
    assert several.validate_json("[]", strict=True) == ()
    with pytest.raises(ValidationError):
        several.validate_json('["1"]', strict=True)


def test_ids_are_those_that_texts_are() -> None:
    said = ["https://doi.org/10.5555/ABC", "10.5555/abc", None, "", "a page", "https://arxiv.org/abs/2401.00001v2"]
    assert ids_in(said) == (Identifier("doi", "10.5555/abc"), Identifier("arxiv", "2401.00001"))
