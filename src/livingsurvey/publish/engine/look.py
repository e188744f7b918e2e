"""The colours and fonts of survey.yaml as rules that stand behind those of the shipped styles."""

from __future__ import annotations

from collections.abc import Mapping

from livingsurvey.model import SurveyInfo
from livingsurvey.model.colour import ink_on, tint
from livingsurvey.publish.rendering.templates import environment
from livingsurvey.survey import Survey

STYLES = ("survey.css", "feed.css")
"""The styles below ``assets/`` that the rules stand in: of pages, and of feeds."""

_TEMPLATE = "look/look.css.j2"
_OWN = {"text": "Own text", "titles": "Own titles"}
"""What fonts that are files are called in styles."""


def rules(survey: Survey) -> str:
    """The rules; empty for a survey that asks for none."""
    info = survey.info
    if info.colours is None and info.fonts.text is None and info.fonts.titles is None:
        return ""
    files = [(_OWN[name], f"../{file.removeprefix('docs/')}") for name, file in info.fonts.files.items()]
    names = {name: _OWN[name] if name in info.fonts.files else font for name, font in info.fonts}
    template = environment(survey.root).get_template(_TEMPLATE)
    return template.render(**names, faces=files, schemes=_schemes(info))


def _schemes(info: SurveyInfo) -> list[Mapping[str, str]]:
    if info.colours is None:
        return []
    named = (("default", "light", info.colours.light), ("slate", "dark", info.colours.on_dark))
    return [
        {"name": name, "colour": colour, "ink": ink_on(colour), "tint": tint(colour, scheme)}
        for name, scheme, colour in named
    ]
