"""What answers a browser on this machine: pages out of memory, and news of them over a connection that stays open."""

from __future__ import annotations

import errno
import http.server
import ipaddress
import json
import mimetypes
import socket
import socketserver
import sys
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from livingsurvey.errors import UsageError
from livingsurvey.publish.serving.shown import Shown, State

NEWS = "/served/news"
"""Where a browser hears of what is new, as server-sent events."""

_HEARTBEAT = 15.0
"""Seconds after which a connection with no news is tried, so that one that is closed does not stay."""

_METHODS = ("GET", "HEAD")
_NOT_FOUND = "404.html"


class Server(socketserver.ThreadingTCPServer):
    """Gives what is shown to those who call it by a name of its own: a page from elsewhere is told nothing.

    Args:
        host: the address to listen on.
        port: the port to listen on.
        shown: what it gives.

    Raises:
        UsageError: the port is taken, or the address is none of this machine.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, host: str, port: int, shown: Shown) -> None:
        self.host, self.shown = host, shown
        self.url = f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            super().__init__((host, port), _Handler)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise UsageError(f"port {port} is in use; choose another with --port {port + 1}") from error
            reason = f"cannot listen on {host}:{port}: {error.strerror}; use another --host or --port"
            raise UsageError(reason) from error

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that has gone is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def parse_request(self) -> bool:
        """Read what is asked for; nothing here takes anything."""
        parsed = super().parse_request()
        if not parsed or self.command in _METHODS:
            return parsed
        self.close_connection = True  # what was sent is not read
        self._answer(HTTPStatus.METHOD_NOT_ALLOWED, "text/plain", b"405 Method Not Allowed", Allow=", ".join(_METHODS))
        return False

    def do_GET(self) -> None:
        """Answer with a file, with news, or with where to look."""
        if not is_called(self.server.host, self.headers.get("Host", "")):
            self._answer(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", b"421 Misdirected Request")
            return
        path = unquote(urlsplit(self.path).path)
        if path == NEWS:
            self._news()
            return
        shown, address = self.server.shown, path.removeprefix("/").removesuffix("index.html")
        content, status = shown.get(address), HTTPStatus.OK
        if content is None and shown.has(f"{address}/"):
            self._answer(HTTPStatus.FOUND, "text/plain", b"", Location=quote(f"/{address}/"))
            return
        if content is None:
            address, status = _NOT_FOUND, HTTPStatus.NOT_FOUND
            content = shown.get(address) or b"404 Not Found"
        if address.endswith(("/", ".html")) or not address:
            self._answer(status, "text/html; charset=utf-8", shown.live(content))
        else:
            self._answer(status, mimetypes.guess_type(address)[0] or "application/octet-stream", content)

    do_HEAD = do_GET  # noqa: N815 - the name that the base class looks for

    def log_message(self, *args: object) -> None:
        """Say nothing of each request."""

    def _answer(self, status: HTTPStatus, kind: str, content: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _news(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.close_connection = True
        known: State | None = None
        while self.command != "HEAD":
            news = self.server.shown.news(known, _HEARTBEAT)
            known = news or known
            said = f"data: {json.dumps(news._asdict())}\n\n" if news else ":\n\n"
            self.wfile.write(said.encode())


def is_called(host: str, said: str) -> bool:
    """Whether the ``Host`` of a request names a server that listens on ``host``.

    Other names can lead to this machine, too; to a browser, what they give belongs to whoever owns the name.
    """
    try:
        name = urlsplit(f"//{said}").hostname or ""
    except ValueError:
        return False
    listens, asked = _address("127.0.0.1" if host == "localhost" else host), _address(name)
    if listens and listens.is_unspecified:
        return asked is not None or name in ("localhost", socket.gethostname().lower())
    if listens and listens.is_loopback:
        return name == "localhost" or (asked is not None and asked.is_loopback)
    return name == host.lower()


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None
