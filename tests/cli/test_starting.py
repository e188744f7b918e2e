"""survey init, as somebody types it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tests.cli.conftest import Run, command, in_a_terminal


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_folder_becomes_a_survey_and_the_next_commands_are_shown(run: Run) -> None:
    ran = run("init", "molecules")
    assert ran.code == 0
    assert ran.out == "cd molecules\nsurvey check\nsurvey serve\n"
    assert yaml.safe_load(Path("molecules/survey.yaml").read_text())["title"] == "Molecules"
    assert run("--root", "molecules", "check", "--generated").code == 0
    assert run("init", "molecules").err == "nothing is missing here\n"
    assert run("init", "molecules", "--title", "Other").code == 2
    assert run("init", "molecules", "--update").err == "the program's files were up to date\n"


def test_what_cannot_be_is_refused_and_nothing_is_written(run: Run) -> None:
    assert run("init", "new", "--language", "english").errors == [
        "survey: error: 'english' is no code of a language; write  --language en  or  --language en,zh"
    ]
    assert run("init", "new", "--update", "--title", "x").code == 2
    assert run("init", "--update").code == 2
    assert not Path("new/survey.yaml").exists()


def test_a_change_of_ones_own_is_shown_and_stays(run: Run) -> None:
    run("init", ".", "--title", "Molecules")
    path = Path(".github/workflows/links.yml")
    path.write_text(path.read_text(encoding="utf-8").replace("17 4", "1 1"), encoding="utf-8")
    ran = run("init", "--update")
    assert ran.code == 1
    assert ".github/workflows/links.yml: changed here, and not touched." in ran.err
    assert '-    - cron: "1 1 * * 1,4"' in ran.out


def test_a_list_says_what_the_survey_is_called(run: Run) -> None:
    Path("list.md").write_text(
        "# Socks\n\nAll about socks.\n\n## Folding\n\n- [Folding Maps](https://arxiv.org/abs/2401.00001) ICLR 2024\n"
    )
    ran = run("init", "socks", "--from", "list.md")
    assert "1 paper on 1 topic imported" in ran.err
    info = yaml.safe_load(Path("socks/survey.yaml").read_text())
    assert (info["title"], info["description"]) == ("Socks", "All about socks.")


@pytest.mark.long
def test_at_a_terminal_what_no_option_says_is_asked(tmp_path: Path) -> None:
    answers = ["Molecules", "All about them.", "en,zh", "https://github.com/you/molecules", ""]
    code, shown = in_a_terminal(command("init", "new"), tmp_path, typed="".join(f"{each}\n" for each in answers))
    assert code == 0, shown
    assert shown.count("?") >= 5
    info = yaml.safe_load((tmp_path / "new/survey.yaml").read_text())
    assert info["title"] == "Molecules"
    assert info["site"] == "https://you.github.io/molecules/"
