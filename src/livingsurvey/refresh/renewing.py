"""A run: whom it asks and for what, and the proposals that are open after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path

from livingsurvey.model import SavedQuery
from livingsurvey.refresh import listed
from livingsurvey.refresh.asking import Asked, Heard, Progress, ask
from livingsurvey.refresh.looking import DAYS, Look
from livingsurvey.refresh.newcomers import newcomers
from livingsurvey.refresh.proposing import proposals
from livingsurvey.refresh.queries import BACKGROUND, Answers, queries_of, questions
from livingsurvey.refresh.rejected import Rejections, names
from livingsurvey.refresh.standing import Standing
from livingsurvey.sources import arxiv, github
from livingsurvey.sources.catalogue import Catalogue
from livingsurvey.sources.version import Version
from livingsurvey.survey import Survey

SCRATCH = Path("build", "engine")
"""Where an engine on this machine leaves what it needs, relative to the survey's folder."""

ReadingDump = Callable[[Path, int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run is about.

    Attributes:
        catalogues: the live sources to ask.
        dumps: files and folders to read; with an engine Parquet files as it knows them.
        engine: what looks works up in dumps that do not fit on this machine; None for the index of the survey.
        lists: lists of papers on disk: new papers that they name come first.
        topic: only papers of this topic and those below it.
        since: leave out papers that a source was asked about on this day or later, and new ones from before.
        day: today.
        seconds: how long live sources are asked.
    """

    catalogues: tuple[Catalogue, ...] = ()
    dumps: tuple[str, ...] = ()
    engine: str | None = None
    lists: tuple[Path, ...] = ()
    topic: str | None = None
    since: dt.date | None = None
    day: dt.date = field(kw_only=True)
    seconds: float = field(kw_only=True)

    @property
    def new_since(self) -> dt.date:
        """From which day on a paper is new."""
        return self.since or self.day - dt.timedelta(DAYS)


@dataclass(frozen=True, slots=True)
class Told:
    """What sources have said in a run: of the survey's papers, and which works answer its saved queries.

    Attributes:
        heard: what was said of papers.
        answers: what was said of other works.
        unread: what could not be read of dumps, one line each.
        left: how many questions about new papers had no answer.
    """

    heard: Heard
    answers: Answers = field(default_factory=Answers)
    unread: tuple[str, ...] = ()
    left: int = 0


def hear(
    survey: Survey,
    wanted: Wanted,
    asked: Asked,
    *,
    progress: Progress | None = None,
    reading: ReadingDump = lambda path, works: None,
) -> Told:
    """Read lists and dumps, then ask live sources, all of them at the same time.

    Args:
        survey: whose papers.
        wanted: the sources, and what they are asked for.
        asked: what live sources were asked before.
        progress: told how many papers live sources were asked about.
        reading: told which dump is being read, and how many works of it are known.

    Raises:
        UnknownName: the survey has no such topic.
        UsageError: a list or a dump is none.
        EnvironmentTrouble: what reads dumps is not installed, or the index is damaged.
    """
    queries = queries_of(survey, wanted.topic)
    answers = listed.on_disk(wanted.lists)
    dumped = _from_dumps(survey, wanted, queries, reading)
    looks = _looks(survey, wanted, queries)
    heard = ask(
        survey,
        wanted.catalogues,
        asked,
        seconds=wanted.seconds,
        since=wanted.since,
        topic=wanted.topic,
        progress=progress,
    )
    answers += dumped.answers
    left = 0
    for service, look in looks.items():
        looked = look.result(wait=not heard.stopped)
        if looked.trouble:
            heard.troubles.setdefault(service, looked.trouble)
        answers += looked.answers
        left += looked.left
        heard.stopped |= looked.stopped
    heard.found += dumped.heard.found
    return Told(heard, answers, dumped.unread, left)


def _looks(survey: Survey, wanted: Wanted, queries: Sequence[SavedQuery]) -> dict[str, Look]:
    """Ask for what is new: arXiv the saved queries, GitHub which works are on the lists of the survey."""
    search = partial(arxiv.newest, root=survey.root, most=BACKGROUND)
    asked = {
        arxiv.SERVICE: questions(queries, search, wanted.new_since),
        github.SERVICE: listed.questions(survey.lists, survey.root) if queries else [],
    }
    chosen = {each.SERVICE for each in wanted.catalogues}
    return {name: Look(name, some, seconds=wanted.seconds) for name, some in asked.items() if name in chosen}


def after(survey: Survey, wanted: Wanted, told: Told) -> Standing:
    """The proposals that are open after a run.

    Args:
        survey: as it is now, loaded with ``strict=False``: it may have changed while sources were asked.
        wanted: what the run was about.
        told: what sources said.

    Raises:
        UsageError: what stood before cannot be read.
        InvalidData: a line of what was rejected cannot be read.
    """
    standing, rejections = Standing.read(survey.root), Rejections.read(survey.root)
    new = proposals(survey, told.heard.found, wanted.day)
    answered = {source: list(keys) for source, keys in told.heard.answered.items()}
    for key, version in told.heard.found:  # what a dump does not have, it may never have had
        answered.setdefault(version.service, []).append(key)
    standing = standing.renewed(new, answered).still_open(survey, rejections)
    waiting = [each.said for each in standing.proposals if each.kind == "paper"]
    gone = [line.said for line in rejections.lines if line.kind == "paper"]
    found = newcomers(
        survey,
        told.answers,
        wanted.day,
        topic=wanted.topic,
        without={name for said in (*waiting, *gone) for name in names(said)},
        most=survey.refreshing.most - len(waiting),
    )
    return standing.renewed(found, {})


def _from_dumps(survey: Survey, wanted: Wanted, queries: Sequence[SavedQuery], reading: ReadingDump) -> Told:
    """What dumps say; nothing where there are none. An engine is asked for papers alone, and not for new ones."""
    if not wanted.dumps:
        return Told(Heard())
    from livingsurvey.dumps import engines  # who asks live sources alone does not wait for what reads dumps
    from livingsurvey.dumps.index import Index

    papers = survey.papers_in(wanted.topic) if wanted.topic else tuple(survey)
    if wanted.engine:
        scratch = survey.root / SCRATCH
        asked = (engines.candidates(papers, wanted.engine, works, scratch) for works in wanted.dumps)
        return Told(Heard(found=list(chain.from_iterable(asked))))
    with Index.open(survey.root) as index:

        def newest(categories: Sequence[str], words: Sequence[str], since: dt.date) -> Iterator[Version]:
            return index.newer(since, categories, words)

        added = [index.add(Path(dump), reading) for dump in wanted.dumps]
        found = list(index.candidates(papers))
        answers = sum((ask_for() for ask_for in questions(queries, newest, wanted.new_since)), Answers())
    return Told(Heard(found=found), answers, unread=tuple(line for each in added for line in each.trouble))
