"""The pieces of an entry put together to spans: what is one style, one link, one image belongs together."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from livingsurvey.intake.address_book import address, badge_text, label_role, role_of
from livingsurvey.intake.facts import venue_in
from livingsurvey.intake.markdown import Piece
from livingsurvey.intake.names import is_name, names_in

_MOST_WORDS_IN_BRACKETS, _FEWEST_PAGES = 5, 2
_STRAY = re.compile(r"(?<=[.,;])\*+(?=[\s,.]|$)")
"""What is left of italics that begin with a space, and so begin nothing."""
_UNLINKED = re.compile(r"(?<=\S)\s\[(?P<label>[^\[\]]{2,20})\]")
"""What may be a label whose link is missing: ``ICML 2023 [paper]``."""
_EMOJI = re.compile(r"(?<!\w):[a-z][a-z0-9_+-]*:(?!\w)")


@dataclass(frozen=True, slots=True)
class Span:
    """Pieces in a row that belong together: text of one style, one link, an image, or a break."""

    text: str
    marks: frozenset[str] = frozenset()
    url: str | None = None
    role: str = ""
    is_badge: bool = False
    is_break: bool = False
    is_bracketed: bool = False

    @property
    def is_title(self) -> bool:
        """Whether it is a link whose text may be a title."""
        return self.role == "title"


def spans_of(pieces: Sequence[Piece], labels: Container[str] = ()) -> list[Span]:
    """The spans of an entry's pieces; links know what they lead to, and tags in bold are plain text.

    Args:
        pieces: the content of an entry.
        labels: texts of links that the list has as labels, in their normal form.
    """
    spans: list[Span] = []
    for piece in pieces:
        if piece.is_break:
            spans.append(Span("", is_break=True))
        elif piece.image is not None:
            spans.append(Span(badge_text(piece), url=piece.href, is_badge=True))
        elif spans and _belongs(spans[-1], piece):
            spans[-1] = replace(spans[-1], text=spans[-1].text + piece.text, marks=spans[-1].marks | piece.marks)
        else:
            text = _STRAY.sub("", _EMOJI.sub(" ", piece.text))
            text = _UNLINKED.sub(_without_label, text) if piece.href is None else text
            spans.append(Span(text, piece.marks, piece.href))
    spans = _without_references(spans)
    return _bracketed(_tags_in_style(_without_pages([_with_role(span, labels) for span in spans])))


def _without_label(match: re.Match[str]) -> str:
    """Nothing in place of a label in brackets that leads nowhere."""
    is_label = label_role(match["label"]) in ("paper", "code") and not venue_in(match["label"])
    return "" if is_label else match[0]


def _without_references(spans: list[Span]) -> list[Span]:
    """Spans without brackets that lead to another place in the document: ``A Title [also in [2.1](#scheduling)]``."""
    result: list[Span] = []
    waiting = list(spans)
    while waiting:
        span = waiting.pop(0)
        if result and waiting and (span.url or "").startswith("#") and waiting[0].text.lstrip()[:1] in ("]", ")"):
            before, after = result[-1], waiting[0]
            start = max(before.text.rfind("["), before.text.rfind("("))
            if start >= 0 and not {"]", ")"} & set(before.text[start:]):
                result[-1] = replace(before, text=before.text[:start].rstrip())
                waiting[0] = replace(after, text=after.text.lstrip()[1:])
                continue
        result.append(span)
    return result


def _without_pages(spans: list[Span]) -> list[Span]:
    """Spans in which names that link to pages of people are text again: ``*[Ada Lind](…), [Bo Roe](…), Mo Li*``."""
    start = next((place for place, span in enumerate(spans) if span.is_title or span.text.strip(" [(")), 0)
    pages = [place for place, span in enumerate(spans) if place > start and _is_page(spans, place)]
    if len(pages) < _FEWEST_PAGES and not any(_stands_among_names(spans, place) for place in pages):
        return spans
    result: list[Span] = []
    for place, span in enumerate(spans):
        text = replace(span, url=None, role="") if place in pages else span
        before = result[-1] if result else None
        joins = before and not before.is_break and not before.is_badge and before.url is None and before.role == ""
        if (
            before
            and joins
            and text.url is None
            and not text.is_break
            and not text.is_badge
            and text.marks == before.marks
        ):
            result[-1] = replace(before, text=before.text + text.text)
        else:
            result.append(text)
    return result


def _is_page(spans: Sequence[Span], place: int) -> bool:
    """Whether a link is a name among names: commas or *and* stand beside it."""
    span = spans[place]
    is_label = span.url is None or span.is_badge or label_role(span.text) is not None
    if is_label or not is_name(span.text.strip(" ,.*")):
        return False
    before = spans[place - 1].text.rstrip()
    after = spans[place + 1].text.lstrip() if place + 1 < len(spans) else ""
    return before.endswith((",", "and", "&")) or after.startswith((",", "and ", "&"))


def _stands_among_names(spans: Sequence[Span], place: int) -> bool:
    """Whether the text beside a link is names: ``[Ada Lind](…), Bo Roe, Mo Li``."""
    beside = [spans[place - 1]] if place else []
    beside += spans[place + 1 : place + 2]
    return any(each.url is None and names_in(each.text.strip(" ,.*\n"), fewest=1) for each in beside)


def _bracketed(spans: list[Span]) -> list[Span]:
    """Spans of which the links know whether they stand in square brackets."""
    around = zip([None, *spans], spans, [*spans[1:], None], strict=False)
    return [
        replace(span, is_bracketed=True) if span.url and before and after and _encloses(before, after) else span
        for before, span, after in around
    ]


def _encloses(before: Span, after: Span) -> bool:
    return before.text.rstrip()[-1:] in ("[", "【") and after.text.lstrip()[:1] in ("]", "】")


def _is_round(before: Span, span: Span, after: Span) -> bool:
    """Whether a few words stand in round brackets: ``(*ICML 2023*) Title``."""
    is_round = before.text.rstrip()[-1:] in ("(", "（") and after.text.lstrip()[:1] in (")", "）")
    return is_round and len(span.text.split()) <= _MOST_WORDS_IN_BRACKETS and after.url is None


def _belongs(span: Span, piece: Piece) -> bool:
    """Whether a piece goes on where a span ends: the same link, or the same style."""
    if span.is_break or span.is_badge or span.url != piece.href:
        return False
    if piece.href is not None or span.marks == piece.marks:
        return True
    is_space = not piece.text.strip() and piece.text != "\n"
    return "em" in span.marks & piece.marks or (is_space and "code" not in span.marks)


def _with_role(span: Span, labels: Container[str]) -> Span:
    if span.url is None or span.is_badge:
        return span
    url = address(span.url)
    if url is None:
        to_place = span.url.startswith("#") or label_role(span.text) is not None
        return replace(span, url=None, role="label" if to_place else "title")
    return replace(span, url=url, role=role_of(url, span.text, labels=labels))


def _tags_in_style(spans: list[Span]) -> list[Span]:
    """``[**Name**] Title`` as one run of plain text: a tag in bold is no title."""
    result: list[Span] = []
    waiting = list(spans)
    while waiting:
        span = waiting.pop(0)
        if result and waiting and span.marks and span.url is None and not span.is_badge:
            before, after = result[-1], waiting[0]
            is_behind = "code" in span.marks and len(before.text.split()) > 1
            if (_encloses(before, after) and not is_behind) or _is_round(before, span, after):
                result[-1] = replace(before, text=before.text + span.text + waiting.pop(0).text)
                continue
        result.append(span)
    return result


def plain_text(spans: Iterable[Span]) -> str:
    """The text of spans that are neither badges nor breaks, in one line."""
    return " ".join(" ".join(span.text for span in spans if not span.is_badge).split())
