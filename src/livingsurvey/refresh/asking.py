"""Asking live sources, side by side and each at its own pace, until the time is up."""

from __future__ import annotations

import datetime as dt
import queue
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Self, TypeVar

from pydantic import Field

from livingsurvey.errors import BadAnswer, BrokenExtension, UpstreamTrouble
from livingsurvey.model import Paper
from livingsurvey.model.paper import Day, Key
from livingsurvey.model.record import Record, Text
from livingsurvey.model.title import normal_form
from livingsurvey.sources.catalogue import Catalogue
from livingsurvey.sources.version import Version
from livingsurvey.store import kept
from livingsurvey.survey import Survey

FILE = Path("build", "refresh", "asked.json")
"""Where it is kept which source was asked for which paper when, relative to the survey's folder."""

MOST_BAD = 3
"""Bad answers in a row after which a source is not asked any more in a run."""

Progress = Callable[[str, int, int], None]
Answer = TypeVar("Answer")


class Asked(Record):
    """On which day each source was last asked for each paper, by the source's name and the paper's key."""

    days: dict[Text, dict[Key, Day]] = Field(default_factory=dict)

    @classmethod
    def read(cls, root: Path) -> Self:
        """What is known in a survey's folder; nothing where there is no file.

        Raises:
            UsageError: the file holds something else.
        """
        return kept.read(root / FILE, cls, "a record of what was asked; delete it to start again")

    def day(self, source: str, key: str) -> dt.date:
        """When a source was asked for a paper; long ago where it never was."""
        return self.days.get(source, {}).get(key, dt.date.min)

    def after(self, heard: Heard, day: dt.date) -> Asked:
        """The same after a run on this day."""
        new = {source: dict.fromkeys(keys, day) for source, keys in heard.asked.items()}
        days = {source: self.days.get(source, {}) | new.get(source, {}) for source in sorted({*self.days, *new})}
        return Asked(days={source: dict(sorted(by_key.items())) for source, by_key in days.items()})

    def write(self, root: Path) -> None:
        """Write the file, in one step."""
        kept.write(root / FILE, self)


@dataclass(slots=True)
class Heard:
    """What sources have said in a run.

    Attributes:
        found: the key of a paper, and a version that may be of it.
        asked: by the name of each source, the keys of the papers that it was asked for and has said something about.
        answered: those of them that it has answered for, with a version or with none.
        troubles: by the name of each source that had some, what was wrong with it last.
        left: by the name of each source, for how many papers there was no time.
        stopped: whether somebody has stopped it with Ctrl-C.
    """

    found: list[tuple[str, Version]] = field(default_factory=list)
    asked: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    answered: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    troubles: dict[str, UpstreamTrouble] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    stopped: bool = False

    def take(self, source: str, papers: Sequence[Paper], answer: Sequence[Version] | UpstreamTrouble) -> None:
        """Add what a source says of papers, or its trouble with the question."""
        keys = [paper.key for paper in papers]
        if isinstance(answer, UpstreamTrouble):
            self.troubles[source] = answer
            if isinstance(answer, BadAnswer):  # it is the next papers' turn, also in the next run
                self.asked[source] += keys
            return
        self.asked[source] += keys
        self.answered[source] += keys
        self.found += [(paper.key, version) for version in answer for paper in _meant(version, papers)]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a source did about some papers: its answer, or its trouble."""

    source: str
    papers: Sequence[Paper]
    answer: Sequence[Version] | UpstreamTrouble


def ask(
    survey: Survey,
    catalogues: Iterable[Catalogue],
    asked: Asked,
    *,
    seconds: float,
    since: dt.date | None = None,
    topic: str | None = None,
    progress: Progress | None = None,
) -> Heard:
    """What sources say of the survey's papers, those first that they were not asked for longest.

    Each source is asked in a thread of its own, one question after the other. One that is silent, or gives several bad
    answers in a row, is not asked any more; what it had said counts. Ctrl-C ends the asking, and so does the time:
    nobody waits for an answer that is still on its way.

    Args:
        survey: whose papers.
        catalogues: the sources.
        asked: what was asked before.
        seconds: how long all of it may take.
        since: leave out papers that a source was asked for on this day or later.
        topic: only papers of this topic and those below it.
        progress: told how many papers were asked for, of how many, over all sources.

    Raises:
        UnknownName: the survey has no such topic.
    """
    papers = survey.papers_in(topic) if topic else tuple(survey)
    until, over = time.monotonic() + seconds, threading.Event()
    told: queue.SimpleQueue[_Said | str] = queue.SimpleQueue()
    waiting: dict[str, int] = {}
    heard = Heard()
    for catalogue in catalogues:
        name = catalogue.SERVICE
        meant = sorted(
            (each for each in papers if catalogue.knows(each) and (since is None or asked.day(name, each.key) < since)),
            key=lambda paper: asked.day(name, paper.key),
        )
        waiting[name] = len(meant)
        work = (catalogue, meant, survey.root, over, told.put)
        threading.Thread(target=_ask_one, args=work, name=name, daemon=True).start()
    total, running = sum(waiting.values()), len(waiting)
    try:
        while running and (left := until - time.monotonic()) > 0:
            try:
                said = told.get(timeout=left)
            except queue.Empty:
                break
            if isinstance(said, str):
                running -= 1
                continue
            heard.take(said.source, said.papers, said.answer)
            waiting[said.source] -= len(said.papers)
            if progress:
                progress("papers", total - sum(waiting.values()), total)
    except KeyboardInterrupt:
        heard.stopped = True
    finally:
        over.set()
    heard.left = {name: number for name, number in waiting.items() if number}
    return heard


def answer_of(source: str, question: Callable[[], Answer]) -> Answer | UpstreamTrouble:
    """What a source says to a question, or its trouble with it, whatever that is."""
    try:
        return question()
    except UpstreamTrouble as trouble:
        return trouble
    except BrokenExtension as error:
        return BadAnswer(source, f"is an extension that fails: {error}")
    except Exception as error:
        return BadAnswer(source, f"could not be understood ({type(error).__name__}); report this")


def _ask_one(
    catalogue: Catalogue,
    papers: Sequence[Paper],
    root: Path,
    over: threading.Event,
    tell: Callable[[_Said | str], None],
) -> None:
    """Ask a source for paper after paper until it is given up or the time is over; tell of each answer, and the end."""
    bad = 0
    for start in range(0, len(papers), catalogue.AT_ONCE):
        some = papers[start : start + catalogue.AT_ONCE]
        answer = answer_of(catalogue.SERVICE, partial(catalogue.about, some, root))
        tell(_Said(catalogue.SERVICE, some, answer))
        is_trouble = isinstance(answer, UpstreamTrouble)
        bad = bad + 1 if is_trouble else 0
        if bad == MOST_BAD or (is_trouble and not isinstance(answer, BadAnswer)) or over.is_set():
            break
    tell(catalogue.SERVICE)


def _meant(version: Version, papers: Sequence[Paper]) -> Sequence[Paper]:
    """The papers of a question that an answer may be about: those with its ids, else with its title, else any."""
    ids = {identifier.folded for identifier in version.ids}
    title = normal_form(version.title)
    by_id = [paper for paper in papers if not ids.isdisjoint(paper.ids.folded)]
    return by_id or [paper for paper in papers if normal_form(paper.title) == title] or papers
