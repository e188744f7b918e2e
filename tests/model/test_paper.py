"""What a paper's record may say."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from livingsurvey.model import Ids, Links, Paper
from livingsurvey.model.paper import year_of_key
from strategies import papers

GPTQ: dict[str, Any] = {
    "key": "frantar2022gptq",
    "title": "OPTQ: Accurate Quantization for Generative Pre-trained Transformers",
    "year": 2023,
    "venue": "ICLR",
    "ids": Ids(arxiv="2210.17323"),
    "topics": ("weight-only-quantization",),
    "added": dt.date(2023, 5, 10),
}


def paper(**changes: Any) -> Paper:
    return Paper(**(GPTQ | changes))


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        paper().year = 2024  # type: ignore[misc]


@pytest.mark.parametrize(
    ("key", "accepted"),
    [
        ("frantar2022gptq", True),
        ("li2023symbolic", True),
        ("openai2024learning", True),
        ("x2021a", True),
        ("Frantar2022gptq", False),
        ("frantar22gptq", False),
        ("frantar2022", False),
        ("2022gptq", False),
        ("frantar2022gptq\n", False),
        ("frantar_2022gptq", False),
        ("sönke2022gptq", False),
    ],
)
def test_keys(key: str, accepted: bool) -> None:
    if accepted:
        assert paper(key=key).key == key
    else:
        with pytest.raises(ValidationError):
            paper(key=key)


def test_the_year_of_a_key_is_its_first_four_digits() -> None:
    assert year_of_key("dettmers2022llmint8") == "2022"
    assert year_of_key("x2021100k2023") == "2021"


@pytest.mark.parametrize(
    "ids",
    [
        {"arxiv": "2210.17323"},
        {"arxiv": "0704.0001"},
        {"arxiv": "cs/0101001"},
        {"arxiv": "hep-th/9901001"},
        {"doi": "10.1609/aaai.v35i16.17664"},
        {"doi": "10.1002/(SICI)1097-4571(1999)1:1<1::AID>3.0;2-#"},
        {"acl": "2023.acl-long.830"},
        {"acl": "2023.findings-acl.67"},
        {"acl": "P19-1001"},
        {"openreview": "tcbBPnfwxS"},
        {"openreview": "_-AbCdEf12"},
    ],
)
def test_ids_of_every_form(ids: dict[str, str]) -> None:
    assert Ids(**ids).items() == tuple(ids.items())


@pytest.mark.parametrize(
    "ids",
    [
        {"arxiv": "2210.17323v2"},
        {"arxiv": "https://arxiv.org/abs/2210.17323"},
        {"arxiv": "2210.1"},
        {"arxiv": "２２１０.17323"},
        {"doi": "https://doi.org/10.1609/x"},
        {"doi": "10.1609/a b"},
        {"acl": "2023.acl-long"},
        {"openreview": "https://openreview.net/forum?id=tcbBPnfwxS"},
        {"openreview": "short"},
    ],
)
def test_ids_that_are_no_ids(ids: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Ids(**ids)


def test_ids_come_in_one_order() -> None:
    ids = Ids(openreview="tcbBPnfwxS", acl="2023.acl-long.830", doi="10.1609/x", arxiv="2210.17323")
    assert [scheme for scheme, _ in ids.items()] == ["arxiv", "doi", "acl", "openreview"]


@pytest.mark.parametrize(
    ("changes", "year", "month"),
    [
        ({}, 2022, 10),
        ({"ids": Ids(arxiv="cs/0101001")}, 2001, 1),
        ({"ids": Ids(arxiv="hep-th/9911123")}, 1999, 11),
        ({"ids": Ids(doi="10.1609/x")}, 2023, 0),
    ],
)
def test_the_month_a_paper_first_appeared(changes: dict[str, Any], year: int, month: int) -> None:
    assert paper(**changes).first_appeared == (year, month)


@pytest.mark.parametrize(
    "title",
    [
        "",
        " GPTQ",
        "GPTQ ",
        "GPTQ\n",
        "two\nlines",
        "tab\there",
        "bell\a",
        "\x1b[31mred",
        "a\u2028b",
        "nul\0",
        "c1\x9b31m",
    ],
)
def test_text_is_one_clean_line(title: str) -> None:
    with pytest.raises(ValidationError):
        paper(title=title)


@pytest.mark.parametrize(
    "title", ["X", "Why <b>bold</b> & $O(n\\log n)$?", "∞-former 数据", 'a "quoted" 🦙', "e\u0301"]
)
def test_text_may_hold_whatever_a_title_holds(title: str) -> None:
    assert paper(title=title).title == title


@pytest.mark.parametrize(
    "url",
    [
        "github.com/a/b",
        "ftp://a.b/c",
        "javascript:alert(1)",
        "https://a.b/ c",
        'https://a.b/"x',
        "https://a.b/<x>",
        "https://x",
    ],
)
def test_what_is_no_web_address(url: str) -> None:
    with pytest.raises(ValidationError):
        Links(code=url)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("topics", ("a", "a")),
        ("topics", ()),
        ("topics", ("Not A Slug",)),
        ("year", "2023"),
        ("year", 1899),
        ("added", "10.05.2023"),
        ("added", "1683849600"),
    ],
)
def test_a_record_that_cannot_be(field: str, value: Any) -> None:
    with pytest.raises(ValidationError):
        paper(**{field: value})


def test_a_page_or_a_pdf_is_a_way_to_the_paper() -> None:
    assert paper().can_be_opened
    assert paper(ids=Ids(), links=Links(page="https://example.org/a")).can_be_opened
    assert paper(ids=Ids(), links=Links(pdf="https://example.org/a.pdf")).can_be_opened


def test_nothing_needs_to_lead_to_a_paper() -> None:
    assert not paper(ids=Ids(), links=Links(code="https://github.com/a/b")).can_be_opened


def test_code_is_the_authors_code() -> None:
    assert paper(links=Links(code="https://github.com/a/b")).has_code
    assert not paper(links=Links(reimplementations=("https://github.com/a/b",))).has_code


@given(papers)
def test_a_record_survives_json(made: Paper) -> None:
    assert Paper.model_validate_json(made.model_dump_json()) == made
