"""The survey as one JSON document: what it is, its topics and venues, the papers, and what it knows besides them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NotRequired

import pydantic_core
from pydantic import with_config
from typing_extensions import TypedDict

from livingsurvey.model import (
    Capability,
    Framework,
    Metric,
    OwnField,
    PublicList,
    ResultTable,
    Searching,
    Setting,
    SisterSurvey,
    Trait,
)
from livingsurvey.publish.exports import knowledge, table
from livingsurvey.survey import Survey


@with_config(use_attribute_docstrings=True)
class About(TypedDict):
    """The survey itself."""

    title: str
    description: str
    site: str | None
    """address of the site"""
    repository: str | None
    """address of the repository with the records"""
    licence: str | None
    """licence of the facts, as an SPDX id"""


@with_config(use_attribute_docstrings=True)
class NamedTopic(table.TopicRow):
    """A topic of the taxonomy."""

    aliases: list[str]
    """other names that people search for, in all languages"""


@with_config(use_attribute_docstrings=True)
class NamedVenue(table.VenueRow):
    """Where papers appeared."""

    aliases: list[str]
    """other spellings"""


@with_config(use_attribute_docstrings=True)
class Document(TypedDict):
    """The whole survey."""

    schema_version: int
    """goes up when something is renamed, removed or changes its meaning"""
    survey: About
    topics: list[NamedTopic]
    """the taxonomy, parents before children"""
    venues: list[NamedVenue]
    papers: list[dict[str, Any]]
    """every paper, newest first"""
    traits: list[Trait]
    """what papers are compared by"""
    fields: NotRequired[list[OwnField]]
    """the survey's own fields, where it has any"""
    metrics: list[Metric]
    """what results measure"""
    settings: list[Setting]
    """what results are measured under"""
    results: list[ResultTable]
    """tables of measured numbers"""
    capabilities: list[Capability]
    """what frameworks are asked about"""
    frameworks: list[Framework]
    """systems that people run"""
    surveys: list[SisterSurvey]
    """other surveys, and how their parts match topics"""
    lists: list[PublicList]
    """public lists, and the papers they name"""
    search: Searching
    """how the survey is searched: which words say the same, which tell nothing, what counts how much"""


def document(survey: Survey, records: Iterable[str]) -> str:
    """The document with these records of papers, each on a line of its own.

    Args:
        survey: whose topics, venues, results, frameworks and other surveys to tell.
        records: :func:`.table.record` of each paper.
    """
    about = survey.info.model_dump(mode="json", include={"title", "description", "site", "repository", "licence"})
    parts = {
        "schema_version": str(table.SCHEMA_VERSION),
        "survey": _json(about),
        "topics": _lines(map(_json, topics(survey))),
        "venues": _lines(map(_json, venues(survey))),
        "papers": _lines(records),
        **{name: _lines(map(_json, those)) for name, those in knowledge.described(survey).items()},
        "search": _json(survey.searching.model_dump(mode="json")),
    }
    return "{\n" + ",\n".join(f'"{name}": {part}' for name, part in parts.items()) + "\n}\n"


def topics(survey: Survey) -> list[NamedTopic]:
    """The taxonomy, parents before children."""
    named = survey.taxonomy.by_id
    return [
        {**row, "aliases": [*(aliases := named[row["id"]].aliases).en, *aliases.zh]} for row in table.topics(survey)
    ]


def venues(survey: Survey) -> list[NamedVenue]:
    """The venues, with those that only papers name."""
    named = survey.venues
    return [
        {**row, "aliases": list(named[row["name"]].aliases) if row["name"] in named else []}
        for row in table.venues(survey)
    ]


def _lines(objects: Iterable[str]) -> str:
    return "[\n" + ",\n".join(objects) + "\n]"


def _json(value: object) -> str:
    return pydantic_core.to_json(value).decode()
