from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.publish.test_tree import contents

from livingsurvey import Survey
from livingsurvey.publish.site.build import build
from livingsurvey.resources import shipped


def mkdocs(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def own_built_survey(own_built_survey: Path) -> Path:
    """The built survey with the two things that MkDocs wants to find before any plugin runs."""
    shutil.copy(shipped("mkdocs.yml"), own_built_survey / "mkdocs.yml")
    (own_built_survey / "docs").mkdir()
    (own_built_survey / "docs" / "about.md").write_text("# About\n\nA made-up survey.\n", encoding="utf-8")
    build(Survey.load(own_built_survey))
    return own_built_survey


@pytest.mark.slow
def test_mkdocs_build_makes_the_same_site(own_built_survey: Path) -> None:
    ours = contents(own_built_survey / "site")
    done = mkdocs(own_built_survey, "build", "--site-dir", "theirs")
    assert done.returncode == 0, done.stderr
    theirs = contents(own_built_survey / "theirs")
    assert theirs.keys() == ours.keys()
    assert {name for name in ours if theirs[name] != ours[name]} == set()


@pytest.mark.slow
def test_mkdocs_and_survey_may_take_turns_on_one_folder(own_built_survey: Path) -> None:
    assert mkdocs(own_built_survey, "build").returncode == 0
    build(Survey.load(own_built_survey))
    assert not (own_built_survey / "site" / "papers" / "mould").exists()


@pytest.mark.slow
def test_mkdocs_build_refuses_a_survey_with_errors_in_one_line(own_built_survey: Path) -> None:
    record = own_built_survey / "papers" / "2022" / "frantar2022gptq.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("topics:", "topicz:"), encoding="utf-8")
    done = mkdocs(own_built_survey, "build", "--site-dir", "theirs")
    assert done.returncode != 0
    assert "survey check" in done.stderr
    assert "Traceback" not in done.stderr
