"""Every export: seconds and bytes, beside a plain JSON dump of the same records.

    python -m benchmarks.exporting [--papers 433 10000]

Each format is written by a process of its own that has loaded the survey before its clock starts, without the pieces
that a build keeps. The last rows are what a build pays for all of them: after one record changed, with pieces.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

from benchmarks.measure import ROOT, SHIPPED, python, table, written_survey
from livingsurvey.publish.exports.formats import FORMATS

_EXPORT = """
import json, resource, sys, time
from livingsurvey import Survey
survey = Survey.load(sys.argv[1])
from livingsurvey.publish.exports.formats import FORMATS, export
from livingsurvey.publish.published import Published
papers = tuple(survey)
names = sys.argv[2].split(",")
sheet = Published(survey)
if len(names) > 1:
    sheet.pieces.make_all(papers)
started = time.perf_counter()
if names == ["dump"]:
    size = len(json.dumps([paper.model_dump(mode="json") for paper in papers]))
else:
    size = sum(len(FORMATS[name].content(sheet, papers)) for name in names)
seconds = time.perf_counter() - started
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([seconds, size, peak]))
"""


def main() -> None:
    """Measure and print a table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--papers", type=int, nargs="+", default=[SHIPPED, 10_000])
    rows: list[list[object]] = []
    for count in arguments.parse_args().papers:
        with tempfile.TemporaryDirectory() as temporary:
            root = Path(temporary, "survey")
            root.mkdir()
            written_survey(root, count)
            plain, *_ = _measured(root, "dump")
            for what in ("dump", *FORMATS, ",".join(FORMATS)):
                seconds, size, peak = _measured(root, what)
                name = {"dump": "plain JSON dump"}.get(what, "all, pieces made before" if "," in what else what)
                ratio = f"{seconds / plain:.1f}"
                rows.append([count, name, f"{seconds:.2f}", ratio, f"{size / 1e6:.2f}", f"{peak:.0f}"])
    print(table(["papers", "format", "seconds", "times the dump", "MB", "peak MB"], rows))


def _measured(root: Path, what: str) -> tuple[float, int, float]:
    command = [str(part) for part in python(_EXPORT, root, what)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    seconds, size, peak = json.loads(ended.stdout)
    return seconds, size, peak


if __name__ == "__main__":
    main()
