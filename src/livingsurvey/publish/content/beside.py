"""Chosen papers side by side as rows of plain data; ``assets/compare/rows.js`` makes the same of their twins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from livingsurvey.language import ENGLISH
from livingsurvey.model import Paper, Trait
from livingsurvey.publish.content.comparing import cells, known_of
from livingsurvey.publish.content.numbers import numbers
from livingsurvey.publish.content.traits import shown
from livingsurvey.survey import Survey

Row = dict[str, Any]
Cell = dict[str, Any]


def rows(papers: Sequence[Paper], survey: Survey) -> list[Row]:
    """What is known of at least one of these papers, a row for each thing, with a cell for each paper.

    A row has its ``group`` (paper, trait or number), its ``id`` (of the trait; of the table, with what its numbers were
    measured under), its ``name``, what it ``means``, and ``cells``: their ``words``, and whether the thing ``applies``
    to the paper, so that where there are no words nothing is known.
    """
    topics = survey.taxonomy.by_id
    traits = known_of(survey, papers)
    found = [
        _row("paper", "Appeared", ([f"{paper.venue} {paper.year}"] for paper in papers)),
        _row("paper", "Topics", ([topics[topic].title.en for topic in paper.topics] for paper in papers)),
        _row("paper", "Summary", ([paper.summary.en] if paper.summary else [] for paper in papers)),
        _row("paper", "Code", ([paper.links.code] if paper.links.code else [] for paper in papers)),
        *(_compared(trait, papers, survey) for trait in traits),
        *_measured(papers, survey),
    ]
    return [row for row in found if any(cell["words"] for cell in row["cells"])]


def _row(group: str, name: str, words: Iterable[list[str]]) -> Row:
    said = [{"applies": True, "words": each} for each in words]
    return {"group": group, "id": None, "name": name, "means": None, "cells": said}


def _compared(trait: Trait, papers: Sequence[Paper], survey: Survey) -> Row:
    said = [_cell(trait, paper, survey) for paper in papers]
    return {"group": "trait", "id": trait.id, "name": trait.name.en, "means": trait.means, "cells": said}


def _cell(trait: Trait, paper: Paper, survey: Survey) -> Cell:
    (cell,) = cells(paper, [trait], survey)
    is_number = trait.kind == "number" and trait.id in paper.traits
    return {"applies": cell["applies"], "words": [shown(trait, paper.traits[trait.id])] if is_number else cell["words"]}


def _measured(papers: Sequence[Paper], survey: Survey) -> Iterator[Row]:
    """Numbers of one table under the same conditions, where two papers have some; each with its row in the source."""
    tables: dict[str, dict[str, Any]] = {}
    found: dict[tuple[str, str], list[list[tuple[dict[str, Any], dict[str, Any]]]]] = {}
    for place, paper in enumerate(papers):
        for table in numbers(survey.results_by_paper.get(paper.key, ()), survey, ENGLISH):
            tables.setdefault(table["id"], table)
            for line in table["rows"]:
                own = ", ".join(map(_described, line["conditions"]))
                found.setdefault((table["id"], own), [[] for _ in papers])[place].append((table, line))
    shared = {key: lines for key, lines in found.items() if sum(map(bool, lines)) > 1}
    for (table_id, own), lines in sorted(shared.items(), key=lambda item: -sum(map(bool, item[1]))):
        table = tables[table_id]
        where = "; ".join(filter(None, (own, table["title"], *map(_described, table["common"]))))
        source = f"{table['source']['title']}, {table['source']['part']}"
        metrics = {metric["name"]: metric for each in lines for of, _ in each for metric in of["metrics"]}
        for name, metric in metrics.items():
            better = "Lower" if metric["better"] == "lower" else "Higher"
            yield {
                "group": "number",
                "id": ": ".join(filter(None, (table_id, own))),
                "name": f"{name} ({metric['unit']})" if metric["unit"] else name,
                "means": f"{where}. {better} is better. {source}",
                "cells": [{"applies": False, "words": list(_printed(each, name))} for each in lines],
            }


def _printed(lines: Iterable[tuple[dict[str, Any], dict[str, Any]]], name: str) -> Iterator[str]:
    for table, line in lines:
        for metric, cell in zip(table["metrics"], line["cells"], strict=True):
            if metric["name"] == name and cell["printed"] is not None:
                yield f"{cell['printed']} ({line['label']})"


def _described(choice: dict[str, str]) -> str:
    return f"{choice['name']} {choice['value']}"
