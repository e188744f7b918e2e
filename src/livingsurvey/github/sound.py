"""Accepting without breaking anything: nobody is there to mend what makes ``survey check`` fail, so that is undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby

from livingsurvey.checks import check
from livingsurvey.model import Finding, Severity
from livingsurvey.model.proposal import Proposal
from livingsurvey.refresh import deciding
from livingsurvey.refresh.deciding import Decided, Refusal
from livingsurvey.store.write import write_bytes
from livingsurvey.survey import Survey


def accept(survey: Survey, proposals: Iterable[Proposal], day: dt.date) -> Decided:
    """Carry proposals out as :func:`.deciding.accept` does, without those that give any file of the survey an error.

    That a record is right by itself is not all: a list may forbid it, as that of candidates does what is in the survey.
    """
    ordered = sorted(proposals, key=lambda each: each.key)
    if not ordered:
        return Decided({}, ())
    known = {_what(each) for each in _errors(survey)}
    decided, wrong = _tried(survey, ordered, day, known)
    if not wrong:
        return decided
    written: dict[str, tuple[Proposal, ...]] = {}
    refused: list[Refusal] = []
    for _, group in groupby(ordered, key=lambda each: each.key):
        some = tuple(group)
        decided, wrong = _tried(Survey.load(survey.root, strict=False), some, day, known)
        written |= decided.written
        refused += decided.refused
        if wrong:
            told = f"{wrong[0].file}:{wrong[0].line}: {wrong[0].code}: {wrong[0].reason}. {wrong[0].fix}"
            refused.append(Refusal(some, f"the survey would have an error: {told}"))
    return Decided(written, tuple(refused))


def _tried(
    survey: Survey, proposals: Sequence[Proposal], day: dt.date, known: set[tuple[str, ...]]
) -> tuple[Decided, list[Finding]]:
    """What was carried out, and errors that are new; where there are such, nothing was."""
    root = survey.root
    files = [survey.files[each.key] for each in proposals if each.key in survey.files]
    before = {file: (root / file).read_bytes() for file in files}
    decided = deciding.accept(survey, proposals, day)
    wrong = [each for each in _errors(Survey.load(root, strict=False)) if _what(each) not in known]
    if not wrong:
        return decided, []
    for file in decided.written:
        if file in before:
            write_bytes(root / file, before[file])
        else:
            (root / file).unlink()
    return Decided({}, decided.refused), wrong


def _errors(survey: Survey) -> list[Finding]:
    return [each for each in check(survey, cached=True) if each.severity is Severity.ERROR]


def _what(finding: Finding) -> tuple[str, ...]:
    return finding.file, finding.code, finding.reason
