"""The site that is shown while its files are edited: pages are made when asked for, and browsers hear of new ones."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Sequence
from typing import NamedTuple

from livingsurvey.model import Finding
from livingsurvey.publish.file import File, StampedFile
from livingsurvey.publish.rendering.templates import environment, template_trouble
from livingsurvey.publish.site.table import Site

Failed = Callable[[Exception, tuple[Finding, ...]], None]


class State(NamedTuple):
    """What browsers are told: which site is shown, and what is wrong with the survey's files by now."""

    version: str
    trouble: tuple[str, ...] = ()


class Shown:
    """The site that is shown, and what was made of it and of those before while it is still the same.

    Args:
        on_failed: told of a page that cannot be made.
    """

    def __init__(self, on_failed: Failed) -> None:
        self.site: Site | None = None
        self.state = State("")
        self.work = threading.RLock()
        """Held by whoever makes a page, or reads what pages are made from: one at a time is the fastest."""
        self._on_failed = on_failed
        self._made: dict[str, tuple[bytes, bytes]] = {}
        self._news = threading.Condition()

    def now(self, site: Site) -> None:
        """Show this site from now on."""
        with self.work:
            site.keep = self._kept
            if self.site is not None:  # to ask whether it is empty would list all of its files
                site.published.follow(self.site.published)
            self.site = site
        self._tell(State(secrets.token_hex(8)))

    def blame(self, trouble: Sequence[str]) -> None:
        """Tell those who look at the site what is wrong with files that it does not show, or should not."""
        if self.state.trouble != tuple(trouble):
            self._tell(State(self.state.version, tuple(trouble)))

    def news(self, known: State | None, timeout: float) -> State | None:
        """What there is to tell, once it differs from what is known; None when that takes too long."""
        with self._news:
            return self.state if self._news.wait_for(lambda: self.state != known, timeout) else None

    def has(self, address: str) -> bool:
        """Whether there is a file at an address; it is not made."""
        with self.work:
            return self.site is not None and address in self.site

    def get(self, address: str) -> bytes | None:
        """The file at an address, made if need be; None where there is none."""
        with self.work:
            if self.site is None:
                return None
            try:
                with template_trouble():
                    file = self.site.file(address)
                    if file is None:
                        return None
                    content = self.site[address]
                    if not isinstance(file, StampedFile):  # those are quickly made
                        self._made[address] = (file.tag(), content)
            except Exception as error:  # also what rules that have not looked yet will find: a name of nothing
                self._on_failed(error, ())
                return self._page("failed", what=str(error) or repr(error)).encode()
            return content

    def live(self, page: bytes) -> bytes:
        """A page that loads itself anew when another site is shown, and tells what is wrong."""
        before, end, after = page.rpartition(b"</body>")
        script = self._page("live", state=self.state._asdict()).encode()
        return b"".join([before, script, end, after]) if end else page + script

    def _page(self, name: str, **variables: object) -> str:
        templates = environment(self.site.survey.root)  # type: ignore[union-attr]
        return templates.get_template(f"served/{name}.html.j2").render(**variables)

    def _kept(self, file: File) -> bytes | None:
        tag, content = self._made.get(file.address, (None, None))
        return content if tag is not None and tag == file.tag() else None

    def _tell(self, state: State) -> None:
        with self._news:
            self.state = state
            self._news.notify_all()
