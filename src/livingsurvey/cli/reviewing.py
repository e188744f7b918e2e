"""``survey report``: what a branch or a pull request does to the survey."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated

import typer

from livingsurvey.cli import loading
from livingsurvey.cli.app import UPKEEP, command
from livingsurvey.cli.terminal import out


class Format(enum.StrEnum):
    """How a report is written."""

    MARKDOWN = "markdown"
    JSON = "json"


@command(
    UPKEEP,
    "survey report --base origin/main",
    "survey report --base origin/main --format json > report.json",
    "survey report --from report.json",
)
def report(
    context: typer.Context,
    base: Annotated[
        str | None, typer.Option(metavar="REVISION", help="Compare with this branch, tag or commit.")
    ] = None,
    saved: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="Show this report, made with --format json.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="What to write.")] = Format.MARKDOWN,
    newcomer: Annotated[
        bool, typer.Option("--newcomer", metavar="", help="Add a word for somebody's first contribution.")
    ] = False,
    run_url: Annotated[
        str | None, typer.Option(metavar="URL", help="The run whose files hold the site, for those who want to look.")
    ] = None,
) -> None:
    """Tell what a branch changes: findings, new and changed records, lines of the README.

    Text from the records is escaped: it can call nobody and be nothing but text. The Markdown fits into a comment on
    GitHub.
    """
    from livingsurvey.errors import UsageError
    from livingsurvey.github.comment import rendered
    from livingsurvey.github.report import PullRequest, report_on

    if (base is None) == (saved is None):
        raise UsageError("name what to compare with, --base REVISION, or a report, --from FILE")
    survey = loading.everything(context)
    made = PullRequest.read(saved) if saved else report_on(survey, base or "")
    if form is Format.JSON:
        out(made.model_dump_json(indent=2, exclude_defaults=True))
        return
    contribute_url = f"{survey.info.site}contribute/" if survey.info.site else None
    out(rendered(survey.root, "report", report=made, newcomer=newcomer, run_url=run_url, contribute_url=contribute_url))
