from __future__ import annotations

import datetime as dt

import pytest
from tests.checks.made import LIMA, flaws, paper, survey, told

LATER = dt.date(2024, 1, 1)


@pytest.mark.parametrize(("name", "other"), [("LESS", "LESS"), ("ZeRO", "ZerO"), ("Flash-Decoding", "FlashDecoding")])
def test_a_name_of_two_papers(name: str, other: str) -> None:
    (flaw,) = flaws("LS223", survey(paper(name=name, added=LATER), paper(LIMA, name=other)))
    assert (flaw.file, flaw.path) == ("papers/frantar2022gptq.yaml", ("name",))
    assert flaw.reason == f"'{name}' is the short name of papers/zhou2023lima.yaml too"


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("LoRA", "LoRA+"),
        ("FlashDecoding++", "Flash-Decoding"),
        ("SVD-LLM", "SVD-LLM v2"),
        ("Qwen", "Qwen2"),
        (None, None),
    ],
)
def test_names_that_signs_tell_apart(name: str | None, other: str | None) -> None:
    assert not flaws("LS223", survey(paper(name=name), paper(LIMA, name=other)))


def test_a_key_that_was_copied_from_another_record() -> None:
    (flaw,) = flaws("LS224", paper(LIMA, key="frantar2022gptq"))
    assert flaw.reason == "the key begins with 'frantar2022', the paper with 'zhou2023'"
    assert told("LS224", paper(key="frantar2021gptq")).startswith("Rename the file if the record is new")


@pytest.mark.parametrize(
    ("key", "author"),
    [
        ("frantar2022gptq", "Elias Frantar"),
        ("lancucki2022n", "Adrian Łańcucki"),
        ("dejong2022x", "Michiel DeJong"),
        ("jong2022x", "Michiel de Jong"),
        ("king2022dream", "Martin Luther King Jr."),
        ("deepseekai2022x", "DeepSeek-AI"),
    ],
)
def test_keys_of_their_papers(key: str, author: str) -> None:
    assert not flaws("LS224", paper(key=key, authors=(author,)))


def test_a_key_of_a_paper_without_authors() -> None:
    assert not flaws("LS224", paper(key="openai2022x", authors=()))


def test_the_year_of_a_key_is_that_of_the_preprint() -> None:
    assert not flaws("LS224", paper(key="frantar2022gptq", year=2025))
    assert not flaws("LS224", paper(key="frantar2022gptq", year=2025, ids={"openreview": "tcbBPnfwxS"}))
    assert flaws("LS224", paper(key="frantar2022gptq", year=2021, ids={"openreview": "tcbBPnfwxS"}))
