"""Titles and names as they are compared: by their letters and digits alone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=2**16)
def normal_form(text: str) -> str:
    """The letters and digits of a text in small letters, without accents, spaces and punctuation.

    Two texts with one normal form differ in typography only. Digits are kept, for they tell versions apart.

    >>> normal_form("Nyströmformer: A Nyström-based Algorithm")
    'nystromformeranystrombasedalgorithm'
    >>> normal_form("FlashAttention-2") == normal_form("FlashAttention")
    False
    """
    if text.isascii():
        return _NOT_ALPHANUMERIC.sub("", text.lower())
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text).casefold()))
