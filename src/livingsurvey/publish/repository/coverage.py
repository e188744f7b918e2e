"""What the records hold and what they lack, in figures: the generated part of docs/data.md, in each language it has."""

from __future__ import annotations

from livingsurvey.errors import UsageError
from livingsurvey.insight.ageing import measured, said
from livingsurvey.insight.statistics import count
from livingsurvey.insight.told import LARGE, told
from livingsurvey.language import ENGLISH, Language, languages_of
from livingsurvey.publish.rendering.templates import environment, template_trouble
from livingsurvey.publish.repository.markers import place_in, text_of
from livingsurvey.store.write import write_all
from livingsurvey.survey import Survey

FILE = "docs/data.md"
PART = "coverage"


def write(survey: Survey) -> list[str]:
    """Bring the figures in the survey's docs/data.md and its translations up to date. Returns the files that changed.

    Raises:
        UsageError: there is no such page, one does not have each of its markers once and in order, or a template of
            the survey is wrong.
    """
    if not (survey.root / FILE).exists():
        begin, end = (f"<!-- survey:{side} {PART} -->" for side in ("begin", "end"))
        raise UsageError(
            f"there is no {FILE}; create it, with the lines '{begin}' and '{end}' where the figures belong"
        )
    return write_all(survey.root, _documents(survey))


def outdated(survey: Survey) -> list[str]:
    """The files that :func:`write` would change; a survey without that page has nothing to write.

    Raises:
        UsageError: a page does not have each of its markers once and in order, or a template is wrong.
    """
    return [file for file, text in _documents(survey).items() if text_of(survey.root / file) != text]


def files(survey: Survey) -> dict[str, Language]:
    """The pages with figures that a survey has, with their languages: ``docs/data.md``, ``docs/zh/data.md``."""
    languages = languages_of(survey.info, survey.root)
    known = {f"docs/{language.prefix}data.md": language for language in languages}
    return {file: language for file, language in known.items() if (survey.root / file).exists()}


def render(survey: Survey, language: Language = ENGLISH) -> str:
    """The figures as Markdown: which facts records have, where papers appeared, what is told of them and frameworks."""
    known = {"told": told(survey), "said": said(survey), "measured": measured(survey), "large": LARGE}
    with template_trouble():
        template = environment(survey.root, language).get_template("data/coverage.md.j2")
        return template.render(language=language, figures=count(survey), **known)


def _documents(survey: Survey) -> dict[str, str]:
    return {file: _document(survey, file, language) for file, language in files(survey).items()}


def _document(survey: Survey, file: str, language: Language) -> str:
    text = text_of(survey.root / file)
    begin, end = place_in(text, file, "the figures", PART)
    return text[:begin] + render(survey, language) + text[end:]
