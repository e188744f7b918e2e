"""The made-up survey in a git repository of its own, as a pull request finds it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.checks.examples import git

RECORD = """# yaml-language-server: $schema=../../schema/paper.schema.json
title: {title}
authors:
  - Ada Example
year: 2024
venue: arXiv
ids:
  arxiv: "{arxiv}"
topics:
  - efficient-attention
added: 2024-03-01
"""


def commit(root: Path, message: str = "x") -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", f"--message={message}")


def add_record(root: Path, key: str, title: str, arxiv: str) -> Path:
    path = root / f"papers/2024/{key}.yaml"
    path.write_text(RECORD.format(title=title, arxiv=arxiv), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def only_this_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's own settings of git."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def repository(small_survey: Path) -> Path:
    """The survey on its branch main, with one commit."""
    (small_survey / ".gitignore").write_text("build/\nsite/\n", encoding="utf-8")
    git(small_survey, "init", "--quiet", "--initial-branch=main")
    commit(small_survey)
    return small_survey
