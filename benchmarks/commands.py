"""Commands that answer at once, from start to end: CPU seconds with all child processes, and peak memory.

python -m benchmarks.commands [--papers 433 10000] [--times 3]
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import SHIPPED, Run, median, python, run, survey, table, written_survey
from benchmarks.reading import BARE

_LINE = "A Paper That Nobody Has, <ins>ICLR, 2024</ins> [[pdf](https://arxiv.org/abs/2499.99999)]"


def main() -> None:
    """Measure and print a table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--papers", type=int, nargs="+", default=[SHIPPED, 10_000])
    arguments.add_argument("--times", type=int, default=3)
    options = arguments.parse_args()
    rows = []
    for count in options.papers:
        with tempfile.TemporaryDirectory() as temporary:
            written_survey(Path(temporary), count)
            took = dict(_measured(Path(temporary), options.times))
        bare = took["a bare CSafeLoader read"].cpu
        for name, one in took.items():
            rows.append([count, name, f"{one.cpu:.2f}", f"{one.cpu / bare:.2f}", f"{one.peak_mb:.0f}"])
    print(table(["papers", "command", "CPU s", "against the bare read", "peak MB"], rows))


def _measured(root: Path, times: int) -> Iterator[tuple[str, Run]]:
    yield "a bare CSafeLoader read", median(python(BARE, root), times=times)
    yield "survey check, nothing kept", median(survey("check", root), times=1)
    for name in ("--version", "--help"):
        yield f"survey {name}", median(survey(name), times=times)
    for name in ("check", "readme"):
        run(survey(name, root))
        yield f"survey {name}", median(survey(name, root), times=times)
    yield "survey find", median(survey("find", root, "quantization"), times=times)
    changed = next((root / "papers").glob("*/*.yaml"))
    changed.write_text(changed.read_text(encoding="utf-8").replace("title: ", "title:  ", 1), encoding="utf-8")
    yield "survey check, one record changed", median(survey("check", root), times=1)
    add = survey("add", root, "--offline", "--overwrite", "--topic", "quantization", "--line", _LINE)
    yield "survey add", median(add, times=times)


if __name__ == "__main__":
    main()
