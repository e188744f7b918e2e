"""Fixtures and settings that every folder of tests shares."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.chromium import launch, scripts
from upstream import Upstream, upstream

__all__ = ["launch", "scripts"]

PATIENCE = 120.0
"""Seconds that a test waits for what has to come, on however busy a machine; the limit only ends a test that hangs."""

SMALL_SURVEY = Path(__file__).parent / "data" / "survey"
MADE = shutil.ignore_patterns("build", "site", "README*.md", "schema")
"""What commands leave in a survey's folder, and perhaps another process at this very moment."""

NO_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""The surroundings of a process that has no letters but those of ASCII."""
starts_without_a_locale = pytest.mark.skipif(
    not __file__.isascii(),
    reason="without a locale, Python finds no packages in a folder whose name has more than ASCII letters",
)

# The machine's mood must not fail a test; a build server repeats the same examples every time. Making a failing example
# smaller can take minutes, so that is left to --hypothesis-profile=thorough, which finds the failure again by itself.
settings.register_profile(
    "here",
    deadline=None,
    max_examples=25,
    phases=set(Phase) - {Phase.shrink, Phase.explain},
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.register_profile("thorough", settings.get_profile("here"), max_examples=500, phases=set(Phase))
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--live", action="store_true", help="ask the catalogues whether they answer as they did")
    parser.addoption("--spark", action="store_true", help="ask a Spark on this machine what DuckDB is asked")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes longest, and with a test that makes the site for all that have a browser look at it.

    With --live or --spark there are the tests marked so and no others, and without them the others.
    """
    asked_for = {mark for mark in ("live", "spark") if config.getoption(mark)}
    others = [item for item in items if {mark.name for mark in item.iter_markers()} & {"live", "spark"} != asked_for]
    if others:
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in others]
    site = next((item for item in items if "crowded_site" in getattr(item, "fixturenames", ())), None)
    items.sort(key=lambda item: (item is not site, item.get_closest_marker("long") is None))


@pytest.fixture
def small_survey(tmp_path: Path) -> Path:
    """A copy of the made-up survey of eight papers, to read, break and build."""
    return Path(shutil.copytree(SMALL_SURVEY, tmp_path / "survey", ignore=MADE))


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch) -> Iterator[Upstream]:
    """A server on this machine that all catalogues' questions go to; nobody waits long for one that hangs."""
    from livingsurvey.sources import acl, arxiv, crossref, dblp, github, http, openalex, openreview, semanticscholar

    with upstream() as server:
        for source in (
            acl,
            arxiv,
            crossref,
            dblp,
            github,
            openalex,
            openreview,
            semanticscholar,
        ):
            monkeypatch.setattr(source, "ADDRESS", server.address)
            monkeypatch.setattr(source, "PAUSE", 0.0)
        monkeypatch.setattr(github, "FILES", server.address)

        def hang() -> None:
            server.hangs = True
            monkeypatch.setattr(http, "TIMEOUT", (PATIENCE, 0.1))

        server.hang = hang
        monkeypatch.setattr(http, "TIMEOUT", (PATIENCE, PATIENCE))
        monkeypatch.setattr(http, "BACKOFF", 0.0)
        yield server
