"""One writer at a time. The operating system keeps the locks, and takes them back from a process that is killed."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from livingsurvey.errors import Busy, EnvironmentTrouble
from livingsurvey.store.layout import HISTORY, KNOWLEDGE, RESULTS
from livingsurvey.store.write import remove_leftovers

LOCK = Path("build", "lock")
"""The lock of a survey's files, relative to its folder: where nothing is committed."""

PATIENCE = 60.0
"""Seconds that a command waits for another to be done."""

_BEFORE_SAYING_SO = 1.0
_FOLDERS = (
    "papers",
    "papers/*",
    KNOWLEDGE,
    RESULTS,
    HISTORY,
    "schema",
    "docs",
    ".github/ISSUE_TEMPLATE",
    "build",
    "build/cache",
    "build/refresh",
)
"""Where commands write in a survey, besides its folder itself."""

_KNOWS_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


@contextlib.contextmanager
def writing(root: Path, command: str, on_wait: Callable[[str], None]) -> Iterator[None]:
    """Keep every other command from writing to the survey in ``root``, and sweep out what killed ones have left.

    Takes and raises what :func:`held` does.
    """
    with held(root / LOCK, command, on_wait):
        remove_leftovers(root, *(folder for pattern in _FOLDERS for folder in root.glob(pattern)))
        yield


@contextlib.contextmanager
def held(lock: Path, command: str, on_wait: Callable[[str], None], *, patience: float | None = None) -> Iterator[None]:
    """Hold a lock, which says who has it, while the block runs.

    Args:
        lock: the lock's file; it is made, and stays.
        command: what is being run, as others are told.
        on_wait: told in a sentence, once, that another command has the lock and is waited for.
        patience: for how many seconds; by default :data:`PATIENCE`.

    Raises:
        Busy: it was still held then.
        EnvironmentTrouble: the folder cannot be written, or its file system knows no locks.
        OSError: something else is wrong with the machine.
    """
    # Imported here: most commands only read.
    from filelock import FileLock, Timeout

    def sign(handle: int) -> None:
        os.ftruncate(handle, 0)
        os.write(handle, f"'{command}', process {os.getpid()}".encode())

    patience = PATIENCE if patience is None else patience
    asked = FileLock(lock, fallback_to_soft=False, on_acquired=sign)
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        try:
            asked.acquire(timeout=min(patience, _BEFORE_SAYING_SO))
        except Timeout:
            on_wait(f"{_holder(lock)} is at work here; waiting until it is done")
            asked.acquire(timeout=patience)
    except Timeout as error:
        raise Busy(f"{_holder(lock)} is at work here; wait until it is done, or end it, and run again") from error
    except OSError as error:
        raise _explained(lock, error) from error
    try:
        yield
    finally:
        asked.release()


def _holder(lock: Path) -> str:
    """Who has a lock, and since when: the moment at which the holder put its name into the file."""
    try:
        name, signed = lock.read_text(encoding="utf-8"), lock.stat().st_mtime
    except OSError:
        return "another command"
    since = dt.datetime.fromtimestamp(signed, dt.UTC).astimezone().isoformat(" ", "seconds")
    return f"{name or 'another command'}, since {since},"


def _explained(lock: Path, error: OSError) -> Exception:
    folder, said = lock.parent, error.strerror
    if error.errno in _READ_ONLY:
        return EnvironmentTrouble(f"{folder} cannot be written: {said}; change its permissions, or work on a copy")
    if error.errno in _KNOWS_NO_LOCKS:
        return EnvironmentTrouble(f"the file system of {folder} has no locks: {said}; work on a copy on another disk")
    return OSError(error.errno, said, os.fspath(lock))
