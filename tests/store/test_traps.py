"""What can be read and would be read wrong, and lines that are no YAML for one small sign."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.checks.examples import GPTQ, Example, write_example

from livingsurvey import Survey
from livingsurvey.checks import check
from livingsurvey.checks.fixing import fix
from livingsurvey.model import Finding


def findings(root: Path, record: dict[str, str]) -> list[Finding]:
    write_example(root, Example(record))
    return [finding for finding in check(Survey.load(root, strict=False)) if finding.file == GPTQ]


@pytest.mark.parametrize(
    ("title", "code", "right"),
    [
        (r'"Learning $\theta$ fast"', "LS117", r'"Learning $\\theta$ fast"'),
        (r'"The \textbf{small} model"', "LS117", r'"The \\textbf{small} model"'),
        (r'"On $\beta$, $\nu$ and $\alpha$"', "LS117", r'"On $\\beta$, $\\nu$ and $\\alpha$"'),
        (r'"\emph{All}, \fbox{x} and \rho"', "LS117", r'"\\emph{All}, \\fbox{x} and \\rho"'),
        (r'"The $\Lambda$ and $\Phi$ of it"', "LS117", r'"The $\\Lambda$ and $\\Phi$ of it"'),
        (r'"A snake\_case name"', "LS117", r'"A snake\\_case name"'),
        (r'"Already $\\theta$ and \"this\" and \tau"', "LS117", r'"Already $\\theta$ and \"this\" and \\tau"'),
        (r'"The \xi of it"', "LS101", r'"The \\xi of it"'),
        (r'"\underline{This} and \Upsilon"', "LS101", r'"\\underline{This} and \\Upsilon"'),
        (r'"100\% of it, \delta and \"that\""', "LS101", r'"100\\% of it, \\delta and \"that\""'),
        ("Widgets #1 in town", "LS118", '"Widgets #1 in town"'),
        ("Widgets # one", "LS118", '"Widgets # one"'),
        ("Widgets\t#1", "LS118", '"Widgets\t#1"'),
        ('"Widgets"#1', "LS118", '"Widgets#1"'),
        ('The "best" way #2', "LS118", r'"The \"best\" way #2"'),
        ("'It's a title'", "LS101", '"It\'s a title"'),
        ("'Models' are all you need", "LS101", "\"'Models' are all you need\""),
        ('"Models" are all you need', "LS101", r'"\"Models\" are all you need"'),
        ('"The "best" model"', "LS101", r'"The \"best\" model"'),
        ('"A title",', "LS101", '"A title"'),
        ("GPTQ: Accurate: More", "LS101", '"GPTQ: Accurate: More"'),
        ("[Re] Doing it again", "LS101", '"[Re] Doing it again"'),
        ("{Small} models", "LS101", '"{Small} models"'),
        ("- really", "LS101", '"- really"'),
        ("? really", "LS101", '"? really"'),
        ("&Beyond the title", "LS109", '"&Beyond the title"'),
        ("!Kung and models", "LS109", '"!Kung and models"'),
        ("*Important* paper", "LS101", '"*Important* paper"'),
    ],
)
def test_the_right_line_is_in_the_finding(tmp_path: Path, title: str, code: str, right: str) -> None:
    (found, *_) = findings(tmp_path, {"title": title})
    assert (found.line, found.code) == (2, code)
    assert f"Write  title: {right}" in found.fix


@pytest.mark.parametrize(
    "record",
    [
        {"title": '"Widgets #1 in town"'},
        {"title": "Widgets#1 of C#"},
        {"title": '"A quoted title" # and a comment'},
        {"title": ">-\n  A folded title\n  with #1 in it"},
        {"venue": "ICLR  # the year after"},
        {"added": "2023-05-10 # today"},
        {"topics": "[quantization]  # the main one"},
        {"ids": '{arxiv: "2210.17323"}  # no other'},
        {"name": "# a remark\n  GPTQ"},
        {"title": "Widgets  # a working title"},
        {"waive": r'{LS203: "Of note"}  # "\\n"'},
    ],
)
def test_comments_that_are_meant_and_texts_that_are_safe(tmp_path: Path, record: dict[str, str]) -> None:
    assert not [found for found in findings(tmp_path, record) if found.code in ("LS101", "LS117", "LS118")]


@pytest.mark.parametrize(
    ("record", "place", "right"),
    [
        ({"authors": "\n  - Ann Doe #1\n  - Bob Roe"}, "4:12", '- "Ann Doe #1"'),
        ({"links": "\n  page: https://a.example/x #part"}, "8:28", 'page: "https://a.example/x #part"'),
        ({"also_titled": "\n  - GPTQ: the paper"}, "11:5", 'Write  "GPTQ: the paper"'),
        ({"links": "\n  code：https://github.com/a/b"}, "8:3", "Write  code: https://github.com/a/b"),
        ({"authors": "[Ann Doe #1, Bob Roe]"}, "4:1", "a text that contains # needs quotes"),
        ({"title": '"One"\n---\ntitle: "Two"'}, "3:1", "A file contains one record"),
        ({"waive": "["}, "11:1", "The [ on line 10 is never closed; close it."),
        ({"name": ".inf"}, "1:7", 'Write  name: ".inf"'),
    ],
)
def test_traps_elsewhere(tmp_path: Path, record: dict[str, str], place: str, right: str) -> None:
    found = [f"{each.line}:{each.column} {each.fix}" for each in findings(tmp_path, record)]
    assert [said for said in found if right in said], found
    assert found[0].startswith(f"{place} "), found


def test_what_stands_behind_the_number_sign_can_be_a_comment(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, {"title": "Widgets # a working title"})
    assert found.fix.endswith('or, where that is a comment,  title: "Widgets" # a working title')
    assert found.repair is None


def test_line_breaks_of_prose_are_meant(tmp_path: Path) -> None:
    write_example(
        tmp_path, Example(shared=("taxonomy.yaml", "Fewer and better examples.", r'"Fewer.\n\nnone better\nother"'))
    )
    assert not [found for found in check(Survey.load(tmp_path, strict=False)) if found.file == "taxonomy.yaml"]


def test_a_backslash_is_doubled_by_fix(tmp_path: Path) -> None:
    write_example(tmp_path, Example({"title": r'"Learning $\theta$"  # soon'}))
    fix(Survey.load(tmp_path, strict=False), lambda finding: finding.code == "LS117")
    assert 'title: "Learning $\\\\theta$"  # soon\n' in (tmp_path / GPTQ).read_text(encoding="utf-8")
