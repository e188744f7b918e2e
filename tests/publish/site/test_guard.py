from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.checks.examples import git

from livingsurvey.cli import main
from livingsurvey.errors import TooManyGone, UsageError
from livingsurvey.publish.site.guard import refuse_sudden_drop
from livingsurvey.survey import Survey


@pytest.fixture
def published(small_survey: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.delenv("GIT_DIR", raising=False)
    git(small_survey, "init", "--quiet", "--initial-branch=main")
    git(small_survey, "add", "--all")
    git(small_survey, "commit", "--quiet", "--message=x")
    return small_survey


def test_a_paper_of_very_few_is_too_many(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refuse_sudden_drop(Survey.load(published), "HEAD")
    (published / "papers/2023/chen2023maybe.yaml").unlink()
    with pytest.raises(
        TooManyGone, match=r"1 of the 8 papers at HEAD have disappeared \(chen2023maybe\), more than 2%"
    ):
        refuse_sudden_drop(Survey.load(published), "HEAD")
    assert main(["build", "--root", str(published), "--published", "HEAD"]) == 1
    assert "--allow-drop" in capsys.readouterr().err
    assert not (published / "site").exists()


def test_new_papers_do_not_make_up_for_those_that_are_gone(published: Path) -> None:
    old = published / "papers/2023/chen2023maybe.yaml"
    old.rename(old.with_name("chen2023other.yaml"))
    with pytest.raises(TooManyGone):
        refuse_sudden_drop(Survey.load(published), "HEAD")


def test_one_paper_of_fifty_may_go(published: Path) -> None:
    for number in range(42):
        (published / f"papers/2023/chen2023gone{number}.yaml").write_text("x")
    git(published, "add", "--all")
    git(published, "commit", "--quiet", "--message=x")
    for number in range(1, 42):
        path = published / f"papers/2023/chen2023gone{number}.yaml"
        text = (published / "papers/2023/chen2023maybe.yaml").read_text(encoding="utf-8")
        path.write_text(text, encoding="utf-8")
    (published / "papers/2023/chen2023gone0.yaml").unlink()
    refuse_sudden_drop(Survey.load(published, strict=False), "HEAD")


def test_an_unknown_revision_is_said(published: Path) -> None:
    with pytest.raises(UsageError, match="no revision"):
        refuse_sudden_drop(Survey.load(published), "nowhere")
