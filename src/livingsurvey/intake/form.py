"""The body of an issue that GitHub made from the form *Add papers*."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest

from livingsurvey.errors import UsageError
from livingsurvey.intake.entry import tidy
from livingsurvey.language import ENGLISH, Language
from livingsurvey.model import OwnField
from livingsurvey.model.sentence import Sentence

MOST_IDENTIFIERS = 10
LARGEST = 65_536
"""Characters of an issue's body, GitHub's own limit."""

_NO_ANSWER = frozenset({"", "_No response_", "None"})
_WORDS = {
    "papers": "identifier",
    "topic": "topic",
    "code": "code",
    "summary": "summary",
    "reason": "why",
    "author": "author",
}
"""What a label in English counts by, so that it may be worded otherwise."""
_OWN = "own-"
_LABEL = re.compile(r"^### (?P<label>[^\n]+)$", re.MULTILINE)
_TOPIC = re.compile(r"(?:.*\()?(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)\)?")
_ADDRESS = re.compile(r"https?://\S+")
_LIST_MARK = re.compile(r"^(?:[-*+]|[0-9]+[.)])\s+")
_CHECKED = re.compile(r"^[ \t]*+-[ \t]*+\[[xX]\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Form:
    """What somebody filled in: identifiers in their order, topic ids, code, a summary, why, and who they are.

    ``fields`` are the answers to what the survey asks in fields of its own, by their ids.
    """

    identifiers: tuple[str, ...]
    topics: tuple[str, ...] = ()
    code: str | None = None
    summary: str | None = None
    why: str | None = None
    is_author: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)


def labels(language: Language, own: Iterable[OwnField] = ()) -> dict[str, str]:
    """The label of each field of the form in a language, by the field's id; the fields in their order.

    Those of the survey's own end with their ids, so that none is taken for another.
    """
    _ = language
    return {
        "papers": _("Identifiers"),
        "topic": _("Topic"),
        "code": _("Code"),
        "summary": _("Summary"),
        **{f"{_OWN}{each.id}": f"{_.said(each.name)} ({each.id})" for each in own},
        "reason": _("Why it belongs here"),
        "author": _("Are you one of the authors?"),
    }


def yes(language: Language) -> str:
    """What authors of a paper answer to the last question."""
    _ = language
    return _("Yes")


def language_of_form(body: str, languages: Iterable[Language]) -> Language | None:
    """The language in which the form asked that made an issue's body; None where no form for new papers made it."""
    lines = {line.strip() for line in body.splitlines() if line.startswith("### ")}
    return next((language for language in languages if f"### {labels(language)['papers']}" in lines), None)


def from_form(body: str, language: Language = ENGLISH, own: Iterable[OwnField] = ()) -> Form:
    """The answers in an issue's body: GitHub writes ``### Label``, an empty line, and the answer.

    A label is that of the form in the language; in English its word is enough (*identifiers*, *topic*, *code*,
    *summary*, *why*, *author*). A heading that somebody types into the box for identifiers belongs to what is in the
    box. ``own`` are the survey's own fields that the form asks for.

    Raises:
        UsageError: there is no identifier, or more than ten.
    """
    if len(body) > LARGEST:
        many = Sentence("the form has more than {most} characters; GitHub allows fewer", most=format(LARGEST, ","))
        raise UsageError(many)
    answers = _answers(body.replace("\r\n", "\n"), labels(language, own))
    lines = [_LIST_MARK.sub("", line.strip()) for line in re.split(r"[\n,;，；、]+", answers.get("papers", ""))]
    named = (line.strip("`<> ") for line in lines if not line.startswith("#"))
    identifiers = tuple(dict.fromkeys(filter(None, named)))
    if not identifiers:
        raise UsageError(Sentence("the form names no paper; write one identifier per line, as in  arxiv:2210.17323"))
    if len(identifiers) > MOST_IDENTIFIERS:
        raise UsageError(
            Sentence(
                "the form names {n} papers; the limit is {most}, so use several forms",
                n=len(identifiers),
                most=MOST_IDENTIFIERS,
            )
        )
    code = _ADDRESS.search(answers.get("code", ""))
    return Form(
        identifiers=identifiers,
        topics=_topics(answers.get("topic", "")),
        code=tidy(code[0]) if code else None,
        summary=" ".join(answers.get("summary", "").split()) or None,
        why=" ".join(answers.get("reason", "").split()) or None,
        fields={name.removeprefix(_OWN): said for name, said in answers.items() if name.startswith(_OWN) and said},
        is_author=bool(_CHECKED.search(answers.get("author", "")))
        or answers.get("author", "").casefold() == yes(language).casefold(),
    )


def _answers(body: str, asked: Mapping[str, str]) -> dict[str, str]:
    """The answers by the field that they were given to.

    Only the box for identifiers takes several lines, so a whole form ends with the other labels and a line for each:
    what stands before these is in the box, headings and all.
    """
    lines = [line for line in body.split("\n") if line.strip()]
    one_line = tuple(name for name in asked if name != "papers")
    end = lines[-2 * len(one_line) :]
    first = next((place for place, line in enumerate(lines) if _field(line, asked) == "papers"), None)
    if first is not None and tuple(_field(line, asked) for line in end[::2]) == one_line:
        answers = dict(zip(one_line, map(str.strip, end[1::2]), strict=True))
        answers["papers"] = "\n".join(lines[first + 1 : len(lines) - len(end)])
    else:
        answers = _under_headings(body, asked)
    return {name: "" if answer in _NO_ANSWER else answer for name, answer in answers.items()}


def _under_headings(body: str, asked: Mapping[str, str]) -> dict[str, str]:
    """The answers of a form that somebody has put together by hand: what stands under the first heading of each."""
    headings = list(_LABEL.finditer(body))
    answers: dict[str, str] = {}
    for heading, following in zip_longest(headings, headings[1:]):
        name = _field(heading[0], asked)
        if name is not None:
            answers.setdefault(name, body[heading.end() : following.start() if following else None].strip())
    return answers


def _field(line: str, asked: Mapping[str, str]) -> str | None:
    """The field that a line is the label of; None of what is no label."""
    if not line.startswith("### "):
        return None
    words = line.removeprefix("### ").strip()
    named = (name for name, label in asked.items() if label == words)
    return next(named, None) or next((name for name, word in _WORDS.items() if word in words.lower()), None)


def _topics(answer: str) -> tuple[str, ...]:
    """Topic ids: a menu's line ends with the id in brackets, or is the id."""
    matches = (_TOPIC.fullmatch(part.strip()) for part in re.split(r"[\n,]+", answer))
    return tuple(dict.fromkeys(match["id"] for match in matches if match))
