"""Where people work, told from where papers appear."""

from __future__ import annotations

import re

from livingsurvey.intake.venues import venue_and_year
from livingsurvey.intake.vocabulary import vocabulary
from livingsurvey.model.title import normal_form

_AROUND = " \t\u00a0,.;:-–—|[]{}<>/*_`"
VENUE_WORDS = re.compile(
    r"^Proc(?:eedings|\.)|\b(?:Conference|Workshop|Symposium|Transactions) (?:on|of)\b"
    r"|^International (?:conference|workshop|symposium) on\b|\bJournal of\b"
)
_BEHIND_YEAR = re.compile(r"(?<=[0-9]{2})[\s.]*+[(（](?P<said>[^()（）]*+(?:\([^()（）]*+\)[^()（）]*+)?)[)）]?$")
_OF_VENUE = re.compile(
    r"\b(?:workshops?|tracks?|findings|volume|part|session|symposium|companion|main|long|short|industry|demos?)\b",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    r"\b(?:Universi\w+|Institut\w+|Laborator\w+|Labs?|Colleges?|Academy|Inc|Ltd|GmbH|Corporation|Corp|Faculty|School)\b"
)


def without_institution(text: str) -> str:
    """A venue and its year without what stands in brackets behind them, unless that is of the venue.

    >>> without_institution("CVPR, 2022 (Example Labs)"), without_institution("ACL 2023 (Findings)")
    ('CVPR, 2022', 'ACL 2023 (Findings)')
    """
    text = text.strip(_AROUND)
    bracket = _BEHIND_YEAR.search(text)
    if bracket is None or _OF_VENUE.search(bracket["said"]) or venue_and_year(bracket["said"]).year:
        return text
    kinds, words = vocabulary(), re.split(r"[\s,/&]+", bracket["said"])
    of_venue = any(normal_form(word) in kinds.venues or normal_form(word) in kinds.remarks for word in words)
    return text if of_venue else text[: bracket.start()]


def is_institution(name: str) -> bool:
    """Whether a name is that of a place where people work, and not of a venue.

    >>> is_institution("University of Maps, Fold Labs"), is_institution("Proceedings of the Academy of Maps")
    (True, False)
    """
    named = any(word.isupper() for word in acronyms_in(name))
    return bool(_INSTITUTION.search(name)) and not VENUE_WORDS.search(name) and not named


def acronyms_in(name: str) -> list[str]:
    """The words of a name that are known venues."""
    kinds = vocabulary().venues
    return [word for word in re.split(r"[\s()/@&\-,:]+", name) if normal_form(word) in kinds and word[:1].isupper()]
