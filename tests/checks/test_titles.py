from __future__ import annotations

import pytest
from tests.checks.made import LIMA, flaws, mended, paper, survey


@pytest.mark.parametrize(
    ("title", "better"),
    [
        (
            "SnapKV : LLM Knows What You are Looking for Before Generation",
            "SnapKV: LLM Knows What You are Looking for Before Generation",
        ),
        (
            "Mixture-of-Experts Meets Instruction Tuning:A Winning Combination",
            "Mixture-of-Experts Meets Instruction Tuning: A Winning Combination",
        ),
        ("E^2-LLM:Efficient and Extreme Length Extension", "E^2-LLM: Efficient and Extreme Length Extension"),
        ("∞-former :Infinite Memory", "∞-former :Infinite Memory"),
    ],
)
def test_spaces_around_a_colon(title: str, better: str) -> None:
    if title == better:
        assert not flaws("LS261", paper(title=title))
    else:
        assert mended("LS261", paper(title=title)).title == better


@pytest.mark.parametrize(
    "title",
    [
        "GPTQ: Accurate Post-Training Quantization",
        "Learning N:M Fine-grained Structured Sparse Neural Networks From Scratch",
        "2:4 Sparsity at 12:30",
        "What std::vector and https://example.org have in common",
        "数据: 选择",
    ],
)
def test_colons_that_are_right(title: str) -> None:
    assert not flaws("LS261", paper(title=title))


def test_another_title_is_a_title_too() -> None:
    record = paper(also_titled=("GPTQ : First", "GPTQ: Second"))
    assert mended("LS261", record).also_titled == ("GPTQ: First", "GPTQ: Second")


def test_a_change_does_not_list_a_title_twice() -> None:
    (flaw,) = flaws("LS261", paper(also_titled=("GPTQ : First", "GPTQ: First")))
    assert flaw.change is None
    assert flaw.fix == 'Delete this line: "GPTQ: First" is listed already.'


@pytest.mark.parametrize(
    ("title", "better"),
    [
        ("OmniQuant: OmniQuant: Omnidirectionally Calibrated", "OmniQuant: Omnidirectionally Calibrated"),
        ("LLM.int8(): LLM.int8(): 8-bit Matrix Multiplication", "LLM.int8(): 8-bit Matrix Multiplication"),
    ],
)
def test_a_doubled_prefix(title: str, better: str) -> None:
    assert mended("LS262", paper(title=title)).title == better


@pytest.mark.parametrize("title", ["LUT: LUTs: Two Tables", "Quantization: Post-Training: An Overview", "A: B"])
def test_two_prefixes_that_differ(title: str) -> None:
    assert not flaws("LS262", paper(title=title))


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("lemon: lossless model expansion", "the title is all in lower case"),
        ("LUT TENSOR CORE ENABLES LOW-BIT INFERENCE", "the title is all in capitals"),
        ("kvquant: Towards 10 million context length llm inference", "'llm' is written LLM in other titles"),
    ],
)
def test_capitals(title: str, reason: str) -> None:
    others = [paper(LIMA, key=f"zhou2023{word}", title=f"{word}: Efficient LLM Inference") for word in "abcde"]
    (flaw,) = flaws("LS263", survey(paper(title=title), *others))
    assert (flaw.path, flaw.reason, flaw.change) == (("title",), reason, None)


@pytest.mark.parametrize(
    "title",
    [
        "mixup: Beyond Empirical Risk Minimization",
        "Mixture-of-Depths: Dynamically allocating compute in transformer-based language models",
        "word2vec",
        "BERT",
        "数据选择",
        "All Is Well, and It Is All There",
    ],
)
def test_capitals_that_are_right(title: str) -> None:
    others = [paper(LIMA, key=f"zhou2023{word}", title=f"IT {word} AND ALL OF it") for word in ("one", "two")]
    assert not [flaw for flaw in flaws("LS263", survey(paper(title=title), *others)) if "gptq" in flaw.file]


@pytest.mark.parametrize(
    ("title", "better"),
    [
        ("Attention Is Not All You Need.", "Attention Is Not All You Need"),
        ("Quantization (and Pruning).", "Quantization (and Pruning)"),
        ("Scaling to 100B.", "Scaling to 100B"),
        ("“Think Step by Step.”.", "“Think Step by Step.”"),
    ],
)
def test_a_full_stop(title: str, better: str) -> None:
    assert mended("LS264", paper(title=title)).title == better


@pytest.mark.parametrize("title", ["To Be Continued...", "Pruning vs.", "Made in the U.S.", "Why?", "Vitamin C."])
def test_full_stops_that_belong_there(title: str) -> None:
    assert not flaws("LS264", paper(title=title))
