"""Waivers: with a reason, for what can be an exception, and only as long as it is one."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.checks.examples import EXAMPLES, GPTQ, LIMA, Example, write_example

from livingsurvey import Survey
from livingsurvey.checks import check
from livingsurvey.checks.fixing import fix

REASON = "two groups chose the same name"


def found(root: Path, waive: str, **record: str) -> list[tuple[str, str]]:
    """Codes and fixes for a record that has the other's short name and waives something."""
    write_example(root, Example({"name": "LIMA", "added": "2024-01-01", **record, "waive": waive}))
    return [(finding.code, finding.fix) for finding in check(Survey.load(root, strict=False, cached=False))]


def codes(*arguments: object, **record: str) -> list[str]:
    return [code for code, _ in found(*arguments, **record)]  # type: ignore[arg-type]


def test_a_waiver_with_a_reason_covers_its_code(tmp_path: Path) -> None:
    assert codes(tmp_path, f"{{LS223: {REASON}}}") == []


def test_a_waiver_covers_its_own_record_only(tmp_path: Path) -> None:
    write_example(tmp_path, Example({"name": "LIMA", "added": "2024-01-01"}, {"waive": f"{{LS223: {REASON}}}"}))
    found = check(Survey.load(tmp_path, strict=False))
    assert [(finding.file, finding.code) for finding in found] == [(GPTQ, "LS223"), (LIMA, "LS291")]


def test_errors_of_identity_can_be_waived_with_a_reason(tmp_path: Path) -> None:
    shared = {"ids": '{arxiv: "2305.11206"}', "waive": "{LS201: one id for two parts of one work, LS224: as published}"}
    write_example(tmp_path, Example({"added": "2024-01-01", **shared}))
    found = check(Survey.load(tmp_path, strict=False))
    assert [finding.code for finding in found] == ["LS224", "LS293"]


@pytest.mark.parametrize("reason", ["x", "false alarm", "n/a", "ok!", "...", "TODO: later", "误报"])
def test_what_is_no_reason_covers_nothing(tmp_path: Path, reason: str) -> None:
    assert codes(tmp_path, f'{{LS223: "{reason}"}}') == ["LS223", "LS293"]


@pytest.mark.parametrize(
    "reason", [REASON, "两篇论文同名", "Namensgleichheit ist gewollt", "see https://example.org/x"]
)
def test_a_reason_in_any_language(tmp_path: Path, reason: str) -> None:
    assert codes(tmp_path, f'{{LS223: "{reason}"}}') == []


def test_an_empty_reason_is_an_error_of_the_schema(tmp_path: Path) -> None:
    assert codes(tmp_path, '{LS223: ""}') == ["LS107"]


def test_a_waiver_that_covers_nothing_is_a_warning_that_can_be_fixed(tmp_path: Path) -> None:
    waive = f"{{LS223: {REASON}, LS212: {REASON}}}"
    assert found(tmp_path, waive) == [("LS291", "Delete the waiver.")]
    assert fix(Survey.load(tmp_path, strict=False)).left == ()
    assert f"waive: {{LS223: {REASON}}}\n" in (tmp_path / GPTQ).read_text(encoding="utf-8")


def test_the_last_waiver_goes_with_its_field(tmp_path: Path) -> None:
    write_example(tmp_path, EXAMPLES["LS291"])
    assert fix(Survey.load(tmp_path, strict=False)).left == ()
    assert "waive" not in (tmp_path / GPTQ).read_text(encoding="utf-8")


def test_while_files_cannot_be_read_no_waiver_is_called_unused(tmp_path: Path) -> None:
    write_example(tmp_path, EXAMPLES["LS291"])
    (tmp_path / LIMA).write_text("title: [\n", encoding="utf-8")
    assert "LS291" not in [finding.code for finding in check(Survey.load(tmp_path, strict=False))]


@pytest.mark.parametrize(
    ("code", "fix"),
    [
        ("LS102", "Correct the value, and delete the waiver."),
        ("LS202", "Correct the value, and delete the waiver."),
        ("LS291", "Correct the value, and delete the waiver."),
        ("LS222", None),
        ("LS299", "Did you mean LS2"),
        ("LS333", "elete the waiver."),
    ],
)
def test_a_code_that_cannot_be_waived(tmp_path: Path, code: str, fix: str | None) -> None:
    waived = [each for each in found(tmp_path, f"{{LS223: {REASON}, {code}: {REASON}}}") if each[0] == "LS292"]
    assert len(waived) == (fix is not None)
    assert all(fix in said for _, said in waived if fix)


@pytest.mark.parametrize("record", [{"topics": "[nope]"}, {"venue": "NIPS"}])
def test_what_the_site_cannot_do_without_stays_an_error(tmp_path: Path, record: dict[str, str]) -> None:
    code = "LS202" if "topics" in record else "LS204"
    assert code in codes(tmp_path, f"{{{code}: {REASON}, LS223: {REASON}}}", **record)
