"""The site on this machine while its files are being edited: each page is made when somebody looks at it."""

from __future__ import annotations

import errno
import html
import ipaddress
import logging
import mimetypes
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from mkdocs.livereload import LiveReloadServer

from livingsurvey.errors import InvalidData, SurveyError, UsageError
from livingsurvey.model import Finding
from livingsurvey.publish.file import File
from livingsurvey.publish.rendering.templates import template_trouble
from livingsurvey.publish.site import engine
from livingsurvey.publish.site.build import checked
from livingsurvey.publish.site.filled import pages_in
from livingsurvey.publish.site.prepare import prepare
from livingsurvey.publish.site.table import Site
from livingsurvey.publish.tree import alone_in
from livingsurvey.store.layout import HISTORY, KNOWLEDGE
from livingsurvey.store.shipped import shipped
from livingsurvey.survey import Survey

SERVED = Path("build", "served")
"""Where the engine's pages of the sites that are served are, each in a folder of its address: the pages say it."""

_NOT_FOUND = "404.html"
_METHODS = ("GET", "HEAD")


def serve(
    root: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    on_ready: Callable[[str], None],
    on_read: Callable[[Site], None],
    on_failed: Callable[[SurveyError, tuple[Finding, ...]], None],
) -> None:
    """Serve the survey in ``root`` until interrupted; no file of the site is written.

    A change to a record, a template or a prose page reads the survey again and reloads open pages. While a file has
    errors the last good site stays up, and ``on_failed`` is told why.

    Args:
        root: the survey's folder.
        host: the address to listen on.
        port: the port to listen on.
        on_ready: called with the site's address once it answers.
        on_read: called with the site that is shown from then on.
        on_failed: called with the error, and the findings when the data is at fault.

    Raises:
        UsageError: the port is taken or the address cannot be used, or the site cannot be made.
        Busy: another command serves this survey at this address.
    """
    _refuse_busy(host, port)
    logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)
    folder = (root / SERVED / f"{host.replace(':', '-')}-{port}").absolute()
    url = f"http://{host}:{port}/"
    shown = Shown(on_failed)

    def read() -> None:
        try:
            survey = checked(Survey.load(root, strict=False))
            with template_trouble():
                prepared = prepare(survey, folder / "prepared", site_url=url)
                engine.run(prepared)
                on_read(shown.now(survey, prepared.output, url))
        except InvalidData as error:
            on_failed(error, error.findings)
        except SurveyError as error:
            on_failed(error, ())

    with alone_in(folder, "survey serve", logging.getLogger(__name__).warning):
        read()
        if shown.site is None:
            raise UsageError("the site cannot be made; mend what is named above and start again")
        server = _Server(builder=read, host=host, port=port, root=str(folder), mount_path="/")
        server.host, server.shown = host, shown
        for path in watched(root):
            server.watch(str(path))
        on_ready(url)
        try:
            server.serve()  # type: ignore[no-untyped-call]
        finally:
            server.shutdown()


class Shown:
    """The site that is shown now, and what was made of it and of those before while it is still the same.

    Args:
        on_failed: told of a template that cannot be rendered.
    """

    def __init__(self, on_failed: Callable[[SurveyError, tuple[Finding, ...]], None]) -> None:
        self.site: Site | None = None
        self._on_failed = on_failed
        self._made: dict[str, tuple[bytes, bytes]] = {}
        self._one_at_a_time = threading.Lock()

    def now(self, survey: Survey, pages: Path, url: str) -> Site:
        """Show this survey from now on."""
        site = Site(survey, pages_in(pages), site_url=url, keep=self._kept)
        site.files  # noqa: B018 - whatever is wrong with the templates is told now, not at the first page
        with self._one_at_a_time:
            self.site = site
            self._made = {address: made for address, made in self._made.items() if address in site}
        return site

    def get(self, address: str) -> bytes | None:
        """The file at an address, made if need be; None where there is none."""
        with self._one_at_a_time:
            if self.site is None or address not in self.site:
                return None
            try:
                with template_trouble():
                    content = self.site[address]
            except SurveyError as error:
                self._on_failed(error, ())
                return f"{html.escape(str(error))}\n".encode()
            file = self.site.files[address]
            if file.stamping is None:  # those are quickly made
                self._made[address] = (file.tag(), content)
            return content

    def _kept(self, file: File) -> bytes | None:
        tag, content = self._made.get(file.address, (None, None))
        return content if tag is not None and tag == file.tag() else None


class _Server(LiveReloadServer):
    """Gives what is shown to those who call it by a name of its own: a page from elsewhere is told nothing."""

    host: str
    shown: Shown

    def _serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes] | None:
        if not is_called(self.host, environ.get("HTTP_HOST", "")):
            start_response("421 Misdirected Request", [("Content-Type", "text/plain")])
            return [b"421 Misdirected Request"]
        method = environ["REQUEST_METHOD"]
        if method not in _METHODS:
            start_response("405 Method Not Allowed", [("Allow", ", ".join(_METHODS)), ("Content-Type", "text/plain")])
            return [b"405 Method Not Allowed"]
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        if path.startswith("/livereload/"):
            answer: Iterable[bytes] | None = super()._serve_request(environ, start_response)
            return answer
        with self._epoch_cond:  # wait for a survey that is being read again
            self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
            epoch = self._visible_epoch
        address = path.removeprefix("/").removesuffix("index.html")
        content, status = self.shown.get(address), "200 OK"
        if content is None and self.shown.site is not None and f"{address}/" in self.shown.site:
            start_response("302 Found", [("Location", quote(f"/{address}/"))])
            return []
        if content is None:
            address, status = _NOT_FOUND, "404 Not Found"
            content = self.shown.get(address) or b"404 Not Found"
        is_page = address.endswith(("/", ".html")) or not address
        if is_page:
            content = self._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        kind = "text/html; charset=utf-8" if is_page else mimetypes.guess_type(address)[0] or "application/octet-stream"
        start_response(status, [("Content-Type", kind), ("Content-Length", str(len(content)))])
        return [content] if method == "GET" else []


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


def watched(root: Path) -> Iterator[Path]:
    """The files and folders that the site is made from."""
    names = ("papers", KNOWLEDGE, HISTORY, "docs", "templates")
    yield from (folder for folder in (root / name for name in names) if folder.is_dir())
    yield from sorted(root.glob("*.yaml"))
    yield from (path for path in (root / "mkdocs.yml",) if path.is_file())
    if shipped("templates") != root / "templates":
        yield shipped("templates")


def _refuse_busy(host: str, port: int) -> None:
    try:
        with socket.create_server((host, port)):
            return
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise UsageError(f"port {port} is in use; choose another with --port {port + 1}") from error
        raise UsageError(f"cannot listen on {host}:{port}: {error.strerror}; use another --host or --port") from error
