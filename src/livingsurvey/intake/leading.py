"""What stands in front of a title: tags, dates, symbols, numbers, and links that are labels or venues."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from livingsurvey.intake.address_book import label_role
from livingsurvey.intake.dates import year_of_date, year_of_number
from livingsurvey.intake.facts import Facts, authors_in, peeled, venue_in
from livingsurvey.intake.shared_form import Part, SharedForm
from livingsurvey.intake.spans import Span
from livingsurvey.intake.vocabulary import vocabulary
from livingsurvey.model.title import normal_form

SYMBOLS = re.compile(r"^(?:[^\w(\[（【“\"'‘`$∞<#@&{/\\*~|+=.\-]|[\ufe0f\u200d])+")
TAG = re.compile(
    r"^\s*+(?:\[\s*+(?P<text>[^\[\]]{1,60}?)\s*+\]|[(（【]\s*+(?P<round>[^)）】]{1,48}?|(?<=【)[^【】]{1,200})\s*+[)）】])(?!\()\s*+[:：–-]?\s*+"
)
_BAR = re.compile(r"\s*+(?:(?P<text>[^|｜]{2,40}?)[|｜]|(?P<dashed>[^\s\[(【]\S{1,20}(?: \S{1,8})?) [-–—] )\s*+(?=\S)")
_COLON = re.compile(r"(?P<text>(?:[^\s\[(【:：]{2,20} ){1,3}['’]?[0-9]{2,4})[:：]\s++(?=\S)")
_ENUMERATION = re.compile(r"^\s*(?:\(?[0-9]{1,3}[.)]|#[0-9]{1,4}\b)\s*")
_COMPACT_DATE = re.compile(r"(?P<year>(?:19|20)[0-9]{2})[01][0-9][0-3][0-9]\s+")
_IN_TAG = re.compile(r"[|｜]|/\s*+(?=(?:19|20)[0-9]{2})|,\s++(?=(?:19|20)[0-9]{2}\.)")
_OPENING, _LABELS = frozenset({"[", "(", "【", "（"}), frozenset({"paper", "code", "project", "other", "label"})
_MOST_WORDS_OF_TAG = 8
TAG_PLACE, LINKED_TAG = "in the tag before the title", "in the linked tag before the title"


def without_lead(spans: list[Span], form: SharedForm) -> tuple[list[Part], list[Span]]:
    """What stands in front of a title, part by part, and the spans that are left."""
    parts: list[Part] = []
    while spans:
        first = spans[0]
        if first.is_break or first.is_badge:
            spans = spans[1:]
            continue
        if first.role in _LABELS or _is_linked_tag(spans):
            said = _label(first.text, form.holds.get(LINKED_TAG))
            parts.append(Part(LINKED_TAG, first.text, said, first.url))
            spans = spans[1:]
            continue
        if first.url is not None or first.is_title:
            break
        text = first.text.lstrip(" \t\n\u00a0-–—•|:,.])")
        if text.strip() in _OPENING or (not text.strip() and len(spans) > 1):
            if text.strip() and not (len(spans) > 1 and (spans[1].role in _LABELS or _is_linked_tag(spans[1:]))):
                break
            spans = spans[1:]
            continue
        told, text = _in_plain(_ENUMERATION.sub("", SYMBOLS.sub("", text)), spans, form)
        parts += told
        if text == first.text:
            break
        spans = [replace(first, text=text), *spans[1:]] if text.strip() else spans[1:]
    return parts, spans


def _in_plain(text: str, spans: Sequence[Span], form: SharedForm) -> tuple[list[Part], str]:
    """What a date, bars and a tag say at the beginning of a run of plain text, and the rest of it."""
    parts: list[Part] = []
    if dated := _COMPACT_DATE.match(text):
        parts.append(Part(TAG_PLACE, dated[0], Facts(date_year=int(dated["year"]))))
        text = text[dated.end() :]
    bar = _BAR.match(text)
    while bar and (said := tag(bar["text"] or bar["dashed"], strict=True)):
        parts.append(Part(TAG_PLACE, bar["text"] or bar["dashed"], said))
        text = text[bar.end() :]
        bar = _BAR.match(text)
    colon = _COLON.match(text)
    if colon and (said := venue_in(colon["text"])).year and (_is_known(said) or form.holds.get(TAG_PLACE) == "venue"):
        parts.append(Part(TAG_PLACE, colon["text"], said))
        text = text[colon.end() :]
    found = TAG.match(text)
    if found and (len(spans) > 1 or text[found.end() :].strip() or found[0].lstrip().startswith("【")):
        inside = found["text"] or found["round"]
        parts.append(Part(TAG_PLACE, inside, tag(inside, holds=form.holds.get(TAG_PLACE))))
        text = text[found.end() :]
    elif _may_begin(spans[1:]) and (said := tag(text.strip(" :：-–—|.,"), strict=True)):
        parts.append(Part(TAG_PLACE, text, said))
        text = ""
    return parts, text


def _is_known(said: Facts) -> bool:
    return normal_form(said.venue or "") in vocabulary().venues


def tag(text: str, *, strict: bool = False, holds: str | None = None) -> Facts:
    """What a tag such as ``2023/05``, ``ICLR 2024`` or ``2025 | TPAMI`` says; a short name says nothing of this kind.

    Args:
        text: what stands in the brackets.
        strict: it may be the beginning of a title as well.
        holds: what the tags of the list are.
    """
    if _is_remark(text):
        return Facts()
    date = year_of_date(text) or year_of_number(text)
    if date is not None:
        return Facts(date_year=date)
    pieces = [piece for piece in _IN_TAG.split(text) if piece.strip()]
    if len(pieces) > 1:
        said = Facts()
        for piece in pieces:
            said |= tag(piece, strict=holds != "venue", holds=holds)
        if said:
            return said
    said = venue_in(text, trusted=holds == "venue" and not strict)
    if holds == "short name" and said.year is None and normal_form(text) not in vocabulary().venues:
        return Facts()
    is_name = said.venue is None or said.year is not None or normal_form(said.venue) in vocabulary().venues
    return said if not strict or (is_name and len(text.split()) <= 5) else Facts()


def _label(text: str, holds: str | None) -> Facts:
    """What a label in front of a title says: a venue that is known or has a year; any venue where most labels are."""
    text = text.strip(" []()")
    said = venue_in(text, trusted=True)
    kind = vocabulary().venues.get(normal_form(said.venue or ""))
    is_known = said.year is not None or (kind is not None and kind != "preprint")
    return said if is_known or (holds == "venue" and not _is_remark(text) and label_role(text) is None) else Facts()


def _is_remark(text: str) -> bool:
    """Whether a tag tells what a paper is, and not where it appeared: ``Survey``, ``Oral``."""
    return normal_form(text) in vocabulary().remarks


def _is_linked_tag(spans: Sequence[Span]) -> bool:
    """Whether a link in brackets, short, has a title in plain text behind it: ``[[Journal](…)] A Title of It``."""
    first = spans[0]
    if not (first.is_title and first.is_bracketed) or len(first.text.split()) > _MOST_WORDS_OF_TAG or len(spans) < 2:
        return False
    after = spans[1].text.lstrip(" ])】）:：.,-–—|")
    if not after and len(spans) > 2 and (spans[2].is_title or "strong" in spans[2].marks):
        return len(spans[2].text.split()) > len(first.text.split()) or bool(venue_in(first.text).year)
    head, _ = peeled(after)
    return spans[1].url is None and len(head.split()) > 1 and not authors_in(head) and not venue_in(head)


def _may_begin(spans: Sequence[Span]) -> bool:
    """Whether there is something that may be a title."""
    return any(span.is_title or (span.url is None and len(span.text.split()) > 1) for span in spans)
