"""What somebody typed: its words, and whether it is to be taken as it stands."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

from livingsurvey.insight.search.words import compact, words
from livingsurvey.model import identify

KEY = re.compile(r"[a-z]+[0-9]{4}[a-z0-9]*")
ARXIV = re.compile(r"[0-9]{4}\.[0-9]{1,4}")
FORUM = re.compile(r"(?=.*[0-9A-Z_-])[A-Za-z0-9_-]{8,12}")
"""What may be a key or an arXiv id, or begin one, and what may be an id of OpenReview."""

_OF_FIELD = re.compile(r"(^|\s)([a-z0-9-]+):")

MOST_WORDS = 24
"""Words of a query beyond which the rest is not looked at: a pasted title has fewer."""

LONGEST_QUERY = 400
"""Characters of a query beyond which the rest is not looked at."""

MOST_JOINED = 3
"""How many words that follow each other may be one: flash attention 2."""

MOST_NAMED = 5
"""How many words that follow each other may be a whole name."""


class Query(NamedTuple):
    """A search, taken apart.

    Attributes:
        words: its words, folded.
        needed: for each, whether it tells anything.
        name: all of it, compact.
        identifiers: the ids that it may be or begin, in the form in which they are compared.
        literal: whether it stands in double quotes: nothing is forgiven then.
    """

    words: list[str]
    needed: list[bool]
    name: str
    identifiers: list[str]
    literal: bool

    @classmethod
    def of(cls, text: str, ignored: frozenset[str], fields: Container[str] = ()) -> Query:
        """Take a text apart.

        Args:
            text: what was typed.
            ignored: words that tell nothing.
            fields: ids of the survey's own fields, which may stand before a word: ``dataset:QM9`` asks for QM9.
        """
        text = text[:LONGEST_QUERY].strip()
        literal = len(text) > 2 and text[0] in '"“„«' and text[-1] in '"”“»'
        if literal:
            text = text[1:-1].strip()
        text = _OF_FIELD.sub(lambda match: match[1] if match[2] in fields else match[0], text)
        found = words(text)[:MOST_WORDS]
        needed = [word not in ignored for word in found]
        if not any(needed):
            needed = [True] * len(found)
        return cls(found, needed, compact(text), _identifiers(text), literal)

    def runs(self) -> Iterator[tuple[int, int]]:
        """Where words that follow each other, and may be a whole name, begin and end."""
        for start in range(len(self.words)):
            yield from ((start, end) for end in range(start + 2, min(start + MOST_NAMED, len(self.words)) + 1))


def _identifiers(text: str) -> list[str]:
    identified = identify(text)
    if identified:
        return [identified.folded]
    forms = (("key", KEY, text.lower()), ("arxiv", ARXIV, text), ("openreview", FORUM, text))
    return [f"{scheme}:{value}" for scheme, form, value in forms if form.fullmatch(value)]
