"""The models of the pages of frameworks: the matrix of what all can do, and what is known of one."""

from __future__ import annotations

from typing import Any

from livingsurvey.insight.ageing import years_between
from livingsurvey.model import Capability, CapabilityGroup, Framework, Statement
from livingsurvey.publish.content import labels
from livingsurvey.publish.content.numbers import numbers
from livingsurvey.publish.models.leaderboards import standings
from livingsurvey.publish.published import Published
from livingsurvey.store.layout import FRAMEWORKS

Model = dict[str, Any]

FEW = 6
"""A capability that is known of fewer than one in so many frameworks of its table is a column to fold away."""


def matrix_model(published: Published, subject: str | None) -> Model:
    """What each framework can do, group by group, what is known of most of them first.

    In each group frameworks of which nothing is known stand apart, and so do those of which nothing at all is known.
    What all can do is told in a sentence and its column folds; what is known of none is told in a sentence alone.
    """
    survey = published.survey
    known = {
        each.id: sum(each.cell(name).answer != "unknown" for name in survey.capabilities) for each in survey.frameworks
    }
    frameworks = sorted(survey.frameworks, key=lambda framework: -known[framework.id])
    told = [framework for framework in frameworks if known[framework.id]]
    return {
        "total": len(frameworks),
        "newest_day": published.language.day(published.newest_day),
        "groups": [_group(group, told, published) for group in survey.capability_groups],
        "untold": [_named(framework) for framework in frameworks if not known[framework.id]],
    }


def _group(group: CapabilityGroup, frameworks: list[Framework], published: Published) -> Model:
    _ = published.language
    names = [capability.id for capability in group.capabilities]
    rows = [each for each in frameworks if any(each.cell(name).answer != "unknown" for name in names)]
    known = {name: sum(each.cell(name).answer != "unknown" for each in rows) for name in names}
    columns = sorted((each for each in group.capabilities if known[each.id]), key=lambda each: -known[each.id])
    few = {name for name in names if known[name] * FEW < len(rows)}
    common = {name for name in names if all(each.cell(name).answer == "yes" for each in rows)}
    if len(rows) < FEW or few | common == set(names):
        common = set()
    return {
        "id": group.id,
        "name": _(group.name),
        "capabilities": [_named_in_words(each, published) for each in group.capabilities],
        "columns": [_named_in_words(each, published) | {"few": each.id in few | common} for each in columns],
        "common": [_(each.name) for each in columns if each.id in common],
        "never": [_(each.name) for each in group.capabilities if not known[each.id]],
        "rows": [
            _named(each)
            | {"cells": [_cell(each, column, published) | {"few": column.id in few | common} for column in columns]}
            for each in rows
        ],
        "silent": [_named(each) for each in frameworks if each not in rows],
    }


def framework_model(framework: Framework, published: Published) -> Model:
    """The page of a framework: what it can do, its papers, its measured numbers, and who says so."""
    survey = published.survey
    own = survey.papers.get(framework.paper or "")
    groups = []
    for group in survey.capability_groups:
        cells = [
            _cell(framework, capability, published) | {"others": _others(framework, capability, published)}
            for capability in group.capabilities
        ]
        groups.append(
            {
                "name": published.language(group.name),
                "known": [cell for cell in cells if cell["answer"] != "unknown"],
                "unknown": [cell["name"] for cell in cells if cell["answer"] == "unknown"],
            }
        )
    return _named(framework) | {
        "title": framework.name,
        "code": framework.code,
        "newest_day": published.language.day(published.newest_day),
        "own_paper": own and published.listed(own),
        "groups": groups,
        "ranks": standings(survey.results_by_framework.get(framework.id, ()), published),
        "numbers": numbers(survey.results_by_framework.get(framework.id, ()), survey, published.language),
        "papers": [
            published.listed(paper) for paper in survey.papers_with_code_at(framework.code or "") if paper is not own
        ],
        "sources": _sources(framework, published),
        "edit_at": published.edit_url(FRAMEWORKS),
    }


def _sources(framework: Framework, published: Published) -> list[Model]:
    """Who says what is known, once for each page or file, whatever its lines or sections."""
    found = {}
    for statement in framework.statements:
        document = statement.source.partition("#")[0]
        whose = {"source": document, "url": labels.source_url(document)} | _said(statement, published)
        found[document, statement.version, statement.date] = whose
    return list(found.values())


def _named(framework: Framework) -> Model:
    return {"id": framework.id, "name": framework.name}


def _named_in_words(capability: Capability, published: Published) -> Model:
    _ = published.language
    definition = capability.definition and _(capability.definition)
    return {"id": capability.id, "name": _(capability.name), "definition": definition}


def _cell(framework: Framework, capability: Capability, published: Published) -> Model:
    """What is known of a capability; without a source nothing is."""
    answer, statement = framework.cell(capability.id)
    asked = {"name": published.language(capability.name), "answer": answer}
    if statement is None:
        return asked
    note = statement.notes.get(capability.id)
    return asked | {"note": note and published.language(note)} | _sourced(statement, published)


def _others(framework: Framework, capability: Capability, published: Published) -> list[Model]:
    """Who says the same beside the newest source: often the project itself, of a version that this does not name."""
    return [
        _sourced(statement, published) for _, statement in framework.cells(capability.id)[1:] if statement is not None
    ]


def _sourced(statement: Statement, published: Published) -> Model:
    source = statement.source
    return {"source": labels.source_name(source), "url": labels.source_url(source)} | _said(statement, published)


def _said(statement: Statement, published: Published) -> Model:
    """Of which version a statement is, its day, and how many whole years it was old on the survey's newest day."""
    day = statement.date
    return {
        "version": statement.version and published.language(statement.version),
        "date_words": day and published.language.day(day),
        "age": years_between(day, published.newest_day) if day else None,
    }
