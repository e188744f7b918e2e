"""``survey check``: seconds, records a second and peak memory, beside PyYAML's bare read of the same files; and bombs.

python -m benchmarks.checking [--papers 433 10000 100000] [--times 3]
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.measure import SHIPPED, Run, median, python, run, table, written_survey
from benchmarks.reading import BARE

_NOTHING = "import yaml"
_START = "import sys; from livingsurvey.cli import main; import livingsurvey.checks"
_CHECK = "import sys; from livingsurvey.cli import main; main(['check', '--root', sys.argv[1]])"
_FIRST = "import shutil, sys; shutil.rmtree(f'{sys.argv[1]}/build', ignore_errors=True)\n" + _CHECK
_BOMBS = {
    "aliases of aliases": "'a0: &a0 [x]\\n' + ''.join(f'a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\\n' for n in range(1, 60))",
    "150,000 lists in each other": "'[' * 150_000",
    "100 MB in one scalar": "'title: ' + 'x' * 100_000_000",
    "2 MB of numbers": "'topics: [' + '1,' * 990_000 + ']'",
    "2 MB of empty lists": "'topics: [' + '[],' * 660_000 + ']'",
    "200 kB of numbers": "'topics: [' + '1,' * 95_000 + ']'",
    "90 kB of numbers": "'topics: [' + '1,' * 45_000 + ']'",
}
"""What is written into a record, as Python: this process must stay small, see :func:`written_survey`."""

_WRITE = "import sys; open(sys.argv[1], 'w').write({})"


def main() -> None:
    """Measure and print two tables."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--papers", type=int, nargs="+", default=[SHIPPED, 10_000, 100_000])
    arguments.add_argument("--times", type=int, default=3)
    options = arguments.parse_args()
    rows = []
    for count in options.papers:
        with tempfile.TemporaryDirectory() as temporary:
            root = Path(temporary)
            written_survey(root, count)
            rows += _rows(root, count, options.times if count < 50_000 else 1)
    headings = ["papers", "step", "wall s", "CPU s", "records / CPU s", "against the bare read", "without start"]
    print(table([*headings, "peak MB"], rows))
    print(table(["a record of", "CPU s", "without start", "peak MB"], _bombs(options.times)))


def _rows(root: Path, count: int, times: int) -> list[list[object]]:
    nothing, start = median(python(_NOTHING), times=3), median(python(_START), times=3)
    bare = median(python(BARE, root), times=times)
    first = median(python(_FIRST, root), times=times)
    again = median(python(_CHECK, root), times=times)
    steps = {"bare CSafeLoader read": (bare, nothing), "survey check": (first, start), "once more": (again, start)}
    rows: list[list[object]] = []
    for name, (took, begun) in steps.items():
        figures = [f"{took.wall:.2f}", f"{took.cpu:.2f}", f"{count / took.cpu:,.0f}", f"{took.cpu / bare.cpu:.2f}"]
        work = f"{_work(took, begun) / _work(bare, nothing):.2f}"
        rows.append([count, name, *figures, work, f"{took.peak_mb:.0f}"])
    return rows


def _work(took: Run, start: Run) -> float:
    """CPU seconds after everything is imported."""
    return took.cpu - start.cpu


def _bombs(times: int) -> list[list[object]]:
    start = median(python(_START), times=3)
    rows: list[list[object]] = []
    for name, text in _BOMBS.items():
        with tempfile.TemporaryDirectory() as temporary:
            root = Path(temporary)
            written_survey(root, 1)
            (root / "papers/2022").mkdir(exist_ok=True)
            run(python(_WRITE.format(text), root / "papers/2022/bomb2022yaml.yaml"))
            took = median(python(_CHECK, root), times=times)
        rows.append([name, f"{took.cpu:.2f}", f"{_work(took, start):.2f}", f"{took.peak_mb:.0f}"])
    return rows


if __name__ == "__main__":
    main()
