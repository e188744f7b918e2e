"""What a short run of text beside a title is: a venue, a date, names of authors, or nothing that is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from livingsurvey.intake.dates import MONTH, year_of_date
from livingsurvey.intake.institutions import VENUE_WORDS, acronyms_in, is_institution, without_institution
from livingsurvey.intake.names import has_names_in_front, is_name, names_in
from livingsurvey.intake.venues import venue_and_year
from livingsurvey.intake.vocabulary import vocabulary
from livingsurvey.model.title import normal_form

_LABEL = re.compile(r"(?P<label>[^\W\d_][\w ]{0,20}?)(?:\(s\))?\s*+[:：]\s*+")
_PREFIX = re.compile(
    r"(?:by|in|published (?:in|at)|accepted (?:to|by|at)|to appear (?:in|at))\s+(?=[A-Z])", re.IGNORECASE
)
_AROUND = ' \t\u00a0,.;:-–—|[]{}<>/*_`"“”~!\u200b'
_ET_AL = re.compile(r"\bet\.?\s?al\b\.?|\band others\b|等", re.IGNORECASE)
_BEFORE_TAIL = re.compile(r"[,，]|[.?!]\s|\s[-–—|｜]\s|[\s.]?\(|\s\[(?=[^\[\]]+$)")
_SHORT_YEAR = re.compile(
    r"(?P<venue>[A-Z][A-Za-z&]+(?: [A-Z][A-Za-z&]+){0,2})[- ](?P<year>[0-9]{2})(?P<more> ?\(\w+\))?"
)
_ARXIV_ID = re.compile(r"\barXiv\s?:\s?[0-9]{4}\.[0-9]{4,5}(?:v[0-9]+)?(?:\s\[[a-z, .-]+\]?)?", re.IGNORECASE)
_MONTH_AT_END = re.compile(rf"(?<![\s,(])[\s,(]++{MONTH}$", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"\s*[(（](?P<year>(?:19|20)[0-9]{2})[)）][\s,.:]*")
_DASHES = re.compile(r"\s[-–—|｜]\s|[-–—|](?=\s)|;|\]\s?\[")
_BREAKS = re.compile(r"\s[-–—|｜]\s|[-–—|](?=\s)|\]\s?\[")
_FIELD = re.compile(
    r"\s*+(?:[(（](?P<round>[^()（）]{1,60})[)）][\s,，.:]*+|(?P<plain>[^,，()]{1,60}+)[,，]\s*+)(?=\S)"
)
_DATED_FIELDS = re.compile(r"\s*+[(（]?(?:19|20)[0-9]{2}(?:[./-][0-9]{1,2}){0,2}[)）]?\s*+[,，]")
_DATE_IN_ROW = re.compile(r"(?:(?<=\S)[,，]?\s?|^)\[?((?:19|20)[0-9]{2}[./-][01]?[0-9])(?:\]\s?\[?|[,，]\s?|$)")
_MOST_WORDS_OF_FIELD = 4
_FIRST_BRACKET = re.compile(r"\s*\(([^()]*)\)[,.:]?\s*")
_PREPRINT_OF = re.compile(r"(?:preprint|technical report|tech report) (?:from|of|by) \S.{1,30}", re.IGNORECASE)
_FIRST_OF_MANY = re.compile(r"[^\W\d_][^,.:;()]{1,30} et\.? al\.?")
_WITH_DATE = re.compile(
    r"(?P<venue>[A-Za-z][\w&'’-]{1,20}(?: [\w&-]{1,20})?)[ ,]{1,3}"
    r"(?:(?P<year>(?:19|20)[0-9]{2})[./,-][0-9]{1,2}(?:[./,-][0-9]{1,2})?"
    r"|(?P<short>[0-9]{2})\.(?:0?[1-9]|1[0-2])|(?P<digits>(?:0[7-9]|1[0-9]|2[1-9])(?:0[1-9]|1[0-2])))"
)
"""A venue with a month or a day: ``arXiv 2023.08``, ``arXiv 2023,08``, ``arXiv 23.8``, ``arXiv 2108``."""
_SUBMITTED = re.compile(r"(?:submitted|in submission|under review) (?:to|at|in|for)\b.*", re.IGNORECASE)
_VENUE_BEHIND_NAME = re.compile(
    r"(?P<name>[^,()]{5,40}?) (?P<venue>(?:[A-Z][\w-]{1,12} )?[A-Z][\w&-]+ (?:19|20)[0-9]{2})"
)
"""A venue and its year with nothing but a space behind the last of the names."""
_BETWEEN_VENUES = re.compile(r"(?:[,;/+&]|\band\b)\s++(?=[A-Za-z])")
_INITIAL = re.compile(r"(?<![^\W_])[^\W\d_a-z]$")
_LAST_BRACKET = re.compile(r"[(（](?P<said>[^()（）]{2,60})[)）]$")
_SENTENCE = re.compile(r"(?<=[^\W\d_A-Z]{2})[.?!]\s+(?=[^\W_])")
_ASIDE = re.compile(
    r"(?:(?<![\s,(\[-])[\s,(\[-]++)?"
    r"\b(?:oral|spotlight|poster|highlights?|(?:best|outstanding|distinguished) paper|accepted|award"
    r"|(?:ccf|core)[ -]?[abc]|none)\b[\s)*\],🏆]*",
    re.IGNORECASE,
)


_IN_BRACKETS = re.compile(r"\s?[(（](?:oral|spotlight|poster|highlight)[)）](?=[)）])", re.IGNORECASE)
"""How a paper was presented, in brackets within those of its venue: ``(ECCV 2018 (Oral))``."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known besides the title. ``date_year`` is that of a date, which need not be the venue's."""

    venue: str | None = None
    year: int | None = None
    date_year: int | None = None
    authors: tuple[str, ...] = ()
    first_author: str | None = None
    and_others: bool = False
    notes: tuple[str, ...] = ()

    def __or__(self, other: Facts) -> Facts:
        """These facts, with what is absent taken from others; a venue and its year go together."""
        if other == _NOTHING or self == _NOTHING:
            return other if self == _NOTHING else self
        venue, year = self.venue, self.year
        if venue is None and other.venue is not None:
            venue, year = other.venue, other.year or year
        elif year is None and other.venue in (None, venue):
            year = other.year
        by = self if self.first_author else other
        return Facts(
            venue,
            year,
            self.date_year or other.date_year,
            by.authors,
            by.first_author,
            by.and_others,
            tuple(dict.fromkeys((*self.notes, *other.notes))),
        )

    def __bool__(self) -> bool:
        return self != _NOTHING


_NOTHING = Facts()
_MOST_WORDS_OF_VENUE = 8
_LABELS = {
    "names": frozenset({"by"}),
    "venue": frozenset({"in", "acceptedby", "acceptedat", "acceptedto", "publishedat"}),
}


def facts_in(text: str, *, trusted: bool = False, emphasised: bool = False, holds: str | None = None) -> Facts:
    """What a text says, taken as a whole or, where that is nothing, in its parts.

    Args:
        text: a run of text without links.
        trusted: it stands where only a venue or a date would: in ``<ins>``, in code, in a column of that name.
        emphasised: it is in italics, as names of authors often are.
        holds: what the other entries of the list have in its place: ``names``, a ``venue`` that needs no sign, or
            ``names and venue``.
    """
    text = _IN_BRACKETS.sub("", text)
    if trusted:
        return _fact(text, trusted=True, emphasised=emphasised)
    found = _NOTHING
    pieces = _DASHES.split(text) if ";" not in text or not begins_with_names(text) else _BREAKS.split(text)
    for piece, is_dated in ((part, n > 0) for each in pieces for n, part in enumerate(_DATE_IN_ROW.split(each))):
        dated = _YEAR_FIRST.match(piece)
        if dated and (names := authors_in(piece[dated.end() :].strip(_AROUND), emphasised=True)):
            found |= Facts(year=int(dated["year"])) | names
            continue
        row, rest = _row(piece, is_dated=is_dated)
        found |= row
        whole = _fact(rest, trusted=False, emphasised=emphasised or bool(row), holds=holds)
        parts = () if whole else _parts(rest)
        for said in (whole, *(_fact(part, trusted=False, emphasised=emphasised, holds=holds) for part in parts)):
            found |= said
        if holds == "names and venue" and not found.first_author:
            found |= next(filter(None, map(_likely_names, _parts(rest))), _NOTHING)
    return found


def _likely_names(text: str) -> Facts:
    """The names in a text that stands where the other entries have some; a lone word is none."""
    said = authors_in(_stripped(text), trusted=True)
    is_alone = len(said.authors) == 1 and not is_name(said.authors[0])
    return _NOTHING if is_alone or venue_in(text) else said


def _row(text: str, *, is_dated: bool = False) -> tuple[Facts, str]:
    """What fields in front of others say, and the rest: a date and what follows it, or a venue in front of names.

    ``2023-04, EMNLP 23, privacy`` is a date, a venue and ``privacy``; ``(2023), FoldConf, Lind, Ada, et al.`` a year, a
    venue that nobody knows, and names.
    """
    found, rest = _NOTHING, text.lstrip(" \t\n,，.:")
    is_dated = is_dated or bool(_DATED_FIELDS.match(rest))
    while field := _FIELD.match(rest):
        said = _field(field["round"] or field["plain"])
        if not said and is_dated and found.year and found.venue is None:
            said = _between(field["round"] or field["plain"], rest[field.end() :])
        if not said:
            break
        found, rest = found | said, rest[field.end() :]
    return (found, rest) if is_dated or names_in(rest, fewest=1) else (_NOTHING, text)


def _field(text: str) -> Facts:
    """What a field of a row is: a date, a year, or a venue."""
    date = year_of_date(text)
    return Facts(date_year=date) if date is not None else venue_in(text)


def _between(text: str, rest: str) -> Facts:
    """The venue that stands between a year and names, whatever it is called."""
    is_one = len(text.split()) <= _MOST_WORDS_OF_FIELD and not is_name(text) and bool(names_in(rest, fewest=1))
    return venue_in(text, trusted=True) if is_one else _NOTHING


@lru_cache(maxsize=2**13)
def venue_in(text: str, *, trusted: bool = False) -> Facts:
    """The venue, its year, or both, that a text names and nothing else; empty where it is something else."""
    text = without_institution(text)
    short = _SHORT_YEAR.fullmatch(text.strip(_AROUND))
    if short and normal_form(short["venue"]) in vocabulary().venues:
        text = f"{short['venue']} '{short['year']}{short['more'] or ''}"
    dated = _WITH_DATE.fullmatch(text.strip(_AROUND))
    is_month = dated and (not dated["digits"] or vocabulary().venues.get(normal_form(dated["venue"])) == "preprint")
    if dated and is_month and _is_venue(dated["venue"], has_year=False):
        return Facts(dated["venue"], date_year=int(dated["year"] or f"20{(dated['short'] or dated['digits'])[:2]}"))
    if _SUBMITTED.fullmatch(text.strip(_AROUND)):
        return Facts("Preprint", date_year=venue_and_year(text).year)  # it has not appeared there
    if several := _published_among(text):
        return several
    text = _ARXIV_ID.sub("arXiv", text)
    said = venue_and_year(_ASIDE.sub(" ", text).strip() if _ASIDE.sub("", text).strip(_AROUND) else text)
    if said.venue is None:
        return Facts(year=said.year)
    month = _MONTH_AT_END.search(said.venue) if said.year is not None else None
    if month:
        venue = said.venue[: month.start()].strip(_AROUND)
        return Facts(venue, date_year=said.year) if trusted or _is_venue(venue, has_year=False) else _NOTHING
    trusted = trusted and not is_institution(said.venue)
    if trusted or _is_venue(said.venue, has_year=said.year is not None):
        return Facts(venue=said.venue, year=said.year)
    return _NOTHING


def _published_among(text: str) -> Facts:
    """Of a preprint and a venue that a text names, each with its year, the venue: ``arXiv 2019, ICLR 2020``."""
    said = [venue_and_year(part) for part in _BETWEEN_VENUES.split(text)]
    kinds = vocabulary().venues
    found = [(kinds.get(normal_form(each.venue or "")), each) for each in said if each.year is not None]
    if not 1 < len(said) == len(found) or any(kind is None for kind, _ in found):
        return _NOTHING
    published = [each for kind, each in found if kind != "preprint"]
    return Facts(published[0].venue, published[0].year) if len(published) == 1 else _NOTHING


def labelled(text: str) -> tuple[str, str] | None:
    """What a text is by the label in front of it, ``names`` or ``venue``, and the rest of it; None without a label.

    >>> labelled("Venue: ICML 2023"), labelled("Keywords: sets")
    (('venue', 'ICML 2023'), None)
    """
    match = _LABEL.match(text)
    form = normal_form(match["label"]) if match else ""
    columns = vocabulary().columns
    for holds, name in (("names", "authors"), ("venue", "venue"), ("venue", "year")):
        words = columns[name] | _LABELS[holds]
        is_inside = not form.isascii() and any(not word.isascii() and word in form for word in words)  # 发表会议
        if match and (form in words or is_inside):
            return holds, text[match.end() :]
    return None


def begins_with_names(text: str) -> bool:
    """Whether the first sentence of a text is names of people, and so the text has no title in front.

    >>> begins_with_names("Max Moe, J. R. Poe. ICML 2023."), begins_with_names("Folding of Maps. Max Moe, Lea Loe.")
    (True, False)
    """
    first = next(_sentences(_stripped(text.partition("[")[0])), "")
    return bool(names_in(peeled(first)[0], fewest=1))


def authors_in(text: str, *, emphasised: bool = False, trusted: bool = False) -> Facts:
    """The names in a text that is nothing but names, with whether others follow them."""
    found = names_in(text, trusted=trusted, fewest=1 if emphasised else 2)
    if not found:
        return _NOTHING
    return Facts(authors=found.names, and_others=found.go_on, first_author=found.names[0], notes=found.notes)


def _fact(text: str, *, trusted: bool, emphasised: bool, holds: str | None = None) -> Facts:
    text = _stripped(text)
    prefix, said = _PREFIX.match(text), labelled(text)
    if said:
        holds, text = said
    elif prefix:
        holds, text = "names" if prefix[0].lower().startswith("by") else None, text[prefix.end() :]
    text = _stripped(text)
    if not text:
        return _NOTHING
    year = year_of_date(text)
    if year is not None:
        return Facts(date_year=year)
    bracket = _LAST_BRACKET.search(text.rstrip(" \t\n.,"))
    if bracket and any(map(_tells, bracket["said"].split(","))) and names_in(text[: bracket.start()], fewest=1):
        return _NOTHING  # names, and when or where: its parts say both
    if holds == "names":
        return authors_in(text, trusted=True) or venue_in(text)
    alone = venue_and_year(text) if holds in (None, "names and venue") and not trusted else None
    row = alone.venue if alone and alone.year and "," in text else None
    if alone and row and is_name(row) and not _SENTENCE.search(row) and not venue_in(text):
        return Facts(year=alone.year) | authors_in(row, trusted=True)
    is_in = bool(prefix and emphasised and text[:1].isupper() and not is_name(text))
    is_short = (
        holds == "venue"
        and len(text.split()) <= _MOST_WORDS_OF_VENUE
        and not names_in(text)
        and not has_names_in_front(text)
        and not _ET_AL.search(text)
    )
    trusted = trusted or is_in or is_short or bool(said and holds == "venue")
    return venue_in(text, trusted=trusted) or authors_in(text, emphasised=emphasised)


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a text; names of two letters, which look like initials, end one in front of the last."""
    for sentence in _SENTENCE.split(text):
        head, stop, tail = sentence.rpartition(". ")
        if stop and names_in(head) and not _INITIAL.search(head):
            yield head
            yield tail
        else:
            yield sentence


def _stripped(text: str) -> str:
    """A text without what stands around it; the full stop of an initial stays."""
    stripped = text.strip(_AROUND)
    return f"{stripped}." if _INITIAL.search(stripped) and f"{stripped}." in text else stripped


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
    for part in _sentences(text):
        head, tails = peeled(part)
        yield head
        yield from tails


def peeled(text: str) -> tuple[str, list[str]]:
    """A text without the venues, years and dates at its end, and these, each by itself."""
    tails: list[str] = []
    text = _IN_BRACKETS.sub("", text)
    while True:
        bracket = _LAST_BRACKET.search(text.rstrip(" \t\n.,"))
        said = [part.strip() for part in bracket["said"].split(",") if _tells(part)] if bracket else []
        if bracket and said and bracket.start() > 0:
            tails[:0] = said
            text = text[: bracket.start()].rstrip()
            continue
        marks = list(_BEFORE_TAIL.finditer(text.rstrip(" .,，)")))
        tail = text[marks[-1].end() :].strip(_AROUND + "()") if marks else ""
        behind = _VENUE_BEHIND_NAME.fullmatch(tail) if tail else None
        named = behind and (behind["venue"].startswith(("IEEE ", "ACM ")) or acronyms_in(behind["venue"]))
        if behind and named and is_name(behind["name"]) and text.rstrip(" .").endswith(tail):
            tails.insert(0, behind["venue"])
            text = text.rstrip(" .").removesuffix(behind["venue"]).rstrip()
            continue
        if not tail or not _tells(tail):
            return text, tails
        tails.insert(0, tail)
        text = text[: marks[-1].start()] + marks[-1][0].strip(" .,，|｜(-–—")


def _tells(text: str) -> bool:
    """Whether a text is a date, a year, a venue, or names the first of some authors."""
    text = _PREFIX.sub("", text)
    return bool(year_of_date(text) or venue_in(text) or _FIRST_OF_MANY.fullmatch(text.strip(_AROUND)))


def _is_venue(name: str, *, has_year: bool) -> bool:
    words = name.replace("-", " ").replace("@", " ").split()
    kinds = vocabulary().venues
    if normal_form(name) in kinds or _PREPRINT_OF.fullmatch(name):
        return True
    if ":" in name or (is_name(name) and not VENUE_WORDS.search(name)):
        return False
    if len(words) > (16 if VENUE_WORDS.search(name) else 8) or "et al" in name:
        return False
    if has_names_in_front(name):
        return False
    if VENUE_WORDS.search(name):
        return True
    head, stop, _ = name.rpartition(". ")
    if _SENTENCE.search(name) or (stop and names_in(head) and not _INITIAL.search(head)):
        return False
    acronyms = acronyms_in(name)
    if acronyms and (has_year or len(words) <= 4):
        return not names_in(name.partition(acronyms[0])[0].strip(_AROUND + "("), fewest=1)
    if is_institution(name):
        return False
    return has_year and len(words) <= 4 and words[0][:1].isupper() and "," not in name and len(words[0]) > 1
