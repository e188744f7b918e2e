"""Questions that do not fit into an address, and what is told to one server only."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from livingsurvey.errors import UpstreamTrouble
from livingsurvey.sources import http
from upstream import Upstream, upstream

SECRET = "made-up-key"


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
