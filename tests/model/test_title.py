from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingsurvey.model.title import normal_form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("GPTQ: Accurate Post-Training Quantization", "gptqaccurateposttrainingquantization"),
        ("Nyströmformer – Ångström’s Ö", "nystromformerangstromso"),
        ("∞-former: 数据 的 𝔘nicode 🦙", "former数据的unicode"),
        ("FlashAttention-2, H₂O", "flashattention2h2o"),
        ("Straße", "strasse"),
        ("∞ !", ""),
    ],
)
def test_what_is_left_of_a_title(text: str, form: str) -> None:
    assert normal_form(text) == form


@given(st.text(max_size=40))
def test_a_normal_form_is_its_own(text: str) -> None:
    form = normal_form(text)
    assert normal_form(form) == form
    assert form == "" or form.isalnum()


@given(st.text("aB1 -:é", max_size=20))
def test_case_and_punctuation_do_not_count(text: str) -> None:
    assert normal_form(text.upper()) == normal_form(text) == normal_form(f" {text}! ")
