"""The title of an entry: the text of a link, words in bold or in quotation marks, or plain text up to what follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from livingsurvey.intake.citation import in_quotes
from livingsurvey.intake.dates import year_of_date
from livingsurvey.intake.facts import Facts, authors_in, facts_in, peeled, venue_in
from livingsurvey.intake.leading import SYMBOLS
from livingsurvey.intake.shared_form import SharedForm, TitleIs
from livingsurvey.intake.spans import Span, plain_text
from livingsurvey.model.title import normal_form

_QUOTED = re.compile(r"(?<!\S)[“\"](?P<title>[^“”\"]{8,}?)[,.]?[”\"](?!\s*+[?!:\w])")
_ALL_QUOTED = re.compile(r"[“\"](?P<title>[^“”\"]{3,}?)[,.]?[”\"]")
_AFFILIATION = re.compile(r"(?:(?<!\s)\s++)?\(@[^()]*+(?:\([^()]*\)[^()]*+)?\)")
_LABEL_AT_END = re.compile(
    r"(?<![\s,.;–-])[\s,.;–-]++(?:(?:arxiv|paper|pdf|link|code|url|doi)\s*+[:：]|in)$", re.IGNORECASE
)
_TITLE_OF_NAME = re.compile(r"\.?\s+(?=[^\W\d_a-z]\w*+(?:[- ]+\w++){3})")
"""What may be the title of a work whose short name stands in front: ``**MapNet** A Network of Maps and Globes``."""
_INSTITUTION_AT_END = re.compile(
    r"(?P<title>[^\s.]+(?:\s+[^\s.]+){2,}(?<!\b[A-Z]))\.\s+(?P<name>[A-Z][\w&-]*(?: [A-Z][\w&-]*){0,2})[.,]?"
)
"""A title, and in front of the venue a sentence of a few capitals, where people work: ``Folds of Maps. Fold Labs.``"""
_BEFORE_NAMES = re.compile(
    r"(?<=[\w)])(?<!\b[A-Z])[.?!]\s+(?=[^\W\d_a-z])|\s[-–—]\s+(?=[^\W\d_a-z])|,\s+(?=[^\W\d_a-z])"
)
"""What may stand between a title and names: the end of a sentence that is no initial, a dash, or a comma."""
_PLACEHOLDERS = frozenset({"comingsoon", "tobeannounced", "toappear", "tobereleased", "tba", "tbd", "tobecontinued"})
_SENTENCES = re.compile(r"[a-z)][.!?]\s+[A-Z]")
_WORDS_THAT_TELL, _WORDS_OF_NAME, _WORDS_OF_SUMMARY = 3, 2, 12
_AROUND_TITLE = " \t\n\u00a0,，|｜;*_`-–—"


@dataclass(frozen=True, slots=True)
class Titled:
    """A title, what it is in the entry, the address it links to, and the spans that are left."""

    title: str | None = None
    kind: TitleIs = "text"
    linked: str | None = None
    rest: list[Span] = field(default_factory=list)


def title_of(spans: list[Span], form: SharedForm) -> Titled:
    """The title of an entry, from whose spans all that stands in front of it is taken.

    Where what looks like the title could as well be a venue, a name or a label, the title is what it is in the other
    entries of the list, if the entry has that.
    """
    found = _title(spans, form.title, named=form.named)
    is_word = found.kind == form.title and found.title and not venue_in(found.title)
    if form.title is None or is_word or not says_little(found.title):
        return found
    for place, span in enumerate(spans):
        is_such = {"link": span.is_title, "bold": "strong" in span.marks, "text": _is_plain(span)}.get(
            form.title, False
        )
        if is_such and len(span.text.split()) >= _WORDS_THAT_TELL and not facts_in(span.text):
            other = _title(spans[place:], named=form.named)
            return replace(other, rest=[*spans[:place], *other.rest])
    return found


def _is_plain(span: Span) -> bool:
    return span.url is None and not span.is_break and not span.is_badge


def says_little(title: str | None) -> bool:
    """Whether a title could as well be a venue, a name or a label."""
    return title is None or len(title.split()) < 2 or bool(venue_in(title) or authors_in(title))


def is_no_title(title: str, kind: TitleIs) -> bool:
    """Whether words are a venue and its year, or stand where a title will be one day.

    >>> is_no_title("TACL 2020", "text"), is_no_title("Coming soon!", "link"), is_no_title("Maps of 2020", "link")
    (True, True, False)
    """
    said = venue_in(title) if kind != "link" else Facts()
    form = normal_form(title)
    return not form or form in _PLACEHOLDERS or bool(said.venue and said.year)


def _title(spans: list[Span], most: TitleIs | None = None, *, named: bool = False) -> Titled:
    if not spans:
        return Titled()
    first = spans[0]
    here = next((place for place, span in enumerate(spans) if span.is_break), len(spans))
    at = next((place for place, span in enumerate(spans[:here]) if span.is_title), None)
    if first.is_title:
        return _continued(spans)
    quoted = in_quotes(spans)
    if quoted is not None:
        return Titled(quoted[0], "quoted", rest=quoted[1])
    if at is not None and (len(plain_text(spans[:at]).split()) <= 4 or _only_facts(spans[:at])):
        before = plain_text(spans[:at])
        found = _continued(spans[at:])
        is_said = normal_form(found.title or "").startswith(normal_form(before))
        if before.endswith(":") and found.title and not is_said and not facts_in(before) and not before[:1].isdigit():
            return replace(found, title=f"{before} {found.title}")
        return replace(found, rest=[*spans[:at], *found.rest]) if facts_in(before) else found
    bold = next((place for place, span in enumerate(spans[:here]) if "strong" in span.marks), None)
    if bold == 0 and most == "text" and _goes_on_plain(spans):
        return _plain_title(spans, named=named)
    if bold == 0 or (bold is not None and len(spans[bold].text.split()) >= 3 and _only_facts(spans[:bold])):
        found = _continued(spans[bold:])
        return replace(found, kind="bold", linked=None, rest=[*spans[:bold], *found.rest])
    if at is None and plain_text(spans[here + 1 :]) and _only_facts(spans[:here], names=True):
        return _title(spans[here + 1 :], named=named)
    return _plain_title(spans, named=named)


def _goes_on_plain(spans: Sequence[Span]) -> bool:
    """Whether plain words go on where bold ones end, and so these are stressed: ``**Folding** Maps at Scale``."""
    stressed = list(takewhile(lambda span: "strong" in span.marks or span.text.isspace(), spans))
    rest = spans[len(stressed) :]
    before = plain_text(stressed)
    goes_on = rest and _is_plain(rest[0]) and re.match(r"(?:\s|-)?[\w(&]|\s[-–—] ", rest[0].text)
    return bool(goes_on) and before[-1:] not in ".:：?!,"


def _only_facts(spans: Sequence[Span], *, names: bool = False) -> bool:
    """Whether spans say when, where or who, and nothing else; ``names`` may be many."""
    text = plain_text(spans)
    if names:
        head, said = peeled(text)[0].strip(), facts_in(text)
        is_dated = bool(said.year or said.date_year or said.first_author)
        return is_dated and (not head or bool(authors_in(head) or venue_in(head) or year_of_date(head)))
    return not text or (len(text.split()) <= 12 and bool(facts_in(text)))


def _continued(spans: list[Span]) -> Titled:
    """A title that begins with the first span and may go on behind it: ``[Name](…): What it does``."""
    title, marks, linked, start = spans[0].text, spans[0].marks, spans[0].url, 1
    while start < len(spans) and not spans[start].is_break and not spans[start].is_badge:
        span = spans[start]
        same = "strong" in marks and "strong" in span.marks and span.role in ("", "title")
        same = same or (linked is not None and span.url == linked)
        if linked is not None and span.url is None and "strong" not in span.marks:
            same = False
        if not same and not (
            span.text.isspace() and start + 1 < len(spans) and "strong" in spans[start + 1].marks & marks
        ):
            break
        title, linked, start = title + span.text, linked or span.url, start + 1
    rest = spans[start:]
    goes_on = rest and rest[0].url is None and not rest[0].is_break and not rest[0].marks & {"code", "ins"}
    if goes_on:
        text = rest[0].text
        short = len(title.split()) <= 5
        is_name = "strong" in marks and linked is None and len(title.split()) <= _WORDS_OF_NAME
        joins = (
            title.rstrip().endswith(":")
            or re.match(r"\s*[:：]\s*\S", text)
            or (short and re.match(r"\s[a-z]{3,}", text))
            or (is_name and _TITLE_OF_NAME.match(text))
            or (_asks(title, linked, spans[0]) and _TITLE_OF_NAME.match(text))
        )
        more, tail = _split(text.split("\n")[0])
        is_summary = _SENTENCES.search(more) or (not short and len(more.split()) > _WORDS_OF_SUMMARY)
        if (
            joins
            and not is_summary
            and "em" not in rest[0].marks
            and not _only_facts([replace(rest[0], text=more.strip(" :："))])
        ):
            more = more.lstrip(" :：.")
            is_apart = re.match(r"\s*[:：]", text) or (is_name and _TITLE_OF_NAME.match(text))
            colon = ":" if is_apart and not title.rstrip().endswith(":") else ""
            quoted = _ALL_QUOTED.fullmatch(more.strip())
            title = quoted["title"] if quoted else f"{title.rstrip()}{colon} {more.strip()}"
            rest = [replace(rest[0], text="\n".join([tail, *text.split("\n")[1:]])), *rest[1:]]
    return Titled(clean(title), "link" if spans[0].is_title else "bold", linked, rest)


def _asks(title: str, linked: str | None, first: Span) -> bool:
    """Whether words in bold are a short question, behind which a title goes on: ``**Why Fold?** A Study of Maps``."""
    return linked is None and "strong" in first.marks and title.rstrip().endswith("?")


def _plain_title(spans: list[Span], *, named: bool) -> Titled:
    """A title in plain text: up to a link, a break, or a change of style, without what follows titles."""
    end = 1
    base = spans[0].marks
    text = spans[0].text
    while end < len(spans) and not spans[end].is_break and not spans[end].is_badge and spans[end].url is None:
        span = spans[end]
        is_inside = text.rstrip().endswith(("(", "（", " or", " and"))
        is_other = span.marks & {"code", "ins"} or ("em" in span.marks and len(span.text.split()) > 2)
        if span.marks != base and is_other and not is_inside:
            break
        text, end = text + span.text, end + 1
    first_line, newline, others = text.strip("\n").partition("\n")
    if newline and not _split(first_line)[0].strip():
        first_line, others = text.replace("\n", " "), ""
    title, tail = _split(first_line, named=named)
    rest = [Span(part) for part in (tail, others) if part.strip()]
    return Titled(clean(title), "text", rest=[*rest, *spans[end:]])


def _split(text: str, *, named: bool = False) -> tuple[str, str]:
    """A title, and what follows it in the same run of text: names, venue, date.

    Two words and two more, each behind a comma, end a title as often as they are names: that other entries have names
    there (``named``) settles it.
    """
    text = _AFFILIATION.sub("", text)
    quoted = _QUOTED.search(text)
    if quoted and (not text[: quoted.start()].strip() or facts_in(text[: quoted.start()].strip(" ,"))):
        return quoted["title"], f"{text[: quoted.start()].strip(' ,')} | {text[quoted.end() :]}"
    bar = re.search("[|｜]", text)
    if bar and len(text[: bar.start()].split()) > 1:
        return text[: bar.start()].rstrip(), text[bar.end() :].lstrip()
    text = re.sub(r"(?<![\s\[(])[\s\[(]+$", "", text)
    title, tails = peeled(text)
    for match in _BEFORE_NAMES.finditer(title):
        names = title[match.end() :]
        said = facts_in(names)
        if (
            said.first_author
            and (len(said.authors) != 1)
            and ("," not in match[0] or len(said.authors) > (1 if named else 2) or not said.authors)
        ):
            mark = match[0].strip() if match[0].strip() in "?!" else ""
            return title[: match.start()] + mark, " | ".join([names, *tails])
    if tails and (place := _INSTITUTION_AT_END.fullmatch(title)) and not venue_in(place["name"]):
        title = place["title"]
    return title, " | ".join(tails)


def clean(title: str) -> str | None:
    """A title in one line, without the punctuation that ended it."""
    title = _AFFILIATION.sub("", " ".join(title.split()))
    title = _LABEL_AT_END.sub("", re.sub(r"(?<![\s\[(（])[\s\[(（]+$", "", title.strip(_AROUND_TITLE)))
    title = title.strip("[] ") if title.count("[") != title.count("]") else title
    title = title[:-1] if title.endswith(".") and not title.endswith("..") else title
    title = SYMBOLS.sub("", title).strip(_AROUND_TITLE).rstrip(" :：")
    title = title.strip("《》") if title.count("《") != title.count("》") else title
    if title.count("“") == 1 and title.startswith("“") and "”" not in title[:-1]:
        title = title.strip("“”")
    return title or None
