"""Forms of titles and names in SQL."""

from __future__ import annotations

import functools
import unicodedata
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingsurvey.dumps import queries
from livingsurvey.model.title import name_in_title, normal_form

ONE_LETTER_EACH = st.characters(
    whitelist_categories=("Lu", "Ll", "Nd", "Po", "Pd", "Zs", "Sm", "Mn"), max_codepoint=0x52F
).filter(lambda sign: len(normal_form(sign)) <= 1)
"""Signs of which nothing but one letter or digit is left: Latin, Greek, Cyrillic, and combining accents."""


@functools.cache
def connection() -> Any:
    return duckdb.connect()


def said(expression: str, text: str) -> str | None:
    (answer,) = connection().execute(f"SELECT {expression} FROM (SELECT $1 AS text)", [text]).fetchone()
    return answer  # type: ignore[no-any-return]


@given(st.text(ONE_LETTER_EACH))
def test_the_form_of_a_title_is_that_which_the_whole_project_compares(title: str) -> None:
    assert (said(queries.form("text"), title) or "") == normal_form(title)


@given(st.text())
def test_a_title_and_its_decomposed_spelling_have_one_form(title: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, title) for form in ("NFC", "NFD"))
    assert said(queries.form("text"), composed.lower()) is None or said(queries.form("text"), decomposed) is not None


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("Nyströmformer: A Nyström-based Algorithm", "nystromformeranystrombasedalgorithm"),
        ("FlashAttention-2", "flashattention2"),
        ("Nystro\u0308mformer", "nystromformer"),
        ("∞-former", "former"),
        ("LoRA²", "lora2"),
        ("数据 [matter] _here_", "数据matterhere"),
        ("Straße", "straße"),
        ("?!", None),
    ],
)
def test_forms_of_titles(title: str, form: str | None) -> None:
    assert said(queries.form("text"), title) == form


@pytest.mark.parametrize(
    "title", ["QuaRot: 4 Bits", "LLM.int8(): 8 Bits", "No Name: It Is Two Words", "None", "A: One Letter"]
)
def test_short_names_are_those_which_the_whole_project_sees(title: str) -> None:
    assert said(queries.form(queries.name_in("text")), title) == (normal_form(name_in_title(title) or "") or None)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Tom B. Brown Jr.", "tbrown"),
        ("T. Brown", "tbrown"),
        ("Łukasz Kaiser", "łkaiser"),
        ("Christopher Ré", "cre"),
        ("Jan van der Berg III", "jberg"),
        ("李明", "李李明"),
        ("Plato", "pplato"),
        ("", None),
    ],
)
def test_forms_of_names(name: str, form: str | None) -> None:
    assert said(queries.form(queries.initial_and_family("text")), name) == form
