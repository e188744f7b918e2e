"""What git knows of a survey's files: which of them changed, and what they said at the last release.

git is asked through its command. A survey need not be in git; only what cannot be done without it raises.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from livingsurvey.errors import UsageError
from livingsurvey.store.yaml import parse

_RELEASES = ("v[0-9]*", "[0-9]*")


def changed_files(root: Path, revision: str) -> frozenset[str]:
    """The files that differ from a revision: committed since, edited, new, renamed or deleted.

    Where the history has gone another way since the revision, as that of the main branch has, what counts is the commit
    at which the two parted.

    Args:
        root: the survey's folder; the names are relative to it.
        revision: a branch, tag or commit.

    Raises:
        UsageError: there is no git, no repository, or no such revision.
    """
    if not _in_repository(root):
        raise UsageError(f"{root} is not in a git repository, so nothing tells which files changed")
    commit = _commit(root, revision)
    parting = _ask(root, "merge-base", commit, "HEAD").stdout.decode().strip() or commit
    differing = _answer(root, "diff", "--name-only", "--no-renames", "--relative", "-z", parting, "--", ".")
    untracked = _answer(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return frozenset(os.fsdecode(name) for name in (differing + untracked).split(b"\0") if name)


def last_release(root: Path) -> str | None:
    """The newest tag with a version number (``v1.2`` or ``2026.1``) that the current commit comes after.

    None where there is none, or no git to ask.
    """
    if not _in_repository(root):
        return None
    patterns = [f"--match={pattern}" for pattern in _RELEASES]
    try:
        return _ask(root, "describe", "--tags", "--abbrev=0", *patterns).stdout.decode().strip() or None
    except UsageError:
        return None


def file_at(root: Path, revision: str, path: str) -> str | None:
    """The text of a file at a revision; None where it was not there or is no UTF-8.

    Args:
        root: the survey's folder.
        revision: a branch, tag or commit.
        path: the file's name relative to the survey's folder.

    Raises:
        UsageError: there is no git, no repository, or no such revision.
    """
    shown = _ask(root, "show", f"{_commit(root, revision)}:./{path}")
    try:
        return None if shown.returncode else shown.stdout.decode()
    except UnicodeDecodeError:
        return None


def released_topics(root: Path) -> frozenset[str]:
    """The ids of topics that had an address at the last release, moved ones included; empty where there was none."""
    release = last_release(root)
    text = file_at(root, release, "taxonomy.yaml") if release else None
    data, _ = parse(text) if text else (None, ())
    if not isinstance(data, dict):
        return frozenset()
    moved = data.get("moved")
    return frozenset(_ids(data)) | (frozenset(moved) if isinstance(moved, dict) else frozenset())


def _ids(node: dict[str, Any]) -> Iterator[str]:
    """The ids of the topics below a node, whatever else an earlier version of the file had."""
    topics = node.get("topics")
    for topic in topics if isinstance(topics, list) else ():
        if isinstance(topic, dict):
            if isinstance(topic.get("id"), str):
                yield topic["id"]
            yield from _ids(topic)


def _in_repository(root: Path) -> bool:
    """Whether git would find a repository here; asking git itself takes longer than checking a hundred records."""
    if "GIT_DIR" in os.environ:
        return True
    return any((folder / ".git").exists() for folder in (root.resolve(), *root.resolve().parents))


def _commit(root: Path, revision: str) -> str:
    """The name of the commit that a revision is. What begins with a hyphen is no option of git's."""
    found = _ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode:
        trouble = _said(found)
        unknown = f"git knows no revision '{revision}' here; name a branch, tag or commit, or fetch it first"
        raise UsageError(f"git does not answer: {trouble}" if trouble else unknown)
    return found.stdout.decode().strip()


def _answer(root: Path, *arguments: str) -> bytes:
    """What git writes, where it must.

    Raises:
        UsageError: git refused.
    """
    ran = _ask(root, *arguments)
    if ran.returncode:
        raise UsageError(f"git does not answer: {_said(ran)}")
    return ran.stdout


def _said(ran: subprocess.CompletedProcess[bytes]) -> str:
    return ran.stderr.decode(errors="replace").strip().partition("\n")[0]


def _ask(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(root), *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=False, env=os.environ | {"LC_ALL": "C"})  # noqa: S603
    except FileNotFoundError as error:
        raise UsageError("git is not installed; install it, or leave out what needs the history") from error
