"""Proposals as a person or a program reads them. What sources say is data: nothing of it steers a terminal."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from livingsurvey.cli.terminal import count_of
from livingsurvey.model.finding import visible
from livingsurvey.model.proposal import Certainty, Proposal
from livingsurvey.survey import Survey

_LONGEST = 300
"""Characters of a value that are shown; the record's file shows all."""


def as_text(proposals: Sequence[Proposal]) -> str:
    """Proposals in groups of one certainty and kind, each with what would change, who says so, and why.

    Args:
        proposals: in the order of :class:`~livingsurvey.refresh.standing.Standing`.
    """
    lines: list[str] = []
    for (certainty, kind), group in groupby(proposals, key=lambda each: (each.certainty, each.kind)):
        lines += ["", f"{certainty}: {kind}"]
        for each in group:
            lines += ["", *(f"  {visible(line)}" for line in _lines(each))]
    return "".join(f"{line}\n" for line in lines[1:])


def as_json(proposals: Sequence[Proposal]) -> str:
    """A JSON object with ``schema_version`` and the proposals, each with its ``id``."""
    shown = [{"id": each.id, **each.model_dump(mode="json")} for each in proposals]
    return json.dumps({"schema_version": 1, "proposals": shown}, ensure_ascii=False, indent=2)


def as_markdown(proposals: Sequence[Proposal], survey: Survey) -> str:
    """The text of an issue, in which each proposal has a box to tick."""
    from livingsurvey.github.comment import rendered
    from livingsurvey.github.proposals import in_boxes, row

    boxes = in_boxes(row(each, survey) for each in proposals)
    return rendered(survey.root, "proposals", boxes=boxes, total=len(proposals)) if proposals else ""


def summary(proposals: Sequence[Proposal]) -> str:
    """How many there are of each certainty: ``12 proposals: 7 certain, 5 likely``."""
    counts = Counter(each.certainty for each in proposals)
    told = ", ".join(f"{counts[certainty]:,} {certainty}" for certainty in Certainty if counts[certainty])
    return f"{count_of(len(proposals), 'proposal')}: {told}" if proposals else "no proposals"


def next_command(proposals: Sequence[Proposal]) -> str:
    """What to type to decide."""
    first = proposals[0]
    accept = "--all-certain" if first.certainty is Certainty.CERTAIN else f"--accept {first.id}"
    return f"survey refresh {accept}, or  survey refresh --reject {first.id} --reason TEXT"


def _lines(proposal: Proposal) -> Iterator[str]:
    yield f"{proposal.id}  {proposal.key}"
    for place, now, said in proposal.changes:
        yield f"  {place}: {_change(now, said)}"
    for telling in proposal.told:
        yield f"  {telling.source}, read {telling.day}: {telling.reference}"
    if proposal.reasons:
        yield f"  {', '.join(proposal.reasons)}"


def _change(now: Any, said: Any) -> str:
    if now is None:
        return _shown(said)
    if isinstance(now, list | tuple) and isinstance(said, list | tuple):
        signs = [f"- {_shown(item)}" for item in now if item not in said]
        signs += [f"+ {_shown(item)}" for item in said if item not in now]
        return ", ".join(signs) or f"in another order, {_shown(said)}"
    return f"{_shown(now)} → {'nothing' if said is None else _shown(said)}"


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
