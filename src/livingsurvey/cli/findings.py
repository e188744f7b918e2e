"""Findings as a person, a program, or GitHub reads them."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from livingsurvey.cli.terminal import count_of, is_watched, out, show
from livingsurvey.model import Finding, Severity

if TYPE_CHECKING:
    from rich.text import Text


def show_findings(findings: Iterable[Finding]) -> None:
    """One finding a line: in colour on a terminal, plain elsewhere."""
    if is_watched():
        for finding in findings:
            show(_coloured(finding))
    else:
        out(as_text(findings))


def summary(findings: Sequence[Finding]) -> str:
    """How many there are of each severity: ``2 errors, 1 warning``."""
    if not findings:
        return "no findings"
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    counts = [(errors, "error"), (len(findings) - errors, "warning")]
    return ", ".join(count_of(number, noun) for number, noun in counts if number)


def as_text(findings: Iterable[Finding]) -> str:
    """One finding a line."""
    return "".join(f"{finding}\n" for finding in findings)


def as_json(findings: Sequence[Finding]) -> str:
    """A JSON object: :class:`livingsurvey.checks.report.Report`."""
    from livingsurvey.checks.report import report

    return report(findings).model_dump_json(indent=2)


def as_annotations(findings: Iterable[Finding], root: Path, *, first: Container[str] = ()) -> str:
    """GitHub's workflow commands, which show each finding beside its line in a pull request.

    Args:
        findings: what to show.
        root: the survey's folder; GitHub wants paths from the top of the repository, where its runner starts.
        first: files whose findings come before the others': GitHub shows ten errors and ten warnings of a step.
    """
    top = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd())
    ordered = sorted(findings, key=lambda finding: finding.file not in first)
    return "".join(f"{_annotation(finding, os.path.relpath(root / finding.file, top))}\n" for finding in ordered)


def _annotation(finding: Finding, path: str) -> str:
    properties = {
        "file": path.replace(os.sep, "/"),
        "line": finding.line,
        "col": finding.column,
        "title": finding.code,
    }
    listed = ",".join(f"{name}={_escaped(str(value), ':', ',')}" for name, value in properties.items())
    return f"::{finding.severity} {listed}::{_escaped(f'{finding.reason}. {finding.fix}')}"


def _escaped(text: str, *more: str) -> str:
    for character in ("%", "\r", "\n", *more):
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _coloured(finding: Finding) -> Text:
    from rich.text import Text

    colour = "red" if finding.severity is Severity.ERROR else "yellow"
    return Text.assemble(
        (finding.place, "bold"),
        " ",
        (f"{finding.severity} {finding.code}", colour),
        f": {finding.reason}. ",
        (finding.fix, "green"),
    )
