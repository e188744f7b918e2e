"""What the index of the search says in a language: titles, what papers are compared by, and the pages of prose.

The index itself (:mod:`.search`) is there once, in English, and finds entries by their names in every language; these
files beside the pages of a language say how that calls what was found.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from html import unescape
from typing import Any

import orjson

from livingsurvey.insight.leaderboards import in_words
from livingsurvey.insight.search import words as wording
from livingsurvey.language import Language
from livingsurvey.model import Declared
from livingsurvey.publish import addresses
from livingsurvey.publish.content.traits import word
from livingsurvey.publish.file import File, Written, content_tag
from livingsurvey.publish.published import Published

FOLDER = "search"
A_FILE = 16
"""How many texts stand in one file: few are shown at a time, and seldom neighbours."""

_OURS = (*(f"{kind}s/" for kind in (*addresses.KINDS, "topic", "survey")), "404")
_BREAK = "\N{ZERO WIDTH SPACE}"
"""What the engine puts between the words of Chinese."""


def files(published: Published, pages: bytes, made_from: bytes) -> Iterator[File]:
    """The files in a language.

    Args:
        published: the survey in the language.
        pages: the engine's index of its pages in the language, search_index.json.
        made_from: the digest of all that the index is made from.
    """
    language = published.language
    digest = content_tag(made_from + orjson.dumps(guides(pages)) + language.digest)

    def file(name: str, content: Callable[[], Mapping[str, Any]]) -> File:
        tag = partial(content_tag, name.encode() + digest)
        address = f"{language.prefix}{FOLDER}/{name}.json"
        return Written(address, "data", "", tag, lambda: orjson.dumps({**version(made_from), **content()}))

    yield file("said", partial(_said, published, pages))
    for kind, texts in _texts(published).items():
        for at in range(0, len(texts), A_FILE):
            yield file(f"said-{kind}-{at // A_FILE}", partial(_some, texts[at : at + A_FILE]))
    if published.filters:
        yield file("traits-said", lambda: {"traits": [named(each, language) for each in published.filters]})


def version(made_from: bytes) -> dict[str, str]:
    """What every file says, so that none is read beside those of another build."""
    return {"version": made_from.hex()[:12]}


def _said(published: Published, pages: bytes) -> dict[str, Any]:
    """What is read first: how topics are called, of which kinds there is more, and the pages of prose."""
    survey, language = published.survey, published.language
    return {
        "topics": {topic.id: language.said(topic.title) for topic in survey.taxonomy.walk()},
        "more": {"kinds": list(_texts(published)), "a_file": A_FILE},
        "guides": guides(pages),
    }


def _texts(published: Published) -> dict[str, list[Callable[[], str | None]]]:
    """What gives the title of each entry, and of papers the summary, by kind and in the order of the index."""
    survey, language = published.survey, published.language
    return {
        "paper": [partial(language.said, paper.summary) if paper.summary else lambda: None for paper in survey],
        "topic": [partial(language.said, topic.title) for topic in survey.taxonomy.walk()],
        "table": [partial(language, table.title) for table in survey.tables.values()],
        "leaderboard": [partial(in_words, board, survey, language) for board in published.ranking.ranked],
    }


def _some(texts: list[Callable[[], str | None]]) -> dict[str, list[str | None]]:
    return {"said": [text() for text in texts]}


def named(trait: Declared, language: Language) -> dict[str, Any]:
    """How a trait is called in a language, and its values unless they are numbers."""
    values = {"yes-no": [True, False], "number": []}.get(trait.kind, list(trait.values))
    return {
        "name": language.said(trait.name),
        "means": trait.means and language(trait.means),
        "unit": trait.unit and language(trait.unit),
        "names": [word(trait, value, language) for value in values],
        "meanings": [language(choice.means) for choice in trait.values.values()],
    }


def guides(pages: bytes) -> list[dict[str, Any]]:
    """The pages of prose, which are found by the words of their titles and sections, after all else.

    Args:
        pages: the engine's index of its pages, search_index.json.
    """
    found: dict[str, dict[str, Any]] = {}
    for entry in json.loads(pages)["docs"]:
        page, _, _section = entry["location"].partition("#")
        title = unescape(entry["title"]).replace(_BREAK, "")
        if page and not page.startswith(_OURS):
            guide = found.setdefault(page, {"title": title, "path": page, "words": {}})
            guide["words"] |= dict.fromkeys(wording.words(title))
    return [{**guide, "words": " ".join(guide["words"])} for guide in found.values()]
