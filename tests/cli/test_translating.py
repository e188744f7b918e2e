"""``survey translations``: a catalogue is begun, held against what is said, and kept."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_a_language_is_begun_and_its_gaps_are_listed(survey: Path, run: Run) -> None:
    begun = run("translations", "fr")
    assert begun.code == 0
    assert [line.partition(":")[0] for line in begun.out.splitlines()] == [
        "templates/languages/fr.po",
        "knowledge/languages/fr.po",
    ]
    checked = run("translations", "fr", "--check")
    assert checked.code == 1
    assert "  not translated: A Small Survey of" in checked.out


def test_those_of_the_survey_are_meant_where_none_is_named(survey: Path, run: Run) -> None:
    path = survey / "knowledge/languages/zh.po"
    before = path.read_bytes() if path.is_file() else b""
    assert run("translations", "--check").out.startswith("knowledge/languages/zh.po: ")
    assert (path.read_bytes() if path.is_file() else b"") == before, "a check writes nothing"


def test_a_damaged_catalogue_is_named_with_what_to_do(survey: Path, run: Run) -> None:
    path = survey / "knowledge/languages/zh.po"
    path.parent.mkdir(exist_ok=True)
    path.write_text('msgid "a"\nmsgstr "b"\nčtvrtý\n', encoding="utf-8")
    failed = run("translations")
    assert failed.code == 2
    assert "zh.po" in failed.errors[0]
    assert "correct the line, or restore the file" in failed.errors[0]
