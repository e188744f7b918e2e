"""Links: three strikes over two weeks, walls that say nothing, and a server on this machine."""

from __future__ import annotations

import datetime as dt
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from livingsurvey.cli import main
from livingsurvey.errors import UsageError
from livingsurvey.sources import links
from livingsurvey.sources.links import Memory, Outcome, after_a_look, dead, look_at

DAY = dt.date(2026, 1, 1)
ANSWERS = {"/ok": 200, "/moved": 302, "/gone": 404, "/removed": 410, "/wall": 403, "/busy": 429, "/broken": 500}


class _Server(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(ANSWERS[self.path])
        if self.path == "/moved":
            self.send_header("Location", "/ok")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("/ok", Outcome.ALIVE),
        ("/moved", Outcome.ALIVE),
        ("/gone", Outcome.FAILED),
        ("/removed", Outcome.FAILED),
        ("/broken", Outcome.FAILED),
        ("/wall", Outcome.UNVERIFIABLE),
        ("/busy", Outcome.UNVERIFIABLE),
    ],
)
def test_what_an_answer_says(server: str, path: str, outcome: Outcome) -> None:
    assert look_at(server + path)[0] is outcome


def test_nobody_there_is_a_failure() -> None:
    assert look_at("http://127.0.0.1:9/") == (Outcome.FAILED, "cannot be reached from this machine")
    assert look_at("https://\udcff.example/")[0] is Outcome.FAILED


URL = "https://a.example/x"


def looks(*days: tuple[int, Outcome]) -> Memory:
    memory = Memory()
    for day, outcome in days:
        memory = after_a_look(
            memory, [URL], DAY + dt.timedelta(days=day), most=9, look=lambda _, said=outcome: (said, "x")
        )
    return memory


A, F, U = Outcome.ALIVE, Outcome.FAILED, Outcome.UNVERIFIABLE


@pytest.mark.parametrize(
    ("days", "is_dead"),
    [
        ([(0, F), (7, F), (14, F)], True),
        ([(0, F), (14, F)], False),
        ([(0, F), (6, F), (13, F)], False),
        ([(0, F), (0, F), (14, F)], False),
        ([(0, F), (7, A), (14, F), (21, F)], False),
        ([(0, F), (7, U), (10, F), (14, F)], True),
        ([(0, U), (7, U), (14, U), (21, U)], False),
        ([(0, F), (7, F), (14, F), (21, A)], False),
    ],
)
def test_three_strikes_over_two_weeks(days: list[tuple[int, Outcome]], is_dead: bool) -> None:
    assert bool(dead(looks(*days))) is is_dead


def test_those_not_looked_at_for_longest_come_first_and_what_is_gone_is_forgotten() -> None:
    asked: list[str] = []

    def look(url: str) -> tuple[Outcome, str]:
        asked.append(url)
        return A, ""

    urls = [f"https://{name}.example/" for name in "abc"]
    memory = after_a_look(Memory(), urls, DAY, most=2, look=look)
    assert sorted(asked) == urls[:2]
    memory = after_a_look(memory, urls[1:], DAY + dt.timedelta(days=1), most=1, look=look)
    assert asked[2:] == [urls[2]]
    assert list(memory.links) == urls[1:]


def test_a_memory_survives_its_file_and_rubbish_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "build/links.json"
    assert Memory.read(path) == Memory()
    memory = looks((0, F), (3, U))
    memory.write(path)
    assert Memory.read(path) == memory
    path.write_text("[]")
    with pytest.raises(UsageError, match="delete it"):
        Memory.read(path)


def test_the_command_names_records_with_dead_links(
    small_survey: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    dead_url = "https://github.com/FMInference/H2O"
    monkeypatch.setattr(links.http, "status", lambda _: pytest.fail("nothing may be asked"))
    days = ["2026-01-01", "2026-01-08", "2026-01-15"]
    seen = {"last": days[-1], "outcome": "failed", "reason": "HTTP 404", "failures": days}
    (small_survey / "build").mkdir()
    (small_survey / "build/links.json").write_text(json.dumps({"links": {dead_url: seen}}), encoding="utf-8")
    assert main(["links", "--root", str(small_survey), "--most", "0"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("papers/2023/zhang2023h2o.yaml:23:9 warning LS490: https://github.com/FMInference/H2O")
    assert said.err == "1 link: 1 failed; 1 dead\n"
    assert main(["links", "--root", str(small_survey), "--most", "0", "--format", "markdown"]) == 0
    assert "### 1 dead link\n" in capsys.readouterr().out
