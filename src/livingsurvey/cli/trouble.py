"""What went wrong, in one line, and the exit code that says so to a program."""

from __future__ import annotations

import errno
import os
from pathlib import Path

INTERNAL = 4

_ADVICE = {
    errno.ENOSPC: "no space is left on the disk{at}; free some and run again",
    errno.EDQUOT: "your disk quota is used up{at}; free some space and run again",
    errno.EACCES: "no permission{at}; change its permissions, or run as its owner",
    errno.EPERM: "the system does not permit this{at}; change its permissions, or run as its owner",
    errno.EROFS: "the file system is read-only{at}; work on a copy of the survey, or write elsewhere with --out",
    errno.EADDRINUSE: "the port is in use; choose another with --port",
    errno.EADDRNOTAVAIL: "this machine does not have that address; choose another with --host",
    errno.EMFILE: "too many files are open; raise the limit with  ulimit -n 4096",
    errno.ENOENT: "no such file or folder{at}; it has just disappeared, or a program is missing",
    errno.EEXIST: "there is a file where a folder should be{at}; move it away",
    errno.ENOTDIR: "there is a file where a folder should be{at}; move it away",
    errno.EISDIR: "there is a folder where a file should be{at}; move it away",
    errno.ENAMETOOLONG: "the name is too long{at}; use a shorter one",
    errno.ENOMEM: "the machine is out of memory; close something and run again",
    errno.EIO: "the disk could not be read or written{at}; check it, then run again",
}


def explained(error: Exception) -> tuple[str, int]:
    """One line that says what happened and what to do, and the exit code."""
    from livingsurvey.errors import SurveyError

    if isinstance(error, SurveyError):
        return str(error), error.exit_code
    if isinstance(error, OSError):
        return _of_the_machine(error), INTERNAL
    if isinstance(error, MemoryError):
        return "the machine is out of memory; close something and run again", INTERNAL
    said = " ".join(str(error).split())
    return f"{type(error).__name__}: {said}; run again with --debug for the traceback, and report it", INTERNAL


def _of_the_machine(error: OSError) -> str:
    path = error.filename2 or error.filename
    at = f" at {_shown(path)}" if path else ""
    advice = _ADVICE.get(error.errno or 0)
    if advice is None:
        return f"{error.strerror or error}{at}; run again with --debug for the traceback"
    return advice.format(at=at)


def _shown(path: object) -> str:
    """A path as it is typed: relative where that is shorter."""
    try:
        text = os.fsdecode(path)  # type: ignore[arg-type]
        relative = os.path.relpath(text)
    except (TypeError, ValueError, OSError):
        return str(path)
    return relative if len(relative) < len(str(Path(text))) else text
