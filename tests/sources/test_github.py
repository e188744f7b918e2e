from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.sources.cases import with_code
from tests.sources.papers import paper

from livingsurvey.errors import BadAnswer, UpstreamTrouble
from livingsurvey.sources import github
from livingsurvey.sources.github import Repository
from upstream import Upstream, upstream

URL = "https://github.com/example/made-up"
NOW = "https://github.com/example-lab/made-up"


@pytest.fixture(autouse=True)
def _without_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in github.KEYS:
        monkeypatch.delenv(name, raising=False)


def say(server: Upstream, name: str, *, number: int = 1, archived: bool = False) -> None:
    server.answer(body=json.dumps({"id": number, "full_name": name, "archived": archived}).encode())


def send_on(server: Upstream, number: object = 1) -> None:
    """As GitHub does, in the header and in the body."""
    address = f"https://api.github.com/repositories/{number}"
    body = {"message": "Moved Permanently", "url": address, "documentation_url": "https://docs.github.com/rest"}
    server.answer(301, json.dumps(body).encode(), Location=address)


def test_a_repository_that_stays_where_it_is(catalogue: Upstream) -> None:
    say(catalogue, "Example/made-up")
    assert github.look_at(URL) == Repository(URL, has_moved=False, is_archived=False)
    assert catalogue.asked == ["/repos/example/made-up"]


def test_a_repository_that_moved_is_asked_for_by_its_number(catalogue: Upstream, tmp_path: Path) -> None:
    send_on(catalogue, 7)
    say(catalogue, "example-lab/made-up", number=7, archived=True)
    moved = Repository(NOW, has_moved=True, is_archived=True)
    assert github.look_at(URL, tmp_path) == github.look_at(URL, tmp_path) == moved
    assert catalogue.asked == ["/repos/example/made-up", "/repositories/7"]


@pytest.mark.parametrize(
    ("url", "asked", "address"),
    [
        (f"{URL}/tree/main/code", "example/made-up", f"{NOW}/tree/main/code"),
        (f"{URL}#readme", "example/made-up", f"{NOW}#readme"),
        (f"{URL}.git", "example/made-up", NOW),
        ("http://www.github.com/example/made.up", "example/made.up", NOW),
    ],
)
def test_the_place_within_a_repository_is_kept(catalogue: Upstream, url: str, asked: str, address: str) -> None:
    send_on(catalogue)
    say(catalogue, "example-lab/made-up")
    found = github.look_at(url)
    assert found is not None
    assert (catalogue.asked[0], found.address) == (f"/repos/{asked}", address)


def test_only_githubs_word_makes_a_move(catalogue: Upstream) -> None:
    say(catalogue, "example-lab/made-up")
    with pytest.raises(BadAnswer, match="answered with another repository"):
        github.look_at(URL)


@pytest.mark.parametrize("then", [lambda server: say(server, "a/b", number=8), send_on])
def test_a_move_leads_to_the_repository_of_that_number(catalogue: Upstream, then: Callable[[Upstream], None]) -> None:
    send_on(catalogue)
    then(catalogue)
    with pytest.raises(BadAnswer, match="answered with another repository"):
        github.look_at(URL)


@pytest.mark.parametrize("number", ["", "x", "1/../../user", "9" * 99])
def test_a_move_to_nowhere_is_a_bad_answer(catalogue: Upstream, number: str) -> None:
    send_on(catalogue, number)
    with pytest.raises(BadAnswer, match="gave a broken answer"):
        github.look_at(URL)
    assert len(catalogue.asked) == 1


@pytest.mark.parametrize("status", [404, 410, 451])
def test_a_repository_that_is_gone_is_nothing(catalogue: Upstream, status: int) -> None:
    catalogue.answer(status)
    assert github.look_at(URL) is None
    assert github.about([with_code(paper(), URL)]) == ()


@pytest.mark.parametrize(
    "url", ["https://gitlab.com/a/b", "https://github.com/example", "https://example.github.io/a/b"]
)
def test_what_is_no_repository_of_github_is_not_asked_for(catalogue: Upstream, url: str) -> None:
    assert not github.knows(with_code(paper(), url))
    assert github.look_at(url) is None
    assert catalogue.asked == []


@pytest.mark.parametrize("name", ["example", "../../gists", "a/b/c", "a/b?x", "", "a b/c"])
def test_a_name_that_is_none_is_a_bad_answer(catalogue: Upstream, name: str) -> None:
    say(catalogue, name)
    with pytest.raises(BadAnswer, match=r"^GitHub "):
        github.look_at(URL)


def test_a_token_is_told_to_github_alone(catalogue: Upstream, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GH_TOKEN", "made-up-token")
    with upstream() as other:
        catalogue.answer(301, b'{"url": "https://elsewhere.example/repositories/1"}', Location=other.address)
        say(catalogue, "example-lab/made-up")
        assert github.look_at(URL) == Repository(NOW, has_moved=True, is_archived=False)
        assert other.asked == []
    assert [told["Authorization"] for told in catalogue.told] == ["Bearer made-up-token"] * 2


def test_a_limit_is_told_in_a_line(catalogue: Upstream) -> None:
    catalogue.answer(403, X_RateLimit_Remaining="0", X_RateLimit_Reset="1700000000")
    with pytest.raises(UpstreamTrouble, match=r"^GitHub gets too many requests from here \(HTTP 403\)"):
        github.look_at(URL)


def test_a_version_is_the_records_own_but_for_its_code(catalogue: Upstream) -> None:
    record = with_code(paper(arxiv="2401.00001"), URL)
    catalogue.answer(body="github.json")
    (version,) = github.about([record])
    assert (version.title, version.authors, version.venue) == (record.title, record.authors, None)
    assert (version.code, version.has_moved, version.is_archived) == (URL, False, True)
