"""Proposals as they go to GitHub and come back: one line of data each, rows of text, and the boxes that are ticked.

What is proposed was said by strangers. As data it is one line of JSON in which nothing means anything to git or GitHub;
as text a template escapes it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from pydantic import ValidationError

from livingsurvey.github.comparison import FieldChange, as_text
from livingsurvey.github.issue import BOT, Issue
from livingsurvey.github.report import line
from livingsurvey.model.proposal import Proposal, Telling
from livingsurvey.publish.addresses import paper_path, repository_url
from livingsurvey.survey import Survey

MARKER = "<!-- survey:proposals -->"
"""The first line of the issue, and of no other."""

MOST_IN_ISSUE, MOST_DATA = 30, 12_000
"""Proposals in the issue, which is a quarter of an hour's work; and characters of the data of one."""

LONGEST_VALUE, LONGEST_TITLE = 240, 120
"""Characters of a value, and of a title, that are shown."""

_BEGIN, _END = "<!-- survey:data", "-->"
_TICKED = re.compile(r"^- \[[xX]\] `(?P<id>[0-9a-f]{10})` ")
_MEANS_SOMETHING = {ord(character): f"\\u{ord(character):04x}" for character in "@#<>&`"}
_MEANS_MORE = re.compile(r"(?<=gh)-|(?<=/)/|(?<=[ips])\]", re.IGNORECASE)
"""GH-1, an address, and [skip ci], which keeps GitHub from running what follows a merge. JSON has no such bracket."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the issue: its proposals by their ids, and those that are ticked."""

    proposals: dict[str, Proposal]
    ticked: frozenset[str]


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal as people see it.

    Attributes:
        id: the proposal's.
        paper: how the paper is called.
        url: where the paper can be seen; None where nobody publishes the survey.
        is_new: whether it is a new record.
        changes: each place of the record with what it says and what it would say.
        told: who says so.
        certainty: how sure it is.
        reasons: why.
        is_ticked: whether its box stays ticked.
        data: the proposal itself, in one line.
    """

    id: str
    paper: str
    url: str | None
    is_new: bool
    changes: tuple[FieldChange, ...]
    told: tuple[Telling, ...]
    certainty: str
    reasons: tuple[str, ...]
    is_ticked: bool
    data: str


def written(proposal: Proposal) -> str:
    """A proposal as one line of JSON that calls nobody, closes nothing and ends no comment, wherever it stands."""
    text = json.dumps(proposal.model_dump(mode="json", exclude_defaults=True)).translate(_MEANS_SOMETHING)
    return _MEANS_MORE.sub(lambda match: "\\/" if match[0] == "/" else f"\\u{ord(match[0]):04x}", text)


def read(lines: Iterable[str]) -> Iterator[Proposal]:
    """The proposals of such lines; a line that is none is passed over."""
    for each in lines:
        try:
            yield Proposal.model_validate_json(each)
        except ValidationError:
            continue


def in_issue(issue: Issue | None) -> Asked:
    """What the issue asks and what is ticked in it; nothing if a machine did not write it.

    A box belongs to the proposal with its id, and the id follows from what is said: a line of data that somebody has
    changed is another proposal, which has no box.
    """
    body = (issue.body or "").replace("\r\n", "\n") if issue else ""
    if issue is None or issue.user is None or issue.user.login != BOT or not body.startswith(f"{MARKER}\n"):
        return Asked({}, frozenset())
    shown, _, data = body.rpartition(f"\n{_BEGIN}\n")
    found = {proposal.id: proposal for proposal in read(data.partition(f"\n{_END}")[0].split("\n"))}
    boxes = (_TICKED.match(each) for each in shown.split("\n"))
    return Asked(found, frozenset(box["id"] for box in boxes if box))


def row(proposal: Proposal, survey: Survey, *, is_ticked: bool = False) -> Row:
    """How a proposal is shown."""
    paper = survey.papers.get(proposal.key)
    title = str(proposal.said.get("title", proposal.key)) if paper is None else paper.name or paper.title
    return Row(
        id=proposal.id,
        paper=_short(title, LONGEST_TITLE),
        url=_url(proposal, survey),
        is_new=proposal.kind == "paper",
        changes=tuple(_changes(proposal)),
        told=proposal.told,
        certainty=str(proposal.certainty),
        reasons=proposal.reasons,
        is_ticked=is_ticked,
        data=written(proposal),
    )


def in_boxes(rows: Iterable[Row]) -> list[Row]:
    """The rows that the issue shows; what is too long for one is decided with ``survey refresh``."""
    return [each for each in rows if len(each.data) <= MOST_DATA][:MOST_IN_ISSUE]


def _url(proposal: Proposal, survey: Survey) -> str | None:
    if proposal.kind == "paper" or proposal.key not in survey.papers:
        return proposal.told[0].reference
    if survey.info.site:
        return survey.info.site + paper_path(proposal.key)
    repository = repository_url(survey.info)
    return f"{repository}/blob/HEAD/{survey.files[proposal.key]}" if repository else None


def _changes(proposal: Proposal) -> Iterator[FieldChange]:
    for place, now, said in proposal.changes:
        if proposal.kind == "paper" and place == "title":
            continue
        before, after = (_differing(one, other) for one, other in ((now, said), (said, now)))
        yield FieldChange(place, before, after)


def _differing(value: Any, other: Any) -> str | None:
    """A value as text, None where it says nothing; of two lists what lies between the first difference and the last."""
    if not value and value != 0:
        return None
    if not (isinstance(value, Sequence) and isinstance(other, Sequence)) or isinstance(value, str):
        return _short(as_text(value))
    start = _alike(value, other)
    end = _alike(value[start:][::-1], other[start:][::-1])
    middle = value[start : len(value) - end]
    return _short(", ".join(["…"] * bool(start) + [as_text(each) for each in middle] + ["…"] * bool(end)))


def _alike(one: Sequence[Any], other: Sequence[Any]) -> int:
    """With how many equal items two lists begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _short(text: str, longest: int = LONGEST_VALUE) -> str:
    flat = line(text)
    return flat if len(flat) <= longest else f"{flat[: longest - 1]}…"
