"""Standard output for data, standard error for everything else, and a progress bar where somebody watches."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

Progress = Callable[[str, int, int], None]
_PATIENCE = 1.0
_BETWEEN_FRAMES = 0.1


def use_any_encoding() -> None:
    """Read and write UTF-8 wherever no terminal is, so that what a file or a program gets is the same in every locale.

    A terminal keeps its encoding, and everybody the one that ``PYTHONIOENCODING`` asks for: there ``?`` stands for a
    character that it lacks, instead of the end of the program.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if not stream.isatty() and "PYTHONIOENCODING" not in os.environ:
                stream.reconfigure(encoding="utf-8")
            if stream.writable():
                stream.reconfigure(errors="replace")


def out(text: str) -> None:
    """Write data, ending in a line break."""
    sys.stdout.write(f"{text}\n" if text and not text.endswith("\n") else text)
    sys.stdout.flush()


def out_bytes(content: bytes) -> None:
    """Write data as it is, whatever encoding the terminal has."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.flush()


def close_output() -> None:
    """Point standard output nowhere, so that Python's own flush at the end finds no broken pipe.

    For a reader that has seen enough: ``survey find x | head -1``.
    """
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(text: str) -> None:
    """Write a line for the person at the terminal, beside the data."""
    print(text, file=sys.stderr, flush=True)


def is_watched() -> bool:
    """Whether standard output is a terminal, and not a file or another program."""
    return sys.stdout.isatty()


def show(renderable: RenderableType) -> None:
    """Draw something on the terminal, in colour unless ``NO_COLOR`` is set."""
    console().print(renderable)


def console(*, stderr: bool = False) -> Console:
    """A terminal to draw on."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def count_of(number: int, noun: str) -> str:
    """A number with its noun: ``1 paper``, ``1,884 papers``."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


@contextlib.contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """A function to tell of progress; None where nobody watches. Nothing is drawn before a second has passed.

    A total of 0 is one that nobody knows.
    """
    if not sys.stderr.isatty():
        yield None
        return
    bar = _Bar()
    try:
        yield bar.tell
    finally:
        bar.close()


class _Bar:
    """One line for each step. Drawn only when told something: a thread of its own would keep the work from forking."""

    def __init__(self) -> None:
        self._begun = self._drawn = time.monotonic()
        self._progress: Any = None
        self._tasks: dict[str, Any] = {}

    def tell(self, step: str, done: int, total: int) -> None:
        now = time.monotonic()
        ends = 0 < total <= done and step in self._tasks
        if now - self._begun < _PATIENCE or (now - self._drawn < _BETWEEN_FRAMES and not ends):
            return
        self._drawn = now
        if self._progress is None:
            from rich.progress import Progress as RichProgress

            self._progress = RichProgress(console=console(stderr=True), transient=True, auto_refresh=False)
            self._progress.start()
        if step not in self._tasks:
            self._tasks[step] = self._progress.add_task(step, total=total or None)
        self._progress.update(self._tasks[step], completed=done, total=total, refresh=True)

    def close(self) -> None:
        if self._progress is not None:
            self._progress.stop()
