"""The other spellings that a full-text index finds a text by.

SQLite's tokenizer drops accents, but not what is a letter of its own (ø, ł, đ, ß, æ, ı), and takes a run of Chinese for
one word. So the index gets more words than the text has: each word in plain Latin letters, and each part of a run of
Chinese or Japanese. No query needs a tokenizer that a reader's SQLite does not have.
"""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

LONGEST_PART = 10
"""Characters of the longest part of a run that is found by itself; the whole run is a word of the text anyway."""

_UNSPACED = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(r"\w+")
_PIECE = re.compile(rf"(?P<unspaced>[{_UNSPACED}]+)|[^{_UNSPACED}]+")


def with_spellings(text: str) -> str:
    """The text, and behind it the words that it is found by besides its own.

    >>> with_spellings("Øyvind Łukasik")
    'Øyvind Łukasik Oyvind Lukasik'
    >>> with_spellings("量化LLM")
    '量化LLM 量 化 量化 LLM'
    """
    if text.isascii():
        return text
    words = dict.fromkeys(other for word in _WORD.findall(text) if not word.isascii() for other in _others(word))
    return " ".join((text, *words))


def _others(word: str) -> list[str]:
    """What a word is found by besides itself."""
    pieces = list(_PIECE.finditer(word))
    found = []
    for piece in pieces:
        if piece["unspaced"]:
            found += _parts(piece[0])
        else:
            plain = anyascii(piece[0])
            found += [piece[0]] if len(pieces) > 1 else []
            found += [plain] if plain != _without_accents(piece[0]) else []
    return [other for other in found if other != word]


def _parts(run: str) -> list[str]:
    sizes = range(1, min(len(run), LONGEST_PART) + 1)
    return [run[start : start + size] for size in sizes for start in range(len(run) - size + 1)]


def _without_accents(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
