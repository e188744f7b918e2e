"""What a short run of text beside a title is: a venue, a date, names of authors, or nothing that is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from livingsurvey.intake.venues import venue_and_year
from livingsurvey.intake.vocabulary import vocabulary
from livingsurvey.model.title import normal_form

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"""(?:(?P<iso>(?:19|20)[0-9]{{2}})[./\-年](?:[0-9]{{1,2}}|{_MONTH})(?:[./\-月][0-9]{{1,2}}日?)?月?
    |(?:[0-9]{{1,2}}(?:st|nd|rd|th)?\s++)?{_MONTH}\s*+(?:[0-9]{{1,2}}(?:st|nd|rd|th)?\s*+,?\s*+)?[,'’]?\s*+(?P<named>(?:19|20)[0-9]{{2}}|[0-9]{{2}})
    |[0-9]{{1,2}}[./\-][0-9]{{1,2}}[./\-](?P<last>(?:19|20)[0-9]{{2}})
    |[0-9]{{1,2}}/(?P<month>(?:19|20)[0-9]{{2}}))""",
    re.VERBOSE | re.IGNORECASE,
)
_PREFIX = re.compile(
    r"(?:authors?|by|in|published (?:in|at|by)|accepted (?:to|by|at|in)|venue|conference|publication|journal|date|year"
    r"|time|作者|会议)\s*[:：]\s*|(?:by|in|published (?:in|at)|accepted (?:to|by|at)|to appear (?:in|at))\s+(?=[A-Z])",
    re.IGNORECASE,
)
_AROUND = ' \t\u00a0,.;:-–—|[]{}<>/*_`"“”~!\u200b'
_ET_AL = re.compile(r"\bet\.?\s?al\b\.?|\band others\b|等", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r",\s*+and\b|,|;|\band\b|&|，|、|·")
_FOOTNOTE = re.compile(r"[*†‡§¶∗⋆♠♣♡⋄✉#^]+|\\|\([^()]*\)|(?<=[^\W\d])[0-9]+(?:,[0-9]+)*(?=\W|$)")
_PARTICLE = re.compile(
    r"van|von|der|den|del?|della|d[aiou]|dos|la|le|el|al|te[nr]|bin|ibn|zu|zur|af|dal|y|e", re.IGNORECASE
)
_NOT_NAMES = re.compile(
    r"\b(?:university|institute|research|lab|labs|google|microsoft|model|models|learning|language|network|networks|team"
    r"|survey|neural|data|training|inference|efficient|towards|via|with|for|the|of|on|university|college|inc|proc"
    r"|proceedings|workshop|conference|journal|oral|spotlight|poster|best|paper|award|findings|track)\b",
    re.IGNORECASE,
)
_BEFORE_TAIL = re.compile(r"[,，]|[.?!]\s|\s[-–—|｜]\s|[\s.]?\(")
_VENUE_WORDS = re.compile(
    r"^Proc(?:eedings|\.)|\b(?:Conference|Workshop|Symposium|Transactions) (?:on|of)\b|\bJournal of\b"
)
_HYPHENED_YEAR = re.compile(r"(?P<venue>[A-Z][A-Za-z&]+)-(?P<year>[0-9]{2})")
_MONTH_AT_END = re.compile(rf"(?<![\s,(])[\s,(]++{_MONTH}$", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"\s*[(（](?P<year>(?:19|20)[0-9]{2})[)）][\s,.:]*")
_DASHES = re.compile(r"\s[-–—|｜]\s|[-–—|](?=\s)|;")
_FIRST_BRACKET = re.compile(r"\s*\(([^()]*)\)[,.:]?\s*")
_SENTENCE = re.compile(r"(?<=[^\W\d_A-Z]{2})[.?!]\s+(?=[^\W_])")
_ASIDE = re.compile(
    r"(?:(?<![\s,(\[-])[\s,(\[-]++)?"
    r"\b(?:oral|spotlight|poster|highlights?|(?:best|outstanding|distinguished) paper|accepted|award)\b[\s)\],🏆]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known besides the title. ``date_year`` is that of a date, which need not be the venue's."""

    venue: str | None = None
    year: int | None = None
    date_year: int | None = None
    authors: tuple[str, ...] = ()
    first_author: str | None = None

    def __or__(self, other: Facts) -> Facts:
        """These facts, with what is absent taken from others; a venue and its year go together."""
        both = replace(self, date_year=self.date_year or other.date_year)
        if self.venue is None and other.venue is not None:
            both = replace(both, venue=other.venue, year=other.year or self.year)
        elif self.year is None and (other.venue is None or other.venue == self.venue):
            both = replace(both, year=other.year)
        if not self.first_author:
            both = replace(both, authors=other.authors, first_author=other.first_author)
        return both

    def __bool__(self) -> bool:
        return self != _NOTHING


_NOTHING = Facts()


def facts_in(text: str, *, trusted: bool = False, emphasised: bool = False) -> Facts:
    """What a text says, taken as a whole or, where that is nothing, in its parts.

    Args:
        text: a run of text without links.
        trusted: it stands where only a venue or a date would: in ``<ins>``, in code, in a column of that name.
        emphasised: it is in italics, as names of authors often are.
    """
    if trusted:
        return _fact(text, trusted=True, emphasised=emphasised)
    found = _NOTHING
    for piece in _DASHES.split(text):
        dated = _YEAR_FIRST.match(piece)
        if dated and _is_name(piece[dated.end() :].strip(_AROUND)):
            found |= Facts(year=int(dated["year"]))
            continue  # one name alone may be the author's, or a venue's that looks like one
        whole = _fact(piece, trusted=False, emphasised=emphasised)
        parts = () if whole else _parts(piece)
        for said in (whole, *(_fact(part, trusted=False, emphasised=emphasised) for part in parts)):
            found |= said
    return found


def venue_in(text: str, *, trusted: bool = False) -> Facts:
    """The venue, its year, or both, that a text names and nothing else; empty where it is something else."""
    hyphened = _HYPHENED_YEAR.fullmatch(text.strip(_AROUND))
    if hyphened and normal_form(hyphened["venue"]) in vocabulary().venues:
        text = f"{hyphened['venue']} '{hyphened['year']}"
    said = venue_and_year(_ASIDE.sub(" ", text) if _ASIDE.sub("", text).strip(_AROUND) else text)
    if said.venue is None:
        return Facts(year=said.year)
    month = _MONTH_AT_END.search(said.venue) if said.year is not None else None
    if month:
        venue = said.venue[: month.start()].strip(_AROUND)
        return Facts(venue, date_year=said.year) if trusted or _is_venue(venue, has_year=False) else _NOTHING
    if trusted or _is_venue(said.venue, has_year=said.year is not None):
        return Facts(venue=said.venue, year=said.year)
    return _NOTHING


def year_of_date(text: str) -> int | None:
    """The year of a text that is a date with at least a month: ``2023.05``, ``18 Aug 2022``, ``Nov 23``."""
    match = _DATE.fullmatch(text.strip(_AROUND + "()"))
    if match is None:
        return None
    digits = next(value for value in match.groups() if value)
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def said_below(text: str, *, is_first: bool) -> Facts:
    """What an item below an entry says of it: names, if it is the first, with or without the venue; or a venue alone.

    What begins with a label (``Keywords: …``) is taken for what that says, and for nothing if it is not known.
    """
    if re.match(r"[^,.]{1,24}[:：;]", text) and not _PREFIX.match(text):
        return _NOTHING
    said = facts_in(text, emphasised=False) if is_first or _PREFIX.match(text) else venue_in(text)
    return said if said.venue or said.first_author else _NOTHING


def authors_in(text: str, *, emphasised: bool) -> Facts:
    """The names in a text that is nothing but names; all of them only where the list is not cut short."""
    cut = _ET_AL.search(text)
    if cut and cut.end() < len(text.rstrip(" .,;*_")):
        return _NOTHING
    if cut:
        first = authors_in(text[: cut.start()].rstrip().removesuffix(","), emphasised=True).first_author
        return Facts(first_author=first)
    clean = _FOOTNOTE.sub("", text)
    if clean.strip(" .*")[:1] in ",;&" or clean.rstrip(" .*")[-1:] in ",;&":
        return _NOTHING
    names = [" ".join(name.strip(" .*_").split()) for name in _BETWEEN_NAMES.split(clean)]
    names = [f"{name}." if name.endswith((" Jr", " Sr")) else name for name in names if name]
    enough = 1 if emphasised else 2
    if len(names) < enough or not all(_is_name(name) for name in names):
        return _NOTHING
    return Facts(authors=tuple(dict.fromkeys(names)), first_author=names[0])


def _fact(text: str, *, trusted: bool, emphasised: bool) -> Facts:
    text = text.strip(_AROUND)
    prefix = _PREFIX.match(text)
    text = text[prefix.end() :].strip(_AROUND) if prefix else text
    if not text:
        return _NOTHING
    year = year_of_date(text)
    if year is not None:
        return Facts(date_year=year)
    return venue_in(text, trusted=trusted) or authors_in(text, emphasised=emphasised)


def _parts(text: str) -> Iterator[str]:
    """A text at its full stops and dashes, at ``et al.``, and before a venue or a date that ends a list."""
    bracket = _FIRST_BRACKET.match(text)
    if bracket:
        yield bracket[1]
        text = text[bracket.end() :]
    cut = _ET_AL.search(text)
    if cut:
        yield text[: cut.end()]
        yield text[cut.end() :]
        return
    for part in _SENTENCE.split(text):
        head, tails = peeled(part)
        yield head
        yield from tails


def peeled(text: str) -> tuple[str, list[str]]:
    """A text without the venues, years and dates at its end, and these, each by itself."""
    tails: list[str] = []
    while True:
        marks = list(_BEFORE_TAIL.finditer(text.rstrip(" .,，)")))
        tail = text[marks[-1].end() :].strip(_AROUND + "()") if marks else ""
        if not tail or not (year_of_date(tail) or venue_in(tail)):
            return text, tails
        tails.insert(0, tail)
        text = text[: marks[-1].start()] + marks[-1][0].strip(" .,，|｜(-–—")


def _is_venue(name: str, *, has_year: bool) -> bool:
    words = name.replace("-", " ").replace("@", " ").split()
    kinds = vocabulary().venues
    if normal_form(name) in kinds:
        return True
    if len(words) > (16 if _VENUE_WORDS.search(name) else 8) or "et al" in name:
        return False
    if _VENUE_WORDS.search(name):
        return True
    if _SENTENCE.search(name):
        return False
    acronyms = [word for word in re.split(r"[\s()/@&\-,:]+", name) if normal_form(word) in kinds and word[:1].isupper()]
    if acronyms and (has_year or len(words) <= 4):
        return True
    return has_year and len(words) <= 4 and words[0][:1].isupper() and "," not in name and len(words[0]) > 1


def _is_name(name: str) -> bool:
    words = name.split()
    if not 2 <= len(words) <= 5 or len(name) > 45 or _NOT_NAMES.search(name) or any(c.isdigit() for c in name):
        return False
    if _PARTICLE.fullmatch(words[-1]) and words[-1].islower():
        return False
    return all(word[:1].isupper() or _PARTICLE.fullmatch(word) or not word[:1].isascii() for word in words)
