"""Whether a survey has a paper already, or is about to, and how to file it under one more topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, NamedTuple, Self

from rapidfuzz import fuzz, process

from livingsurvey.checks.resemblance import ALIKE
from livingsurvey.intake.entry import Entry
from livingsurvey.model import Identifier
from livingsurvey.model.title import normal_form
from livingsurvey.store.read import MAX_PAPER_BYTES
from livingsurvey.store.yaml import parse
from livingsurvey.survey import Survey


class Holding(NamedTuple):
    """A paper that the survey has, or will have when the command is done, as far as it tells one paper from another.

    Attributes:
        key: its key.
        file: its file, relative to the survey's folder.
        titles: its title, and others that it went by.
        ids: its ids, folded.
        topics: the ids of its topics.
        stood: whether the file stood there before the command.
        is_readable: whether anything could be read in it; if not, the rest is unknown.
    """

    key: str
    file: str
    titles: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
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
            stood=stood,
        )


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A record that is, or may be, of the same paper.

    ``certain`` means that an id or the title is the same; otherwise the titles only resemble each other, and a person
    decides. ``reason`` says which, ``advice`` what to write where.
    """

    paper: Holding
    reason: str
    advice: str
    certain: bool

    @property
    def file(self) -> str:
        """The record's file, relative to the survey's folder."""
        return self.paper.file


def holdings(survey: Survey) -> list[Holding]:
    """The papers of a survey; also those whose records have errors, and so are none yet."""
    found = [
        Holding(
            paper.key,
            survey.files[paper.key],
            titles=(paper.title, *paper.also_titled),
            ids=paper.ids.folded,
            topics=paper.topics,
        )
        for paper in survey
    ]
    return [*found, *_with_errors(survey)]


def duplicates(
    entry: Entry, papers: Sequence[Holding], topics: Sequence[str] = (), key: str | None = None
) -> tuple[Duplicate, ...]:
    """The records that may be of the paper an entry tells of; certain ones first, each once.

    Args:
        entry: the new paper.
        papers: where to look.
        topics: the topics it was to be filed under.
        key: the key it would have; a record of that name which nobody can read may be the paper.
    """
    found: dict[str, Duplicate] = {}

    def add(paper: Holding, reason: str, *, certain: bool = True) -> None:
        found.setdefault(paper.file, Duplicate(paper, reason, _advice(paper, topics), certain))

    wanted = {identifier.folded: identifier for identifier in entry.ids}
    for paper in papers:
        for same in paper.ids:
            if same in wanted:
                add(paper, f"it has the id {wanted[same].scheme}:{wanted[same].value}")
        if paper.key == key and not paper.is_readable:
            add(paper, "its name is this paper's key, and it cannot be read")
    if entry.title:
        form = normal_form(entry.title)
        titled = [(normal_form(title), paper) for paper in papers for title in paper.titles]
        for other, paper in titled:
            if form and other == form:
                add(paper, f"it has the title “{paper.titles[0]}”")
        forms = [other for other, _ in titled]
        for _, score, place in process.extract(form, forms, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=3):
            add(titled[place][1], f"its title is nearly ({score:.0f} %) the same", certain=False)
    return tuple(found.values())


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
        return "mend it first; 'survey check' says what is wrong"
    wanted = list(topics)
    new = [topic for topic in wanted if topic not in paper.topics]
    if not new:
        return f"edit {paper.file}" if not wanted else f"{paper.file} has {_these(wanted)}"
    return f"write  topics: [{', '.join((*paper.topics, *new))}]  in {paper.file}"


def _these(topics: Sequence[str]) -> str:
    return "these topics" if len(topics) > 1 else "this topic"


def _texts(values: object) -> tuple[str, ...]:
    return tuple(value for value in values if isinstance(value, str)) if isinstance(values, list) else ()
