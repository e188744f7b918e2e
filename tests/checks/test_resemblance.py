from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from rapidfuzz import process
from tests.checks.made import GPTQ, LIMA, flaws, mended, paper, survey

from livingsurvey.checks import resemblance
from livingsurvey.model import Paper

LATER = dt.date(2024, 1, 1)
TITLE = "Accurate Post-Training Quantization for Generative Pre-trained Transformers"


def twin(title: str, **fields: Any) -> Paper:
    """A later record with other ids, by the first author of GPTQ."""
    return paper(LIMA, key="frantar2023other", authors=("Elias Frantar",), title=title, added=LATER, **fields)


@pytest.mark.parametrize(
    "title",
    [
        "GPTQ: Accurate Post-Training Quantization for Generative Pre-trained Transformers",
        "gptq accurate posttraining quantization for generative pretrained transformers",
        "GPTQ — Accurate Post Training Quantization for Generative Pre-Trained Transformers!",
    ],
)
def test_the_same_title(title: str) -> None:
    (flaw,) = flaws("LS221", survey(paper(), twin(title)))
    assert (flaw.file, flaw.path) == ("papers/frantar2023other.yaml", ("title",))
    assert flaw.reason == "the title of papers/frantar2022gptq.yaml, which has other ids"
    assert not flaws("LS222", survey(paper(), twin(title)))


def test_the_same_title_among_other_titles() -> None:
    (flaw,) = flaws("LS221", survey(paper(also_titled=("First", "OPTQ: B")), twin("C", also_titled=("optq B", "D"))))
    assert flaw.path == ("also_titled", 0)


def test_two_titles_in_common_are_one_flaw() -> None:
    pair = survey(paper(also_titled=("OPTQ: Such", "So")), twin(GPTQ["title"], also_titled=("OPTQ, such",)))
    assert len(flaws("LS221", pair)) == 1


@pytest.mark.parametrize(
    ("title", "other"), [("Qwen2 Report", "Qwen Report"), ("∞ !", "∞ ?"), ("数据 选择", "数据 删除"), ("A B", "A C")]
)
def test_titles_that_differ(title: str, other: str) -> None:
    assert not flaws("LS221", survey(paper(title=title), twin(other)))


def test_records_with_a_common_id_are_told_so_by_another_rule() -> None:
    assert not flaws("LS221", survey(paper(), twin(GPTQ["title"], ids=GPTQ["ids"])))
    assert not flaws("LS222", survey(paper(), twin(GPTQ["title"][:-1], ids=GPTQ["ids"])))


@pytest.mark.parametrize(
    "title",
    [
        f"OPTQ: {TITLE}",
        TITLE,
        "Accurate Post-Training Quantization of Generative Pretrained Transformer",
        "My GPTQ Method : Accurate Post-Training Quantization for Generative Transformers",
    ],
)
def test_a_similar_title(title: str) -> None:
    (flaw,) = flaws("LS222", survey(paper(), twin(title)))
    assert (flaw.file, flaw.path) == ("papers/frantar2023other.yaml", ("title",))
    assert f'the title of papers/frantar2022gptq.yaml, "{GPTQ["title"]}"' in flaw.reason


@pytest.mark.parametrize(
    "title", [f"{TITLE} 2", "GPTQ: Extreme Compression in One Shot", "Quantization for Transformers", "GPTQ: ∞"]
)
def test_titles_that_are_not_similar(title: str) -> None:
    assert not flaws("LS222", survey(paper(), twin(title)))


def test_similar_titles_by_others() -> None:
    other = paper(LIMA, title=TITLE)
    assert not flaws("LS222", survey(paper(), other))


def test_titles_of_one_paper_may_be_similar() -> None:
    assert not flaws("LS222", paper(also_titled=(TITLE, f"OPTQ: {TITLE}")))


def test_a_title_twice_in_one_record() -> None:
    record = paper(also_titled=("OPTQ: Other", GPTQ["title"].lower(), "Third"))
    assert mended("LS225", record).also_titled == ("OPTQ: Other", "Third")
    assert mended("LS225", paper(also_titled=(GPTQ["title"].upper(),))).also_titled == ()
    assert not flaws("LS225", paper(also_titled=("∞", "Qwen2", "Qwen")))


def test_a_name_twice_in_one_record() -> None:
    record = paper(name="OPTQ", also_titled=("Other",), aliases=("optq", "GPTQ", "other", "GPT-Q", GPTQ["title"]))
    assert [flaw.path for flaw in flaws("LS225", record)] == [("aliases", place) for place in (0, 2, 3, 4)]
    assert mended("LS225", paper(name="OPTQ", aliases=("GPTQ", "Optq"))).aliases == ("GPTQ",)
    assert not flaws("LS225", paper(name="QLoRA", aliases=("NF4", "4-bit NormalFloat")))


def test_only_papers_that_can_be_one_work_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []

    def counted(form: str, forms: Sequence[str], **_: object) -> list[tuple[str, float, int]]:
        compared.append(len(forms))
        return []

    monkeypatch.setattr(process, "extract", counted)
    papers = [paper(key=f"x2022a{number}", authors=(f"A B{number}",)) for number in range(50)]
    papers += [paper(LIMA, key=f"y2022a{number}", title=f"LIMA: Version {number}") for number in range(50)]
    papers += [paper(LIMA, key=f"z2022a{letter}", title=f"LIMA {letter}") for letter in "abc"]
    flaws("LS222", survey(*papers))
    assert compared == [0, 1, 2]


def series(count: int) -> list[Paper]:
    """Papers of one first author whose titles differ in one word."""
    words = ["".join(chr(97 + int(digit)) for digit in f"{number:03}") for number in range(count)]
    return [
        paper(key=f"frantar2023{word}", title=f"{TITLE}, Seen in {word}", ids={"doi": f"10.5555/{word}"})
        for word in words
    ]


def test_a_series_is_told_of_once() -> None:
    assert len(flaws("LS222", survey(*series(21)))) == 20
    *each, rest = flaws("LS222", survey(*series(100)))
    assert (len(each), len({flaw.file for flaw in each})) == (20, 20)
    assert rest.reason.startswith(
        "79 titles of this first author, this one the first, are nearly those of other records"
    )
    assert rest.file not in {flaw.file for flaw in each}


def test_a_title_is_held_against_so_many_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resemblance, "MOST_COMPARED", 5)
    compared: list[int] = []
    real = process.extract

    def counted(form: str, forms: Sequence[str], **settings: Any) -> Any:
        compared.append(len(forms))
        return real(form, forms, **settings)

    monkeypatch.setattr(process, "extract", counted)
    flaws("LS222", survey(*series(30)))
    assert max(compared) == 5
