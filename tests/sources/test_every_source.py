"""What holds of all sources: they say what is sound or nothing, whatever their servers say."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import requests
from pydantic import TypeAdapter
from tests.sources.cases import CASES, Case, every_source

from livingsurvey.errors import BadAnswer
from livingsurvey.intake.lookup import is_same_title
from livingsurvey.model import identify
from livingsurvey.model.address import is_address
from livingsurvey.model.record import LONGEST, Text
from livingsurvey.sources import http
from livingsurvey.sources.answer import FIRST_YEAR, LAST_YEAR
from livingsurvey.sources.live import MODULES, catalogue
from livingsurvey.sources.version import Version
from upstream import ANSWERS

ROOT = Path(__file__).parents[2]
ODD: tuple[Any, ...] = (
    *(
        None,
        0,
        -1,
        10**30,
        1e308,
        True,
        "",
        "x",
        "\x1b[2J",
        "\u202ex",
        "\ud800",
        "A &#27;]0;title",
        "x" * (LONGEST + 1),
    ),
    *([], {}, [None], [0], [[]], [{}], [["x"]], {"x": 1}, [{"given": 1}], "javascript:alert(1)", "https://x y/"),
)
BODIES = {
    "nothing": b"",
    "a page": b"<!DOCTYPE html><html><head><title>Making sure you're not a bot!</title></head><body></body></html>",
    "an error that calls itself fine": b'{"status": "failed", "message-type": "validation-failure", "message": []}',
    "a string": b'"ok"',
    "null": b"null",
    "a list": b"[]",
    "NaN": b"NaN",
    "not UTF-8": b"\xff\xfe{}",
    "deep lists": b"[" * 100_000,
    "deep objects": b'{"result":' * 100_000,
    "deep elements": b"<a>" * 100_000,
    "deep braces": b"@article{x, title = " + b"{" * 100_000,
    "zeros": bytes(100_000),
    "a number without end": b"9" * 100_000,
}
TEXT: TypeAdapter[str] = TypeAdapter(Text)

Say = Callable[[bytes], None]


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> Say:
    """Let whichever server is asked answer this."""

    def answered(body: bytes) -> None:
        response = requests.Response()
        response.status_code, response._content = 200, body
        monkeypatch.setattr(http, "_answer", lambda *_, **__: response)
        monkeypatch.setattr(http, "_wait_for_a_turn", lambda *_: None)

    return answered


def assert_sound(versions: Sequence[Version]) -> None:
    """No version holds what a record, a terminal or a page could not take."""
    for each in versions:
        assert is_address(each.reference)
        assert each.code is None or is_address(each.code)
        assert each.year is None or (type(each.year) is int and FIRST_YEAR <= each.year <= LAST_YEAR)
        assert each.citations is None or (type(each.citations) is int and each.citations >= 0)
        for text in filter(None, (each.title, *each.authors, each.venue, each.accepted)):
            TEXT.validate_python(text)
        for identifier in (*each.ids, *each.cites):
            assert identifier.scheme in {"arxiv", "doi", "acl", "openreview", "openalex"}
            assert identify(identifier.value) or identifier.scheme.startswith("open")
            TEXT.validate_python(identifier.value)


def spoilt(value: Any) -> Iterator[Any]:
    """A value with each of its parts, one at a time, made odd or left out."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield {other: each for other, each in value.items() if other != name}
            yield from (value | {name: other} for other in spoilt(part))
    elif isinstance(value, list):
        yield value * 2
        for place, part in enumerate(value):
            yield from ([*value[:place], other, *value[place + 1 :]] for other in spoilt(part))
    yield from ODD


def spoilt_text(text: str) -> Iterator[str]:
    """A text cut at each tenth of it, and with each of its words in turn made odd in a few of many ways."""
    yield from (text[: len(text) * tenth // 10] for tenth in range(10))
    odd = itertools.cycle(
        ("", "\x1b[2J", "\x85", "\u202ex", "x" * (LONGEST + 1), "{", "}", '"', "<", "&", "@", "\\", "0")
    )
    for word in re.finditer(r"[^\W_][^\s<>{}\"]*", text):
        yield from (text[: word.start()] + each + text[word.end() :] for each in itertools.islice(odd, 3))


def answers(case: Case) -> Iterator[bytes]:
    recorded = (ANSWERS / case.answer).read_text(encoding="utf-8")
    if recorded.startswith(("{", "[")):
        for each in spoilt(json.loads(recorded)):
            yield json.dumps(each).encode()
    else:
        for text in spoilt_text(recorded):
            yield text.encode()


@every_source
def test_what_was_recorded_is_understood(case: Case, say: Say) -> None:
    assert case.source.knows(case.asked)
    say((ANSWERS / case.answer).read_bytes())
    versions = case.source.about([case.asked])
    assert versions
    assert_sound(versions)
    assert {version.service for version in versions} == {case.source.SERVICE}


def test_no_source_is_left_out() -> None:
    assert {case.source.SERVICE for case in CASES} == set(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_how_often_a_source_is_asked_is_told_as_it_is(name: str) -> None:
    source = catalogue(name)
    page = (ROOT / "docs/tool/refresh.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| {name} \|.*\| {source.AT_ONCE}, {source.PAUSE:g} s \|$", page, re.MULTILINE)


@every_source
def test_the_tests_say_that_answers_are_made_up(case: Case) -> None:
    assert "Synthetic" in (ANSWERS / case.answer).read_text(encoding="utf-8")


@every_source
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_what_is_no_answer_is_a_bad_one(case: Case, say: Say, body: bytes) -> None:
    say(body)
    with pytest.raises(BadAnswer, match=rf"\A{case.source.SERVICE} [ -~]+\Z"):
        case.source.about([case.asked])


@every_source
def test_whatever_is_spoilt_in_an_answer_the_rest_is_sound_or_nothing_is(case: Case, say: Say) -> None:
    for body in answers(case):
        say(body)
        try:
            assert_sound(case.source.about([case.asked]))
        except BadAnswer:
            continue


@pytest.mark.live
@every_source
def test_the_source_itself_still_answers_so(case: Case) -> None:
    versions = case.source.about([case.real])
    assert any(is_same_title(case.real.title, version.title) for version in versions)
    assert_sound(versions)
