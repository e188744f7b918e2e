"""The commands that extensions add: those of installed packages, and those of the survey that one is in."""

from __future__ import annotations

from collections.abc import Collection
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from livingsurvey.survey import Survey

_GROUP, _FOLDER = "livingsurvey.commands", "extensions"


def with_extensions(application: typer.Typer, root: Path, taken: Collection[str]) -> None:
    """Enter the commands of extensions into an application; of one that is broken, a line tells.

    Args:
        application: what they become commands of.
        root: the folder given with ``--root``.
        taken: the names of the program's own commands.
    """
    folder = root.resolve()
    if not entry_points(group=_GROUP) and not any((each / _FOLDER).is_dir() for each in (folder, *folder.parents)):
        return  # before anything is imported that help would wait for
    from livingsurvey.cli.app import EXTENSIONS, command
    from livingsurvey.cli.terminal import say
    from livingsurvey.errors import BrokenExtension
    from livingsurvey.extensions import Command
    from livingsurvey.extensions.loading import added

    try:
        for each in added(Command, _survey_in(folder), taken):
            command(EXTENSIONS, *each.examples, name=each.name, of=application)(each.function)
    except BrokenExtension as error:
        say(f"survey: warning: {error}")


def _survey_in(root: Path) -> Survey:
    """The survey that one is in, if any, without papers: it says whether its own extensions are run."""
    from livingsurvey.errors import NotASurvey
    from livingsurvey.store.read import NOTHING, find_root, read
    from livingsurvey.survey import Survey

    try:
        folder = find_root(root)
    except NotASurvey:
        return Survey(root, NOTHING)
    return Survey(folder, read(folder, papers=False) if (folder / _FOLDER).is_dir() else NOTHING)
