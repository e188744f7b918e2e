"""A cold build on a Dask cluster beside the pool of processes: seconds, bytes on the wire, and a worker that is killed.

    python -m benchmarks.clustering [--papers 20000] [--workers 1 2 4] [--scratch FOLDER]

The workers are processes of this machine and share its cores, so what is shown is what a cluster costs, not what more
machines gain. Every site is compared with that of the pool, file by file; one differing byte ends the run. Of three
workers one is killed with SIGKILL when half the files are made. Bytes are those of the pickled batches and results,
before Dask frames them.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import pickle
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from benchmarks.measure import ROOT, Run, python, run, survey, table, written_survey
from livingsurvey import Survey
from livingsurvey.publish.site.build import build

Item = TypeVar("Item")
Result = TypeVar("Result")

_KILLED = """
import os, signal, sys
from pathlib import Path
from livingsurvey import Survey
from livingsurvey.executors.cluster import cluster
from livingsurvey.publish.site.build import build
from benchmarks.clustering import pid

def kill(step, done, total):
    if step == "files" and done > total / 2 and doomed:
        os.kill(doomed.pop(), signal.SIGKILL)

if __name__ == "__main__":
    with cluster("local:3") as workers:
        doomed = list(workers.map(pid, [0]))
        build(Survey.load(sys.argv[1]), Path(sys.argv[2]), progress=kill, run=workers)
    if doomed:
        sys.exit("nobody was killed")
"""


class Weighed:
    """An executor that works here and weighs what would have been sent."""

    def __init__(self, *, shared: bool) -> None:
        self.sent = self.returned = 0
        self._shared = shared

    def map(self, work: Callable[[Item], Result], batches: Iterable[Item]) -> Iterator[Result]:
        """See :class:`livingsurvey.executors.processes.Executor`."""
        for batch in batches:
            result = work(batch)
            self.sent += len(pickle.dumps((work, batch)))
            self.returned += len(pickle.dumps(result))
            yield result

    def sees(self, folder: Path) -> bool:
        """Whether the folder is said to be shared."""
        return self._shared


def pid(_: object) -> int:
    """The process that does this."""
    return os.getpid()


def main() -> None:
    """Measure, compare and print two tables."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--papers", type=int, default=20_000)
    arguments.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    arguments.add_argument("--scratch", type=Path)
    options = arguments.parse_args()
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(dir=options.scratch) as temporary:
        root, sites = Path(temporary, "survey"), Path(temporary, "sites")
        root.mkdir()
        written_survey(root, options.papers)
        rows = list(_builds(root, sites, options.workers))
        print(table(["who makes the pages", "wall s", "CPU s", "memory MB", "the same site"], rows))
        wire = [_wire(root, Path(temporary, "weighed"), shared=shared) for shared in (True, False)]
        print()
        print(table(["workers", "bytes to them, a paper", "bytes back, a paper"], wire))
    load = f"load {before:.1f} before, {os.getloadavg()[0]:.1f} after"
    print(f"\n{options.papers:,} papers, {os.cpu_count()} cores; {load}.")


def _builds(root: Path, sites: Path, numbers: list[int]) -> Iterator[list[object]]:
    commands = {"the pool of processes": survey("build", root, "--out", str(sites / "site"))}
    for count in numbers:
        where = ("--out", str(sites / "site"), "--cluster", f"local:{count}")
        commands[f"a cluster of {count}"] = survey("build", root, *where)
    commands["a cluster of 3, of which one is killed midway"] = python(_KILLED, root, sites / "site")
    first = ""
    for name, command in commands.items():
        shutil.rmtree(sites, ignore_errors=True)
        took = run(command, cwd=ROOT)
        digest = digest_of(sites / "site")
        if digest != (first := first or digest):
            raise RuntimeError(f"{name} made another site")
        yield [name, *_figures(took), digest[:12]]


def digest_of(folder: Path) -> str:
    """A digest of the names and bytes of all files in a folder; the marker among them names the manifest."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _wire(root: Path, out: Path, *, shared: bool) -> list[object]:
    loaded, weighed = Survey.load(root), Weighed(shared=shared)
    build(loaded, out / str(shared) / "site", run=weighed)
    words = "that see the folder of the site" if shared else "that hand their files back"
    return [words, *(f"{count / len(loaded):,.0f}" for count in (weighed.sent, weighed.returned))]


def _figures(took: Run) -> list[str]:
    return [f"{took.wall:.1f}", f"{took.cpu:.1f}", f"{took.peak_mb:.0f}"]


if __name__ == "__main__":
    main()
