"""The files of the program in a survey, brought to the version that is installed.

A file that stands as the program wrote it is replaced; one that people have changed stays, and they are shown what is
new in it. What the program wrote is known by digests in ``.github/livingsurvey.json``.
"""

from __future__ import annotations

import difflib
import enum
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from packaging.version import Version
from pydantic import Field

from livingsurvey.errors import UsageError
from livingsurvey.model.record import Record
from livingsurvey.starting.files import kept_by_the_program
from livingsurvey.store import kept
from livingsurvey.store.symlinks import place_of
from livingsurvey.store.write import write_text

NOTE = ".github/livingsurvey.json"
_OTHERWISE = "what the program noted of its files; delete it, and all of them count as changed here"
_GITLAB = ".gitlab-ci.yml"
_PIN = re.compile(r"^livingsurvey==\S+", re.MULTILINE)


class _Note(Record):
    """What the program wrote here."""

    version: str = Field("0", description="the version of livingsurvey that wrote the files")
    files: dict[str, str] = Field(default_factory=dict, description="path -> SHA-256 of what was written")


class Fate(enum.StrEnum):
    """What became of a file."""

    NEW = "new"
    UPDATED = "updated"
    REMOVED = "removed"
    CHANGED = "changed here"
    """It differs from what the program wrote, and stays."""
    MISSING = "removed here"
    """Somebody has removed it, and it stays away."""


@dataclass(frozen=True, slots=True)
class Updated:
    """One file of the program: what became of it, and how it differs from the version that is installed now."""

    path: str
    fate: Fate
    difference: str = ""


def update(root: Path) -> tuple[Updated, ...]:
    """Bring the program's files in a survey to the installed version; those that people have changed stay.

    Raises:
        UsageError: a newer version has written them, or they would be written through a symbolic link.
        OSError: a file could not be written.
    """
    written = kept.read(root / NOTE, _Note, _OTHERWISE)
    if Version(written.version) > Version(version("livingsurvey")):
        raise UsageError(
            f"the files here are of livingsurvey {written.version}, and {version('livingsurvey')} is installed; "
            f"run  python -m pip install --upgrade livingsurvey"
        )
    texts = kept_by_the_program(gitlab=_GITLAB in written.files)
    outcome = tuple(_fates(root, written.files, texts))
    for each in outcome:
        path = place_of(root, each.path)
        if each.fate in (Fate.NEW, Fate.UPDATED):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_text(path, texts[each.path])
        elif each.fate is Fate.REMOVED:
            path.unlink(missing_ok=True)
    left = {each.path for each in outcome if each.fate in (Fate.CHANGED, Fate.MISSING)}
    note(
        root,
        {name: text for name, text in texts.items() if name not in left},
        forget=set(written.files) - set(texts) - left,
    )
    return outcome


def note(root: Path, texts: Mapping[str, str], forget: frozenset[str] | set[str] = frozenset()) -> None:
    """Write down that the program wrote these files, and has nothing to do with others any more."""
    if not texts and not forget:
        return
    before = kept.read(root / NOTE, _Note, _OTHERWISE)
    files = {name: digest for name, digest in before.files.items() if name not in forget}
    files |= {name: _digest(text) for name, text in texts.items()}
    kept.write(root / NOTE, _Note(version=version("livingsurvey"), files=dict(sorted(files.items()))))


def _fates(root: Path, written: Mapping[str, str], texts: Mapping[str, str]) -> Iterator[Updated]:
    for name in sorted({*written, *texts}):
        path, new = root / name, texts.get(name)
        current = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else None
        if current == new:
            continue
        if current is None:
            yield Updated(name, Fate.MISSING if name in written else Fate.NEW)
        elif _digest(current) != written.get(name):
            yield Updated(name, Fate.CHANGED, _difference(name, current, new or ""))
        elif new is None:
            yield Updated(name, Fate.REMOVED)
        else:
            yield Updated(name, Fate.UPDATED, _difference(name, current, new))


def _difference(name: str, current: str, new: str) -> str:
    lines = difflib.unified_diff(current.splitlines(), new.splitlines(), f"{name} (here)", f"{name} (new)", lineterm="")
    return "\n".join(lines)


def _digest(text: str) -> str:
    """The digest of a file, whatever version of the program it names: Dependabot raises that too."""
    return hashlib.sha256(_PIN.sub("livingsurvey==", text).encode()).hexdigest()
