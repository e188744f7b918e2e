"""Dates as lists write them, beside a title or in a column: a month or a day, and never a year alone."""

from __future__ import annotations

import re

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"""(?:(?P<iso>(?:19|20)[0-9]{{2}})[./\-年](?:[0-9]{{1,2}}|{MONTH})(?:[./\-月][0-9]{{1,2}}日?)?月?
    |(?:[0-9]{{1,2}}(?:st|nd|rd|th)?\s++)?{MONTH}\s*+(?:[0-9]{{1,2}}(?:st|nd|rd|th)?\s*+,?\s*+)?[,'’]?\s*+(?P<named>(?:19|20)[0-9]{{2}}|[0-9]{{2}})
    |[0-9]{{1,2}}[./\-][0-9]{{1,2}}[./\-](?P<last>(?:19|20)[0-9]{{2}})
    |[0-9]{{1,2}}/(?P<month>(?:19|20)[0-9]{{2}}))""",
    re.VERBOSE | re.IGNORECASE,
)
_NUMBER_OF_MONTH = re.compile(r"(?P<year>0[7-9]|1[0-8]|2[1-9])(?:0[1-9]|1[0-2])")
_AROUND = ' \t\u00a0,.;:-–—|[]{}()<>/*_`"“”~!\u200b'


def year_of_date(text: str) -> int | None:
    """The year of a text that is a date with at least a month: ``2023.05``, ``18 Aug 2022``, ``Nov 23``."""
    match = _DATE.fullmatch(text.strip(_AROUND))
    if match is None:
        return None
    digits = next(value for value in match.groups() if value)
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def year_of_number(text: str) -> int | None:
    """The year of a month as arXiv's numbers have it, where nothing else than a date stands.

    >>> year_of_number("2108"), year_of_number("2010"), year_of_number("2118")
    (2021, None, None)
    """
    match = _NUMBER_OF_MONTH.fullmatch(text.strip(_AROUND))
    return 2000 + int(match["year"]) if match else None
