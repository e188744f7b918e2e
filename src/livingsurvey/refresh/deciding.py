"""A yes, which changes the lines of a record that it is about and no others; and a no, which is remembered."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pydantic import ValidationError

from livingsurvey.checks import check
from livingsurvey.errors import SurveyError, UsageError
from livingsurvey.intake import Batch
from livingsurvey.model import Finding, Severity
from livingsurvey.model.proposal import Proposal
from livingsurvey.refresh import rejected
from livingsurvey.refresh.editing import Edit, added, edited
from livingsurvey.store.write import told_apart
from livingsurvey.survey import Survey


@dataclass(frozen=True, slots=True)
class Refusal:
    """Proposals for one record that were not carried out, and why: the place, what is wrong, what to do."""

    proposals: tuple[Proposal, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What accepting did: the files that were written, each with its proposals, and what was refused."""

    written: Mapping[str, tuple[Proposal, ...]]
    refused: tuple[Refusal, ...]

    @property
    def accepted(self) -> tuple[Proposal, ...]:
        """The proposals that are part of the records now."""
        return tuple(proposal for proposals in self.written.values() for proposal in proposals)


def accept(survey: Survey, proposals: Iterable[Proposal], day: dt.date) -> Decided:
    """Carry proposals out: all of one record in one write, or none of them. What fails for one keeps nobody else.

    Nothing is written that would give any file of the survey an error that it has not now.

    Args:
        survey: the survey as it was read from its folder with ``strict=False``; nobody else writes to it meanwhile.
        proposals: what somebody says yes to.
        day: today, which stands in new records.

    Raises:
        OSError: a file cannot be written; notes on it name those that were, and those that were not.
    """
    ordered = sorted(proposals, key=lambda each: (each.key, each.id))
    batch = Batch(survey, day)
    edits: list[Edit] = []
    refused: list[Refusal] = []
    for _, group in groupby(ordered, key=_record):
        some = tuple(group)
        try:
            is_new = some[0].kind == "paper"
            edits.append(added(survey, batch, some[0], day) if is_new else edited(survey, some))
        except SurveyError as error:
            refused.append(Refusal(some, str(error)))
    sound, wrong = _without_errors(survey, edits)
    written: dict[str, tuple[Proposal, ...]] = {}
    with told_apart([each.file for each in sound], written):
        for each in sound:
            try:
                each.write()
            except SurveyError as error:  # somebody has written a file of this name a moment ago
                refused.append(Refusal(each.proposals, str(error)))
            else:
                written[each.file] = each.proposals
    return Decided(written, (*refused, *wrong))


def reject(root: Path, proposals: Iterable[Proposal], reason: str, day: dt.date) -> bool:
    """Remember that proposals were rejected. Returns whether that was new.

    Raises:
        UsageError: the reason is not one line of text.
        InvalidData: a line of the file of rejections is none.
    """
    try:
        lines = [rejected.Rejection.of(proposal, " ".join(reason.split()), day) for proposal in proposals]
    except ValidationError as error:
        raise UsageError("a reason is a line of text; write  --reason TEXT") from error
    return rejected.add(root, lines)


def _record(proposal: Proposal) -> tuple[str, str]:
    """What is written at once: all changes of a record, and each new record by itself."""
    return proposal.key, proposal.id if proposal.kind == "paper" else ""


def _without_errors(survey: Survey, edits: Sequence[Edit]) -> tuple[Sequence[Edit], list[Refusal]]:
    """The edits that give no file of the survey a new error, and the others with what they would lead to.

    Rules look at the whole survey: a record that is right by itself can have another's id, or be a paper that a list of
    candidates still looks for.
    """
    known = {_what(finding) for finding in _errors(survey, ())} if edits else set()

    def new_errors(some: Sequence[Edit]) -> list[Finding]:
        return [finding for finding in _errors(survey, some) if _what(finding) not in known]

    left, refused = list(edits), list[Refusal]()
    while left and (wrong := new_errors(left)):
        blamed = [each for each in left if any(finding.file == each.file for finding in wrong)]
        if not blamed:  # the error is in a file that nobody edits: it comes with the last edit of the fewest
            count = bisect_left(range(len(left)), True, key=lambda count: bool(new_errors(left[:count])))
            blamed = left[count - 1 : count]
        for each in blamed:
            finding = next((finding for finding in wrong if finding.file == each.file), wrong[0])
            reject = f"survey refresh --reject {each.proposals[0].id} --reason TEXT"
            refused.append(Refusal(each.proposals, f"{each.file} is not written: {finding} Or  {reject}"))
        left = [each for each in left if each not in blamed]
    return left, refused


def _errors(survey: Survey, edits: Iterable[Edit]) -> list[Finding]:
    after = survey.with_changed({each.file: each.paper for each in edits})
    return [finding for finding in check(after) if finding.severity is Severity.ERROR]


def _what(finding: Finding) -> tuple[str, str, str]:
    return finding.file, finding.code, finding.reason
