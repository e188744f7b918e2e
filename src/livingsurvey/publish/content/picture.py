"""The pictures of result tables' charts, for those without script and to take along, and the libraries of the script.

vl-convert draws the pictures and bundles the scripts, without network and the same each time. It is imported when
something has to be drawn that no earlier build has drawn.
"""

from __future__ import annotations

import importlib.metadata
import math
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pydantic_core

from livingsurvey.language import Language
from livingsurvey.publish.content import labelling
from livingsurvey.publish.content.chart import FONT, POINT_AREA, View, can_be_drawn, specification, view
from livingsurvey.publish.content.labelling import Box
from livingsurvey.store import cache
from livingsurvey.survey import Survey

CACHE = Path("build", "cache", "charts")
SCRIPT = "assets/vega.js"
"""Vega, Vega-Lite and Vega-Embed as one file of the site."""

_MEASURED = "ŒœŴǢǶǼЉЊЖШЩЮљѤѨѬѸѹҖҴӁӔӜԂԄԈԉԊԜ←→↔↖↗↘↙↚↛↞↠↤↦↩↪↫↬↭↮↶↷↼↽⇀⇁⇄⇅⇆⇇⇈⇉⇊⇋⇌⇍⇎⇏⇐⇒⇔⇖⇗⇘⇙⇚⇛⇜⇝⇦⇨∐∟∬∯∹∾≔≕≪≫⊶⊷⊸⊾⌢⌣"
"""Signs of the font that comes along, all about as wide as they are tall. Those of Chinese are, too, and it has none of
them: each is measured as one of these, since another font may be there or not."""
_LIBRARY = "vl-convert-python"
_DRAWERS = ("publish/content/labelling.py", "publish/content/picture.py")


def bundled_libraries() -> bytes:
    """Vega, Vega-Lite and Vega-Embed in one script, which gives pages ``vegaEmbed``; takes seconds."""
    import vl_convert

    return vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;").encode()


def labelled(first: View) -> dict[int, str]:
    """The rows that have their name beside them, by place, the most important first: the far ones, then the fronts."""
    far = {
        row.place: f"{row.row.label} ({', '.join(row.row.values[metric.id] for metric in metrics)})"
        for row, metrics in first.far
    }
    return far | {row.place: row.row.label for front in first.fronts.values() for row in front if row.place not in far}


def draw(survey: Survey, table_id: str, language: Language) -> str:
    """The chart of a table as SVG, with names at the points that have them.

    Vega's own labels need a canvas, which vl-convert has not: it tells where points are, and ``labelling`` finds room.
    """
    import vl_convert

    first, drawing = view(survey, table_id, language), specification(survey, table_id, language)
    vega = vl_convert.vegalite_to_vega(drawing)
    marks = {mark["name"]: mark["items"] for mark in _marks(vl_convert.vega_to_scenegraph(vega)["scenegraph"])}
    names = labelled(first)
    radius = math.sqrt(POINT_AREA) / 2 + 1
    points = {row.place: item for row, item in zip(first.drawn, marks["points_marks"], strict=True)}
    taken = [labelling.around(item["x"], item["y"], radius) for item in points.values()]
    taken += [_arrow(item) for item in marks.get("edges_marks", ())]
    for front in first.fronts.values():
        corners = [(points[row.place]["x"], points[row.place]["y"]) for row in front]
        taken += [box for ends in pairwise(corners) for box in labelling.along(*ends)]
    wanted = [(text, points[place]["x"], points[place]["y"]) for place, text in names.items()]
    found = labelling.labels(wanted, taken, drawing["width"], drawing["height"])
    vega["data"].append({"name": "names", "values": [label._asdict() for label in found]})
    encoded: dict[str, Any] = {name: {"field": name} for name in ("text", "x", "y", "align")}
    fixed = {"baseline": "middle", "font": FONT, "fontSize": labelling.FONT_SIZE, "fill": "currentColor"}
    encoded |= {name: {"value": value} for name, value in fixed.items()}
    vega["marks"].append(
        {"type": "text", "name": "labels", "aria": False, "from": {"data": "names"}, "encode": {"enter": encoded}}
    )
    return _svg(vega)


def _svg(vega: dict[str, Any]) -> str:
    """The drawing of a chart, laid out alike whatever fonts the machine has: see :data:`_MEASURED`."""
    import vl_convert

    text = pydantic_core.to_json(vega).decode()
    wide = [sign for sign in dict.fromkeys(text) if sign > "\u2e7f"]
    measured = list(zip(wide, (sign for sign in _MEASURED if sign not in text), strict=False))
    svg: str = vl_convert.vega_to_svg(text.translate({ord(sign): there for sign, there in measured}))
    return svg.translate({ord(there): sign for sign, there in measured})


def _marks(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All marks with a name below one of a scene."""
    for below in item.get("items", ()):
        if below.get("name"):
            yield below
        yield from _marks(below)


def _arrow(item: dict[str, Any]) -> Box:
    """The box of an arrow beside its point."""
    angle, distance = math.radians(item.get("angle", 0)), 1.2 * math.sqrt(POINT_AREA)
    x, y = item["x"] + distance * math.sin(angle), item["y"] - distance * math.cos(angle)
    return labelling.around(x, y, distance / 2)


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

    def picture(self, table_id: str, language: Language) -> str:
        """The chart of a table as SVG, in the colour of the text around it."""
        name = self._name(specification(self._survey, table_id, language))
        if name not in self._known and name not in self._made:
            self._made[name] = draw(self._survey, table_id, language).encode()
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

    @staticmethod
    def _name(drawing: dict[str, Any]) -> bytes:
        return cache.digest(cache.made_by(*_DRAWERS) + pydantic_core.to_json(drawing))

    def save(self, languages: Sequence[Language]) -> None:
        """Keep what the survey's tables need in these languages for the next build."""
        if self._made:
            drawn = [table for table in self._survey.tables if can_be_drawn(self._survey, table)]
            needed = {
                cache.digest(SCRIPT.encode()),
                *(self._name(specification(self._survey, *each)) for each in product(drawn, languages)),
            }
            everything = self._known | self._made
            kept = {name: content for name, content in everything.items() if name in needed}
            cache.save(self._survey.root / CACHE, self._fingerprint, kept)
