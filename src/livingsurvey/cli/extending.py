"""The commands that extensions add: those of installed packages, and those of the survey that one is in."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import typer

from livingsurvey.cli.app import EXTENSIONS, command
from livingsurvey.cli.terminal import say
from livingsurvey.errors import BrokenExtension, NotASurvey
from livingsurvey.extensions import Command, added
from livingsurvey.extensions.loading import FOLDER
from livingsurvey.store.read import NOTHING, find_root, read
from livingsurvey.survey import Survey


def with_extensions(application: typer.Typer, root: Path, taken: Collection[str]) -> None:
    """Enter the commands of extensions into an application; of one that is broken, a line tells.

    Args:
        application: what they become commands of.
        root: the folder given with ``--root``.
        taken: the names of the program's own commands.
    """
    try:
        for each in added(Command, _survey_in(root), taken):
            command(EXTENSIONS, *each.examples, name=each.name, of=application)(each.function)
    except BrokenExtension as error:
        say(f"survey: warning: {error}")


def _survey_in(root: Path) -> Survey:
    """The survey that one is in, if any, without papers: it says whether its own extensions are run."""
    try:
        folder = find_root(root)
    except NotASurvey:
        return Survey(root, NOTHING)
    return Survey(folder, read(folder, papers=False) if (folder / FOLDER).is_dir() else NOTHING)
