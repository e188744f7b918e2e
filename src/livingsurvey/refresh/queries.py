"""The saved queries of a survey: which titles they mean, and what a source answers to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from livingsurvey.insight.search.words import words
from livingsurvey.model import SavedQuery
from livingsurvey.model.title import normal_form
from livingsurvey.sources.version import Version
from livingsurvey.survey import Survey

BACKGROUND = 500
"""How many works of any subject are asked for, as what is special about a survey's shows against them."""

_LONGEST = 6
"""Words of a title that are taken for one phrase at most."""

Ask = Callable[[Sequence[str], Sequence[str], dt.date], Iterable[Version]]
"""What a source can be asked: the works of some categories, with one of some phrases, since a day, newest first."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What sources have answered.

    Attributes:
        found: works that queries may mean.
        others: titles of works of any subject.
        lists: public lists, each with its name and its text.
    """

    found: tuple[Version, ...] = ()
    others: tuple[str, ...] = ()
    lists: tuple[tuple[str, str], ...] = ()

    def __add__(self, more: Answers) -> Answers:
        return Answers((*self.found, *more.found), (*self.others, *more.others), (*self.lists, *more.lists))


def queries_of(survey: Survey, topic: str | None = None) -> tuple[SavedQuery, ...]:
    """The queries of a survey; with a topic those of it, of the topics below it and of those above it.

    Raises:
        UnknownName: the survey has no such topic.
    """
    queries = survey.refreshing.queries
    if topic is None:
        return queries
    near = {each.id for each in (*survey.topic(topic).walk(), *survey.taxonomy.paths[topic])}
    return tuple(query for query in queries if query.topic in near)


def background(queries: Sequence[SavedQuery], ask: Ask, since: dt.date) -> Answers:
    """Titles of works of any subject, in the categories of all queries; none where there is no query."""
    categories = list(dict.fromkeys(name for query in queries for name in query.categories))
    works = islice(ask(categories, (), since), BACKGROUND) if categories else ()
    return Answers(others=tuple(each.title for each in works))


def answer(query: SavedQuery, ask: Ask, since: dt.date) -> Answers:
    """The works that a query may mean."""
    return Answers(found=tuple(ask(query.categories, query.words, since)))


def questions(queries: Sequence[SavedQuery], ask: Ask, since: dt.date) -> list[Callable[[], Answers]]:
    """All that a source is asked for some queries, in this order; nothing where there are none."""
    asked = [partial(answer, query, ask, since) for query in queries]
    return [partial(background, queries, ask, since), *asked] if queries else []


class Phrases:
    """Finds the phrases of queries in titles."""

    def __init__(self, queries: Iterable[SavedQuery]) -> None:
        self._queries = [(query, {normal_form(phrase): phrase for phrase in query.words}) for query in queries]

    def within(self, title: str) -> dict[SavedQuery, tuple[str, ...]]:
        """The queries that mean a title, each with those of its phrases that stand there.

        Whether something is written as one word, with a space or with a hyphen makes no difference: *pre-training* is
        *pretraining*.
        """
        forms = set(_runs([normal_form(word) for word in words(title)]))
        found = {query: tuple(phrases[form] for form in phrases if form in forms) for query, phrases in self._queries}
        return {query: phrases for query, phrases in found.items() if phrases}


def _runs(title: Sequence[str]) -> Iterator[str]:
    for start in range(len(title)):
        for stop in range(start + 1, min(start + _LONGEST, len(title)) + 1):
            yield "".join(title[start:stop])
