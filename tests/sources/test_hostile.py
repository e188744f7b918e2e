"""Whatever a catalogue answers: it is the catalogue's fault, in one line, and nothing of it is used."""

from __future__ import annotations

import gzip
import itertools
import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import PATIENCE

from livingsurvey.errors import BadAnswer, UpstreamTrouble
from livingsurvey.sources import arxiv, crossref, http
from upstream import ANSWERS, Upstream, upstream

WORK = json.loads((ANSWERS / "crossref.json").read_text(encoding="utf-8"))["message"]
FEED = (ANSWERS / "arxiv.atom").read_text(encoding="utf-8")
DOI, ARXIV = "10.5555/made.up.2", "2401.00001"
DEEP = 100_000


def work(**changes: Any) -> bytes:
    return json.dumps({"message": WORK | {name.replace("_", "-"): value for name, value in changes.items()}}).encode()


def feed(old: str, new: str) -> bytes:
    assert old in FEED
    return FEED.replace(old, new, 1).encode()


def entities(count: int) -> str:
    """The file that a parser makes gigabytes of."""
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, count))
    return f'<!DOCTYPE feed [<!ENTITY a0 "aaaaaaaaaa">{lines}]>'


ODD: list[Any] = [
    None,
    0,
    True,
    "x",
    [],
    {},
    [None],
    [0],
    [[]],
    [{}],
    [["x"]],
    {"x": 1},
    [{"given": 1}],
    "\x1b[2J",
    "x" * 2001,
]

BODIES_OF_CROSSREF: dict[str, bytes] = {
    "nothing": b"",
    "a page": b"<!DOCTYPE html><html><body>Sign in</body></html>",
    "an error that calls itself fine": b'{"status": "failed", "message-type": "validation-failure", "message": []}',
    "a string": b'"ok"',
    "null": b"null",
    "NaN": b"NaN",
    "not UTF-8": b'{"message": {"DOI": "10.5555/made.up.2", "title": ["\xff\xfe"]}}',
    "half a surrogate": b'{"message": {"DOI": "10.5555/made.up.2", "title": ["\\ud800"]}}',
    "deep lists": b"[" * DEEP,
    "deep lists where nobody looks": b'{"message": {"title": ["x"], "DOI": "10.5555/made.up.2", "x": ' + b"[" * DEEP,
    "deep objects": b'{"message":' * DEEP,
    "a number without end": b'{"message": {"DOI": ' + b"9" * DEEP + b"}}",
    "a year without end": work(published={"date-parts": [[int("9" * 400)]]}),
    "a year that is infinite": work(published={"date-parts": [[float("inf")]]}),
    "a year that is text": work(published={"date-parts": [["2023"]]}),
    "a year in a list too many": work(published={"date-parts": [[[2023]]]}),
    "a year that is true": work(published={"date-parts": [[True]]}),
    "a title with a command for the terminal": work(title=["A \x1b]0;title"]),
    "too many authors": work(author=[{"name": "A"}] * 5001),
    "another paper": work(DOI="10.5555/\x0dother"),
    **{f"DOI {odd!r:.20}": work(DOI=odd) for odd in ODD},
    **{f"title {odd!r:.20}": work(title=odd) for odd in ODD if odd != []},
    **{f"subtitle {odd!r:.20}": work(subtitle=odd) for odd in ODD if odd not in ([], None)},
    **{f"author {odd!r:.20}": work(author=odd) for odd in ODD if odd not in ([], [{}], None)},
    **{f"venue {odd!r:.20}": work(container_title=odd) for odd in ODD if odd not in ([], None)},
    **{f"published {odd!r:.20}": work(published=odd) for odd in ODD if odd not in ({}, {"x": 1}, None)},
}  # fmt: skip

BODIES_OF_ARXIV: dict[str, bytes] = {
    "nothing": b"",
    "JSON": b"{}",
    "a page": b"<html><body>Rate exceeded.</body></html>",
    "half of it": FEED.encode()[:-40],
    "not UTF-8": FEED.encode("utf-8").replace(b"Nothing", b"\xff\xfe"),
    "an encoding that is none": feed("UTF-8", "none-such"),
    "an encoding of several bytes": feed("UTF-8", "shift_jis"),
    "UTF-32": FEED.encode("utf-32"),
    "entities": feed("<!-- S", entities(20) + "<!-- S").replace(b"Nothing.", b"&a19;"),
    "an entity from a file": feed("<!-- S", '<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/hosts">]><!-- S'),
    "deep elements": b"<feed xmlns='http://www.w3.org/2005/Atom'>" + b"<a>" * DEEP,
    "deep elements that end": b"<a>" * DEEP + b"</a>" * DEEP,
    "another root": feed("<feed", "<food").replace(b"</feed", b"</food"),
    "another namespace": feed("http://www.w3.org/2005/Atom", "urn:x"),
    "no title": feed("Made-Up Quantization:\n  A Paper That Is Nowhere Else", ""),
    "a title without end": feed("Nowhere Else", "x" * 2001),
    "no day": feed("2024-01-01T12:00:00Z", ""),
    "a day that is none": feed("2024-01-01T12:00:00Z", "MMXXIV"),
    "digits of another script": feed("2024-01-01T12:00:00Z", "٢٠٢٤-01-01"),
    "a year far away": feed("2024-01-01T12:00:00Z", "9999-01-01"),
    "too many authors": feed("<author>", "<author><name>A</name></author>" * 5001 + "<author>"),
    "another paper": feed("2401.00001v2", "2402.00002"),
}


@pytest.mark.parametrize("body", BODIES_OF_CROSSREF.values(), ids=BODIES_OF_CROSSREF)
def test_what_is_no_answer_of_crossref(catalogue: Upstream, body: bytes) -> None:
    catalogue.answer(body=body)
    with pytest.raises(BadAnswer, match=r"\ACrossref [ -~]+\Z"):
        crossref.look_up(DOI)


@pytest.mark.parametrize("body", BODIES_OF_ARXIV.values(), ids=BODIES_OF_ARXIV)
def test_what_is_no_answer_of_arxiv(catalogue: Upstream, body: bytes) -> None:
    catalogue.answer(body=body)
    with pytest.raises(BadAnswer, match=r"\AarXiv [ -~]+\Z"):
        arxiv.look_up([ARXIV])


Write = Callable[[bytes], object]
OK = b"HTTP/1.1 200 OK\r\n"


def slowly(*pieces: bytes) -> Callable[[Write], None]:
    """A byte at a time, and then the last piece for ever."""

    def say(write: Write) -> None:
        pause = threading.Event()
        for byte in itertools.chain(b"".join(pieces), itertools.cycle(pieces[-1])):
            write(bytes([byte]))
            pause.wait(0.02)

    return say


def endless(start: bytes, piece: bytes) -> Callable[[Write], None]:
    def say(write: Write) -> None:
        write(start)
        while True:
            write(piece)

    return say


def once(answer: bytes) -> Callable[[Write], None]:
    def say(write: Write) -> None:
        write(answer)

    return say


def to(place: str) -> Callable[[Write], None]:
    end = b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    return once(b"HTTP/1.1 302 Found\r\nLocation: " + place.encode() + end)


def packed(body: bytes, encoding: bytes = b"gzip") -> Callable[[Write], None]:
    head = OK + b"Content-Encoding: " + encoding + b"\r\nContent-Length: " + str(len(body)).encode() + b"\r\n\r\n"
    return once(head + body)


MEGABYTE = bytes(1_000_000)
ANSWERS_ON_THE_WIRE: dict[str, tuple[Callable[[Write], None], str]] = {
    "a byte at a time": (slowly(OK + b"\r\n", b" "), "is too slow"),
    "headers a byte at a time": (slowly(OK, b"A: b\r\n"), "is too slow"),
    "chunks a byte at a time": (slowly(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"), "is too slow"),
    "a status that goes on": (slowly(b"HTTP/1.1 100 Continue\r\n\r\n"), "is too slow"),
    "a redirect a byte at a time": (slowly(b"HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\n", b" "), "is too slow"),
    "60 MB": (endless(OK + b"Content-Length: 60000000\r\n\r\n", MEGABYTE), "sends more than"),
    "no end": (endless(OK + b"\r\n", MEGABYTE), "sends more than"),
    "no end in chunks": (endless(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"F4240\r\n" + MEGABYTE), ""),
    "no end to a redirect": (endless(b"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n", MEGABYTE), "sends more than"),
    "no end to the headers": (endless(OK, b"A: " + b"b" * 60_000 + b"\r\n"), ""),
    "no end to one header": (endless(OK + b"A: ", MEGABYTE), ""),
    "no end to the status": (endless(b"HTTP/1.1 200 ", MEGABYTE), ""),
    "a bomb": (packed(gzip.compress(MEGABYTE * 60)), "sends more than"),
    "a bomb in a bomb": (packed(gzip.compress(gzip.compress(MEGABYTE * 60)), b"gzip, gzip"), "sends more than"),
    "packed in too many ways": (packed(gzip.compress(b"x"), b", ".join([b"gzip"] * 100)), ""),
    "what is not packed": (packed(b"not gzip at all"), ""),
    "no status": (once(b"hello\r\n\r\n"), ""),
    "a status that is none": (once(b"HTTP/1.1 9999999 Odd\r\n\r\n"), ""),
    "a length that is none": (once(OK + b"Content-Length: -5\r\n\r\n"), ""),
    "two lengths": (once(OK + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\n12345"), ""),
    "a chunk that is none": (once(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"), "broke off"),
    "a header that is none": (once(OK + b"\xff\x00: \xff\r\nno colon\r\n\r\n"), ""),
    "hung up": (once(b""), "broke off"),
    "a moved page that does not say where": (once(b"HTTP/1.1 301 Moved\r\nContent-Length: 0\r\n\r\n"), "HTTP 301"),
    "fewer bytes than said": (once(OK + b"Content-Length: 500\r\n\r\nx"), "broke off"),
    "a circle": (to("/again"), "in a loop"),
    "to a host that is none": (to("http://[bad/"), ""),
    "to a port that is none": (to("http://127.0.0.1:99999999/"), ""),
    "to a file": (to("file:///etc/hosts"), ""),
    "to another protocol": (to("ftp://127.0.0.1/"), ""),
    "to a name that is none": (to("http://" + "a" * 300 + "/"), ""),
    "to an odd name": (to("http://xn--/"), ""),
    "to nothing": (to("http://"), ""),
    "to itself with a password": (to("http://me:secret@127.0.0.1:1/"), "to another server"),
    "to a private address": (to("http://169.254.169.254/latest/meta-data/"), "to another server"),
    "to this machine": (to("http://localhost:1/"), "to another server"),
    "asks to wait for ages": (once(b"HTTP/1.1 503 No\r\nRetry-After: " + b"9" * 300 + b"\r\n\r\n"), ""),
    "asks to wait beyond all numbers": (once(b"HTTP/1.1 503 No\r\nRetry-After: " + b"9" * 9000 + b"\r\n\r\n"), ""),
    "asks to wait until a day that is none": (once(b"HTTP/1.1 503 No\r\nRetry-After: Fri, 99 Foo\r\n\r\n"), ""),
    "asks to wait until the last year": (
        once(b"HTTP/1.1 503 No\r\nRetry-After: Fri, 31 Dec 9999 23:59:59 GMT\r\n\r\n"), "asks to wait",
    ),
    "asks to wait until long ago": (once(b"HTTP/1.1 429 No\r\nRetry-After: -7\r\nContent-Length: 0\r\n\r\n"), ""),
}  # fmt: skip


@pytest.mark.parametrize(("say", "said"), ANSWERS_ON_THE_WIRE.values(), ids=ANSWERS_ON_THE_WIRE)
def test_what_a_server_can_do(
    catalogue: Upstream, monkeypatch: pytest.MonkeyPatch, say: Callable[[Write], None], said: str
) -> None:
    monkeypatch.setattr(http, "DEADLINE", 0.2 if said == "is too slow" else PATIENCE)
    catalogue.says = say
    with pytest.raises(UpstreamTrouble, match=r"\AarXiv [ -~]+\Z") as trouble:
        arxiv.look_up([ARXIV])
    assert said in str(trouble.value)
    assert trouble.value.exit_code == 3


def test_nobody_else_is_asked(catalogue: Upstream) -> None:
    with upstream() as other:
        other.answer(body="arxiv.atom")
        catalogue.says = to(other.address)
        with pytest.raises(BadAnswer, match="to another server"):
            arxiv.look_up([ARXIV])
        assert other.asked == []


def test_a_server_may_send_us_to_another_of_its_pages(catalogue: Upstream) -> None:
    catalogue.answer(302, Location="/moved")
    catalogue.answer(body="arxiv.atom")
    assert ARXIV in arxiv.look_up([ARXIV])
    assert catalogue.asked[1] == "/moved"


def test_what_is_packed_is_unpacked(catalogue: Upstream) -> None:
    catalogue.says = packed(gzip.compress(FEED.encode()))
    assert ARXIV in arxiv.look_up([ARXIV])


@pytest.mark.parametrize("content", [b"", b"rubbish", b"livingsurvey record cache\n", bytes(100), b"\x80\x04."])
def test_answers_kept_by_somebody_else_are_asked_for_again(catalogue: Upstream, tmp_path: Path, content: bytes) -> None:
    catalogue.answer(body="arxiv.atom")
    first = arxiv.look_up([ARXIV], tmp_path)
    (kept,) = (path for path in (tmp_path / http.CACHE).rglob("*") if path.is_file())
    kept.write_bytes(content)
    assert arxiv.look_up([ARXIV], tmp_path) == first
    assert arxiv.look_up([ARXIV], tmp_path) == first
    assert len(catalogue.asked) == 2


def test_answers_are_kept_for_the_day_and_a_folder_that_cannot_be_written_is_no_trouble(
    catalogue: Upstream, tmp_path: Path
) -> None:
    catalogue.answer(body="arxiv.atom")
    old = tmp_path / http.CACHE / "2020-01-01"
    old.mkdir(parents=True)
    arxiv.look_up([ARXIV], tmp_path)
    assert not old.exists()
    (tmp_path / "other").write_text("a file where a folder should be", encoding="utf-8")
    assert ARXIV in arxiv.look_up([ARXIV], tmp_path / "other")
