"""What was said no to: it does not come back, whoever says it next."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from pydantic import ValidationError

from livingsurvey.checks.codes import BROKEN_REJECTION
from livingsurvey.errors import InvalidData
from livingsurvey.model import Finding
from livingsurvey.model.identifier import folded
from livingsurvey.model.paper import Day, Key
from livingsurvey.model.proposal import Kind, Proposal, ProposalId
from livingsurvey.model.record import Record, Text
from livingsurvey.model.title import normal_form
from livingsurvey.store.diagnosis import reasons
from livingsurvey.store.layout import REJECTED
from livingsurvey.store.symlinks import place_of
from livingsurvey.store.write import write_text

_FACTS = frozenset({"venue", "year", "count", "papers"})
"""What is said in a claim, a count of citations and a list of references; the rest is who says it, and when."""


class Rejection(Record):
    """A line of the file: a proposal, why it was rejected, and on which day.

    Attributes:
        id, key, kind, said: the proposal's.
        reason: why not.
        day: when somebody said so.
    """

    id: ProposalId
    key: Key
    kind: Kind
    said: dict[Text, Any]
    reason: Text
    day: Day

    @classmethod
    def of(cls, proposal: Proposal, reason: str, day: dt.date) -> Self:
        """The rejection of a proposal.

        Raises:
            ValidationError: the reason is not one line of text.
        """
        said = {"id": proposal.id, "key": proposal.key, "kind": proposal.kind, "said": proposal.said}
        return cls.model_validate({**said, "reason": reason, "day": day})


@dataclass(frozen=True)
class Rejections:
    """All that was said no to, and the lines of the file that nobody can read."""

    lines: tuple[Rejection, ...] = ()
    mistakes: tuple[Finding, ...] = ()

    @classmethod
    def read(cls, root: Path) -> Self:
        """Those of a survey; none where there is no file.

        Raises:
            InvalidData: a line is none, so that what somebody has rejected would come back.
        """
        found, mistakes = _parsed(root)
        if mistakes:
            raise InvalidData(mistakes)
        return cls(found)

    def have(self, proposal: Proposal) -> bool:
        """Whether a proposal was rejected, or one that says the same: for other sources and with other bystanders."""
        if proposal.kind == "paper":
            is_same = not self._names.isdisjoint(names(proposal.said))
        else:
            matter = _matter(proposal.kind, proposal.said)
            is_same = any(_is_same(each, matter) for each in self._matters.get((proposal.key, proposal.kind), ()))
        return is_same or proposal.id in self._ids

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(line.id for line in self.lines)

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(name for line in self.lines if line.kind == "paper" for name in names(line.said))

    @cached_property
    def _matters(self) -> Mapping[tuple[str, Kind], Sequence[Mapping[str, Any]]]:
        found: defaultdict[tuple[str, Kind], list[Mapping[str, Any]]] = defaultdict(list)
        for line in self.lines:
            found[line.key, line.kind].append(_matter(line.kind, line.said))
        return found


def mistakes(root: Path) -> tuple[Finding, ...]:
    """A finding for each line of the file that is no rejection."""
    return _parsed(root)[1]


def add(root: Path, rejections: Iterable[Rejection]) -> bool:
    """Write rejections below those of the file, which stay as they are; what stands there is not written again.

    Returns whether the file changed.

    Raises:
        InvalidData: a line of the file is none.
    """
    known = {line.id for line in Rejections.read(root).lines}
    new = sorted((line for line in rejections if line.id not in known), key=lambda line: (line.key, line.kind, line.id))
    path = place_of(root, REJECTED)
    path.parent.mkdir(exist_ok=True)
    text = _content(root).decode()
    between = "" if not text or text.endswith("\n") else "\n"
    return bool(new) and write_text(path, text + between + "".join(f"{line.model_dump_json()}\n" for line in new))


def _is_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    shared = one.keys() & other.keys()
    return bool(shared) and all(one[place] == other[place] for place in shared)


def _matter(kind: Kind, said: Mapping[str, Any]) -> dict[str, Any]:
    """What a yes or a no is about: without where it stands, and without what follows from the record's other fields."""
    match kind:
        case "title":
            return {"title": normal_form(str(said.get("title")))}
        case "claim" | "citations" | "references":
            return {name: value for part in said.values() for name, value in (part or {}).items() if name in _FACTS}
        case "archived":
            return dict.fromkeys(said)
        case _:
            return {place: value for place, value in said.items() if value is not None}


def names(said: Mapping[str, Any]) -> set[str]:
    """What a new paper is known by: the ids and titles of its fields, as they are compared."""
    ids = said.get("ids") or {}
    titles = (said.get("title"), *(said.get("also_titled") or ()))
    found = {folded(str(scheme), str(value)) for scheme, value in ids.items()} if isinstance(ids, dict) else set()
    return found | {normal_form(str(title)) for title in titles if title} - {""}


def _content(root: Path) -> bytes:
    path = place_of(root, REJECTED)
    return path.read_bytes() if path.exists() else b""


def _parsed(root: Path) -> tuple[tuple[Rejection, ...], tuple[Finding, ...]]:
    lines: list[Rejection] = []
    findings: list[Finding] = []
    for number, line in enumerate(_content(root).splitlines(), 1):
        try:
            lines.append(Rejection.model_validate_json(line))
        except ValidationError as error:
            fix = "Restore the line from git, or delete it."
            findings.append(Finding(REJECTED, number, 1, BROKEN_REJECTION.name, reasons(error)[0], fix))
    return tuple(lines), tuple(findings)
