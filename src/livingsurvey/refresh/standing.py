"""The proposals that are open: what sources have said, and nobody has said yes or no to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Literal, Self

import pydantic_core

from livingsurvey.errors import UnknownName
from livingsurvey.model import Paper
from livingsurvey.model.identifier import folded
from livingsurvey.model.proposal import WORTH, Certainty, Proposal, Telling
from livingsurvey.model.record import Record
from livingsurvey.model.title import normal_form
from livingsurvey.refresh.rejected import Rejections
from livingsurvey.store import kept
from livingsurvey.survey import Survey

FILE = Path("build", "refresh", "proposals.json")
"""Where they are, relative to the survey's folder: another run finds them again, so nothing is committed."""

SHORTEST = 4
"""Digits of an id that may stand for it."""

_COUNTED = frozenset({"citations", "references"})
"""Kinds of which the newest answer is enough: sources differ without being wrong."""
_AGAINST = "another source says otherwise"


class _File(Record):
    schema_version: Literal[1] = 1
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """The open proposals of a survey, those first that are surest, then those that are worth most."""

    proposals: tuple[Proposal, ...] = ()

    @classmethod
    def read(cls, root: Path) -> Self:
        """Those of the survey's folder; none where no run has left any.

        Raises:
            UsageError: the file holds something else.
        """
        otherwise = "a file of proposals; delete it and run 'survey refresh' again"
        return cls(kept.read(root / FILE, _File, otherwise).proposals)

    def write(self, root: Path) -> bool:
        """Write the file, in one step. Returns whether it changed."""
        return kept.write(root / FILE, _File(proposals=self.proposals))

    def named(self, given: str) -> Proposal:
        """The proposal with this id, or the one whose id begins so.

        Raises:
            UnknownName: there is none, or several.
        """
        found = [each for each in self.proposals if each.id.startswith(given.lower())]
        if len(given) < SHORTEST or not found:
            short = f"; write at least {SHORTEST} digits" if len(given) < SHORTEST else ""
            raise UnknownName(f"no proposal '{given}'{short}. 'survey refresh --list' shows those that are open")
        if len(found) > 1:
            raise UnknownName(f"'{given}' can be {' or '.join(each.id for each in found)}; write more digits")
        return found[0]

    def without(self, proposals: Iterable[Proposal]) -> Standing:
        """Those that are left when these are decided."""
        ids = {each.id for each in proposals}
        return Standing(tuple(each for each in self.proposals if each.id not in ids))

    def still_open(self, survey: Survey, rejections: Rejections) -> Standing:
        """Those that would still change something, and that nobody has said no to."""
        left = (each for each in self.proposals if is_open(each, survey) and not rejections.have(each))
        return Standing(tuple(left))

    def renewed(self, new: Iterable[Proposal], asked: Mapping[str, Collection[str]]) -> Standing:
        """What stands after another run: the new proposals, and the old ones of sources that were not heard this time.

        What a source has said of a paper goes when the source was asked for the paper again and says something else.

        Args:
            new: the proposals of this run.
            asked: by the name of each source, the keys of the papers that it has answered for.
        """
        open_: dict[str, Proposal] = {each.id: each for each in new}
        fresh = frozenset(open_)
        answered = {(each.key, each.kind) for each in open_.values()}
        for old in self.proposals:
            told = tuple(each for each in old.told if old.key not in asked.get(each.source, ()))
            if told and old.id in open_:
                open_[old.id] = _joined(open_[old.id], told)
            elif told and (old.kind not in _COUNTED or (old.key, old.kind) not in answered):
                open_[old.id] = old.model_copy(update={"told": told})
        return Standing(tuple(sorted(_contradicted(open_.values(), fresh), key=_rank)))


def is_open(proposal: Proposal, survey: Survey) -> bool:
    """Whether a record still says what it said when the proposal was made; of a new paper, whether it is still new."""
    if proposal.kind == "paper":
        ids = proposal.said.get("ids") or {}
        known = any(folded(scheme, value) in survey.by_id for scheme, value in ids.items())
        return not known and normal_form(str(proposal.said.get("title"))) not in survey.by_title
    paper = survey.papers.get(proposal.key)
    return paper is not None and not list(differing(proposal, paper))


def differing(proposal: Proposal, paper: Paper) -> Iterator[tuple[str, Any, Any]]:
    """Places where a record does not say what it said when a proposal was made: the place, the value then and now."""
    record = paper.model_dump(mode="json", exclude_defaults=True)
    for place in proposal.said:
        then, now = as_json(proposal.now.get(place)), value_at(record, place)
        if then != now:
            yield place, then, now


def value_at(record: Mapping[str, Any], place: str) -> Any:
    """What a record says at a place such as ``ids.openreview``; None where it says nothing."""
    value: Any = record
    for part in place.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def as_json(value: Any) -> Any:
    """A value as it comes back from a file: lists for tuples, texts for days."""
    return pydantic_core.from_json(pydantic_core.to_json(value))


def _joined(one: Proposal, told: Sequence[Telling]) -> Proposal:
    """A proposal that others make, too."""
    sources = {each.source for each in one.told}
    return one.model_copy(update={"told": (*one.told, *(each for each in told if each.source not in sources))})


def _contradicted(proposals: Iterable[Proposal], fresh: Collection[str]) -> Iterator[Proposal]:
    """The proposals; where a new one and an old one want the same place to say different things, neither is certain."""
    by_key: Callable[[Proposal], tuple[str, str]] = lambda each: (each.key, each.kind)  # noqa: E731
    for (_, kind), group in groupby(sorted(proposals, key=by_key), by_key):
        alike = list(group)
        mixed = kind != "paper" and len({each.id in fresh for each in alike}) > 1
        for each in alike:
            against = mixed and any(_is_against(each, other) for other in alike)
            yield _doubted(each) if against else each


def _is_against(one: Proposal, other: Proposal) -> bool:
    return any(one.said[place] != other.said[place] for place in one.said.keys() & other.said.keys())


def _doubted(proposal: Proposal) -> Proposal:
    certainty = Certainty.LIKELY if proposal.certainty is Certainty.CERTAIN else proposal.certainty
    reasons = tuple(dict.fromkeys((*proposal.reasons, _AGAINST)))
    return proposal.model_copy(update={"certainty": certainty, "reasons": reasons})


def _rank(proposal: Proposal) -> tuple[int, int, str, str]:
    return proposal.certainty.doubt, WORTH.index(proposal.kind), proposal.key, proposal.id
