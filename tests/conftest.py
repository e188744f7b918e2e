"""Fixtures that every folder of tests shares."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

SMALL_SURVEY = Path(__file__).parent / "data" / "survey"


@pytest.fixture
def small_survey(tmp_path: Path) -> Path:
    """A copy of the made-up survey of eight papers, to read, break and build."""
    return Path(shutil.copytree(SMALL_SURVEY, tmp_path / "survey"))
