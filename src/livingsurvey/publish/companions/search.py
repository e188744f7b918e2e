"""The index of the search, cut into files so small that a browser fetches only what a few words need.

``search/index.json`` says where each word is to be found, and how words are read and weighed. Of words, people, names,
ids and endings there are files in the order of their characters; ``filed`` holds the papers of topics, ``by`` those of
people with a page, ``persons`` those of everyone, ``cards`` what is shown of an entry, ``facets``, ``traits`` and
``titles`` what Explore filters and sorts by, ``keys`` those of all papers. Each says of which version of the survey it
is. All of it is in English; :mod:`.said` has what other languages say instead.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import accumulate, islice
from typing import Any, Literal

import orjson

from livingsurvey.insight.leaderboards import Leaderboard
from livingsurvey.insight.search import Search, criteria, matching, query
from livingsurvey.insight.search import words as wording
from livingsurvey.insight.search.answer import MOST_OF_A_KIND
from livingsurvey.insight.search.entries import Entry, authors
from livingsurvey.insight.search.index import Index, Terms
from livingsurvey.language import ENGLISH
from livingsurvey.model import Author, Declared, OwnField, folding, identifier
from livingsurvey.model import characters as unseen
from livingsurvey.model.declared import Single, asked
from livingsurvey.publish import addresses
from livingsurvey.publish.companions.ruleset import constants
from livingsurvey.publish.companions.said import FOLDER, guides, named, version
from livingsurvey.publish.content import labels
from livingsurvey.publish.file import File, Written, content_tag
from livingsurvey.publish.published import Published
from livingsurvey.survey import Survey

CARDS = 4
"""How many entries are shown from one file: a hit seldom stands beside another, so few are fetched in vain."""

CODES = 128
"""Of how many papers one file holds the addresses of code, which Explore alone shows."""

Part = Literal["words", "people", "names", "ids", "ends", "filed", "by", "persons", "cards", "codes"]
_PAPERS_A_FILE: Mapping[Part, int] = {
    "words": 60,
    "people": 75,
    "names": 100,
    "ids": 300,
    "ends": 150,
    "filed": 100,
    "by": 1000,
    "persons": 150,
}
"""How many papers a survey may have for each file of a part."""

_SHORTEST_END = matching.ONE_ERROR_FROM - 1
_MODULES = {"matching": matching, "query": query, "words": wording, "identifier": identifier, "unseen": unseen}


def files(published: Published, pages: bytes) -> Iterator[File]:
    """The files of the index.

    Args:
        published: the survey being published.
        pages: the engine's index of its pages, search_index.json.
    """
    cut, digest = _Cut(published, pages), made_from(published, pages)

    def file(name: str, content: Callable[[], Mapping[str, Any]]) -> File:
        tag = partial(content_tag, name.encode() + digest)
        return Written(f"{FOLDER}/{name}.json", "data", "", tag, lambda: orjson.dumps({**version(digest), **content()}))

    yield file("index", cut.head)
    yield file("facets", cut.facets)
    if published.filters:
        yield file("traits", cut.traits)
    yield file("titles", cut.titles)
    yield file("keys", cut.keys)
    for part, number in cut.counts.items():
        yield from (file(f"{part}-{at}", partial(cut.piece, part, at)) for at in range(number))


def made_from(published: Published, pages: bytes) -> bytes:
    """A digest of all that the index is made from: it finds entries by their names in every language of the survey.

    Of the engine's index only what is taken from it counts: the rest depends on whether a machine can divide Chinese.

    Args:
        published: the survey being published.
        pages: the engine's index of its pages in the survey's first language.
    """
    return content_tag(orjson.dumps(guides(pages)) + published.words + published.digest)


class _Cut:
    """The index and its files.

    Args:
        published: the survey being published.
        pages: the engine's index of its pages.
    """

    def __init__(self, published: Published, pages: bytes) -> None:
        self._published = published
        self._survey = published.survey
        self._pages = pages

    @cached_property
    def counts(self) -> dict[Part, int]:
        """How many files each part has; told by numbers alone, without an index."""
        survey = self._survey
        counts: dict[Part, int] = {part: -(-max(1, len(survey)) // most) for part, most in _PAPERS_A_FILE.items()}
        others = len(survey.taxonomy.by_id) + len(survey.frameworks) + len(survey.by_venue) + len(survey.tables)
        others += len(self._published.leaderboards)
        entries = len(survey) + others + len(authors(survey))
        return {**counts, "cards": -(-entries // CARDS), "codes": -(-len(survey) // CODES)}

    def head(self) -> dict[str, Any]:
        """What is read first: where everything is, and the rules."""
        searching, index = self._survey.searching, self._index
        return {
            "papers": index.papers,
            "entries": len(index.entries),
            "first": index.first,
            "files": {part: [start for start, _ in pieces] for part, pieces in self._pieces.items()},
            "cards": CARDS,
            "codes": CODES,
            "most": MOST_OF_A_KIND,
            "topics": {topic.id: topic.title.en for topic in self._survey.taxonomy.walk()},
            "topic_weight": searching.weights.topic,
            "ignored": searching.ignored,
            "endings": searching.endings,
            "synonyms": [list(dict.fromkeys(map(wording.compact, group))) for group in searching.synonyms],
            **({"fields": list(self._survey.fields)} if self._survey.fields else {}),
            "guides": guides(self._pages),
            "constants": {name: dict(constants(module)) for name, module in _MODULES.items()},
        }

    def piece(self, part: Part, number: int) -> Mapping[str, Any]:
        """One of the files of a part."""
        if part == "cards":
            some = self._index.entries[number * CARDS : (number + 1) * CARDS]
            return {"rows": [self._card(entry) for entry in some]}
        if part == "codes":
            papers = islice(self._survey, number * CODES, (number + 1) * CODES)
            return {"codes": [paper.links.code for paper in papers]}
        return self._pieces[part][number][1]

    def facets(self) -> dict[str, Any]:
        """What papers are filtered and sorted by: a position in each column is that of a paper."""
        survey = self._survey
        topics = {topic_id: at for at, topic_id in enumerate(survey.taxonomy.by_id)}
        venues = sorted(survey.by_venue, key=lambda name: (-len(survey.by_venue[name]), name))
        venue_at = {name: at for at, name in enumerate(venues)}
        days = sorted({paper.added for paper in survey})
        day_at = {day: at for at, day in enumerate(days)}
        return {
            "topics": [
                {"id": topic.id, "above": [topics[each.id] for each in above]}
                for *above, topic in survey.taxonomy.paths.values()
            ],
            "venues": venues,
            "venue_kinds": [venue.kind if (venue := survey.venues.get(name)) else None for name in venues],
            "days": days,
            "with_code": _steps(at for at, paper in enumerate(survey) if paper.links.code),
            "with_numbers": _steps(at for at, paper in enumerate(survey) if paper.key in survey.results_by_paper),
            "year": [paper.year for paper in survey],
            "venue": [venue_at[paper.venue] for paper in survey],
            "topic": [[topics[topic] for topic in paper.topics] for paper in survey],
            "added": [day_at[paper.added] for paper in survey],
        }

    def traits(self) -> dict[str, Any]:
        """What papers are compared by: each value that a record has, and the papers that have it."""
        survey = self._survey
        return {
            "constants": {"criteria": dict(constants(criteria))},
            "traits": [_valued(each, survey) for each in self._published.filters],
        }

    def titles(self) -> dict[str, Any]:
        """The papers in the order of their titles."""
        folded = [folding.fold(paper.title) for paper in self._survey]
        return {"order": sorted(range(len(folded)), key=lambda at: (folded[at], at))}

    def keys(self) -> dict[str, Any]:
        """The keys of all papers, for those who take many along."""
        return {"keys": list(self._survey.papers)}

    @cached_property
    def _index(self) -> Index:
        return Search(self._survey).index

    @cached_property
    def _pieces(self) -> dict[Part, list[tuple[str | int, dict[str, Any]]]]:
        """The files of each part but the cards, each with what it begins with."""
        index, counts = self._index, self.counts
        sets = {topics: at for at, topics in enumerate(dict.fromkeys(index.topics.values()))}
        word_of = {topics: word for word, topics in index.topics.items()}
        ends = {term for terms in (index.words, index.people) for term in terms.ordered if term.isalpha()}
        backwards = sorted(term[::-1] for term in ends if len(term) >= _SHORTEST_END)
        filed = [_steps(sorted(index.filed(word_of[topics]))) for topics in sets]
        by = [_steps(sorted(papers)) for papers in index.papers_by.values()]
        return {
            "words": [
                (start, {**piece, "topics": _topics(piece["terms"], index.topics, sets)})
                for start, piece in _terms(index.words, counts["words"])
            ],
            "people": _terms(index.people, counts["people"]),
            "names": _terms(index.names, counts["names"]),
            "ids": _terms(index.ids, counts["ids"]),
            "ends": [
                (backwards[at], {"terms": [term[::-1] for term in backwards[at:end]]})
                for at, end in _cuts([len(term) for term in backwards], counts["ends"])
            ],
            "filed": _lists(filed, 0, counts["filed"]),
            "by": _lists(by, index.first.get("author", 0), counts["by"]),
            "persons": _terms(self._persons, counts["persons"]),
        }

    @property
    def _persons(self) -> Terms:
        """The papers of everyone by the whole name, whether there is a page of them or not."""
        survey = self._survey
        found: defaultdict[str, dict[int, int]] = defaultdict(dict)
        for author, papers in survey.by_author.items():
            found[wording.compact(author)] |= dict.fromkeys((survey.places[paper.key] for paper in papers), 1)
        return Terms(found)

    def _card(self, entry: Entry) -> list[Any]:
        """What is shown of an entry; of those that are no papers with their address."""
        survey, published = self._survey, self._published
        if entry.kind == "paper":
            paper = survey.papers[entry.subject]
            return [
                paper.key,
                paper.title,
                labels.shown_name(paper),
                labels.short_authors(paper),
                paper.venue,
                paper.year,
                paper.topics[0],
                paper.summary and paper.summary.en,
            ]
        if entry.kind == "topic":
            return [entry.title, addresses.topic_path(entry.subject), published.count(entry.subject)]
        if entry.kind == "author":
            name = Author(entry.subject)
            return [name, addresses.author_path(published.authors[name]), len(survey.by_author[name])]
        if entry.kind == "venue":
            path = addresses.venue_path(published.venues[entry.subject])
            return [entry.title, path, len(survey.by_venue[entry.subject])]
        if entry.kind == "framework":
            return [entry.title, addresses.framework_path(entry.subject)]
        if entry.kind == "leaderboard":
            board_id, board = self._leaderboards[entry.subject]
            return [entry.title, addresses.leaderboard_path(board_id), len(board.entries)]
        return [entry.title, addresses.result_path(entry.subject), len(survey.tables[entry.subject].rows)]

    @cached_property
    def _leaderboards(self) -> dict[str, tuple[str, Leaderboard]]:
        return {board.name: (board_id, board) for board_id, board in self._published.leaderboards.items()}


def _valued(trait: Declared, survey: Survey) -> dict[str, Any]:
    """A trait or own field with its values in order: that of the file, from small to large, or most used first."""
    found: dict[Single, list[int]] = (
        {True: [], False: []} if trait.kind == "yes-no" else {each: [] for each in trait.values}
    )
    for at, paper in enumerate(survey):
        for value in criteria.values_of(paper, trait):
            found.setdefault(value, []).append(at)
    values = sorted(found) if trait.kind == "number" else list(found)
    if not trait.values and trait.kind not in ("number", "yes-no"):
        values.sort(key=lambda value: (-len(found[value]), asked(str(value))))
    return {
        **trait.model_dump(include={"id", "kind", "topics"}),
        **named(trait, ENGLISH),
        **({"listed": True} if isinstance(trait, OwnField) and "lists" in trait.places else {}),
        "values": values,
        "papers": [_steps(found[value]) for value in values],
    }


def _terms(terms: Terms, count: int) -> list[tuple[str | int, dict[str, Any]]]:
    """Words in several files of about one size; what a word finds as steps from one position to the next, weighted."""
    sizes = [len(term) + 4 * len(terms.postings[term]) for term in terms.ordered]
    return [
        (
            terms.ordered[at] if at < len(terms.ordered) else "",
            {"terms": some, "found": [_weighted(terms.postings[term]) for term in some]},
        )
        for at, end in _cuts(sizes, count)
        for some in [terms.ordered[at:end]]
    ]


def _lists(lists: Sequence[list[int]], first: int, count: int) -> list[tuple[str | int, dict[str, Any]]]:
    cuts = _cuts([len(each) + 1 for each in lists], count)
    return [(first + at, {"lists": lists[at:end]}) for at, end in cuts]


def _topics(terms: Sequence[str], topics: Mapping[str, tuple[str, ...]], sets: Mapping[tuple[str, ...], int]) -> Any:
    """The words of topics' names, by their places, with the number of the list of papers that each finds."""
    return {str(at): sets[topics[term]] for at, term in enumerate(terms) if term in topics}


def _cuts(sizes: Sequence[int], count: int) -> list[tuple[int, int]]:
    """Where to cut a list into so many pieces of about one size."""
    sums = list(accumulate(sizes, initial=0))
    cuts = [bisect_left(sums, sums[-1] * at / count) for at in range(count)]
    return list(zip(cuts, [*cuts[1:], len(sizes)], strict=True))


def _weighted(postings: Mapping[int, int]) -> list[int]:
    places = sorted(postings)
    return [16 * (at - before - 1) + postings[at] for before, at in zip([-1, *places], places, strict=False)]


def _steps(places: Iterable[int]) -> list[int]:
    found = list(places)
    return [at - before - 1 for before, at in zip([-1, *found], found, strict=False)]
