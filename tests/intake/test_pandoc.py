"""What pandoc reads, by a program of that name that says what it was given."""

from __future__ import annotations

from pathlib import Path

import pytest

from livingsurvey.errors import UsageError
from livingsurvey.intake.formats import read
from livingsurvey.intake.pandoc import html_of


def pandoc(folder: Path, script: str) -> None:
    program = folder / "pandoc"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


def test_a_list_in_org_is_read_as_pandoc_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    pandoc(tmp_path, 'echo "$*" > "$(dirname "$0")/given"; cat')
    item = '<h2>Hills</h2>\n<ul>\n<li><a href="https://arxiv.org/abs/2301.00001">Folding Maps</a>. ICML 2023</li></ul>'
    (listed,) = read("-x.org", item).entries
    assert (listed.entry.title, listed.path) == ("Folding Maps", ("Hills",))
    given = (tmp_path / "given").read_text(encoding="utf-8").split()
    assert given[:2] == ["--sandbox", "--from=org"]
    assert "-x.org" not in given


def test_without_pandoc_it_is_told_how_to_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match=r"not installed; elsewhere:  pandoc --from=rst --to=gfm list.rst"):
        html_of("list.rst", "", "rst")


def test_what_pandoc_says_against_a_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    pandoc(tmp_path, "cat > /dev/null; echo 'unexpected end' >&2; exit 64")
    with pytest.raises(UsageError, match=r"pandoc cannot read list.rst: unexpected end"):
        html_of("list.rst", "", "rst")
