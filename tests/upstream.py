"""A server on this machine that answers like a catalogue, in a good mood or a bad one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ANSWERS = Path(__file__).parent / "data" / "answers"


@dataclass
class Upstream:
    """What the server answers: one after another, the last one from then on; and what it was asked, sent and told."""

    answers: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    sent: list[bytes] = field(default_factory=list)
    told: list[Message] = field(default_factory=list)
    address: str = ""
    is_over: threading.Event = field(default_factory=threading.Event)
    hangs: bool = False
    hang: Callable[[], None] = lambda: None
    """Takes questions and says nothing from now on."""

    cuts: bool = False
    says: Callable[[Callable[[bytes], object]], None] | None = None
    """What writes an answer by itself, from its first byte, to what it is given."""

    def answer(self, status: int = 200, body: str | bytes = b"", **headers: str) -> None:
        content = (ANSWERS / body).read_bytes() if isinstance(body, str) else body
        self.answers.append((status, {name.replace("_", "-"): value for name, value in headers.items()}, content))


@contextmanager
def upstream() -> Iterator[Upstream]:
    """A server while the block lasts."""
    state = Upstream()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append(self.path)
            state.sent.append(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            state.told.append(self.headers)
            if state.hangs:
                state.is_over.wait()
                return
            if state.says:
                self.close_connection = True
                with suppress(OSError):  # the one who asked has heard enough
                    state.says(self.wfile.write)
                return
            status, headers, body = state.answers.pop(0) if len(state.answers) > 1 else state.answers[0]
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if state.cuts else body)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with served(Handler) as address:
        state.address = address
        try:
            yield state
        finally:
            state.is_over.set()


@contextmanager
def served(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address of a server on this machine that answers so while the block lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
