"""Running commands in this process, and in one of their own where a terminal or a signal matters."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.conftest import PATIENCE

from livingsurvey.cli import main


@dataclass(frozen=True)
class Ran:
    """What a command did: its exit code and what it wrote to each of the two outputs."""

    code: int
    out: str
    err: str

    @property
    def errors(self) -> list[str]:
        return self.err.splitlines()


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``survey`` with these arguments; nothing it raises may come out."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)

    def run_(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        written = capsys.readouterr()
        return Ran(code, written.out, written.err)

    return run_


@pytest.fixture
def survey(small_survey: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the made-up survey, with the commands run inside it."""
    monkeypatch.chdir(small_survey)
    return small_survey


def command(*arguments: str | Path) -> list[str]:
    """The command line that runs ``survey`` as a process of its own."""
    script = "import sys; from livingsurvey.cli import main; sys.exit(main())"
    return [sys.executable, "-c", script, *map(str, arguments)]


def in_a_terminal(command_line: list[str], cwd: Path, typed: str = "", **environment: str) -> tuple[int, str]:
    """Exit code and everything a person would see who types this, of a command in a terminal of 100 columns."""
    master, slave = pty.openpty()
    settings = {"TERM": "xterm-256color", "COLUMNS": "100", **environment}
    surroundings = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    process = subprocess.Popen(
        command_line, cwd=cwd, stdin=slave, stdout=slave, stderr=slave, env=surroundings | settings
    )
    os.close(slave)
    os.write(master, typed.encode())
    seen = bytearray()
    with contextlib.suppress(OSError):  # how Linux says that the other end of a terminal is closed
        while part := os.read(master, 65536):
            seen += part
    os.close(master)
    return process.wait(timeout=PATIENCE), seen.decode().replace("\r\n", "\n")
