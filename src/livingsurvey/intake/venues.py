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
_SHORT_YEAR = re.compile(r"(?<=[A-Z] )[0-9]{2}$|(?<=[A-Z])[0-9]{2}$")
_AROUND = " \t\u00a0,.;:-–—|()[]{}<>/*_`'’\"“”"
_IN_BRACKETS = re.compile(r"\(([A-Za-z][\w&'’ /.-]{1,20})\)")


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
        text = f"{text[: match.start()]} {text[match.end() :]}"
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
    form = normal_form(name)
    inside = [full for full in _full_names(tuple(venues)) if len(full) > 12 and full in form]
    return _full_names(tuple(venues))[max(inside, key=len)] if inside else name


@functools.lru_cache(maxsize=4)
def _spellings(venues: tuple[Venue, ...]) -> dict[str, str]:
    aliases = {normal_form(alias): venue.name for venue in venues for alias in venue.aliases}
    full = {normal_form(venue.full_name): venue.name for venue in venues if venue.full_name}
    return full | aliases | {normal_form(venue.name): venue.name for venue in venues}


@functools.lru_cache(maxsize=4)
def _full_names(venues: tuple[Venue, ...]) -> dict[str, str]:
    return {normal_form(venue.full_name): venue.name for venue in venues if venue.full_name}


@functools.cache
def known_venues() -> tuple[Venue, ...]:
    """The venues that ship with the program: by them a list's venues are told from other words."""
    data = yaml.load(shipped(VENUES).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return tuple(Venue.model_validate(entry, strict=False) for entry in data["venues"])
