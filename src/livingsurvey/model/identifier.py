"""Ids of other catalogues as people write and paste them: bare, prefixed, or inside a web address."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

from livingsurvey.model.characters import seen_in_ascii

DOI = r"10\.[0-9]{4,9}/[A-Za-z0-9._;()/:<>\[\]!#$%&*+,=?@~-]+"
"""A DOI: ASCII without space, quote, brace, backslash and pipe. ``<``, ``>``, ``[`` and ``;`` are in those made of a
SICI."""


class Identifier(NamedTuple):
    """An id in one catalogue: ``arxiv``, ``doi``, ``acl`` or ``openreview``."""

    scheme: str
    value: str

    @property
    def folded(self) -> str:
        """The id as ids are compared, ``scheme:value``."""
        return folded(*self)


def folded(scheme: str, value: str) -> str:
    """An id as ids are compared, ``scheme:value``: a DOI knows no case."""
    return f"doi:{value.lower()}" if scheme == "doi" else f"{scheme}:{value}"


_ARXIV = r"(?P<arxiv>[0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7})(?:v[0-9]+)?(?:\.pdf)?"
_ACL = r"(?P<acl>[A-Z][0-9]{2}-[0-9]{4}|[0-9]{4}\.[a-z0-9_]+-[a-z0-9]+\.[0-9]+)(?:\.pdf|\.bib)?"
_DOI = rf"(?P<doi>{DOI})"
_FORUM = r"(?P<openreview>[A-Za-z0-9_-]{8,12})"
_WEB = r"(?:https?://)?(?:www\.)?"
_RESOLVER = r"(?:(?:dx\.)?doi\.org|doi\.acm\.org|doi\.ieeecomputersociety\.org)"

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?:arxiv\s*:\s*)?{_ARXIV}",
        rf"{_WEB}(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf|html|format|src)/{_ARXIV}",
        rf"{_WEB}(?:alphaxiv\.org/abs|huggingface\.co/papers|ar5iv\.(?:labs\.arxiv\.)?org/(?:abs|html))/{_ARXIV}",
        rf"(?:{_WEB}{_RESOLVER}/|doi\s*:\s*)?10\.48550/arxiv\.{_ARXIV}",
        rf"(?:{_WEB}{_RESOLVER}/|doi\s*:\s*)?{_DOI}",
        rf"(?:acl\s*:\s*)?{_ACL}",
        rf"{_WEB}(?:aclanthology\.org|aclweb\.org/anthology)/(?:papers/)?{_ACL}",
        rf"openreview\s*:\s*{_FORUM}",
        rf"{_WEB}openreview\.net/(?:forum|pdf|attachment)\?(?:[^#\s]*&)?id={_FORUM}(?:[&#]\S*)?",
    )
)
_QUERY = re.compile(r"[?#]")
_WHOLE_DOI = re.compile(DOI)


def identify(text: str) -> Identifier | None:
    """The id that a text is, or that a web address leads to; None when it is neither.

    Version suffixes of arXiv ids are dropped, and so is what nobody sees, which no id holds. A bare OpenReview id looks
    like any word and is not recognised.

    >>> identify("https://arxiv.org/pdf/2210.17323v2")
    Identifier(scheme='arxiv', value='2210.17323')
    >>> identify("doi:10.18653/v1/2023.acl-long.150")
    Identifier(scheme='doi', value='10.18653/v1/2023.acl-long.150')
    """
    text = seen_in_ascii(text).strip()
    for candidate in (text, _QUERY.split(text, maxsplit=1)[0].rstrip("/")):
        for form in _FORMS:
            match = form.fullmatch(candidate)
            if match:
                return _identifier(match)
    return None


def _identifier(match: re.Match[str]) -> Identifier | None:
    scheme, value = next((name, value) for name, value in match.groupdict().items() if value)
    if scheme == "arxiv" and "/" in value:
        archive, _, number = value.lower().partition("/")
        value = f"{archive.partition('.')[0]}/{number}"
    elif scheme == "acl":
        value = value.upper() if value[0].isalpha() else value.lower()
    elif scheme == "doi" and "doi.org/" in match.string[: match.start("doi")].lower():
        value = seen_in_ascii(unquote(_QUERY.split(value, maxsplit=1)[0].rstrip("/")))
        if not _WHOLE_DOI.fullmatch(value):
            return None
    return Identifier(scheme, value)
