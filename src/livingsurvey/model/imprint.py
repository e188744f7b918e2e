"""When a version appeared and on which pages: months and pages as people and programs write them."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from livingsurvey.model.record import Text

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""In English, whatever the locale."""

_BY_LETTERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_DAYS = r"[0-9]{1,2}(?:[-–]{1,2}[0-9]{1,2})?"
_MONTH = re.compile(rf"(?P<number>0?[1-9]|1[0-2])|(?:{_DAYS}\.? )?(?P<letters>[A-Za-z]{{3}})[A-Za-z]*\.?(?: {_DAYS})?")
_AROUND_PAGES = re.compile(r"^(?:(?:pages?|pp?)(?:\.\s*|\s+))+(?=\w)|(?<=\w)\s*[-–—][-–—\s]*$")
"""What stands beside pages and is none: ``pp.``, and the dash of a range whose end nobody wrote."""
_DASH = re.compile(r"(?<=\w)\s*(?:-{2,3}|[–—])\s*(?=\w)")
_HYPHEN = re.compile(r"(?<=\w)\s*[-‐‑−]\s*(?=\w)")

Month = Annotated[int, Field(ge=1, le=12)]


def month_of(text: str) -> int | None:
    """The month that a text names, with or without days of it; None where it names none, or more than one.

    >>> [month_of(text) for text in ("jan", "Sept.", "07", "July 4", "May--June", "13")]
    [1, 9, 7, 7, None, None]
    """
    match = _MONTH.fullmatch(text.strip())
    if match is None:
        return None
    return int(match["number"]) if match["number"] else _BY_LETTERS.get(match["letters"].lower())


def page_range(text: str) -> str:
    """Pages with an en dash between the first and the last; a hyphen beside a dash belongs to the number of a page.

    >>> [page_range(text) for text in ("435--447", "pp. 435-447", "3-1--3-12", "012010")]
    ['435–447', '435–447', '3-1–3-12', '012010']
    """
    text = _AROUND_PAGES.sub("", text)
    return (_DASH if _DASH.search(text) else _HYPHEN).sub("–", text)


Pages = Annotated[Text, AfterValidator(page_range)]
"""Pages of a version, or the number of an article that has none, with en dashes whatever stands in the file."""


def first_and_last(pages: str) -> tuple[str, str] | None:
    """The ends of a range of pages, the same where there is but one page; None for several runs."""
    first, _, last = pages.partition("–")
    return None if re.search("[–,;+]", first + last) else (first, last or first)
