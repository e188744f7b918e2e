"""Load and README: seconds, records a second, peak memory, beside a bare ``CSafeLoader`` read of the same files.

python -m benchmarks.reading [--papers 433 1884 10000 100000] [--times 3]
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.measure import SHIPPED, median, python, table, written_survey

_NOTHING = "import livingsurvey, livingsurvey.publish.repository.readme"
BARE = """
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1], "papers").rglob("*.yaml")):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
"""
_LOAD = "import sys; from livingsurvey import Survey; Survey.load(sys.argv[1], cached={cached})"
_README = """
import sys
from livingsurvey import Survey
from livingsurvey.publish.repository import readme
readme.render(Survey.load(sys.argv[1], cached={cached}))
"""


def main() -> None:
    """Measure and print one table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--papers", type=int, nargs="+", default=[SHIPPED, 1884, 10_000, 100_000])
    arguments.add_argument("--times", type=int, default=3)
    options = arguments.parse_args()
    rows = []
    for count in options.papers:
        with tempfile.TemporaryDirectory() as temporary:
            root = Path(temporary)
            written_survey(root, count)
            rows += _rows(root, count, options.times if count < 50_000 else 1)
    print(table(["papers", "step", "wall s", "CPU s", "records / CPU s", "CPU against the bare read", "peak MB"], rows))


def _rows(root: Path, count: int, times: int) -> list[list[object]]:
    bare = median(python(BARE, root), times=times)
    steps = {
        "imports only": python(_NOTHING),
        "bare CSafeLoader read": python(BARE, root),
        "load, no cache": python(_LOAD.format(cached=False), root),
        "load, unchanged": python(_LOAD.format(cached=True), root),
        "load and README, no cache": python(_README.format(cached=False), root),
        "load and README, unchanged": python(_README.format(cached=True), root),
    }
    median(steps["load, unchanged"], times=1)
    rows: list[list[object]] = []
    for name, command in steps.items():
        took = bare if name.startswith("bare") else median(command, times=times)
        ratio = f"{took.cpu / bare.cpu:.2f}"
        rows.append(
            [
                count,
                name,
                f"{took.wall:.2f}",
                f"{took.cpu:.2f}",
                f"{count / took.cpu:,.0f}",
                ratio,
                f"{took.peak_mb:.0f}",
            ]
        )
    return rows


if __name__ == "__main__":
    main()
