"""Whole processes measured by the operating system's own accounting, and tables of what came out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from livingsurvey.store.layout import KNOWLEDGE

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: wall and CPU seconds with its children, and the peak memory of its largest process."""

    wall: float
    cpu: float
    peak_mb: float


def run(command: Sequence[str | Path], *, cwd: Path | None = None) -> Run:
    """Run a command to its end; its output is shown only when it fails.

    Raises:
        RuntimeError: it exited with another code than 0.
    """
    started = time.perf_counter()
    with subprocess.Popen(
        [str(part) for part in command], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as process:
        output = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))} failed:\n{output}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(command: Sequence[str | Path], *, times: int, cwd: Path | None = None) -> Run:
    """The run with the median wall time of several."""
    runs = sorted((run(command, cwd=cwd) for _ in range(times)), key=lambda each: each.wall)
    return runs[len(runs) // 2]


def python(code: str, *arguments: str | Path) -> list[str | Path]:
    """A command that runs a piece of Python with this interpreter; the arguments stand in ``sys.argv[1:]``."""
    return [sys.executable, "-c", code, *arguments]


def survey(command: str, root: Path | None = None, *arguments: str) -> list[str | Path]:
    """A command of the program, typed where its survey is known by ``--root``."""
    return [sys.executable, "-m", "livingsurvey", command, *arguments, *(["--root", root] if root else [])]


def written_survey(root: Path, count: int) -> None:
    """Write the survey that ships into an empty folder, or for any other number than 432 a made-up one of that size.

    Another process does it: what this one once needed would count as memory of each that it starts.
    """
    if count != 432:
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
