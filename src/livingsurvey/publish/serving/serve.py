"""The site on this machine while its files are being edited: each page is made when somebody looks at it."""

from __future__ import annotations

import contextlib
import gc
import logging
import queue
import threading
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from livingsurvey.checks import check, check_records
from livingsurvey.errors import InvalidData, SurveyError, UsageError
from livingsurvey.model import Finding, Severity
from livingsurvey.publish.engine import mkdocs
from livingsurvey.publish.engine.prepare import Prepared, prepare
from livingsurvey.publish.rendering.templates import template_trouble
from livingsurvey.publish.serving.server import Server
from livingsurvey.publish.serving.shown import Shown
from livingsurvey.publish.serving.watching import changed_since, watching
from livingsurvey.publish.site.filled import Pages, pages_in
from livingsurvey.publish.site.table import Site
from livingsurvey.publish.tree import alone_in
from livingsurvey.store.read import NOTHING, read
from livingsurvey.survey import Survey

SERVED = Path("build", "served")
"""Where the engine's pages of the sites that are served are, each in a folder of its address: the pages say it."""

_BREATH = 1.0
"""Seconds without an edit after which there is time for what nobody waits for."""

_BEAT = 0.1
"""Seconds after which the server sees that it is to end."""

_QUIET = 0.05
"""Seconds without another change after which an edit is over: editors write more than once."""

_LONGEST = 2.0
"""Seconds after which an edit is over though files go on changing."""

_MANY = 1000
"""Changes that are read as if all had changed: of so many at once, the system may have lost some."""

_NAMED = 20
"""Findings that a browser is told of."""


class Teller(Protocol):
    """Somebody who is told what becomes of the site."""

    def ready(self, url: str) -> None:
        """The site answers at this address."""

    def shown(self, survey: Survey, changed: Collection[str]) -> None:
        """This survey is shown from now on, since these files have changed."""

    def failed(self, error: Exception, findings: Collection[Finding]) -> None:
        """What was edited is not shown, or a page cannot be made; the last good site stays."""

    def found(self, errors: Collection[Finding]) -> None:
        """The survey that is shown has errors."""


class _Made(NamedTuple):
    """What became of the engine's work."""

    work: mkdocs.Work
    error: SurveyError | None


class _Checked(NamedTuple):
    """The errors that were found in a survey as a whole."""

    survey: Survey
    errors: tuple[Finding, ...]


_Event = str | _Made | _Checked | SurveyError
"""The name of a file that has changed, or something that was done meanwhile."""


def serve(
    root: Path, *, host: str = "127.0.0.1", port: int = 8000, teller: Teller, stopped: threading.Event | None = None
) -> None:
    """Serve the survey in ``root`` until interrupted; no file of the site is written.

    What has changed is read again at once, held against the rules on single records, and shown; open pages load
    themselves anew. What errors these rules find is not shown: the last good site stays. The rules on the survey as a
    whole are asked when nothing changes any more, and the engine works on prose in a process of its own; browsers are
    told when either is done.

    Args:
        root: the survey's folder.
        host: the address to listen on.
        port: the port to listen on.
        teller: told what becomes of the site.
        stopped: set to end it.

    Raises:
        UsageError: the port is taken or the address cannot be used, or the site cannot be made.
        Busy: another command serves this survey at this address.
    """
    folder = (root / SERVED / f"{host.replace(':', '-')}-{port}").absolute()
    shown = Shown(teller.failed)
    waiting = logging.getLogger(__name__).warning
    with Server(host, port, shown) as server, alone_in(folder, "survey serve", waiting), _collecting_by_hand():
        desk = _Desk(root, folder / "prepared", server.url, shown, teller)
        begun = (folder / "lock").stat().st_mtime_ns
        desk.open()
        with watching(root, desk.events.put), _answering(server), desk, contextlib.suppress(KeyboardInterrupt):
            teller.ready(server.url)
            for name in changed_since(root, begun):
                desk.events.put(name)
            while stopped is None or not stopped.is_set():
                desk.work()


@contextlib.contextmanager
def _collecting_by_hand() -> Iterator[None]:
    """Leave it to the block when garbage is collected: looking through all records takes longer than making a page."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_enabled:
            gc.enable()


@contextlib.contextmanager
def _answering(server: Server) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, args=(_BEAT,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


class _Desk(contextlib.AbstractContextManager["_Desk"]):
    """Where a survey is edited: what was read of it last, what the engine made of its prose, and what is shown.

    Args:
        root: the survey's folder.
        folder: where the engine's input and output go.
        url: the address of the site.
        shown: what browsers are given.
        teller: told what becomes of the site.
    """

    def __init__(self, root: Path, folder: Path, url: str, shown: Shown, teller: Teller) -> None:
        self.events: queue.SimpleQueue[_Event] = queue.SimpleQueue()
        self._root, self._folder, self._url = root, folder, url
        self._shown, self._teller = shown, teller
        self._contents = NOTHING
        self._survey = Survey(root, NOTHING)
        self._checked: Survey | None = None
        self._wrong: frozenset[str] = frozenset()
        self._pages: Pages = {}
        self._made_from = ""
        self._outdated = False
        self._engine: mkdocs.Work | None = None

    def open(self) -> None:
        """Read the survey and show it; the engine works meanwhile.

        Raises:
            UsageError: there are errors; the teller knows which.
        """
        try:
            self._contents = read(self._root, papers=False)
            self._survey = Survey(self._root, self._contents)
            if not _errors(self._contents.findings):
                self._prepare()
            self._contents = read(self._root, before=self._contents)
            self._survey = Survey(self._root, self._contents)
            self._refuse(check_records(self._survey))
            gc.freeze()  # most records stay as they are
            if self._engine:
                self._engine.wait()
                self._take(self._engine.prepared)
            self._show(())
        except SurveyError as error:
            self._fail(error)
            raise UsageError("the site cannot be built; correct the errors above and start again") from error

    def __exit__(self, *_: object) -> None:
        if self._engine:
            self._engine.stop()

    def work(self) -> None:
        """Do what is next; where there is nothing for a while, have the survey checked, and forget sites of before."""
        try:
            event = self.events.get(timeout=_BREATH)
        except queue.Empty:
            if self._checked is not self._survey:
                self._checked = self._survey
                threading.Thread(target=self._check, args=(self._survey,), daemon=True).start()
            elif self._outdated:
                self._outdated = False
                gc.collect()
            return
        try:
            with template_trouble():
                self._react(event)
        except Exception as error:  # such as a file that goes while it is read; the next change is the next chance
            self._fail(error)

    def _react(self, event: _Event) -> None:
        match event:
            case _Checked(survey, errors):
                if survey is self._survey and errors:
                    self._teller.found(errors)
                    self._shown.blame([str(error) for error in errors[:_NAMED]])
            case SurveyError():
                raise event
            case _Made(work, error):
                if work is self._engine:
                    self._engine = None
                    if error:
                        raise error
                    self._take(work.prepared)
                    self._show(())
            case _:
                self._read(self._burst(event))

    def _burst(self, name: str) -> frozenset[str]:
        """The names of all files that change together with one."""
        names, others = {name}, list[_Event]()
        over = time.monotonic() + _LONGEST
        with contextlib.suppress(queue.Empty):
            while time.monotonic() < over:
                event = self.events.get(timeout=_QUIET)
                if isinstance(event, str):
                    names.add(event)
                else:
                    others.append(event)
        for event in others:
            self.events.put(event)
        return frozenset(names)

    def _read(self, changed: frozenset[str]) -> None:
        everything = len(changed) > _MANY or any(name.endswith("/") for name in changed)
        with self._shown.work:  # who asks for a page now is given the new one
            before = NOTHING if everything else self._contents
            self._contents = read(self._root, before=before, changed=changed)
            self._survey = survey = Survey(self._root, self._contents)
            if everything or not all(name.startswith("papers/") for name in changed):
                self._refuse(check_records(survey))
                self._prepare()
                if self._engine:
                    threading.Thread(target=self._wait, args=(self._engine,), daemon=True).start()
            else:
                self._refuse(check_records(survey, changed | self._wrong))
            if not (self._engine and all(map(_is_prose, changed))):
                self._show(changed)

    def _refuse(self, findings: Collection[Finding]) -> None:
        errors = _errors(findings)
        self._wrong = frozenset(error.file for error in errors)
        if errors:
            raise InvalidData(errors)

    def _prepare(self) -> None:
        """Give the engine what it makes pages from; it is started where that is new."""
        if self._engine:
            self._engine.stop()
        with template_trouble():
            prepared = prepare(self._survey, self._folder, site_url=self._url)
        self._engine = mkdocs.start(prepared)
        if self._engine is None and self._made_from != prepared.digest:
            self._take(prepared)

    def _take(self, prepared: Prepared) -> None:
        """Fill the pages that the engine has made from now on."""
        self._pages, self._made_from = pages_in(prepared.output), prepared.digest

    def _wait(self, work: mkdocs.Work) -> None:
        try:
            work.wait()
        except SurveyError as error:
            self.events.put(_Made(work, error))
        else:
            self.events.put(_Made(work, None))

    def _show(self, changed: Collection[str]) -> None:
        self._outdated = self._shown.site is not None
        self._shown.now(Site(self._survey, self._pages, site_url=self._url))
        self._teller.shown(self._survey, changed)

    def _check(self, survey: Survey) -> None:
        try:
            self.events.put(_Checked(survey, tuple(_errors(check(survey, cached=True)))))
        except SurveyError as error:  # an extension that fails
            self.events.put(error)

    def _fail(self, error: Exception) -> None:
        self._checked = self._survey  # what is not shown is not looked at further
        findings = error.findings if isinstance(error, InvalidData) else ()
        self._teller.failed(error, findings)
        self._shown.blame([*(str(finding) for finding in findings[:_NAMED]), str(error)])


def _is_prose(name: str) -> bool:
    """Whether nobody but the engine reads a file: hand-written pages, and the settings and hooks at the top."""
    return name.startswith("docs/") or ("/" not in name and name not in ("survey.yaml", "taxonomy.yaml"))


def _errors(findings: Collection[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]
