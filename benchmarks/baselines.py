"""Other searches over the same pages: lunr, which Material's search is made of, SQLite's FTS5, and MiniSearch.

Each gets what the site's index held before it had a search of its own: a title, and a text of all else that is said.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from lunr import lunr
from lunr.query import QueryPresence
from playwright.sync_api import Page

from livingsurvey.insight.search.entries import authors
from livingsurvey.survey import Survey

Ranked = Callable[[str], Sequence[str]]
"""A search: from a text to what it finds, best first, named as in :mod:`benchmarks.asked`."""

_MOST = 40
_WORD = re.compile(r"\w+")


class Entry(NamedTuple):
    """A page as a general search engine knows it."""

    ref: str
    title: str
    text: str


def entries(survey: Survey) -> list[Entry]:
    """The pages that can be found."""
    paths = survey.taxonomy.paths
    topics = {topic: " · ".join(name for each in path for name in each.names) for topic, path in paths.items()}
    found = []
    for paper in survey:
        text = [*paper.authors, f"{paper.venue} {paper.year}", *paper.also_titled, *paper.aliases, paper.key]
        text += [value for _, value in paper.ids.items()] + [topics[topic] for topic in paper.topics]
        title = " · ".join(filter(None, (paper.name, paper.title)))
        found.append(Entry(f"paper:{paper.key}", title, " · ".join(text)))
    found += [
        Entry(f"topic:{topic.id}", " · ".join(topic.titles), " · ".join(topic.names))
        for topic in survey.taxonomy.walk()
    ]
    found += [Entry(f"author:{author}", author, "Author") for author in authors(survey)]
    for venue in survey.listed_venues:
        if venue.name in survey.by_venue:
            spellings = (venue.full_name, *venue.aliases)
            found.append(Entry(f"venue:{venue.name}", venue.name, " · ".join(filter(None, spellings))))
    found += [Entry(f"framework:{each.id}", each.name, "Framework") for each in survey.frameworks]
    found += [Entry(f"table:{name}", table.title, "Results") for name, table in survey.tables.items()]
    return found


def by_lunr(pages: Iterable[Entry]) -> Ranked:
    """Any of the words, the last of them also as a beginning; a title counts ten times as much as a text."""
    documents = [{"ref": page.ref, "title": page.title, "text": page.text} for page in pages]
    index = lunr(ref="ref", fields=[{"field_name": "title", "boost": 10}, "text"], documents=documents)

    def ranked(text: str) -> Sequence[str]:
        words = _WORD.findall(text.lower())
        query = index.create_query()
        for word in words:
            query.term(word, presence=QueryPresence.OPTIONAL)
        for word in words[-1:]:
            query.term(f"{word}*", presence=QueryPresence.OPTIONAL, use_pipeline=False)
        try:
            return [found["ref"] for found in index.query(query)[:_MOST]]
        except KeyError:  # beginnings of words may lead it to words that it does not have, here as in a browser
            return []

    return ranked


def by_fts5(pages: Iterable[Entry]) -> Ranked:
    """All of the words, the last of them as a beginning, by bm25."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE pages USING fts5(ref UNINDEXED, title, text)")
    database.executemany("INSERT INTO pages VALUES (?, ?, ?)", pages)

    def ranked(text: str) -> Sequence[str]:
        words = [f'"{word}"' for word in _WORD.findall(text)]
        query = "SELECT ref FROM pages WHERE pages MATCH ? ORDER BY rank LIMIT ?"
        return [ref for (ref,) in database.execute(query, (" ".join(words) + "*", _MOST))] if words else []

    return ranked


_MAKE = """
(pages) => {
  window.pages = new MiniSearch({
    idField: "ref", fields: ["title", "text"],
    searchOptions: {boost: {title: 10}, prefix: true, fuzzy: 0.2, combineWith: "AND"},
  });
  window.pages.addAll(pages);
}
"""


def by_minisearch(pages: Iterable[Entry], page: Page, script: Path) -> Ranked:
    """All of the words, as beginnings and with typing errors, by MiniSearch (its ``dist/umd/index.js``)."""
    page.add_script_tag(path=script)
    page.evaluate(_MAKE, [entry._asdict() for entry in pages])
    ask = "([text, most]) => window.pages.search(text).slice(0, most).map(({id}) => id)"
    return lambda text: page.evaluate(ask, [text, _MOST])
