"""The models of the map: the field, or one topic of it, as boxes that are as large as they have papers."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from bisect import bisect
from collections.abc import Sequence
from typing import Any

from livingsurvey.insight.field import Field, Part
from livingsurvey.language import Language
from livingsurvey.publish.content import lettering
from livingsurvey.publish.content.treemap import Box, Cell, Style, treemap
from livingsurvey.publish.published import Published

Model = dict[str, Any]

SHADES = (10, 20, 35, 50)
"""From how many percent of new papers on a box has the next darker of five colours."""

MOVING, MOVING_PAPERS = 5, 10
"""How many topics are named as moving fastest, and how many papers one has at least, lest two make a movement."""

_TITLES = {"wide": (30, 26, 22), "tall": (20, 17, 14)}
"""In which sizes a title stands above a drawing that stands by itself."""

LEAST_REST = 18
"""How large the room of what is not drawn is, where it says so."""

_WIDE = Style(
    gaps=(12, 6, 4, 2.5),
    edges=(6, 4, 3),
    heads=(17, 13, 11.5),
    sizes=(18, 16, 14.5, 13, 12, 11, 10, 9.2),
    count=11,
    least=26,
    margin=5,
)
_TALL = Style(
    gaps=(8, 4, 3, 2),
    edges=(3, 2),
    heads=(14.5, 12, 11),
    sizes=(15, 13.5, 12, 11, 10),
    count=11,
    least=29,
    margin=4,
)
DRAWINGS = {"wide": ((1200, 700), _WIDE), "tall": ((360, 680), _TALL)}
"""The two drawings: how large each is, in pixels of the screens that it is for, and its measures."""


def map_model(published: Published, _: str | None) -> Model:
    """The page of the map: both drawings, and the numbers behind them."""
    field, language = published.field, published.language
    return figure_model(published) | {
        "site": published.survey.info.site,
        "moving": [_row(part, language) for part in _moving(field)],
        "rows": [_row(part, language) | {"depth": depth} for part, depth in _walk(field.parts, 0)],
        "empty": [
            {"id": topic.id, "title": language.said(topic.title)}
            for topic in published.survey.taxonomy.walk()
            if not published.count(topic.id)
        ],
    }


def figure_model(published: Published) -> Model:
    """The map as a figure of any page, which ``fragments/field.html.j2`` shows: both drawings of the field."""
    drawings = [drawing_model(published, None, name) for name in DRAWINGS]
    return {"about": _about(published, None), "drawings": drawings}


def drawing_model(published: Published, topic_id: str | None, name: str) -> Model:
    """One drawing of the field, or of what is below a topic: its size and its boxes.

    Args:
        published: the survey.
        topic_id: whose parts are drawn; None for the roots.
        name: ``wide`` or ``tall``.
    """
    (width, height), style = DRAWINGS[name]
    depth = 0 if topic_id is None else 1
    over = style.gaps[depth] / 2 - 0.5  # there is no gap at the rim of the drawing, only half a line
    box = Box(-over, -over, width + 2 * over, height + 2 * over)
    cells = treemap(published.field.below(topic_id), box, style, published.language, depth)
    return {"name": name, "width": width, "height": height, "cells": [_cell(cell, published) for cell in cells]}


def picture_model(published: Published, topic_id: str | None, name: str) -> Model:
    """A drawing that stands by itself, with what it is of, what its colours mean and where it comes from."""
    info, about, drawing = published.survey.info, _about(published, topic_id), drawing_model(published, topic_id, name)
    sizes = _TITLES[name]
    size, lines = lettering.fitted(about["title"], sizes, (drawing["width"], math.inf)) or (sizes[-1], [about["title"]])
    step = size * lettering.LINE
    return {
        "about": about,
        "drawing": drawing,
        "survey": published.language(info.title),
        "site": info.site and info.site.removeprefix("https://").removesuffix("/"),
        "title": {"size": size, "lines": lines, "step": round(step, 1), "height": round(step * len(lines))},
        "step": drawing["width"] / len(about["shades"]),
    }


def _about(published: Published, topic_id: str | None) -> Model:
    """What a drawing is of, how large that is, which papers count as new, and what its colours mean."""
    field, survey, _ = published.field, published.survey, published.language
    path = survey.path(topic_id) if topic_id else ()
    papers = published.count(topic_id) if topic_id else len(survey)
    return {
        "id": topic_id,
        "title": _.said(path[-1].title) if path else _(survey.info.title),
        "path": [{"id": node.id, "title": _.said(node.title)} for node in path],
        "papers": papers,
        "topics": sum(1 for _ in path[-1].walk()) - 1 if path else len(survey.taxonomy.by_id),
        "span": _span(field, _),
        "shades": _shades(_),
    }


def _span(field: Field, _: Language) -> str:
    if not field.until[1]:
        return str(field.until[0])
    since, until = (_.month(dt.date(*month, 1)) for month in (field.since, field.until))
    return _("{since} to {until}", since=since, until=until)


def _shades(_: Language) -> list[str]:
    between = [_("{low}–{high} %", low=low, high=high) for low, high in itertools.pairwise(SHADES)]
    return [_("under {percent} %", percent=SHADES[0]), *between, _("from {percent} %", percent=SHADES[-1])]


def _cell(cell: Cell, published: Published) -> Model:
    part, text, inside = cell.part, cell.text, cell.inside
    return {
        "id": part.topic.id,
        "title": published.language.said(part.topic.title),
        "papers": part.papers,
        "percent": part.percent,
        "shade": bisect(SHADES, part.percent),
        "root": published.root_number(part.topic.id),
        "depth": min(cell.depth, 3),
        "is_open": inside is not None,
        "has_parts": bool(part.parts),
        "box": _box(cell.drawn),
        "text": text
        and {
            "x": round(text.x - cell.drawn.x, 1),
            "y": round(text.y - cell.drawn.y, 1),
            "size": text.size,
            "lines": list(text.lines),
            "is_counted": text.is_counted,
        },
        "rest": inside and inside.rest and _rest(cell.drawn, inside.rest, inside.others),
    }


def _box(box: Box) -> dict[str, int]:
    """Where a box is drawn: at whole pixels, which are sharp and short."""
    x, y = round(box.x), round(box.y)
    return {"x": x, "y": y, "width": round(box.x + box.width) - x, "height": round(box.y + box.height) - y}


def _rest(drawn: Box, rest: Box, topics: int) -> Model | None:
    """The room of what is not drawn, as seen from the box that it is in, and how many topics that are."""
    place = _box(rest.within(2))
    place["x"] -= round(drawn.x)
    place["y"] -= round(drawn.y)
    return {"topics": topics, "box": place} if rest.shorter > LEAST_REST else None


def _row(part: Part, language: Language) -> Model:
    return {
        "id": part.topic.id,
        "title": language.said(part.topic.title),
        "papers": part.papers,
        "recent": part.recent,
        "percent": part.percent,
        "median": part.median_year,
    }


def _walk(parts: Sequence[Part], depth: int) -> list[tuple[Part, int]]:
    return [pair for part in parts for pair in ((part, depth), *_walk(part.parts, depth + 1))]


def _moving(field: Field) -> list[Part]:
    """The topics at the ends of the tree with the largest shares of new papers."""
    ends = [part for part in field.walk() if not part.parts and part.papers >= MOVING_PAPERS and part.recent]
    return sorted(ends, key=lambda part: -part.recent / part.papers)[:MOVING]
