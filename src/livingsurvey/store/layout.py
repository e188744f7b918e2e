"""Where the files of a survey stand, relative to its folder, and what to do with one that stands elsewhere.

What people write every day is at the top: survey.yaml, taxonomy.yaml and papers/. What papers are held against is in
one folder, what was and what was promised in another.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from livingsurvey.model import Finding, Repair
from livingsurvey.model.nearest import nearest
from livingsurvey.store.symlinks import in_place_of_a_record
from livingsurvey.store.write import is_temporary

KNOWLEDGE = "knowledge"
VENUES = f"{KNOWLEDGE}/venues.yaml"
FRAMEWORKS = f"{KNOWLEDGE}/frameworks.yaml"
METRICS = f"{KNOWLEDGE}/metrics.yaml"
RESULTS = f"{KNOWLEDGE}/results"
SURVEYS = f"{KNOWLEDGE}/surveys.yaml"
CHOOSING = f"{KNOWLEDGE}/choose.yaml"
SEARCHING = f"{KNOWLEDGE}/search.yaml"
FIELDS = f"{KNOWLEDGE}/fields.yaml"
TRAITS = f"{KNOWLEDGE}/traits.yaml"
LISTS = f"{KNOWLEDGE}/lists.yaml"
REFRESHING = f"{KNOWLEDGE}/refresh.yaml"
LANGUAGES = f"{KNOWLEDGE}/languages"

EXTENSIONS = "extensions"
HISTORY = "history"
CHANGES = f"{HISTORY}/changes.jsonl"
ADDRESSES = f"{HISTORY}/addresses.txt"
REJECTED = f"{HISTORY}/rejected.jsonl"

DESCRIBED = "https://livingsurvey.github.io/livingsurvey/tool/data-formats/"
"""The page on all these files."""

IN_FOLDERS = {
    PurePosixPath(place).name: place
    for place in (
        *(VENUES, FRAMEWORKS, METRICS, RESULTS, SURVEYS, CHOOSING, SEARCHING, FIELDS, TRAITS, LISTS, REFRESHING),
        *(CHANGES, ADDRESSES),
    )
}
"""The places below the two folders by the names of the files: where surveys had them at the top, before."""


_OF_EDITORS = re.compile(r"\.#.*|#.*#|.*~|\..*\.sw[a-px]|4913|.*___jb_(?:tmp|old)___", re.DOTALL)
"""What Emacs, Vim and the editors of JetBrains put beside a file while it is open or being saved."""


def is_passed_over(name: str) -> bool:
    """Whether a file of this name is none of the survey's: one that is being written, or that an editor keeps."""
    return is_temporary(name) or _OF_EDITORS.fullmatch(name) is not None


def formerly(folder: str) -> list[str]:
    """The names that the files in one of the two folders had at the top."""
    return [name for name, place in IN_FOLDERS.items() if place.startswith(f"{folder}/")]


def today(path: str) -> str:
    """Where a file of an earlier state of a survey would stand now."""
    top, slash, rest = path.partition("/")
    return f"{IN_FOLDERS.get(top, top)}{slash}{rest}"


def misplaced(root: Path) -> Iterator[Finding]:
    """A finding for each file and folder that stands at the top, where nobody reads it."""
    for name, place in IN_FOLDERS.items():
        if not os.path.lexists(root / name):
            continue
        folder = PurePosixPath(place).parent
        reason, repair = f"it is not read here; it belongs in {folder}/", None
        if os.path.lexists(root / place):
            fix = f"Keep one of the two; {place} is the one that is read."
        else:
            fix = f"Run  mkdir -p {folder} && git mv {name} {folder}/"
            repair = None if (root / name).is_symlink() else Repair(move_to=place)
        yield Finding(name, 1, 1, "LS119", reason, fix, repair=repair)


def strays(root: Path) -> Iterator[Finding]:
    """A finding for each file of the two folders that only looks as if it were read."""
    known = (*IN_FOLDERS.values(), LANGUAGES, REJECTED)
    for folder in (KNOWLEDGE, HISTORY):
        if (root / folder).is_symlink():
            yield in_place_of_a_record(root, folder)
            continue
        with contextlib.suppress(OSError):  # no folder, or one that cannot be read, which is told of its files
            for path in sorted((root / folder).iterdir()):
                name = f"{folder}/{path.name}"
                if name not in known and path.name != ".gitkeep" and not is_passed_over(path.name):
                    match = nearest(name, known)
                    fix = f"Did you mean {match}?" if match else "Move it; {DESCRIBED} lists what belongs here."
                    yield Finding(name, 1, 1, "LS112", "stray file: a file of this name is not read", fix)
