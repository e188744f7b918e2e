"""Titles inside something longer: in quotation marks behind a short name, and in a reference of a bibliography."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from livingsurvey.intake.facts import Facts, facts_in
from livingsurvey.intake.spans import Span

_IN_QUOTES = re.compile(r"[“\"](?P<title>[^\s“\"].{6}[^“”\"]*?)[,.]?[”\"](?=(?P<tail>\s*+(?:[.,;(\[]|$))?)")
_MOST_WORDS_OF_NAME, _FEWEST_OF_TITLE = 8, 3
_REFERENCE = re.compile(
    r"\s*+(?P<surname>[^\W\d_][\w'’ -]{0,30}?), (?P<initials>(?:[^\W\d_]\.[ -]?)++)[^()]{0,900}+"
    r"\((?P<year>(?:19|20)[0-9]{2})[a-z]?(?:,[^()]{0,20})?\)[.,]?\s+(?P<title>.+)",
    re.DOTALL,
)
_END_OF_TITLE = re.compile(r"\.(?:\s+|$)")


def in_quotes(spans: Sequence[Span]) -> tuple[str, list[Span]] | None:
    """The title of ``**Name**: "A Title of It", …`` and the spans behind it; None where it is not of this form.

    Quotation marks inside a title are left alone: in front of these stands nothing, a name with a colon, or a name in
    another style, and behind them neither a word nor a colon.
    """
    end = next((place for place, span in enumerate(spans) if _ends_text(span)), len(spans))
    text = "".join(span.text for span in spans[:end]).replace("\n", " ")
    match = _IN_QUOTES.search(text)
    if match is None or len(match["title"].split()) < _FEWEST_OF_TITLE:
        return None
    if match["tail"] is None and len(text[: match.end()].rstrip()) not in {
        len("".join(span.text for span in spans[:place]).rstrip()) for place in range(end + 1)
    }:
        return None
    name = text[: match.start()].strip()
    if len(name.split()) > _MOST_WORDS_OF_NAME or not _may_be_name(name, spans[0], match.start()):
        return None
    passed, rest = 0, list(spans)
    while rest and passed + len(rest[0].text) <= match.end() and rest[0] is not spans[-1]:
        passed += len(rest.pop(0).text)
    rest[0] = replace(rest[0], text=rest[0].text[max(match.end() - passed, 0) :])
    return " ".join(match["title"].split()), rest


def referenced(text: str) -> tuple[str, Facts] | None:
    """The title, year and first author of ``Surname, G., & Other, H. (2023). Title. Venue.``; None for all else.

    Such references have initials only, so no list of authors is taken from them.
    """
    match = _REFERENCE.match(text)
    if match is None:
        return None
    title, *others = _END_OF_TITLE.split(match["title"], maxsplit=1)
    said = facts_in(others[0].partition(",")[0]) if others else Facts()
    first = f"{match['initials'].strip(' -')} {match['surname']}"
    return title, Facts(said.venue, int(match["year"]), first_author=first)


def _ends_text(span: Span) -> bool:
    return span.is_break or span.is_badge or span.url is not None


def _may_be_name(name: str, first: Span, place: int) -> bool:
    return not name or name[-1] in ":：]" or (bool(first.marks) and len(first.text) <= place)
