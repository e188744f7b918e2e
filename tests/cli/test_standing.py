"""survey changes, survey addresses, survey freeze, survey thaw"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.checks.examples import git
from tests.cli.conftest import Run

from livingsurvey import Survey


def test_changes_are_listed_newest_first(run: Run, survey: Path) -> None:
    ran = run("changes")
    newest = Survey.load(survey).newest_added[0]
    assert ran.code == 0
    assert ran.out.splitlines()[0] == f"{newest.added}  added          {newest.key}  {newest.title}"
    assert len(ran.out.splitlines()) == 8


def test_changes_since_a_day_for_programs(run: Run, survey: Path) -> None:
    lines = run("changes", "--since", "2024-01-01", "--json").out.splitlines()
    assert all(json.loads(line)["day"] >= "2024-01-01" for line in lines)
    assert 0 < len(lines) < 8
    assert run("changes", "--since", "soon").code == 2


def test_changes_are_written_where_there_is_a_history(run: Run, survey: Path) -> None:
    ran = run("changes", "--write")
    assert (ran.code, (survey / "history/changes.jsonl").exists()) == (2, False)
    assert "in a clone with its history" in ran.err
    for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message=x"]):
        git(survey, *arguments)
    assert run("changes", "--write").errors == ["history/changes.jsonl is written"]
    assert run("changes", "--write").errors == ["history/changes.jsonl was up to date"]


def test_addresses_are_listed_written_and_not_forgotten(run: Run, survey: Path) -> None:
    assert run("addresses").out.splitlines()[:3] == ["./", "changes/", "choose/"]
    assert run("addresses", "--write").errors == ["history/addresses.txt is written"]
    assert run("addresses", "--write").errors == ["history/addresses.txt was up to date"]
    with (survey / "history/addresses.txt").open("a", encoding="utf-8") as file:
        file.write("papers/zhang2022h2o/\n")
    ran = run("addresses", "--write")
    assert ran.code == 1
    assert "LS604" in ran.errors[0]
    assert "zhang2022h2o: zhang2023h2o  under  retired:" in ran.errors[0]
    assert "LS604" in run("check", "--generated").out


def test_freezing_says_so_everywhere_and_thawing_takes_it_back(run: Run, survey: Path) -> None:
    file = survey / "survey.yaml"
    before = file.read_text(encoding="utf-8")
    run("readme")
    assert run("freeze", "--reason", 'Continued  at https://example.org/next/ & "there"').code == 0
    frozen = Survey.load(survey).info.frozen
    assert frozen is not None
    assert frozen.reason == 'Continued at https://example.org/next/ & "there"'
    assert file.read_text(encoding="utf-8").startswith(before)
    assert "LS601" in run("check", "--generated").out
    run("readme")
    readme = (survey / "README.md").read_text(encoding="utf-8")
    assert f"> **Frozen since {frozen.since}.** Continued at [https" in readme
    assert run("thaw").code == 0
    assert file.read_text(encoding="utf-8") == before
    assert run("thaw").errors == ["the survey is not frozen"]


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_reason_is_needed(run: Run, survey: Path, reason: str) -> None:
    ran = run("freeze", "--reason", reason)
    assert ran.code == 2
    assert "a reason is a line of text" in ran.err
    assert run("freeze").code == 2
