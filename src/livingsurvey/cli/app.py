"""The command ``survey``: what is common to all its commands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

EVERYDAY, PUBLISHING, UPKEEP = "Look things up", "Publish", "Keep the data right"
_WITH_VALUE, _FLAGS = "--root", ("--debug",)


def examples(*lines: str) -> str:
    """Command lines as the foot of a help page shows them."""
    shown = [f"[dim]$[/] {line.replace('[', chr(92) + '[')}" for line in lines]
    return "\n\n".join(["[bold]Examples[/]", *shown, "[dim]--root FOLDER and --debug go with every command.[/]"])


app = typer.Typer(
    name="survey",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 fine, 1 findings in the data, 2 wrong usage, 3 network, 4 internal error.",
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"survey {version('livingsurvey')}")
        raise typer.Exit


@app.callback()
def survey(
    context: typer.Context,
    root: Annotated[
        Path,
        typer.Option(metavar="FOLDER", help="The survey: the folder of survey.yaml, or one below it.", show_default=False),
    ] = Path(),
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """A living survey: research papers kept as YAML in git, and everything people read made from them.

    Start in a survey's folder with [bold]survey check[/], then [bold]survey build[/] or [bold]survey serve[/].
    """
    context.obj = root


def global_options_first(arguments: Sequence[str]) -> list[str]:
    """The arguments with the options of every command moved to the front, where they may be written by anyone.

    Nothing after ``--`` is moved.
    """
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument in _FLAGS or argument.startswith(f"{_WITH_VALUE}="):
            front.append(argument)
        elif argument == _WITH_VALUE:
            front += [argument, *(value for value, _ in zip(waiting, "1", strict=False))]
        else:
            rest.append(argument)
    return [*front, *rest]
