"""What git knows of a survey's files: which of them changed and when, and what they said at the last release.

git is asked through its command. A survey need not be in git; only what cannot be done without it raises.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import os
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from livingsurvey.errors import UsageError
from livingsurvey.store.layout import misplaced
from livingsurvey.store.write import move
from livingsurvey.store.yaml import parse

_RELEASES = ("v[0-9]*", "[0-9]*")
_NO_BLOB = b"0" * 40


class Touched(NamedTuple):
    """A file that a landing changed: its blob before and after, None where there was none."""

    path: str
    before: str | None
    after: str | None


class Landing(NamedTuple):
    """A commit of the main line of history: a commit on the branch itself, or the merge that brought others into it.

    ``is_first`` tells that the history began with it.
    """

    commit: str
    time: dt.datetime
    is_first: bool
    files: tuple[Touched, ...]


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
    differing = _answer(
        root, "diff", "--name-only", "--no-renames", "--relative", "-z", parting(root, revision), "--", "."
    )
    untracked = _answer(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return frozenset(os.fsdecode(name) for name in (differing + untracked).split(b"\0") if name)


def parting(root: Path, revision: str) -> str:
    """The commit at which the current history and that of a revision parted.

    Raises:
        UsageError: there is no git, no repository, or no such revision.
    """
    if not _in_repository(root):
        raise UsageError(f"{root} is not in a git repository, so changed files cannot be found")
    commit = _commit(root, revision)
    return _ask(root, "merge-base", commit, "HEAD").stdout.decode().strip() or commit


def files_at(root: Path, revision: str, folder: str) -> frozenset[str]:
    """The files below a folder at a revision, relative to the survey's folder.

    Raises:
        UsageError: there is no git, no repository, or no such revision.
    """
    listed = _answer(root, "ls-tree", "-r", "--name-only", "-z", _commit(root, revision), "--", folder)
    return frozenset(os.fsdecode(name) for name in listed.split(b"\0") if name)


@contextlib.contextmanager
def as_it_was(root: Path, commit: str) -> Iterator[Path]:
    """A temporary folder with the survey as it was at a commit, its files where they stand today.

    Raises:
        UsageError: git does not answer.
    """
    # Python unpacks no links from a ZIP file; from a TAR file only since 3.11.4, where it is asked to.
    archive = _answer(root, "archive", "--format=zip", "-0", commit, ".")
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(io.BytesIO(archive)) as files:
        files.extractall(folder)
        for finding in misplaced(Path(folder)):
            if finding.repair and finding.repair.move_to:
                move(Path(folder, finding.file), Path(folder, finding.repair.move_to))
        yield Path(folder)


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


def head(root: Path) -> str | None:
    """The id of the current commit; None where there is none, or no git to ask."""
    if not _in_repository(root):
        return None
    try:
        return _commit(root, "HEAD")
    except UsageError:
        return None


def landings(root: Path, paths: Iterable[str], since: str | None = None) -> list[Landing]:
    """The main line of history, as far as it changed files below these paths, oldest first.

    Side branches count where they were merged: one file goes from one state to the next, whatever was tried meanwhile.
    A renamed file is one that went and one that came. The commit with which a shallow clone begins is left out: what it
    changed is not known.

    Args:
        root: the survey's folder; the names of files are relative to it, those outside are left out.
        paths: files and folders in it.
        since: the id of a commit; only what came after it.

    Raises:
        UsageError: git refused.
    """
    commits = f"{since}..HEAD" if since else "HEAD"
    shape = ("--first-parent", "--diff-merges=first-parent", "--reverse", "--raw", "--no-abbrev", "--no-renames")
    settings = ("-c", "log.showRoot=true", "-c", "log.showSignature=false")
    form = ("-z", "--relative", "--format=%H %ct %P")
    answer = _answer(root, *settings, "log", *shape, *form, commits, "--", *paths)
    found = list(_landings(answer))
    shallow = _answer(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    return [landing for landing in found if not (shallow and landing.is_first)]


def knows(root: Path, commit: str) -> bool:
    """Whether a commit is part of this clone."""
    return _ask(root, "cat-file", "-e", f"{commit}^{{commit}}").returncode == 0


def contents(root: Path, blobs: Iterable[str]) -> dict[str, bytes]:
    """The content of each of these blobs that the clone has.

    Raises:
        UsageError: git refused.
    """
    asked = "".join(f"{blob}\n" for blob in blobs).encode()
    answer = _answer(root, "cat-file", "--batch", content=asked) if asked else b""
    found: dict[str, bytes] = {}
    start = 0
    while start < len(answer):
        end = answer.index(b"\n", start)
        name, _, size = answer[start:end].decode().rpartition(" ")
        start = end + 1
        if size.isdigit():
            found[name.partition(" ")[0]] = answer[start : start + int(size)]
            start += int(size) + 1
    return found


def released_topics(root: Path) -> frozenset[str]:
    """The ids of topics that had an address at the last release, moved ones included; empty where there was none."""
    release = last_release(root)
    text = file_at(root, release, "taxonomy.yaml") if release else None
    data, _ = parse(text) if text else (None, ())
    if not isinstance(data, dict):
        return frozenset()
    moved = data.get("moved")
    return frozenset(_ids(data)) | (frozenset(moved) if isinstance(moved, dict) else frozenset())


def _landings(log: bytes) -> Iterator[Landing]:
    """The commits of what ``git log -z --raw`` writes: a field for each commit, then two for each of its files."""
    fields = iter(log.split(b"\0"))
    commit, files = "", list[Touched]()
    for field in fields:
        entry = field.lstrip(b"\n")
        if entry.startswith(b":"):
            files.append(_touched(entry.split(b" "), next(fields)))
            continue
        if commit:
            yield _landing(commit, files)
        commit, files = entry.decode(), []


def _landing(commit: str, files: Iterable[Touched]) -> Landing:
    name, seconds, *parents = commit.split()
    return Landing(name, dt.datetime.fromtimestamp(int(seconds), dt.UTC), not parents, tuple(files))


def _touched(entry: list[bytes], path: bytes) -> Touched:
    """What ``:mode mode before after status`` says of a file."""
    before, after = (None if blob.startswith(_NO_BLOB) else blob.decode() for blob in entry[2:4])
    return Touched(os.fsdecode(path), before, after)


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
        unknown = f"git has no revision '{revision}' here; name a branch, tag or commit, or fetch it first"
        raise UsageError(f"git failed: {trouble}" if trouble else unknown)
    return found.stdout.decode().strip()


def _answer(root: Path, *arguments: str, content: bytes | None = None) -> bytes:
    """What git writes, where it must.

    Raises:
        UsageError: git refused.
    """
    ran = _ask(root, *arguments, content=content)
    if ran.returncode:
        raise UsageError(f"git failed: {_said(ran)}")
    return ran.stdout


def _said(ran: subprocess.CompletedProcess[bytes]) -> str:
    return ran.stderr.decode(errors="replace").strip().partition("\n")[0]


def _ask(root: Path, *arguments: str, content: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(root), *arguments]
    surroundings = os.environ | {"LC_ALL": "C"}
    try:
        return subprocess.run(command, input=content, capture_output=True, check=False, env=surroundings)  # noqa: S603
    except FileNotFoundError as error:
        raise UsageError("git is not installed; install it, or leave out what needs the history") from error
