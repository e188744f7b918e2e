"""What an answer of the search costs: making the index, bytes until the first answer, time for each letter.

    python -m benchmarks.answering [--papers 433 2000 10000 100000] [--minisearch FILE]

The index is made for made-up surveys and searched in Chromium on a processor that is four times slower, a letter at a
time, as people type; files come compressed, as GitHub Pages sends them. *First* is a text that is typed in a browser
that has nothing yet, with all files that its letters need; *again* is a letter of a text whose files are there. Times
are from a letter to its answer, without drawing. Beside it stand the one file that Material would load, which holds
all titles and texts, and what MiniSearch takes for a letter once it has indexed that file.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Page

from benchmarks import baselines
from benchmarks.measure import table, written_survey
from benchmarks.searched import chromium, index_of, opened
from benchmarks.serving import served
from livingsurvey.insight.search.entries import authors
from livingsurvey.survey import Survey

_SLOWER = 4
_TEXTS = 8
"""How many texts of each kind are typed: names, words of titles, people, topics."""

_TYPE = """
async (text) => {
  const took = [];
  for (let end = 1; end <= text.length; end++) {
    const start = performance.now();
    await window.ours.answer(text.slice(0, end));
    took.push(performance.now() - start);
  }
  return took;
}
"""
_TYPE_ELSEWHERE = """
(text) => Array.from(text, (_, at) => {
  const start = performance.now();
  window.pages.search(text.slice(0, at + 1));
  return performance.now() - start;
})
"""
_LOADED = """
() => performance.getEntriesByType("resource").filter(({name}) => name.endsWith(".json") || name.includes(".json?"))
  .reduce((sum, {encodedBodySize}) => sum + encodedBodySize, 0)
"""
_HEADINGS = (
    "papers",
    "index, CPU s",
    "files",
    "all kB",
    "Material's one file kB",
    "first kB, median",
    "most",
    "first letter ms, median",
    "most",
    "again ms, median",
    "most",
    "MiniSearch ms, median",
    "most",
)


def main() -> None:
    """Measure and print one table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--papers", type=int, nargs="+", default=[433, 2_000, 10_000, 100_000])
    arguments.add_argument("--minisearch", type=Path, help="MiniSearch's dist/umd/index.js")
    options = arguments.parse_args()
    rows = []
    for count in options.papers:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            written_survey(root, count)
            rows.append([f"{count:,}", *_measured(Survey.load(root), root / "site", options.minisearch)])
    print(table(_HEADINGS, rows))


def _measured(survey: Survey, site: Path, minisearch: Path | None) -> Iterator[object]:
    started = time.process_time()
    sizes = index_of(survey, site)
    yield from (f"{time.process_time() - started:.1f}", f"{len(sizes):,}", f"{sum(sizes) / 1000:,.0f}")
    pages = baselines.entries(survey)
    whole = json.dumps([page._asdict() for page in pages], ensure_ascii=False, separators=(",", ":"))
    yield f"{len(gzip.compress(whole.encode())) / 1000:,.0f}"
    texts = typed(survey)
    with served(site) as address, chromium() as page:
        first = [_first(page, address, text) for text in texts]
        yield from _summary([size / 1000 for size, _ in first])
        yield from _summary([took for _, letters in first for took in letters])
        opened(_slowed(page), address)
        again = [page.evaluate(_TYPE, text) for text in [*texts, *texts]][len(texts) :]
        yield from _summary([took for letters in again for took in letters])
        if minisearch:
            baselines.by_minisearch(pages, page, minisearch)
            yield from _summary([took for text in texts for took in page.evaluate(_TYPE_ELSEWHERE, text)])
        else:
            yield from ("–", "–")


def typed(survey: Survey) -> list[str]:
    """Names, words of titles, people and topics, the same each time."""
    chance = random.Random(_TEXTS)
    papers = chance.sample(list(survey), 2 * _TEXTS)
    texts = [paper.name or paper.title for paper in papers[:_TEXTS]]
    texts += [" ".join(paper.title.split()[-2:]).lower() for paper in papers[_TEXTS:]]
    texts += chance.sample(authors(survey), _TEXTS)
    return texts + [topic.title.en for topic in chance.sample(list(survey.taxonomy.walk()), _TEXTS)]


def _slowed(page: Page) -> Page:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    return page


def _first(known: Page, address: str, text: str) -> tuple[int, Sequence[float]]:
    """Bytes of the index that a text needs in a browser that has nothing yet, and milliseconds for each letter."""
    assert known.context.browser
    with known.context.browser.new_context() as context:
        page = _slowed(context.new_page())
        opened(page, address)
        took = page.evaluate(_TYPE, text)
        return page.evaluate(_LOADED), took


def _summary(figures: Sequence[float]) -> tuple[str, str]:
    return f"{statistics.median(figures):,.0f}", f"{max(figures):,.0f}"


if __name__ == "__main__":
    main()
