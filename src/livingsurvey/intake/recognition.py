"""One entry of a list, in whatever form: which of its pieces is the title, where it appeared, what its links lead to.

Forms differ, so nothing here is a pattern for a whole line. The pieces are looked at in turn: what stands in front of a
title (:mod:`.leading`), the title (:mod:`.titles`), then what the rest says; and where that leaves a choice, what the
other entries of the list have in the same place (:mod:`.shared_form`) decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from livingsurvey.intake.address_book import Link, is_code, is_elsewhere, is_named, label_role, leads_to_paper, links
from livingsurvey.intake.citation import referenced
from livingsurvey.intake.dates import year_of_date
from livingsurvey.intake.doubt import Doubt
from livingsurvey.intake.entry import Entry, from_addresses, read_as
from livingsurvey.intake.facts import Facts, authors_in, facts_in, peeled, venue_in
from livingsurvey.intake.leading import LINKED_TAG, TAG, TAG_PLACE, tag, without_lead
from livingsurvey.intake.markdown import Piece, plain
from livingsurvey.intake.shared_form import BEHIND, NO_FORM, YEAR_AT_END, Part, SharedForm, TitleIs
from livingsurvey.intake.spans import Span, spans_of
from livingsurvey.intake.titles import clean, is_no_title, says_little, title_of
from livingsurvey.intake.venues import venue_and_year
from livingsurvey.intake.vocabulary import kind_of
from livingsurvey.model.audit import Kind
from livingsurvey.model.title import normal_form

_OWN_TAG = re.compile(r"(?P<venue>.+), (?P<year>[0-9]{4})")
_IN_PLACE_OF_PAPER = re.compile(r"paper|pdf|blog|post|reddit|article|docs|web|page|link|report|project")
"""Labels of links that may be all there is to read: posts, pages, and repositories that a list calls the paper."""
_BADGE_LABEL = re.compile(r"^(?:conference|venue|publish\w*|accepted(?: (?:by|to|at))?|journal)\s+", re.IGNORECASE)
_UNNAMED_PREPRINT = frozenset({"preprint", "preprints", "underreview", "preprintpreprint", "submitted"})
_NUMBER = re.compile(r"^[0-9]{1,3}\\?\.\s+(?=[^\W\d_])")
_CALLED = re.compile(
    r"^(?:(?:paper|corresponding|related|original|our|associated) )?(?:title|paper)\s*[:：]\s*(?=\S)", re.IGNORECASE
)
_LABEL_AT_END = re.compile(r"^.*[:：]$|(?:^|[,.]\s*+)in$", re.IGNORECASE | re.DOTALL)
"""What is said of what stands behind it in another style: ``Venue: **ICML**``, ``Ada Lind, in *ICML* 2023``."""
_LINES = (BEHIND, "on the second line", "on the third line")
_YEAR_ALONE = re.compile(r"\s*+(?:,\s*+)?(?:19|20)[0-9]{2}(?=[\s.,;)]*(?:\[|\||$))")
_YEAR_AT_END = re.compile(r"(?P<title>.{10,}[\w)?!]) (?P<year>(?:19|20)[0-9]{2})", re.DOTALL)
_MOST_WORDS_IN_BOLD = 5
_LONGEST = 6000
"""Characters that an entry has at most; what is longer is a text."""
_LONG, _COMMAS_OF_NAMES = 300, 6
_MOST, _FEW = 0.6, 2
MOST_WORDS_OF_TITLE = 60
NO_END = "its title has no end"
NO_TITLE, NO_ADDRESS, NO_PAPER = "it has no title", "nothing leads to the paper", "its link leads to no paper"
_MENTIONS = re.compile(r"[(（](?:e\.g|i\.e|see|cf)\b[^()（）]{0,20}$", re.IGNORECASE)
"""What a sentence has in front of a link: ``Charts of all kinds (e.g., [research paper](…))``."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How an entry was read.

    Attributes:
        entry: what it says.
        title_is: what its title is there.
        parts: the pieces beside the title, with what each was read as.
        trouble: why it is no paper, None if it is one.
    """

    entry: Entry
    title_is: TitleIs = "text"
    parts: tuple[Part, ...] = ()
    trouble: str | None = None

    def is_told(self, form: SharedForm) -> bool:
        """Whether it is an entry although nothing leads to it: it has a title, and says who, or where and when.

        Where and when stand in sentences, too: without authors, it has what most entries of the list have in common.
        """
        entry = self.entry
        if self.trouble != NO_ADDRESS or not form.dated or not entry.title:
            return False
        if entry.authors:
            return bool(entry.year or entry.venue)
        is_alike = form.is_in(self.parts) if form.holds else self.title_is == form.title or self._is_tagged
        return bool(is_alike and len(entry.title.split()) > 1 and entry.year and entry.venue)

    @property
    def _is_tagged(self) -> bool:
        """Whether a tag in front of the title says where it appeared: ``[VLDB'22] Title``."""
        return any(part.place in (TAG_PLACE, LINKED_TAG) and part.facts.venue for part in self.parts)


def whole_without_address(readings: Iterable[Reading]) -> list[Reading]:
    """The items of a list in which nothing leads to any paper, if most of them say what a paper is called, and when.

    ``**A Title**. Ada Lind, Bo Roe. FoldConf 2023.`` is a paper where the others are like it; steps of a tutorial, one
    of which mentions a conference, are none.
    """
    found = [each for each in readings if each.entry.title or each.trouble is None]
    dated = [each for each in found if each.entry.year and (each.entry.venue or each.entry.authors)]
    return found if len(dated) >= _MOST * len(found) and len(dated) > _FEW else []


def recognise(pieces: Sequence[Piece], form: SharedForm = NO_FORM) -> Entry | None:
    """What an entry says; None when it names no paper: it has no title, or nothing leads to a paper."""
    said = read(pieces, form)
    return said.entry if said.trouble is None else None


def read(pieces: Sequence[Piece], form: SharedForm = NO_FORM) -> Reading:
    """How an entry reads, whether or not it is a paper.

    Args:
        pieces: the content of the entry.
        form: what the entries of its list share.
    """
    if sum(len(piece.text) for piece in pieces) > _LONGEST:
        return Reading(Entry(), trouble="it is longer than any entry")
    found = _own(pieces, form.own(links(pieces, labels=form.labels)))
    ours = _in_our_form(pieces, found)
    said = ours or _in_any_form(pieces, found, form)
    entry = said.entry
    if len((entry.title or "").split()) > MOST_WORDS_OF_TITLE:
        return replace(said, trouble=NO_END)
    if said.trouble is None and not entry.can_be_opened and not (ours and entry.venue and entry.year):
        return replace(said, trouble=NO_ADDRESS)
    if said.trouble is None and ours is None and label_role((entry.title or "").strip(" :：")):
        return replace(said, trouble="its title is the label of a link")
    if said.trouble is None and ours is None and _MENTIONS.search(entry.title or ""):
        return replace(said, trouble="it is no title, but a text that mentions a paper")
    return said


def _own(pieces: Sequence[Piece], found: Sequence[Link]) -> list[Link]:
    """Links without those of a label that nobody knows, *Reading note* say, where a known one leads to a paper."""
    called = {piece.text for piece in pieces if piece.href and label_role(piece.text) == "paper"}
    return [
        link for link in found if not called or link.role != "paper" or is_named(link.label) or leads_to_paper(link.url)
    ]


def agrees(reading: Reading, form: SharedForm) -> bool:
    """Whether the form of a list would change nothing of an entry that was read by itself."""
    if reading.trouble is not None or (form.title not in (None, reading.title_is) and says_little(reading.entry.title)):
        return False
    if form.title == "text" and reading.title_is == "bold":
        return False
    places = {part.place for part in reading.parts}
    lacks_names = form.named and reading.title_is == "text" and not reading.entry.authors
    if lacks_names or (form.ends_in_year and YEAR_AT_END in places):
        return False
    return places.issuperset(form.holds) and all(form.agrees(part) for part in reading.parts)


def title_and_parts(
    pieces: Sequence[Piece], form: SharedForm = NO_FORM, *, authors_follow: bool = False
) -> tuple[str | None, TitleIs, list[Part], str | None]:
    """The title and what it is, what stands beside it, and the address that the title links to.

    Args:
        pieces: the content of an entry, or of a cell.
        form: what the entries of the list share.
        authors_follow: text beside the title is known to be names.
    """
    spans = spans_of(pieces, form.labels)
    badges: list[Part] = []
    for span in spans:
        if span.is_badge and (said := venue_in(_BADGE_LABEL.sub("", span.text))):
            is_label = said.year is None and kind_of(said.venue or "") == "preprint"
            badges += [] if is_label else [Part("on a badge", span.text, said)]
    leading, spans = without_lead(spans, form)
    found = title_of(spans, form)
    title, inside = _without_tags(found.title, ends_in_year=form.ends_in_year)
    labels = [
        Part("in the label of a link", span.text, said)
        for span in spans
        if span.role in ("paper", "title") and (said := venue_in(span.text.strip(" []"))).venue and said.year
        if not (title and normal_form(span.text).startswith(normal_form(title)))
    ]
    parts = [*leading, *inside, *badges, *labels]
    for place, text, trusted, emphasised in segments(found.rest):
        holds = form.holds.get(place)
        if holds == "venue" and place.endswith(BEHIND) and venue_and_year(text).year is None:
            holds = None  # institutions stand there as well, though none with a year
        if _is_prose(text):
            continue
        said = facts_in(text, trusted=trusted, emphasised=emphasised or authors_follow, holds=holds)
        parts.append(Part(place, text, said))
    return title, found.kind, parts, found.linked


def _is_prose(text: str) -> bool:
    """Whether a run of text is long, and no list of names: a summary or an abstract."""
    return len(text) > _LONG and text.count(",") * _LONG < len(text) * _COMMAS_OF_NAMES


def facts_of(parts: Iterable[Part], form: SharedForm = NO_FORM) -> Facts:
    """What parts say together; those that stand where most entries have the same come first."""
    facts = Facts()
    for part in sorted(parts, key=lambda part: part.place not in form.holds):
        facts |= part.facts
    return facts


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
    if linked is not None and is_code(linked) and linked not in code and linked not in papers:
        code.insert(0, linked)
    addresses = from_addresses(papers, code, projects[0] if projects else None)
    notes = [*facts.notes, *(read_as(link.written, link.url) for link in found if link.written)]
    year = facts.year
    if year is None and facts.date_year is not None:
        year = facts.date_year
        if facts.venue is not None:
            told = f"the year is that of the entry's date; {facts.venue} may be of another"
            notes.append(Doubt(Kind.YEAR_GUESSED, told))
    venue = facts.venue
    if venue is not None and normal_form(venue) in _UNNAMED_PREPRINT:
        venue = "arXiv" if "arxiv" in addresses.id_by_scheme else "Preprint"
    return replace(
        addresses,
        title=title or None,
        authors=facts.authors,
        and_others=facts.and_others,
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
        entry = replace(entry, authors=said.authors, and_others=said.and_others, first_author=said.first_author)
    return replace(entry, year=entry.year or said.year or said.date_year)


def _in_our_form(pieces: Sequence[Piece], found: Sequence[Link]) -> Reading | None:
    """``Title, <ins>Venue, Year</ins> [[Paper](…)] [[Code](…)]``: the title to the letter."""
    start = next((place for place, piece in enumerate(pieces) if "ins" in piece.marks), None)
    if start is None or any(piece.href or piece.image or piece.is_break for piece in pieces[:start]):
        return None
    after = pieces[start:]
    end = next((place for place, piece in enumerate(after) if piece.href or piece.is_break), len(after))
    text = " ".join(plain(p for p in after[:end] if "ins" in p.marks).replace("/ins>", "").strip("[ \u00a0").split())
    title = re.sub(r"\s+", " ", "".join(piece.text for piece in pieces[:start])).strip()
    if not title:
        return None
    title = title[:-1].rstrip() if title.endswith((",", "，")) else title
    own = _OWN_TAG.fullmatch(text)
    facts = Facts(own["venue"], int(own["year"])) if own else facts_in(text, trusted=True)
    entry = entry_of(title, facts, found)
    if entry.page in {link.url for link in found if link.role == "project"}:
        entry = replace(entry, page=None, project=entry.page)
    return Reading(entry, "text", (Part("underlined", text, facts),))


def _in_any_form(pieces: Sequence[Piece], found: Sequence[Link], form: SharedForm) -> Reading:
    title, kind, parts, linked = title_and_parts(pieces, form)
    facts = facts_of(parts, form)
    if title is None or is_no_title(title, kind):
        return Reading(Entry(), kind, tuple(parts), NO_TITLE)
    tagged = next((part.url for part in parts if part.place == LINKED_TAG and part.facts and part.url), None)
    linked = linked or (tagged if tagged and not is_code(tagged) and not is_elsewhere(tagged) else None)
    labelled = any(link.role == "paper" for link in found)
    trouble = None
    if linked is not None and not leads_to_paper(linked):
        is_other = is_code(linked) or is_elsewhere(linked)
        told = bool(facts.authors and (facts.year or facts.venue))
        if (is_other and not labelled and not told) or not (facts or labelled):
            trouble = NO_PAPER
        linked = None if labelled and is_other else linked
    entry = entry_of(title, facts, found, linked)
    if trouble is None and linked is not None and not entry.can_be_opened:  # told of a model, or of a set of data
        entry = replace(entry, page=linked, code=None if entry.code == linked else entry.code)
    return Reading(entry, kind, tuple(parts), trouble)


def _without_tags(title: str | None, *, ends_in_year: bool = False) -> tuple[str | None, list[Part]]:
    """A title without a venue or date that stands inside its link or its bold type, and what that says.

    A year alone may be part of the title, *The Corpus of 2016*, unless it ends many of the list's (``ends_in_year``).
    """
    if title is None:
        return None, []
    title = _CALLED.sub("", _NUMBER.sub("", title))
    reference = referenced(title)
    if reference is not None:
        return clean(reference[0]), [Part("in the title", title, reference[1])]
    parts: list[Part] = []
    first = TAG.match(title)
    if first and (said := tag(first["text"] or first["round"])) and title[first.end() :].strip():
        title = title[first.end() :]
        parts.append(Part("in the title", first[0], said))
    head, tails = peeled(title)
    ending = None if tails else _YEAR_AT_END.fullmatch(title)
    if ending:
        year = Facts(year=int(ending["year"])) if ends_in_year else Facts()
        parts.append(Part(YEAR_AT_END, ending["year"], year))
        return (ending["title"] if ends_in_year else title), parts
    for tail in tails:
        dated = year_of_date(tail)
        said = Facts(date_year=dated) if dated else venue_in(tail)
        if dated:
            parts.append(Part("in the title", tail, said))
            continue
        if said.year is None or (said.venue is None and not title.rstrip(" .").endswith(f"({tail})")):
            return title, parts
        parts.append(Part("in the title", tail, said))
    return head if tails else title, parts


def segments(spans: Sequence[Span]) -> Iterator[tuple[str, str, bool, bool]]:
    """The runs of text behind a title: where each stands, the text, whether only a venue stands there, the style."""
    line, label, is_new = 0, "", False
    for span in _dated(spans):
        if span.is_break:
            is_new, label = True, ""
        if span.is_break or span.is_badge or span.role in ("paper", "code", "project", "other", "label"):
            continue
        for number, text in enumerate(span.text.split("\n")):
            is_new, label = is_new or number > 0, "" if number else label
            if not text.strip(" \t[](),.;|"):
                continue
            line, is_new = line + is_new, False
            text = f"{label}{text}".strip(" \t[];|")
            ends = _LABEL_AT_END.search(text)
            text, label = (text[: ends.start()], f"{ends[0].strip(' ,.')} ") if ends else (text, "")
            if text:
                place = _LINES[line] if line < len(_LINES) else "further down"
                place = f"in italics {place}" if "em" in span.marks else place
                yield place, text, "ins" in span.marks and len(text.split()) <= 8, "em" in span.marks


def _dated(spans: Sequence[Span]) -> Iterator[Span]:
    """Spans in which a year behind a few words in bold, or in italics, is part of them: ``**FoldConf**, 2021``."""
    waiting: Span | None = None
    for span in spans:
        year = _YEAR_ALONE.match(span.text) if span.url is None and not span.is_break else None
        if waiting is not None and year:
            waiting, span = (
                replace(waiting, text=f"{waiting.text}{year[0]}"),
                replace(span, text=span.text[year.end() :]),
            )
        if waiting is not None:
            yield waiting
        is_short = span.url is None and 0 < len(span.text.split()) <= _MOST_WORDS_IN_BOLD
        is_styled = "strong" in span.marks or ("em" in span.marks and not authors_in(span.text, emphasised=True))
        waiting = span if is_short and is_styled else None
        if waiting is None:
            yield span
    if waiting is not None:
        yield waiting
