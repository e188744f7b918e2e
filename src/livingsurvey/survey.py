"""The survey: papers placed on the taxonomy, immutable, with the indexes that everything else asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import Self, TypeVar

from livingsurvey.errors import InvalidData, UnknownName
from livingsurvey.model import (
    Author,
    Candidate,
    Capability,
    CapabilityGroup,
    Choosing,
    Declared,
    Features,
    Finding,
    Framework,
    Identifier,
    Metric,
    Metrics,
    OwnField,
    OwnFields,
    Paper,
    PublicList,
    Refreshing,
    Result,
    ResultTable,
    Searching,
    Setting,
    Severity,
    SisterSurvey,
    SurveyInfo,
    Taxonomy,
    Topic,
    Trait,
    Traits,
    Venue,
    identify,
)
from livingsurvey.model.field import Place
from livingsurvey.model.nearest import did_you_mean, nearest
from livingsurvey.model.title import normal_form
from livingsurvey.store.read import Contents, Progress, find_root, read

Group = TypeVar("Group", bound=Hashable)
Item = TypeVar("Item")
Named = TypeVar("Named", Framework, Capability, Metric, Setting, SisterSurvey, Trait, OwnField)


class Survey:
    """A whole survey in memory.

    >>> survey = Survey.load("path/to/survey")          # doctest: +SKIP
    >>> survey["frantar2022gptq"].title                  # doctest: +SKIP
    >>> survey.papers_in("quantization")                 # doctest: +SKIP

    Papers come in one order everywhere: newest first, by year, then by month of the first version, then by key.
    """

    def __init__(self, root: Path, contents: Contents) -> None:
        self.root: Path = root
        self.info: SurveyInfo = contents.info
        self.taxonomy: Taxonomy = contents.taxonomy
        self.frameworks: tuple[Framework, ...] = contents.frameworks.frameworks
        self.capability_groups: tuple[CapabilityGroup, ...] = contents.frameworks.groups
        self.metrics: Mapping[str, Metric] = _by_id(contents.metrics.metrics)
        self.settings: Mapping[str, Setting] = _by_id(contents.metrics.settings)
        self.listed_metrics: Metrics = contents.metrics
        self.tables: Mapping[str, ResultTable] = MappingProxyType(contents.tables)
        self.surveys: Mapping[str, SisterSurvey] = _by_id(contents.surveys.surveys)
        self.listed_surveys: tuple[SisterSurvey, ...] = contents.surveys.surveys
        self.candidates: tuple[Candidate, ...] = contents.surveys.candidates
        self.choosing: Choosing | None = contents.choosing
        self.listed_traits: tuple[Trait, ...] = contents.traits.traits
        self.traits: Mapping[str, Trait] = _by_id(contents.traits.traits)
        self.listed_fields: tuple[OwnField, ...] = contents.fields.fields
        self.fields: Mapping[str, OwnField] = _by_id(contents.fields.fields)
        self.lists: tuple[PublicList, ...] = contents.lists.lists
        self.searching: Searching = contents.searching
        self.refreshing: Refreshing = contents.refreshing
        self.modules: Mapping[str, bytes] = MappingProxyType(contents.modules)
        self.findings: tuple[Finding, ...] = contents.findings
        self.files: Mapping[str, str] = MappingProxyType(contents.files)
        self.digests: Mapping[str, bytes] = MappingProxyType(contents.digests)
        ordered = sorted(contents.papers.values(), key=_newest_first)
        self.papers: Mapping[str, Paper] = MappingProxyType({paper.key: paper for paper in ordered})
        self.listed_venues: tuple[Venue, ...] = contents.venues
        self.venues: Mapping[str, Venue] = MappingProxyType({venue.name: venue for venue in contents.venues})

    @classmethod
    def load(
        cls, root: str | Path = ".", *, strict: bool = True, cached: bool = True, progress: Progress | None = None
    ) -> Self:
        """Read the survey in ``root`` or in the nearest folder above it.

        Args:
            root: the folder that holds survey.yaml, or one below it.
            strict: raise when any file has an error; otherwise leave such records out and keep ``findings``.
            cached: use and renew the record cache.
            progress: told ``(what, done, total)`` while records are parsed.

        Raises:
            NotASurvey: no survey.yaml here or above.
            InvalidData: a file has errors, with ``strict``.
        """
        folder = find_root(Path(root))
        contents = read(folder, cached=cached, progress=progress)
        errors = [finding for finding in contents.findings if finding.severity is Severity.ERROR]
        if strict and errors:
            raise InvalidData(errors)
        return cls(folder, contents)

    def with_only(self, papers: Mapping[str, Paper]) -> Survey:
        """A survey with the topics and venues of this one, and of its other files nothing but these records.

        Args:
            papers: the records by the names of their files; they need not be in this survey.
        """
        contents = Contents(
            info=self.info,
            taxonomy=self.taxonomy,
            venues=self.listed_venues,
            traits=Traits.model_construct(traits=self.listed_traits),
            fields=OwnFields.model_construct(fields=self.listed_fields),
            papers={paper.key: paper for paper in papers.values()},
            files={paper.key: file for file, paper in papers.items()},
            digests={},
            modules=dict(self.modules),
            findings=tuple(finding for finding in self.findings if not finding.file.startswith("papers")),
        )
        return Survey(self.root, contents)

    def with_changed(self, papers: Mapping[str, Paper]) -> Survey:
        """This survey with some records in place of its own, or beside them, by the names of their files."""
        changed = self._copy()
        records = {**self.papers, **{paper.key: paper for paper in papers.values()}}
        ordered = sorted(records.values(), key=_newest_first)
        changed.papers = MappingProxyType({paper.key: paper for paper in ordered})
        changed.files = MappingProxyType({**self.files, **{paper.key: file for file, paper in papers.items()}})
        return changed

    @cached_property
    def shown(self) -> Survey:
        """The survey as its site shows it: without the result tables, frameworks and other surveys left out of it."""
        features = self.info.features
        if all((features.results, features.leaderboards, features.choose, features.frameworks, features.surveys)):
            return self
        shown = self._copy()
        vars(shown)["shown"] = shown
        if not features.results:
            shown.tables = MappingProxyType({})
        if not features.results or not features.leaderboards:
            unranked = {"leaderboard": None}
            shown.metrics = {name: metric.model_copy(update=unranked) for name, metric in self.metrics.items()}
        if not features.choose:
            shown.choosing = None
        if not features.frameworks:
            shown.frameworks, shown.capability_groups = (), ()
        if not features.surveys:
            shown.surveys, shown.listed_surveys, shown.candidates = MappingProxyType({}), (), ()
        return shown

    def with_all_parts(self) -> Survey:
        """The survey as if survey.yaml switched off no part of its site."""
        whole = self._copy()
        whole.info = self.info.model_copy(update={"features": Features()})
        return whole

    def _copy(self) -> Survey:
        """The same data, of which nothing is worked out yet."""
        other = copy(self)
        for name, made in vars(Survey).items():
            if isinstance(made, cached_property):
                vars(other).pop(name, None)
        return other

    def __repr__(self) -> str:
        return f"<Survey {self.info.title!r}: {len(self.papers)} papers, {len(self.taxonomy.by_id)} topics>"

    def __len__(self) -> int:
        return len(self.papers)

    def __iter__(self) -> Iterator[Paper]:
        return iter(self.papers.values())

    def __contains__(self, key: object) -> bool:
        return key in self.papers

    def __getitem__(self, key: str) -> Paper:
        return self.paper(key)

    def paper(self, key: str) -> Paper:
        """The paper with this key, or with an id of another catalogue in any form that :meth:`find_id` knows.

        Raises:
            UnknownName: there is none; the message names the nearest key.
        """
        found = self.papers.get(key) or self.find_id(key)
        if found is None:
            papers = self.papers.values()
            names = {name: paper.key for paper in papers for name in (paper.name, *paper.aliases) if name}
            near = nearest(key, self.papers) or names.get(nearest(key, names) or "")
            meant = f" Did you mean '{near}'?" if near else ""
            raise UnknownName(f"no paper '{key}'.{meant} 'survey find WORDS' searches titles")
        return found

    def find_id(self, identifier: str) -> Paper | None:
        """The paper with this id: bare, as ``scheme:id``, or the address it stands in; arXiv versions do not matter."""
        identified = identify(identifier) or Identifier("openreview", identifier.strip())
        papers = self.by_id.get(identified.folded)
        return papers[0] if papers else None

    def topic(self, topic_id: str) -> Topic:
        """The topic with this id.

        Raises:
            UnknownName: there is none; the message names the topic that took its place, is called so, or is nearest.
        """
        found = self.taxonomy.by_id.get(topic_id)
        if found is None:
            called = {name.casefold(): topic.id for topic in self.taxonomy.walk() for name in topic.names}
            meant = self.taxonomy.moved.get(topic_id) or called.get(topic_id.casefold())
            hint = f" Did you mean '{meant}'?" if meant else did_you_mean(topic_id, self.taxonomy.by_id)
            raise UnknownName(f"no topic '{topic_id}'.{hint}")
        return found

    def venue(self, paper: Paper) -> Venue | None:
        """The venue a paper appeared at; None while venues.yaml does not know it."""
        return self.venues.get(paper.venue)

    def venue_named(self, name: str) -> Venue | None:
        """The venue with this name or alias, compared without case."""
        return self.by_spelling.get(name.casefold())

    def known_venue(self, name: str) -> Venue:
        """:meth:`venue_named`, where there must be one.

        Raises:
            UnknownName: there is none; the message names the nearest.
        """
        found = self.venue_named(name)
        if found is None:
            near = self.venue_named(nearest(name, self.by_spelling) or "")
            raise UnknownName(f"no venue '{name}'." + (f" Did you mean '{near.name}'?" if near else ""))
        return found

    def path(self, topic_id: str) -> tuple[Topic, ...]:
        """The topics from the root down to this one, both included."""
        self.topic(topic_id)
        return self.taxonomy.paths[topic_id]

    def is_preprint(self, paper: Paper) -> bool:
        """Whether no published version is known."""
        return paper.venue in self._preprint_servers

    @cached_property
    def _preprint_servers(self) -> frozenset[str]:
        return frozenset(venue.name for venue in self.venues.values() if venue.kind == "preprint")

    def papers_in(self, topic_id: str, *, below: bool = True) -> Sequence[Paper]:
        """Papers filed under a topic, and under the topics below it, each once, newest first."""
        self.topic(topic_id)
        return (self.by_topic_below if below else self.by_topic).get(topic_id, ())

    def traits_of(self, topic_id: str) -> tuple[Trait, ...]:
        """What papers of a topic are compared by, in the order of the file."""
        return self._traits_by_topic.get(topic_id, ())

    def compared_by(self, paper: Paper) -> tuple[Trait, ...]:
        """What papers of this paper's topics are compared by, in the order of the file."""
        if len(paper.topics) == 1:
            return self.traits_of(paper.topics[0])
        applying = {trait.id for topic in paper.topics for trait in self.traits_of(topic)}
        return tuple(trait for trait in self.listed_traits if trait.id in applying)

    def fields_of(self, topics: Iterable[str]) -> tuple[OwnField, ...]:
        """The survey's own fields that a record under these topics may have, in the order of the file."""
        if not self.listed_fields:
            return ()
        above = {topic.id for name in topics for topic in self.taxonomy.paths.get(name, ())}
        return tuple(field for field in self.listed_fields if not field.topics or not above.isdisjoint(field.topics))

    def fields_in(self, place: Place) -> tuple[OwnField, ...]:
        """The survey's own fields that are shown in a place, in the order of the file."""
        return tuple(field for field in self.listed_fields if place in field.places)

    @property
    def declared(self) -> tuple[Declared, ...]:
        """What records may say besides what those of every survey do: traits, then own fields."""
        return (*self.listed_traits, *self.listed_fields)

    @cached_property
    def _traits_by_topic(self) -> Mapping[str, tuple[Trait, ...]]:
        paths = self.taxonomy.paths.items()
        return {
            name: tuple(
                trait for trait in self.listed_traits if not {topic.id for topic in path}.isdisjoint(trait.topics)
            )
            for name, path in paths
        }

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[Paper, ...]]:
        """Papers filed directly under each topic id."""
        return _index(self.papers.values(), lambda paper: paper.topics)

    @cached_property
    def by_topic_below(self) -> Mapping[str, tuple[Paper, ...]]:
        """Papers filed under each topic id or any topic below it."""
        paths = self.taxonomy.paths
        ancestors = {topic: tuple(node.id for node in path) for topic, path in paths.items()}

        def all_topics(paper: Paper) -> Iterable[str]:
            if len(paper.topics) == 1:
                return ancestors.get(paper.topics[0], ())
            return dict.fromkeys(node for topic in paper.topics for node in ancestors.get(topic, ()))

        return _index(self.papers.values(), all_topics)

    @cached_property
    def by_venue(self) -> Mapping[str, tuple[Paper, ...]]:
        """Papers by the name of their venue."""
        return _index(self.papers.values(), lambda paper: (paper.venue,))

    @cached_property
    def by_spelling(self) -> Mapping[str, Venue]:
        """Venues by each of their names, aliases included, case folded; a name wins over an alias."""
        aliases = {alias.casefold(): venue for venue in self.listed_venues for alias in venue.aliases}
        return MappingProxyType(aliases | {name.casefold(): venue for name, venue in self.venues.items()})

    @cached_property
    def by_year(self) -> Mapping[int, tuple[Paper, ...]]:
        """Papers by year, newest year first."""
        return _index(self.papers.values(), lambda paper: (paper.year,))

    @cached_property
    def cited_by(self) -> Mapping[str, tuple[Paper, ...]]:
        """Papers that cite another of the survey, as far as records say so, by the key of that one; newest first."""
        return _index(self.papers.values(), lambda paper: paper.cites.papers if paper.cites else ())

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each paper stands in the order of the survey, by key; the newest at 0."""
        return {key: place for place, key in enumerate(self.papers)}

    @cached_property
    def by_author(self) -> Mapping[Author, tuple[Paper, ...]]:
        """Papers by author, the name as people read it."""
        return _index(self.papers.values(), lambda paper: dict.fromkeys(paper.authors))

    @cached_property
    def by_id(self) -> Mapping[str, tuple[Paper, ...]]:
        """Papers by ``scheme:id``; more than one paper under an id is an error that checks report."""
        return _index(self.papers.values(), lambda paper: paper.ids.folded)

    @cached_property
    def by_title(self) -> Mapping[str, tuple[Paper, ...]]:
        """Papers by each of their titles in its normal form; more than one paper under a title may be one work."""
        return _index(
            self.papers.values(),
            lambda paper: dict.fromkeys(map(normal_form, (paper.title, *paper.also_titled))),
        )

    @cached_property
    def frameworks_by_id(self) -> Mapping[str, Framework]:
        """Frameworks by id."""
        return _by_id(self.frameworks)

    @cached_property
    def capabilities(self) -> Mapping[str, Capability]:
        """What frameworks are asked about, by id, in the order of the file."""
        return _by_id(capability for group in self.capability_groups for capability in group.capabilities)

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """Every row of every result table, in the order of the files."""
        tables = self.tables.items()
        return tuple(Result(name, table, place) for name, table in tables for place in range(len(table.rows)))

    @property
    def has_leaderboards(self) -> bool:
        """Whether any metric says how rows of several tables may be ranked by it."""
        return bool(self.tables) and any(metric.leaderboard for metric in self.metrics.values())

    def setting_of(self, result: Result) -> Mapping[str, str]:
        """All settings that a row was measured with: its table's, its own, and what their values imply."""
        told = {**result.table.setting, **result.row.setting}
        implied: dict[str, str] = {}
        for name, value in told.items():
            known = self.settings[name].values.get(value) if name in self.settings else None
            implied |= known.implies if known else {}
        return implied | told

    @cached_property
    def results_by_paper(self) -> Mapping[str, tuple[Result, ...]]:
        """Rows by the key of their method's paper."""
        return _index(self.results, lambda result: [result.row.paper] if result.row.paper else [])

    @cached_property
    def results_by_framework(self) -> Mapping[str, tuple[Result, ...]]:
        """Rows by the id of the framework that they were measured in."""
        return _index(self.results, lambda result: [result.row.framework] if result.row.framework else [])

    @cached_property
    def lists_by_paper(self) -> Mapping[str, tuple[PublicList, ...]]:
        """Public lists by the key of each paper that they name, in the order of the file."""
        return _index(self.lists, lambda each: each.named)

    def papers_with_code_at(self, url: str) -> Sequence[Paper]:
        """Papers whose code is in the same repository as this address."""
        return self._by_repository.get(_repository(url), ())

    @cached_property
    def _by_repository(self) -> Mapping[str, tuple[Paper, ...]]:
        return _index(self.papers.values(), lambda paper: [_repository(paper.links.code)] if paper.links.code else [])

    @cached_property
    def newest_added(self) -> tuple[Paper, ...]:
        """All papers by the day they came into the survey, latest first."""
        return tuple(sorted(self.papers.values(), key=attrgetter("added"), reverse=True))


def _newest_first(paper: Paper) -> tuple[int, int, int, str]:
    year, month = paper.first_appeared
    return -paper.year, -year, -month, paper.key


def _repository(url: str) -> str:
    """The address of a repository as owner and name at its host, without what follows, in lower case."""
    return "/".join(url.lower().removesuffix(".git").split("/")[:5])


def _by_id(records: Iterable[Named]) -> Mapping[str, Named]:
    """Records by id; the first counts where several have the same."""
    found: dict[str, Named] = {}
    for record in records:
        found.setdefault(record.id, record)
    return MappingProxyType(found)


def _index(items: Iterable[Item], groups: Callable[[Item], Iterable[Group]]) -> Mapping[Group, tuple[Item, ...]]:
    found: defaultdict[Group, list[Item]] = defaultdict(list)
    for item in items:
        for group in groups(item):
            found[group].append(item)
    return MappingProxyType({group: tuple(members) for group, members in found.items()})
