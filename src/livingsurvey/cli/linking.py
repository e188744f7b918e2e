"""``survey links``: whether the links of the records still lead somewhere."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from livingsurvey import clock
from livingsurvey.cli import loading
from livingsurvey.cli.app import UPKEEP, Format, command
from livingsurvey.cli.terminal import count_of, out, say


@command(UPKEEP, "survey links", "survey links --most 50", "survey links --format markdown > links.md")
def links(
    context: typer.Context,
    memory: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Results of earlier checks; by default build/links.json in the survey's folder."
        ),
    ] = None,
    most: Annotated[int, typer.Option(metavar="NUMBER", min=0, help="How many links to check.")] = 500,
    form: Annotated[
        Format, typer.Option("--format", help="Lines of text, JSON, or a table for an issue.")
    ] = Format.TEXT,
) -> None:
    """Check whether links still work, and list the dead ones.

    Those checked longest ago come first. A link is dead when it has failed three checks over two weeks or more; a
    server that refuses robots never makes a link dead.
    """
    from livingsurvey.checks.dead import addresses, dead_links
    from livingsurvey.cli import findings as shown
    from livingsurvey.github.comment import rendered
    from livingsurvey.sources.links import Memory, after_a_look, dead

    survey = loading.what_can_be_read(context)
    file = memory or survey.root / "build" / "links.json"
    seen = after_a_look(Memory.read(file), addresses(survey), clock.today(), most=most)
    with loading.alone(context):
        seen.write(file)
    given_up = {url: f"{each.reason}, since {each.failures[0]}" for url, each in dead(seen).items()}
    findings = dead_links(survey, given_up)
    if form is Format.JSON:
        out(shown.as_json(findings))
    elif form is Format.MARKDOWN:
        out(rendered(survey.root, "links", findings=findings) if findings else "")
    else:
        shown.show_findings(findings)
    counts = Counter(str(each.outcome) for each in seen.links.values())
    told = ", ".join(f"{number:,} {outcome}" for outcome, number in sorted(counts.items()))
    say(f"{count_of(len(seen.links), 'link')}: {told or 'none looked at'}; {len(given_up)} dead")
