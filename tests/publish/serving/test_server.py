"""What answers a browser: files out of memory, news of them, and nothing to those who have no business here."""

from __future__ import annotations

import contextlib
import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from tests.conftest import PATIENCE

from livingsurvey.publish.serving.server import NEWS, Server, is_called
from livingsurvey.publish.serving.shown import Shown
from livingsurvey.publish.site.filled import pages_in
from livingsurvey.publish.site.table import Site
from livingsurvey.survey import Survey


@pytest.fixture(scope="module")
def server(built_survey: Path) -> Iterator[Server]:
    shown = Shown(lambda error, _: None)
    shown.now(Site(Survey.load(built_survey), pages_in(built_survey / ".site/prepared/engine"), site_url=None))
    with Server("127.0.0.1", 0, shown) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@contextlib.contextmanager
def asked(
    server: Server, path: str, *, host: str = "localhost", method: str = "GET"
) -> Iterator[http.client.HTTPResponse]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=PATIENCE)
    with contextlib.closing(connection):
        connection.request(method, path, headers={"Host": host})
        yield connection.getresponse()


@pytest.mark.parametrize(
    ("path", "status", "kind", "told"),
    [
        ("/", 200, "text/html; charset=utf-8", b"EventSource"),
        ("/index.html", 200, "text/html; charset=utf-8", b"EventSource"),
        ("/papers/frantar2022gptq/?from=here", 200, "text/html; charset=utf-8", b"Elias Frantar"),
        ("/papers/frantar2022gptq.json", 200, "application/json", b"Elias Frantar"),
        ("/papers/%66rantar2022gptq/", 200, "text/html; charset=utf-8", b"Elias Frantar"),
        ("/papers/nobody2022nothing/", 404, "text/html; charset=utf-8", b"This page does not exist"),
        ("/%00", 404, "text/html; charset=utf-8", b"This page does not exist"),
        ("/papers/%ff/", 404, "text/html; charset=utf-8", b"This page does not exist"),
        ("/../../survey.yaml", 404, "text/html; charset=utf-8", b"This page does not exist"),
        ("//survey.example/papers/", 404, "text/html; charset=utf-8", b"This page does not exist"),
    ],
)
def test_a_browser_is_given_what_it_asks_for(server: Server, path: str, status: int, kind: str, told: bytes) -> None:
    with asked(server, path) as answer:
        assert (answer.status, answer.headers["Content-Type"]) == (status, kind)
        assert told in answer.read()


def test_a_folder_without_its_slash_is_shown_the_way(server: Server) -> None:
    with asked(server, "/papers/frantar2022gptq") as answer:
        assert (answer.status, answer.headers["Location"]) == (302, "/papers/frantar2022gptq/")


def test_a_head_has_no_body(server: Server) -> None:
    with asked(server, "/", method="HEAD") as answer:
        assert answer.status == 200
        assert int(answer.headers["Content-Length"]) > 1000
        assert answer.read() == b""


@pytest.mark.parametrize(("method", "host", "status"), [("POST", "localhost", 405), ("GET", "survey.example", 421)])
def test_who_has_no_business_here_is_told_nothing(server: Server, method: str, host: str, status: int) -> None:
    with asked(server, "/", method=method, host=host) as answer:
        assert answer.status == status
        assert b"<" not in answer.read()
    with asked(server, NEWS, method=method, host=host) as answer:
        assert answer.status == status


def test_news_come_at_once_and_again_when_there_are_more(server: Server) -> None:
    with asked(server, NEWS) as answer:
        first = json.loads(answer.readline().removeprefix(b"data: "))
        assert first == {"version": server.shown.state.version, "trouble": []}
        answer.readline()
        server.shown.blame(["papers/a.yaml:1:1 error LS101: not <b>YAML</b>. Check quotes."])
        second = json.loads(answer.readline().removeprefix(b"data: "))
        assert second["trouble"] == ["papers/a.yaml:1:1 error LS101: not <b>YAML</b>. Check quotes."]
        with asked(server, "/") as page:
            assert b"not <b>YAML" not in page.read(), "what is wrong is text in the script, too"
        server.shown.blame([])


def test_a_page_that_cannot_be_made_is_one_that_says_so(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Site, address: str) -> NoReturn:
        raise KeyError(f"<b>{address}</b>")

    told: list[Exception] = []
    monkeypatch.setattr(server.shown, "_on_failed", lambda error, _: told.append(error))
    monkeypatch.setattr(Site, "__getitem__", fail)
    with asked(server, "/papers/frantar2022gptq/") as answer:
        page = answer.read()
    assert b"This page cannot be made" in page
    assert b"&lt;b&gt;papers/frantar2022gptq/" in page
    assert b"EventSource" in page, "it loads itself anew when it can be made"
    assert [type(error) for error in told] == [KeyError]


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
