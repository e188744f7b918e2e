"""The record set: what every export that is data says of a paper, as the columns of one table.

CSV, JSON, Parquet and SQLite hold these columns under these names. A list is a list where the format has lists, and
joined by ``; `` where it has not; what is not known is null, and an empty cell in CSV.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any, Literal, NamedTuple

import pydantic_core
from pydantic import with_config
from typing_extensions import TypedDict

from livingsurvey.checks.traits import can_be
from livingsurvey.language import noted
from livingsurvey.model import OwnField, Paper
from livingsurvey.model.declared import Kind, singles
from livingsurvey.publish.content import citation, labels
from livingsurvey.publish.content.traits import pairs, plain
from livingsurvey.survey import Survey

SCHEMA_VERSION = 1
"""Goes up when a column is renamed, removed or changes its meaning; a new column leaves it as it is."""

Value = str | int | float | dt.date | tuple[str, ...] | None
Type = Literal["text", "list", "integer", "number", "date", "address"]


class Column(NamedTuple):
    """A column: its name, the type of its values, what it holds, and how that is found."""

    name: str
    type: Type
    description: str
    value: Callable[[Paper, Survey], Value]
    required: bool = False


def _summary(paper: Paper, _: Survey) -> str | None:
    return paper.summary.en if paper.summary else None


def _read(paper: Paper, _: Survey) -> tuple[str, ...]:
    return tuple(f"{reading.date} {reading.source}" for reading in paper.read)


COLUMNS = (
    Column("key", "text", noted("the paper's permanent key"), lambda paper, _: paper.key, required=True),
    Column("name", "text", noted("short name of the method or system, if it has one"), lambda paper, _: paper.name),
    Column("title", "text", noted("title as published"), lambda paper, _: paper.title, required=True),
    Column("also_titled", "list", noted("other titles the work is known by"), lambda paper, _: paper.also_titled),
    Column(
        "aliases", "list", noted("other names of the method or of what it introduced"), lambda paper, _: paper.aliases
    ),
    Column("authors", "list", noted("authors in order, as people read their names"), lambda paper, _: paper.authors),
    Column(
        "and_others",
        "integer",
        noted("1 if the list of authors is incomplete"),
        lambda paper, _: int(paper.and_others) or None,
    ),
    Column("year", "integer", noted("year of the version named in venue"), lambda paper, _: paper.year, required=True),
    Column("month", "integer", noted("month of that version"), lambda paper, _: paper.month),
    Column(
        "venue", "text", noted("where that version appeared, in short"), lambda paper, _: paper.venue, required=True
    ),
    Column(
        "venue_in_full", "text", noted("the venue's name in full, if it is known"), citation.container, required=True
    ),
    Column("volume", "text", noted("volume of the journal or of the proceedings"), lambda paper, _: paper.volume),
    Column("number", "text", noted("number of the issue or of the report"), lambda paper, _: paper.number),
    Column("pages", "text", noted("pages, or the number of the article"), lambda paper, _: paper.pages),
    Column("publisher", "text", noted("who published that version"), lambda paper, _: paper.publisher),
    Column("note", "text", noted("what a reference to that version adds"), lambda paper, _: paper.note),
    Column("version", "text", noted("published, preprint or web"), labels.state, required=True),
    Column("arxiv", "text", noted("arXiv id"), lambda paper, _: paper.ids.arxiv),
    Column("doi", "text", noted("DOI"), lambda paper, _: paper.ids.doi),
    Column("acl", "text", noted("ACL Anthology id"), lambda paper, _: paper.ids.acl),
    Column("openreview", "text", noted("OpenReview forum id"), lambda paper, _: paper.ids.openreview),
    Column("url", "address", noted("address of the version that is cited"), citation.cited_url),
    Column("code", "address", noted("the authors' code"), lambda paper, _: paper.links.code),
    Column("reimplementations", "list", noted("code by other people"), lambda paper, _: paper.links.reimplementations),
    Column("project", "address", noted("project page"), lambda paper, _: paper.links.project),
    Column(
        "archived",
        "date",
        noted("day on which the repository of the code was first seen archived"),
        lambda paper, _: paper.links.archived,
    ),
    Column(
        "topics", "list", noted("ids of the topics, the main one first"), lambda paper, _: paper.topics, required=True
    ),
    Column("summary", "text", noted("what the work does, in a sentence of the survey's own; no abstract"), _summary),
    Column("traits", "list", noted("its known traits, each as id=value"), lambda paper, _: pairs(paper)),
    Column("read", "list", noted("what was read for the summary and the traits: day and source"), _read),
    Column(
        "citations",
        "integer",
        noted("how often the work is cited, where a source was asked"),
        lambda paper, _: paper.citations.count if paper.citations else None,
    ),
    Column(
        "cites",
        "list",
        noted("keys of papers of this survey that it cites, where a source was asked"),
        lambda paper, _: paper.cites.papers if paper.cites else (),
    ),
    Column(
        "added", "date", noted("day on which the paper was first listed"), lambda paper, _: paper.added, required=True
    ),
)
"""The columns of every survey in their order; ``docs/exports.md`` has the same table."""

_TYPES: dict[Kind, Type] = {
    "several": "list", "number": "number", "yes-no": "integer", "date": "date", "address": "address",
}  # fmt: skip


def columns(survey: Survey) -> tuple[Column, ...]:
    """The columns in their order: those of every survey, then its own fields that exports show."""
    return (*COLUMNS, *map(_column, survey.fields_in("exports")))


def _column(field: OwnField) -> Column:
    said = field.means or field.name.en
    described = f"{said}, in {field.unit}" if field.unit else f"{said}; 1 is yes" if field.kind == "yes-no" else said
    kind = "list" if field.takes_several else _TYPES.get(field.kind, "text")
    return Column(field.id, kind, described, partial(_said, field, kind))


def _said(field: OwnField, kind: Type, paper: Paper, _: Survey) -> Value:
    values = singles(paper.fields[field.id]) if field.id in paper.fields else ()
    if kind == "list":
        return tuple(map(plain, values))
    value = values[0] if values else None
    if value is None or not can_be(field, value):  # what is wrong is told by checks, and is no value of this type
        return None
    if isinstance(value, str):
        return dt.date.fromisoformat(value) if kind == "date" else value
    return float(value) if kind == "number" else int(value)


def row(paper: Paper, survey: Survey) -> dict[str, Value]:
    """What the table says of a paper, by column."""
    return {column.name: column.value(paper, survey) for column in columns(survey)}


def flat(paper: Paper, survey: Survey) -> list[str | float | None]:
    """The same as values of a format without lists and dates: ``2023-05-12``, ``one; two``, and None for no value."""
    return [_flat(value) for value in row(paper, survey).values()]


def record(paper: Paper, survey: Survey) -> str:
    """The same as a JSON object on one line; it begins with its ``key``."""
    return pydantic_core.to_json(row(paper, survey)).decode()


def _flat(value: Value) -> str | float | None:
    if isinstance(value, tuple):
        return "; ".join(value) or None
    return value.isoformat() if isinstance(value, dt.date) else value


@with_config(use_attribute_docstrings=True)
class TopicRow(TypedDict):
    """A topic of the taxonomy."""

    id: str
    """permanent id"""
    parent: str | None
    """id of the topic above; null for a root"""
    title_en: str
    title_zh: str | None
    definition: str
    """what belongs here"""
    definition_zh: str | None
    border: str | None
    """what tells it from its neighbours"""
    border_zh: str | None


@with_config(use_attribute_docstrings=True)
class VenueRow(TypedDict):
    """Where papers appeared."""

    name: str
    """the name that papers give"""
    full_name: str | None
    kind: str | None
    """journal, conference, preprint …; null where only papers name the venue"""
    part_of: str | None
    """the venue that this one is a part of"""


def described(column: Column) -> dict[str, Any]:
    """The values of a column as JSON Schema: null only where a paper may have none, and a list is never null."""
    schema = {"text": {}, "address": {"format": "uri"}, "date": {"format": "date"}}.get(column.type, {})
    if column.type == "list":
        return {"type": "array", "items": {"type": "string"}, "description": column.description}
    kind = column.type if column.type in ("integer", "number") else "string"
    return {"type": kind if column.required else [kind, "null"], **schema, "description": column.description}


def topics(survey: Survey) -> list[TopicRow]:
    """The taxonomy as rows, parents before children; a root has no parent."""
    paths = survey.taxonomy.paths
    return [
        {
            "id": topic.id,
            "parent": paths[topic.id][-2].id if len(paths[topic.id]) > 1 else None,
            "title_en": topic.title.en,
            "title_zh": topic.title.zh,
            "definition": topic.definition.en,
            "definition_zh": topic.definition.zh,
            "border": topic.border.en if topic.border else None,
            "border_zh": topic.border.zh if topic.border else None,
        }
        for topic in survey.taxonomy.walk()
    ]


def venues(survey: Survey) -> list[VenueRow]:
    """The venues as rows, with those that only papers name."""
    listed: list[VenueRow] = [
        {"name": venue.name, "full_name": venue.full_name, "kind": venue.kind, "part_of": venue.part_of}
        for venue in survey.venues.values()
    ]
    unlisted: list[VenueRow] = [
        {"name": name, "full_name": None, "kind": None, "part_of": None}
        for name in survey.by_venue
        if name not in survey.venues
    ]
    return listed + unlisted
