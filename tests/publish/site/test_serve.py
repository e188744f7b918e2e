from __future__ import annotations

import contextlib
import http.client
import queue
import socket
import threading
import time
import urllib.request
from pathlib import Path

import pytest
from mkdocs.livereload import LiveReloadServer
from tests.conftest import PATIENCE

from livingsurvey import Survey
from livingsurvey.errors import SurveyError, UsageError
from livingsurvey.model import Finding
from livingsurvey.publish.site.build import build
from livingsurvey.publish.site.serve import is_called, serve, watched
from livingsurvey.publish.site.table import Site

GPTQ = "papers/2022/frantar2022gptq.yaml"


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


class Served:
    """A served survey in a thread, and what it told."""

    def __init__(self, root: Path, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.told: queue.Queue[str | Site | tuple[Finding, ...]] = queue.Queue()
        self.servers: list[LiveReloadServer] = []
        start = LiveReloadServer.serve

        def remembered(server: LiveReloadServer, **options: bool) -> None:
            self.servers.append(server)
            start(server, **options)

        monkeypatch.setattr(LiveReloadServer, "serve", remembered)
        self.thread = threading.Thread(target=self._serve, args=(root, port), daemon=True)
        self.thread.start()

    def _serve(self, root: Path, port: int) -> None:
        def failed(_: SurveyError, findings: tuple[Finding, ...]) -> None:
            self.told.put(findings)

        serve(root, port=port, on_ready=self.told.put, on_read=self.told.put, on_failed=failed)

    def next(self) -> str | Site | tuple[Finding, ...]:
        return self.told.get(timeout=PATIENCE)

    def stop(self) -> None:
        for server in self.servers:
            server.shutdown()
        self.thread.join(timeout=PATIENCE)


def page(port: int, path: str) -> str:
    for _ in range(round(PATIENCE / 0.1)):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=PATIENCE):
            break
        time.sleep(0.1)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=PATIENCE) as answer:
        return str(answer.read().decode())


def status(port: int, path: str, host: str = "localhost", method: str = "GET") -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    with contextlib.closing(connection):
        connection.request(method, path, headers={"Host": host})
        return connection.getresponse().status


@pytest.mark.slow
def test_an_edited_record_is_served_anew_and_a_broken_one_leaves_the_last_good_site(
    own_built_survey: Path, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = own_built_survey / GPTQ
    good = record.read_text(encoding="utf-8")
    served = Served(own_built_survey, port, monkeypatch)
    try:
        assert isinstance(served.next(), Site)
        assert served.next() == f"http://127.0.0.1:{port}/"
        assert "Elias Frantar" in page(port, "papers/frantar2022gptq/")
        assert "Elias Frantar" in page(port, "papers/frantar2022gptq")
        assert page(port, "data/papers.bib").count("@") == 8
        assert "livereload(" in page(port, "")
        assert not list(own_built_survey.joinpath("build", "served").rglob("frantar2022gptq*")), "no page is written"
        assert (status(port, "/%00"), status(port, "/papers/%00/"), status(port, "/../../survey.yaml")) == (404,) * 3
        assert status(port, "/", host="survey.example") == 421
        assert status(port, "/", method="POST") == 405
        assert status(port, "/", method="HEAD") == 200
        assert build(Survey.load(own_built_survey)).engine_ran is False, "what is published is made in another folder"
        record.write_text(good.replace("Elias Frantar", "Elias Changed"), encoding="utf-8")
        assert isinstance(served.next(), Site)
        assert "Elias Changed" in page(port, "papers/frantar2022gptq/")
        record.write_text(good.replace("topics:", "topicz:"), encoding="utf-8")
        findings = served.next()
        assert isinstance(findings, tuple)
        assert GPTQ in {finding.file for finding in findings}
        assert "Elias Changed" in page(port, "papers/frantar2022gptq/")
    finally:
        served.stop()


def test_a_busy_port_is_one_clear_line(small_survey: Path, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)), pytest.raises(UsageError, match=f"port {port} is in use"):
        serve(small_survey, port=port, on_ready=print, on_read=print, on_failed=print)


def test_an_address_that_is_not_ours_is_one_clear_line(small_survey: Path, port: int) -> None:
    with pytest.raises(UsageError, match=r"192\.0\.2\.1"):
        serve(small_survey, host="192.0.2.1", port=port, on_ready=print, on_read=print, on_failed=print)


def test_a_survey_that_never_built_is_not_served(small_survey: Path, port: int) -> None:
    (small_survey / GPTQ).write_text("title: [", encoding="utf-8")
    told: list[tuple[Finding, ...]] = []
    with pytest.raises(UsageError, match="cannot be made"):
        serve(small_survey, port=port, on_ready=print, on_read=print, on_failed=lambda _, found: told.append(found))
    assert told
    assert told[0][0].file == GPTQ


@pytest.mark.parametrize(
    ("host", "said", "answers"),
    [
        ("127.0.0.1", "127.0.0.1:8000", True),
        ("127.0.0.1", "localhost:8000", True),
        ("127.0.0.1", "LOCALHOST", True),
        ("localhost", "[::1]:8000", True),
        ("127.0.0.1", "survey.example:8000", False),
        ("127.0.0.1", "127.0.0.1.survey.example", False),
        ("127.0.0.1", "192.0.2.1:8000", False),
        ("127.0.0.1", "", False),
        ("127.0.0.1", "[::1", False),
        ("127.0.0.1", "x@localhost/", True),
        ("192.0.2.1", "192.0.2.1:8000", True),
        ("192.0.2.1", "survey.example", False),
        ("desk.example", "Desk.example:8000", True),
        ("0.0.0.0", "192.0.2.1:8000", True),
        ("0.0.0.0", "localhost", True),
        ("0.0.0.0", "survey.example", False),
    ],
)
def test_a_server_answers_to_its_own_names(host: str, said: str, answers: bool) -> None:
    assert is_called(host, said) is answers


def test_records_templates_and_prose_are_watched(small_survey: Path) -> None:
    (small_survey / "templates").mkdir()
    (small_survey / "docs").mkdir(exist_ok=True)
    names = {path.name for path in watched(small_survey)}
    assert {"papers", "templates", "docs", "taxonomy.yaml", "survey.yaml"} <= names
    assert "build" not in names
