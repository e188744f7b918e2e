"""Venues as people write them: with a year, in full, abbreviated, or misspelt."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import yaml

from livingsurvey.model import Venue
from livingsurvey.model.title import normal_form
from livingsurvey.store.layout import VENUES
from livingsurvey.store.shipped import shipped

_YEAR = re.compile(
    r"(?<![\w.])(?<![0-9]-)(?:19|20)[0-9]{2}(?![0-9]|[.-][0-9])|['’‘`´]\s?[0-9]{2}(?![0-9])|(?<=[A-Za-z])(?:19|20)[0-9]{2}\b"
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
_OF_SERIES = re.compile(
    r"(?:(?:in\s++)?proc(?:eedings|\.),?\s++(?:of\s++)?)?(?:the\s++)?(?:annual\s++)?"
    r"(?:[0-9]{1,3}(?:st|nd|rd|th)\s++|(?:\w{3,9}[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|tenth|eleventh|twelfth|\w{3,7}teenth|\w{3,5}tieth)\s++)?(?:annual\s++)?",
    re.IGNORECASE,
)
"""What stands before the name of a conference and tells which of the series it is."""
_MEETING = re.compile(r"\b(?:conference|symposium|workshop|colloquium|congress|meeting|summit)\b", re.IGNORECASE)
_MONTHS = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_WITH_PLACE = re.compile(
    r"(?P<name>[^,]{12,}?(?:,[^,]{3,}?){0,3}?)"
    rf"(?:(?P<sign>[,:(])\s*(?!{_MONTHS})(?P<acronym>[A-Z][\w&@/+-]{{1,20}}(?: [A-Z][\w&/+-]{{1,20}})?)"
    r"[ '](?P<year>(?:19|20)[0-9]{2})\)?\s*(?:[,:].*)?"
    rf"|,\s*{_MONTHS}[a-z]*\.?\s[0-9].*)"
)
"""A volume as DBLP writes it: its name, the acronym with a year, and where and when the conference was."""
_IN_BRACKETS = re.compile(r"\(([A-Za-z][\w&'’ /.-]{1,20})\)")


_CORE = re.compile(
    r"\b(?:Conference|Symposium|Meeting|Advances|Proceedings)\b[^,]*?\b(?:on|in|of)\s+(?:the\s+)?(?P<core>[A-Z].*)"
)
_WORDS_OF_CORE = 3
_OF_ANY = frozenset({"international", "conference", "symposium", "meeting", "advances", "on", "in"})
"""Words that stand before the subject of a conference of any name."""


class Said(NamedTuple):
    """A venue and a year, each None where the text does not name it."""

    venue: str | None
    year: int | None


@functools.lru_cache(maxsize=2**13)
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
    venue = re.sub(r"\s+", " ", text).replace(" ,", ",").replace(",,", ",").replace(", .", ".").strip(_AROUND)
    if venue.count("(") != venue.count(")"):
        venue = f"{venue})" if venue.count("(") > venue.count(")") else f"({venue}"
    return Said(venue or None, year)


def venue_of_field(text: str) -> Said:
    """The venue and the year that a field of a library names, which is a venue in whatever form.

    Of a volume of proceedings the conference is told, not which one of its series, nor the place and the days.

    >>> venue_of_field("Proceedings of the 9th Conference on Gadgets, CG 2023, Kigali, Rwanda, May 2-4, 2023")
    Said(venue='Conference on Gadgets (CG)', year=2023)
    >>> venue_of_field("J. Widgets Gadgets Sci.")
    Said(venue='J. Widgets Gadgets Sci.', year=None)
    """
    text = " ".join(text.split())
    year, placed = venue_and_year(text).year, _WITH_PLACE.fullmatch(text)
    if placed:
        name, acronym = placed["name"].rstrip(), placed["acronym"]
        text = f"{name}: {acronym}" if placed["sign"] == ":" else f"{name} ({acronym})" if acronym else name
    venue = venue_and_year(text).venue
    if venue is None:
        return Said(None, year)
    if text.rstrip().endswith(".") and "." in venue:
        venue += "."
    known = standard_venue(venue, known_venues())
    before = _OF_SERIES.match(venue)
    if before and before[0] and known == venue and _MEETING.search(venue):
        venue = venue[before.end() :]
        venue = venue[:1].upper() + venue[1:]
    return Said(venue, year)


def place_in_field(text: str) -> str | None:
    """What a volume as DBLP writes it says of the place and the days.

    >>> place_in_field("Proceedings of the 9th Conference on Gadgets, CG 2023, Kigali, Rwanda, May 2-4, 2023")
    'Kigali, Rwanda, May 2-4, 2023'
    """
    text = " ".join(text.split())
    placed = _WITH_PLACE.fullmatch(text)
    return text[placed.end("year" if placed["year"] else "name") :].strip(" ,:)") or None if placed else None


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
    if whole:
        return max(whole, key=lambda found: len(found[0].pattern))[1]
    return _of_core(name, _cores(tuple(venues))) or name


def _of_core(name: str, cores: Mapping[str, str]) -> str | None:
    """The venue whose subject a conference has, in whatever words and however many it was: *36th Conference on …*.

    Not one of somewhere or of something else (*Asian Conference on …*), nor one that has a short name of its own.
    """
    found = _CORE.search(name)
    if found is None or any(any(map(str.isupper, inner)) for inner in _IN_BRACKETS.findall(name)):
        return None
    before = _WORD.findall(name[: found.start("core")])
    is_any = all(_BEFORE.fullmatch(word) or word.lower() in _OF_ANY for word in before)
    return cores.get(normal_form(found["core"])) if is_any else None


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
