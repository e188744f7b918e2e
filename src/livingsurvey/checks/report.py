"""The result of a check as JSON: the one form of findings that other programs may rely on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from livingsurvey.model import Finding, Severity
from livingsurvey.model.record import Record

SCHEMA_VERSION: Literal[1] = 1
"""Raised when a program that reads the JSON would have to change."""

Count = Annotated[int, Field(ge=0)]


class Reported(Record):
    """One thing that is wrong in one place."""

    file: str = Field(description="the file, relative to the survey's folder, with forward slashes")
    line: Annotated[int, Field(ge=1)] = Field(description="the line, counted from 1")
    column: Annotated[int, Field(ge=1)] = Field(description="the column, counted in characters from 1")
    code: str = Field(description="the code, as in LS102", pattern=r"^[A-Z]{2,8}[0-9]{3}$")
    severity: Severity = Field(description="errors end with exit code 1 and are not published, warnings do neither")
    reason: str = Field(description="what is wrong, without a full stop")
    fix: str = Field(description="what to write instead")
    fixable: bool = Field(description="whether 'survey check --fix' would do it")


class Report(Record):
    """What 'survey check --format json' writes."""

    schema_version: Literal[1] = Field(description="raised when a program that reads this would have to change")
    errors: Count = Field(description="how many findings are errors")
    warnings: Count = Field(description="how many findings are warnings")
    findings: tuple[Reported, ...] = Field(description="all findings, by file, line and column")


def report(findings: Sequence[Finding]) -> Report:
    """The findings of a check, counted."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    return Report(
        schema_version=SCHEMA_VERSION,
        errors=errors,
        warnings=len(findings) - errors,
        findings=tuple(map(_reported, findings)),
    )


def _reported(finding: Finding) -> Reported:
    return Reported(
        file=_text(finding.file),
        line=finding.line,
        column=finding.column,
        code=finding.code,
        severity=finding.severity,
        reason=_text(finding.reason),
        fix=_text(finding.fix),
        fixable=finding.repair is not None,
    )


def _text(text: str) -> str:
    """Text as JSON can hold it: of a file's name that is no UTF-8, what is not is escaped."""
    return text.encode("utf-8", "backslashreplace").decode()
