"""``survey add`` from start to end, imports included, on surveys of several sizes; and ``survey import`` of a list.

python -m benchmarks.adding [--papers 432 10000] [--times 3]
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.measure import median, python, table, written_survey

_CHECK = "import sys; from livingsurvey.cli import main; main(['find', 'quantization', '--root', sys.argv[1]])"
_ADD = (
    "import sys; from livingsurvey.cli import main; main(['add', '--offline', '--overwrite', '--root', sys.argv[1],"
    " '--topic', 'quantization', '--line',"
    " 'A Paper That Nobody Has, <ins>ICLR, 2024</ins> [[pdf](https://arxiv.org/abs/2499.99999)]'])"
)
_KNOWN = "import sys; from livingsurvey.cli import main; main(['add', '2210.17323', '--root', sys.argv[1]])"
_IMPORT = (
    "import shutil, sys; from livingsurvey.cli import main; root = sys.argv[1];"
    " main(['readme', '--root', root]); shutil.rmtree(f'{root}-new', ignore_errors=True);"
    " main(['import', f'{root}/README.md', '--out', f'{root}-new'])"
)


def main() -> None:
    """Measure and print a table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--papers", type=int, nargs="+", default=[432, 10_000])
    arguments.add_argument("--times", type=int, default=3)
    options = arguments.parse_args()
    rows = []
    for count in options.papers:
        with tempfile.TemporaryDirectory() as temporary:
            root = Path(temporary, "survey")
            root.mkdir()
            written_survey(root, count)
            median(python(_CHECK, root), times=1)  # fills the cache of records, as any command before would have
            for name, code in {"add a line": _ADD, "add a known id": _KNOWN, "readme and import": _IMPORT}.items():
                took = median(python(code, root), times=1 if code is _IMPORT else options.times)
                rows.append([count, name, f"{took.wall:.2f}", f"{took.cpu:.2f}", f"{took.peak_mb:.0f}"])
    print(table(["papers", "step", "wall s", "CPU s", "peak MB"], rows))


if __name__ == "__main__":
    main()
