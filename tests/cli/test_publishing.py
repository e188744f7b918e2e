"""survey build, survey serve, survey readme: what the commands themselves add to publishing"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from livingsurvey.cli import loading
from livingsurvey.errors import InvalidData, SurveyError, UsageError
from livingsurvey.executors.processes import PROCESSES
from livingsurvey.model import Finding
from livingsurvey.publish.serving.serve import Teller
from livingsurvey.publish.site.build import Report
from livingsurvey.publish.tree import reserved
from livingsurvey.store import lock
from livingsurvey.survey import Survey

from .conftest import Run

GPTQ = "papers/2022/frantar2022gptq.yaml"


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What ``survey build`` asked the generator for."""
    asked: list[dict[str, Any]] = []

    def build(survey: Any, out: Path | None = None, **options: Any) -> Report:
        asked.append({"papers": len(survey), "out": out, **options})
        return Report(out=out or survey.root / "site", papers=8, pages=21, written=1200, removed=1, engine_ran=True)

    monkeypatch.setattr("livingsurvey.publish.site.build.build", build)
    return asked


def test_a_build_says_what_it_did_and_where(run: Run, survey: Path, built: list[dict[str, Any]]) -> None:
    ran = run("build")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("8 papers on 21 pages (1,200 files written, 1 removed) in ")
    assert ran.err.endswith(f" s: {survey / 'site'}\n")
    assert built == [{"papers": 8, "out": survey / "site", "site_url": None, "progress": None, "run": PROCESSES}]


def test_the_folder_and_the_address_of_a_build(run: Run, survey: Path, built: list[dict[str, Any]]) -> None:
    assert run("build", "--out", "public", "--site-url", "https://example.org/a").code == 0
    assert built[0]["out"] == survey / "public"
    assert built[0]["site_url"] == "https://example.org/a/"


def test_while_a_site_is_built_nobody_else_builds_it(
    run: Run, survey: Path, built: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.0)
    with reserved(survey / "site", "survey test", print):
        ran = run("build")
        assert (ran.code, built) == (4, [])
        assert ran.errors[-1].startswith(f"survey: error: 'survey test', process {os.getpid()}, since ")
        assert run("build", "--out", "elsewhere").code == 0
    assert run("build").code == 0


def test_who_waits_for_a_build_publishes_what_is_there_after_it(
    run: Run, survey: Path, built: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_BEFORE_SAYING_SO", 0.0)
    first = contextlib.ExitStack()
    first.enter_context(reserved(survey / "site", "survey test", print))

    def told(_: str) -> None:
        (survey / "papers/2024/example2024bold.yaml").unlink()
        first.close()

    monkeypatch.setattr(loading, "told_to_wait", told)
    assert run("build").code == 0
    assert [each["papers"] for each in built] == [7]


def test_a_folder_of_somebody_else_is_left_as_it_is(run: Run, survey: Path, built: list[dict[str, Any]]) -> None:
    ran = run("build", "--out", "papers")
    assert (ran.code, built) == (2, [])
    assert not (survey / ".papers").exists()


@pytest.mark.parametrize("arguments", [["build"], ["readme"], ["readme", "--check"]])
def test_data_with_errors_is_not_published(
    run: Run, survey: Path, built: list[dict[str, Any]], arguments: list[str]
) -> None:
    path = survey / GPTQ
    path.write_text(path.read_text(encoding="utf-8").replace("[weight-only-quantization]", "[nope]"), encoding="utf-8")
    ran = run(*arguments)
    assert (ran.code, ran.out) == (1, "")
    assert ran.errors == [
        f"{GPTQ}:12:10 error LS202: unknown topic 'nope'. Write an id from taxonomy.yaml.",
        "survey: error: 1 error in the data; 'survey check' lists them",
    ]
    assert built == []
    assert not (survey / "README.md").exists()


def test_the_list_is_written_once(run: Run, survey: Path) -> None:
    assert run("readme").err == "README.md is written\nREADME.zh.md is written\n"
    before = (survey / "README.md").read_bytes()
    ran = run("readme")
    assert (ran.code, ran.out, ran.err) == (0, "", "README.md was up to date\n")
    assert (survey / "README.md").read_bytes() == before


def test_the_list_is_checked_without_writing(run: Run, survey: Path) -> None:
    run("readme")
    ran = run("readme", "--check")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    (survey / "papers/2024/example2024bold.yaml").unlink()
    before = (survey / "README.md").read_bytes()
    ran = run("readme", "--check")
    assert ran.code == 1
    said = "1:1 error LS601: the list is out of date. Run  survey readme"
    assert ran.out == f"README.md:{said}\nREADME.zh.md:{said}\n"
    assert (survey / "README.md").read_bytes() == before


Serve = Callable[..., None]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Callable[[Serve], None]:
    """Put something else in the place of the server."""
    return lambda serve: monkeypatch.setattr("livingsurvey.publish.serving.serve.serve", serve)


def test_the_server_is_told_where_to_listen(run: Run, survey: Path, served: Callable[[Serve], None]) -> None:
    asked: list[Any] = []

    def serve(root: Path, *, host: str, port: int, teller: Teller) -> None:
        asked.extend([root, host, port])
        read = Survey.load(survey)
        teller.shown(read, ())
        teller.ready(f"http://{host}:{port}/")
        teller.shown(read, {GPTQ})
        teller.shown(read, {GPTQ, "taxonomy.yaml"})
        finding = Finding(GPTQ, 1, 1, "LS101", "not YAML", "Check quotes.")
        teller.failed(InvalidData([finding]), (finding,))
        teller.failed(SurveyError("the engine failed"), ())
        teller.found([finding])

    served(serve)
    ran = run("serve", "--port", "9000", "--host", "0.0.0.0")
    assert (ran.code, ran.out) == (0, "")
    assert asked == [survey.resolve(), "0.0.0.0", 9000]
    assert ran.errors == [
        "8 papers, each page built when opened",
        "http://0.0.0.0:9000/  (Ctrl-C ends)",
        f"read again: {GPTQ}",
        "read again: 2 files",
        f"{GPTQ}:1:1 error LS101: not YAML. Check quotes.",
        "survey: error: 1 error in the data; 'survey check' lists them; the last good site stays",
        "survey: error: the engine failed; the last good site stays",
        f"{GPTQ}:1:1 error LS101: not YAML. Check quotes.",
        "survey: error: 1 error in what is shown; correct them before 'survey build'",
    ]


def test_a_busy_port(run: Run, survey: Path, served: Callable[[Serve], None]) -> None:
    def serve(*_: Any, **__: Any) -> None:
        raise UsageError("port 8000 is in use; choose another with --port 8001")

    served(serve)
    ran = run("serve")
    assert ran.code == 2
    assert ran.errors == ["survey: error: port 8000 is in use; choose another with --port 8001"]


def test_a_port_that_is_really_busy(run: Run, survey: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = run("serve", "--port", str(port))
    assert ran.code == 2
    assert ran.errors == [f"survey: error: port {port} is in use; choose another with --port {port + 1}"]
