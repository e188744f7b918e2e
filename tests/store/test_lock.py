"""The lock of a survey: who has it says so, the others wait or are told, and no killed process keeps it."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock
import pytest

from livingsurvey.errors import Busy, EnvironmentTrouble
from livingsurvey.store import lock
from livingsurvey.store.lock import LOCK, held, writing

HOLDING = """
import os, sys, time
from pathlib import Path
from livingsurvey.store.lock import writing
with writing(Path(sys.argv[1]), "survey import", print):
    if "fork" not in sys.argv:
        print("held", flush=True)
    elif os.fork() == 0:
        print(os.getpid(), flush=True)
        time.sleep(600)
    sys.stdin.read()
"""


@contextmanager
def another(root: Path, *more: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that writes to the survey, until its input ends."""
    code = [sys.executable, "-c", HOLDING, str(root), *more]
    with subprocess.Popen(code, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            yield process
        finally:
            process.kill()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.0)


@pytest.mark.usefixtures("impatient")
def test_who_has_the_lock_is_told_and_a_killed_process_has_it_no_longer(tmp_path: Path) -> None:
    told: list[str] = []
    with another(tmp_path) as process:
        assert line(process) == "held"
        with pytest.raises(Busy) as caught, writing(tmp_path, "survey add", told.append):
            pass
        assert re.fullmatch(
            rf"'survey import', process {process.pid}, since \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d[+-]\d\d:\d\d, "
            "is at work here; wait until it is done, or end it, and run again",
            str(caught.value),
        )
        assert told == [f"{str(caught.value).split(';')[0]}; waiting until it is done"]
        process.send_signal(signal.SIGKILL)
        process.wait()
        with writing(tmp_path, "survey add", told.append):
            pass
    assert len(told) == 1


@pytest.mark.usefixtures("impatient")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="nobody forks here")
def test_what_a_killed_process_had_forked_does_not_keep_its_lock(tmp_path: Path) -> None:
    with another(tmp_path, "fork") as process:
        child = int(line(process))
        try:
            process.send_signal(signal.SIGKILL)
            process.wait()
            with writing(tmp_path, "survey add", print):
                pass
        finally:
            os.kill(child, signal.SIGKILL)


def test_who_waits_goes_on_when_the_other_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_BEFORE_SAYING_SO", 0.0)
    told: list[str] = []
    with another(tmp_path) as process:
        assert line(process) == "held"

        def on_wait(reason: str) -> None:
            told.append(reason)
            assert process.stdin is not None
            process.stdin.close()

        with writing(tmp_path, "survey add", on_wait):
            assert (tmp_path / LOCK).read_text(encoding="utf-8") == f"'survey add', process {os.getpid()}"
    assert len(told) == 1


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EROFS, "build cannot be written: Read-only file system; change its permissions, or work on a copy"),
        (errno.EACCES, "build cannot be written: Permission denied; change its permissions, or work on a copy"),
        (errno.ENOLCK, "build has no locks: No locks available; work on a copy on another disk"),
    ],
)
def test_a_folder_that_cannot_be_locked_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(filelock.FileLock, "acquire", refused)
    with pytest.raises(EnvironmentTrouble, match=said) as caught, held(tmp_path / LOCK, "survey add", print):
        pass
    assert "\n" not in str(caught.value)


def test_what_else_is_wrong_names_the_lock(tmp_path: Path) -> None:
    (tmp_path / "build").touch()
    with pytest.raises(FileExistsError, match=r"File exists: '.*build/lock'"), writing(tmp_path, "survey add", print):
        pass


@pytest.mark.parametrize(
    "folder", [".", "papers", "papers/2022", "knowledge/results", "history", "schema", "build/cache"]
)
def test_who_writes_sweeps_out_what_killed_writers_left(small_survey: Path, folder: str) -> None:
    left = small_survey / folder / ".frantar2022gptq.yaml.k3_j9x2a.tmp"
    left.parent.mkdir(parents=True, exist_ok=True)
    left.touch()
    with writing(small_survey, "survey add", print):
        assert not left.exists()
