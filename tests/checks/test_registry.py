"""The table of rules and codes: each code once, with a sentence and an example that shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.checks.examples import EXAMPLES, GPTQ, Example, write_example
from tests.checks.page import PAGE, document, example_of

from livingsurvey import Survey
from livingsurvey.checks import RULES, Flaw, Rule, apply, check
from livingsurvey.checks.codes import codes
from livingsurvey.model import Repair, Severity

SOURCE = Path(__file__).parents[2] / "src/livingsurvey"
CODES = {code.name: code for code in codes()}


def test_the_survey_that_all_examples_are_made_from_is_right(tmp_path: Path) -> None:
    write_example(tmp_path, Example())
    assert check(Survey.load(tmp_path, strict=False)) == ()


def test_every_code_in_the_source_is_in_the_table_and_no_other() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    given = set(
        re.findall(r'(?:Finding|Problem|rule|Code)\([^()]*?"(LS[0-9]{3})"|^    "(LS[0-9]{3})"', source, re.MULTILINE)
    )
    assert {first or second for first, second in given} <= set(CODES)
    assert set(re.findall(r'"(LS[0-9]{3})"', source)) == set(CODES)


def test_every_code_has_one_rule_a_sentence_and_an_example() -> None:
    names = [rule.code for rule in RULES]
    assert len(set(names)) == len(names)
    assert list(CODES) == sorted(CODES)
    assert all(code.sentence.endswith(".") for code in CODES.values())
    assert set(EXAMPLES) == set(CODES)


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_shows_its_code(code: str) -> None:
    finding = example_of(code)
    assert finding.severity is CODES[code].severity
    assert finding.fix.strip()
    assert not finding.reason.endswith(".")
    assert "\n" not in str(finding)


def test_what_reading_finds_cannot_be_waived() -> None:
    assert not any(code.waivable for code in CODES.values() if code.name.startswith(("LS1", "LS6", "LS29")))
    assert CODES["LS221"].waivable


def test_the_page_lists_what_there_is() -> None:
    assert PAGE.read_text(encoding="utf-8") == document(), "run  python -m tests.checks.page"


def test_a_rule_gives_its_flaws_their_place_and_repair(tmp_path: Path) -> None:
    write_example(tmp_path, Example())
    survey = Survey.load(tmp_path)
    flaws = [
        Flaw(GPTQ, ("authors", 1), "a", "b"),
        Flaw(GPTQ, ("ids", "arxiv"), "a", "b", on_key=True, change={("year",): 2022}),
        Flaw(GPTQ, (), "a", "b", move_to="papers/2023/x.yaml"),
        Flaw("absent.yaml", ("x",), "a", "b"),
    ]
    found = list(apply([Rule("LS999", Severity.WARNING, "X.", lambda _: flaws)], survey))
    assert [finding.place for finding in found] == [f"{GPTQ}:3:26", f"{GPTQ}:6:7", f"{GPTQ}:1:1", "absent.yaml:1:1"]
    assert [finding.repair for finding in found] == [
        None,
        Repair(values={("year",): 2022}),
        Repair(move_to="papers/2023/x.yaml"),
        None,
    ]
    assert {finding.severity for finding in found} == {Severity.WARNING}
