"""What the records hold and what they lack, in figures: the generated part of docs/data.md."""

from __future__ import annotations

from pathlib import Path

from livingsurvey.errors import UsageError
from livingsurvey.insight.ageing import measured, said
from livingsurvey.insight.statistics import count
from livingsurvey.insight.told import LARGE, told
from livingsurvey.publish.rendering.templates import environment, template_trouble
from livingsurvey.publish.repository.markers import place_in, text_of
from livingsurvey.store.write import write_text
from livingsurvey.survey import Survey

FILE = "docs/data.md"
PART = "coverage"


def write(survey: Survey) -> bool:
    """Bring the figures in the survey's docs/data.md up to date. Returns whether it changed.

    Raises:
        UsageError: there is no such page, it does not have each of its markers once and in order, or a template of
            the survey is wrong.
    """
    path = survey.root / FILE
    if not path.exists():
        begin, end = (f"<!-- survey:{side} {PART} -->" for side in ("begin", "end"))
        raise UsageError(
            f"there is no {FILE}; create it, with the lines '{begin}' and '{end}' where the figures belong"
        )
    return write_text(path, _document(survey, path))


def is_current(survey: Survey) -> bool:
    """Whether :func:`write` would leave docs/data.md as it is; a survey without that page has nothing to write.

    Raises:
        UsageError: the page does not have each of its markers once and in order, or a template is wrong.
    """
    path = survey.root / FILE
    return not path.exists() or text_of(path) == _document(survey, path)


def render(survey: Survey) -> str:
    """The figures as Markdown: which facts records have, where papers appeared, what is told of them and frameworks."""
    figures = count(survey)
    with template_trouble():
        template = environment(survey.root).get_template("data/coverage.md.j2")
        return template.render(
            figures=figures, told=told(survey), said=said(survey), measured=measured(survey), large=LARGE
        )


def _document(survey: Survey, path: Path) -> str:
    text = text_of(path)
    begin, end = place_in(text, FILE, "the figures", PART)
    return text[:begin] + render(survey) + text[end:]
