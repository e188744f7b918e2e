"""The site on this machine, built again and shown again while its files are being edited."""

from __future__ import annotations

import errno
import logging
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

from livingsurvey.errors import InvalidData, SurveyError, UsageError
from livingsurvey.model import Finding
from livingsurvey.publish.site.build import Report, build, checked
from livingsurvey.resources import shipped
from livingsurvey.survey import Survey

SERVED = Path("build", "served")


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
    from mkdocs.livereload import LiveReloadServer

    logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)
    out = root / SERVED
    url = f"http://{host}:{port}/"

    def rebuild() -> None:
        try:
            survey = checked(Survey.load(root, strict=False))
            on_built(build(survey, out, site_url=url))
        except InvalidData as error:
            on_failed(error, error.findings)
        except SurveyError as error:
            on_failed(error, ())

    rebuild()
    if not out.is_dir():
        raise UsageError("the site could not be built; mend what is named above and start again")
    server = LiveReloadServer(builder=rebuild, host=host, port=port, root=str(out), mount_path="/")
    for path in watched(root):
        server.watch(str(path))
    on_ready(url)
    try:
        server.serve()
    finally:
        server.shutdown()


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
