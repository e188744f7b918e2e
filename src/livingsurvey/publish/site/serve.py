"""The site on this machine, built again and shown again while its files are being edited."""

from __future__ import annotations

import errno
import ipaddress
import logging
import socket
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer

from livingsurvey.errors import InvalidData, SurveyError, UsageError
from livingsurvey.model import Finding
from livingsurvey.publish.site.build import Report, build, checked
from livingsurvey.publish.tree import reserved
from livingsurvey.resources import shipped
from livingsurvey.survey import Survey

SERVED = Path("build", "served")
"""Where the sites that are served are, each in a folder of its address: its pages say it."""


def serve(
    root: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    on_ready: Callable[[str], None],
    on_built: Callable[[Report], None],
    on_failed: Callable[[SurveyError, tuple[Finding, ...]], None],
) -> None:
    """Serve the survey in ``root`` until interrupted.

    A change to a record, a template or a prose page builds the site again and reloads open pages. While a file has
    errors the last good site stays up, and ``on_failed`` is told why.

    Args:
        root: the survey's folder.
        host: the address to listen on.
        port: the port to listen on.
        on_ready: called with the site's address once it answers.
        on_built: called after each build.
        on_failed: called with the error, and the findings when the data is at fault.

    Raises:
        UsageError: the port is taken or the address cannot be used, or the site never built.
    """
    _refuse_busy(host, port)
    logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)
    out = (root / SERVED / f"{host.replace(':', '-')}-{port}").absolute()
    url = f"http://{host}:{port}/"

    def rebuild() -> None:
        try:
            with reserved(out, "survey serve", logging.getLogger(__name__).warning):
                survey = checked(Survey.load(root, strict=False))
                on_built(build(survey, out, site_url=url))
        except InvalidData as error:
            on_failed(error, error.findings)
        except SurveyError as error:
            on_failed(error, ())

    rebuild()
    if not out.is_dir():
        raise UsageError("the site could not be built; mend what is named above and start again")
    server = _Server(builder=rebuild, host=host, port=port, root=str(out), mount_path="/")
    server.host = host
    for path in watched(root):
        server.watch(str(path))
    on_ready(url)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    finally:
        server.shutdown()


class _Server(LiveReloadServer):
    """Answers those who call it by a name of its own: a page from elsewhere that has found the port is told nothing."""

    host: str

    def _serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes] | None:
        if not is_called(self.host, environ.get("HTTP_HOST", "")):
            start_response("421 Misdirected Request", [("Content-Type", "text/plain")])
            return [b"421 Misdirected Request"]
        try:
            answer: Iterable[bytes] | None = super()._serve_request(environ, start_response)
        except ValueError:  # no file can have such a name: it holds a null byte
            return None
        return answer


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
    names = ("papers", "docs", "templates", "results")
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
