"""Text as it is compared, whatever its case, its accents and its kinds of quotes and dashes."""

from __future__ import annotations

import re
import unicodedata

ACCENTS = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
LETTERS = (
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
    | {"’": "'", "‘": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-"}
)  # fmt: skip
"""What letters are compared as that no accent tells from others, and marks that have several forms."""

_LETTERS = str.maketrans(LETTERS)


def fold(text: str) -> str:
    """Text without case, accents, or the difference between kinds of quotes and dashes.

    >>> fold("Nyströmformer – Łańcucki’s")
    "nystromformer - lancucki's"
    """
    if text.isascii():
        return text.lower()
    return ACCENTS.sub("", unicodedata.normalize("NFKD", text)).casefold().translate(_LETTERS)
