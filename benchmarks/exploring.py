"""Explore in a real browser: what a first visit downloads, when papers stand there, how long a key press takes.

    python -m benchmarks.exploring [--papers 433 10000]

A key press is measured from the event to the end of the frame that shows its result, on a processor slowed down four
times, for each letter of words that many papers have; the table gives the median, the slowest and the longest that a
page was busy at a stretch. Downloads are compressed as GitHub Pages compresses them.
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
_SLOWER = 4
_ASKED = "quantization"
_KEY_PRESS = """
(text) => new Promise((done) => {
  const field = document.getElementById("ls-text");
  const start = performance.now();
  const seen = new MutationObserver(() => {
    seen.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  });
  seen.observe(document.getElementById("ls-found"), { childList: true });
  field.value = text;
  field.dispatchEvent(new InputEvent("input", {bubbles: true}));
})
"""
_BUSY = "new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) busy.push(duration); })"
_WATCH = f"window.busy = [0]; {_BUSY}.observe({{ type: 'longtask' }})"
_SIZES = "performance.getEntries().filter(e => 'encodedBodySize' in e).map(e => [e.name, e.encodedBodySize])"


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
    print(
        table(
            ["papers", "first visit kB", "of it data kB", "a query kB", "ready ms", "key ms", "slowest", "busy"], rows
        )
    )


def _visit(page: Page, address: str) -> list[object]:
    page.goto(address)
    page.wait_for_selector("#ls-results [data-key]")
    ready = page.evaluate("performance.now()")
    sizes = page.evaluate(_SIZES)
    page.evaluate(_KEY_PRESS, _ASKED)
    query = page.evaluate(_SIZES)[len(sizes) :]
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    page.evaluate(_WATCH)
    typed = [text[: end + 1] for text in _TYPED for end in range(len(text))]
    took = [page.evaluate(_KEY_PRESS, text) for text in (*typed, *typed)][len(typed) :]
    whole, data, asked = (
        sum(size for _, size in some) / 1000
        for some in (sizes, [each for each in sizes if "/search/" in each[0] and ".json" in each[0]], query)
    )
    figures = [ready, statistics.median(took), max(took), page.evaluate("Math.max(...busy)")]
    return [f"{figure:.0f}" for figure in (whole, data, asked, *figures)]


if __name__ == "__main__":
    main()
