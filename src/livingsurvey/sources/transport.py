"""Connections that end: how much a server may send, for how long, and where it may send us on to.

``requests`` limits the wait for each part of an answer, so a byte a second may last for ever, and reads a body whole
whatever its size. Here every part that comes off the wire is counted, and its wait is cut to the time that is left.
"""

from __future__ import annotations

import io
import ipaddress
import math
import time
from http.client import HTTPResponse
from socket import socket
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from livingsurvey.model.sentence import Sentence

_PORTS = {"http": 80, "https": 443}
_PIECE = 65_536
_AROUND = 100_000
"""Bytes that may come with a body: the status, the headers, the marks between chunks."""


class Refused(requests.RequestException):
    """What a server does is not taken; the text continues a sentence that begins with its name."""


class Bounded(HTTPAdapter):
    """Carries one question and its redirects.

    Args:
        seconds: how long all of it may take, pauses between tries included.
        largest: bytes that the body of an answer may have, packed and unpacked; at 0 no body is read.
        wanders: whether a redirect may lead to another server, as long as that is a public one.
        retries: how often to ask again, and when.
    """

    def __init__(self, *, seconds: float, largest: int, wanders: bool, retries: Retry) -> None:
        self._until = time.monotonic() + seconds
        self._largest = largest
        self._wanders = wanders
        self._first: tuple[str, str | None, int | None] | None = None
        super().__init__(max_retries=retries)

    @property
    def is_over(self) -> bool:
        """Whether the time is used up."""
        return time.monotonic() >= self._until

    def send(self, request: requests.PreparedRequest, **settings: Any) -> requests.Response:  # type: ignore[override]
        """The answer, its body read within the limits.

        Raises:
            Refused: the answer is too large, or leads elsewhere.
        """
        if not (self._wanders or self._is_at_home(request)):
            raise Refused(Sentence("redirects to another server; the answer was not used"))
        response = super().send(request, **(settings | {"stream": True}))
        response._content = self._body(response) if self._largest else b""
        response.close()
        return response

    def get_connection_with_tls_context(
        self, request: requests.PreparedRequest, *arguments: Any, **settings: Any
    ) -> Any:
        """The connections to a server, each of which keeps the limits."""
        pool: Any = super().get_connection_with_tls_context(request, *arguments, **settings)
        limits = {
            "until": self._until,
            "most": self._largest + _AROUND,
            "is_foreign": not self._is_at_home(request),
        }
        pool.ConnectionCls = type("Ending", (_Ending, type(pool).ConnectionCls), limits)
        return pool

    def _is_at_home(self, request: requests.PreparedRequest) -> bool:
        """Whether a request goes to the server that was asked first, or to its encrypted side."""
        parts = urlsplit(request.url or "")
        place = (str(parts.scheme), parts.hostname, parts.port or _PORTS.get(str(parts.scheme)))
        if self._first is None:
            self._first = place
        scheme, host, port = self._first
        return place == self._first or (scheme == "http" and port == _PORTS["http"] and place == ("https", host, 443))

    def _body(self, response: requests.Response) -> bytes:
        body = bytearray()
        for piece in response.iter_content(_PIECE):
            body += piece
            if len(body) > self._largest:
                response.close()
                raise Refused(
                    Sentence("sends more than {bytes} bytes; the answer was not used", bytes=format(self._largest, ","))
                )
        return bytes(body)


class _Ending:
    """What is added to a connection of urllib3: it takes no more than so much until then."""

    until: float
    most: int
    is_foreign: bool

    def connect(self: Any) -> None:
        super().connect()  # type: ignore[misc]
        if self.is_foreign and self.proxy is None and not ipaddress.ip_address(self.sock.getpeername()[0]).is_global:
            self.close()
            raise Refused(Sentence("redirects to a private address"))

    def response_class(self: Any, sock: socket, *arguments: Any, **settings: Any) -> HTTPResponse:
        return HTTPResponse(_Counted(sock, self.until, self.most), *arguments, **settings)  # type: ignore[arg-type]


class _Counted(io.RawIOBase):
    """The bytes that come from a socket, as :class:`http.client.HTTPResponse` asks for them."""

    def __init__(self, source: socket, until: float, most: int) -> None:
        self._socket = source
        self._bytes = source.makefile("rb", buffering=0)
        self._patience = source.gettimeout() or math.inf
        self._until = until
        self._left = most

    def makefile(self, *_: Any) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        seconds = self._until - time.monotonic()
        if seconds <= 0:
            raise TimeoutError("the time is up")
        if self._left <= 0:
            raise Refused(Sentence("sends too much; the answer was not used"))
        self._socket.settimeout(min(seconds, self._patience))
        count = self._bytes.readinto(buffer)
        self._left -= count or 0
        return int(count or 0)

    def close(self) -> None:
        self._bytes.close()
        super().close()
