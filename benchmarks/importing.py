"""``survey import --into``: seconds and memory for many papers, beside a plain parse of the same JSON.

python -m benchmarks.importing [--papers 3037] [--file FILE.jsonl --fields FILE --decisions FILE ...]

Without a file, made-up papers are offered to the survey that ships.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.measure import SHIPPED, Run, python, run, survey, table, written_survey

_PARSE = """
import json, sys
from pathlib import Path
for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
    json.loads(line)
"""
_OFFER = """
import json, sys
from pathlib import Path
from livingsurvey import Survey
with Path(sys.argv[2]).open("w", encoding="utf-8") as file:
    for paper in Survey.load(sys.argv[1]):
        said = paper.model_dump(mode="json", include={"title", "name", "authors", "year", "venue", "topics", "sources"})
        said["sources"]["title"] = said["sources"]["venue"]
        print(json.dumps(said | paper.ids.model_dump(exclude_none=True)), file=file)
"""


def main() -> None:
    """Measure and print one table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--papers", type=int, default=3037)
    arguments.add_argument("--file", type=Path)
    arguments.add_argument("--fields", type=Path)
    arguments.add_argument("--decisions", type=Path, nargs="+", default=[])
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        root, file = Path(temporary, "survey"), options.file or Path(temporary, "papers.jsonl")
        root.mkdir()
        written_survey(root, SHIPPED)
        if options.file is None:
            made_up = Path(temporary, "made-up")
            written_survey(made_up, options.papers)
            run(python(_OFFER, made_up, file))
        run(survey("check", root))
        command: list[str | Path] = survey("import", None, str(file), "--into", str(root))
        for option, value in [("--fields", options.fields), *(("--decisions", each) for each in options.decisions)]:
            command += [option, value] if value else []
        took = {name: run(each) for name, each in (("plain parse", python(_PARSE, file)), ("first run", command))}
        took["run again"] = run(command)
        count = sum(1 for _ in file.open(encoding="utf-8"))
    print(table(["papers", "step", "wall s", "CPU s", "CPU s a thousand", "peak MB"], _rows(count, took)))


def _rows(count: int, took: dict[str, Run]) -> list[list[object]]:
    return [
        [count, name, f"{each.wall:.2f}", f"{each.cpu:.2f}", f"{1000 * each.cpu / count:.2f}", f"{each.peak_mb:.0f}"]
        for name, each in took.items()
    ]


if __name__ == "__main__":
    main()
