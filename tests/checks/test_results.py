"""Rules over results and frameworks on data that looks as if it broke them; the examples break each of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.checks.examples import GPTQ, SHARED, Example, write_example

from livingsurvey import Survey
from livingsurvey.checks import check

TABLE = "knowledge/results/gptq.yaml"


def codes(root: Path, file: str, old: str, new: str) -> set[str]:
    """The codes found in the survey of the examples when a piece of one file is another."""
    write_example(root, Example())
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")
    return {finding.code for finding in check(Survey.load(root, strict=False, cached=False))}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (TABLE, 'url: "https://example.org/table"', "paper: frantar2022gptq"),
        (TABLE, '"61.0"', '"NaN"'),
        (TABLE, '"61.0"', '"100"'),
        (TABLE, '"61.0"', '"OOM"'),
        (TABLE, '"61.0"', '"61.0%±0.2%"'),
        (TABLE, '"61.0"', '">61"'),
        (TABLE, "compares: [bits]", "compares: [method, framework, bits]"),
        (TABLE, ', setting: {bits: "2"}', ""),
        ("knowledge/metrics.yaml", "    maximum: 100\n", ""),
        ("knowledge/frameworks.yaml", "lacks: [training]", "partial: [training], notes: {training: Slowly.}"),
        ("knowledge/frameworks.yaml", "- id: use", "- id: training"),
        ("knowledge/frameworks.yaml", "name: vLLM", "name: vLLM\n    paper: frantar2022gptq"),
    ],
)
def test_what_is_right(tmp_path: Path, file: str, old: str, new: str) -> None:
    assert codes(tmp_path, file, old, new) == set()


@pytest.mark.parametrize("file", ["knowledge/metrics.yaml", "knowledge/frameworks.yaml", GPTQ])
def test_what_compares_with_a_file_is_silent_while_that_cannot_be_read(tmp_path: Path, file: str) -> None:
    text = SHARED.get(file, "title:")
    found = codes(tmp_path, file, text.partition(":")[0] + ":", "rubbish:")
    assert not {code for code in found if code.startswith("LS3")}


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (TABLE, '"61.0"', '"-1"', "LS303"),
        (TABLE, '"61.0"', '"−1"', "LS303"),
        (TABLE, '"61.0"', '">100"', "LS303"),
        (TABLE, '"61.0"', '"1,000"', "LS303"),
        (TABLE, '"61.0"', '"61.0×"', "LS313"),
        (TABLE, '"61.0"', '"61,5"', "LS314"),
        (TABLE, "compares: [bits]", "compares: [methods]", "LS304"),
        (TABLE, 'tuned: "no"', 'tund: "no"', "LS304"),
        (TABLE, "source: {title: A table", "source: {paper: nobody2022paper, title: A table", "LS306"),
        ("knowledge/metrics.yaml", "{id: bits", "{id: method", "LS311"),
        ("knowledge/frameworks.yaml", "lacks: [training]", "lacks: [inference]", "LS322"),
        ("knowledge/frameworks.yaml", "  - id: vllm", "  - {id: vllm, name: Another}\n  - id: vllm", "LS323"),
    ],
)
def test_other_ways_to_be_wrong(tmp_path: Path, file: str, old: str, new: str, code: str) -> None:
    assert code in codes(tmp_path, file, old, new)


def test_a_letter_that_may_begin_a_unit_is_no_factor(tmp_path: Path) -> None:
    """``512M`` of memory in GB is half a gigabyte, not half a billion of them."""
    write_example(tmp_path, Example())
    for file, old, new in (("knowledge/metrics.yaml", 'unit: "%"', "unit: GB"), (TABLE, '"61.0"', '"0.05K"')):
        text = (tmp_path / file).read_text(encoding="utf-8")
        (tmp_path / file).write_text(text.replace(old, new), encoding="utf-8")
    assert {finding.code for finding in check(Survey.load(tmp_path, strict=False, cached=False))} == {"LS313"}
