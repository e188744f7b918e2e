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
_LABEL = re.compile(r"^### (?P<label>[^\n]+)$", re.MULTILINE)
_TOPIC = re.compile(r"(?:.*\()?(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)\)?")
_ADDRESS = re.compile(r"https?://\S+")
_LIST_MARK = re.compile(r"^(?:[-*+]|[0-9]+[.)])\s+")
_CHECKED = re.compile(r"^[ \t]*+-[ \t]*+\[[xX]\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Form:
    """What somebody filled in: identifiers in their order, topic ids, the code's address, why, and who they are."""

    identifiers: tuple[str, ...]
    topics: tuple[str, ...] = ()
    code: str | None = None
    why: str | None = None
    is_author: bool = False


def from_form(body: str) -> Form:
    """The answers in an issue's body: GitHub writes ``### Label``, an empty line, and the answer.

    A label counts by its words (*identifiers*, *topic*, *code*, *why*, *author*); a heading that somebody types into an
    answer does not begin another one, for only the first of each label counts.

    Raises:
        UsageError: there is no identifier, or more than ten.
    """
    if len(body) > LARGEST:
        raise UsageError(f"the form has more than {LARGEST:,} characters; GitHub's own have fewer")
    answers = _answers(body.replace("\r\n", "\n"))
    lines = [_LIST_MARK.sub("", line.strip()) for line in re.split(r"[\n,;]+", answers.get("identifier", ""))]
    identifiers = tuple(dict.fromkeys(line.strip("`<> ") for line in lines if line.strip("`<> ")))
    if not identifiers:
        raise UsageError("the form names no paper; write one identifier a line, as in  arxiv:2210.17323")
    if len(identifiers) > MOST_IDENTIFIERS:
        raise UsageError(f"the form names {len(identifiers)} papers; {MOST_IDENTIFIERS} is the most, use two forms")
    code = _ADDRESS.search(answers.get("code", ""))
    return Form(
        identifiers=identifiers,
        topics=_topics(answers.get("topic", "")),
        code=tidy(code[0]) if code else None,
        why=" ".join(answers.get("why", "").split()) or None,
        is_author=bool(_CHECKED.search(answers.get("author", ""))) or answers.get("author", "").lower() == "yes",
    )


def _answers(body: str) -> dict[str, str]:
    """The answers by the word of their label that counts."""
    labels = list(_LABEL.finditer(body))
    answers: dict[str, str] = {}
    for label, following in zip_longest(labels, labels[1:]):
        words = label["label"].lower()
        name = next((word for word in ("identifier", "topic", "code", "why", "author") if word in words), None)
        if name is not None:
            answer = body[label.end() : following.start() if following else None].strip()
            answers.setdefault(name, "" if answer in _NO_ANSWER else answer)
    return answers


def _topics(answer: str) -> tuple[str, ...]:
    """Topic ids: a menu's line ends with the id in brackets, or is the id."""
    matches = (_TOPIC.fullmatch(part.strip()) for part in re.split(r"[\n,]+", answer))
    return tuple(dict.fromkeys(match["id"] for match in matches if match))
