"""Works that a survey does not have, and that are like the papers of a topic: each is proposed as a new record.

A work is looked at when its title has a phrase of a saved query. It is proposed when the words of its title, or public
lists that name it, tell that it belongs to the survey; the topic is that of the papers nearest to it.
``benchmarks/newcomers.py`` measured how often both are right.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from livingsurvey.errors import UsageError
from livingsurvey.insight.likeness import Likeness, Near
from livingsurvey.intake import Batch, Entry
from livingsurvey.intake.drafting import Draft
from livingsurvey.model import SavedQuery, Severity
from livingsurvey.model.address import is_address
from livingsurvey.model.key import keys
from livingsurvey.model.paper import year_of_key
from livingsurvey.model.proposal import Certainty, Proposal, Telling
from livingsurvey.model.title import name_in_title, normal_form
from livingsurvey.refresh.listed import Lists
from livingsurvey.refresh.queries import Answers, Phrases, queries_of
from livingsurvey.sources.version import Version
from livingsurvey.store.changes import past
from livingsurvey.survey import Survey

LEAST = 3.0
"""What a work must be worth (:attr:`Work.worth`) to be proposed."""

LIKELY = 4.5
"""The same, from which it is called likely that it belongs."""

LISTED = 2.0
"""What a list that names it adds, and each doubling of their number (one more than there are)."""

FEWEST = 100
"""Titles of any subject below which likeness is not counted: they are too few to tell what is special."""

_NAMED = 3
_ALSO = 0.7
"""Share of what speaks for the best topic from which the next one is named, too."""


@dataclass(slots=True)
class Work:
    """A work that is new to the survey, by what sources say of its versions.

    Attributes:
        versions: what they say.
        phrases: the queries that mean its title, each with the phrases in it.
        lists: the public lists that name it.
        likeness: how much its title is like those of the survey.
    """

    versions: list[Version] = field(default_factory=list)
    phrases: dict[SavedQuery, tuple[str, ...]] = field(default_factory=dict)
    lists: tuple[str, ...] = ()
    likeness: float = 0.0

    @property
    def title(self) -> str:
        """The title of its first version."""
        return self.versions[0].title

    @property
    def names(self) -> Iterator[str]:
        """Its ids and titles, as they are compared."""
        return (name for version in self.versions for name in _names(version))

    @property
    def worth(self) -> float:
        """How much likelier the words of its title are in the survey than elsewhere, and how many lists name it."""
        return self.likeness + LISTED * math.log2(1 + len(self.lists))


def newcomers(
    survey: Survey,
    answers: Answers,
    day: dt.date,
    *,
    topic: str | None = None,
    without: Collection[str] = (),
    most: int | None = None,
) -> Iterator[Proposal]:
    """Proposals for new papers, the likeliest first.

    A work that the survey has under any id, title or nearly the same authors, one that was withdrawn from it, and one
    whose record would have errors is passed over. None is certain: whether a work belongs is for a person to say.

    Args:
        survey: the survey as it was read with ``strict=False``.
        answers: what sources have answered to its queries.
        day: on which they were asked.
        topic: only papers for this topic and those below it.
        without: ids and titles as they are compared, of works that were proposed before.
        most: how many at most; by default as many as the survey wants.

    Raises:
        UnknownName: the survey has no such topic.
    """
    works = _works(answers.found, Phrases(queries_of(survey, topic)), Lists(answers.lists))
    if not works:
        return
    batch, likeness = Batch(survey, day), Likeness(survey, answers.others)
    wanted = {each.id for each in survey.topic(topic).walk()} if topic else None
    withdrawn = (change.title for change in past(survey.root).changes if change.kind == "withdrawn")
    gone = {*without, *map(normal_form, withdrawn)}
    called = {normal_form(paper.name) for paper in survey if paper.name}
    left = survey.refreshing.most if most is None else most
    for work in works:
        work.likeness = likeness.of(work.title) if len(answers.others) >= FEWEST else 0.0
    for work in sorted(works, key=lambda each: (-each.worth, each.title)):
        if left <= 0:
            return
        if work.worth < LEAST or not gone.isdisjoint(work.names):
            continue
        near = likeness.nearest(work.title)
        voted = topics_of(survey, near, work.phrases)
        topics = [topic for topic, votes in voted[:2] if votes >= _ALSO * voted[0][1]]
        if not topics or (wanted is not None and topics[0] not in wanted):
            continue
        made = _draft(batch, work, topics[0], survey, called)
        if made is not None:
            batch.hold(made)
            called.add(normal_form(made.fields.get("name", "")))
            left -= 1
            yield _proposal(survey, made, work, topics, near, day)


def _names(version: Version) -> Iterator[str]:
    yield from (identifier.folded for identifier in version.ids)
    yield normal_form(version.title)


def _works(found: Iterable[Version], phrases: Phrases, lists: Lists) -> list[Work]:
    """The works that queries mean, each once, whatever the number of versions."""
    by_name: dict[str, Work] = {}
    works = []
    for version in dict.fromkeys(each for each in found if is_address(each.reference)):
        names = [name for name in _names(version) if name]
        within = phrases.within(version.title)
        known = next((by_name[name] for name in names if name in by_name), None)
        if not within and known is None:
            continue
        work = known or Work()
        works += [] if known else [work]
        work.versions.append(version)
        work.phrases |= within
        work.lists = tuple(dict.fromkeys([*work.lists, *lists.naming(version)]))
        by_name |= dict.fromkeys(names, work)
    return works


def topics_of(survey: Survey, near: Sequence[Near], queries: Iterable[SavedQuery]) -> list[tuple[str, float]]:
    """The topics of the nearest papers, each with the sum of their likeness; first those that the queries are about."""
    votes: defaultdict[str, float] = defaultdict(float)
    for key, likeness in near:
        for topic in survey.papers[key].topics:
            votes[topic] += likeness
    meant = {below.id for query in queries for below in survey.topic(query.topic).walk()}
    return sorted(votes.items(), key=lambda each: (each[0] not in meant, -each[1], each[0]))


def _draft(batch: Batch, work: Work, topic: str, survey: Survey, called: set[str]) -> Draft | None:
    """The record that a work would get; None where the survey has the work, or the record would not be right.

    What is certainly wrong with a title, such as LaTeX in it, is put right as ``survey check --fix`` does.
    """
    versions = sorted(work.versions, key=lambda each: not _is_published(survey, each))
    title: str | None = versions[0].title
    while title:
        name = name_in_title(title)
        entry = Entry(title=title, name=name if name and normal_form(name) not in called else None)
        made = batch.draft(entry, (topic,), origin=versions[0].service, versions=versions, hold=False)
        if not made.is_complete or "authors" in made.missing or any(each.match != "alike" for each in made.duplicates):
            return None
        if not survey.info.withdrawn.keys().isdisjoint(_keys_before(made, survey)):
            return None
        try:
            found = made.findings(survey)
        except UsageError:
            return None
        repairs = (finding.repair.values.get(("title",)) for finding in found if finding.repair)
        mended = next((value for value in repairs if isinstance(value, str) and len(value) < len(title)), None)
        if mended is None:
            return None if any(finding.severity is Severity.ERROR for finding in found) else made
        title = mended
    return None


def _keys_before(made: Draft, survey: Survey) -> Iterator[str]:
    """The keys that a paper would have had, and that are taken."""
    title, authors, year = made.fields["title"], made.fields["authors"], int(year_of_key(made.key))
    found = keys(title, authors, year, survey.info.keys.words)
    return takewhile(lambda key: key != made.key, found)


def _is_published(survey: Survey, version: Version) -> bool:
    venue = survey.venue_named(version.venue) if version.venue else None
    return venue is not None and venue.kind != "preprint"


def _proposal(
    survey: Survey, made: Draft, work: Work, topics: Sequence[str], near: Sequence[Near], day: dt.date
) -> Proposal:
    is_likely = work.worth >= LIKELY and not made.duplicates
    told = {each.service: Telling(source=each.service, reference=each.reference, day=day) for each in work.versions}
    sources = {*made.fields.get("sources", {}).values()}
    # Who accepts it adds the day, and the one source there is: neither makes it another proposal.
    implied = {"added", "sources"} if sources == {work.versions[0].reference} else {"added"}
    return Proposal(
        key=made.key,
        kind="paper",
        said={name: value for name, value in made.fields.items() if name not in implied},
        certainty=Certainty.LIKELY if is_likely else Certainty.POSSIBLE,
        reasons=tuple(_reasons(survey, made, work, topics, near)),
        told=tuple(told.values()),
    )


def _reasons(survey: Survey, made: Draft, work: Work, topics: Sequence[str], near: Sequence[Near]) -> Iterator[str]:
    phrases = dict.fromkeys(phrase for each in work.phrases.values() for phrase in each)
    yield f"its title has {' and '.join(f'“{phrase}”' for phrase in list(phrases)[:_NAMED])}"
    own = [(survey.papers[each.key], each.likeness) for each in near if topics[0] in survey.papers[each.key].topics]
    alike = ", ".join(f"{paper.name or paper.key} ({likeness:.2f})" for paper, likeness in own[:_NAMED])
    yield f"most like it under {topics[0]}: {alike}"
    for topic in topics[1:]:
        yield f"could also belong under {topic}"
    if work.lists:
        more = f" and {len(work.lists) - _NAMED} more" if len(work.lists) > _NAMED else ""
        yield f"named by {', '.join(work.lists[:_NAMED])}{more}"
    for duplicate in made.duplicates:
        yield f"compare {duplicate.file}: {duplicate.reason}"
