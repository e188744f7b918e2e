"""Batches worked on by the machines of a Dask cluster, for surveys that outgrow one machine.

Dask is an extra: ``pip install 'livingsurvey[cluster]'``. Work goes out and comes back as plain data, so a worker needs
this package and nothing of the survey; the batch of a worker that is lost is done again by another.
"""

from __future__ import annotations

import contextlib
import re
import secrets
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from livingsurvey.errors import EnvironmentTrouble, UsageError

if TYPE_CHECKING:
    from distributed import Client, LocalCluster

Item = TypeVar("Item")
Result = TypeVar("Result")

_LOCAL = re.compile(r"local:([1-9][0-9]?)")
_TIMEOUT = 10
"""Seconds in which a scheduler answers, and has a worker."""
_AHEAD = 2
"""How many batches each worker has waiting."""
_TRIES = 3
"""How often a batch whose work fails is given out again: a worker may lack what others have."""


class Cluster:
    """An executor whose processes may be on other machines; see :class:`livingsurvey.executors.processes.Executor`."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def map(self, work: Callable[[Item], Result], batches: Iterable[Item]) -> Iterator[Result]:
        """The results of ``work`` on each batch, in order; batches are sent out a few ahead of the results.

        Raises:
            EnvironmentTrouble: workers died of the same batch again and again, or the scheduler is gone.
        """
        from distributed import KilledWorker
        from distributed.comm.core import CommClosedError

        waiting: deque[Any] = deque()
        try:
            for batch in batches:
                # The work goes with each batch. What only some workers had could be lost with them.
                waiting.append(self._client.submit(work, batch, pure=False, retries=_TRIES))
                if len(waiting) > _AHEAD * max(1, len(self._client.nthreads())):
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except KilledWorker as error:
            raise EnvironmentTrouble("workers died of the same batch again and again; give them more memory") from error
        except (CancelledError, CommClosedError) as error:
            raise EnvironmentTrouble("the scheduler of the cluster is gone; start it and build again") from error

    def sees(self, folder: Path) -> bool:
        """Whether every worker finds this folder at the same path, and what stands in it."""
        probe = folder / f".probe-{secrets.token_hex(8)}"
        probe.touch()
        try:
            return all(self._client.run(_exists, str(probe)).values())
        finally:
            probe.unlink(missing_ok=True)


@contextlib.contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """The cluster at an address: ``tcp://scheduler:8786``, or ``local:4`` for four processes on this machine.

    Raises:
        EnvironmentTrouble: Dask is not installed, no scheduler answers there, or it has no worker.
        UsageError: this is no address of a cluster.
    """
    local = _LOCAL.fullmatch(address)
    if local is None and "://" not in address:
        raise UsageError(f"'{address}' is no cluster; write  --cluster tcp://HOST:8786  or  --cluster local:4")
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise EnvironmentTrouble("a cluster needs Dask; run  pip install 'livingsurvey[cluster]'") from error
    with contextlib.ExitStack() as stack:
        target: Any = address
        if local is not None:
            workers = LocalCluster(n_workers=int(local[1]), threads_per_worker=1, dashboard_address="127.0.0.1:0")
            stack.callback(_close, workers)
            target = workers
        try:
            client = stack.enter_context(Client(target, timeout=_TIMEOUT))
        except (OSError, ValueError) as error:
            raise EnvironmentTrouble(f"no cluster answers at {address}; start  dask scheduler  there") from error
        try:
            client.wait_for_workers(1, timeout=_TIMEOUT)
        except TimeoutError as error:
            raise EnvironmentTrouble(
                f"the cluster at {address} has no workers; start some with  dask worker {address}"
            ) from error
        yield Cluster(client)


def _close(workers: LocalCluster) -> None:
    """End the processes of this machine; one that was just starting again may take its time, when all is done."""
    with contextlib.suppress(TimeoutError):
        workers.close()


def _exists(path: str) -> bool:
    return Path(path).exists()
