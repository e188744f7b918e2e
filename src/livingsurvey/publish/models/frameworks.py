"""The models of the pages of frameworks: the matrix of what all can do, and what is known of one."""

from __future__ import annotations

from typing import Any

from livingsurvey.model import Capability, Framework
from livingsurvey.publish.content import labels
from livingsurvey.publish.content.numbers import numbers
from livingsurvey.publish.models.leaderboards import standings
from livingsurvey.publish.published import Published
from livingsurvey.store.layout import FRAMEWORKS

Model = dict[str, Any]


def matrix_model(published: Published, _: str | None) -> Model:
    """What each framework can do, group by group; in each those of which nothing is known stand apart."""
    survey = published.survey
    groups = []
    for group in survey.capability_groups:
        rows = [_row(framework, group.capabilities) for framework in survey.frameworks]
        is_known = [any(cell["answer"] != "unknown" for cell in row["cells"]) for row in rows]
        groups.append(
            {
                "id": group.id,
                "name": group.name,
                "capabilities": [{"id": each.id, "name": each.name} for each in group.capabilities],
                "rows": [row for row, known in zip(rows, is_known, strict=True) if known],
                "silent": [
                    {"id": row["id"], "name": row["name"]}
                    for row, known in zip(rows, is_known, strict=True)
                    if not known
                ],
            }
        )
    return {"total": len(survey.frameworks), "groups": groups}


def framework_model(framework: Framework, published: Published) -> Model:
    """The page of a framework: what it can do, its papers, its measured numbers, and who says so."""
    survey = published.survey
    own = survey.papers.get(framework.paper or "")
    groups = []
    for group in survey.capability_groups:
        cells = [_cell(framework, capability) for capability in group.capabilities]
        groups.append(
            {
                "name": group.name,
                "known": [cell for cell in cells if cell["source"]],
                "unknown": [cell["name"] for cell in cells if not cell["source"]],
            }
        )
    return {
        "id": framework.id,
        "title": framework.name,
        "code": framework.code,
        "own_paper": own and published.listed(own),
        "groups": groups,
        "ranks": standings(survey.results_by_framework.get(framework.id, ()), published),
        "numbers": numbers(survey.results_by_framework.get(framework.id, ()), survey),
        "papers": [
            published.listed(paper) for paper in survey.papers_with_code_at(framework.code or "") if paper is not own
        ],
        "statements": [
            {
                "source": statement.source,
                "url": labels.source_url(statement.source),
                "date_words": labels.long_date(statement.date),
            }
            for statement in framework.statements
        ],
        "edit_at": published.edit_url(FRAMEWORKS),
    }


def _row(framework: Framework, capabilities: tuple[Capability, ...]) -> Model:
    cells = [_cell(framework, capability) for capability in capabilities]
    return {"id": framework.id, "name": framework.name, "cells": cells}


def _cell(framework: Framework, capability: Capability) -> Model:
    """What is known of a capability; without a source nothing is."""
    answer, statement = framework.cell(capability.id)
    return {
        "capability": capability.id,
        "name": capability.name,
        "answer": answer,
        "source": statement and statement.source,
        "url": statement and labels.source_url(statement.source),
        "date_words": statement and labels.long_date(statement.date),
    }
