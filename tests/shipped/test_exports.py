"""Every shipped paper in every format, and LaTeX at work on all of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.publish.exports import latex
from tests.publish.exports.test_formats import formats_agree

from livingsurvey.publish.exports import figure
from livingsurvey.publish.exports.formats import export
from livingsurvey.survey import Survey

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(ROOT)


def test_every_format_has_every_field_of_every_paper(survey: Survey) -> None:
    formats_agree(survey)


@pytest.mark.long
@pytest.mark.slow
def test_latex_takes_all_references_as_they_are(survey: Survey, tmp_path: Path) -> None:
    latex.needs_latex()
    assert latex.references(survey, tmp_path) > len(survey)
    assert latex.bibtex_sets(tmp_path, "plain") > len(survey)
    latex.latex_sets_the_table(tmp_path)
    latex.biber_sets(tmp_path)


@pytest.mark.slow
def test_latex_sets_the_figures_with_the_bibliography_of_the_same_papers(survey: Survey, tmp_path: Path) -> None:
    latex.needs_latex()
    named = set(latex.cited(export(survey, "latex-taxonomy", tuple(survey)).decode("ascii")))
    assert latex.latex_sets_the_figures(survey, tmp_path) == len(named) > 2000  # of a large topic the newest


def test_no_tree_is_taller_than_a_page_and_each_has_its_own_label(survey: Survey) -> None:
    found = figure.figures(survey, tuple(survey))
    assert len(found) > len(survey.taxonomy.topics)
    assert [each.tree.id for each in found if each.tree.height > figure.PAGE] == []
    text = export(survey, "latex-taxonomy", tuple(survey)).decode("ascii")
    labels = re.findall(r"\\label\{(.+)\}", text)
    assert len(labels) == len(set(labels)) == len(found)
