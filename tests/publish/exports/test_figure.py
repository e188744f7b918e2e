"""The figures of the taxonomy: every paper is cited, no tree is taller than a page, and LaTeX sets them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.conftest import SMALL_SURVEY
from tests.publish.exports import latex
from tests.publish.exports.latex import cited
from tests.publish.exports.readers import survey_of

from livingsurvey.model import Author
from livingsurvey.publish.content import colours
from livingsurvey.publish.exports import figure
from livingsurvey.publish.exports.formats import export
from livingsurvey.store.shipped import shipped
from livingsurvey.survey import Survey

_SMALL = Survey.load(SMALL_SURVEY, cached=False)


def test_every_paper_is_cited_once_for_each_of_its_topics() -> None:
    text = export(_SMALL, "latex-taxonomy", tuple(_SMALL)).decode("ascii")
    assert sorted(cited(text)) == sorted(paper.key for paper in _SMALL for _ in paper.topics)
    assert text.count("{") == text.count("}")


def test_topics_without_papers_are_left_out() -> None:
    (tree,) = figure.figures(_SMALL, [_SMALL["frantar2022gptq"]])
    assert (tree.tree.levels, tree.part, tree.parts) == (len(_SMALL.path("weight-only-quantization")) - 1, 1, 1)
    assert figure.figures(_SMALL, []) == []


def test_a_box_counts_what_it_does_not_name() -> None:
    paper = _SMALL["frantar2022gptq"]
    many = [paper.model_copy(update={"key": f"frantar2022n{at}"}) for at in range(figure.MOST_CITED + 7)]
    text = export(survey_of(_SMALL, many), "latex-taxonomy", many).decode("ascii")
    assert len(cited(text)) == figure.MOST_CITED
    assert ", and 7 more}" in text


@pytest.mark.parametrize(
    ("fields", "called"),
    [
        ({}, "GPTQ"),
        ({"name": None}, "Frantar et al."),
        ({"name": None, "authors": (Author("Łukasz Ząb"),)}, r"Z{\k{a}}b"),
        ({"name": None, "authors": ()}, r"OPTQ: Accurate Quantization for {\textellipsis}"),
    ],
)
def test_what_a_paper_is_called(fields: dict[str, object], called: str) -> None:
    paper = _SMALL["frantar2022gptq"].model_copy(update=fields)
    text = export(survey_of(_SMALL, [paper]), "latex-taxonomy", [paper]).decode("ascii")
    (found,) = re.findall(r"^\[\{(.+)~\\cite", text, re.MULTILINE)
    assert found in (called, "Zab")


def test_its_colours_are_those_of_the_site() -> None:
    style = (shipped("templates") / "assets" / "survey.css").read_text(encoding="utf-8")
    light = style[: style.index('[data-md-color-scheme="slate"]')]
    assert re.findall(r"--ls-hue-\d: #(\w+)", light) == list(colours.HUES)
    for name in ("paper", "ink", "soft", "line"):
        assert f"--ls-{name}: #{getattr(colours, name.upper())};" in light


@pytest.mark.slow
def test_latex_sets_the_figures_with_the_bibliography_of_the_same_papers(tmp_path: Path) -> None:
    latex.needs_latex()
    printable = [paper.key for paper in _SMALL if latex.is_printable(paper.title)]
    assert latex.latex_sets_the_figures(_SMALL, tmp_path) == len(printable)
