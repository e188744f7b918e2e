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
from livingsurvey.model import Trait
from livingsurvey.publish import addresses
from livingsurvey.publish.content.traits import word
from livingsurvey.publish.file import File, Written, content_tag
from livingsurvey.publish.published import Published

FOLDER = "search"
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
    survey, language = published.survey, published.language

    def file(name: str, content: Callable[[], Mapping[str, Any]]) -> File:
        tag = partial(content_tag, name.encode() + made_from + pages + language.digest)
        address = f"{language.prefix}{FOLDER}/{name}.json"
        return Written(address, "data", "", tag, lambda: orjson.dumps({**version(made_from), **content()}))

    yield file("said", partial(_said, published, pages))
    if any(paper.traits for paper in survey):
        yield file("traits-said", lambda: {"traits": [named(trait, language) for trait in survey.listed_traits]})


def version(made_from: bytes) -> dict[str, str]:
    """What every file says, so that none is read beside those of another build."""
    return {"version": made_from.hex()[:12]}


def _said(published: Published, pages: bytes) -> dict[str, Any]:
    """The titles of entries by their kind, in their order there, and what else is not called the same everywhere."""
    survey, language = published.survey, published.language
    topics = {topic.id: language.said(topic.title) for topic in survey.taxonomy.walk()}
    summaries = [(at, paper.summary) for at, paper in enumerate(survey) if paper.summary]
    return {
        "topics": topics,
        "titles": {
            "topic": list(topics.values()),
            "table": [language(table.title) for table in survey.tables.values()],
            "leaderboard": [in_words(board, survey, language) for board in published.ranking.ranked],
        },
        "says": {str(at): told for at, summary in summaries if (told := language.said(summary)) != summary.en},
        "guides": guides(pages),
    }


def named(trait: Trait, language: Language) -> dict[str, Any]:
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
