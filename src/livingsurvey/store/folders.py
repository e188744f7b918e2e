"""What stands in the folders of a survey: the files of records, and a finding for whatever else is there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from livingsurvey.model import Finding, Repair
from livingsurvey.model.paper import KEY_PATTERN
from livingsurvey.store import layout
from livingsurvey.store.symlinks import in_place_of_a_record

_KEY = re.compile(KEY_PATTERN)


def paper_files(root: Path, findings: list[Finding]) -> Iterator[tuple[str, str]]:
    """Key and file of the records under ``papers/``; anything else there is a finding, for it would vanish silently."""
    if not os.path.lexists(root / "papers"):
        fix = "Create papers/ with one record per paper."
        findings.append(Finding("papers", 1, 1, "LS114", "the folder is missing", fix))
        return
    seen: dict[str, str] = {}
    for year in standing_in(root, "papers", findings):
        if year.is_dir():
            for entry in standing_in(root, f"papers/{year.name}", findings):
                name = f"papers/{year.name}/{entry.name}"
                key = entry.name.removesuffix(".yaml")
                wrong = _misplaced(name, key, entry, seen)
                if wrong is None:
                    seen[key] = name
                    yield key, name
                else:
                    findings.append(wrong)
        elif year.name != ".gitkeep":
            findings.append(stray(f"papers/{year.name}", "records belong in a folder named after a year"))


def standing_in(root: Path, name: str, findings: list[Finding]) -> list[os.DirEntry[str]]:
    """What stands in a folder of the survey, by name, without links and without what others write beside it."""
    if (root / name).is_symlink():
        findings.append(in_place_of_a_record(root, name))
        return []
    try:
        with os.scandir(f"{root}/{name}") as entries:
            own = [entry for entry in entries if not layout.is_passed_over(entry.name)]
    except OSError as error:
        findings.append(unreadable(name, error, what="folder"))
        return []
    found = sorted(own, key=lambda entry: entry.name)
    findings += [in_place_of_a_record(root, f"{name}/{entry.name}") for entry in found if entry.is_symlink()]
    return [entry for entry in found if not entry.is_symlink()]


def _misplaced(name: str, key: str, entry: os.DirEntry[str], seen: Mapping[str, str]) -> Finding | None:
    """Why a file under a year's folder is no record, if it is none."""
    if key == entry.name or not entry.is_file():
        repair = _renamed(name) if entry.is_file() else None
        return stray(name, "only <key>.yaml files are read here", repair)
    if not _KEY.fullmatch(key):
        reason = f"the file name '{key}' is not a key: surname + four-digit year + title word, a-z and 0-9 only"
        fix = "Rename the file, as in frantar2022gptq.yaml."
        return Finding(name, 1, 1, "LS111", reason, fix, repair=_renamed(name))
    if key in seen:
        fix = f"Keep one of the two; the other is {seen[key]}."
        return Finding(name, 1, 1, "LS111", f"the key '{key}' is taken", fix)
    return None


def _renamed(name: str) -> Repair | None:
    """The file under its name in lower case with the right ending, if that is a key."""
    path = PurePosixPath(name)
    key = re.sub(r"\.ya?ml$", "", path.name.lower())
    return Repair(move_to=path.with_name(f"{key}.yaml").as_posix()) if _KEY.fullmatch(key) else None


def stray(name: str, why: str, repair: Repair | None = None) -> Finding:
    """The finding for what is no record."""
    fix = "Rename it to <key>.yaml, or move it out of papers/."
    return Finding(name, 1, 1, "LS112", f"stray file: {why}", fix, repair=repair)


def unreadable(name: str, error: OSError, what: str = "file") -> Finding:
    """The finding for what the system does not let us read."""
    reason = f"the {what} cannot be read: {error.strerror}"
    return Finding(name, 1, 1, "LS114", reason, f"Give yourself read permission, or restore the {what}.")
