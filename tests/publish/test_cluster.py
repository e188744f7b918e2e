"""A build on a Dask cluster of processes on this machine: the same bytes, whether they see our folders or not."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from tests.publish.test_tree import contents

from livingsurvey.errors import EnvironmentTrouble, UsageError
from livingsurvey.executors import cluster as executor
from livingsurvey.executors.cluster import Cluster, cluster
from livingsurvey.publish.rendering.compiled import Templates
from livingsurvey.publish.site import build as building
from livingsurvey.publish.site.stamper import stamp
from livingsurvey.survey import Survey

distributed = pytest.importorskip("distributed")
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("cluster")]


@pytest.fixture(scope="module")
def workers() -> Iterator[Cluster]:
    with cluster("local:2") as found:
        yield found


def processes(numbers: Sequence[int]) -> int:
    return os.getpid()


def squares(numbers: Sequence[int]) -> list[int]:
    return [number * number for number in numbers]


def dying(once: str, numbers: Sequence[int]) -> list[int]:
    """The work of :func:`squares`, in which one process dies the first time."""
    if 5 in numbers and not Path(once).exists():
        Path(once).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return squares(numbers)


def test_results_come_in_order_from_other_processes(workers: Cluster) -> None:
    batches = [range(start, start + 3) for start in range(0, 30, 3)]
    assert [each for batch in workers.map(squares, batches) for each in batch] == [number**2 for number in range(30)]
    assert os.getpid() not in set(workers.map(processes, batches))


@pytest.mark.parametrize("shared", [True, False])
def test_the_site_is_the_same_whether_workers_see_its_folder_or_not(
    shared: bool, workers: Cluster, built_survey: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(shutil.copytree(built_survey, tmp_path / "survey", ignore=shutil.ignore_patterns("site", ".site")))
    monkeypatch.setattr(building, "_BATCH", 7)
    assert workers.sees(tmp_path)
    if not shared:
        monkeypatch.setattr(workers, "sees", lambda _: False)
    building.build(Survey.load(root), run=workers)
    assert contents(root / "site") == contents(built_survey / "site")


def test_the_batch_of_a_worker_that_dies_is_done_again(tmp_path: Path) -> None:
    with cluster("local:2") as found:
        batches = [range(start, start + 2) for start in range(0, 12, 2)]
        done = list(found.map(partial(dying, str(tmp_path / "once")), batches))
    assert [each for batch in done for each in batch] == [number**2 for number in range(12)]


def test_what_is_no_cluster_is_one_clear_line() -> None:
    with pytest.raises(UsageError, match="local:4"), cluster("four"):
        pass
    with (
        pytest.raises(EnvironmentTrouble, match="no cluster answers"),
        cluster("tcp://127.0.0.1:9"),
    ):
        pass


def test_a_cluster_without_workers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executor, "_TIMEOUT", 1)
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address="127.0.0.1:0") as nobody,
        pytest.raises(EnvironmentTrouble, match="dask worker tcp://"),
        cluster(nobody.scheduler_address),
    ):
        pass


def test_work_that_fails_everywhere_fails_as_it_would_here(workers: Cluster) -> None:
    with pytest.raises(FileNotFoundError, match="nobody has"):
        list(workers.map(partial(stamp, Templates({}, {}), "/a folder that nobody has"), [[]]))
