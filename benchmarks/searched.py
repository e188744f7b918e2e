"""The search of a site without the site: its index, its scripts, and Chromium to run them in."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.measure import ROOT
from livingsurvey.publish.companions import search
from livingsurvey.publish.published import Published
from livingsurvey.survey import Survey

_NO_PROSE = b'{"docs": []}'
_OPEN = """async () => { window.ours = await (await import("/assets/search/search.js")).open("/"); }"""


def index_of(survey: Survey, site: Path) -> list[int]:
    """Write what a search on the site needs, and no pages; the compressed size of each file of the index."""
    shutil.copytree(ROOT / "templates/assets", site / "assets")
    (site / "index.html").write_text("<!doctype html><title>Search</title>", encoding="utf-8")
    sizes = []
    for file in search.files(Published(survey), _NO_PROSE):
        content = file.content()
        (site / file.name).parent.mkdir(parents=True, exist_ok=True)
        (site / file.name).write_bytes(content)
        sizes.append(len(gzip.compress(content)))
    return sizes


def opened(page: Page, address: str) -> None:
    """Go to where such a site is served; its search is ``window.ours`` from then on."""
    page.goto(address)
    page.evaluate(_OPEN)


@contextmanager
def chromium() -> Iterator[Page]:
    """A page of the system's Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser.new_page()
        browser.close()
