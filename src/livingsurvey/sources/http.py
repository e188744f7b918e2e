"""Asking another server: politely, with patience that ends, and with a word on whose fault it is when that fails.

Every question of this package goes through here. A server may do what it likes: what comes back is an answer that was
read whole and in the form that was asked for, or one line that names the server.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from http.client import HTTPException
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import requests
import urllib3
from urllib3.util.retry import Retry

from livingsurvey import clock
from livingsurvey.errors import BadAnswer, UpstreamTrouble
from livingsurvey.model.address import is_address
from livingsurvey.model.sentence import Sentence
from livingsurvey.sources.transport import Bounded, Refused
from livingsurvey.store import cache, yaml

CACHE = Path("build", "cache", "answers")
"""Where answers are kept, a folder for each day (UTC); those of other days are removed."""
TIMEOUT = (5.0, 15.0)
"""Seconds to connect, and between two parts of an answer."""
DEADLINE = 30.0
"""Seconds that a question and its answer may take, redirects and further tries included."""
PATIENCE = 10.0
"""Seconds that a server may ask us to wait; when it asks for more, we stop and say so."""
BACKOFF = 0.5
"""Seconds before the second try; each further one waits twice as long."""
LARGEST = 5_000_000
"""Bytes that an answer may have; a hundred papers are far below."""
REDIRECTS = 5
"""How often a server may send us on."""
CONTACT = "SURVEY_CONTACT"
"""The variable of the environment with an address for letters; Crossref serves those who give one first."""
_LETTERS = re.compile(r"[\w.+-]+@[\w.-]+", re.ASCII)
_LOOKS = "Mozilla/5.0 (compatible; livingsurvey link check; once a week)"
_SERVERS_FAULT = 500
_NOTHING_THERE = (404, 410, 451)
"""Unknown, gone, or kept back for reasons of law: of this one thing the server says nothing."""
_SHUT = (401, 403)
_TRY_AGAIN = (429, 500, 502, 503, 504)
_THEIR_DOING = (requests.RequestException, urllib3.exceptions.HTTPError, HTTPException, ValueError, ArithmeticError)
"""What the libraries raise over what a server sends, an address that does not parse and a wait beyond time included."""

logging.getLogger("urllib3").setLevel(logging.CRITICAL)  # what it warns of, with tracebacks, is told here in one line

Read = TypeVar("Read")

_next_turns: dict[str, float] = {}
_taking_a_turn = threading.Lock()


class Silence(Exception):
    """There is no answer; the text continues a sentence that begins with who was asked."""


def ask(
    service: str,
    url: str,
    parameters: Mapping[str, str],
    read: Callable[[bytes], Read],
    *,
    root: Path | None = None,
    attempts: int = 3,
    pause: float = 0.0,
    body: object = None,
    headers: Mapping[str, str] | None = None,
    follows: bool = True,
    largest: int = LARGEST,
) -> Read | None:
    """What a server answers, as ``read`` understands it; None when it has no such thing (404, 410, 451).

    Args:
        service: who is asked, for messages.
        url: the address.
        parameters: what stands after the question mark.
        read: what makes values of a body; it raises ValueError for one that is not what was asked for.
        root: the survey's folder, whose ``build/`` keeps answers that could be read for the rest of the day.
        attempts: how often to ask while the server is busy or has a fault of its own.
        pause: seconds that the server wants between two questions, whichever part of the program asks them.
        body: what is sent as JSON, where a question is too long for an address (POST).
        headers: what only this server is told, such as a key: it is in no message and not among the answers kept.
        follows: whether to go where the server sends us; otherwise ``read`` gets the body of *Moved Permanently*, too.
        largest: bytes that the answer may have.

    Raises:
        UpstreamTrouble: the server cannot be reached, is silent, slow or busy.
        BadAnswer: it answers, and what it says cannot be used.
    """
    question = requests.Request("GET" if body is None else "POST", url, params=parameters, json=body)
    kept = _Kept(root, question) if root else None
    if kept and (known := kept.answer()) is not None:
        with contextlib.suppress(ValueError):
            return read(known)
    _wait_for_a_turn(url, pause)
    try:
        told = {"User-Agent": _agent(root), **(headers or {})}
        backoff = max(BACKOFF, pause)
        response = _answer(question, told, largest=largest, attempts=attempts, backoff=backoff, follows=follows)
    except Refused as refused:
        raise BadAnswer(service, str(refused)) from refused
    except Silence as silence:
        raise UpstreamTrouble(service, Sentence("{trouble}; try again later", trouble=str(silence))) from silence
    if response.status_code in _NOTHING_THERE:
        return None
    if trouble := _trouble(service, response, follows=follows):
        raise trouble
    try:
        value = read(response.content)
    except ValueError as error:
        broken = Sentence("gave a broken answer, not one for a paper; try again later")
        raise BadAnswer(service, broken) from error
    if kept:
        kept.keep(response.content)
    return value


def _wait_for_a_turn(url: str, pause: float) -> None:
    server = urlsplit(url).netloc
    with _taking_a_turn:
        now = time.monotonic()
        turn = max(now, _next_turns.get(server, now))
        _next_turns[server] = turn + pause
    if turn > now:
        time.sleep(turn - now)


def _agent(root: Path | None) -> str:
    """Who asks: the program, the repository of its survey, and an address for letters, where there are such."""
    about = ["curated survey of papers"]
    with contextlib.suppress(OSError, ValueError):
        info, _ = yaml.parse((root / "survey.yaml").read_text(encoding="utf-8")) if root else (None, None)
        if isinstance(info, dict) and is_address(repository := str(info.get("repository"))):
            about.append(f"+{repository}")
    if _LETTERS.fullmatch(contact := os.environ.get(CONTACT, "")):
        about.append(f"mailto:{contact}")
    return f"livingsurvey ({'; '.join(about)})"


def status(url: str) -> int:
    """The status of the answer at an address, of which nothing more is read. Nothing is asked twice.

    Raises:
        Silence: there is none.
    """
    try:
        return _answer(requests.Request("GET", url), {"User-Agent": _LOOKS}, largest=0, attempts=1).status_code
    except Refused as refused:
        raise Silence(str(refused)) from refused


def key(*names: str) -> str | None:
    """The key in the first of these variables of the environment that has one."""
    return next((value for name in names if (value := os.environ.get(name, "").strip())), None)


def _trouble(service: str, response: requests.Response, *, follows: bool) -> UpstreamTrouble | None:
    """What a status says is wrong. GitHub has enough of us with 403, and tells how many questions are left."""
    status = response.status_code
    is_enough = "Retry-After" in response.headers or response.headers.get("X-RateLimit-Remaining") == "0"
    if status == requests.codes.too_many_requests or (status == requests.codes.forbidden and is_enough):
        many = Sentence("gets too many requests from here (HTTP {status}); try again in a few minutes", status=status)
        return UpstreamTrouble(service, many)
    if status in _SHUT:
        shut = Sentence("refused the request (HTTP {status}): it wants a key, or no programs at all", status=status)
        return UpstreamTrouble(service, shut)
    if status >= _SERVERS_FAULT:
        fault = Sentence("has an internal error (HTTP {status}); try again later", status=status)
        return UpstreamTrouble(service, fault)
    if status != requests.codes.ok and (follows or status != requests.codes.moved_permanently):
        trouble = BadAnswer if status == requests.codes.bad_request else UpstreamTrouble
        return trouble(service, Sentence("refused the request (HTTP {status}); report this", status=status))
    return None


def _answer(
    question: requests.Request,
    headers: Mapping[str, str],
    *,
    largest: int,
    attempts: int,
    backoff: float = 0.0,
    follows: bool = True,
) -> requests.Response:
    retries = _Patience(
        attempts - 1,
        status_forcelist=_TRY_AGAIN,
        allowed_methods=None,  # a POST of ours is a long question: it changes nothing
        backoff_factor=backoff,
        raise_on_status=False,
        read=False,
        connect=1,
    )
    carrier = Bounded(seconds=DEADLINE, largest=largest, wanders=not largest, retries=retries)
    with requests.Session() as session:
        session.max_redirects = REDIRECTS
        session.headers.update({**headers, "Connection": "close"})  # nothing is gained by holding on
        for scheme in ("https://", "http://"):
            session.mount(scheme, carrier)
        try:
            return session.request(
                question.method,
                question.url,
                params=question.params,
                json=question.json,
                timeout=TIMEOUT,
                allow_redirects=follows,
            )
        except _THEIR_DOING as error:
            causes = tuple(_causes(error))
            for cause in causes:
                if isinstance(cause, Refused):
                    raise cause from error
            raise Silence(_reason(causes, carrier)) from error


def _reason(causes: Sequence[BaseException], carrier: Bounded) -> str:
    """Why there is no answer, in words."""
    if carrier.is_over:
        return Sentence("is too slow: no complete answer in {seconds} s", seconds=round(DEADLINE))
    if any(isinstance(cause, requests.Timeout | urllib3.exceptions.ReadTimeoutError) for cause in causes):
        return Sentence("does not answer ({seconds} s)", seconds=round(TIMEOUT[1]))
    if any(isinstance(cause, requests.TooManyRedirects) for cause in causes):
        return Sentence("redirects in a loop")
    if any(isinstance(cause, urllib3.exceptions.MaxRetryError) for cause in causes):
        return Sentence("cannot be reached from this machine")
    return Sentence("broke off, or sent no valid answer")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


class _Patience(Retry):
    """Waits as long as a server asks, up to a limit, and else longer each time."""

    def sleep_for_retry(self, response: object) -> bool:
        seconds = self.get_retry_after(response)  # type: ignore[arg-type]
        if seconds is not None and seconds > PATIENCE:
            raise Silence(Sentence("is busy and asks to wait {seconds} s", seconds=format(seconds, ".0f")))
        return super().sleep_for_retry(response)  # type: ignore[arg-type]

    def get_backoff_time(self) -> float:
        """Seconds before the next try: the parent would not wait before the second one."""
        tries = sum(each.redirect_location is None for each in self.history)
        return float(self.backoff_factor * 2 ** (tries - 1)) if tries else 0.0


class _Kept:
    """The answer to one question, kept for the rest of the day.

    Args:
        root: the survey's folder.
        question: what is asked, where.
    """

    def __init__(self, root: Path, question: requests.Request) -> None:
        asked = question.prepare()
        sent = asked.body.encode() if isinstance(asked.body, str) else asked.body
        self._name = cache.digest((asked.url or question.url).encode() + (sent or b""))
        self._day = root / CACHE / clock.today().isoformat()

    def answer(self) -> bytes | None:
        """The answer, where it is known."""
        return cache.load(self._day / self._name.hex(), b"").get(self._name)

    def keep(self, body: bytes) -> None:
        """Keep the answer, and forget those of other days."""
        cache.save(self._day / self._name.hex(), b"", {self._name: body})
        with contextlib.suppress(OSError):
            for other in self._day.parent.iterdir():
                if other != self._day:
                    shutil.rmtree(other, ignore_errors=True)
