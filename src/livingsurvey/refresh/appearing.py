"""Where versions appeared, as sources spell it, and where authors say that they will; in the survey's own names.

A workshop at a conference is not the conference, its findings and demonstrations are venues of their own, and what was
submitted has not appeared. Where a text leaves any doubt, it names no venue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from livingsurvey.checks.appearance import venue_of_acl_id
from livingsurvey.intake.venues import standard_venue, venue_and_year
from livingsurvey.model import Venue
from livingsurvey.model.venue import Kind
from livingsurvey.sources.version import Version
from livingsurvey.survey import Survey

_UNDECIDED = re.compile(
    r"\b(?:submi|under (?:\w+ )?review|in review|rolling review|withdr|reject|retract)", re.IGNORECASE
)
_NOT_A_VENUE = re.compile(
    r"(?:arxiv|authorea|bio-?rxiv|chemrxiv|corr\b|medrxiv|preprint|research square|ssrn|techrxiv|zenodo)", re.IGNORECASE
)
"""How preprint servers are called that the survey may not know, with whatever stands behind."""
_ANOTHER_WORK = re.compile(
    r"\b(?:based on|companion|compared|earlier|extend|extension|follow|improve|part of|preliminary|previous|prior"
    r"|short(?:er)? version|successor)",
    re.IGNORECASE,
)
"""Words by which a remark may speak of a work that this one goes beyond."""
_APART = re.compile(
    r"\b(?:abstracts?|blog|challenge|companion|competition|consortium|cup|demos?|demonstrations?|doctoral|findings"
    r"|industry|late[- ]breaking|phd|posters? session|shared task|srw|student|symposi(?:a|um)|tiny papers|tutorials?"
    r"|workshops?)\b",
    re.IGNORECASE,
)
"""Words that make another venue of the one beside them."""
_PRESENTED = re.compile(
    r"conference|main|notable|oral|paper|poster|presentation|spotlight|top|track|[0-9]+%?", re.IGNORECASE
)
"""Words behind a venue that tell how a paper was presented, or in which volume."""
_YEAR = re.compile(r"(?<![\w.:/-])(?:19|20)[0-9]{2}(?![\w:/-]|\.[0-9])")
_SHORT_YEAR = re.compile(
    r"(?<=[A-Za-z])\s?[-'’‘`]\s?(?P<year>[0-9]{2})(?![\w.:/-])|(?<=[A-Z]{3})(?P<close>[0-9]{2,4})\b"
)
_ENDS = r"(?!\s+(?:and|&|for|in|of|on|with)\b|,\s+[A-Z][a-z])"


class Appearance(NamedTuple):
    """A venue by the survey's name for it, or as it is spelt where the survey does not know it; and the year.

    ``kind`` is None for a venue that the survey does not know.
    """

    venue: str
    year: int | None
    kind: Kind | None

    def __str__(self) -> str:
        return f"{self.venue} {self.year}" if self.year else self.venue


def appearance(survey: Survey, version: Version) -> Appearance | None:
    """Where a version appeared; None where the source names no venue, or one that has not accepted it.

    An id of the ACL Anthology tells the part of a conference: lists file industry tracks and workshops under the whole.
    """
    if not version.venue or _UNDECIDED.search(version.venue):
        return None
    said = venue_and_year(version.venue)
    if said.venue is None:
        return None
    known = _known(survey, said.venue) or _known(survey, _as_it_is_called(said.venue))
    acl = next((each.value for each in version.ids if each.scheme == "acl"), None)
    if acl and version.service != "ACL Anthology":
        known = venue_of_acl_id(acl, survey)
    year = said.year or version.year
    if known:
        return Appearance(known.name, year, known.kind)
    return None if _NOT_A_VENUE.match(said.venue) else Appearance(said.venue, year, None)


def claim(survey: Survey, text: str) -> Appearance | None:
    """The venue, and the year if it is there, that a remark such as *Accepted at ICML 2024* tells of.

    None where it names no venue of the survey, several, or one with words that make another venue of it.
    """
    if _UNDECIDED.search(text) or _ANOTHER_WORK.search(text):
        return None
    text = _SHORT_YEAR.sub(_in_full, text)
    years = set(_YEAR.findall(text))
    text = " ".join(_YEAR.sub(" ", text).split())
    spellings = _spellings(survey.listed_venues)
    found = {spellings[_one_case(match[0])].name for match in _mentions(survey.listed_venues).finditer(text)}
    if len(found) != 1 or len(years) > 1:
        return None
    venue = survey.venues[found.pop()]
    return Appearance(venue.name, int(years.pop()) if years else None, venue.kind) if _is_all(venue, text) else None


def _known(survey: Survey, text: str) -> Venue | None:
    """The venue of the survey that a text names, and not one beside it."""
    venue = survey.venues.get(standard_venue(text, survey.listed_venues))
    return venue if venue and _is_all(venue, text) else None


def _is_all(venue: Venue, text: str) -> bool:
    """Whether a text has no word that makes another venue of this one."""
    own = {word.casefold().removesuffix("s") for name in _names(venue) for word in _APART.findall(name)}
    return all(word.casefold().removesuffix("s") in own for word in _APART.findall(text))


def _as_it_is_called(text: str) -> str:
    words = text.split()
    while words and _PRESENTED.fullmatch(words[-1].strip("(),")):
        words.pop()
    return " ".join(words).rstrip(",")


def _in_full(match: re.Match[str]) -> str:
    year = match["year"] or match["close"]
    return f" {year}" if len(year) == 4 else f" 20{year}" if len(year) == 2 else match[0]


def _names(venue: Venue) -> Iterable[str]:
    return filter(None, (venue.name, venue.full_name, *venue.aliases))


@lru_cache(maxsize=4)
def _spellings(venues: tuple[Venue, ...]) -> dict[str, Venue]:
    """Venues where papers are published, by each of their names."""
    published = [venue for venue in venues if venue.kind not in ("preprint", "web")]
    return {_one_case(name): venue for venue in published for name in _names(venue)}


@lru_cache(maxsize=4)
def _mentions(venues: tuple[Venue, ...]) -> re.Pattern[str]:
    """Any of these names among other words, the longest that stands there; case counts in a name of one word only.

    A name of several words that goes on is another: *International Conference on Machine Learning and Applications*.
    """
    names = sorted(_spellings(venues), key=len, reverse=True)
    alternatives = "|".join(map(_mention, names))
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])" if names else r"(?!)")


def _mention(name: str) -> str:
    if " " not in name:
        return re.escape(name)
    return f"(?i:{re.escape(name)})" + (_ENDS if name.count(" ") > 1 else "")


def _one_case(name: str) -> str:
    return name.casefold() if " " in name else name
