"""What a first visit of each type of page weighs, how far its parts jump, and how long it keeps a phone busy.

    python -m benchmarks.pages [--site FOLDER] [--pages home choose ...] [--runs 3]

Opens each page in a new window of 1280 and of 390 pixels, on a processor slowed down four times, from a server that
compresses as GitHub Pages does. A row tells kilobytes of all that was loaded until the page was quiet, the layout shift
(CLS, as browsers sum it), and the longest task. Of a task the time of the processor counts, in milliseconds of one that
is four times slower, so that a busy machine changes little. Of several runs the median counts. Exits with 1 where a
page is over its budget, and names it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.measure import ROOT, table
from benchmarks.serving import served
from livingsurvey import Survey
from livingsurvey.publish.site.build import build

PAGES = {
    "home": "",
    "topic": "topics/quantization/",
    "root": "topics/model-centric/",
    "topics": "topics/",
    "map": "map/",
    "comparison": "topics/quantization/comparison/",
    "timeline": "topics/quantization/timeline/",
    "paper": "papers/frantar2022gptq/",
    "papers": "papers/",
    "explore": "explore/",
    "found": "explore/?topic=quantization&text=4-bit",
    "compare": "compare/?keys=frantar2022gptq,dettmers2022llmint8,zhang2023h2o",
    "results": "results/",
    "result": "results/peft-metamathqa/",
    "leaderboards": "leaderboards/",
    "filtered": "leaderboards/?text=7b",
    "choose": "choose/",
    "chosen": "choose/?hardware=cpu",
    "frameworks": "frameworks/",
    "framework": "frameworks/vllm/",
    "authors": "authors/",
    "author": "authors/song-han/",
    "venues": "venues/",
    "venue": "venues/neurips/",
    "changes": "changes/",
    "trends": "trends/",
    "surveys": "surveys/",
    "survey": "surveys/chavan-faster/",
    "candidates": "surveys/candidates/",
    "contribute": "contribute/",
    "downloads": "downloads/",
    "about": "about/",
    "reference": "exports/",
}
SCREENS = {"1280": {"width": 1280, "height": 800}, "390": {"width": 390, "height": 844}}
_SLOWER = 4
_HEAVY = {"papers", "explore", "found", "compare", "chosen", "contribute"}
"""Pages that are no text: tools, which fetch what they search, and the list of all papers."""
_KB, _SHIFT, _TASK = 100, 0.02, 200
_WATCH = """
window.shifts = [];
new PerformanceObserver((list) => shifts.push(...list.getEntries()))
  .observe({ type: "layout-shift", buffered: true });
"""
_READ = """() => {
  const loaded = performance.getEntries().filter((entry) => "encodedBodySize" in entry);
  let worst = 0, sum = 0, first = 0, last = 0; // windows of at most five seconds, with less than one between two shifts
  for (const { value, startTime, hadRecentInput } of shifts) {
    if (hadRecentInput) continue;
    const goesOn = startTime - last < 1000 && startTime - first < 5000;
    [sum, first] = goesOn ? [sum + value, first] : [value, startTime];
    last = startTime;
    worst = Math.max(worst, sum);
  }
  const bytes = loaded.reduce((total, { encodedBodySize }) => total + encodedBodySize, 0);
  return [bytes / 1000, worst];
}"""


def main() -> None:
    """Measure and print a table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--site", type=Path, help="a site that is built; default: that of the survey here")
    arguments.add_argument("--pages", nargs="+", choices=PAGES, default=list(PAGES))
    arguments.add_argument("--runs", type=int, default=1)
    arguments.add_argument("--language", default="", help="the code of a language of the site; default: its first")
    options = arguments.parse_args()
    folder = f"{options.language}/" if options.language else ""
    rows: list[list[object]] = []
    over: list[str] = []
    with built(options.site) as site, served(site) as address, sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name in options.pages:
            for screen, size in SCREENS.items():
                runs = [visit(browser, address + folder + PAGES[name], size) for _ in range(options.runs)]
                weight, shift, longest = (statistics.median(figures) for figures in zip(*runs, strict=True))
                rows.append([name, screen, f"{weight:.0f}", f"{shift:.3f}", f"{longest:.0f}"])
                budgets = [(weight, "kB", _KB if name not in _HEAVY else None), (shift, "shift", _SHIFT)]
                over += [
                    f"{name}, {screen} pixels: {figure:.3g} {of}, budget {most}"
                    for figure, of, most in [*budgets, (longest, "ms in one task", _TASK)]
                    if most is not None and figure > most
                ]
        browser.close()
    print(table(["page", "pixels", "kB", "shift", "longest task ms"], rows))
    print("", *over, sep="\n")
    sys.exit(1 if over else 0)


@contextmanager
def built(site: Path | None) -> Iterator[Path]:
    """This site, or that of the survey here, built for as long as the block runs."""
    if site is not None:
        yield site
        return
    with tempfile.TemporaryDirectory() as temporary:
        build(Survey.load(ROOT), Path(temporary, "site"))
        yield Path(temporary, "site")


def visit(browser: Browser, address: str, size: dict[str, int]) -> list[float]:
    """Kilobytes, layout shift and the longest task of a first visit."""
    window = browser.new_context(viewport=size)  # type: ignore[arg-type]
    page = window.new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    page.add_init_script(_WATCH)
    browser.start_tracing(page=page, categories=["disabled-by-default-devtools.timeline", "__metadata"])
    page.goto(address)
    page.wait_for_load_state("networkidle")
    weight, shift = page.evaluate(_READ)
    longest = _longest(json.loads(browser.stop_tracing())["traceEvents"])
    window.close()
    return [weight, shift, longest]


def _longest(events: list[dict[str, Any]]) -> float:
    """Milliseconds of a processor in the longest task of the threads that run pages."""
    mains = {(event["pid"], event["tid"]) for event in events if event.get("args", {}).get("name") == "CrRendererMain"}
    tasks = (event for event in events if event["name"].endswith("RunTask") and (event["pid"], event["tid"]) in mains)
    return max((event.get("tdur", 0) for event in tasks), default=0) / 1000


if __name__ == "__main__":
    main()
