"""What nobody sees has a finding wherever in a file it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.checks.examples import GPTQ, Example, write_example

from livingsurvey import Survey
from livingsurvey.checks import check
from livingsurvey.checks.fixing import fix

FILES = {
    GPTQ: "title: ",
    "taxonomy.yaml": "definition: ",
    "knowledge/venues.yaml": "name: ",
    "survey.yaml": "title: ",
    "knowledge/frameworks.yaml": "name: ",
    "knowledge/metrics.yaml": "name: ",
    "knowledge/results/gptq.yaml": "title: ",
    "knowledge/surveys.yaml": "name: ",
    "knowledge/choose.yaml": "about: ",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_example(tmp_path, Example())
    return tmp_path


def write(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def found(root: Path) -> list[str]:
    return [str(finding) for finding in check(Survey.load(root, strict=False)) if finding.code == "LS115"]


@pytest.mark.parametrize("file", FILES)
def test_in_every_file(root: Path, file: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    place = text.index(FILES[file]) + len(FILES[file]) + 2
    (root / file).write_text(f"{text[:place]}\u200b{text[place:]}", encoding="utf-8")
    (said,) = found(root)
    line = text[:place].count("\n") + 1
    column = place - text.rfind("\n", 0, place)
    assert said.startswith(f"{file}:{line}:{column} error LS115: invisible character: U+200B ZERO WIDTH SPACE. Write  ")


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("topics:", "# \u202eevil\ntopics:", "8:3"),
        ("2210.17323", "2210.\u200b17323", "6:20"),
        ("IST-DASLab/gptq", "IST-DASLab/gp\u00adtq", "7:48"),
        ("name: ", "na\u2060me: ", "1:3"),
        ("venue: ", "sources: {ve\u200bnue: x}\nvenue: ", "5:13"),
    ],
)
def test_in_comments_ids_addresses_and_keys(root: Path, old: str, new: str, place: str) -> None:
    write(root, GPTQ, old, new)
    (said,) = found(root)
    assert said.startswith(f"{GPTQ}:{place} ")


def test_behind_an_escape(root: Path) -> None:
    write(root, GPTQ, "GPTQ: Accurate", r"GPTQ: Accu\u00adrate")
    (said,) = found(root)
    assert (
        "'title' contains U+00AD SOFT HYPHEN, which is invisible, at character 11. Write  title: \"GPTQ: Accurate"
        in said
    )


def test_a_second_look_finds_it_too(root: Path) -> None:
    write(root, GPTQ, "name: GPTQ", "name: GPTQ # \u200b")
    assert found(root) == found(root) != []


def test_fixing_takes_it_out_and_leaves_all_else(root: Path) -> None:
    before = (root / GPTQ).read_text(encoding="utf-8")
    write(root, GPTQ, "GPTQ: Accurate", "GPTQ:\u200b Acc\u00adurate")
    write(root, GPTQ, "venue", "# a\u202db\nvenue")
    assert fix(Survey.load(root, strict=False)).left == ()
    assert (root / GPTQ).read_text(encoding="utf-8") == before.replace("venue", "# ab\nvenue", 1)
