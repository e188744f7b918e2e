"""Many made-up papers, their site built once and served from below a path, and a browser to read it with."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.browser.fonts import BARE, CJK
from tests.chromium import Launch
from tests.conftest import PATIENCE
from tests.crowd import write_crowd
from tests.once import made_once

from livingsurvey import Survey
from livingsurvey.publish.site.build import build

FOLDER = "survey"
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}

expect.set_options(timeout=PATIENCE * 1000)


@pytest.fixture(scope="session")
def crowded_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site of the made-up crowd."""
    served = made_once(tmp_path_factory, "crowded-site", _build) / "served"
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_SilentHandler, directory=str(served)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{FOLDER}/"
    server.shutdown()
    server.server_close()


def _build(folder: Path) -> None:
    """The survey, and the folder to serve with its site."""
    root = folder / "survey"
    root.mkdir()
    write_crowd(root)
    build(Survey.load(root), folder / "served" / FOLDER, site_url=f"http://127.0.0.1/{FOLDER}/")


class _SilentHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing: a test that fails tells what was asked for."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what is missing as a server of static sites does, with the site's own page."""
        page = Path(self.directory, FOLDER, "404.html")
        if code != http.HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())


@dataclass
class Trouble:
    """What a page complained of or should not have asked for."""

    site: str
    messages: list[str] = field(default_factory=list)

    @contextmanager
    def watching(self, context: BrowserContext) -> Iterator[None]:
        """Note errors, failed requests and requests that leave the site."""
        noted: dict[Any, Callable[[Any], None]] = {
            "console": lambda message: self._said(message.type, message.text),
            "weberror": lambda error: self.messages.append(f"uncaught: {error.error}"),
            "requestfailed": lambda request: self._failed(request.failure or "", request.url),
            "request": lambda request: self._asked(request.url),
            "response": lambda response: self._answered(response.status, response.url),
        }
        for event, note in noted.items():
            context.on(event, note)
        yield
        for event, note in noted.items():
            context.remove_listener(event, note)

    def _said(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.messages.append(f"console {kind}: {text}")

    def _failed(self, reason: str, url: str) -> None:
        if reason != "net::ERR_ABORTED":  # which is what leaving a page does to its requests
            self.messages.append(f"failed: {url}: {reason}")

    def _asked(self, url: str) -> None:
        if not url.startswith((self.site, "data:", "blob:")):
            self.messages.append(f"left the site: {url}")

    def _answered(self, status: int, url: str) -> None:
        if status >= 400:
            self.messages.append(f"{status}: {url}")


@dataclass
class Windows:
    """The windows of browsers, one for each kind of screen: a new one takes Chromium as long as three pages."""

    launch: Launch
    site: str
    _open: dict[tuple[bool, bool, bool], BrowserContext] = field(default_factory=dict)

    @contextmanager
    def window(self, *, phone: bool, dark: bool, script: bool, own: bool) -> Iterator[BrowserContext]:
        """The window with this kind of screen, or one of its own; nothing that pages leave in it outlasts the test."""
        kind = (phone, dark, script)
        window = self._new(*kind) if own else self._open.pop(kind, None) or self._new(*kind)
        empty, *_ = window.pages
        try:
            yield window
        except BaseException:
            window.close()
            raise
        if own:
            window.close()
            return
        for page in window.pages:
            if page is not empty:
                page.close()
        session = window.new_cdp_session(empty)
        session.send("Storage.clearDataForOrigin", {"origin": self.site.rstrip("/"), "storageTypes": "all"})
        session.detach()
        self._open[kind] = window

    def _new(self, phone: bool, dark: bool, script: bool) -> BrowserContext:
        window = self.launch(CJK if phone else BARE).new_context(
            viewport=PHONE if phone else DESKTOP,
            is_mobile=phone,
            has_touch=phone,
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            permissions=["clipboard-read", "clipboard-write"],
            base_url=f"{self.site}{FOLDER}/",
        )
        window.set_default_timeout(PATIENCE * 1000)
        window.new_page()  # stays empty, for a window without pages closes
        return window


@pytest.fixture(scope="session")
def windows(launch: Launch, crowded_site: str) -> Windows:
    return Windows(launch, crowded_site.removesuffix(f"{FOLDER}/"))


class Opened(Protocol):
    """Opens a page of the site and fails the test at the end if the page had any trouble."""

    def __call__(
        self, address: str, *, phone: bool = ..., dark: bool = ..., script: bool = ..., own: bool = ...
    ) -> AbstractContextManager[Page]: ...


@pytest.fixture
def opened(windows: Windows, crowded_site: str) -> Opened:
    """Opens a page by its address on the site: on a desktop or a phone, light or dark, with scripts or without.

    A test that changes more than its page, such as the clock, asks for a window of its ``own``.
    """

    @contextmanager
    def open_page(
        address: str, *, phone: bool = False, dark: bool = False, script: bool = True, own: bool = False
    ) -> Iterator[Page]:
        trouble = Trouble(crowded_site)
        with windows.window(phone=phone, dark=dark, script=script, own=own) as window:
            page = window.new_page()
            with trouble.watching(window):
                page.goto(address)
                yield page
                for left in window.pages:
                    if left.url.startswith(crowded_site):
                        # What a page kept last may reach Chromium only after the page is gone.
                        left.evaluate("try { localStorage.clear() } catch {}")
                page.close()
            assert trouble.messages == []

    return open_page
