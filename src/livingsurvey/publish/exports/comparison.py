"""Compared papers, those of a topic or chosen ones, as files: CSV for programs, and LaTeX for a paper that cites them.

One paper is one line in both: the page of a topic's comparison picks the lines out of them that it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from livingsurvey.latex.encode import encode, needs
from livingsurvey.model import Paper, Topic, Trait
from livingsurvey.model.declared import singles
from livingsurvey.publish.content.comparing import cells, column
from livingsurvey.publish.content.traits import plain
from livingsurvey.publish.exports.figure import called
from livingsurvey.publish.exports.spreadsheet import cell, quoted
from livingsurvey.survey import Survey

HEAD = ("key", "title", "year", "venue")
"""The columns before those of the traits, which are called by their ids."""

_PAPER, _YEAR, _NUMBER, _WORDS = 4, 1, 1.5, 2.5
"""How wide columns of a LaTeX table are, measured by each other."""

_WIDE = 20
"""How wide they are together where an upright page is too narrow."""


def table(papers: Sequence[Paper], traits: Sequence[Trait]) -> str:
    """The CSV file: values as records write them, several joined by ``; ``, and nothing where none is known."""
    head = ",".join([*HEAD, *(trait.id for trait in traits)])
    return "".join([f"{head}\n", *(_line(paper, traits) for paper in papers)])


def _line(paper: Paper, traits: Sequence[Trait]) -> str:
    said = [singles(paper.traits[trait.id]) if trait.id in paper.traits else () for trait in traits]
    values = [quoted("; ".join(map(plain, each))) for each in said]
    return ",".join([paper.key, cell(paper.title), str(paper.year), cell(paper.venue), *values]) + "\n"


def latex_model(
    papers: Sequence[Paper], traits: Sequence[Trait], survey: Survey, topic: Topic | None = None
) -> dict[str, Any]:
    """The LaTeX file as plain data for its template; whatever is text is LaTeX.

    ``columns`` have their head, the ``share`` of the line that is theirs, and the ``side`` that is ragged. ``id`` and
    ``title`` are those of the topic whose papers these are; of chosen ones the title is None.
    """
    title = topic.title.en if topic else None
    heads = [column(trait) for trait in traits]
    widths = [_PAPER, _YEAR, *(_WORDS if head["values"] else _NUMBER for head in heads)]
    names = ["Paper", "Year", *(encode(_with_unit(head)) for head in heads)]
    sides = ["right", "left", *("left" if head["kind"] == "number" else "right" for head in heads)]
    joined = [", " if head["kind"] == "number" else "; " for head in heads]  # words may have commas of their own
    return {
        "id": topic.id if topic else "papers",
        "title": title and encode(title),
        "survey": encode(survey.info.title),
        "total": len(papers),
        "needed": sorted({need for text in _printed(title or "", heads, papers) for need in needs(text)}),
        "is_wide": sum(widths) > _WIDE,
        "columns": [
            {"head": name, "share": round(width / sum(widths), 3), "side": side}
            for name, width, side in zip(names, widths, sides, strict=True)
        ],
        "rows": [
            {
                "called": encode(called(paper)),
                "key": paper.key,
                "year": paper.year,
                "cells": [
                    {"applies": each["applies"], "text": between.join(map(encode, each["words"]))}
                    for each, between in zip(cells(paper, traits, survey), joined, strict=True)
                ],
            }
            for paper in papers
        ],
    }


def _with_unit(head: dict[str, Any]) -> str:
    return f"{head['name']} ({head['unit']})" if head["unit"] else head["name"]


def _printed(title: str, heads: Sequence[dict[str, Any]], papers: Sequence[Paper]) -> Iterator[str]:
    """The texts that a document prints which has the table."""
    yield title
    yield from map(called, papers)
    for head in heads:
        yield from (_with_unit(head), *(value["name"] for value in head["values"]))
