"""``survey check``: what is wrong with the data, where, and what to write instead."""

from __future__ import annotations

import enum
import os
from collections.abc import Container
from typing import TYPE_CHECKING, Annotated

import typer

from livingsurvey.cli import loading
from livingsurvey.cli.app import UPKEEP, command
from livingsurvey.cli.terminal import count_of, out, say

if TYPE_CHECKING:
    from livingsurvey.model import Finding
    from livingsurvey.survey import Survey


class Format(enum.StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


@command(
    UPKEEP,
    "survey check",
    "survey check --fix",
    "survey check --changed-since origin/main",
    "survey check --format json | jq '.findings[].code'",
)
def check(
    context: typer.Context,
    form: Annotated[
        Format,
        typer.Option("--format", help="Lines of text, JSON, or annotations in a GitHub pull request."),
    ] = Format.TEXT,
    fix: Annotated[
        bool, typer.Option("--fix", metavar="", help="Fix whatever has only one possible fix; list the rest.")
    ] = False,
    changed_since: Annotated[
        str | None,
        typer.Option(metavar="REVISION", help="Report only on files changed since this git revision."),
    ] = None,
    generated: Annotated[
        bool,
        typer.Option(
            "--generated",
            metavar="",
            help="Also report out-of-date READMEs, schema/, docs/data.md and forms, and lost addresses.",
        ),
    ] = False,
) -> None:
    """Check all files and report everything that is wrong.

    Each finding has file, line and column, a stable code, the reason, and what to write instead. Errors end with
    exit code 1 and keep the survey from being published; warnings do neither.
    """
    from livingsurvey.checks import check as all_findings
    from livingsurvey.model import Severity
    from livingsurvey.refresh import rejected

    with loading.alone(context, when=fix):
        survey = loading.everything(context)
        changed = _changed(survey, changed_since)
        if fix:
            survey = _fixed(survey, changed)
    findings = sorted([*all_findings(survey, cached=True), *rejected.mistakes(survey.root)])
    if generated:
        findings = sorted([*findings, *_outdated(survey, findings)])
    if changed is not None:
        findings = [finding for finding in findings if finding.file in changed]
    _write(findings, form, survey)
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise typer.Exit(1)


def _write(findings: list[Finding], form: Format, survey: Survey) -> None:
    from livingsurvey.cli import findings as shown
    from livingsurvey.store.layout import EXTENSIONS

    if form is Format.JSON:
        out(shown.as_json(findings))
    elif form is Format.GITHUB:
        out(shown.as_annotations(findings, survey.root, first=_changed_by_the_pull_request(survey)))
    else:
        shown.show_findings(findings)
    say(f"{count_of(len(survey), 'paper')}: {shown.summary(findings)}")
    if not survey.info.extensions and any((survey.root / EXTENSIONS).glob("*.py")):
        say(f"{EXTENSIONS}/ is not run; say  extensions: true  in survey.yaml if you trust what is there")


def _fixed(survey: Survey, changed: Container[str] | None) -> Survey:
    """The survey after its files were repaired; what was done is told on standard error."""
    from livingsurvey.checks.fixing import fix

    fixed = fix(survey, lambda finding: changed is None or finding.file in changed)
    for finding in fixed.gone:
        say(f"fixed {finding}")
    return fixed.survey


def _outdated(survey: Survey, findings: list[Finding]) -> list[Finding]:
    """Generated files that are out of date. What is made of records is judged when these have no error."""
    from livingsurvey.github import forms
    from livingsurvey.model import Severity
    from livingsurvey.publish.repository import generated

    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    outdated: list[Finding] = [*generated.wrong_changes(survey)]
    if all(finding.file.startswith("papers/") for finding in errors):
        outdated += generated.outdated_schemas(survey)
    if not errors:
        outdated += [*generated.outdated_readme(survey), *generated.outdated_figures(survey)]
        outdated += [*generated.lost_addresses(survey), *forms.outdated(survey)]
    return outdated


def _changed(survey: Survey, revision: str | None) -> Container[str] | None:
    from livingsurvey.store.history import changed_files

    return None if revision is None else changed_files(survey.root, revision)


def _changed_by_the_pull_request(survey: Survey) -> Container[str]:
    """The files a pull request changes, where GitHub says which branch it goes to and that branch is there."""
    from livingsurvey.errors import UsageError
    from livingsurvey.store.history import changed_files

    base = os.environ.get("GITHUB_BASE_REF")
    try:
        return changed_files(survey.root, f"origin/{base}") if base else ()
    except UsageError:
        return ()
