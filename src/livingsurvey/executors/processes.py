"""Work on many items shared out over the processors."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Item = TypeVar("Item")
Result = TypeVar("Result")


class Executor(Protocol):
    """Somebody who does work on batches of plain data: here, in other processes, on other machines."""

    def map(self, work: Callable[[Item], Result], batches: Iterable[Item]) -> Iterator[Result]:
        """The results of ``work`` on each batch, in the order of the batches.

        ``work`` is a function of a module, or a ``partial`` of one, that depends on nothing but what it is given.
        Batches are taken from ``batches`` a few ahead of the results, so that many of them need little memory.
        """

    def sees(self, folder: Path) -> bool:
        """Whether what does the work can write into this folder of ours."""


class Processes:
    """An executor with a process for each processor; a single batch is worked on here."""

    def map(self, work: Callable[[Item], Result], batches: Iterable[Item]) -> Iterator[Result]:
        """See :class:`Executor`."""
        coming = iter(batches)
        first = list(islice(coming, 2))
        workers = _processors()
        if len(first) < 2 or workers == 1 or not _may_fork():
            yield from map(work, chain(first, coming))
            return
        with _forked(workers) as pool:
            waiting: deque[Future[Result]] = deque()
            for batch in chain(first, coming):
                waiting.append(pool.submit(work, batch))
                if len(waiting) > 2 * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def sees(self, folder: Path) -> bool:
        """Processes of this machine see its folders."""
        return True


PROCESSES = Processes()

_job: tuple[Callable[[Sequence[Any]], Any], Sequence[Any], int] | None = None


def in_batches(
    work: Callable[[Sequence[Item]], Result], items: Sequence[Item], *, size: int, parallel_from: int
) -> Iterator[Result]:
    """``work`` done on one batch of items after another; the results in the order of the items.

    From ``parallel_from`` items on, forked processes share the batches: they see the memory of this process as it is
    now, so ``work`` may be a closure over anything, but only its result comes back. Where processes cannot be forked
    safely (no fork on this system, other threads running) the work is done here.
    """
    starts = range(0, len(items), size)
    workers = _processors()
    if len(items) < parallel_from or workers == 1 or not _may_fork():
        yield from (work(items[start : start + size]) for start in starts)
        return
    global _job
    _job = (work, items, size)
    try:
        with _forked(workers) as pool:
            yield from pool.map(_run, starts)
    finally:
        _job = None


@contextlib.contextmanager
def _forked(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that see the memory of this one as it is now."""
    # Imported here: small surveys, most of all, are read by commands that should answer at once.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    gc.freeze()  # the collector must not touch, and so copy, the memory that the processes share
    try:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(workers, context, initializer=_begin) as pool:
            yield pool
    finally:
        gc.unfreeze()


def _begin() -> None:
    """Make a process that was forked end when the one that it works for does, and not otherwise.

    Ctrl-C reaches every process; one that it ended while it held a lock would leave the others waiting forever. Who
    works for a process that was killed would go on writing where another process may be at work by now.
    """
    import multiprocessing

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    from multiprocessing.connection import wait

    wait([sentinel])
    os._exit(1)


def _run(start: int) -> Any:
    if _job is None:
        raise RuntimeError("a batch runs only inside in_batches")
    work, items, size = _job
    return work(items[start : start + size])


def _may_fork() -> bool:
    return hasattr(os, "fork") and threading.active_count() == 1


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
