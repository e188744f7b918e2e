"""Questions that do not fit into an address, what servers are told of who asks, and how long we wait for them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from livingsurvey.errors import UpstreamTrouble
from livingsurvey.sources import http
from upstream import Upstream, upstream

SECRET = "made-up-key"
BARE = "livingsurvey (curated survey of papers)"


def ask(server: Upstream, root: Path | None = None, body: object = None) -> bytes | None:
    headers = {"Authorization": f"Bearer {SECRET}"}
    return http.ask("Example", f"{server.address}batch", {"a": "1"}, bytes, root=root, body=body, headers=headers)


def test_a_body_is_sent_as_json(catalogue: Upstream) -> None:
    catalogue.answer(body=b"fine")
    assert ask(catalogue, body={"ids": ["Ö"]}) == b"fine"
    assert catalogue.asked == ["/batch?a=1"]
    assert json.loads(catalogue.sent[0]) == {"ids": ["Ö"]}
    assert catalogue.told[0]["Content-Type"] == "application/json"


def test_each_body_has_an_answer_of_its_own(catalogue: Upstream, tmp_path: Path) -> None:
    catalogue.answer(body=b"one")
    catalogue.answer(body=b"two")
    asked = [ask(catalogue, tmp_path, body={"ids": [number]}) for number in (1, 2, 1)]
    assert asked == [b"one", b"two", b"one"]
    assert len(catalogue.asked) == 2


def test_a_body_is_sent_again_when_the_server_is_busy(catalogue: Upstream) -> None:
    catalogue.answer(503)
    catalogue.answer(body=b"fine")
    assert ask(catalogue, body=[1]) == b"fine"
    assert catalogue.sent == [b"[1]", b"[1]"]


def test_a_key_is_told_to_one_server_and_kept_nowhere(catalogue: Upstream, tmp_path: Path) -> None:
    catalogue.answer(301, Location="/moved")
    catalogue.answer(body=b"fine")
    assert ask(catalogue, tmp_path) == b"fine"
    assert [told["Authorization"] for told in catalogue.told] == [f"Bearer {SECRET}"] * 2
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not any(SECRET.encode() in path.read_bytes() or SECRET in str(path) for path in files)


def test_another_server_does_not_hear_a_key(catalogue: Upstream) -> None:
    with upstream() as other:
        other.answer(body=b"thanks")
        catalogue.answer(301, Location=f"{other.address}moved")
        with pytest.raises(UpstreamTrouble, match="redirects to another server") as trouble:
            ask(catalogue)
        assert other.asked == []
    assert SECRET not in str(trouble.value)


@pytest.mark.parametrize("headers", [{"Retry_After": "60"}, {"X_RateLimit_Remaining": "0"}])
def test_a_server_that_has_enough_may_say_forbidden(catalogue: Upstream, headers: dict[str, str]) -> None:
    catalogue.answer(403, **headers)
    with pytest.raises(UpstreamTrouble, match=r"gets too many requests from here \(HTTP 403\)"):
        ask(catalogue)


@pytest.mark.parametrize("status", [404, 410, 451])
def test_what_is_not_there_is_none(catalogue: Upstream, status: int) -> None:
    catalogue.answer(status)
    assert ask(catalogue) is None


def test_a_key_that_is_no_header_is_said_without_it(catalogue: Upstream) -> None:
    with pytest.raises(UpstreamTrouble) as trouble:
        http.ask("Example", catalogue.address, {}, bytes, headers={"X-Api-Key": "made-up\nkey"})
    assert "made-up" not in str(trouble.value)


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that are made, in a world where no time passes by itself."""
    pauses: list[float] = []
    monkeypatch.setattr(http, "_next_turns", {})
    monkeypatch.setattr("time.monotonic", lambda: 100.0)
    monkeypatch.setattr("time.sleep", pauses.append)
    return pauses


def test_a_server_has_its_pause_whoever_asks(catalogue: Upstream, waited: list[float], tmp_path: Path) -> None:
    catalogue.answer(body=b"fine")
    for number in range(3):
        http.ask("Example", catalogue.address, {"a": str(number)}, bytes, root=tmp_path, pause=5)
    assert waited == [5, 10]
    http.ask("Example", catalogue.address, {"a": "1"}, bytes, root=tmp_path, pause=5)
    with upstream() as other:
        other.answer(body=b"fine")
        http.ask("Example", other.address, {}, bytes, pause=5)
    assert waited == [5, 10]


def test_a_busy_server_has_its_pause_too_and_then_a_longer_one(catalogue: Upstream, waited: list[float]) -> None:
    catalogue.answer(503)
    catalogue.answer(500)
    catalogue.answer(body=b"fine")
    http.ask("Example", catalogue.address, {}, bytes, pause=3)
    assert waited == [3, 6]


@pytest.mark.parametrize(
    ("repository", "contact", "agent"),
    [
        (None, "", BARE),
        ("https://example.org/a", "me+x@example.org",
         "livingsurvey (curated survey of papers; +https://example.org/a; mailto:me+x@example.org)"),
        ('"https://example.org/a\\r\\nX-Evil: 1"', "me@example.org\r\nX-Evil: 1", BARE),
        ("[a]", "me", BARE),
    ],
)  # fmt: skip
def test_who_asks_can_be_reached(
    catalogue: Upstream,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    repository: str | None,
    contact: str,
    agent: str,
) -> None:
    if repository:
        (tmp_path / "survey.yaml").write_text(f"title: A\nrepository: {repository}\n", encoding="utf-8")
    monkeypatch.setenv(http.CONTACT, contact)
    catalogue.answer(body=b"fine")
    http.ask("Example", catalogue.address, {}, bytes, root=tmp_path)
    assert catalogue.told[0]["User-Agent"] == agent


@pytest.mark.parametrize("content", [b"\xff", b"a: [", b"- x", b"", b"\0"])
def test_a_survey_that_cannot_be_read_asks_without_its_name(
    catalogue: Upstream, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "survey.yaml").write_bytes(content)
    catalogue.answer(body=b"fine")
    assert http.ask("Example", catalogue.address, {}, bytes, root=tmp_path) == b"fine"
