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
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from livingsurvey.errors import EnvironmentTrouble, UsageError

if TYPE_CHECKING:
    from distributed import Client

Item = TypeVar("Item")
Result = TypeVar("Result")

_LOCAL = re.compile(r"local:([1-9][0-9]?)")
_TIMEOUT = "10s"
_AHEAD = 2
"""How many batches each worker has waiting."""
_TRIES = 5
"""How often a batch is given out before its workers are taken to die of it."""


class Cluster:
    """An executor whose processes may be on other machines; see :class:`livingsurvey.executors.processes.Executor`."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def map(self, work: Callable[[Item], Result], batches: Iterable[Item]) -> Iterator[Result]:
        """The results of ``work`` on each batch, in order; batches are sent out a few ahead of the results."""
        ready = self._client.scatter(work, broadcast=True)
        waiting: deque[Any] = deque()
        for batch in batches:
            waiting.append(self._client.submit(_do, ready, batch, pure=False, retries=_TRIES))
            if len(waiting) > _AHEAD * max(1, len(self._client.nthreads())):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

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
        EnvironmentTrouble: Dask is not installed, or no scheduler answers there.
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
            target = stack.enter_context(workers)
        try:
            client = stack.enter_context(Client(target, timeout=_TIMEOUT))
        except (OSError, ValueError) as error:
            raise EnvironmentTrouble(f"no cluster answers at {address}; start  dask scheduler  there") from error
        yield Cluster(client)


def _do(work: Callable[[Item], Result], batch: Item) -> Result:
    return work(batch)


def _exists(path: str) -> bool:
    return Path(path).exists()
