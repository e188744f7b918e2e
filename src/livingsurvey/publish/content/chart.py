"""Charts of result tables in Vega-Lite: the specification that a browser draws, and a picture for those without script.

vl-convert draws the pictures and bundles the scripts, without network and the same each time. It is imported when
something has to be drawn that no earlier build has drawn.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import pydantic_core

from livingsurvey.model import Metric, Result
from livingsurvey.model.cell import number_in
from livingsurvey.model.result import FRAMEWORK, METHOD
from livingsurvey.publish.content import comparison
from livingsurvey.publish.content.comparison import NO_METHOD, Block
from livingsurvey.store import cache
from livingsurvey.survey import Survey

CACHE = Path("build", "cache", "charts")
SCRIPT = "assets/vega.js"
"""Vega, Vega-Lite and Vega-Embed as one file of the site."""

_LIBRARY = "vl-convert-python"
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
_FONT = (
    "Liberation Sans, Arial, Helvetica, sans-serif"  # vl-convert brings it along: no machine measures text otherwise
)


def bundled_libraries() -> bytes:
    """Vega, Vega-Lite and Vega-Embed in one script, which gives pages ``vegaEmbed``; takes seconds."""
    import vl_convert

    return vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;").encode()


def axes(metrics: Sequence[Metric]) -> tuple[Metric, Metric]:
    """What a chart shows at first: the last two of a table's metrics."""
    return metrics[-2], metrics[-1]


def can_be_drawn(survey: Survey, table_id: str) -> bool:
    """Whether a table has two metrics to draw against each other."""
    return len(comparison.metrics_of(survey, comparison.results_of(survey, table_id))) > 1


def specification(survey: Survey, table_id: str) -> dict[str, Any]:
    """The chart of a table as it is shown at first. ``usermeta`` tells a script what else can be chosen."""
    results = comparison.results_of(survey, table_id)
    metrics = comparison.metrics_of(survey, results)
    x, y = axes(metrics)
    blocks = comparison.blocks(survey, table_id)
    on_front = {result.place for block in blocks for result in comparison.front(block.results, x, y)}
    kinds = _kinds(survey, results)
    colour = next(iter(kinds))
    values = [
        {"row": result.row.label, "block": block.title, "ranked": result.is_ranked, "front": result.place in on_front}
        | {name: _value(survey, result, name) for name in kinds}
        | {metric.id: number_in(result.row.values.get(metric.id, "-")) for metric in metrics}
        | {"spoken": _spoken(result, metrics)}
        for block in blocks
        for result in block.results
    ]
    point = {"x": _axis(x, values), "y": _axis(y, values)}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": f"{y.name} against {x.name}: {survey.tables[table_id].title}",
        "width": 620,
        "height": 360,
        "background": None,
        "padding": {"left": 4, "right": 16, "top": 12, "bottom": 4},
        "usermeta": {
            "metrics": {
                each.id: {
                    "name": _name(each),
                    "title": _title(each),
                    "better": each.better,
                    "isWide": _is_wide(each, values),
                }
                for each in metrics
            },
            "scales": {"linear": LINEAR, "log": LOGARITHMIC},
            "palette": {"color": PALETTE, "shape": SHAPES},
            "kinds": {name: {"title": title, "values": _domain(values, name)} for name, title in kinds.items()},
        },
        "data": {"values": values},
        "transform": [{"filter": f"isValid(datum['{x.id}']) && isValid(datum['{y.id}'])"}],
        "layer": [
            {
                "transform": [{"filter": "datum.front"}],
                "mark": {"type": "line", "color": "currentColor", "opacity": 0.7, "aria": False},
                "encoding": point | {"order": {"field": x.id, "type": "quantitative"}, "strokeDash": _dashes(blocks)},
            },
            {
                "mark": {"type": "point", "filled": True, "stroke": "currentColor", "strokeWidth": 1, "opacity": 1},
                "encoding": point
                | {
                    "color": _scale(kinds, colour, values, PALETTE),
                    "shape": _scale(kinds, colour, values, SHAPES),
                    "size": {"value": 110},
                    "description": {"field": "spoken"},
                    "tooltip": [{"field": "row", "title": "Row"}, {"field": "spoken", "title": "Measured"}],
                },
            },
        ],
        "config": {
            "font": _FONT,
            "axis": {
                **dict.fromkeys(("domainColor", "gridColor", "labelColor", "tickColor", "titleColor"), "currentColor"),
                "gridOpacity": 0.15,
                "labelFontSize": 12,
                "titleFontSize": 12,
            },
            "legend": {
                **dict.fromkeys(("labelColor", "titleColor", "symbolStrokeColor"), "currentColor"),
                "labelFontSize": 12,
                "titleFontSize": 12,
                "titleLimit": 0,
                "symbolSize": 110,
                "symbolStrokeWidth": 1,
            },
            "view": {"stroke": None},
        },
    }


def _kinds(survey: Survey, results: Sequence[Result]) -> dict[str, str]:
    """What points can be coloured by, with its title: what the rows differ in, what the table compares first."""
    table = results[0].table
    names = {METHOD: "Method", FRAMEWORK: "Framework"}
    names |= {setting.id: setting.name for setting in comparison.settings_of(survey, results)}
    ordered = [*table.compares, *(name for name in names if name not in table.compares)]
    kinds = {name: names[name] for name in ordered if name in names}
    telling = {
        name: title for name, title in kinds.items() if len({_value(survey, result, name) for result in results}) > 1
    }
    return telling or {METHOD: "Method"}


def _value(survey: Survey, result: Result, name: str) -> str:
    row = result.row
    if name == METHOD:
        return row.method or NO_METHOD
    value = row.framework if name == FRAMEWORK else row.setting.get(name, result.table.setting.get(name))
    return comparison.choice(survey, name, value).value if value is not None else "not reported"


def _domain(values: Sequence[dict[str, Any]], name: str) -> list[str]:
    """The values of one kind in the order of the rows; numbers by size."""
    found = list(dict.fromkeys(str(value[name]) for value in values))
    numbers = [value.split()[0].replace(".", "", 1).isdecimal() for value in found]
    return sorted(found, key=lambda value: float(value.split()[0])) if all(numbers) else found


def _scale(kinds: dict[str, str], name: str, values: Sequence[dict[str, Any]], signs: Sequence[str]) -> dict[str, Any]:
    domain = _domain(values, name)
    signs = [signs[place % len(signs)] for place in range(len(domain))]
    return {"field": name, "type": "nominal", "title": kinds[name], "scale": {"domain": domain, "range": signs}}


def _dashes(blocks: Sequence[Block]) -> dict[str, Any]:
    """One kind of line for each front, with a legend where there are several."""
    domain = [block.title for block in blocks]
    scale = {"domain": domain, "range": [DASHES[place % len(DASHES)] for place in range(len(domain))]}
    legend = (
        {"symbolType": "stroke", "symbolStrokeColor": "currentColor", "symbolSize": 300} if len(blocks) > 1 else None
    )
    return {"field": "block", "type": "nominal", "title": "Pareto front of", "scale": scale, "legend": legend}


def _axis(metric: Metric, values: Sequence[dict[str, Any]]) -> dict[str, Any]:
    wide = _is_wide(metric, values)
    scale = LOGARITHMIC if wide else LINEAR
    return {"field": metric.id, "type": "quantitative", "title": _title(metric), "scale": {**scale, "padding": 14}}


def _is_wide(metric: Metric, values: Sequence[dict[str, Any]]) -> bool:
    numbers = [value[metric.id] for value in values if value[metric.id] is not None]
    return bool(numbers) and min(numbers) > 0 and max(numbers) > _WIDE * min(numbers)


def _title(metric: Metric) -> str:
    return f"{_name(metric)}, {metric.better} is better"


def _name(metric: Metric) -> str:
    return f"{metric.name} ({metric.unit})" if metric.unit else metric.name


def _spoken(result: Result, metrics: Sequence[Metric]) -> str:
    """All numbers of a row as printed, in words."""
    cells = [(metric, result.row.values[metric.id]) for metric in metrics if metric.id in result.row.values]
    return ", ".join(f"{metric.name} {metric.in_words(printed)}" for metric, printed in cells)


class Charts:
    """The pictures and scripts of a survey's charts; what an earlier build made is not made again."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._made: dict[bytes, bytes] = {}

    @cached_property
    def _fingerprint(self) -> bytes:
        return cache.digest(importlib.metadata.version(_LIBRARY).encode())

    @cached_property
    def _known(self) -> dict[bytes, bytes]:
        return cache.load(self._survey.root / CACHE, self._fingerprint)

    def specification(self, table_id: str) -> bytes:
        """:func:`specification` as JSON."""
        return pydantic_core.to_json(specification(self._survey, table_id))

    def picture(self, table_id: str) -> str:
        """The chart of a table as SVG, in the colour of the text around it."""
        content = self.specification(table_id)
        name = cache.digest(content)
        if name not in self._known and name not in self._made:
            import vl_convert

            self._made[name] = vl_convert.vegalite_to_svg(content.decode()).encode()
        return (self._known.get(name) or self._made[name]).decode()

    @property
    def script(self) -> bytes:
        """The libraries that draw charts in a browser."""
        name = cache.digest(SCRIPT.encode())
        if name not in self._known and name not in self._made:
            self._made[name] = bundled_libraries()
        return self._known.get(name) or self._made[name]

    @property
    def script_tag(self) -> bytes:
        """What the script depends on, without making it."""
        return self._fingerprint

    def save(self) -> None:
        """Keep what the survey's tables need for the next build."""
        if self._made:
            drawn = [table for table in self._survey.tables if can_be_drawn(self._survey, table)]
            needed = {cache.digest(SCRIPT.encode()), *(cache.digest(self.specification(table)) for table in drawn)}
            everything = self._known | self._made
            kept = {name: content for name, content in everything.items() if name in needed}
            cache.save(self._survey.root / CACHE, self._fingerprint, kept)
