"""Whether addresses still lead somewhere: looked at from time to time, and given up only after three failures.

A server that is down today may be up tomorrow, and a server that suspects a robot says nothing of its page. So one look
decides nothing: an address is dead when it failed at three looks, the first at least two weeks before the last.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import Field

from livingsurvey.model.record import Record
from livingsurvey.sources import http
from livingsurvey.store import kept

STRIKES = 3
PERIOD = dt.timedelta(days=14)
"""How often, and over which time, an address must fail before it counts as dead."""

_HOSTS_AT_ONCE = 8
_WALLS = frozenset({401, 403, 405, 406, 418, 429, 451, 503, 999})
"""Answers that servers give to robots and not to people."""


class Outcome(enum.StrEnum):
    """What a look at an address says."""

    ALIVE = "alive"
    FAILED = "failed"
    UNVERIFIABLE = "unverifiable"


class Seen(Record):
    """What is known of an address: the last look, what it said, and the days it failed since it was alive."""

    last: Annotated[dt.date, Field(strict=False)]
    outcome: Annotated[Outcome, Field(strict=False)]
    reason: str = ""
    failures: tuple[Annotated[dt.date, Field(strict=False)], ...] = ()

    @property
    def is_dead(self) -> bool:
        """Whether the address has failed often enough, over a time that is long enough."""
        return len(self.failures) >= STRIKES and self.failures[-1] - self.failures[0] >= PERIOD

    def after(self, outcome: Outcome, reason: str, day: dt.date) -> Self:
        """What is known after one more look. Two failures on one day are one; a wall says nothing either way."""
        failures = self.failures
        if outcome is Outcome.ALIVE:
            failures = ()
        elif outcome is Outcome.FAILED and day not in failures:
            failures = (*failures, day)
        return self.model_copy(update={"last": day, "outcome": outcome, "reason": reason, "failures": failures})


class Memory(Record):
    """All addresses that were looked at: the file that is kept from one check to the next."""

    links: dict[str, Seen] = Field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Self:
        """The memory in a file; an empty one where there is none.

        Raises:
            UsageError: the file holds something else.
        """
        return kept.read(path, cls, "a record of links; delete it to start again")

    def write(self, path: Path) -> None:
        """Write the file, in one step."""
        kept.write(path, self)


Look = Callable[[str], tuple[Outcome, str]]


def look_at(url: str) -> tuple[Outcome, str]:
    """Whether an address leads somewhere, and what the server said. Only the head of the answer is read.

    Nothing is asked twice: the next check does that.
    """
    try:
        status = http.status(url)
    except http.Silence as silence:
        return Outcome.FAILED, str(silence)
    if status < HTTPStatus.BAD_REQUEST:
        return Outcome.ALIVE, f"HTTP {status}"
    return (Outcome.UNVERIFIABLE if status in _WALLS else Outcome.FAILED), f"HTTP {status}"


def after_a_look(memory: Memory, urls: Iterable[str], day: dt.date, *, most: int, look: Look = look_at) -> Memory:
    """The memory after looking at addresses again, those first that were not looked at for longest.

    Hosts are asked side by side, each of them one address after the other. What is not among the addresses any more is
    forgotten.

    Args:
        memory: what was known.
        urls: all addresses.
        day: today.
        most: how many to look at.
        look: what looks at one.
    """
    known = {url: memory.links[url] for url in dict.fromkeys(urls) if url in memory.links}
    waiting = sorted(dict.fromkeys(urls), key=lambda url: (known[url].last if url in known else dt.date.min, url))
    by_host: defaultdict[str, list[str]] = defaultdict(list)
    for url in waiting[:most]:
        by_host[_host(url)].append(url)

    def look_at_host(addresses: list[str]) -> dict[str, Seen]:
        return {url: _seen(known.get(url), look(url), day) for url in addresses}

    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as hosts:
        for found in hosts.map(look_at_host, by_host.values()):
            known |= found
    return Memory(links=dict(sorted(known.items())))


def dead(memory: Memory) -> Mapping[str, Seen]:
    """The addresses that can be given up."""
    return {url: seen for url, seen in memory.links.items() if seen.is_dead}


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _seen(before: Seen | None, looked: tuple[Outcome, str], day: dt.date) -> Seen:
    outcome, reason = looked
    return (before or Seen(last=day, outcome=outcome)).after(outcome, reason, day)
