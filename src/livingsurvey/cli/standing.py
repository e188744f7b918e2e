"""``survey changes``, ``survey addresses``, ``survey freeze`` and ``survey thaw``: a survey over time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from livingsurvey import clock
from livingsurvey.cli import loading
from livingsurvey.cli.app import EVERYDAY, PUBLISHING, UPKEEP, command
from livingsurvey.cli.terminal import out, say

if TYPE_CHECKING:
    from livingsurvey.model import Change

_LISTED = 20
_INFO = "survey.yaml"


@command(EVERYDAY, "survey changes", "survey changes --since 2026-01-01 --json", "survey changes --write")
def changes(
    context: typer.Context,
    since: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="All changes since this day; by default the newest 20."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", metavar="", help="Write JSON, one object per line.")] = False,
    write: Annotated[
        bool, typer.Option("--write", metavar="", help="Update changes.jsonl to the current commit instead.")
    ] = False,
) -> None:
    """List papers added, re-filed, published, withdrawn and renamed, newest first.

    Additions come from the records, the rest from changes.jsonl and, after the commit where that ends, from git.
    """
    from livingsurvey.store import changes as store

    if write:
        with loading.alone(context):
            changed = store.write(loading.everything(context).root)
        say(f"{store.FILE} is written" if changed else f"{store.FILE} was up to date")
        return
    from livingsurvey.insight.timeline import timeline

    told = timeline(loading.what_can_be_read(context)).changes
    listed = told[:_LISTED] if since is None else [change for change in told if change.day >= since.date()]
    out("".join(f"{change.model_dump_json(exclude_defaults=True) if json else _line(change)}\n" for change in listed))


@command(PUBLISHING, "survey addresses", "survey addresses --write")
def addresses(
    context: typer.Context,
    write: Annotated[
        bool, typer.Option("--write", metavar="", help="Write addresses.txt instead, for a release.")
    ] = False,
) -> None:
    """List the addresses that the site keeps permanently.

    'survey check --generated' reports which addresses of the last release, listed in addresses.txt, are gone.
    """
    with loading.alone(context, when=write):
        survey = loading.without_errors(context)
        from livingsurvey.errors import InvalidData
        from livingsurvey.model import Severity
        from livingsurvey.publish.repository import permanent

        if not write:
            out("".join(f"{address or './'}\n" for address in sorted(permanent.addresses(survey))))
            return
        lost = [finding for finding in permanent.lost(survey) if finding.severity is Severity.ERROR]
        if lost:
            raise InvalidData(lost)
        say(f"{permanent.FILE} is written" if permanent.write(survey) else f"{permanent.FILE} was up to date")


@command(UPKEEP, 'survey freeze --reason "Continued at https://example.org/"')
def freeze(
    context: typer.Context,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why, and where readers should look instead.")],
) -> None:
    """Tell every reader that the survey is no longer kept current.

    The reason and today's date go into survey.yaml, and every page of the site and the README show them from then on.
    """
    from pydantic import ValidationError

    from livingsurvey.errors import UsageError
    from livingsurvey.model import Frozen
    from livingsurvey.store.write import edit_file

    with loading.alone(context):
        survey = loading.everything(context)
        since = survey.info.frozen.since if survey.info.frozen else clock.today()
        try:
            frozen = Frozen(since=since, reason=" ".join(reason.split()))
        except ValidationError as error:
            form = 'a reason is a line of text; write  --reason "Continued at https://example.org/"'
            raise UsageError(form) from error
        edit_file(survey.root / _INFO, {("frozen",): frozen.model_dump(mode="json")})
    say(
        f"{_INFO} says that the survey is frozen since {since}; 'survey readme' and 'survey build' show that to readers"
    )


@command(UPKEEP, "survey thaw")
def thaw(context: typer.Context) -> None:
    """Undo 'survey freeze'."""
    from livingsurvey.store.write import edit_file

    with loading.alone(context):
        survey = loading.everything(context)
        if survey.info.frozen is None:
            say("the survey is not frozen")
            return
        edit_file(survey.root / _INFO, {("frozen",): None})
    say(f"{_INFO} no longer says that the survey is frozen; 'survey readme' and 'survey build' show that to readers")


def _line(change: Change) -> str:
    """A change on one line: day, kind, subject, and what became what."""
    parts = [change.day.isoformat(), f"{change.kind:<13}", change.subject]
    before, after = (" ".join(values) for values in (change.before, change.after))
    parts += [f"{before} → {after}"] if before and after else [before or after or change.title]
    return "  ".join(parts)
