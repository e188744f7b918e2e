"""Titles: as they were published, in the typography that all titles share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain

from livingsurvey.checks.places import replacement, titles
from livingsurvey.checks.registry import Flaw, Scope, rule
from livingsurvey.model import Severity
from livingsurvey.survey import Survey

_SPACE_BEFORE_COLON = re.compile(r"(?<=\S) +:(?=\s)")
# "N:M sparsity" and "std::vector" are no headings: a word of two letters must stand on one side at least.
_NO_SPACE_AFTER_COLON = re.compile(r":(?<![:/\d]:)(?=[^\W\d_])(?:(?<=[^\W_]{2}:)|(?<=[^\W_]:)(?=[^\W\d_]{2}))")
_DOUBLED = re.compile(r"(?P<prefix>[^:]+?)\s?:\s(?P=prefix)\s?:\s", re.IGNORECASE)
_FULL_STOP = re.compile(r"(?<![.\s])\.$")
_ABBREVIATION = re.compile(
    r"(?:\b(?:al|etc|vs|inc|co|corp|ltd|jr|sr|st|no|vol|pt)|\.\w|(?:^|\s)[^\W\d_])\.$", re.IGNORECASE
)
_WORD = re.compile(r"[A-Za-z]{2,}")
_ALWAYS = 3
"""In how many titles at least a word must be in capitals to be known as an abbreviation."""


@rule("LS261", scope=Scope.RECORD)
def colon_spacing(survey: Survey) -> Iterator[Flaw]:
    """A title has a space before its colon or none after it."""
    yield from _rewritten(survey, _spaced, "a colon has no space before it and one after it")


def _spaced(title: str) -> str:
    if " :" in title:
        title = _SPACE_BEFORE_COLON.sub(":", title)
    return _NO_SPACE_AFTER_COLON.sub(": ", title)


@rule("LS262", scope=Scope.RECORD)
def doubled_prefix(survey: Survey) -> Iterator[Flaw]:
    """A title begins with the same name and colon twice."""
    yield from _rewritten(survey, _halved, "the title begins with the same words twice")


def _halved(title: str) -> str:
    match = _DOUBLED.match(title)
    return title if match is None else title[match.end("prefix") :].lstrip(" :")


@rule("LS263", Severity.WARNING)
def title_capitals(survey: Survey) -> Iterator[Flaw]:
    """A title is all in lower case or all in capitals, or has an abbreviation in lower case."""
    known = abbreviations(survey)
    for paper in survey:
        for path, title in titles(paper):
            words = _WORD.findall(title)
            if len(words) < 3:
                continue
            reason = ""
            if title.islower() or title.isupper():
                reason = "the title is all in " + ("lower case" if title.islower() else "capitals")
            elif not known.isdisjoint(words):
                wrong = next(word for word in words if word in known)
                reason = f"'{wrong}' is written {wrong.upper()} in other titles"
            if reason:
                yield Flaw(survey.files[paper.key], path, reason, "Use the capitalisation of the publication.")


def abbreviations(survey: Survey) -> frozenset[str]:
    """Words, in lower case, that nearly all titles write in capitals."""
    count = Counter(chain.from_iterable(set(_WORD.findall(paper.title)) for paper in survey))
    upper = {word: number for word, number in count.items() if number >= _ALWAYS and word.isupper()}
    lower = ((word.lower(), number) for word, number in upper.items())
    return frozenset(word for word, number in lower if number >= 5 * count[word])


@rule("LS264", Severity.WARNING, scope=Scope.RECORD)
def final_full_stop(survey: Survey) -> Iterator[Flaw]:
    """A title ends in a full stop, as some catalogues append it."""
    yield from _rewritten(survey, _unstopped, "a title has no full stop")


def _unstopped(title: str) -> str:
    return title if title[-1] != "." or _ABBREVIATION.search(title) else _FULL_STOP.sub("", title)


def _rewritten(survey: Survey, rewrite: Callable[[str], str], reason: str) -> Iterator[Flaw]:
    for paper in survey:
        for path, title in titles(paper):
            better = rewrite(title)
            if better != title:
                yield replacement(survey.files[paper.key], paper, path, better, reason)
