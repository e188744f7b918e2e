"""What the page that compares chosen papers reads besides their twins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from livingsurvey.language import Language, languages_of
from livingsurvey.latex.encode import encode
from livingsurvey.model import Trait
from livingsurvey.publish.content import comparison
from livingsurvey.publish.content.comparing import column
from livingsurvey.publish.published import Published
from livingsurvey.survey import Survey

_YES_NO = {"true": "yes", "false": "no"}


def compared_data(published: Published) -> dict[str, Any]:
    """The ``traits`` in their order, also as LaTeX prints them, and the keys of no paper.

    ``retired`` leads to a new key, and ``withdrawn`` to why a paper was taken out. Twins are in the survey's first
    language; for pages in another, ``topics`` has titles by id, ``words`` what is said of numbers, by what twins say.
    """
    survey, language = published.survey, published.language
    has_own = language.prefix != ""
    return {
        "language": language.code,
        "traits": [{**column(trait, language), "latex": _latex(trait)} for trait in survey.listed_traits],
        "topics": {each.id: language.said(each.title) for each in survey.taxonomy.walk()} if has_own else {},
        "words": _words(survey, language) if has_own else {},
        "retired": survey.info.retired,
        "withdrawn": {key: language(why) for key, why in survey.info.withdrawn.items()},
    }


def _words(survey: Survey, language: Language) -> dict[str, str]:
    first, *_ = languages_of(survey.info, survey.root)
    both = zip(_said_of_numbers(survey, first), _said_of_numbers(survey, language), strict=True)
    return {one: other for one, other in both if one != other}


def _said_of_numbers(survey: Survey, _: Language) -> Iterator[str]:
    """What metrics, tables and settings are called where numbers of papers stand."""
    for metric in survey.metrics.values():
        yield _(metric.name)
        if metric.unit:
            yield _(metric.unit)
    for table in survey.tables.values():
        yield _(table.title)
        yield _(table.source.part)
        for choice in comparison.common_choices(survey, table, _):
            yield from choice
    for result in survey.results:
        for choice in comparison.own_conditions(survey, result, _):
            yield from choice


def _latex(trait: Trait) -> dict[str, Any]:
    name = f"{trait.name.en} ({trait.unit})" if trait.unit else trait.name.en
    values = {each: encode(choice.name.en) for each, choice in trait.values.items()}
    return {"name": encode(name), "values": _YES_NO if trait.kind == "yes-no" else values}
