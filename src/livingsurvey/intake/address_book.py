"""The links of an entry, each known for what it leads to."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import unquote, urlsplit

from livingsurvey.checks.addresses import host
from livingsurvey.checks.links import identifier_in
from livingsurvey.intake.entry import tidy
from livingsurvey.intake.markdown import Piece
from livingsurvey.intake.vocabulary import vocabulary
from livingsurvey.model.address import is_address, with_one_scheme
from livingsurvey.model.title import normal_form

Role = Literal["paper", "code", "project", "other", "title"]
_CODE_HOSTS = frozenset({"github.com", "gitlab.com", "bitbucket.org", "gitee.com", "codeberg.org"})
_NOT_PAPER_HOSTS = frozenset({"youtube.com", "youtu.be", "twitter.com", "x.com", "huggingface.co", "reddit.com"})
_STARS = re.compile(r"https?://img\.shields\.io/github/[\w-]+/(?P<repository>[\w.-]+/[\w.-]+?)(?:\.svg)?(?:[?/].*)?")
_BADGE = re.compile(r"https?://img\.shields\.io/badge/(?P<text>[^?]+?)(?:\.svg)?(?:\?.*)?")
_THIRD_PARTY = re.compile(r"third.part|unofficial|re-?implement|community", re.IGNORECASE)
_WHOLE = re.compile(r"https?://[^/\s]+\.[^\s]")
_NUMBERS = re.compile(r"[0-9]+")
_LABEL_BEFORE = re.compile(
    r"\b(?P<label>[^\W_][^:：|,;()\[\]\n]{0,24}?)\s*+(?:[（(][^()（）]*[)）]|\])?\s*+[:：(]\s*+$"
)
"""``Code:``, ``Code (soon)：`` and ``[Code] (`` in front of an address."""
_LONGEST_LABEL = 14
_PAPER_LABEL = re.compile(
    r"(?:paper|arxiv|pdf)(?:link|pdf|oral|spotlight|poster|version|arxiv|url|here|page|en|cn|zh|openreview|preprint|code)?s?"
    r"|(?:this|the|research|original|journal|conference|scientific)(?:paper|article|publication)"
)
_WITH_NAME = re.compile(r"(?P<label>[^\W\d_]{3,10})\s?\([^()\s]{1,20}\)")
"""A label with a name behind it: ``paper(MapNet)``."""
_CODE_LABEL = re.compile(r"(?:code|github|pytorch|official)\w{1,35}")


@dataclass(frozen=True, slots=True)
class Link:
    """An address, the label it has, and what it leads to; ``title`` is a label that says more than a label would.

    ``written`` is the address as the list has it, where that was broken and can be meant in one way only.
    """

    url: str
    label: str
    role: Role
    is_third_party: bool = False
    written: str | None = None


def links(pieces: Iterable[Piece], column: Role | None = None, labels: Container[str] = ()) -> Iterator[Link]:
    """The links to other places among pieces, each once for each label; repositories that only a badge names, too.

    Args:
        pieces: what to look through.
        column: what all links are taken for whose address does not say otherwise.
        labels: texts that the list has as labels, in their normal form.
    """
    joined: list[tuple[str, str, bool]] = []
    before = ""
    in_front: dict[int, str] = {}
    for piece in pieces:
        stars = _STARS.fullmatch(piece.image or "")
        if piece.href is None and stars:
            joined.append((f"https://github.com/{stars['repository']}", "stars", True))
        elif piece.href is not None:
            text = badge_text(piece) if piece.image is not None else piece.text
            if joined and joined[-1][0] == piece.href and not piece.is_break:
                joined[-1] = (piece.href, f"{joined[-1][1]}{text}", joined[-1][2] and bool(piece.image))
            else:
                in_front[len(joined)] = before
                joined.append((piece.href, text, piece.image is not None))
            before = ""
        else:
            before = "" if piece.is_break or piece.text == "\n" else before + piece.text
    for place, (href, label, is_badge) in enumerate(joined):
        url = address(href)
        if url is not None:
            label = _said_before(in_front.get(place, ""), label) or label
            role = role_of(url, label, is_badge=is_badge, labels=labels)
            if role == "title" or (column == "code" and role in ("project", "other")):
                role = column or role
            written = href if with_one_scheme(href) != href else None
            yield Link(url, " ".join(label.split()), role, bool(_THIRD_PARTY.search(label)), written)


def _said_before(text: str, label: str) -> str | None:
    """The label that stands in front of a link whose own text is an address, or tells no more than whose code it is."""
    match = _LABEL_BEFORE.search(text)
    role = label_role(match["label"]) if match else None
    is_address = label.startswith(("http", "www."))
    if match is None or role is None or (not is_address and (role == "paper" or label_role(label))):
        return None
    return match["label"] if is_address or len(label.split()) <= 2 else None


def role_of(url: str, label: str, *, is_badge: bool = False, labels: Container[str] = ()) -> Role:
    """What a link leads to, by its label first and its address second."""
    form, said = _NUMBERS.sub("", normal_form(label)), label_role(label)
    site = host(url)
    is_paper = leads_to_paper(url)
    if said is None and not is_paper and _CODE_LABEL.fullmatch(form):
        said = "code"
    if said == "paper":
        return "code" if site in _CODE_HOSTS and not is_paper else "paper"
    if said == "code":
        return "other" if identifier_in(url) else "code"
    if said == "project":
        return "code" if site in _CODE_HOSTS else "paper" if identifier_in(url) else "project"
    if said == "other":
        return "other"
    if is_badge or not form or label.strip().startswith("http"):
        return "paper" if is_paper else "code" if site in _CODE_HOSTS else "other"
    if normal_form(label) in labels:
        return "code" if site in _CODE_HOSTS and not is_paper else "paper"
    if label.lstrip().startswith("[") and label.rstrip().endswith("]") and len(label.split()) <= 3:
        return "code" if site in _CODE_HOSTS else "paper" if is_paper else "other"
    return "title"


@lru_cache(maxsize=2**13)
def label_role(label: str) -> str | None:
    """What links of this label lead to: ``paper``, ``code``, ``project``, ``other``; None when it is no such word."""
    form = _NUMBERS.sub("", normal_form(label))
    known = vocabulary().labels
    if form in known or _PAPER_LABEL.fullmatch(form):
        return known.get(form, "paper")
    named = _WITH_NAME.fullmatch(label.strip())
    role = label_role(named["label"]) if named else None
    if role in ("paper", "code"):
        return role  # whose it is
    if form.isascii() or len(form) > _LONGEST_LABEL:
        return None  # languages that do not part words begin or end a label with one: 论文下载链接, Demo视频
    words = ((word, role) for word, role in known.items() if not word.isascii())
    return next((role for word, role in words if form.startswith(word) or form.endswith(word)), None)


def is_named(label: str) -> bool:
    """Whether a known word of a link's label says what it leads to."""
    return label_role(label) is not None or bool(_CODE_LABEL.fullmatch(_NUMBERS.sub("", normal_form(label))))


@lru_cache(maxsize=2**13)
def leads_to_paper(url: str) -> bool:
    """Whether the address is that of a paper: it holds an id, is a PDF, or its host publishes papers."""
    if identifier_in(url) is not None:
        return True
    site = host(url)
    if site in _NOT_PAPER_HOSTS:
        return False
    return urlsplit(url).path.lower().endswith(".pdf") or any(
        site == known or site.endswith(f".{known}") for known in vocabulary().paper_hosts
    )


def is_code(url: str) -> bool:
    """Whether the address is that of a repository, and not of a PDF in one."""
    return host(url) in _CODE_HOSTS and not leads_to_paper(url)


def names_repository(url: str, label: str) -> bool:
    """Whether the text of a link is the name of the repository that it leads to, with its owner's.

    >>> names_repository("https://github.com/ada/maps/tree/main/src", "ada/maps")
    True
    """
    own = urlsplit(url).path.strip("/").lower().split("/")[:2]
    return is_code(url) and len(own) == 2 and label.strip("/ ").lower().split("/")[:2] == own


def is_elsewhere(url: str) -> bool:
    """Whether the address is one at which no paper is, whatever stands beside it: a video, a post, a model."""
    return host(url) in _NOT_PAPER_HOSTS and not leads_to_paper(url)


def badge_text(piece: Piece) -> str:
    """What a badge says: both halves of one of shields.io's, else its alternative text."""
    badge = _BADGE.fullmatch(piece.image or "")
    if badge:
        parts = unquote(badge["text"]).replace("--", "\0").replace("__", "\1").replace("_", " ").split("-")
        shown = parts[:-1] if len(parts) > 1 else parts
        return " ".join(part.replace("\0", "-").replace("\1", "_") for part in shown)
    return piece.text


@lru_cache(maxsize=2**13)
def address(href: str) -> str | None:
    """A whole web address; None for a place in the document, a file beside it, or nothing.

    Of a link that was pasted into a link's target, the target counts.
    """
    href = f"https://{href}" if href.startswith("www.") else with_one_scheme(href.strip())
    href = href.strip("()") if href.startswith("(http") else href
    if "](http" in unquote(href):
        href = unquote(href).partition("](")[2].rstrip(")")
    found = tidy(href) if _WHOLE.match(href) else ""
    return found if is_address(found) else None
