"""What each kind of file costs a cold build: how many there are, CPU time and bytes of one, beside a paper's page.

    python -m benchmarks.kinds [--papers 2000]

All kinds of files are switched on. Each file is modelled, tagged, rendered and written by this one process; what its
model holds, such as related papers, is worked out for the page, which comes before its twins. CPU is user and system
time.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.measure import run, survey, table, written_survey
from livingsurvey import Survey
from livingsurvey.publish.file import File, StampedFile
from livingsurvey.publish.site.filled import pages_in
from livingsurvey.publish.site.table import Site
from livingsurvey.publish.tree import write_file


def main() -> None:
    """Measure and print one table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--papers", type=int, default=2_000)
    count = arguments.parse_args().papers
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary, "survey")
        root.mkdir()
        written_survey(root, count)
        with (root / "survey.yaml").open("a", encoding="utf-8") as settings:
            settings.write("files:\n  arxiv: true\n  markdown: true\n  cards: true\n")
        run(survey("build", root))
        rows = _rows(Site(Survey.load(root), pages_in(root / ".site/prepared/engine"), site_url=None), Path(temporary))
    print(table(["kind", "files", "CPU µs a file", "kB a file", "against a page of a paper"], rows))


def _rows(site: Site, folder: Path) -> list[list[object]]:
    site.published.texts.make_all()
    files, size, spent = Counter[str](), Counter[str](), Counter[str]()
    for file in site.files.values():
        kind = f"{file.kind}, Markdown" if file.address.endswith(".md") else file.kind
        began = time.process_time_ns()
        size[kind] += write_file(f"{folder}/{file.name}", _made(site, file), replaces=False)
        spent[kind] += time.process_time_ns() - began
        files[kind] += 1
    one = {kind: spent[kind] / files[kind] / 1_000 for kind in files}
    rows: list[list[object]] = []
    for kind, _ in spent.most_common():
        figures = (f"{one[kind]:,.0f}", f"{size[kind] / files[kind] / 1_000:,.1f}", f"{one[kind] / one['paper']:.2f}")
        rows.append([kind, f"{files[kind]:,}", *figures])
    return rows


def _made(site: Site, file: File) -> bytes:
    """The content of a file, by the steps of a build."""
    if isinstance(file, StampedFile):
        stamping = file.stamping()
        site.stamps.tag(stamping)
        return site.stamps.content(stamping)
    file.tag()
    return file.content()


if __name__ == "__main__":
    main()
