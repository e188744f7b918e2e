"""What people type into a search, and what should come first: families made from any survey, and queries by hand.

What is found is named by kind and subject: ``paper:frantar2022gptq``, ``topic:quantization``, ``author:Song Han``,
``venue:ICLR``, ``framework:vllm``, ``table:pruning-llama-7b``.
"""

from __future__ import annotations

import random
import string
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import yaml
from anyascii import anyascii

from livingsurvey.insight.search.entries import authors as with_page
from livingsurvey.model import Paper
from livingsurvey.model.record import Record
from livingsurvey.model.title import normal_form
from livingsurvey.survey import Survey

WRITTEN = Path(__file__).resolve().parents[1] / "tests/shipped/queries.yaml"
SHOWN = 10
"""How many papers a first look shows."""

_KNOWN_FROM = 5
"""From so many letters on, the beginning of a name should find the paper."""
_TITLES, _SEED = 200, 15


@dataclass(frozen=True, slots=True)
class Asked:
    """A text, what should be found by it (any of them), and within how many places.

    What should be first comes before everything of any kind. Other places are counted among its kind alone: an answer
    shows each kind in a group of its own.
    """

    text: str
    wanted: frozenset[str]
    within: int = 1

    @property
    def kind(self) -> str:
        """Of which kind that is: ``paper``, ``topic`` and so on."""
        return min(self.wanted).partition(":")[0]

    def place(self, ranking: Iterable[str]) -> int | None:
        """Where the first that is wanted stands in what was found, from 1; None where it is not among the first ten."""
        counted = (found for found in ranking if self.within == 1 or found.startswith(f"{self.kind}:"))
        return next((place for place, found in enumerate(islice(counted, SHOWN), 1) if found in self.wanted), None)

    def satisfied(self, ranking: Iterable[str]) -> bool:
        """Whether it stands where it should."""
        place = self.place(ranking)
        return place is not None and place <= self.within


class Written(Record):
    """A query of an expert: what should be first of all, and what among the first three or ten of its kind."""

    asked: str
    first: str | None = None
    three: tuple[str, ...] = ()
    ten: tuple[str, ...] = ()
    found: bool = True
    """False where no page has all of the words, not even when something is forgiven."""

    def expectations(self) -> Iterator[Asked]:
        """One for each that is named."""
        for within, named in ((1, (self.first,) if self.first else ()), (3, self.three), (SHOWN, self.ten)):
            yield from (Asked(self.asked, frozenset({each}), within) for each in named)


Family = Callable[[Survey], Iterator[Asked]]


def written(path: Path = WRITTEN) -> tuple[Written, ...]:
    """The queries by hand about the survey that ships."""
    queries = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(Written.model_validate(query, strict=False) for query in queries)


def names(survey: Survey) -> Iterator[Asked]:
    """Every record's name: its paper first, or among the first three papers where something else is called so."""
    called = _called(survey)
    for paper in survey:
        if paper.name:
            alone = called[normal_form(paper.name)] == {f"paper:{paper.key}"}
            yield Asked(paper.name, frozenset({f"paper:{paper.key}"}), 1 if alone else 3)


def aliases(survey: Survey) -> Iterator[Asked]:
    """Every alias of a record: its paper first, or among the first three papers where something else is called so."""
    called = _called(survey)
    for paper in survey:
        for alias in paper.aliases:
            alone = called[normal_form(alias)] == {f"paper:{paper.key}"}
            yield Asked(alias, frozenset({f"paper:{paper.key}"}), 1 if alone else 3)


def topics(survey: Survey) -> Iterator[Asked]:
    """Every title and alias of a topic, in every language: the topic first.

    Among the first three where another topic is called so too, or a record, framework or venue.
    """
    called = _called(survey, short=False)
    for topic in survey.taxonomy.walk():
        for name in topic.names:
            alone = called[normal_form(name)] == {f"topic:{topic.id}"}
            yield Asked(name, frozenset({f"topic:{topic.id}"}), 1 if alone else 3)


def authors(survey: Survey) -> Iterator[Asked]:
    """Every author with a page, as a keyboard without accents types the name: the person first."""
    spelled = defaultdict(set)
    known = with_page(survey)
    for author in known:
        spelled[normal_form(anyascii(author))].add(f"author:{author}")
    for author in known:
        typed = anyascii(author)
        yield Asked(typed, frozenset(spelled[normal_form(typed)]))


def others(survey: Survey) -> Iterator[Asked]:
    """Every name, full name and alias of a venue that has papers, every framework, every table of results."""
    called = _called(survey, short=False)
    pages = [(f"venue:{venue.name}", spelling) for venue, spelling in _venues(survey)]
    pages += [(f"framework:{framework.id}", framework.name) for framework in survey.frameworks]
    pages += [(f"table:{name}", table.title) for name, table in survey.tables.items()]
    for page, name in pages:
        yield Asked(name, frozenset({page}), 1 if called[normal_form(name)] <= {page} else 3)


def beginnings(survey: Survey) -> Iterator[Asked]:
    """Every beginning of every name from five letters on: its paper among the first ten papers.

    Of a beginning that more than ten names have, any of them.
    """
    for name, paper in _named(survey):
        for end in range(1, len(name) + 1):
            typed = name[:end]
            if len(normal_form(typed)) >= _KNOWN_FROM:
                alike = {
                    f"paper:{other.key}"
                    for longer, other in _named(survey)
                    if normal_form(longer).startswith(normal_form(typed))
                }
                wanted = alike if len(alike) > SHOWN else {f"paper:{paper.key}"}
                yield Asked(typed, frozenset(wanted), SHOWN)


def short_beginnings(survey: Survey) -> Iterator[str]:
    """The beginnings of three and four letters, by which something or nothing may be found."""
    for name, _ in _named(survey):
        for end in range(3, len(name) + 1):
            if len(normal_form(name[:end])) < _KNOWN_FROM:
                yield name[:end]


def mistyped(survey: Survey) -> Iterator[Asked]:
    """Titles, a letter of each typed twice over, left out, changed, or in the place of its neighbour."""
    chance = random.Random(_SEED)
    papers = sorted(survey.papers.values(), key=lambda paper: paper.key)
    for paper in chance.sample(papers, min(_TITLES, len(papers))):
        alike = {f"paper:{other.key}" for other in papers if normal_form(other.title) == normal_form(paper.title)}
        yield Asked(_mistyped(paper.title, chance), frozenset(alike), 3)


def ids(survey: Survey) -> Iterator[Asked]:
    """Every id in every form that people paste: the paper first."""
    for paper in survey:
        for form in forms_of_ids(paper):
            yield Asked(form, frozenset({f"paper:{paper.key}"}))


def forms_of_ids(paper: Paper) -> Iterator[str]:
    """The ids of a paper, bare and as addresses; a bare id of OpenReview may be anything."""
    yield paper.key
    if arxiv := paper.ids.arxiv:
        yield from (arxiv, f"arXiv:{arxiv}", f"{arxiv}v2", f"https://arxiv.org/abs/{arxiv}")
        yield from (f"arxiv.org/pdf/{arxiv}v1", f"https://arxiv.org/pdf/{arxiv}.pdf")
    if doi := paper.ids.doi:
        yield from (doi, f"doi:{doi}", f"https://doi.org/{doi}")
    if acl := paper.ids.acl:
        yield from (acl, f"https://aclanthology.org/{acl}/", f"https://aclanthology.org/{acl}.pdf")
    if forum := paper.ids.openreview:
        yield from (f"https://openreview.net/forum?id={forum}", f"https://openreview.net/pdf?id={forum}")


def by_hand(_: Survey) -> Iterator[Asked]:
    """What :func:`written` expects; of a survey that is not the one that ships, it is beside the point."""
    for query in written():
        yield from query.expectations()


FAMILIES: Mapping[str, Family] = {
    "written by hand": by_hand,
    "names of records": names,
    "aliases of records": aliases,
    "topics": topics,
    "authors": authors,
    "venues, frameworks, tables": others,
    "beginnings of names": beginnings,
    "mistyped titles": mistyped,
    "ids": ids,
}


def _named(survey: Survey) -> Sequence[tuple[str, Paper]]:
    return [(paper.name, paper) for paper in survey if paper.name]


def _venues(survey: Survey) -> Iterator[tuple[object, str]]:
    for venue in survey.listed_venues:
        if venue.name in survey.by_venue:
            for spelling in dict.fromkeys(filter(None, (venue.name, venue.full_name, *venue.aliases))):
                yield venue, spelling


def _called(survey: Survey, *, short: bool = True) -> Mapping[str, set[str]]:
    """All that is called so, by the letters and digits of its name; papers also by what precedes a title's colon."""
    called = defaultdict(set)
    for paper in survey:
        titles = (paper.title, *paper.also_titled)
        before_colon = (title.partition(":")[0] for title in titles if short and ":" in title)
        for name in filter(None, (paper.name, *paper.aliases, *titles, *before_colon)):
            called[normal_form(name)].add(f"paper:{paper.key}")
    for topic in survey.taxonomy.walk():
        for name in topic.names:
            called[normal_form(name)].add(f"topic:{topic.id}")
    for framework in survey.frameworks:
        called[normal_form(framework.name)].add(f"framework:{framework.id}")
    for venue, spelling in _venues(survey):
        called[normal_form(spelling)].add(f"venue:{venue.name}")
    return called


def _mistyped(text: str, chance: random.Random) -> str:
    place, letter = chance.randrange(len(text) - 1), chance.choice(string.ascii_lowercase)
    before, at, after = text[:place], text[place], text[place + 1 :]
    made = {
        "inserted": f"{before}{letter}{at}{after}",
        "left out": f"{before}{after}",
        "changed": f"{before}{letter}{after}",
        "swapped": f"{before}{after[0]}{at}{after[1:]}",
    }
    return made[chance.choice(sorted(made))]
