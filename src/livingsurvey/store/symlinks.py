"""Symbolic links in a survey: what one leads to is another file, or none, on every other machine."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

from livingsurvey.errors import UsageError
from livingsurvey.model import Finding

_LONGEST = 200


def in_prose(root: Path) -> Iterator[Finding]:
    """A finding for each link in docs/ and templates/ that leads out of the survey, or nowhere."""
    for path in (path for name in ("docs", "templates") for path in _all(root / name)):
        if path.is_symlink() and (trouble := _trouble(root, path)):
            yield _finding(root, path.relative_to(root).as_posix(), trouble)


def in_place_of_a_record(root: Path, name: str) -> Finding:
    """The finding for a link among the records: they are files, and a link to one would be one paper under two keys."""
    return _finding(root, name, _trouble(root, root / name) or "where it would be read twice")


def place_of(root: Path, name: str) -> Path:
    """Where a file of the survey is to be written; never through a link, which would lead out of it.

    Raises:
        UsageError: a folder on the way is a link.
    """
    for folder in list(Path(name).parents)[:-1]:
        if (root / folder).is_symlink():
            raise UsageError(f"{folder.as_posix()} is a symbolic link; replace it with the folder itself")
    return root / name


def _all(folder: Path) -> Iterator[Path]:
    """A folder and everything in it, as it stands there: no link is followed."""
    yield folder
    if not folder.is_symlink():
        for place, folders, files in os.walk(folder):
            yield from (Path(place, name) for name in (*folders, *files))


def _trouble(root: Path, path: Path) -> str | None:
    """Why a link leads nowhere, or where it should not."""
    try:
        target = path.resolve(strict=True)
    except OSError as error:
        return "which forms a loop" if error.errno == errno.ELOOP else "which does not exist"
    except RuntimeError:  # how Python before 3.13 says that it leads in a circle
        return "which forms a loop"
    if target.is_relative_to(root.resolve()):
        return None
    return "outside the survey: on any other machine it is another file, or none"


def _finding(root: Path, name: str, trouble: str) -> Finding:
    kind = "folder" if (root / name).is_dir() else "file"
    reason = f"a symbolic link to {str((root / name).readlink())[:_LONGEST]!a}, {trouble}"
    return Finding(name, 1, 1, "LS116", reason, f"Replace the link with the {kind} itself, or delete it.")
