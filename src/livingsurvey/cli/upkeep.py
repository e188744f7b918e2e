"""``survey schema`` and ``survey forms``: what editors and GitHub need so that people make fewer mistakes."""

from __future__ import annotations

from typing import Annotated

import typer

from livingsurvey.cli import loading
from livingsurvey.cli.app import UPKEEP, command
from livingsurvey.cli.terminal import count_of, out, say


@command(UPKEEP, "survey schema", "survey schema --check")
def schema(
    context: typer.Context,
    check: Annotated[
        bool, typer.Option("--check", metavar="", help="Write nothing; exit with code 1 if a schema is out of date.")
    ] = False,
) -> None:
    """Write the JSON Schemas with which editors complete and check records.

    They go into schema/. Editors that know YAML complete topics and venues with them; run it after a change to
    taxonomy.yaml or venues.yaml.
    """
    from livingsurvey import schema as schemas
    from livingsurvey.errors import InvalidData

    with loading.alone(context, when=not check):
        survey = loading.everything(context)
        errors = [finding for finding in survey.findings if not finding.file.startswith("papers/")]
        if errors:
            raise InvalidData(errors)
        written = [] if check else schemas.write(survey)
    if not check:
        say(f"{count_of(len(written), 'schema')} written" if written else "the schemas were up to date")
        return
    from livingsurvey.publish.repository.generated import outdated_schemas

    outdated = list(outdated_schemas(survey))
    out("".join(f"{finding}\n" for finding in outdated))
    if outdated:
        raise typer.Exit(1)


@command(UPKEEP, "survey forms", "survey forms --check")
def forms(
    context: typer.Context,
    check: Annotated[
        bool, typer.Option("--check", metavar="", help="Write nothing; exit with code 1 if a form is out of date.")
    ] = False,
) -> None:
    """Write the issue forms for adding and correcting papers on GitHub.

    They go into .github/ISSUE_TEMPLATE/, a set in each language of the survey. Run it after a change to taxonomy.yaml,
    survey.yaml or a translation.
    """
    from livingsurvey.github import forms as issue_forms

    with loading.alone(context, when=not check):
        survey = loading.without_errors(context)
        written = [] if check else issue_forms.write(survey)
    if not check:
        say(f"{count_of(len(written), 'form')} written" if written else "the forms were up to date")
        return
    outdated = list(issue_forms.outdated(survey))
    out("".join(f"{finding}\n" for finding in outdated))
    if outdated:
        raise typer.Exit(1)
