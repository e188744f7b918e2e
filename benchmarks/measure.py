"""Whole processes measured by the operating system's own accounting, and tables of what came out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from livingsurvey.store.layout import KNOWLEDGE

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = sum(1 for _ in (ROOT / "papers").rglob("*.yaml"))
"""How many papers the survey that ships has."""

_EACH = 0.05
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Run:
    """One finished command: wall and CPU seconds, and the memory of all its processes together when it was largest.

    CPU is user and system time of the process and of all that it started and waited for. Memory is the sum of their
    proportional set sizes (PSS): a page that several share counts once. It is looked at twenty times a second by the
    process that measures, so a shorter peak may be missed; what the system keeps of files is not in it.
    """

    wall: float
    cpu: float
    peak_mb: float


def run(command: Sequence[str | Path], *, cwd: Path | None = None) -> Run:
    """Run a command to its end; its output is shown only when it fails.

    Raises:
        RuntimeError: it exited with another code than 0.
    """
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], cwd=cwd, stdout=output, stderr=subprocess.STDOUT)
        with Memory(process.pid) as memory:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise RuntimeError(f"{' '.join(map(str, command))} failed:\n{output.read().decode()}")
    return Run(wall, usage.ru_utime + usage.ru_stime, memory.peak_mb)


class Memory:
    """The largest memory of a process and all below it while the block runs; see :class:`Run`."""

    def __init__(self, pid: int) -> None:
        self.peak_mb = 0.0
        self._pid = pid
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        pause = 0.0
        while not self._ended.wait(pause):
            began = time.perf_counter()
            self.peak_mb = max(self.peak_mb, sum(map(_pss, family(self._pid))) / 1024)
            pause = max(_EACH, 10 * (time.perf_counter() - began))  # looking at much memory takes a while itself


def family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    with suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in (thread / "children").read_text(encoding="ascii").split():
                yield from family(int(child))


def _pss(pid: int) -> int:
    """The proportional set size of a process in kB, 0 where it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def median(command: Sequence[str | Path], *, times: int, cwd: Path | None = None) -> Run:
    """The run with the median wall time of several."""
    runs = sorted((run(command, cwd=cwd) for _ in range(times)), key=lambda each: each.wall)
    return runs[len(runs) // 2]


def python(code: str, *arguments: str | Path) -> list[str | Path]:
    """A command that runs a piece of Python with this interpreter; the arguments stand in ``sys.argv[1:]``."""
    return [sys.executable, "-c", code, *arguments]


def survey(command: str, root: Path | None = None, *arguments: str) -> list[str | Path]:
    """A command of the program, typed where its survey is known by ``--root``."""
    return [sys.executable, "-m", "livingsurvey", command, *arguments, *(("--root", root) if root else ())]


def written_survey(root: Path, count: int) -> None:
    """Write the survey that ships into an empty folder, or for any number but its own a made-up one of that size.

    Another process does it: what this one once needed would count as memory of each that it starts.
    """
    if count != SHIPPED:
        run([sys.executable, "-m", "benchmarks.generated", str(count), root], cwd=ROOT)
        return
    for name in ("papers", KNOWLEDGE, "docs"):
        shutil.copytree(ROOT / name, root / name)
    for path in [*ROOT.glob("*.yaml"), ROOT / "mkdocs.yml"]:
        shutil.copy(path, root)


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def size_of(folder: Path) -> tuple[int, int]:
    """How many files a folder holds, and their bytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)
