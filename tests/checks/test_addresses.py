from __future__ import annotations

import pytest
from hypothesis import given
from tests.checks.made import flaws, mended, paper, told

from livingsurvey.checks.addresses import repository, trimmed, untracked
from livingsurvey.model import Paper
from strategies import urls

REPOSITORY = "https://github.com/IST-DASLab/gptq"


def with_code(url: str) -> Paper:
    return paper(links={"code": url})


@pytest.mark.parametrize(
    ("url", "better"),
    [
        (f"{REPOSITORY}?utm_source=catalyzex.com", REPOSITORY),
        (f"{REPOSITORY}?fbclid=1&utm_medium=x", REPOSITORY),
        ("https://example.org/paper?id=7&utm_source=x&v=2#a", "https://example.org/paper?id=7&v=2#a"),
        ("https://example.org/paper?ref=list", "https://example.org/paper"),
    ],
)
def test_tracking_parameters(url: str, better: str) -> None:
    assert mended("LS406", with_code(url)).links.code == better


@pytest.mark.parametrize(
    "url", [f"{REPOSITORY}?tab=readme", "https://example.org/?reference=1&prefix=2", "https://example.org/utm_source=1"]
)
def test_parameters_that_do_not_track(url: str) -> None:
    assert not flaws("LS406", with_code(url))


@pytest.mark.parametrize("url", [REPOSITORY * 2, f"{REPOSITORY}/{REPOSITORY}/", REPOSITORY * 3])
def test_an_address_twice(url: str) -> None:
    assert mended("LS407", with_code(url)).links.code == REPOSITORY


def test_two_addresses() -> None:
    assert told("LS407", with_code(f"https://example.org/a,{REPOSITORY}")) == "Keep the one that works."


@pytest.mark.parametrize(
    "url",
    [
        REPOSITORY,
        "https://web.archive.org/web/2023/https://example.org/paper",
        "https://example.org/login?next=https://example.org/paper",
    ],
)
def test_one_address(url: str) -> None:
    assert not flaws("LS407", with_code(url))


@pytest.mark.parametrize(
    "url", ["http://github.com/a/b", "http://www.usenix.org/x", "http://papers.nips.cc/y", "http://a.github.io/"]
)
def test_http_where_https_works(url: str) -> None:
    assert mended("LS408", paper(links={"page": url})).links.page == f"https{url[4:]}"


@pytest.mark.parametrize("url", ["https://github.com/a/b", "http://example.org/x", "http://notgithub.com/a/b"])
def test_http_that_may_be_needed(url: str) -> None:
    assert not flaws("LS408", paper(links={"page": url}))


@pytest.mark.parametrize("end", [".", ",", ")", ").", "%20", "?", "#", "*", ");"])
def test_garbage_at_the_end(end: str) -> None:
    assert mended("LS409", with_code(REPOSITORY + end)).links.code == REPOSITORY


@pytest.mark.parametrize(
    "url", ["https://example.org/Attention_(machine_learning)", f"{REPOSITORY}/", f"{REPOSITORY}#a"]
)
def test_ends_that_belong_there(url: str) -> None:
    assert not flaws("LS409", with_code(url))


@pytest.mark.parametrize(
    "end",
    ["/", ".git", "/tree/main", "/tree/master/", "/blob/main/README.md", "#readme", "?tab=readme-ov-file#readme", "#"],
)
def test_forms_of_a_repository(end: str) -> None:
    assert mended("LS411", with_code(REPOSITORY + end)).links.code == REPOSITORY
    assert mended("LS411", with_code(f"https://www.github.com/IST-DASLab/gptq{end}")).links.code == REPOSITORY


@pytest.mark.parametrize(
    "url",
    [
        REPOSITORY,
        f"{REPOSITORY}/tree/main/examples",
        f"{REPOSITORY}/tree/dmc",
        f"{REPOSITORY}/blob/main/gptq.py",
        f"{REPOSITORY}/releases/tag/v1",
        "https://github.com/IST-DASLab",
        "https://example.github.io/",
        "https://github.com/a/b.github.io",
    ],
)
def test_addresses_that_stay(url: str) -> None:
    assert not flaws("LS411", with_code(url))


def test_a_reimplementation_that_is_listed_in_the_right_form_too() -> None:
    (flaw,) = flaws("LS411", paper(links={"reimplementations": (f"{REPOSITORY}.git", REPOSITORY)}))
    assert (flaw.change, flaw.fix) == (None, f'Delete it: "{REPOSITORY}" is listed already.')


@given(urls)
def test_rewriting_once_is_enough(url: str) -> None:
    for rewrite in (untracked, trimmed, repository):
        once = rewrite(url)
        assert rewrite(once) == once
