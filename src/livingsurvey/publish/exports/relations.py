"""The tables of the database, row by row: :mod:`.database` makes them, ``database.sql`` says what their columns are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from livingsurvey.model import Group, Node, Paper
from livingsurvey.model.declared import Single, singles
from livingsurvey.publish.content.numbers import address
from livingsurvey.publish.content.traits import plain
from livingsurvey.publish.exports import knowledge, table
from livingsurvey.survey import Survey

Rows = Iterable[Sequence[Any]]
Tables = Iterator[tuple[str, Rows]]


def relations(survey: Survey, papers: Sequence[Paper]) -> Tables:
    """Each table's name with its rows: these papers, and all that the survey knows besides papers."""
    yield "topics", (tuple(topic.values()) for topic in table.topics(survey))
    yield "venues", (tuple(venue.values()) for venue in table.venues(survey))
    yield "papers", (table.flat(paper, survey) for paper in papers)
    yield "authorship", _authorship(papers)
    yield "filing", _items(papers, lambda paper: paper.topics)
    yield "other_titles", _items(papers, lambda paper: paper.also_titled)
    yield "other_names", _items(papers, lambda paper: paper.aliases)
    yield "reimplementations", _items(papers, lambda paper: paper.links.reimplementations)
    yield "sources", ((paper.key, *source) for paper in papers for source in paper.sources.items())
    yield "readings", (
        (paper.key, place, each.source, each.date.isoformat())
        for paper in papers
        for place, each in enumerate(paper.read, start=1)
    )  # fmt: skip
    yield (
        "citation_counts",
        ((paper.key, each.count, each.source, each.date.isoformat()) for paper in papers if (each := paper.citations)),
    )
    yield "citing", _items(papers, lambda paper: paper.cites.papers if paper.cites else ())
    yield from _traits(survey, papers)
    if survey.listed_fields:
        yield from _fields(survey, papers)
    yield from _results(survey)
    yield from _frameworks(survey)
    yield from _surveys(survey)
    yield from _lists(survey)


def _authorship(papers: Sequence[Paper]) -> Rows:
    """Authors with the parts of their names; a group has none."""
    for paper in papers:
        for place, author in enumerate(paper.authors, start=1):
            name = author.name
            parts = (None,) * 4 if isinstance(name, Group) else (name.given, name.particle, name.family, name.suffix)
            yield paper.key, place, str(author), *parts, int(isinstance(name, Group))


def _items(papers: Sequence[Paper], values: Callable[[Paper], Sequence[str]]) -> Rows:
    return ((paper.key, place, value) for paper in papers for place, value in enumerate(values(paper), start=1))


def _traits(survey: Survey, papers: Sequence[Paper]) -> Tables:
    """What papers are compared by, what that can be, where it applies, and what records say of it."""
    traits = survey.traits.values()
    yield "traits", ((each.id, each.name.en, each.name.zh, each.kind, each.unit, each.means) for each in traits)
    yield (
        "trait_values",
        (
            (each.id, place, value, choice.name.en, choice.name.zh, choice.means)
            for each in traits
            for place, (value, choice) in enumerate(each.values.items(), start=1)
        ),
    )
    yield "trait_topics", ((each.id, topic) for each in traits for topic in each.topics)
    yield (
        "paper_traits",
        (
            (paper.key, name, place, plain(value), _number(value))
            for paper in papers
            for name, said in paper.traits.items()
            for place, value in enumerate(singles(said), start=1)
        ),
    )


def _fields(survey: Survey, papers: Sequence[Paper]) -> Tables:
    """The survey's own fields, what those of choices can be, and what records say in them."""
    fields = survey.fields.values()
    yield (
        "fields",
        ((each.id, each.name.en, each.name.zh, each.kind, each.unit, each.means, each.address) for each in fields),
    )
    yield (
        "field_values",
        (
            (each.id, place, value, choice.name.en, choice.name.zh, choice.means)
            for each in fields
            for place, (value, choice) in enumerate(each.values.items(), start=1)
        ),
    )
    yield (
        "paper_fields",
        (
            (paper.key, name, place, plain(value), _number(value))
            for paper in papers
            for name, said in paper.fields.items()
            for place, value in enumerate(singles(said), start=1)
        ),
    )


def _number(value: Single) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _results(survey: Survey) -> Tables:
    metrics, settings = survey.metrics.values(), survey.settings.values()
    yield (
        "metrics",
        ((each.id, each.name, each.unit, each.better, each.minimum, each.maximum, each.definition) for each in metrics),
    )
    yield "settings", ((each.id, each.name, each.unit, each.definition) for each in settings)
    yield (
        "setting_values",
        ((each.id, value, known.name) for each in settings for value, known in each.values.items()),
    )
    yield "result_tables", (
        (
            table_id, each.title, each.source.title, each.source.part, each.source.url, each.source.paper,
            each.source.date.isoformat(), each.source.version, _day(each.source.first_printed),
            _day(each.source.last_changed), each.measured and each.measured.by, each.measured and each.measured.stake,
            "; ".join(each.compares), each.note,
        )
        for table_id, each in survey.tables.items()
    )  # fmt: skip
    results = [(result.table_id, result.place + 1, result) for result in survey.results]
    yield (
        "result_rows",
        (
            (
                name, position, row.label, row.method, row.paper, row.framework, result.is_own, result.grade,
                address(result) or result.table.source.url, *map(_day, result.changed), row.note,
            )
            for name, position, result in results
            for row in (result.row,)
        ),
    )  # fmt: skip
    yield (
        "result_settings",
        (
            (name, position, setting, value)
            for name, position, result in results
            for setting, value in survey.setting_of(result).items()
        ),
    )
    yield (
        "result_cells",
        (
            (name, position, metric, *knowledge.cell(printed).values(), metric in result.row.reserved)
            for name, position, result in results
            for metric, printed in result.row.values.items()
        ),
    )


def _frameworks(survey: Survey) -> Tables:
    frameworks = survey.frameworks_by_id.values()
    yield "frameworks", ((each.id, each.name, each.code, each.paper) for each in frameworks)
    yield "capabilities", (tuple(capability.values()) for capability in knowledge.capabilities(survey))
    yield (
        "statements",
        (
            (
                each.id, position, capability, answer, statement.source, statement.version,
                statement.date and statement.date.isoformat(), statement.notes.get(capability),
            )
            for each in frameworks
            for position, statement in enumerate(each.statements, start=1)
            for answer, capabilities in statement.answers()
            for capability in capabilities
        ),
    )  # fmt: skip


def _surveys(survey: Survey) -> Tables:
    surveys = survey.surveys.values()
    yield "surveys", (
        (
            each.id, each.name, each.title, "; ".join(each.authors) or None, each.year, each.venue, each.arxiv,
            each.page, each.code, each.about, each.tree,
        )
        for each in surveys
    )  # fmt: skip
    nodes = [
        (each.id, parent, node) for each in surveys for parent, node in chain.from_iterable(map(_below, each.nodes))
    ]
    yield "survey_nodes", ((name, node.id, parent, node.title, node.section) for name, parent, node in nodes)
    yield (
        "survey_matches",
        ((name, node.id, match.topic, match.relation) for name, _, node in nodes for match in node.matches),
    )


def _lists(survey: Survey) -> Tables:
    lists = survey.lists
    yield (
        "lists",
        ((each.id, each.name, each.url, each.commit, each.date.isoformat(), each.read.isoformat()) for each in lists),
    )
    yield "list_papers", ((each.id, key) for each in lists for key in each.named)
    sections = ((each.id, section) for each in lists for section in each.sections)
    yield "list_sections", ((name, section.heading, key) for name, section in sections for key in section.papers)


def _below(node: Node, parent: str | None = None) -> Iterator[tuple[str | None, Node]]:
    """A node and all below it, each with the id of the one it hangs under."""
    yield parent, node
    for child in node.nodes:
        yield from _below(child, node.id)
