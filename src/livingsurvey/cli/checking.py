"""``survey check``: what is wrong with the data, where, and what to write instead."""

from __future__ import annotations

import enum
from typing import Annotated

import typer

from livingsurvey.cli import loading
from livingsurvey.cli.app import UPKEEP, command
from livingsurvey.cli.terminal import count_of, out, say


class Format(enum.StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


@command(UPKEEP, "survey check", "survey check --format json | jq '.findings[].code'", "survey check --format github")
def check(
    context: typer.Context,
    form: Annotated[
        Format,
        typer.Option("--format", help="One line each; JSON for programs; or annotations in a GitHub pull request."),
    ] = Format.TEXT,
) -> None:
    """Say everything that is wrong in any file.

    Each finding names file, line and column, a stable code, the reason, and what to write instead. Errors end with exit
    code 1 and keep the survey from being published; warnings do neither.
    """
    from livingsurvey.checks import check as all_findings
    from livingsurvey.cli import findings as shown
    from livingsurvey.model import Severity

    survey = loading.everything(context)
    findings = all_findings(survey)
    if form is Format.JSON:
        out(shown.as_json(findings))
    elif form is Format.GITHUB:
        out(shown.as_annotations(findings, survey.root))
    else:
        shown.show_findings(findings)
    say(f"{count_of(len(survey), 'paper')}: {shown.summary(findings)}")
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise typer.Exit(1)
