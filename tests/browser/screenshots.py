"""Pictures of every type of page, and of what opens on pages, on a desktop and a phone, light and dark.

    python -m tests.browser.screenshots FOLDER

Builds the site of a made-up survey beside the pictures and names each after its page: ``paper-phone-dark.png``.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from tests.crowd import write_crowd

from livingsurvey import Survey
from livingsurvey.publish.site.build import build

PAGES = {
    "home": "",
    "explore": "explore/",
    "filters": "explore/?topic=quantization&code=1&from=2020",
    "compare": "compare/?keys=frantar2022gptq,dettmers2022llmint8,zhang2023h2o",
    "topics": "topics/",
    "map": "map/",
    "root": "topics/model-centric/",
    "topic": "topics/weight-only-quantization/",
    "comparison": "topics/quantization/comparison/",
    "timeline": "topics/model-centric/timeline/",
    "papers": "papers/",
    "paper": "papers/frantar2022gptq/",
    "authors": "authors/",
    "author": "authors/ada-ovine/",
    "venues": "venues/",
    "venue": "venues/acl/",
    "results": "results/",
    "result": "results/pruning/",
    "leaderboards": "leaderboards/",
    "leaderboard": "leaderboards/tokens-per-second-flock2-7b-barn-40-gb/",
    "frameworks": "frameworks/",
    "framework": "frameworks/fold/",
    "downloads": "downloads/",
    "changes": "changes/",
    "year": "changes/2024/",
    "trends": "trends/",
    "feeds": "feeds/",
    "documentation": "documentation/",
    "choose": "choose/?hardware=cpu&memory=6&first=tokens-per-second",
    "surveys": "surveys/",
    "survey": "surveys/smith-models/",
    "candidates": "surveys/candidates/",
    "contribute": "contribute/",
    "prose": "about/",
    "reference": "exports/",
    "missing": "404.html",
}
"""The address of one page of each type."""


def _search(page: Page) -> None:
    page.locator(".ls-search__open, .ls-search__field").first.click()
    page.locator(".ls-search__field").fill("quant")
    page.locator(".ls-panel .ls-line").first.wait_for()


def _drawer(page: Page) -> None:
    if (menu := page.get_by_role("button", name="Menu")).is_visible():
        menu.click()
        page.wait_for_timeout(400)  # it slides in


def _selection(page: Page) -> None:
    for box in page.locator("[data-pick]").all()[:2]:
        box.check()


OPENED: dict[str, tuple[str, Callable[[Page], None]]] = {
    "search": ("topics/", _search),
    "drawer": ("topics/weight-only-quantization/", _drawer),
    "selection": ("topics/weight-only-quantization/", _selection),
}
"""What opens on a page when somebody does something: the page's address, and what is done."""

SCREENS = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}


def main() -> None:
    """Build the site and take the pictures."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path, help="where the pictures go")
    options = arguments.parse_args()
    site = options.folder / "site"
    root = options.folder / "survey"
    root.mkdir(parents=True)
    write_crowd(root)
    build(Survey.load(root), site)
    with served(site) as address:
        take(address, options.folder)


def take(site: str, folder: Path) -> list[Path]:
    """A picture of each page on each screen in each scheme, from the site at this address."""
    taken = []
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for screen, size in SCREENS.items():
            for scheme in ("light", "dark"):
                context = browser.new_context(viewport=size, color_scheme=scheme, base_url=site)
                page = context.new_page()
                shown = {name: (address, None) for name, address in PAGES.items()} | OPENED
                for name, (address, act) in shown.items():
                    page.goto(address)
                    page.wait_for_load_state("networkidle")
                    if act:
                        act(page)
                    taken.append(folder / f"{name}-{screen}-{scheme}.png")
                    page.screenshot(path=taken[-1])
                context.close()
        browser.close()
    return taken


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder on this machine while the block runs."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    main()
