from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.config import load_config
from tests.conftest import PATIENCE
from tests.publish.test_tree import contents

from livingsurvey import Survey
from livingsurvey.language.messages import catalogues, update
from livingsurvey.publish.mkdocs_plugin import LivingSurveyPlugin
from livingsurvey.publish.site.build import build
from livingsurvey.store.shipped import shipped


def mkdocs(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False)


def with_prose(root: Path) -> Path:
    """The survey with the two things that MkDocs wants to find before any plugin runs."""
    shutil.copy(shipped("mkdocs.yml"), root / "mkdocs.yml")
    (root / "docs").mkdir()
    (root / "docs" / "about.md").write_text("# About\n\nA made-up survey.\n", encoding="utf-8")
    return root


@pytest.mark.long
@pytest.mark.slow
def test_mkdocs_build_makes_the_same_site_and_takes_turns_with_survey_on_one_folder(own_built_survey: Path) -> None:
    root = with_prose(own_built_survey)
    build(Survey.load(root))
    ours = contents(root / "site")
    done = mkdocs(root, "build")
    assert done.returncode == 0, done.stderr
    theirs = contents(root / "site")
    assert theirs.keys() == ours.keys()
    assert {name for name in ours if theirs[name] != ours[name]} == set()
    build(Survey.load(root))
    assert contents(root / "site") == ours


@pytest.mark.parametrize(("code", "spoken"), [("zh", "zh"), ("pt-BR", "pt-BR"), ("zh-Hans", "zh"), ("ga", "en")])
def test_the_theme_of_mkdocs_speaks_the_first_language_where_it_can(small_survey: Path, code: str, spoken: str) -> None:
    root, plugin = with_prose(small_survey), LivingSurveyPlugin()
    info = root / "survey.yaml"
    info.write_text(info.read_text(encoding="utf-8").replace("[en, zh]", f"[{code}]"), encoding="utf-8")
    for each in catalogues(Survey.load(root), code):
        update(each)
    config = plugin.on_config(load_config(str(root / "mkdocs.yml")))
    plugin.on_build_error(error=RuntimeError())
    assert config.theme["language"] == spoken


@pytest.mark.slow
def test_mkdocs_build_refuses_a_survey_with_errors_in_one_line(small_survey: Path) -> None:
    root = with_prose(small_survey)
    record = root / "papers" / "2022" / "frantar2022gptq.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("topics:", "topicz:"), encoding="utf-8")
    done = mkdocs(root, "build", "--site-dir", "theirs")
    assert done.returncode != 0
    assert "survey check" in done.stderr
    assert "Traceback" not in done.stderr
