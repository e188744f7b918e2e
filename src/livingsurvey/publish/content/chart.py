"""Charts of result tables: the specification in Vega-Lite, which is drawn while the site is built and in browsers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from livingsurvey.language import Language
from livingsurvey.model import Metric, Result
from livingsurvey.model.cell import number_in
from livingsurvey.model.result import FRAMEWORK, METHOD
from livingsurvey.publish.content import comparison
from livingsurvey.publish.content.fences import fences
from livingsurvey.survey import Survey

_WIDE = 3
"""A metric whose greatest number is this many times its least is drawn on a logarithmic axis at first."""

PALETTE = ("#0072b2", "#e69f00", "#009e73", "#d55e00", "#56b4e9", "#cc79a7", "#f0e442", "#888888")
"""The colours of Okabe and Ito, which people with any kind of colour blindness tell apart."""
SHAPES = (
    "M1,0A1,1,0,1,1,-1,0A1,1,0,1,1,1,0Z",
    "M-.9,-.9H.9V.9H-.9Z",
    "M0,-1L1,.8H-1Z",
    "M0,-1L.9,0L0,1L-.9,0Z",
    "M-.35,-1H.35V-.35H1V.35H.35V1H-.35V.35H-1V-.35H-.35Z",
    "M0,1L1,-.8H-1Z",
    "M1,0L-.8,1V-1Z",
)
"""Paths that a chart and the legend beside it draw alike: circle, square, triangle up, diamond, cross, triangle down,
right. One fewer than the colours, so that fifty values differ in one or the other."""
LINEAR = {"type": "linear", "zero": False, "nice": True}
LOGARITHMIC = {"type": "log", "nice": False}
DASHES = ([6, 4], [2, 2], [10, 3, 2, 3])
ARROW = "M-.8,-1.7L0,-3.1L.8,-1.7Z"
"""The path of what stands outside a point at the edge, upwards; it is turned to where the point would be."""
POINT_AREA = 110
"""The area of a point."""
_AXIS_OFFSET = 20
"""Room for arrows between the drawing and an axis."""
# vl-convert brings the first along: no machine measures text otherwise. Pages use their own font.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"


class Axis(NamedTuple):
    """What stands along one side. ``inside`` are the ends of the axis where some rows are far beyond them."""

    metric: Metric
    is_log: bool
    inside: tuple[float, float] | None

    def beyond(self, number: float | None) -> int:
        """1 for a number behind the end of the axis, -1 for one before its beginning, else 0."""
        if self.inside is None or number is None:
            return 0
        return (number > self.inside[1]) - (number < self.inside[0])


class View(NamedTuple):
    """A chart as it is shown at first: its axes, the rows that it draws, and the front of each block.

    ``fronts`` has the blocks of which rows are drawn, by title.
    """

    x: Axis
    y: Axis
    drawn: tuple[Result, ...]
    fronts: Mapping[str, Sequence[Result]]

    @property
    def far(self) -> list[tuple[Result, list[Metric]]]:
        """The rows at an edge, and in what they are far from the others."""
        sides = (self.x, self.y)
        found = [(row, [side.metric for side in sides if side.beyond(_number(row, side.metric))]) for row in self.drawn]
        return [(row, metrics) for row, metrics in found if metrics]


def can_be_drawn(survey: Survey, table_id: str) -> bool:
    """Whether a table has two metrics to draw against each other."""
    return len(comparison.metrics_of(survey, comparison.results_of(survey, table_id))) > 1


def view(survey: Survey, table_id: str, language: Language) -> View:
    """What the chart of a table shows at first: the last two of its metrics."""
    results = comparison.results_of(survey, table_id)
    one, other = comparison.metrics_of(survey, results)[-2:]
    drawn = tuple(row for row in results if all(_is_on(row, metric, results) for metric in (one, other)))
    blocks = comparison.blocks(survey, table_id, language)
    fronts = {block.title: comparison.front(block.results, one, other) for block in blocks}
    x, y = (_axis(metric, results, drawn) for metric in (one, other))
    return View(x, y, drawn, {title: front for title, front in fronts.items() if front})


def specification(survey: Survey, table_id: str, language: Language) -> dict[str, Any]:
    """The chart of a table as it is shown at first. ``usermeta`` tells a script what else can be chosen."""
    _ = language
    results = comparison.results_of(survey, table_id)
    metrics = comparison.metrics_of(survey, results)
    first = view(survey, table_id, language)
    x, y = first.x, first.y
    on_front = {result.place for front in first.fronts.values() for result in front}
    kinds = _kinds(survey, results, language)
    colour = next(iter(kinds))
    blocks = comparison.blocks(survey, table_id, language)
    titles = {result.place: block.title for block in blocks for result in block.results}
    values = [
        {"row": result.row.label, "number": result.place + 1, "block": titles[result.place]}
        | {"ranked": result.is_ranked, "front": result.place in on_front}
        | {name: _value(survey, result, name, language) for name in kinds}
        | {metric.id: _number(result, metric) for metric in metrics}
        | _edge(result, first)
        | {"spoken": spoken(result, metrics, language)}
        for result in results
    ]
    point = {
        "x": _encoding(x, language, is_moved=_has_low(y, first)),
        "y": _encoding(y, language, is_moved=_has_low(x, first)),
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": _(
            "{y} against {x}: {table}",
            y=_(y.metric.name),
            x=_(x.metric.name),
            table=_(survey.tables[table_id].title),
        ),
        "width": 620,
        "height": 360,
        "background": None,
        "padding": {"left": 4, "right": 20, "top": 20, "bottom": 4},
        "usermeta": {
            "metrics": {each.id: _told(each, results, language) for each in metrics},
            "scales": {"linear": LINEAR, "log": LOGARITHMIC},
            "palette": {"color": PALETTE, "shape": SHAPES, "dash": DASHES},
            "kinds": {name: {"title": title, "values": _domain(values, name)} for name, title in kinds.items()},
        },
        "data": {"values": values},
        "transform": [{"filter": " && ".join(map(_is_drawn, (x, y)))}],
        "layer": [
            {
                "name": "front",
                "transform": [{"filter": "datum.front"}],
                "mark": {"type": "line", "color": "currentColor", "opacity": 0.7, "aria": False},
                "encoding": point
                | {
                    "order": {"field": x.metric.id, "type": "quantitative"},
                    "strokeDash": _dashes(first, titles, language),
                },
            },
            {
                "name": "points",
                "mark": {"type": "point", "filled": True, "stroke": "currentColor", "strokeWidth": 1, "opacity": 1},
                "encoding": point
                | {
                    "color": _scale(kinds, colour, values, first, PALETTE),
                    "shape": _scale(kinds, colour, values, first, SHAPES),
                    "size": {"value": POINT_AREA},
                    "description": {"field": "spoken"},
                    "tooltip": [{"field": "row", "title": _("Row")}, {"field": "spoken", "title": _("Measured")}],
                },
            },
            {
                "name": "edges",
                "transform": [{"filter": "isValid(datum.edge)"}],
                "mark": {
                    "type": "point",
                    "filled": True,
                    "shape": ARROW,
                    "color": "currentColor",
                    "opacity": 1,
                    "aria": False,
                },
                "encoding": point
                | {"size": {"value": POINT_AREA}, "angle": {"field": "edge", "type": "quantitative", "scale": None}},
            },
        ],
        "config": {
            "font": FONT,
            "axis": {
                "aria": False,  # Vega tells of axes and legends in English; each point tells what its numbers are
                **dict.fromkeys(("domainColor", "gridColor", "labelColor", "tickColor", "titleColor"), "currentColor"),
                "gridOpacity": 0.15,
                "labelFontSize": 12,
                "titleFontSize": 12,
            },
            "legend": {
                "aria": False,
                **dict.fromkeys(("labelColor", "titleColor", "symbolStrokeColor"), "currentColor"),
                "labelFontSize": 12,
                "titleFontSize": 12,
                "titleLimit": 0,
                "symbolSize": POINT_AREA,
                "symbolStrokeWidth": 1,
            },
            "view": {"stroke": None},
        },
    }


def _kinds(survey: Survey, results: Sequence[Result], language: Language) -> dict[str, str]:
    """What points can be coloured by, with its title: what the rows differ in, what the table compares first."""
    _, table = language, results[0].table
    names = {METHOD: _("Method"), FRAMEWORK: _("Framework")}
    names |= {setting.id: _(setting.name) for setting in comparison.settings_of(survey, results)}
    ordered = [*table.compares, *(name for name in names if name not in table.compares)]
    kinds = {name: names[name] for name in ordered if name in names}
    telling = {
        name: title
        for name, title in kinds.items()
        if len({_value(survey, result, name, language) for result in results}) > 1
    }
    return telling or {METHOD: _("Method")}


def _value(survey: Survey, result: Result, name: str, language: Language) -> str:
    _, row = language, result.row
    if name == METHOD:
        return row.method or _("not named")
    value = row.framework if name == FRAMEWORK else row.setting.get(name, result.table.setting.get(name))
    return comparison.choice(survey, name, value, language).value if value is not None else _("not reported")


def _domain(values: Sequence[dict[str, Any]], name: str) -> list[str]:
    """The values of one kind in the order of the rows; numbers by size."""
    found = list(dict.fromkeys(str(value[name]) for value in values))
    numbers = [value.split()[0].replace(".", "", 1).isdecimal() for value in found]
    return sorted(found, key=lambda value: float(value.split()[0])) if all(numbers) else found


def _scale(
    kinds: dict[str, str], name: str, values: Sequence[dict[str, Any]], first: View, signs: Sequence[str]
) -> dict[str, Any]:
    """The sign of each value; the legend of the picture has those that are drawn."""
    domain = _domain(values, name)
    drawn = {result.place + 1 for result in first.drawn}
    there = {value[name] for value in values if value["number"] in drawn}
    scale = {"domain": domain, "range": [signs[place % len(signs)] for place in range(len(domain))]}
    legend = {"values": [value for value in domain if value in there]}
    return {"field": name, "type": "nominal", "title": kinds[name], "scale": scale, "legend": legend}


def _dashes(first: View, titles: Mapping[int, str], language: Language) -> dict[str, Any]:
    """One kind of line for each front of several rows, with a legend where there are several blocks."""
    _ = language
    domain = [title for title, front in first.fronts.items() if len(front) > 1]
    scale = {"domain": domain, "range": [DASHES[place % len(DASHES)] for place in range(len(domain))]}
    legend = {"symbolType": "stroke", "symbolStrokeColor": "currentColor", "symbolSize": 300}
    has_legend = domain and len(set(titles.values())) > 1
    return {
        "field": "block",
        "type": "nominal",
        "title": _("Pareto front of"),
        "scale": scale,
        "legend": legend if has_legend else None,
    }


def _axis(metric: Metric, results: Sequence[Result], drawn: Sequence[Result]) -> Axis:
    is_log = _is_wide(metric, results)
    limits = fences(_numbers(metric, results), is_log=is_log)
    if limits is None:
        return Axis(metric, is_log, None)
    inside = [number for number in _numbers(metric, drawn) if limits[0] <= number <= limits[1]]
    has_far = len(inside) < len(drawn) and bool(inside) and min(inside) < max(inside)
    return Axis(metric, is_log, (min(inside), max(inside)) if has_far else None)


def _encoding(axis: Axis, language: Language, *, is_moved: bool) -> dict[str, Any]:
    metric = axis.metric
    scale = {**(LOGARITHMIC if axis.is_log else LINEAR), "padding": 14}
    if axis.inside:
        scale |= {"domain": axis.inside, "clamp": True}
    drawn = {"axis": {"offset": _AXIS_OFFSET}} if is_moved else {}
    return {"field": metric.id, "type": "quantitative", "title": _title(metric, language), "scale": scale} | drawn


def _has_low(axis: Axis, first: View) -> bool:
    return any(axis.beyond(_number(result, axis.metric)) < 0 for result in first.drawn)


def _edge(result: Result, first: View) -> dict[str, int]:
    """Where a row that is far from the others would be, in degrees clockwise from above."""
    across, up = (axis.beyond(_number(result, axis.metric)) for axis in (first.x, first.y))
    return {"edge": round(math.degrees(math.atan2(across, up)))} if across or up else {}


def _is_drawn(axis: Axis) -> str:
    return f"isValid(datum['{axis.metric.id}'])" + (f" && datum['{axis.metric.id}'] > 0" if axis.is_log else "")


def _told(metric: Metric, results: Sequence[Result], language: Language) -> dict[str, Any]:
    """What a script is told of a metric; ``far`` is what those rows print, by number, that some axis leaves out."""
    numbers = _numbers(metric, results)
    found = {"linear": fences(numbers), "log": fences(numbers, is_log=True)}
    limits = {name: pair for name, pair in found.items() if pair}
    far = {
        str(result.place + 1): result.row.values[metric.id]
        for result in results
        if (number := _number(result, metric)) is not None
        and any(not low <= number <= high for low, high in limits.values())
    }
    told = {"name": _name(metric, language), "title": _title(metric, language), "better": metric.better}
    return told | {"isWide": _is_wide(metric, results)} | ({"fences": limits, "far": far} if far else {})


def _number(result: Result, metric: Metric) -> float | None:
    return number_in(result.row.values.get(metric.id, "-"))


def _numbers(metric: Metric, results: Sequence[Result]) -> list[float]:
    return [number for result in results if (number := _number(result, metric)) is not None]


def _is_on(result: Result, metric: Metric, results: Sequence[Result]) -> bool:
    """Whether a row has a number that its axis can show; a logarithmic one has no place for 0."""
    number = _number(result, metric)
    return number is not None and (number > 0 or not _is_wide(metric, results))


def _is_wide(metric: Metric, results: Sequence[Result]) -> bool:
    numbers = _numbers(metric, results)
    return bool(numbers) and min(numbers) > 0 and max(numbers) > _WIDE * min(numbers)


def _title(metric: Metric, language: Language) -> str:
    _, name = language, _name(metric, language)
    return (
        _("{metric}, lower is better", metric=name)
        if metric.better == "lower"
        else _("{metric}, higher is better", metric=name)
    )


def _name(metric: Metric, language: Language) -> str:
    _ = language
    return _("{name} ({unit})", name=_(metric.name), unit=_(metric.unit)) if metric.unit else _(metric.name)


def spoken(result: Result, metrics: Sequence[Metric], language: Language) -> str:
    """The numbers of a row as printed, in words."""
    cells = [(metric, result.row.values[metric.id]) for metric in metrics if metric.id in result.row.values]
    return language.listed(f"{language(metric.name)} {metric.in_words(printed, language)}" for metric, printed in cells)
