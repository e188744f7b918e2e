"""Fixtures and settings that every folder of tests shares."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SMALL_SURVEY = Path(__file__).parent / "data" / "survey"

# The machine's mood must not fail a test; a build server repeats the same examples every time.
settings.register_profile("here", deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture
def small_survey(tmp_path: Path) -> Path:
    """A copy of the made-up survey of eight papers, to read, break and build."""
    made = shutil.ignore_patterns("build", "site", "README.md", "schema")
    return Path(shutil.copytree(SMALL_SURVEY, tmp_path / "survey", ignore=made))
