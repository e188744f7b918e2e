"""``survey serve``: from its start to the first page, and from an edit to the page that shows it, beside others.

    python -m benchmarks.serving [--papers 433 10000] [--sample 300]

Beside it stand a process that reads and checks everything again for one page, Hugo's server where Hugo is installed,
which renders all pages first, and ``mkdocs serve`` on a sample of pages. CPU is that of the process and of those that
it started and that have ended, so that work nobody waits for counts as long as it is done before the page is there.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import gzip
import http.server
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from benchmarks.hugo import hugo_site
from benchmarks.measure import SHIPPED, python, run, survey, table, written_survey

_COMPRESSED = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml"})


class _Compressing(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each answer waits 40 ms for the browser to acknowledge its head

    def send_head(self) -> io.BytesIO | None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(http.HTTPStatus.NOT_FOUND)
            return None
        content = path.read_bytes()
        self.send_response(http.HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in _COMPRESSED:
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder on this machine while the block runs.

    It is served as GitHub Pages serves a site: compressed, kept for ten minutes, over connections that stay open.
    """
    handler = functools.partial(_Compressing, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


_READ_ANEW = """
import sys
from pathlib import Path
from livingsurvey import Survey
from livingsurvey.checks import check
from livingsurvey.publish.site.filled import pages_in
from livingsurvey.publish.site.table import Site
survey = Survey.load(sys.argv[1])
check(survey, cached=True)
Site(survey, pages_in(Path(sys.argv[2])), site_url=None)[sys.argv[3]]
"""
_MKDOCS = "from mkdocs.__main__ import cli; cli()"
_TITLE = 'title: "'
_TIMES = 5
_PAUSE = 2.0
"""Seconds between two edits, in which a server ends what it does after each."""


def main() -> None:
    """Measure and print one table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--papers", type=int, nargs="+", default=[SHIPPED, 10_000])
    arguments.add_argument("--sample", type=int, default=300)
    options = arguments.parse_args()
    rows: list[list[object]] = []
    for count in options.papers:
        with tempfile.TemporaryDirectory() as temporary:
            root = Path(temporary, "survey")
            root.mkdir()
            written_survey(root, count)
            took = [*of_survey(root), *([*of_hugo(root, Path(temporary, "hugo"))] if shutil.which("hugo") else [])]
            rows += [[f"{count:,}", *row] for row in took]
    with tempfile.TemporaryDirectory() as temporary:
        rows += [[f"{options.sample:,}", *row] for row in _mkdocs(Path(temporary), options.sample)]
    print(table(["papers", "what", "wall s", "CPU s"], rows))


def of_survey(root: Path) -> Iterator[list[object]]:
    """``survey serve``: a row for each thing that somebody waits for."""
    record = min(path for path in (root / "papers").rglob("*.yaml") if _TITLE in path.read_text(encoding="utf-8"))
    port, address = _free_port(), f"papers/{record.stem}/"
    command = survey("serve", root, "--port", str(port))
    for state in ("a fresh checkout", "one that was served before"):
        with _Server(command, port) as server:
            server.page("")
            yield _row(f"start to first page, {state}", server.since_start())
            if state.startswith("one"):
                server.page(address)
                edits = [
                    server.edited(record, 'title: "', f'title: "New{number} ', address) for number in range(_TIMES)
                ]
                yield _row("edit of a title to the page that shows it", sorted(edits)[_TIMES // 2])
    engine = root / "build" / "served" / f"127.0.0.1-{port}" / "prepared" / "engine"
    took = run(python(_READ_ANEW, root, engine, address))
    yield _row("everything read and checked again, and that page made", (took.wall, took.cpu))


def of_hugo(root: Path, folder: Path) -> Iterator[list[object]]:
    """``hugo server`` on like pages of a survey, whose site is built first where it is not."""
    if not (root / "site").exists():
        run(survey("build", root))
    port = _free_port()
    command = [*hugo_site(root, folder), "server", "--port", str(port)]
    record = min((folder / "content/papers").iterdir())
    with _Server(command, port) as server:
        address = f"papers/{record.stem}/"
        server.page(address)
        yield _row("hugo server: start to first page", server.since_start())
        edits = [server.edited(record, '"title": "', f'"title": "New{number} ', address) for number in range(_TIMES)]
        yield _row("hugo server: edit of a title to the page that shows it", sorted(edits)[_TIMES // 2])


def _mkdocs(folder: Path, sample: int) -> Iterator[list[object]]:
    """MkDocs serving as many pages of some hundred words, written beforehand."""
    (folder / "docs").mkdir()
    for number in range(sample):
        (folder / "docs" / f"{number}.md").write_text(f"# Paper {number}\n\n{'word ' * 150}\n", encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Papers\n", encoding="utf-8")
    settings = {"site_name": "Papers", "nav": ["index.md"], "theme": {"name": "material", "font": False}}
    (folder / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")
    port = _free_port()
    with _Server(python(_MKDOCS, "serve", "-q", "-a", f"127.0.0.1:{port}"), port, cwd=folder) as server:
        server.page("")
        yield _row("mkdocs serve: start to first page", server.since_start())
        edits = [server.edited(folder / "docs" / "0.md", "# ", f"# New{number} ", "0/") for number in range(3)]
        yield _row("mkdocs serve: edit of a title to the page that shows it", sorted(edits)[1])


class _Server:
    """A command that serves pages, from its start to its end."""

    def __init__(self, command: Sequence[str | Path], port: int, cwd: Path | None = None) -> None:
        self._url = f"http://127.0.0.1:{port}/"
        self._started = time.perf_counter()
        self._process = subprocess.Popen(
            [str(part) for part in command], cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGINT)
        self._process.wait()

    def page(self, address: str) -> str:
        """A page, once the server gives it."""
        while self._process.poll() is None:
            with contextlib.suppress(OSError), urllib.request.urlopen(self._url + address) as answer:
                return str(answer.read().decode())
            time.sleep(0.01)
        raise RuntimeError("the server has ended")

    def since_start(self) -> tuple[float, float]:
        """Wall and CPU seconds."""
        return time.perf_counter() - self._started, self._cpu()

    def edited(self, file: Path, old: str, new: str, address: str) -> tuple[float, float]:
        """Wall and CPU seconds from an edit until the page shows it; the file is put back."""
        text = file.read_text(encoding="utf-8")
        time.sleep(_PAUSE)
        with self._news() as wait:
            wall, cpu = time.perf_counter(), self._cpu()
            file.write_text(text.replace(old, new, 1), encoding="utf-8")
            wait()
            while new.split()[-1].strip('"') not in self.page(address):
                wait()
            took = time.perf_counter() - wall, self._cpu() - cpu
        file.write_text(text, encoding="utf-8")
        return took

    @contextmanager
    def _news(self) -> Iterator[Callable[[], object]]:
        """Waits as a browser does, until it is told that there is something new; else for a moment."""
        try:
            told = urllib.request.urlopen(f"{self._url}served/news")
        except OSError:
            yield functools.partial(time.sleep, 0.02)
            return
        with told:
            told.readline()
            yield lambda: [told.readline() for _ in range(2)]

    def _cpu(self) -> float:
        """What the process and those that it started and that have ended have used."""
        words = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return sum(map(int, words[11:15])) / os.sysconf("SC_CLK_TCK")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _row(what: str, took: tuple[float, float]) -> list[object]:
    return [what, f"{took[0]:.2f}", f"{took[1]:.2f}"]


if __name__ == "__main__":
    main()
