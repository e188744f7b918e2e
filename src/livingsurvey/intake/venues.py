"""Venues as people write them: with a year, in full, abbreviated, or misspelt."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

import yaml

from livingsurvey.model import Venue
from livingsurvey.model.title import normal_form
from livingsurvey.store.layout import VENUES
from livingsurvey.store.shipped import shipped

_YEAR = re.compile(
    r"(?<![\w.])(?:19|20)[0-9]{2}(?![0-9]|\.[0-9])|['’‘`´]\s?[0-9]{2}(?![0-9])|(?<=[A-Za-z])(?:19|20)[0-9]{2}\b"
)
_SHORT_YEAR = re.compile(
    r"(?<=[A-Z] )[0-9]{2}$|(?<=[A-Z])[0-9]{2}$|(?<=[A-Z]{3})[0-9]{2}(?= [A-Z])|(?<=[A-Z]{3} )[0-9]{2}(?= [A-Z])"
    r"|(?<=[Aa]r[Xx]iv)[0-9]{2}$"
)
_AROUND = " \t\u00a0,.;:-–—|()[]{}<>/*_`'’\"“”"
_WORD = re.compile(r"[0-9A-Za-z]+")
_BEFORE = re.compile(
    r"[0-9]+(?:st|nd|rd|th)?|[A-Z][A-Z0-9]+|(?i:proceedings|proc|of|the|in|annual|joint|conference)"
    r"|(?i:\w{0,12}(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|teenth|tieth))"
)
"""A word that may stand before the full name of a venue: which one of the series it is, and who holds it."""
_AFTER = re.compile(r"[\s.,;–—-]*(?:$|[(\[0-9]|(?:volume|vol|part|pmlr|main)\b|and the [0-9])", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(([A-Za-z][\w&'’ /.-]{1,20})\)")


_CORE = re.compile(
    r"\b(?:Conference|Symposium|Meeting|Advances|Proceedings)\b[^,]*?\b(?:on|in|of)\s+(?:the\s+)?(?P<core>[A-Z].*)"
)
_WORDS_OF_CORE = 3


class Said(NamedTuple):
    """A venue and a year, each None where the text does not name it."""

    venue: str | None
    year: int | None


def venue_and_year(text: str) -> Said:
    """The venue and the year of a text such as ``ICLR, 2024``, ``NeurIPS'23``, ``Arxiv 2023`` or ``2023``.

    >>> venue_and_year("NeurIPS 2022 (Spotlight)")
    Said(venue='NeurIPS (Spotlight)', year=2022)
    """
    year = None
    match = _YEAR.search(text) or _SHORT_YEAR.search(text)
    if match:
        digits = re.sub(r"\D", "", match[0])
        year = int(digits) if len(digits) == 4 else 2000 + int(digits)
        text = f"{text[: match.start()]} {text[match.end() :].replace(match[0], ' ')}"
    venue = re.sub(r"\s+", " ", text).replace(" ,", ",").strip(_AROUND)
    if venue.count("(") != venue.count(")"):
        venue = f"{venue})" if venue.count("(") > venue.count(")") else f"({venue}"
    return Said(venue or None, year)


def standard_venue(name: str, venues: Sequence[Venue]) -> str:
    """The name under which a survey knows a venue; as written where it knows none.

    Aliases, the name in brackets at the end, and the full name inside a longer one (*Proceedings of the 61st …*) count.
    """
    spellings = _spellings(tuple(venues))
    known = spellings.get(normal_form(name))
    if known:
        return known
    for inner in reversed(_IN_BRACKETS.findall(name)):
        known = spellings.get(normal_form(_YEAR.sub("", inner)))
        if known:
            return known
    whole = [(full, known) for full, known in _full_names(tuple(venues)) if _is_whole(full, name)]
    return max(whole, key=lambda found: len(found[0].pattern))[1] if whole else name


def _is_whole(full: re.Pattern[str], name: str) -> bool:
    """Whether a full name stands in a longer one that has nothing beside it but which of the series it is.

    The *International Conference on Machine Learning and Applications* is another, as is what one at a conference is.
    """
    found = full.search(name)
    if found is None:
        return False
    before = _WORD.findall(name[: found.start()])
    return all(_BEFORE.fullmatch(word) for word in before) and bool(_AFTER.match(name[found.end() :]))


@functools.lru_cache(maxsize=4)
def _spellings(venues: tuple[Venue, ...]) -> dict[str, str]:
    aliases = {normal_form(alias): venue.name for venue in venues for alias in venue.aliases}
    full = {normal_form(venue.full_name): venue.name for venue in venues if venue.full_name}
    return _cores(venues) | full | aliases | {normal_form(venue.name): venue.name for venue in venues}


def _cores(venues: tuple[Venue, ...]) -> dict[str, str]:
    """Names of conferences without what they are: *Neural Information Processing Systems*; those of one venue only."""
    found: dict[str, set[str]] = {}
    for venue in venues:
        match = _CORE.search(venue.full_name or "") if venue.kind == "conference" else None
        if match and len(match["core"].split()) >= _WORDS_OF_CORE:
            found.setdefault(normal_form(match["core"]), set()).add(venue.name)
    return {core: names.pop() for core, names in found.items() if len(names) == 1}


@functools.lru_cache(maxsize=4)
def _full_names(venues: tuple[Venue, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Full names of several words, whatever stands between these, and the venues' own names."""
    named = [(_WORD.findall(venue.full_name), venue.name) for venue in venues if venue.full_name]
    return tuple(
        (re.compile(rf"\b{r'[^0-9A-Za-z]+'.join(map(re.escape, words))}\b", re.IGNORECASE), name)
        for words, name in named
        if len(words) > 2
    )


def spellings_known() -> dict[str, str]:
    """The normal forms of all names of the venues that ship with the program -> the name."""
    return _spellings(known_venues())


@functools.cache
def known_venues() -> tuple[Venue, ...]:
    """The venues that ship with the program: by them a list's venues are told from other words."""
    data = yaml.load(shipped(VENUES).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return tuple(Venue.model_validate(entry, strict=False) for entry in data["venues"])
