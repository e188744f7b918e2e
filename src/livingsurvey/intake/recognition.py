"""One entry of a list, in whatever form: which of its pieces is the title, where it appeared, what its links lead to.

Forms differ, so nothing here is a pattern for a whole line. The pieces are looked at in turn: marks and tags at the
start, then the title (a link's text, bold text, or plain text up to what follows a title), then what the rest says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from livingsurvey.intake.address_book import (
    Link,
    is_code,
    is_elsewhere,
    label_role,
    leads_to_paper,
    links,
)
from livingsurvey.intake.citation import in_quotes, referenced
from livingsurvey.intake.entry import Entry, from_addresses
from livingsurvey.intake.facts import Facts, facts_in, peeled, venue_in, year_of_date
from livingsurvey.intake.markdown import Piece, plain
from livingsurvey.intake.spans import Span, plain_text, spans_of
from livingsurvey.intake.vocabulary import kind_of, vocabulary
from livingsurvey.model.title import normal_form

_SYMBOLS = re.compile(r"^(?:[^\w(\[“\"'‘`$∞<#@&{/\\*~|+=.\-]|[\ufe0f\u200d])+")
_TAG = re.compile(r"^\s*+[\[(（【]\s*+(?P<text>[^\])）】]{1,48}?)\s*+[\])）】]\s*+(?P<after>[:：–-]?)\s*+")
_BAR = re.compile(r"\s*+(?P<text>[^|｜]{2,40}?)\s*+[|｜]\s*+(?=\S)")
_ENUMERATION = re.compile(r"^\s*(?:\(?[0-9]{1,3}[.)]|#[0-9]{1,4}\b)\s*")
_COMPACT_DATE = re.compile(r"(?P<year>(?:19|20)[0-9]{2})[01][0-9][0-3][0-9]\s+")
_QUOTED = re.compile(r"(?<!\S)[“\"](?P<title>[^“”\"]{8,}?)[,.]?[”\"]")
_AFFILIATION = re.compile(r"(?:(?<!\s)\s++)?\(@[^()]*+(?:\([^()]*\)[^()]*+)?\)")
_OWN_TAG = re.compile(r"(?P<venue>.+), (?P<year>[0-9]{4})")
_IN_PLACE_OF_PAPER = re.compile(r"paper|pdf|blog|post|reddit|article|docs|web|page|link|report|project")
"""Labels of links that may be all there is to read: posts, pages, and repositories that a list calls the paper."""
_BADGE_LABEL = re.compile(r"^(?:conference|venue|publish\w*|accepted(?: (?:by|to|at))?|journal)\s+", re.IGNORECASE)
_UNNAMED_PREPRINT = frozenset({"preprint", "preprints", "underreview", "preprintpreprint", "submitted"})
_CALLED = re.compile(r"^(?:paper )?(?:title|paper)\s*[:：]\s*(?=\S)", re.IGNORECASE)
_LABEL_AT_END = re.compile(
    r"(?<![\s,.;–-])[\s,.;–-]++(?:(?:arxiv|paper|pdf|link|code|url|doi)\s*+[:：]|in)$", re.IGNORECASE
)
_AROUND_TITLE = " \t\n\u00a0,，|｜;*_`-–—"


def recognise(pieces: Sequence[Piece]) -> Entry | None:
    """What an entry says; None when it names no paper: it has no title, or nothing leads to a paper."""
    found = list(links(pieces))
    ours = _in_our_form(pieces, found)
    entry = ours or _in_any_form(pieces, found)
    if entry is None or not entry.title or not entry.can_be_opened:
        return None
    return None if ours is None and label_role(entry.title.strip(" :：")) else entry


def title_and_facts(pieces: Sequence[Piece], *, authors_follow: bool = False) -> tuple[str | None, Facts, str | None]:
    """The title, what is said beside it, and the address that the title links to.

    Args:
        pieces: the content of an entry, or of a cell.
        authors_follow: text beside the title is known to be names.
    """
    spans = spans_of(pieces)
    facts = Facts()
    for span in spans:
        if span.is_badge:
            said = venue_in(_BADGE_LABEL.sub("", span.text))
            is_label = said.year is None and kind_of(said.venue or "") == "preprint"
            facts |= Facts() if is_label else said
    leading, spans = _without_lead(spans)
    title, rest, linked = _title(spans)
    title, facts = _without_tags(title, facts)
    for span in spans:
        if span.role in ("paper", "title") and (said := venue_in(span.text.strip(" []"))).venue and said.year:
            facts |= said
    for text, trusted, emphasised in _segments(rest):
        facts |= facts_in(text, trusted=trusted, emphasised=emphasised or authors_follow)
    return title, leading | facts, linked


def entry_of(title: str | None, facts: Facts, found: Iterable[Link], linked: str | None = None) -> Entry:
    """An entry from its parts; the address that a title links to comes before all others."""
    found = list(found)
    papers = [link.url for link in found if link.role == "paper"]
    if linked is not None and not is_code(linked):
        papers.insert(0, linked)
    papers += [link.url for link in found if link.role == "title" and leads_to_paper(link.url)]
    if not papers and facts:
        stands_in = [link.url for link in found if _IN_PLACE_OF_PAPER.match(normal_form(link.label))]
        papers = [url for url in stands_in if not is_elsewhere(url)][:1]
    projects = [link.url for link in found if link.role == "project" and link.url not in papers]
    code = [link.url for link in found if link.role == "code" and not link.is_third_party and link.url not in papers]
    others = [link.url for link in found if link.role == "code" and link.is_third_party]
    if linked is not None and is_code(linked) and linked not in code:
        code.insert(0, linked)
    addresses = from_addresses(papers, code, projects[0] if projects else None)
    notes = []
    year = facts.year
    if year is None and facts.date_year is not None:
        year = facts.date_year
        if facts.venue is not None:
            notes.append(f"the year is that of the entry's date; {facts.venue} may be of another")
    venue = facts.venue
    if venue is not None and normal_form(venue) in _UNNAMED_PREPRINT:
        venue = "arXiv" if "arxiv" in addresses.id_by_scheme else None
    return replace(
        addresses,
        title=title or None,
        authors=facts.authors,
        first_author=facts.first_author,
        venue=venue,
        year=year,
        reimplementations=tuple(dict.fromkeys((*addresses.reimplementations, *others))),
        notes=tuple(notes),
    )


def completed(entry: Entry, said: Facts) -> Entry:
    """An entry with what stands below it; a venue and its year are taken together."""
    if entry.venue is None and said.venue is not None and (said.year is not None or entry.year is None):
        entry = replace(entry, venue=said.venue, year=said.year)
    if not entry.first_author:
        entry = replace(entry, authors=said.authors, first_author=said.first_author)
    return replace(entry, year=entry.year or said.year or said.date_year)


def _in_our_form(pieces: Sequence[Piece], found: Sequence[Link]) -> Entry | None:
    """``Title, <ins>Venue, Year</ins> [[Paper](…)] [[Code](…)]``: the title to the letter."""
    start = next((place for place, piece in enumerate(pieces) if "ins" in piece.marks), None)
    if start is None or any(piece.href or piece.image or piece.is_break for piece in pieces[:start]):
        return None
    after = pieces[start:]
    end = next((place for place, piece in enumerate(after) if piece.href or piece.is_break), len(after))
    tag = " ".join(plain(p for p in after[:end] if "ins" in p.marks).replace("/ins>", "").strip("[ \u00a0").split())
    title = re.sub(r"\s+", " ", "".join(piece.text for piece in pieces[:start])).strip()
    if not title:
        return None
    title = title[:-1].rstrip() if title.endswith((",", "，")) else title
    own = _OWN_TAG.fullmatch(tag)
    facts = Facts(own["venue"], int(own["year"])) if own else facts_in(tag, trusted=True)
    return entry_of(title, facts, found)


def _in_any_form(pieces: Sequence[Piece], found: Sequence[Link]) -> Entry | None:
    title, facts, linked = title_and_facts(pieces)
    if title is None or not normal_form(title):
        return None
    labelled = any(link.role == "paper" for link in found)
    is_other = linked is not None and (is_code(linked) or is_elsewhere(linked) or not (facts or labelled))
    if linked is not None and is_other and not leads_to_paper(linked):
        linked = None if labelled else linked
        if not labelled:
            return None
    return entry_of(title, facts, found, linked)


def _without_lead(spans: list[Span]) -> tuple[Facts, list[Span]]:
    """What tags, dates, symbols and labels in front of a title say, and the spans that are left."""
    facts = Facts()
    while spans:
        first = spans[0]
        if first.is_break or first.is_badge or first.role in ("paper", "code", "project", "other", "label"):
            spans = spans[1:]
            continue
        if first.url is not None:
            break
        text = _SYMBOLS.sub("", first.text.lstrip(" \t\n\u00a0-–—•|:,.])"))
        text = _ENUMERATION.sub("", text)
        if dated := _COMPACT_DATE.match(text):
            facts, text = facts | Facts(date_year=int(dated["year"])), text[dated.end() :]
        bar = _BAR.match(text)
        while bar and (said := _tag(bar["text"], strict=True)):
            facts, text = facts | said, text[bar.end() :]
            bar = _BAR.match(text)
        tag = _TAG.match(text)
        if tag and (len(spans) > 1 or text[tag.end() :].strip()):
            facts |= _tag(tag["text"])
            text = text[tag.end() :]
        elif _may_begin(spans[1:]) and (said := _tag(text.strip(" :：-–—|.,"), strict=True)):
            facts |= said
            text = ""
        elif text == first.text:
            break
        spans = [replace(first, text=text), *spans[1:]] if text.strip() else spans[1:]
    return facts, spans


def _may_begin(spans: Sequence[Span]) -> bool:
    """Whether there is something that may be a title."""
    return any(span.is_title or (span.url is None and len(span.text.split()) > 1) for span in spans)


def _tag(text: str, *, strict: bool = False) -> Facts:
    """What a tag such as ``2023/05`` or ``ICLR 2024`` says; a short name says nothing of this kind."""
    date = year_of_date(text)
    if date is not None:
        return Facts(date_year=date)
    said = venue_in(text)
    is_name = said.venue is None or said.year is not None or normal_form(said.venue) in vocabulary().venues
    return said if not strict or (is_name and len(text.split()) <= 5) else Facts()


def _title(spans: list[Span]) -> tuple[str | None, list[Span], str | None]:
    """The title, the spans after it, and the address it links to."""
    if not spans:
        return None, [], None
    first = spans[0]
    here = next((place for place, span in enumerate(spans) if span.is_break), len(spans))
    at = next((place for place, span in enumerate(spans[:here]) if span.is_title), None)
    if first.is_title:
        return _continued(spans, 1)
    quoted = in_quotes(spans)
    if quoted is not None:
        return *quoted, None
    if at is not None and (len(plain_text(spans[:at]).split()) <= 4 or _only_facts(spans[:at])):
        before = plain_text(spans[:at])
        title, rest, linked = _continued(spans[at:], 1)
        if before.endswith(":") and title and not facts_in(before) and not before[:1].isdigit():
            title = f"{before} {title}"
        return title, rest, linked
    bold = next((place for place, span in enumerate(spans[:here]) if "strong" in span.marks), None)
    if bold == 0 or (bold is not None and len(spans[bold].text.split()) >= 3 and _only_facts(spans[:bold])):
        title, rest, _ = _continued(spans[bold:], 1)
        return title, [*spans[:bold], *rest], None
    said = facts_in(plain_text(spans[:here])) if at is None and here < len(spans) else Facts()
    if said.year or said.date_year or said.first_author:
        return _title(spans[here + 1 :])
    return _plain_title(spans)


def _without_tags(title: str | None, facts: Facts) -> tuple[str | None, Facts]:
    """A title without a venue or date that stands inside its link or its bold type, and what that says."""
    if title is None:
        return None, facts
    title = _CALLED.sub("", title)
    reference = referenced(title)
    if reference is not None:
        return _clean(reference[0]), facts | reference[1]
    tag = _TAG.match(title)
    if tag and (said := _tag(tag["text"])) and title[tag.end() :].strip():
        title, facts = title[tag.end() :], facts | said
    head, tails = peeled(title)
    for tail in tails:
        said = venue_in(tail)
        if said.year is None or (said.venue is None and not title.rstrip(" .").endswith(f"({tail})")):
            return title, facts
        facts |= said
    return head if tails else title, facts


def _only_facts(spans: Sequence[Span]) -> bool:
    text = plain_text(spans)
    return not text or (len(text.split()) <= 12 and bool(facts_in(text)))


def _continued(spans: list[Span], start: int) -> tuple[str | None, list[Span], str | None]:
    """A title that begins with the first span and may go on behind it: ``[Name](…): What it does``."""
    title, marks, linked = spans[0].text, spans[0].marks, spans[0].url
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
        joins = (
            title.rstrip().endswith(":")
            or re.match(r"\s*[:：]\s*\S", text)
            or (short and re.match(r"\s[a-z]{3,}", text))
        )
        more, tail = _split(text.split("\n")[0])
        if joins and "em" not in rest[0].marks and not _only_facts([replace(rest[0], text=more.strip(" :："))]):
            more = more.lstrip(" :：") if ":" in text[:3] or "：" in text[:3] else more
            colon = "" if title.rstrip().endswith(":") else ":" if re.match(r"\s*[:：]", text) else ""
            title = f"{title.rstrip()}{colon} {more.strip()}"
            rest = [replace(rest[0], text="\n".join([tail, *text.split("\n")[1:]])), *rest[1:]]
    return _clean(title), rest, linked


def _plain_title(spans: list[Span]) -> tuple[str | None, list[Span], str | None]:
    """A title in plain text: up to a link, a break, or a change of style, without what follows titles."""
    end = 1
    base = spans[0].marks
    text = spans[0].text
    while end < len(spans) and not spans[end].is_break and not spans[end].is_badge and spans[end].url is None:
        span = spans[end]
        if span.marks != base and (span.marks & {"code", "ins"} or ("em" in span.marks and len(span.text.split()) > 2)):
            break
        text, end = text + span.text, end + 1
    first_line, newline, others = text.strip("\n").partition("\n")
    if newline and not _split(first_line)[0].strip():
        first_line, others = text.replace("\n", " "), ""
    title, tail = _split(first_line)
    rest = [Span(part) for part in (tail, others) if part.strip()]
    return _clean(title), [*rest, *spans[end:]], None


def _split(text: str) -> tuple[str, str]:
    """A title, and what follows it in the same run of text: names, venue, date."""
    text = _AFFILIATION.sub("", text)
    quoted = _QUOTED.search(text)
    if quoted and (not text[: quoted.start()].strip() or facts_in(text[: quoted.start()].strip(" ,"))):
        return quoted["title"], f"{text[: quoted.start()].strip(' ,')} | {text[quoted.end() :]}"
    bar = re.search("[|｜]", text)
    if bar and len(text[: bar.start()].split()) > 1:
        return text[: bar.start()].rstrip(), text[bar.end() :].lstrip()
    text = re.sub(r"(?<![\s\[(])[\s\[(]+$", "", text)
    title, tails = peeled(text)
    for match in re.finditer(r"(?<=[\w)])[.?!]\s+(?=[A-Z])|\s[-–—]\s+(?=[A-Z])|,\s+(?=[A-Z])", title):
        names = title[match.end() :]
        said = facts_in(names)
        if (
            said.first_author
            and (len(said.authors) != 1)
            and ("," not in match[0] or len(said.authors) > 2 or not said.authors)
        ):
            mark = match[0].strip() if match[0].strip() in "?!" else ""
            return title[: match.start()] + mark, " | ".join([names, *tails])
    return title, " | ".join(tails)


def _segments(spans: Sequence[Span]) -> Iterable[tuple[str, bool, bool]]:
    """The runs of text between links and breaks: each with whether only a venue stands there, whether in italics."""
    for span in spans:
        if span.is_break or span.is_badge or span.role in ("paper", "code", "project", "other", "label"):
            continue
        trusted = "ins" in span.marks and len(span.text.split()) <= 8
        for text in span.text.split("\n"):
            if text.strip(" \t[](),.;|"):
                yield text.strip(" \t[];|"), trusted, "em" in span.marks


def _clean(title: str) -> str | None:
    """A title in one line, without the punctuation that ended it."""
    title = _AFFILIATION.sub("", " ".join(title.split()))
    title = _LABEL_AT_END.sub("", re.sub(r"(?<![\s\[(（])[\s\[(（]+$", "", title.strip(_AROUND_TITLE)))
    title = title.strip("[] ") if title.count("[") != title.count("]") else title
    title = title[:-1] if title.endswith(".") and not title.endswith("..") else title
    title = _SYMBOLS.sub("", title).strip(_AROUND_TITLE)
    if title.count("“") == 1 and title.startswith("“"):
        title = title.strip("“”")
    return title or None
