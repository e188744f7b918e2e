"""Where to start: a few papers of a topic to read first, chosen by rule, each with the facts that it was chosen for.

What counts is in how many places a paper is named: in public lists that cover the topic, in titles and summaries of the
topic's other papers (:mod:`livingsurvey.insight.naming`), in tables of results. Each place counts one. docs/reading.md
says how, for readers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from livingsurvey.insight.naming import Naming
from livingsurvey.model import Paper, Topic
from livingsurvey.survey import Survey

LARGE = 25
"""Papers from which a topic has a reading list."""

FEWEST, MOST = 3, 7
"""How many papers a reading list has."""

SHORTLIST = 3 * MOST
"""How many of the papers that are named most are looked at; as many of each subtopic, where there are some."""

COVERING = 5
"""How many papers of a topic a list names that covers it; of a small topic, a tenth of its papers is enough."""

NAMED = (3, 2)
"""In how many places a paper is named that is on a reading list; in fewer, where the list would be too short."""

OF_ONE_YEAR, OF_ONE_SUBTOPIC = 2, 2
"""How many papers of a reading list first appeared in one year, and are filed below one subtopic."""

_OVERVIEW = re.compile(r"\b(?:survey|review)\b", re.IGNORECASE)

Role = Literal["overview", "first", "named"]


class Pick(NamedTuple):
    """A paper to read, by its key, and where it is named: keys of papers, ids of lists and of tables.

    It is an ``overview`` of the topic, the ``first`` of its papers that are named enough, or one of those ``named``
    most.
    """

    key: str
    role: Role
    papers: tuple[str, ...]
    lists: tuple[str, ...]
    tables: tuple[str, ...]

    @property
    def places(self) -> int:
        """In how many places it is named."""
        return len(self.papers) + len(self.lists) + len(self.tables)


class ReadingList(NamedTuple):
    """What to read of a topic, in order, and how many public lists cover it."""

    picks: tuple[Pick, ...]
    lists: int


class Reading:
    """The reading lists of a survey. Who names whom is found out when it is asked first."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._tables = {
            key: tuple(dict.fromkeys(result.table_id for result in results))
            for key, results in survey.results_by_paper.items()
        }
        self._known: dict[str, ReadingList | None] = {}

    def start(self, topic_id: str) -> ReadingList | None:
        """What to read first of a topic, an overview at the top and then the oldest first.

        None for a topic that is not large, and for one where too little is named to tell.
        """
        if topic_id not in self._known:
            self._known[topic_id] = self._start(self._survey.topic(topic_id))
        return self._known[topic_id]

    @cached_property
    def named_by(self) -> Mapping[str, tuple[str, ...]]:
        """Who names whom, by the key of who is named."""
        return Naming(self._survey).named_by()

    def _start(self, topic: Topic) -> ReadingList | None:
        papers = self._survey.papers_in(topic.id)
        if len(papers) < LARGE:
            return None
        covering = self._covering(papers)
        ranked = sorted(self._named(topic, papers, covering), key=self._most_named_first)
        for places in NAMED:
            picks = self._chosen(topic, ranked, places)
            if len(picks) >= FEWEST:
                return ReadingList(tuple(picks), len(covering))
        return None

    def _covering(self, papers: Sequence[Paper]) -> frozenset[str]:
        """The ids of the public lists that cover these papers."""
        by_paper = self._survey.lists_by_paper
        names = Counter(each.id for paper in papers for each in by_paper.get(paper.key, ()))
        enough = min(COVERING, len(papers) / 10)
        return frozenset(name for name, count in names.items() if count >= enough)

    def _named(self, topic: Topic, papers: Sequence[Paper], covering: frozenset[str]) -> Iterator[Pick]:
        """The papers that belong to the topic first of all, or that its papers and tables name nevertheless."""
        keys = {paper.key for paper in papers}
        for paper in papers:
            lists = self._survey.lists_by_paper.get(paper.key, ())
            pick = Pick(
                paper.key,
                "named",
                tuple(key for key in self.named_by.get(paper.key, ()) if key in keys),
                tuple(each.id for each in lists if each.id in covering),
                self._tables.get(paper.key, ()),
            )
            is_first = topic in self._survey.taxonomy.paths.get(paper.topics[0], ())
            if is_first or len(pick.papers) + len(pick.tables) >= min(NAMED):
                yield pick

    def _chosen(self, topic: Topic, ranked: Sequence[Pick], places: int) -> list[Pick]:
        """An overview, and those named most; the first instead of the last of them, where it is of an earlier year."""
        overviews = [pick for pick in ranked if _OVERVIEW.search(self._survey.papers[pick.key].title)]
        overview = [pick for pick in overviews if topic.id in self._survey.papers[pick.key].topics][:1]
        others = [pick for pick in ranked if pick not in overviews and pick.places >= places]
        room = MOST - len(overview)
        chosen = self._mixed(topic, others)[:room]
        first = min(others, key=self._age, default=None)
        if first and all(self._year(first) < self._year(pick) for pick in chosen):
            chosen = [first._replace(role="first"), *chosen[: room - 1]]
        return [*(pick._replace(role="overview") for pick in overview), *sorted(chosen, key=self._age)]

    def _mixed(self, topic: Topic, ranked: Sequence[Pick]) -> list[Pick]:
        """As many of the papers named most as leave no year and no subtopic too many, those named most first."""
        parts = _parts(topic)
        looked_at: Counter[str | None] = Counter()
        years: Counter[int] = Counter()
        subtopics: Counter[str | None] = Counter()
        mixed = []
        for pick in ranked:
            year, part = self._year(pick), self._part(pick, parts)
            looked_at[part] += 1
            enough = looked_at[part] > SHORTLIST / max(len(parts), 1)
            if enough or years[year] == OF_ONE_YEAR or (part and subtopics[part] == OF_ONE_SUBTOPIC):
                continue
            years[year] += 1
            subtopics[part] += 1
            mixed.append(pick)
        return mixed

    def _part(self, pick: Pick, parts: frozenset[str]) -> str | None:
        """The part of a topic that a paper is filed in; None for what is filed at the topic itself."""
        paths, topics = self._survey.taxonomy.paths, self._survey.papers[pick.key].topics
        nodes = (node.id for topic in topics for node in paths.get(topic, ()))
        return next((node for node in nodes if node in parts), None)

    def _most_named_first(self, pick: Pick) -> tuple[int, tuple[tuple[int, int], str]]:
        return -pick.places, self._age(pick)

    def _year(self, pick: Pick) -> int:
        return self._survey.papers[pick.key].first_appeared[0]

    def _age(self, pick: Pick) -> tuple[tuple[int, int], str]:
        """The month that a paper first appeared in; what is as old goes by its key."""
        return self._survey.papers[pick.key].first_appeared, pick.key


def _parts(topic: Topic) -> frozenset[str]:
    """The ids of the topics that divide a topic: those below it, or below the only one below it."""
    while len(topic.topics) == 1:
        topic = topic.topics[0]
    return frozenset(part.id for part in topic.topics)
