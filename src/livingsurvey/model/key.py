"""A paper's permanent name, made from what is known of it when it is added."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence

from anyascii import anyascii

from livingsurvey.model.author import GROUP_WORD, Author, Group, read

_SMALL_WORDS = """
a an the and or but no not only if as at by for from in into of on onto over per to toward towards up via vs with
without is are was were be been being am do does did can could may might must shall should will would
how what when where which who whom whose why it its that this these those
i me my we us our you your he him his she her they them their
"""
INSIGNIFICANT = frozenset(_SMALL_WORDS.split())
"""Words that say too little to stand in a key."""
LONGEST_WORD = 40
"""Letters that a word or a surname gives to a key; the key is the name of a file."""
_FIRST, _MOST_OF_ONE_NAME = 2, 1_000_000
"""The numbers that keys of the same words may have: a free one is found by halves, for a list may have thousands."""

_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>")
_BETWEEN_WORDS = re.compile(r"[\s:–—]+")
_NOT_LETTER = re.compile(r"[^a-z]")
_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]")


def suggest_key(title: str, authors: Sequence[str], year: int, taken: Container[str] = ()) -> str:
    """A key for a new paper: of :func:`keys`, one that is not taken and follows one that is.

    >>> suggest_key("GPTQ: Accurate Post-Training Quantization", ["Elias Frantar"], 2022)
    'frantar2022gptq'
    >>> suggest_key("GPTQ: Accurate Post-Training Quantization", [], 2022)
    'gptq2022accurate'

    Args:
        title: the title, in any script; HTML tags in it do not count.
        authors: all authors, of which the first counts; where the work names none, its publisher.
        year: year of the first version, the preprint's where there is one.
        taken: the keys that are in use.
    """
    start, words = _parts(title, authors, year)
    for key in _worded(start, words):
        if key not in taken:
            return key
    numbers = range(_FIRST, _MOST_OF_ONE_NAME)
    place = bisect_left(numbers, True, key=lambda number: _numbered(start, words, number) not in taken)
    return _numbered(start, words, numbers[place])


def keys(title: str, authors: Sequence[str], year: int, least: int = 1) -> Iterator[str]:
    """First author's surname, year of the first version, first significant title word; then longer and longer keys.

    To each, the next title word is appended, and after the last a number. A title word that begins with a digit is
    passed over where another follows, for it would run into the year. Where no author is known, the first of the words
    stands in place of the surname, and stays there when authors become known: keys are permanent. The first key has the
    ``least`` number of title words, or all where there are fewer.
    """
    start, words = _parts(title, authors, year)
    yield from _worded(start, words, least)
    yield from (_numbered(start, words, number) for number in itertools.count(_FIRST))


def _parts(title: str, authors: Sequence[str], year: int) -> tuple[str, list[str]]:
    """What a key begins with, and the title words that follow."""
    words = _significant_words(title)
    if authors:
        return f"{_surname(authors[0])[:LONGEST_WORD]}{year}", words
    first, *rest = words
    return f"{_NOT_LETTER.sub('', first) or 'untitled'}{year}", rest or words


def _worded(start: str, words: Sequence[str], least: int = 1) -> Iterator[str]:
    return (start + "".join(words[:count]) for count in range(min(least, len(words)), len(words) + 1))


def _numbered(start: str, words: Sequence[str], number: int) -> str:
    return f"{start}{''.join(words)}n{number}"


def _surname(author: str) -> str:
    """The family name without its particle, or the first word that tells a group from others; in letters a to z."""
    name = author.name if isinstance(author, Author) else read(author)
    if isinstance(name, Group):
        words = [word.strip(",.") for word in name.group.split()]
        telling = [letters for word in words if not GROUP_WORD.fullmatch(word) and (letters := _letters(word))]
        return telling[0] if telling else _letters(name.group) or "anonymous"
    before, comma, _ = name.family.partition(",")
    if comma:
        return _surname(before)
    family, *others = (_letters(part) for part in (name.family, *reversed((name.given or "").split())))
    return next((part for part in (family, *others) if len(part) > 1), _letters(name.spoken) or "anonymous")


def _letters(text: str) -> str:
    return _NOT_LETTER.sub("", anyascii(text).lower())


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
            yield plain[:LONGEST_WORD]
