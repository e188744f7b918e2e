"""Whether a survey has a paper already, or is about to, and how to file it under one more topic."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, product
from pathlib import PurePosixPath
from typing import Any, Literal, NamedTuple, Self

from rapidfuzz import fuzz, process

from livingsurvey.checks.resemblance import ALIKE
from livingsurvey.intake.entry import Entry
from livingsurvey.model import Identifier, Paper
from livingsurvey.model.key import INSIGNIFICANT
from livingsurvey.model.sentence import Sentence
from livingsurvey.model.title import normal_form
from livingsurvey.store.read import MAX_PAPER_BYTES
from livingsurvey.store.yaml import parse
from livingsurvey.survey import Survey

SAME_AUTHORS = 0.6
"""Share of the authors, of the longer of two lists, from which two titles may be those of versions of one work."""
SAME_WORDS = 0.55
"""Share of the telling words, of the longer of two titles, from which two works of the same authors are called one."""

Match = Literal["id", "title", "version", "alike"]
_BETWEEN_WORDS = re.compile(r"[\s/–—-]+")


class Holding(NamedTuple):
    """A paper that the survey has, or will have when the command is done, as far as it tells one paper from another.

    Attributes:
        key: its key.
        file: its file, relative to the survey's folder.
        titles: its title, and others that it went by.
        ids: its ids, folded.
        topics: the ids of its topics.
        authors: who wrote it.
        stood: whether the file stood there before the command.
        is_readable: whether anything could be read in it; if not, the rest is unknown.
    """

    key: str
    file: str
    titles: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    stood: bool = True
    is_readable: bool = True

    @classmethod
    def of(cls, key: str, file: str, fields: Mapping[str, Any], *, stood: bool = True) -> Self:
        """The paper of a record's fields, which may be incomplete and of any kind."""
        ids = fields.get("ids")
        return cls(
            key,
            file,
            titles=_texts([fields.get("title")]) + _texts(fields.get("also_titled")),
            ids=tuple(
                Identifier(scheme, value).folded
                for scheme, value in (ids.items() if isinstance(ids, dict) else ())
                if isinstance(value, str)
            ),
            topics=_texts(fields.get("topics")),
            authors=_texts(fields.get("authors")),
            stood=stood,
        )


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A record that is, or may be, of the same paper.

    ``match`` says by what: an ``id`` or the ``title`` is the same; a ``version`` has another title and nearly the same
    authors; ``alike`` are titles that only resemble each other, or versions with arXiv ids of their own. ``reason``
    says it in words, ``advice`` what to write where.
    """

    paper: Holding
    reason: str
    advice: str
    match: Match

    @property
    def file(self) -> str:
        """The record's file, relative to the survey's folder."""
        return self.paper.file

    @property
    def certain(self) -> bool:
        """Whether an id or the title is the same; otherwise a person decides."""
        return self.match in ("id", "title")


class Holdings:
    """The papers that a survey has or will have, by what a new one is found to be a duplicate of."""

    def __init__(self, papers: Iterable[Holding] = ()) -> None:
        self._by_id: defaultdict[str, list[Holding]] = defaultdict(list)
        self._by_form: defaultdict[str, list[Holding]] = defaultdict(list)
        self._wrote: list[tuple[Holding, int]] = []
        self._by_author: defaultdict[str, list[int]] = defaultdict(list)
        self._unreadable: dict[str, Holding] = {}
        self._forms: list[str] = []
        for paper in papers:
            self.add(paper)

    @classmethod
    def of(cls, survey: Survey) -> Self:
        """The papers of a survey; also those whose records have errors, and so are none yet."""
        return cls(chain(map(partial(_held, survey), survey), _with_errors(survey)))

    def add(self, paper: Holding) -> None:
        """Hold one more paper."""
        if not paper.is_readable:
            self._unreadable[paper.key] = paper
        for identifier in paper.ids:
            self._by_id[identifier].append(paper)
        for title in paper.titles:
            form = normal_form(title)
            self._forms += [form] if form and form not in self._by_form else []
            self._by_form[form].append(paper)
        signatures = _signatures(paper.authors)
        for author in signatures:
            self._by_author[author].append(len(self._wrote))
        self._wrote.append((paper, len(signatures)))

    def duplicates(self, entry: Entry, topics: Sequence[str] = (), key: str | None = None) -> tuple[Duplicate, ...]:
        """The records that may be of the paper an entry tells of; certain ones first, each once.

        Args:
            entry: the new paper.
            topics: the topics it was to be filed under.
            key: the key it would have; a record of that name which nobody can read may be the paper.
        """
        matches = list(self._certain(entry, key)) or list(self._possible(entry))
        found: dict[str, Duplicate] = {}
        for paper, reason, match in matches:
            found.setdefault(paper.file, Duplicate(paper, reason, _advice(paper, topics), match))
        return tuple(found.values())

    def _certain(self, entry: Entry, key: str | None) -> Iterator[tuple[Holding, str, Match]]:
        for identifier in entry.ids:
            for paper in self._by_id.get(identifier.folded, ()):
                yield paper, Sentence("it has the id {id}", id=":".join(identifier)), "id"
        if key in self._unreadable:
            yield self._unreadable[key], Sentence("its name is this paper's key, and it cannot be read"), "id"
        for title in entry.titles:
            for paper in self._by_form.get(normal_form(title) or " ", ()):
                yield paper, Sentence("it has the title “{title}”", title=paper.titles[0]), "title"

    def _possible(self, entry: Entry) -> Iterator[tuple[Holding, str, Match]]:
        for paper in self._by_same_authors(entry):
            reason = _version_of(entry, paper)
            other = reason and _other_id(entry, paper)
            if other:
                yield paper, Sentence("{reason}, but the arXiv id is {id}", reason=reason, id=other), "alike"
            elif reason:
                yield paper, reason, "version"
        for form in filter(None, map(normal_form, entry.titles)):
            for other, score, _ in process.extract(form, self._forms, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=3):
                for paper in self._by_form[other]:
                    yield paper, Sentence("its title is almost ({share} %) the same", share=round(score)), "alike"

    def _by_same_authors(self, entry: Entry) -> Iterator[Holding]:
        """The papers of which most authors are the entry's, as they stand there and here."""
        wrote = _signatures(entry.authors)
        shared = Counter(chain.from_iterable(self._by_author.get(author, ()) for author in sorted(wrote)))
        for place, count in sorted(shared.items()):
            paper, authors = self._wrote[place]
            if count >= SAME_AUTHORS * max(len(wrote), authors):
                yield paper


def _held(survey: Survey, paper: Paper) -> Holding:
    return Holding(
        paper.key,
        survey.files[paper.key],
        titles=(paper.title, *paper.also_titled),
        ids=paper.ids.folded,
        topics=paper.topics,
        authors=paper.authors,
    )


def _signatures(authors: Iterable[str]) -> frozenset[str]:
    """Authors by initial and last word of their names, which versions of a work spell alike."""
    return frozenset(name[:1].casefold() + normal_form(name.split()[-1]) for name in authors if name.strip())


def _version_of(entry: Entry, paper: Holding) -> str | None:
    """Why a paper of nearly the same authors is the entry's, under another title; None when nothing says so."""
    for mine, theirs in product(entry.titles, paper.titles):
        name, colon, _ = mine.partition(":")
        if colon and normal_form(name) == normal_form(theirs.partition(":")[0]) and ":" in theirs:
            return Sentence("almost the same authors wrote “{title}”, whose name is {name}", title=theirs, name=name)
        words, other = _telling(mine), _telling(theirs)
        if len(words & other) >= SAME_WORDS * max(len(words), len(other)):
            return Sentence("almost the same authors wrote “{title}”", title=theirs)
    return None


def _telling(title: str) -> frozenset[str]:
    words = frozenset(map(normal_form, _BETWEEN_WORDS.split(title)))
    return (words - INSIGNIFICANT - {""}) or words


def _other_id(entry: Entry, paper: Holding) -> str | None:
    """The arXiv id of a paper, if it is not the entry's: one work has one."""
    mine = next((identifier.folded for identifier in entry.ids if identifier.scheme == "arxiv"), None)
    theirs = next((identifier for identifier in paper.ids if identifier.startswith("arxiv:")), None)
    return theirs.partition(":")[2] if mine and theirs and mine != theirs else None


def _with_errors(survey: Survey) -> Iterator[Holding]:
    read = set(survey.files.values())
    for file in dict.fromkeys(finding.file for finding in survey.findings if finding.file not in read):
        path = survey.root / file
        if file.startswith("papers/") and path.is_file():
            key = PurePosixPath(file).name.partition(".")[0].casefold()
            text = None if path.is_symlink() or path.stat().st_size > MAX_PAPER_BYTES else path.read_bytes()
            fields = parse(text.decode(errors="replace"))[0] if text is not None else None
            if isinstance(fields, dict):
                yield Holding.of(key, file, fields)
            else:
                yield Holding(key, file, is_readable=False)


def _advice(paper: Holding, topics: Iterable[str]) -> str:
    if not paper.is_readable:
        return Sentence("correct it first; 'survey check' says what is wrong")
    wanted = list(topics)
    new = [topic for topic in wanted if topic not in paper.topics]
    if not new:
        if not wanted:
            return Sentence("edit {file}", file=paper.file)
        if len(wanted) == 1:
            return Sentence("{file} has this topic", file=paper.file)
        return Sentence("{file} has these topics", file=paper.file)
    return Sentence("write  topics: [{topics}]  in {file}", topics=", ".join((*paper.topics, *new)), file=paper.file)


def _texts(values: object) -> tuple[str, ...]:
    return tuple(value for value in values if isinstance(value, str)) if isinstance(values, list) else ()
