"""One run of the command: from what was typed to an exit code, whatever happens."""

from __future__ import annotations

import copy
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import typer

from livingsurvey.cli import adding as adding
from livingsurvey.cli import answering as answering
from livingsurvey.cli import checking as checking
from livingsurvey.cli import importing as importing
from livingsurvey.cli import linking as linking
from livingsurvey.cli import publishing as publishing
from livingsurvey.cli import querying as querying
from livingsurvey.cli import refreshing as refreshing
from livingsurvey.cli import reviewing as reviewing
from livingsurvey.cli import standing as standing
from livingsurvey.cli import starting as starting
from livingsurvey.cli import translating as translating
from livingsurvey.cli import upkeep as upkeep
from livingsurvey.cli.app import app, global_options_first
from livingsurvey.cli.terminal import close_output, say, use_any_encoding
from livingsurvey.cli.trouble import explained

_WrongUsage = typer.BadParameter.__mro__[1]


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; no error but an interrupt leaves this function.

    Args:
        arguments: what was typed after ``survey``.
    """
    use_any_encoding()
    try:
        everywhere, rest = global_options_first(arguments)
        code = _run([*everywhere, *(rest or ["--help"])])
        sys.stdout.flush()
    except BrokenPipeError:
        close_output()
        return 0
    except Exception as error:
        return _fail(error, debug="--debug" in arguments)
    return code


def _run(arguments: list[str]) -> int:
    command = typer.main.get_command(_holding_only(arguments))
    try:
        return int(command.main(args=arguments, prog_name="survey", standalone_mode=False) or 0)
    except SystemExit:  # the way out that Typer takes at a broken pipe
        close_output()
        return 0


def _holding_only(arguments: list[str]) -> typer.Typer:
    """The application with the one command that is asked for, as building all takes a while; with all if none is.

    Only then are extensions looked for that add some.
    """
    asked = next((argument for argument in arguments if not argument.startswith("-")), None)
    named = {each.name or getattr(each.callback, "__name__", ""): each for each in app.registered_commands}
    some = copy.copy(app)
    if asked in named:
        some.registered_commands = [named[asked]]
    elif "--version" not in arguments:
        from livingsurvey.cli.extending import with_extensions

        folders = [each.removeprefix("--root=") for each in arguments if each.startswith("--root=")]
        some.registered_commands = [*app.registered_commands]
        with_extensions(some, Path(folders[-1] if folders else ""), named)
    return some


def _fail(error: Exception, *, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    if isinstance(error, _WrongUsage):
        return _show_usage(error)
    for told in (*getattr(error, "findings", ()), *getattr(error, "__notes__", ())):
        say(str(told))
    message, code = explained(error)
    say(f"survey: error: {message}")
    return code


def _show_usage(error: Exception) -> int:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "survey"
    said = str(getattr(error, "format_message", error.__str__)()).replace("Value error, ", "")
    message = " ".join(said.split())
    say(f"survey: error: {message.rstrip('.')}; '{command} --help' explains")
    return 2
