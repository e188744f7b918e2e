"""What papers are compared by to find those that are related: words of titles and summaries, choices among traits.

A feature is a text, and depends on one record and on nothing else.
"""

from __future__ import annotations

from itertools import pairwise

from livingsurvey.insight.search.words import words
from livingsurvey.model import Paper
from livingsurvey.model.declared import singles
from livingsurvey.model.title import name_in_title, normal_form

_STEM = 5
_PIECE = 4


def of_title(paper: Paper) -> list[str]:
    """What counts of the words of a title, and pieces of the method's name."""
    name = normal_form(paper.name or name_in_title(paper.title) or "")
    return [*of_words(paper.title), *(f"~{name[start : start + _PIECE]}" for start in range(len(name) - _PIECE + 1))]


def of_words(title: str) -> list[str]:
    """Beginnings of the words of a title, and pairs of them."""
    found = _stems(title)
    return [*found, *(f"{one} {two}" for one, two in pairwise(found))]


def of_summary(paper: Paper) -> list[str]:
    """Beginnings of the words of a summary; pairs of them would find no more."""
    return _stems(paper.summary.en) if paper.summary else []


def of_traits(paper: Paper) -> list[str]:
    """What a record says of its traits, as ``id=value``; numbers are left out: a near one is as good."""
    return [
        f"{name}={str(value).lower()}"
        for name, said in paper.traits.items()
        for value in singles(said)
        if isinstance(value, str | bool)
    ]


def _stems(text: str) -> list[str]:
    return [word[:_STEM] for word in words(text)]
