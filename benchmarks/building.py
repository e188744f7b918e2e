"""The site: cold, unchanged and with one record changed, beside MkDocs and Hugo building only the paper pages.

    python -m benchmarks.building [--papers 432 1884 10000 100000] [--sample 300]

Hugo is measured where it is installed; its layout is the page our engine renders once, with the same fields put in.
MkDocs with Material builds the paper pages of a sample itself, and none, so that the difference is the cost of a page.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

from benchmarks.generated import generate
from benchmarks.measure import Run, python, run, size_of, table
from livingsurvey import Survey
from livingsurvey.publish.content import citation
from livingsurvey.publish.content.bibtex import bibtex
from livingsurvey.publish.site.mould import split

_BUILD = """
import sys, time
from livingsurvey import Survey
from livingsurvey.publish.site.build import build
build(Survey.load(sys.argv[1]))
"""
_STAMP = """
import json, sys, time
from pathlib import Path
from livingsurvey import Survey
from livingsurvey.publish.site.filled import pages_in
from livingsurvey.publish.site.stamper import Order, stamp
from livingsurvey.publish.site.table import Site
site = Site(Survey.load(sys.argv[1]), pages_in(Path(sys.argv[1], ".site/prepared/engine")), site_url=None)
pages = [file for file in site.files.values() if file.kind == "paper"]
started = time.perf_counter()
stamp(site.stamps.templates, sys.argv[2], [Order(page.name, b"", False, page.stamping()) for page in pages])
Path(sys.argv[3]).write_text(str(time.perf_counter() - started))
"""
_HUGO_FIELDS = {
    "title": "{{ .Title }}",
    "description": "{{ .Params.container }} {{ .Params.year }}",
    "head": '{{ range .Params.tags }}<meta name="{{ .name }}" content="{{ .content }}">\n{{ end }}',
    "paper": "<p>{{ delimit .Params.authors `, ` }}</p>{{ .Content }}<pre><code>{{ .Params.bibtex }}</code></pre>",
    "mould": "papers/{{ .File.ContentBaseName }}/",
}


def main() -> None:
    """Measure and print two tables."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--papers", type=int, nargs="+", default=[432, 1884, 10_000, 100_000])
    arguments.add_argument("--sample", type=int, default=300)
    arguments.add_argument("--hugo-up-to", type=int, default=10_000)
    options = arguments.parse_args()
    rows: list[list[object]] = []
    for count in options.papers:
        with tempfile.TemporaryDirectory() as temporary:
            root = Path(temporary, "survey")
            generate(root, count)
            rows += _ours(root, count)
            if shutil.which("hugo") and count <= options.hugo_up_to:
                rows.append(_row(count, "Hugo, its paper pages only", run(_hugo(root, Path(temporary, "hugo")))))
            if count == options.papers[0]:
                rows.append(_mkdocs(root, Path(temporary), options.sample))
    print(table(["papers", "what", "wall s", "CPU s", "papers / s", "peak MB", "files", "MB"], rows))


def _ours(root: Path, count: int) -> list[list[object]]:
    command = python(_BUILD, root)
    cold = run(command)
    rows = [_row(count, "cold build", cold, *size_of(root / "site"))]
    unchanged = run(command)
    rows.append(_row(count, "unchanged, second build", unchanged))
    rows.append(_row(count, "unchanged, third build", run(command)))
    record = next((root / "papers").rglob("*.yaml"))
    record.write_text(record.read_text(encoding="utf-8").replace('title: "', 'title: "New ', 1), encoding="utf-8")
    rows.append(_row(count, "one record changed", run(command)))
    out, seconds = root / "build" / "stamped", root / "build" / "seconds"
    took = run(python(_STAMP, root, out, seconds))
    stamping = float(seconds.read_text(encoding="utf-8"))
    rows.append(_row(count, "paper pages stamped and written", Run(stamping, took.cpu, took.peak_mb)))
    return rows


def _mkdocs(root: Path, temporary: Path, sample: int) -> list[object]:
    """What one paper page costs when MkDocs renders it."""
    survey = Survey.load(root)
    papers = list(survey.papers.values())[:sample]
    took = []
    for part in ([], papers):
        folder = temporary / f"mkdocs-{len(part)}"
        docs = folder / "docs"
        docs.mkdir(parents=True)
        (docs / "index.md").write_text("# Papers\n", encoding="utf-8")
        for paper in part:
            lines = [f"# {paper.title}", ", ".join(paper.authors), f"```\n{bibtex(paper, survey)}```\n"]
            (docs / f"{paper.key}.md").write_text("\n\n".join(lines), encoding="utf-8")
        settings = {"site_name": "Papers", "nav": ["index.md"], "theme": {"name": "material", "font": False}}
        (folder / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")
        took.append(run(python("from mkdocs.__main__ import cli; cli()", "build", "-q"), cwd=folder))
    empty, full = took
    difference = Run(full.wall - empty.wall, full.cpu - empty.cpu, full.peak_mb)
    return _row(sample, "MkDocs, the same paper pages only (a sample)", difference)


def _hugo(root: Path, folder: Path) -> list[str | Path]:
    """A Hugo site with the survey's paper pages, and the command that builds it."""
    survey = Survey.load(root)
    mould = (root / ".site/prepared/engine/papers" / "mould" / "index.html").read_text(encoding="utf-8")
    pieces, places = split(mould.replace("{{", "&#123;&#123;"))
    layout = pieces[0] + "".join(_HUGO_FIELDS[place] + piece for place, piece in zip(places, pieces[1:], strict=True))
    layouts, content = folder / "layouts" / "_default", folder / "content" / "papers"
    layouts.mkdir(parents=True)
    content.mkdir(parents=True)
    (layouts / "single.html").write_text(layout, encoding="utf-8")
    kinds = ["taxonomy", "term", "RSS", "sitemap", "home", "section", "robotsTXT", "404"]
    settings = {"baseURL": "https://example.org/", "title": "Papers", "disableKinds": kinds}
    (folder / "config.json").write_text(json.dumps(settings), encoding="utf-8")
    for paper in survey.papers.values():
        front = {
            "title": paper.title,
            "authors": paper.authors,
            "year": paper.year,
            "container": paper.venue,
            "tags": [{"name": name, "content": value} for name, value in citation.scholar_tags(paper, survey)],
            "bibtex": bibtex(paper, survey),
        }
        (content / f"{paper.key}.md").write_text(json.dumps(front, ensure_ascii=False) + "\n", encoding="utf-8")
    return ["hugo", "--source", folder, "--quiet"]


def _row(count: int, what: str, took: Run, files: int | str = "", size: int = 0) -> list[object]:
    rate = f"{count / took.wall:,.0f}"
    return [
        count,
        what,
        f"{took.wall:.2f}",
        f"{took.cpu:.2f}",
        rate,
        f"{took.peak_mb:.0f}",
        files,
        f"{size / 1e6:.0f}" if size else "",
    ]


if __name__ == "__main__":
    main()
