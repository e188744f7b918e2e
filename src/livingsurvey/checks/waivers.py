"""Exceptions that a record claims for itself: ``waive: {LS231: "reason"}``.

A waiver covers the findings of one code in the record it stands in. It needs a reason that says something, it must
cover something, and what the program cannot do without cannot be waived.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from livingsurvey.checks.codes import UNUSED_WAIVER, codes
from livingsurvey.checks.registry import Flaw, Rule, Scope, apply, rule, rules_of
from livingsurvey.model import Finding
from livingsurvey.model.nearest import nearest
from livingsurvey.survey import Survey

FEWEST_WORDS = 3
"""How many words a reason has at least: "ok" and "false alarm" give none."""

_WORD = re.compile(r"[\u3040-\u9fff]|[^\W\u3040-\u9fff]+")

Waiver = tuple[str, str]
"""File and code."""


def left_after_waivers(findings: Iterable[Finding], survey: Survey) -> set[Finding]:
    """The findings that no record waives, and one more for each waiver that covers nothing."""
    found = set(findings)
    waivers = _waivers(survey)
    left = {finding for finding in found if (finding.file, finding.code) not in waivers}
    if survey.findings or not waivers:  # what could not be read may be what a waiver is about
        return left
    unused = waivers - {(finding.file, finding.code) for finding in found - left}
    tell = Rule(UNUSED_WAIVER.name, UNUSED_WAIVER.severity, UNUSED_WAIVER.sentence, partial(_flaws, unused))
    return left | set(apply([tell], survey))


@rule("LS292", waivable=False, scope=Scope.RECORD)
def waiver_of_nothing(survey: Survey) -> Iterator[Flaw]:
    """A record waives a code that no rule has, or that cannot be waived."""
    waivable, known = _waivable(survey), {code.name for code in codes()} | {each.code for each in rules_of(survey)}
    for paper in survey:
        for code in paper.waive:
            if code in waivable:
                continue
            if code in known:
                reason, fix = f"{code} cannot be waived", "Correct the value, and delete the waiver."
            else:
                match = nearest(code, waivable)
                reason = f"no rule has the code {code}"
                fix = f"Did you mean {match}? Otherwise delete the waiver." if match else "Delete the waiver."
            yield Flaw(survey.files[paper.key], ("waive", code), reason, fix, on_key=True)


@rule("LS293", waivable=False, scope=Scope.RECORD)
def waiver_without_reason(survey: Survey) -> Iterator[Flaw]:
    """A waiver gives no real reason, so it has no effect."""
    for paper in survey:
        for code, reason in paper.waive.items():
            if not _says_why(reason):
                fix = "Say in one sentence why the finding does not apply to this record."
                yield Flaw(survey.files[paper.key], ("waive", code), f"'{reason}' is not a reason", fix)


def _waivers(survey: Survey) -> set[Waiver]:
    """The waivers that hold."""
    waivable = _waivable(survey)
    return {
        (survey.files[paper.key], code)
        for paper in survey
        for code, reason in paper.waive.items()
        if code in waivable and _says_why(reason)
    }


def _waivable(survey: Survey) -> set[str]:
    return {each.code for each in rules_of(survey) if each.waivable}


def _says_why(reason: str) -> bool:
    return len(_WORD.findall(reason)) >= FEWEST_WORDS


def _flaws(waivers: set[Waiver], survey: Survey) -> Iterator[Flaw]:
    for paper in survey:
        for code in paper.waive:
            file = survey.files[paper.key]
            if (file, code) in waivers:
                path = ("waive",) if len(paper.waive) == 1 else ("waive", code)
                reason = f"{code} does not occur here"
                yield Flaw(file, ("waive", code), reason, "Delete the waiver.", on_key=True, change={path: None})
