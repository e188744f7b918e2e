"""A survey as its site shows it: who has a page, what is related, what changed when, what there is to take along."""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib.metadata
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from urllib.parse import quote

import orjson

from livingsurvey.extensions.loading import code
from livingsurvey.insight import statistics
from livingsurvey.insight.ageing import newest_day
from livingsurvey.insight.field import Field, field_of
from livingsurvey.insight.leaderboards import Leaderboard, Leaderboards, leaderboards
from livingsurvey.insight.lineage import Lineage, lineage
from livingsurvey.insight.reading import Reading
from livingsurvey.insight.related import Relatedness
from livingsurvey.insight.timeline import Timeline, timeline
from livingsurvey.language import ENGLISH, Language, languages_of
from livingsurvey.model import Author, Change, Declared, Paper, Topic, Trait
from livingsurvey.publish import addresses
from livingsurvey.publish.content import comparing, picture, slugs
from livingsurvey.publish.content.listed import listed
from livingsurvey.publish.content.parts import parts
from livingsurvey.publish.exports.texts import Texts
from livingsurvey.publish.file import model_json
from livingsurvey.publish.rendering.templates import environment, sources_below
from livingsurvey.store.cache import made_by
from livingsurvey.survey import Survey

LISTED_PAPERS = 500
"""How many papers the page of a venue or of a year of changes lists; beyond them it leads to Explore."""

COMPARED_PAPERS = 1_000
"""How many papers the comparison of a topic has as rows, more than which no browser sorts at once; beyond them it leads
to the comparisons of the topics below."""

ONE_PAGE = 5_000
"""How many papers the page of all papers lists; beyond them each year has a page, and that one leads to them."""

_WRITERS = ("arro3-io", "minijinja", "pillow", "vl-convert-python")
"""Libraries of which a newer one may write other bytes."""

SizeOf = Callable[[str], int]
Months = list[tuple[dt.date, tuple[Change, ...]]]


@dataclass(slots=True)
class _Latest:
    """What takes long to work out, as it was last, in a survey that is published again and again."""

    relatedness: Relatedness | None = None
    named: Sequence[Sequence[Author]] | None = None
    authors: dict[Author, str] = field(default_factory=dict)


class Published:
    """A survey as its pages show it: each part is worked out when it is first asked for, and then kept.

    Args:
        survey: the survey being published.
        size_of: how many bytes the file at an address of its site has, for the page that says so.
        language: the language that its pages are in.
    """

    __slots__ = ("__dict__", "_listed", "language")

    def __init__(self, survey: Survey, size_of: SizeOf = lambda _: 0, language: Language = ENGLISH) -> None:
        self.language = language
        self._listed: dict[str, orjson.Fragment] = {}
        self.survey = survey
        self.size_of = size_of
        self._latest = _Latest()
        self._records: dict[str, orjson.Fragment] = {}
        self._editing_url = addresses.editing_url(survey.info)
        self._root_numbers = {root.id: number for number, root in enumerate(survey.taxonomy.topics)}

    def in_language(self, language: Language) -> Published:
        """The same survey on pages in another language; what either works out, the other knows."""
        other = object.__new__(Published)
        other.__dict__ = self.__dict__
        other.language, other._listed = language, {}
        return other

    def follow(self, before: Published) -> None:
        """Begin with what is known of an earlier state of the survey, which most of its records have left."""
        self._latest = before._latest

    def count(self, topic_id: str) -> int:
        """How many papers a topic and the topics below it have."""
        return len(self.survey.papers_in(topic_id))

    @cached_property
    def has(self) -> Mapping[str, bool]:
        """Whether the site has each part that it can do without."""
        return parts(self.survey)

    @cached_property
    def compared(self) -> dict[str, tuple[Trait, ...]]:
        """What the papers of each topic are compared by; without the topics where there is nothing to compare."""
        survey = self.survey
        topics = survey.taxonomy.by_id if self.has["comparisons"] else ()
        compared = {topic: comparing.compared_by(survey, survey.papers_in(topic)) for topic in topics}
        return {topic: traits for topic, traits in compared.items() if traits}

    @cached_property
    def filters(self) -> tuple[Declared, ...]:
        """What Explore filters papers by: traits, where any record has one, and the own fields that are shown there."""
        survey = self.survey
        traits = survey.listed_traits if any(paper.traits for paper in survey) else ()
        return (*traits, *survey.fields_in("explore"))

    def root_number(self, topic_id: str) -> int:
        """The position of the topic's root among the roots, which chooses its colour."""
        return self._root_numbers[self.survey.taxonomy.paths[topic_id][0].id]

    @cached_property
    def newest_day(self) -> dt.date:
        """The newest day in the survey's own data, which ages count to: a build is the same on any day."""
        return newest_day(self.survey)

    @cached_property
    def authors(self) -> dict[Author, str]:
        """The authors who have a page, in alphabetical order, each with the slug in its address."""
        latest, named = self._latest, [paper.authors for paper in self.survey.newest_added]
        if latest.named != named:
            latest.named, latest.authors = named, slugs.author_slugs(self.survey)
        return latest.authors

    @cached_property
    def venues(self) -> dict[str, str]:
        """The venues that have a page, in alphabetical order, each with the slug in its address."""
        return slugs.venue_slugs(self.survey) if self.has["venues"] else {}

    @cached_property
    def parts(self) -> dict[str, list[str]]:
        """The venues with papers that are part of another, by the name of that other."""
        parts: dict[str, list[str]] = {}
        for name in self.venues:
            venue = self.survey.venues.get(name)
            if venue is not None and venue.part_of:
                parts.setdefault(venue.part_of, []).append(name)
        return parts

    def sisters(self, topic_id: str) -> list[Topic]:
        """The topics that hang where this one hangs."""
        taxonomy = self.survey.taxonomy
        *above, topic = taxonomy.paths[topic_id]
        return [sister for sister in (above[-1].topics if above else taxonomy.topics) if sister is not topic]

    @property
    def has_arxiv_addresses(self) -> bool:
        """Whether the arXiv id of a paper leads to its page."""
        wanted = self.survey.info.files.arxiv
        return not self.years_apart if wanted is None else wanted

    @property
    def has_markdown(self) -> bool:
        """Whether the pages of papers have twins in Markdown."""
        wanted = self.survey.info.files.markdown
        return not self.years_apart if wanted is None else wanted

    @property
    def has_paper_cards(self) -> bool:
        """Whether links to papers have pictures of their own, and not those of the papers' topics."""
        wanted = self.survey.info.files.cards
        return not self.years_apart if wanted is None else wanted

    def author(self, name: Author) -> dict[str, str | None]:
        """An author as pages name one: with a page, else with the words that Explore finds the papers by."""
        page = self.authors.get(name)
        return {"name": name, "page": page, "query": None if page else quote(name, safe="")}

    @property
    def years_apart(self) -> bool:
        """Whether there are too many papers for one page."""
        return len(self.survey) > ONE_PAGE

    @cached_property
    def timeline(self) -> Timeline:
        """What came, moved and went, and when anything changed last."""
        return timeline(self.survey)

    def neighbours(self, paper: Paper) -> tuple[Paper | None, Paper | None]:
        """The papers before and behind one in its main topic, whose newest comes first."""
        papers = self.survey.papers_in(paper.topics[0], below=False)
        place = self._places[paper.key]
        return papers[place - 1] if place else None, papers[place + 1] if place + 1 < len(papers) else None

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """Where each paper stands among those of its main topic."""
        topics = self.survey.by_topic.items()
        return {
            paper.key: place
            for topic, papers in topics
            for place, paper in enumerate(papers)
            if paper.topics[0] == topic
        }

    @cached_property
    def later_changes(self) -> Mapping[str, tuple[Change, ...]]:
        """What became of each paper since it came, newest first, by key."""
        return self.timeline.of_papers()

    @cached_property
    def years_of_changes(self) -> dict[int, Months]:
        """The months that have changes by year, newest first."""
        years: dict[int, Months] = {}
        for month, changes in self.timeline.months():
            years.setdefault(month.year, []).append((month, changes))
        return years

    @cached_property
    def texts(self) -> Texts:
        """Each paper in the formats of exports."""
        return Texts(self.survey)

    @cached_property
    def digest(self) -> bytes:
        """A digest of all that is published: every record, what changed when, the templates, and the program."""
        survey = self.survey
        records = (survey.info, survey.taxonomy, *survey.venues.values(), *survey.capability_groups, *survey.frameworks)
        records += (survey.listed_metrics, *survey.tables.values(), *survey.surveys.values(), *survey.candidates)
        records += (
            *survey.declared,
            *survey.lists,
            survey.searching,
            *((survey.choosing,) if survey.choosing else ()),
        )
        templates = [sources_below(survey.root, part) for part in ("fragments", "github")]
        digest = hashlib.blake2b(
            program() + code(survey) + self.timeline.digest() + orjson.dumps(templates), digest_size=16
        )
        digest.update("\0".join([*survey.tables, *(record.model_dump_json() for record in records)]).encode())
        digest.update(b"".join([key.encode() + survey.digests[key] for key in survey.papers]))
        return digest.digest()

    @cached_property
    def words(self) -> bytes:
        """A digest of what all languages of the survey say, for what tells of one beside another."""
        survey = self.survey
        return b"".join(language.digest for language in languages_of(survey.info, survey.root))

    def record(self, paper: Paper) -> orjson.Fragment:
        """What the record of a paper says, as JSON; made once, since the twin of each topic above has it."""
        known = self._records.get(paper.key)
        if known is None:
            known = self._records[paper.key] = orjson.Fragment(paper.model_dump_json(exclude_defaults=True))
        return known

    @cached_property
    def figures(self) -> statistics.Statistics:
        """The survey in figures."""
        return statistics.count(self.survey)

    @cached_property
    def field(self) -> Field:
        """The field as the tree of its topics."""
        return field_of(self.survey)

    @cached_property
    def relatedness(self) -> Relatedness:
        """Which papers are related, and why."""
        self._latest.relatedness = Relatedness(self.survey, before=self._latest.relatedness)
        return self._latest.relatedness

    @cached_property
    def reading(self) -> Reading:
        """What to read first of each large topic."""
        return Reading(self.survey)

    @cached_property
    def lineages(self) -> Mapping[str, Lineage]:
        """The lineage of each topic that has one."""
        topics = self.survey.taxonomy.by_id if self.has["timelines"] else ()
        found = ((topic, lineage(topic, self.survey, self.reading)) for topic in topics)
        return {topic: told for topic, told in found if told}

    @cached_property
    def ranking(self) -> Leaderboards:
        """Rows of all tables that were measured alike, and those that stand apart."""
        return leaderboards(self.survey)

    @cached_property
    def leaderboards(self) -> Mapping[str, Leaderboard]:
        """The leaderboards by the name in their address, which is made of the metric and the settings."""
        boards = {board.name: board for board in self.ranking.ranked}
        return {slug: boards[name] for name, slug in slugs.slugs(sorted(boards)).items()}

    @cached_property
    def former_leaderboards(self) -> dict[str, str]:
        """Former names in addresses of leaderboards, each with the one that answers there now; others lead nowhere."""
        moved, there = self.survey.listed_metrics.moved, self.leaderboards
        return {old: new for old, new in moved.items() if new in there and old not in there}

    @cached_property
    def ids(self) -> Mapping[int, str]:
        """The names of leaderboards in their addresses, by what Python calls each."""
        return {id(board): name for name, board in self.leaderboards.items()}

    @cached_property
    def topics_of_leaderboards(self) -> Mapping[str, Counter[str]]:
        """The topics that papers of a leaderboard's rows are filed under, with the topics above, each with how many."""
        paths, found = self.survey.taxonomy.paths, {}
        for board_id, board in self.leaderboards.items():
            keys = {result.row.paper or "" for result in board.results}
            papers = [self.survey.papers[key] for key in keys if key in self.survey]
            above = [{node.id for topic in paper.topics for node in paths[topic]} for paper in papers]
            found[board_id] = Counter(topic for topics in above for topic in topics)
        return found

    @cached_property
    def charts(self) -> picture.Charts:
        """The charts of result tables."""
        return picture.Charts(self.survey)

    def listed(self, paper: Paper) -> orjson.Fragment:
        """What a list says of a paper, as JSON; made once, since most papers stand in a dozen lists."""
        known = self._listed.get(paper.key)
        if known is None:
            known = self._listed[paper.key] = orjson.Fragment(model_json(listed(paper, self.survey, self.language)))
        return known

    def topic_named(self, topic_id: str) -> dict[str, str | None]:
        """A topic that a change names, by its id and title now; without an id where it is no more."""
        taxonomy = self.survey.taxonomy
        node = taxonomy.by_id.get(taxonomy.moved.get(topic_id, topic_id))
        return {"id": node.id, "title": self.language.said(node.title)} if node else {"id": None, "title": topic_id}

    def has_page(self, name: str) -> bool:
        """Whether the survey has a page of prose of this name."""
        return self.has.get(name, True) and (self.survey.root / "docs" / f"{name}.md").is_file()

    def new_record_url(self, topic_id: str) -> str | None:
        """Where a record of a topic can be begun in a browser; None where GitHub does not host the survey."""
        begun = environment(self.survey.root).get_template("github/record.yaml.j2").render(topic=topic_id)
        return addresses.new_record_url(self.survey.info, begun)

    def history_url(self, file: str) -> str | None:
        """Where all changes of a file of the survey can be seen; None where GitHub does not host it."""
        before = addresses.history_url(self.survey.info)
        return f"{before}{file}" if before else None

    def edit_url(self, file: str) -> str | None:
        """Where a file of the survey can be edited; None where GitHub does not host it."""
        return f"{self._editing_url}{file}" if self._editing_url else None


@cache
def program() -> bytes:
    """A digest of the program that makes the site, and of the libraries that write parts of it."""
    versions = [sqlite3.sqlite_version, *map(importlib.metadata.version, _WRITERS)]
    return made_by("**/*.py", "**/*.sql", "**/*.yaml") + " ".join(versions).encode()
