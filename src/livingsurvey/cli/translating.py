"""``survey translations``: the catalogues with the words of a survey's other languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from livingsurvey.cli import loading
from livingsurvey.cli.app import UPKEEP, command
from livingsurvey.cli.terminal import count_of, out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from livingsurvey.language.messages import Catalogue, State


@command(UPKEEP, "survey translations", "survey translations fr", "survey translations --check")
def translations(
    context: typer.Context,
    languages: Annotated[
        list[str] | None,
        typer.Argument(metavar="LANGUAGE...", help="Codes of languages; by default those of survey.yaml."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", metavar="", help="Write nothing; exit with code 1 if words are missing or wrong.")
    ] = False,
) -> None:
    """Bring the catalogues of translations up to date.

    A catalogue (gettext's .po) has every text of the site in English and in another language. New texts are added
    without a translation, those that nobody uses any more are removed. Translate them there, or with any program for
    such files. A new language begins with: survey translations CODE
    """
    from livingsurvey.language.messages import catalogues, state, update

    with loading.alone(context, when=not check):
        survey = loading.without_errors(context)
        wanted = languages or [code for code in survey.info.languages if code != "en"]
        states = [
            (catalogue, state(catalogue) if check else update(catalogue))
            for code in wanted
            for catalogue in catalogues(survey, code)
        ]
    for catalogue, found in states:
        place = catalogue.path.relative_to(survey.root)
        out(f"{place}: {_counts(catalogue, found)}\n")
        if check:
            out("".join(f"  {line}\n" for line in _told(found)))
    if check and any(map(any, (found for _, found in states))):
        raise typer.Exit(1)


def _counts(catalogue: Catalogue, found: State) -> str:
    done = len(catalogue.used) - len(found.missing)
    wrong = f", {len(found.wrong)} wrong" if found.wrong else ""
    return f"{done:,} of {count_of(len(catalogue.used), 'text')} translated{wrong}"


def _told(found: State) -> Iterator[str]:
    for text in found.missing:
        yield f"not translated: {text}"
    for text in found.unused:
        yield f"used nowhere: {text}"
    for text in found.wrong:
        yield f"with other places or tags than the English: {text}"
