"""Chromium, for tests in several folders: a process can have one Playwright, which is loaded when it is used first."""

from __future__ import annotations

import functools
import os
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from livingsurvey.store.shipped import shipped
from tests.browser.fonts import BARE, Families, only

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

Launch = Callable[[Families], "Browser"]
OPTIONS = ["--no-sandbox", "--disable-background-networking", "--renderer-process-limit=1"]
"""The last saves a process for every page that is opened, which took as long as loading it."""


@pytest.fixture(scope="session")
def launch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Launch]:
    """Starts Chromium, the one in the environment's CHROMIUM or the system's, once for each set of fonts."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        reason = "no Chromium found; install it (apt-get install chromium) or set CHROMIUM to its path"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:

        @functools.cache
        def started(families: Families) -> Browser:
            return playwright.chromium.launch(
                executable_path=path,
                args=OPTIONS,
                env={**os.environ, **only(families, tmp_path_factory.mktemp("fonts"))},
            )

        yield started  # what was started ends with Playwright


@pytest.fixture(scope="module")
def scripts(launch: Launch) -> Iterator[Page]:
    """A page that has the site's scripts under ``/assets/`` and nothing else: for what needs no site."""
    page = launch(BARE).new_page()

    def answer(route: Route) -> None:
        path = shipped("templates") / route.request.url.removeprefix("https://survey.example/")
        if path.is_file():
            route.fulfill(path=path, content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html>", content_type="text/html")

    page.route("**/*", answer)
    page.goto("https://survey.example/")
    yield page
    page.close()
