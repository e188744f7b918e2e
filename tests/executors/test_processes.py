from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence

import pytest
from tests.conftest import PATIENCE

from livingsurvey.executors import processes
from livingsurvey.executors.processes import in_batches


def squares(numbers: Sequence[int]) -> list[int]:
    return [number * number for number in numbers]


@pytest.mark.parametrize("parallel_from", [1, 10_000])
def test_results_come_in_the_order_of_the_items(parallel_from: int) -> None:
    done = in_batches(squares, range(1001), size=100, parallel_from=parallel_from)
    assert [square for batch in done for square in batch] == [number * number for number in range(1001)]


def test_many_items_are_done_in_other_processes_that_see_this_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_processors", lambda: 2)
    monkeypatch.setattr(processes, "_may_fork", lambda: True)  # other tests may have left a thread waiting
    seen = {"anything": object()}

    def work(numbers: Sequence[int]) -> tuple[int, bool]:
        return os.getpid(), "anything" in seen

    results = list(in_batches(work, range(40), size=10, parallel_from=1))
    assert all(process != os.getpid() and saw for process, saw in results)


def test_few_items_stay_in_this_process() -> None:
    assert list(in_batches(lambda _: os.getpid(), [1, 2], size=1, parallel_from=3)) == [os.getpid()] * 2


def test_with_other_threads_running_nothing_is_forked() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert set(in_batches(lambda _: os.getpid(), range(10), size=2, parallel_from=1)) == {os.getpid()}
    finally:
        stop.set()
        thread.join()


def test_an_error_in_a_batch_is_raised_here() -> None:
    def fail(_: Sequence[int]) -> None:
        raise ValueError("no such number")

    with pytest.raises(ValueError, match="no such number"):
        list(in_batches(fail, range(10), size=2, parallel_from=1))


FORKING = """
import os, time
from livingsurvey.executors import processes
processes._processors = lambda: 2
def work(batch):
    os.write(1, b"begun\\n")
    time.sleep(600)
list(processes.in_batches(work, range(4), size=1, parallel_from=1))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nobody forks here")
def test_who_works_for_a_process_that_is_killed_ends_with_it() -> None:
    with subprocess.Popen([sys.executable, "-c", FORKING], stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        process.kill()
        assert set(process.communicate(timeout=PATIENCE)[0].split()) <= {"begun"}, "the end comes when nobody can write"
