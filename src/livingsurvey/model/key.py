"""A paper's permanent name, made from what is known of it when it is added."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from anyascii import anyascii

_SMALL_WORDS = """
a an the and or but no not only if as at by for from in into of on onto over per to toward towards up via vs with
without is are was were be been being am do does did can could may might must shall should will would
how what when where which who whom whose why it its that this these those
i me my we us our you your he him his she her they them their
"""
INSIGNIFICANT = frozenset(_SMALL_WORDS.split())
"""Words that say too little to stand in a key."""

_AFTER_SURNAME = frozenset({"jr", "sr", "ii", "iii", "iv"})
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>")
_BETWEEN_WORDS = re.compile(r"[\s:–—]+")
_NOT_LETTER = re.compile(r"[^a-z]")
_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]")


def suggest_key(title: str, authors: Sequence[str], year: int, taken: Collection[str] = ()) -> str:
    """A key for a new paper: first author's surname, year of the first version, first significant title word.

    >>> suggest_key("GPTQ: Accurate Post-Training Quantization", ["Elias Frantar"], 2022)
    'frantar2022gptq'

    While the key is taken, further title words are appended, and at last a number. A title word that begins with a
    digit is passed over where another follows, for it would run into the year.

    Args:
        title: the title, in any script; HTML tags in it do not count.
        authors: all authors, ``Given Family`` or ``Family, Given``; where the work names none, its publisher.
        year: year of the first version, the preprint's where there is one.
        taken: the keys that are in use.
    """
    words = _significant_words(title)
    start = f"{_surname(authors[0]) if authors else 'anonymous'}{year}"
    candidates = (start + "".join(words[:count]) for count in range(1, len(words) + 1))
    longest = start + "".join(words)
    numbered = (f"{longest}n{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (*candidates, *numbered) if key not in taken)


def _surname(author: str) -> str:
    """The last word of the given-name-first form that is neither an initial nor ``Jr``; in letters a to z."""
    family, comma, _ = author.partition(",")
    parts = [_NOT_LETTER.sub("", anyascii(part).lower()) for part in (family if comma else author).split()]
    names = [part for part in parts if len(part) > 1 and part not in _AFTER_SURNAME]
    return names[-1] if names else "".join(parts) or "anonymous"


def _significant_words(title: str) -> list[str]:
    """The title's words in a to z and 0 to 9 without those that say little; never empty."""
    words = list(_words(title))
    telling = [word for word in words if word not in INSIGNIFICANT] or words
    lettered = [word for word in telling if not word[0].isdigit()]
    return lettered or [f"n{word}" for word in telling] or ["untitled"]


def _words(title: str) -> Iterator[str]:
    for word in _BETWEEN_WORDS.split(_MARKUP.sub("", title)):
        plain = _NOT_ALPHANUMERIC.sub("", anyascii(word).lower())
        if plain:
            yield plain
