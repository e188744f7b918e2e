"""One built site for all tests that only look at it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.conftest import MADE, SMALL_SURVEY
from tests.once import made_once

from livingsurvey import Survey
from livingsurvey.publish.content import picture
from livingsurvey.publish.site.build import build

STAND_IN = b"window.vegaEmbed = () => {};"
"""The scripts of charts where no browser runs them."""


@pytest.fixture(scope="session")
def built_survey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up survey with its site in ``site/``; copy it before changing anything."""
    return made_once(tmp_path_factory, "built-survey", _build)


def _build(root: Path) -> None:
    shutil.copytree(SMALL_SURVEY, root, ignore=MADE, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(picture, "bundled_libraries", lambda: STAND_IN)
        build(Survey.load(root))


@pytest.fixture(autouse=True)
def _no_bundling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bundling the scripts of charts takes seconds; the tests in a browser use the real ones."""
    monkeypatch.setattr(picture, "bundled_libraries", lambda: STAND_IN)


@pytest.fixture
def own_built_survey(built_survey: Path, tmp_path: Path) -> Path:
    """A copy of the built survey, to change and build again; the engine's output is in place."""
    return Path(shutil.copytree(built_survey, tmp_path / "survey"))
