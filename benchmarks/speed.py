"""How fast a survey is: a row for each thing that people wait for, beside its alternative measured in the same run.

    python -m benchmarks.speed [ROW ...] [--scratch FOLDER]

Without rows all but the one of 100,000 papers are measured, which takes minutes and some GB; ``--scratch`` keeps the
made-up surveys between two runs. Beside Hugo, where it is installed, stand commands that make pages; it has the
same papers, authors, venues and topics, and is given what our pages are made from (:mod:`benchmarks.hugo`). Beside
commands that read stands PyYAML's bare read of the same records. The table is Markdown, for README.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from benchmarks import serving
from benchmarks.hugo import hugo_site
from benchmarks.measure import ROOT, SHIPPED, Run, python, run, size_of, survey, table, written_survey
from benchmarks.reading import BARE

_LINE = "A Paper That Nobody Has, <ins>ICLR, 2024</ins> [[pdf](https://arxiv.org/abs/2499.99999)]"
_ADD = ("--offline", "--overwrite", "--topic", "quantization", "--line", _LINE)
_TITLE = 'title: "'
_SAMPLE = 300
_TABLES = 60

Row = list[object]


class Surveys:
    """The surveys that are measured, each written when it is first asked for, below one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._hugo: dict[int, Run] = {}

    def of(self, count: int) -> Path:
        """A made-up survey of so many papers, or a clone of the one that ships, as it was last committed."""
        root = self._folder / f"survey-{count}"
        if count == SHIPPED and not root.exists():
            run(["git", "clone", "--quiet", ROOT, root])
        elif not root.exists():
            root.mkdir(parents=True)
            written_survey(root, count)
        return root

    def built(self, count: int) -> Path:
        """The same with its site."""
        root = self.of(count)
        if not (root / "site").exists():
            run(survey("build", root))
        return root

    def hugo(self, count: int) -> tuple[str, Run]:
        """Hugo building the same survey; done once, since it makes all pages whatever has changed."""
        if not shutil.which("hugo"):
            return "Hugo is not installed", Run(0, 0, 0)
        if count not in self._hugo:
            with tempfile.TemporaryDirectory(dir=self._folder) as temporary:
                self._hugo[count] = run(hugo_site(self.built(count), Path(temporary)))
        return "Hugo, like pages", self._hugo[count]


def main() -> None:
    """Measure the rows that were asked for and print them, with what they were measured on."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("rows", nargs="*", metavar="ROW", help=", ".join(ROWS))
    arguments.add_argument("--scratch", type=Path)
    options = arguments.parse_args()
    if unknown := set(options.rows) - ROWS.keys():
        arguments.error(f"no such row: {', '.join(sorted(unknown))}; there are {', '.join(ROWS)}")
    with tempfile.TemporaryDirectory() as temporary:
        surveys = Surveys((options.scratch or Path(temporary)).absolute())
        before = os.getloadavg()[0]
        rows = [row for name in options.rows or [*ROWS][:-1] for row in ROWS[name](surveys)]
    print(table(["papers", "what", "wall s", "CPU s", "memory MB", "beside it", "wall s", "CPU s", "memory MB"], rows))
    print(f"\n{os.cpu_count()} cores, Python {platform.python_version()}{_hugo_version()}; load", end=" ")
    print(f"{before:.1f} before and {os.getloadavg()[0]:.1f} after.")


def _cold(count: int, surveys: Surveys) -> Iterator[Row]:
    root = surveys.of(count)
    for made in ("site", ".site", "build"):
        shutil.rmtree(root / made, ignore_errors=True)
    took = run(survey("build", root))
    files, size = size_of(root / "site")
    name = f"`survey build`, cold: {files:,} files, {size / 1e6:,.0f} MB"
    if count > 20_000:
        yield _row(count, name, took, "bare `CSafeLoader` read", run(python(BARE, root)))
    else:
        yield _row(count, name, took, *surveys.hugo(count))


def _tables(surveys: Surveys) -> Iterator[Row]:
    """The shipped survey with so many tables of numbers, some of them twice, beside the same without any."""
    root = surveys.of(SHIPPED)
    knowledge = root / "knowledge"
    kept = knowledge.rename(root / "kept")
    builds = []
    for count in (_TABLES, 0):
        for made in ("site", ".site", "build", "knowledge"):
            shutil.rmtree(root / made, ignore_errors=True)
        shutil.copytree(kept, knowledge)
        shipped = sorted((kept / "results").iterdir())
        for number, path in enumerate(islice(cycle(shipped), len(shipped), count)):
            shutil.copy(path, knowledge / "results" / f"again-{number}-{path.name}")
        if not count:
            shutil.rmtree(knowledge / "results")
            (knowledge / "choose.yaml").unlink()
        builds.append(run(survey("build", root)))
    shutil.rmtree(knowledge)
    kept.rename(knowledge)
    yield _row(
        SHIPPED, f"`survey build`, cold, with {_TABLES} tables of numbers", builds[0], "without tables", builds[1]
    )


def _unchanged(count: int, surveys: Surveys) -> Iterator[Row]:
    root = surveys.built(count)
    yield _row(count, "nothing changed", run(survey("build", root)), *surveys.hugo(count))


def _title(count: int, surveys: Surveys) -> Iterator[Row]:
    root = surveys.built(count)
    record = min(path for path in (root / "papers").rglob("*.yaml") if _TITLE in path.read_text(encoding="utf-8"))
    shutil.rmtree(root / ".site/next", ignore_errors=True)  # as after a cold build
    for name in ("the first time after a cold build", "later"):
        text = record.read_text(encoding="utf-8")
        record.write_text(text.replace(_TITLE, f"{_TITLE}New ", 1), encoding="utf-8")
        yield _row(count, f"one title changed, {name}", run(survey("build", root)), *surveys.hugo(count))


def _serve(count: int, surveys: Surveys) -> Iterator[Row]:
    root = surveys.built(count)
    ours = list(serving.of_survey(root))
    with tempfile.TemporaryDirectory() as temporary:
        theirs: list[Row] = [["Hugo is not installed", "", ""]] * 2
        if shutil.which("hugo"):
            theirs = list(serving.of_hugo(root, Path(temporary, "hugo")))
    for mine, other in zip(ours[1:3], theirs, strict=True):
        yield [f"{count:,}", f"`survey serve`: {mine[0]}", *mine[1:], "", *other, ""]


def _reads(count: int, surveys: Surveys, *, command: str, words: Sequence[str] = (), name: str) -> Iterator[Row]:
    root = surveys.of(count)
    run(survey("check", root))  # records that were read before are what such a command meets
    papers = set((root / "papers").rglob("*.yaml"))
    took, bare = run(survey(command, root, *words)), run(python(BARE, root))
    for added in set((root / "papers").rglob("*.yaml")) - papers:
        added.unlink()
    yield _row(count, name, took, "bare `CSafeLoader` read", bare)


def _mkdocs(surveys: Surveys) -> Iterator[Row]:
    """MkDocs on the Markdown twins of some papers, less MkDocs on none."""
    root = surveys.built(SHIPPED)
    with tempfile.TemporaryDirectory() as temporary:
        took = [run(_mkdocs_site(root, Path(temporary, str(sample)), sample)) for sample in (0, _SAMPLE)]
    pages = Run(took[1].wall - took[0].wall, took[1].cpu - took[0].cpu, took[1].peak_mb)
    yield [f"{_SAMPLE:,}", "–", "", "", "", "MkDocs, so many pages of papers alone", *_figures(pages)]


def _mkdocs_site(root: Path, folder: Path, sample: int) -> list[str | Path]:
    """The Markdown twins of so many papers as a site for MkDocs, and the command that builds it."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Papers\n", encoding="utf-8")
    for twin in sorted((root / "site/papers").glob("*.md"))[:sample]:
        shutil.copy(twin, docs)
    settings = {"site_name": "Papers", "nav": ["index.md"], "theme": {"name": "material", "font": False}}
    (folder / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")
    return python("from mkdocs.__main__ import cli; cli()", "build", "-q", "-f", folder / "mkdocs.yml")


def _hugo_version() -> str:
    if not shutil.which("hugo"):
        return ""
    said = subprocess.run(["hugo", "version"], capture_output=True, encoding="utf-8", check=True).stdout
    return f", Hugo {said.split()[1].partition('+')[0].lstrip('v')}"


def _row(count: int, what: str, took: Run, beside: str, other: Run) -> Row:
    return [f"{count:,}", what, *_figures(took), beside, *_figures(other)]


def _figures(took: Run) -> list[str]:
    return [f"{took.wall:.2f}", f"{took.cpu:.2f}", f"{took.peak_mb:.0f}"]


ROWS: Mapping[str, Callable[[Surveys], Iterator[Row]]] = {
    "cold": partial(_cold, 10_000),
    "unchanged": partial(_unchanged, 10_000),
    "title": partial(_title, 10_000),
    "serve": partial(_serve, 10_000),
    "check": partial(_reads, 10_000, command="check", name="`survey check`"),
    "readme": partial(_reads, 10_000, command="readme", name="`survey readme`"),
    "add": partial(_reads, 10_000, command="add", words=_ADD, name="`survey add`, a line"),
    "shipped-cold": partial(_cold, SHIPPED),
    "shipped-unchanged": partial(_unchanged, SHIPPED),
    "shipped-tables": _tables,
    "mkdocs": _mkdocs,
    "cold-100000": partial(_cold, 100_000),
}
"""The rows of the table by the names they are asked for with."""


if __name__ == "__main__":
    main()
