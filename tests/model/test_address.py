"""Addresses: which a record may hold, why not, and what is written instead."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from livingsurvey.model.address import URL, Base, Reference, Url, is_address, mended, trouble
from livingsurvey.model.record import LONGEST

URLS, BASES, REFERENCES = (TypeAdapter(kind) for kind in (Url, Base, Reference))


def holds(adapter: TypeAdapter[str], text: str) -> bool:
    try:
        adapter.validate_python(text)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/2210.17323v2",
        "http://example.org",
        "https://example.org:8443/a?b=c&d=%7Be%7D#part-1",
        "https://en.wikipedia.org/wiki/Attention_(machine_learning)",
        "https://medium.com/@ada/a-post-1a2b",
        "https://xn--bcher-kva.example/%E6%95%B0~x/*;+,=!$",
        "https://my_lab.example.org./?",
    ],
)
def test_addresses(url: str) -> None:
    assert holds(URLS, url)
    assert holds(REFERENCES, url)
    assert mended(url) == url


@pytest.mark.parametrize(
    ("text", "why", "instead"),
    [
        (
            "https://a.example/},}@misc{x",
            "contains '}', U+007D RIGHT CURLY BRACKET, at character 19",
            "https://a.example/%7D,%7D@misc%7Bx",
        ),
        (
            "https://a.example/\\input{x}",
            "contains '\\', U+005C REVERSE SOLIDUS, at",
            "https://a.example/%5Cinput%7Bx%7D",
        ),
        ("https://a.example/a b", "contains ' ', U+0020 SPACE, at character 20", "https://a.example/a%20b"),
        ("https://a.example/O'Neil", "contains ''', U+0027 APOSTROPHE", "https://a.example/O%27Neil"),
        ("https://a.example/a|b^c`d", "contains '|'", "https://a.example/a%7Cb%5Ec%60d"),
        ("https://a.example?x=[1]", "contains '['", "https://a.example?x=%5B1%5D"),
        ("https://a.example/数", "contains '数'", "https://a.example/%E6%95%B0"),
        ("https://bücher.example/", "contains 'ü'", "https://xn--bcher-kva.example/"),
        ("https://a.example/a\u200bb", "contains U+200B ZERO WIDTH SPACE, at character 20", "https://a.example/ab"),
        ("https://a.example/a\nb", "contains U+000A control character", "https://a.example/ab"),
        ("https://a.example/](", "contains ']'", "https://a.example/"),
        ("https://a.example/x»", "contains '»'", "https://a.example/x"),
        (r"https://a.example/a\_b", "contains '\\'", "https://a.example/a_b"),
        ("https://a.example/50%zz", "has a % without a code at character 21", "https://a.example/50%25zz"),
        ("https://a.example/a%0d%0aSet-Cookie:x", "encodes a control character", "https://a.example/aSet-Cookie:x"),
        ("https://a.example/a#b#c", "has more than one #", "https://a.example/a#b%23c"),
        ("HTTPS://a.example/A", "is not one absolute web address", "https://a.example/A"),
        ("a.example/page", "is not one absolute web address", "https://a.example/page"),
        ("javascript:alert(1)", "is not one absolute web address", None),
        ("ftp://a.example/x", "is not one absolute web address", None),
        ("https://[x/a", "has an impossible host: '[x'", None),
        ("https://[::1]/a", "has an impossible host: '[::1]'", None),
        ("https://a..example/", "has an impossible host", None),
        ("https://-a.example/", "has an impossible host", None),
        ("https://a%6d.example/", "has an impossible host", None),
        (f"https://{'a' * 64}.example/", "has an impossible host", None),
        ("https://localhost/", "has an impossible host", None),
        ("http://169.254.169.254/latest", "has an impossible host", None),
        ("https://a.example:99999/", "has an impossible host", None),
        ("https://", "has an impossible host: ''", None),
        ("https://github.com@evil.example/", "has a user name before the host", None),
        ("https://github.com\\@evil.example/", "has a user name before the host", None),
    ],
)
def test_what_is_no_address(text: str, why: str, instead: str | None) -> None:
    assert not holds(URLS, text)
    assert trouble(text).startswith(why)
    assert mended(text) == instead


@pytest.mark.parametrize(
    "text",
    [
        "https://https://a.example/b",
        "https://https//a.example/b",
        "http://https://a.example/b",
        "htttps://a.example/b",
        "ttps://a.example/b",
        "https//a.example/b",
        "https;//a.example/b",
    ],
)
def test_a_scheme_that_stands_there_twice_or_lacks_a_sign_is_written_once_and_whole(text: str) -> None:
    assert not is_address(text)
    assert mended(text) == "https://a.example/b"


def test_an_address_that_ends_in_another_stays_as_it_is() -> None:
    archived = "https://web.archive.example/2020/https://a.example/b"
    assert mended(archived) == archived
    assert mended("https://https://") is None
    assert mended("https://https.example/") == "https://https.example/"


def test_words_are_a_reference_and_a_broken_address_is_none() -> None:
    assert holds(REFERENCES, "deepspeed-ai/DeepSpeed:README.md@1bfc2bc#L3")
    assert holds(REFERENCES, "the proceedings, page 3")
    assert not holds(REFERENCES, "https://[x/a")
    assert not holds(REFERENCES, "https://a.example/table 2")


@pytest.mark.parametrize(
    ("base", "right"),
    [
        ("https://a.example/survey/", True),
        ("http://localhost:8000/", True),
        ("https://a.example/survey", False),
        ("https://a.example/?x/", False),
        ("https://a.example/{x}/", False),
        ("https://[x/", False),
    ],
)
def test_the_address_of_a_site(base: str, right: bool) -> None:
    assert holds(BASES, base) == right


@given(st.text(max_size=30) | st.from_regex(r"https?://[^/]{0,20}/?.{0,20}", fullmatch=True))
def test_any_text_is_an_address_or_told_and_mended_to_one(text: str) -> None:
    assert holds(URLS, text) == is_address(text)
    if not is_address(text):
        assert trouble(text)
    better = mended(text)
    assert better is None or (is_address(better) and mended(better) == better)


def test_an_address_is_not_endless() -> None:
    assert not is_address("https://a.example/" + "a" * LONGEST)


def test_no_address_holds_what_a_format_takes_for_its_own() -> None:
    every = "".join(map(chr, range(0x250)))
    allowed = {sign for sign in every if re.fullmatch(URL, f"https://a.example/{sign}")}
    assert allowed.isdisjoint(" \t\n\"'`\\{}[]<>|^%")
    assert "".join(allowed).isascii()
