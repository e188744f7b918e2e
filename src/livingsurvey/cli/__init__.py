"""The command line. :func:`main` is the command ``survey``; each group of its commands is a module here."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

__all__ = ["main"]

INTERRUPTED = 130
"""The exit code after Ctrl-C."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 fine, 1 findings, 2 wrong usage, 3 network, 4 internal error.

    Args:
        arguments: what was typed after ``survey``; by default what the process was started with.
    """
    # pydantic would look through every installed distribution for plugins, which no command needs.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if arguments is None:
        gc.disable()  # a process of one command ends before there is much to collect; 'serve' goes on, and turns it on
    try:
        from livingsurvey.cli.running import run  # here, so that Ctrl-C is quiet while the rest is being imported

        return run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
