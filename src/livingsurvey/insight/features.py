"""What papers are compared by to find those that are related: words of titles and summaries, traits, names of others.

A feature is a text. What is read here depends on one record and on nothing else; what a name means, the survey tells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from livingsurvey.insight.search.words import words
from livingsurvey.model import Paper
from livingsurvey.model.title import name_in_title, normal_form
from livingsurvey.model.trait import singles
from livingsurvey.survey import Survey

_STEM = 5
_PIECE = 4
_LONGEST_NAME = 4
"""Words of a name at most."""

_PART = re.compile(r"[^\s/–—]+")
_AROUND = ".,;:!?()[]{}\"'’“”‘"
_UNLIKE_A_WORD = re.compile(r"[A-Za-z0-9][A-Z0-9]")
_ENDS = (".", "!", "?")


def of_title(paper: Paper) -> list[str]:
    """Beginnings of the words of a title, pairs of them, and pieces of the method's name."""
    found = _stems(paper.title)
    name = normal_form(paper.name or name_in_title(paper.title) or "")
    pieces = (f"~{name[start : start + _PIECE]}" for start in range(len(name) - _PIECE + 1))
    return [*found, *(f"{one} {two}" for one, two in pairwise(found)), *pieces]


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


def phrases(paper: Paper) -> tuple[str, ...]:
    """What may be the name of a method in a title or a summary.

    A capital within a word tells a name anywhere, as in ``SnapKV``. In a title, words have capitals anyway; in a
    summary, one at the beginning of a word tells a name unless it begins a sentence.
    """
    said = paper.summary.en if paper.summary else ""
    return tuple(dict.fromkeys([*_phrases(paper.title, capitals=False), *_phrases(said, capitals=True)]))


def names(survey: Survey) -> Mapping[str, Paper]:
    """The paper that each name means, exactly as it is written; a name that several papers have means none."""
    held: defaultdict[str, list[Paper]] = defaultdict(list)
    for paper in survey:
        for name in {paper.name, *paper.aliases, name_in_title(paper.title)} - {None}:
            held[str(name)].append(paper)
    return {name: papers[0] for name, papers in held.items() if len(papers) == 1}


def named(paper: Paper, said: tuple[str, ...], names: Mapping[str, Paper]) -> tuple[str, ...]:
    """The keys of the other papers that a paper names: such as had appeared, and not as part of a longer name."""
    known = [phrase for phrase in said if phrase in names]
    whole = [phrase for phrase in known if not any(phrase != other and phrase in other.split() for other in known)]
    year, month = paper.first_appeared
    others = [names[phrase] for phrase in whole]
    earlier = [other.key for other in others if other.first_appeared <= (year, month or 12)]
    return tuple(dict.fromkeys(key for key in earlier if key != paper.key))


def _stems(text: str) -> list[str]:
    return [word[:_STEM] for word in words(text)]


def _phrases(text: str, *, capitals: bool) -> Iterator[str]:
    parts = _PART.findall(text)
    bare = [part.strip(_AROUND).removesuffix("'s").removesuffix("’s") for part in parts]
    for place, first in enumerate(bare):
        within = capitals and first[:1].isupper() and place > 0 and not parts[place - 1].endswith(_ENDS)
        if within or _UNLIKE_A_WORD.search(first):
            yield from (
                " ".join(bare[place:stop]) for stop in range(place + 1, min(place + _LONGEST_NAME, len(bare)) + 1)
            )
