"""``survey mcp``: a survey for programs that ask it, in a process of their own."""

from __future__ import annotations

import gc
import signal
import sys
from typing import Annotated

import typer

from livingsurvey.cli import loading
from livingsurvey.cli.app import EVERYDAY, command
from livingsurvey.cli.terminal import say


@command(EVERYDAY, "survey mcp", "survey mcp --site https://livingsurvey.github.io/livingsurvey/", name="mcp")
def answer(
    context: typer.Context,
    site: Annotated[
        str | None, typer.Option(metavar="URL", help="Answer from the site at this address, not from a folder.")
    ] = None,
) -> None:
    """Answer programs in the Model Context Protocol.

    A program starts this command and asks on its standard input. There are tools to find, show, compare and cite
    papers, and to look up topics and numbers. They only read. A folder is read once, at the start; a site is asked for
    its papers at the start, and for more of a paper when that is asked for. The package needs its extra "mcp".
    """
    try:
        import mcp  # noqa: F401 - what is not installed is named
    except ImportError as error:
        from livingsurvey.errors import EnvironmentTrouble

        raise EnvironmentTrouble("mcp is not installed; run  python -m pip install 'livingsurvey[mcp]'") from error
    from livingsurvey.mcp.published import published
    from livingsurvey.mcp.questions import Asked
    from livingsurvey.mcp.server import server

    asked = published(site) if site else Asked(loading.what_can_be_read(context))
    if sys.stdin.isatty():
        say("survey: waits for what a program asks on standard input; Ctrl-C ends it")
    gc.enable()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # else it waits for the line that is being read
    server(asked).run()
