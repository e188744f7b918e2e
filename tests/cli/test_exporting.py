"""survey export"""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from tests.conftest import NO_LOCALE, starts_without_a_locale

from livingsurvey import Survey
from livingsurvey.publish.exports.formats import FORMATS, export

from .conftest import Run, command


def test_a_format_that_there_is_not(run: Run) -> None:
    ran = run("export", "bibtx")
    assert (ran.code, ran.out) == (2, "")
    assert "no format 'bibtx'. Did you mean 'bibtex'?" in ran.err
    assert all(name in ran.err for name in FORMATS)


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if not form.binary])
def test_text_goes_to_standard_output_or_to_a_file(run: Run, survey: Path, name: str) -> None:
    loaded = Survey.load(survey)
    expected = export(loaded, name, tuple(loaded))
    ran = run("export", name)
    assert (ran.code, ran.err, ran.out.encode()) == (0, "", expected)
    ran = run("export", name, "--out", survey / "out")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith(f"8 papers, {len(expected):,} bytes: ")
    assert (survey / "out").read_bytes() == expected


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.binary])
def test_what_is_no_text_needs_a_file(run: Run, survey: Path, name: str) -> None:
    ran = run("export", name)
    assert (ran.code, ran.out) == (2, "")
    assert f"{name} is not text; write  --out {FORMATS[name].file}" in ran.err
    assert run("export", name, "--out", "out").code == 0
    loaded = Survey.load(survey)
    assert (survey / "out").read_bytes() == export(loaded, name, tuple(loaded))


def test_some_of_the_papers(run: Run, survey: Path) -> None:
    keys = [line.split(",")[0] for line in run("export", "csv", "--topic", "quantization").out.splitlines()[1:]]
    assert keys == [line.split()[0] for line in run("find", "--topic", "quantization").out.splitlines()]
    assert "@inproceedings{frantar2022gptq," in run("export", "bibtex", "gptq", "--year", "2023-").out
    assert run("export", "bibtex", "--year", "1950").out == ""
    run("export", "sqlite", "--venue", "iclr", "--out", "iclr.sqlite")
    with closing(sqlite3.connect(survey / "iclr.sqlite")) as connection:
        assert set(connection.execute("SELECT venue FROM papers")) == {("ICLR",)}


@starts_without_a_locale
def test_letters_survive_a_terminal_that_has_none_of_them(survey: Path) -> None:
    ended = subprocess.run(
        command("export", "ris"),
        cwd=survey,
        env=NO_LOCALE | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert "Nyströmformer" in ended.stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("docx",), "no format 'docx'"),
        (("csv", "--topic", "quantisation"), "Did you mean 'quantization'?"),
        (("csv", "--year", "soon"), "'soon' is not a year"),
        (("csv", "--out", "nowhere/papers.csv"), "there is no folder nowhere"),
    ],
)
def test_what_cannot_be(run: Run, survey: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = run("export", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_data_with_errors_is_not_exported(run: Run, survey: Path) -> None:
    (survey / "papers/2022/frantar2022gptq.yaml").write_text("title: nothing else\n", encoding="utf-8")
    ran = run("export", "bibtex")
    assert (ran.code, ran.out) == (1, "")
