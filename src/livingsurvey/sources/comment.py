"""What authors write beside a preprint, in arXiv's words its comment: where it will appear, and where its code is.

Only what can hardly mean anything else is taken: most comments count pages, and a paper that was submitted was not
accepted.
"""

from __future__ import annotations

import re
from textwrap import shorten

from livingsurvey.model.address import is_address

LONGEST_CLAIM = 300
"""Characters of a comment that are kept: the venue is told in its first words, or hardly."""

_YEAR = r"(?:['’`][0-9]{2}|(?:19|20)[0-9]{2})"
_ROUND = (
    r"(?:accepted|best|camera|conference|demo|findings|highlight|industry|long|main|notable|oral|paper|poster|presentation"
    r"|proceedings|ready|short|spotlight|track|version|workshop)"
)
_ACCEPTED = re.compile(
    r"\b(?:accepted|acceptance|camera[- ]ready|to appear|to be (?:presented|published)|in proceedings"
    r"|(?:appeared|appears|appearing|presented|published) (?:as|at|by|in))\b",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"(?:(?:[Ii]n|[Aa]t|[Ff]indings of|[Pp]roceedings of) )?(?:the )?(?:ACM |IEEE )?"
    r"(?:[A-Z][A-Za-z-]{0,15}[A-Z][A-Za-z]{0,15}|Interspeech)"
    rf"(?: (?i:{_ROUND})){{0,3}}[ -]?{_YEAR}(?: (?i:{_ROUND})){{0,5}}"
)
"""A venue with its year, alone between two marks: ``NeurIPS 2023 spotlight``."""
_UNDECIDED = re.compile(
    r"\b(?:submitted|submission|submit|(?:under|in) (?:\w+ )?review|reject\w*|withdrawn|not (?:yet )?\w+ed)\b",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[.,;:|()\[\]!]")

_REPOSITORY = re.compile(
    r"(?:https?://)?(?:www\.)?(?P<place>(?P<host>github\.com|gitlab\.com|huggingface\.co)/(?P<owner>[\w.-]+)/[\w.-]+(?:/[\w./-]*)?)",
    re.ASCII | re.IGNORECASE,
)
_NO_OWNERS = frozenset({"blog", "collections", "datasets", "docs", "papers", "spaces"})
"""Names after huggingface.co/ that are no one's: what stands behind them is no code."""
_SAYS_CODE = re.compile(
    r"\bcodes?(?:base)?(?:[\s:,/&()-]+(?:all|and|are|at|available|be|been|benchmarks?|can|checkpoints?|data|datasets?|demo"
    r"|found|from|has|here|https|in|is|link|made|models?|now|on|online|open|our|page|project|public|publicly|released"
    r"|scripts?|sourced|the|this|url|via|website|weights|will))*+[\s:,(<\[]*+(?:\\url\{)?\Z",
    re.IGNORECASE,
)
"""The word *code* and what may stand between it and the address of the code; another word may say that it is not it."""


def acceptance(comment: str, journal: str = "") -> str | None:
    """Where a preprint was accepted or published, in its authors' words; None where they do not say so.

    Args:
        comment: arXiv's field for remarks: *12 pages. Accepted at ICML 2024*.
        journal: its field for the published version, which goes first: *Proc. of ICML, PMLR 202, 2023*.
    """
    comment, journal = (" ".join(text.split()) for text in (comment, journal))
    said = journal or (comment if _is_accepted(comment) else "")
    return shorten(said, LONGEST_CLAIM, placeholder=" …") or None


def _is_accepted(comment: str) -> bool:
    if _UNDECIDED.search(comment):
        return False
    return bool(_ACCEPTED.search(comment)) or any(_VENUE.fullmatch(part.strip()) for part in _MARKS.split(comment))


def code(comment: str) -> str | None:
    """The address of the code that a comment names; None where it names none, several, or does not call it code.

    >>> code("ICML 2024. Code: https://github.com/example/made-up")
    'https://github.com/example/made-up'
    """
    named = [match for match in _REPOSITORY.finditer(comment) if _is_repository(match)]
    found = {_address(match): match.start() for match in reversed(named)}
    if len(found) != 1:
        return None
    ((address, start),) = found.items()
    return address if _SAYS_CODE.search(comment[:start]) and is_address(address) else None


def _address(match: re.Match[str]) -> str:
    return f"https://{match['place'].rstrip('./-').removesuffix('.git')}"


def _is_repository(match: re.Match[str]) -> bool:
    return match["host"].lower() != "huggingface.co" or match["owner"].lower() not in _NO_OWNERS
