"""The command ``survey``: what is common to all its commands."""

from __future__ import annotations

import enum
import inspect
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

Command = TypeVar("Command", bound=Callable[..., Any])
STARTING, EVERYDAY, ADDING = "Start", "Look things up", "Add papers"
PUBLISHING, UPKEEP, EXTENSIONS = "Publish", "Keep the data right", "Extensions"


app = typer.Typer(
    name="survey",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 fine, 1 findings in the data, 2 wrong usage, 3 network, 4 internal error.",
)


class Format(enum.StrEnum):
    """How findings and proposals are written: for people, for programs, for an issue on GitHub."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


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
        typer.Option(
            metavar="FOLDER", help="The survey's folder, if it is not this one or one above.", show_default=False
        ),
    ] = Path(),
    debug: Annotated[bool, typer.Option("--debug", metavar="", help="Show the traceback of an error.")] = False,
    version: Annotated[
        bool, typer.Option("--version", metavar="", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """A living survey: research papers kept as YAML in git, and everything people read made from them.

    Start in a survey's folder with [bold]survey check[/], then [bold]survey build[/] or [bold]survey serve[/].
    """
    context.obj = root


def command(panel: str, *examples: str, name: str | None = None, of: typer.Typer = app) -> Callable[[Command], Command]:
    """Enter a function as a command: its docstring is the help, its parameters are the options.

    Args:
        panel: the group of commands it is shown in.
        examples: command lines for the foot of its help page.
        name: what it is called, if not like the function.
        of: the application that it is a command of.
    """

    def enter(function: Command) -> Command:
        paragraphs = inspect.cleandoc(function.__doc__ or "").split("\n\n")
        shown = ["[dim]$[/] " + example.replace("[", r"\[") for example in examples]
        foot = "\n".join(
            ["[bold]Examples[/]", *shown, "", "[dim]Every command also takes --root FOLDER and --debug.[/]"]
        )
        of.command(name, rich_help_panel=panel, help="\n\n".join(map(_on_one_line, paragraphs)), epilog=foot)(function)
        return function

    return enter


def _on_one_line(paragraph: str) -> str:
    return " ".join(paragraph.split())


def global_options_first(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """The options that go with every command, and the rest: they may be typed before the command or after it.

    Nothing after ``--`` is taken for an option.

    Raises:
        UsageError: ``--root`` stands at the end.
    """
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument == "--debug" or argument.startswith("--root="):
            front.append(argument)
        elif argument == "--root":
            front.append(f"--root={_value(waiting)}")
        else:
            rest.append(argument)
    return front, rest


def _value(arguments: Iterator[str]) -> str:
    for argument in arguments:
        return argument
    from livingsurvey.errors import UsageError

    raise UsageError("--root needs a folder; write  --root FOLDER")
