"""Summaries and traits: what each wrong value is answered with, and what is written in its place."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.conftest import SMALL_SURVEY

from livingsurvey import Survey
from livingsurvey.checks import check
from livingsurvey.checks.fixing import fix
from livingsurvey.model import Finding

TRAITS, LISTS = "knowledge/traits.yaml", "knowledge/lists.yaml"
GPTQ, H2O = "papers/2022/frantar2022gptq.yaml", "papers/2023/zhang2023h2o.yaml"
BITS, TRAINING, GRANULARITY = "weight-bits: [3, 4]", "training: calibration", "granularity: per-group"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL_SURVEY, tmp_path / "survey"))


def write(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def findings(root: Path) -> tuple[Finding, ...]:
    return check(Survey.load(root, strict=False, cached=False))


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        (BITS, "weight-bits: {a: 1}", "18:16", "LS105 'weight-bits' cannot be {'a': 1}. Write an id of one of its"),
        (BITS, "weight-bits: [[3]]", "18:17", "LS105 'weight-bits' cannot be [[3]]. Write an id of one of its values"),
        (BITS, "weight-bits: [1, .nan]", "18:20", "LS105 'weight-bits' cannot be .nan. Write an id of one of its"),
        (BITS, "weight-bits: 1e400", "18:16", "LS105 'weight-bits' cannot be 1e400. Write an id of one of its values"),
        (BITS, f"weight-bits: {list(range(51))}", "18:16", "several, up to 50, as  [3, 4]"),
        (BITS, "weight-bits: []", "18:16", "LS107 'weight-bits' is empty. Write its value, or delete the line."),
        (BITS, "weight-bits: 4-bit", "18:16", "LS353 'weight-bits' cannot be '4-bit'. Write a number, without bit."),
        (BITS, f'weight-bits: "{"9" * 400}"', "18:16", "LS353 'weight-bits' cannot be '999"),
        (BITS, "weight-bits: [3, true]", "18:20", "LS353 'weight-bits' cannot be true. Write a number, without bit."),
        (TRAINING, "training: Calibraton", "17:13", "LS353 'training' cannot be 'Calibraton'. Write one of none, "),
        (TRAINING, "training: none, calibration", "17:13", "LS353 'training' cannot be 'none, calibration'. Write one"),
        (GRANULARITY, "granularity: [per-group, per-tensor]", "19:16", "LS353 'granularity' takes one value, not"),
    ],
)
def test_one_wrong_value_is_one_finding(root: Path, old: str, new: str, place: str, said: str) -> None:
    write(root, GPTQ, old, new)
    (finding,) = findings(root)
    assert finding.place == f"{GPTQ}:{place}"
    assert said in f"{finding.code} {finding.reason}. {finding.fix}"


@pytest.mark.parametrize(
    ("file", "old", "new", "fixed"),
    [
        (GPTQ, BITS, 'weight-bits: [3, "4"]', "weight-bits: [3, 4]"),
        (GPTQ, BITS, "weight-bits: 1_000", "weight-bits: 1000"),
        (GPTQ, BITS, 'weight-bits: "1,024.5"', "weight-bits: 1024.5"),
        (GPTQ, BITS, "weight-bits: [3, 3, 4]", "weight-bits: [3, 4]"),
        (GPTQ, TRAINING, "training: [None, Fine Tuning]", "training: [none, fine-tuning]"),
        (GPTQ, GRANULARITY, "granularity: [per-group]", "granularity: per-group"),
        (GPTQ, GRANULARITY, "granularity: Per_Group", "granularity: per-group"),
        (H2O, "exact: false", "exact: Yes", "exact: true"),
        (H2O, "exact: false", 'exact: "no"', "exact: false"),
    ],
)
def test_another_spelling_of_a_value_is_mended(root: Path, file: str, old: str, new: str, fixed: str) -> None:
    write(root, file, old, new)
    right = (root / file).read_text(encoding="utf-8").replace(new, fixed)
    result = fix(Survey.load(root, strict=False, cached=False))
    assert result.gone
    assert not result.left
    assert (root / file).read_text(encoding="utf-8") == right


@pytest.mark.parametrize(
    ("chinese", "code", "said"),
    [
        ("量化权重。", "LS355", "the summary has 5 characters. Say in one sentence of 30 to 110 characters"),
        ("逐层量化模型权重" * 15, "LS355", "the summary has 120 characters"),
        (
            "本文把已训练模型的权重逐层舍入到 3 或 4 比特，并用尚未舍入的权重补偿误差。",
            "LS356",
            "the summary says '本文'",
        ),
    ],
)
def test_a_summary_in_chinese_has_measures_of_its_own(root: Path, chinese: str, code: str, said: str) -> None:
    text = (root / GPTQ).read_text(encoding="utf-8")
    (root / GPTQ).write_text(re.sub(r"  zh: .*", f"  zh: {chinese}", text), encoding="utf-8")
    (finding,) = findings(root)
    assert (finding.code, finding.line) == (code, 15)
    assert said in f"{finding.reason}. {finding.fix}"


@pytest.mark.parametrize(
    ("file", "old", "new", "said", "fixed"),
    [
        (TRAITS, "[quantization]", "[low-bits]", "the topic 'low-bits' moved to 'quantization'", "[quantization]"),
        (
            TRAITS,
            "[quantization]",
            "[quantization, low-bits]",
            "Delete it: 'quantization' is listed already.",
            "[quantization]",
        ),
        (LISTS, "li2023symbolic]", "li2023symbols]", "'li2023symbols' is retired. Write  li2023", "li2023symbolic]"),
        (
            LISTS,
            "li2023symbolic]",
            "li2023symbolic, li2023symbols]",
            "'li2023symbols' is retired. Write",
            "li2023symbolic]",
        ),
        (LISTS, "li2023symbolic]", "li2023symbolic, li2023symbolic]", "is already in this list", "li2023symbolic]"),
    ],
)
def test_topics_and_papers_that_moved_are_followed(
    root: Path, file: str, old: str, new: str, said: str, fixed: str
) -> None:
    for name, moved in (
        ("taxonomy.yaml", "moved: {low-bits: quantization"),
        ("survey.yaml", "retired: {li2023symbols: li2023symbolic"),
    ):
        text = (root / name).read_text(encoding="utf-8")
        key = moved.partition(":")[0]
        assert f"\n{key}:" not in text, name
        (root / name).write_text(f"{text}{moved}}}\n", encoding="utf-8")
    write(root, file, old, new)
    right = (root / file).read_text(encoding="utf-8").replace(new, fixed)
    (finding,) = findings(root)
    assert said in f"{finding.reason}. {finding.fix}"
    assert not fix(Survey.load(root, strict=False, cached=False)).left
    assert (root / file).read_text(encoding="utf-8") == right


def test_what_no_trait_is_can_be_waived_by_nobody(root: Path) -> None:
    write(root, GPTQ, BITS, "weight-bits: [3, true]")
    why = "The second table of the paper says so."
    write(root, GPTQ, "added:", f"waive: {{LS351: {why}, LS353: {why}}}\nadded:")
    assert "LS353" in {finding.code for finding in findings(root)}


def test_a_survey_that_compares_by_nothing_says_where_traits_are_declared(root: Path) -> None:
    (root / TRAITS).unlink()
    assert {finding.fix for finding in findings(root)} == {f"Declare it in {TRAITS}, or delete the line."}
