"""Explore in a real browser: what a first visit downloads, when papers stand there, how long a key press takes.

    python -m benchmarks.exploring [--papers 433 10000]

A key press is measured from the event to the end of the frame that shows its result, for each letter of words that
many papers have; the table gives the median and the slowest. Downloads are compressed as GitHub Pages compresses them.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.generated import generate
from benchmarks.measure import SHIPPED, table
from benchmarks.serving import served
from livingsurvey import Survey
from livingsurvey.publish.site.build import build

_TYPED = ("efficient attention", "quantized", "k")
_KEY_PRESS = """
(text) => new Promise((done) => {
  const field = document.getElementById("ls-text");
  const start = performance.now();
  field.value = text;
  field.dispatchEvent(new InputEvent("input", {bubbles: true}));
  const ran = performance.now() - start;
  requestAnimationFrame(() => setTimeout(() => done([ran, performance.now() - start])));
})
"""


def main() -> None:
    """Measure and print a table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--papers", type=int, nargs="+", default=[SHIPPED, 10_000])
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    rows: list[list[object]] = []
    for count in arguments.parse_args().papers:
        with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
            root = Path(temporary, "survey")
            generate(root, count)
            build(Survey.load(root))
            with served(root / "site") as address:
                browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
                rows.append([count, *_visit(browser.new_page(), f"{address}explore/")])
                browser.close()
    print(table(["papers", "first visit kB", "of it data kB", "ready ms", "key ms", "slowest ms", "shown ms"], rows))


def _visit(page: Page, address: str) -> list[object]:
    page.goto(address)
    page.wait_for_selector("#ls-results [data-key]")
    ready = page.evaluate("performance.now()")
    sizes = page.evaluate(
        "performance.getEntries().filter(e => 'encodedBodySize' in e).map(e => [e.name, e.encodedBodySize])"
    )
    data = sum(size for name, size in sizes if name.endswith("explore.json"))
    typed = [text[: end + 1] for text in _TYPED for end in range(len(text))]
    took = [page.evaluate(_KEY_PRESS, text) for text in typed]
    ran, shown = zip(*took, strict=True)
    figures = [statistics.median(ran), max(ran), statistics.median(shown)]
    whole = sum(size for _, size in sizes)
    return [f"{whole / 1000:.0f}", f"{data / 1000:.0f}", f"{ready:.0f}", *(f"{figure:.0f}" for figure in figures)]


if __name__ == "__main__":
    main()
