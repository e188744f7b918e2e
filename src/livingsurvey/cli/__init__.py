"""The command line. :func:`main` is the command ``survey``; each other module here is a group of its commands."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence

import typer

from livingsurvey.cli import checking as checking
from livingsurvey.cli import publishing as publishing
from livingsurvey.cli import querying as querying
from livingsurvey.cli import upkeep as upkeep
from livingsurvey.cli.app import app, global_options_first
from livingsurvey.cli.terminal import close_output, say, use_any_encoding
from livingsurvey.cli.trouble import INTERRUPTED, explained

__all__ = ["app", "main"]

_WrongUsage = typer.BadParameter.__mro__[1]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; no error leaves this function.

    Args:
        arguments: what was typed after ``survey``; by default what the process was started with.
    """
    use_any_encoding()
    ordered = global_options_first(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _run(ordered)
        sys.stdout.flush()
    except BrokenPipeError:
        close_output()
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _fail(error, debug="--debug" in ordered[: ordered.index("--")] if "--" in ordered else "--debug" in ordered)
    return code


def _run(arguments: list[str]) -> int:
    command = typer.main.get_command(app)
    try:
        return int(command.main(args=arguments, prog_name="survey", standalone_mode=False) or 0)
    except SystemExit as exit_:
        return int(exit_.code or 0)


def _fail(error: Exception, *, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    if isinstance(error, _WrongUsage):
        return _show_usage(error)
    for finding in getattr(error, "findings", ()):
        say(str(finding))
    message, code = explained(error)
    say(f"survey: error: {message}")
    return code


def _show_usage(error: Exception) -> int:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "survey"
    say(f"survey: error: {error.format_message()} '{command} --help' explains.")
    return 2
