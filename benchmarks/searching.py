"""Whether a search finds what people look for: the families of :mod:`benchmarks.asked`, on the survey that ships.

    python -m benchmarks.searching [--site FOLDER] [--minisearch FILE] [--most 1500]

Command line, header and Explore must say the same; where the first ten of one text differ, they are printed and the
exit code is 1. Beside them stand lunr, SQLite's FTS5 and, if its script is given, MiniSearch, over the same pages; each
cell has MRR, then the share that stands first and among the first three. What should be first is looked for among all
that is found, the rest among its kind. Explore shows papers alone, so its column counts nothing else.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote_plus

from playwright.sync_api import Page

from benchmarks import baselines
from benchmarks.asked import FAMILIES, SHOWN, Asked, written
from benchmarks.measure import ROOT, table
from benchmarks.searched import chromium, index_of, opened
from benchmarks.serving import served
from livingsurvey.insight.search import Search
from livingsurvey.publish import addresses
from livingsurvey.publish.published import Published
from livingsurvey.survey import Survey

_ANSWERS = """
(texts) => Promise.all(texts.map(async (text) => {
  const { groups, papers } = await window.ours.answer(text);
  const hits = groups.flatMap((group) => group.hits);
  return [hits.map(({ kind, path }) => `${kind}:${path}`), papers.positions.slice(0, 10)];
}))
"""
_AT_ONCE = 200
_IN_THE_BOX = """
async (text) => {
  const field = document.querySelector("[data-ls-open] [name=text]");
  const list = field.form.querySelector(".ls-panel__list");
  const shown = new Promise((resolve) => new MutationObserver(resolve).observe(list, { childList: true }));
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await shown;
  return Array.from(list.querySelectorAll(".ls-line[href]"), ({ href }) => href);
}
"""
_IN_EXPLORE = "() => Array.from(document.querySelectorAll('#ls-results [data-key]'), ({ dataset }) => dataset.key)"


class Found(NamedTuple):
    """What a search finds: everything in the order in which it is shown, and the papers alone."""

    all: Sequence[str]
    papers: Sequence[str]

    def first_ten(self) -> tuple[Sequence[str], Sequence[str]]:
        """What must be the same wherever somebody searches."""
        return self.all, self.papers[:SHOWN]


class Column(NamedTuple):
    """A search, and whether it knows papers alone."""

    search: Callable[[str], Sequence[str]]
    papers_alone: bool = False


def main() -> None:
    """Print the table, and where the searches differ."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--site", type=Path, help="a site of this survey, in whose pages queries by hand are typed")
    arguments.add_argument("--minisearch", type=Path, help="MiniSearch's dist/umd/index.js")
    arguments.add_argument("--most", type=int, default=1500, help="how many of a family are asked")
    options = arguments.parse_args()
    survey = Survey.load(ROOT)
    asked = {family: list(_some(family_of(survey), options.most)) for family, family_of in FAMILIES.items()}
    texts = list(dict.fromkeys(each.text for each in chain.from_iterable(asked.values())))
    typed = [query.asked for query in written() if query.asked.strip()]
    program = by_program(survey, [*texts, *typed])
    pages = baselines.entries(survey)
    columns = {"command line": Column(lambda text: program[text].all)}
    with tempfile.TemporaryDirectory() as folder, chromium() as page, served(Path(folder, "site")) as address:
        index_of(survey, Path(folder, "site"))
        opened(page, address)
        browser = by_site(page, survey, texts)
        columns["header"] = Column(lambda text: browser[text].all)
        columns["command line, papers"] = Column(lambda text: program[text].papers, papers_alone=True)
        columns["Explore"] = Column(lambda text: browser[text].papers, papers_alone=True)
        columns["lunr"] = Column(baselines.by_lunr(pages))
        columns["FTS5"] = Column(baselines.by_fts5(pages))
        if options.minisearch:
            columns["MiniSearch"] = Column(baselines.by_minisearch(pages, page, options.minisearch))
        print(quality(asked, columns))
    differing = [text for text in texts if program[text].first_ten() != browser[text].first_ten()]
    for text in differing:
        print(f"{text!r}: command line {program[text]}, site {browser[text]}")
    print(f"\n{len(texts):,} texts, {len(differing)} with another first ten on the site")
    if options.site:
        with chromium() as page, served(options.site) as address:
            seen = by_pages(page, address, survey, typed)
        unlike = [text for text in typed if seen[text].first_ten() != program[text].first_ten()]
        print(f"{len(typed)} of them typed into the header and Explore, {len(unlike)} with another first ten: {unlike}")
        differing += unlike
    sys.exit(bool(differing))


def quality(asked: Mapping[str, Sequence[Asked]], columns: Mapping[str, Column]) -> str:
    """The table: a row for each family, and one for all."""
    rows = [
        [family, f"{len(each):,}", *(_figures(each, column) for column in columns.values())]
        for family, each in [*asked.items(), ("all", list(chain.from_iterable(asked.values())))]
    ]
    return table(["asked", "how many", *columns], rows)


def by_program(survey: Survey, texts: Sequence[str]) -> dict[str, Found]:
    """What the command line finds."""
    search = Search(survey)
    found = {}
    for text in texts:
        answer = search.answer(text)
        hits = [f"{hit.kind}:{hit.subject}" for group in answer.groups for hit in group.hits]
        found[text] = Found(hits, [f"paper:{paper.key}" for paper in answer.papers[:SHOWN]])
    return found


def by_site(page: Page, survey: Survey, texts: Sequence[str]) -> dict[str, Found]:
    """What the site's own script finds, in a page that has it opened."""
    named = _named(survey)
    keys = list(survey.papers)
    found = {}
    for start in range(0, len(texts), _AT_ONCE):
        some = texts[start : start + _AT_ONCE]
        for text, (hits, positions) in zip(some, page.evaluate(_ANSWERS, some), strict=True):
            found[text] = Found([named[hit] for hit in hits], [f"paper:{keys[position]}" for position in positions])
    return found


def by_pages(page: Page, address: str, survey: Survey, texts: Sequence[str]) -> dict[str, Found]:
    """What somebody sees who types into the box of the header, and into Explore, on a site that is built."""
    named = {address + hit.partition(":")[2]: name for hit, name in _named(survey).items()}
    found = {}
    for text in texts:
        page.goto(address)
        page.keyboard.press("/")
        page.wait_for_selector("[data-ls-open] .ls-panel [role=option]")
        shown = [named[link] for link in page.evaluate(_IN_THE_BOX, text) if link in named]
        page.goto(f"{address}explore/?text={quote_plus(text)}", wait_until="networkidle")
        found[text] = Found(shown, [f"paper:{key}" for key in page.evaluate(_IN_EXPLORE)[:SHOWN]])
    return found


def _named(survey: Survey) -> dict[str, str]:
    """What a hit of the site is called here."""
    published = Published(survey)
    pages = {f"paper:{addresses.paper_path(key)}": f"paper:{key}" for key in survey.papers}
    pages |= {f"topic:{addresses.topic_path(each.id)}": f"topic:{each.id}" for each in survey.taxonomy.walk()}
    pages |= {f"author:{addresses.author_path(slug)}": f"author:{name}" for name, slug in published.authors.items()}
    pages |= {f"venue:{addresses.venue_path(slug)}": f"venue:{name}" for name, slug in published.venues.items()}
    pages |= {f"framework:{addresses.framework_path(each.id)}": f"framework:{each.id}" for each in survey.frameworks}
    return pages | {f"table:{addresses.result_path(name)}": f"table:{name}" for name in survey.tables}


def _some(asked: Iterator[Asked], most: int) -> list[Asked]:
    """All of a family, or as many as are wanted, the same each time."""
    everything = list(asked)
    return everything if len(everything) <= most else random.Random(most).sample(everything, most)


def _figures(asked: Sequence[Asked], column: Column) -> str:
    counted = [each for each in asked if each.kind == "paper" or not column.papers_alone]
    if not counted:
        return "–"
    places = [each.place(column.search(each.text)) for each in counted]
    mrr = sum(1 / place for place in places if place) / len(places)
    shares = (sum(place is not None and place <= within for place in places) / len(places) for within in (1, 3))
    return " ".join(f"{figure:.3f}" for figure in (mrr, *shares))


if __name__ == "__main__":
    main()
