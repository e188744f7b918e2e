"""Titles and names as they are compared: by their letters and digits alone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]+")
_NAME = re.compile(r"(?P<name>[^\s:^$\\]{2,40}):\s")
KINDS = frozenset({"perspective", "position", "review", "survey", "tutorial"})
"""Words in front of a colon that tell what a paper is, and not what its method is called."""


def name_in_title(title: str) -> str | None:
    """The short name that a title begins with: one word in front of a colon.

    >>> name_in_title("QuaRot: Outlier-Free 4-Bit Inference in Rotated LLMs")
    'QuaRot'
    """
    match = _NAME.match(title)
    return match["name"] if match and match["name"].casefold() not in KINDS else None


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
