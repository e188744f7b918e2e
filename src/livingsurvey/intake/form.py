"""The body of an issue that GitHub made from the form *Add papers*."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest

from livingsurvey.errors import UsageError
from livingsurvey.intake.entry import tidy

MOST_IDENTIFIERS = 10
LARGEST = 65_536
"""Characters of an issue's body, GitHub's own limit."""

_NO_ANSWER = frozenset({"", "_No response_", "None"})
_ONE_LINE = ("topic", "code", "summary", "why", "author")
_WORDS = ("identifier", *_ONE_LINE)
_LABEL = re.compile(r"^### (?P<label>[^\n]+)$", re.MULTILINE)
_TOPIC = re.compile(r"(?:.*\()?(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)\)?")
_ADDRESS = re.compile(r"https?://\S+")
_LIST_MARK = re.compile(r"^(?:[-*+]|[0-9]+[.)])\s+")
_CHECKED = re.compile(r"^[ \t]*+-[ \t]*+\[[xX]\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Form:
    """What somebody filled in: identifiers in their order, topic ids, code, a summary, why, and who they are."""

    identifiers: tuple[str, ...]
    topics: tuple[str, ...] = ()
    code: str | None = None
    summary: str | None = None
    why: str | None = None
    is_author: bool = False


def from_form(body: str) -> Form:
    """The answers in an issue's body: GitHub writes ``### Label``, an empty line, and the answer.

    A label counts by its words (*identifiers*, *topic*, *code*, *summary*, *why*, *author*); a heading that
    somebody types into the box for identifiers belongs to what is in the box.

    Raises:
        UsageError: there is no identifier, or more than ten.
    """
    if len(body) > LARGEST:
        raise UsageError(f"the form has more than {LARGEST:,} characters; GitHub allows fewer")
    answers = _answers(body.replace("\r\n", "\n"))
    lines = [_LIST_MARK.sub("", line.strip()) for line in re.split(r"[\n,;]+", answers.get("identifier", ""))]
    named = (line.strip("`<> ") for line in lines if not line.startswith("#"))
    identifiers = tuple(dict.fromkeys(filter(None, named)))
    if not identifiers:
        raise UsageError("the form names no paper; write one identifier per line, as in  arxiv:2210.17323")
    if len(identifiers) > MOST_IDENTIFIERS:
        raise UsageError(
            f"the form names {len(identifiers)} papers; the limit is {MOST_IDENTIFIERS}, so use several forms"
        )
    code = _ADDRESS.search(answers.get("code", ""))
    return Form(
        identifiers=identifiers,
        topics=_topics(answers.get("topic", "")),
        code=tidy(code[0]) if code else None,
        summary=" ".join(answers.get("summary", "").split()) or None,
        why=" ".join(answers.get("why", "").split()) or None,
        is_author=bool(_CHECKED.search(answers.get("author", ""))) or answers.get("author", "").lower() == "yes",
    )


def _answers(body: str) -> dict[str, str]:
    """The answers by the word of their label that counts.

    Only the box for identifiers takes several lines, so a whole form ends with the other labels and a line for each:
    what stands before these is in the box, headings and all.
    """
    lines = [line for line in body.split("\n") if line.strip()]
    end = lines[-2 * len(_ONE_LINE) :]
    first = next((place for place, line in enumerate(lines) if _word_of(line) == "identifier"), None)
    if first is not None and tuple(map(_word_of, end[::2])) == _ONE_LINE:
        answers = dict(zip(_ONE_LINE, map(str.strip, end[1::2]), strict=True))
        answers["identifier"] = "\n".join(lines[first + 1 : len(lines) - len(end)])
    else:
        answers = _under_headings(body)
    return {word: "" if answer in _NO_ANSWER else answer for word, answer in answers.items()}


def _under_headings(body: str) -> dict[str, str]:
    """The answers of a form that somebody has put together by hand: what stands under the first heading of each."""
    labels = list(_LABEL.finditer(body))
    answers: dict[str, str] = {}
    for label, following in zip_longest(labels, labels[1:]):
        word = _word_of(label[0])
        if word is not None:
            answers.setdefault(word, body[label.end() : following.start() if following else None].strip())
    return answers


def _word_of(line: str) -> str | None:
    """The word of a label that counts; None of what is no label."""
    words = line.lower()
    return next((word for word in _WORDS if word in words), None) if line.startswith("### ") else None


def _topics(answer: str) -> tuple[str, ...]:
    """Topic ids: a menu's line ends with the id in brackets, or is the id."""
    matches = (_TOPIC.fullmatch(part.strip()) for part in re.split(r"[\n,]+", answer))
    return tuple(dict.fromkeys(match["id"] for match in matches if match))
