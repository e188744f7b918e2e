"""The figures of the taxonomy: every paper is cited, no tree is taller than a page, and LaTeX sets them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.conftest import SMALL_SURVEY
from tests.publish.exports.readers import survey_of

from livingsurvey.model import Author
from livingsurvey.publish.content import colours
from livingsurvey.publish.exports import figure
from livingsurvey.publish.exports.formats import export
from livingsurvey.store.shipped import shipped
from livingsurvey.survey import Survey

_SMALL = Survey.load(SMALL_SURVEY, cached=False)
_DOCUMENT = r"""\documentclass{article}
\usepackage[edges]{forest}
\begin{document}
\input{taxonomy}
\bibliographystyle{plain}
\bibliography{papers}
\end{document}
"""


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(shipped("templates").parent, cached=False)


def cited(text: str) -> list[str]:
    return re.findall(r"\\cite\{(\w+)\}", text)


def test_every_paper_is_cited_once_for_each_of_its_topics(survey: Survey) -> None:
    text = export(survey, "latex-taxonomy", tuple(survey)).decode("ascii")
    assert sorted(cited(text)) == sorted(paper.key for paper in survey for _ in paper.topics)
    assert text.count("{") == text.count("}")


def test_no_tree_is_taller_than_a_page_and_each_has_its_own_label(survey: Survey) -> None:
    found = figure.figures(survey, tuple(survey))
    assert len(found) > len(survey.taxonomy.topics)
    assert [each.tree.id for each in found if each.tree.height > figure.PAGE] == []
    text = export(survey, "latex-taxonomy", tuple(survey)).decode("ascii")
    labels = re.findall(r"\\label\{(.+)\}", text)
    assert len(labels) == len(set(labels)) == len(found)


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
    light = style[: style.index("--ls-hue-5") + 30]
    assert re.findall(r"--ls-hue-\d: #(\w+)", light) == list(colours.HUES)
    for name in ("paper", "ink", "soft", "line"):
        assert f"--ls-{name}: #{getattr(colours, name.upper())};" in light


@pytest.mark.long
@pytest.mark.slow
def test_latex_sets_the_figures_with_the_bibliography_of_the_same_papers(survey: Survey, tmp_path: Path) -> None:
    if shutil.which("pdflatex") is None or not _has_forest():
        reason = "no forest: apt-get install texlive-latex-recommended texlive-pictures texlive-latex-extra"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    (tmp_path / "papers.bib").write_bytes(export(survey, "bibtex", tuple(survey)))
    figures = export(survey, "latex-taxonomy", tuple(survey))
    (tmp_path / "taxonomy.tex").write_bytes(figures)
    # What a first run of LaTeX, the slowest of these programs, would write for BibTeX.
    asked = [
        *(rf"\citation{{{key}}}" for key in cited(figures.decode("ascii"))),
        r"\bibstyle{plain}",
        r"\bibdata{papers}",
    ]
    (tmp_path / "paper.aux").write_text("\n".join([r"\relax", *asked, ""]), encoding="ascii")
    # Nothing in the figures is referred to, so the run that reads the bibliography does without them.
    (tmp_path / "paper.tex").write_text(_DOCUMENT, encoding="ascii")
    (tmp_path / "cited.tex").write_text(_DOCUMENT.replace("\\input{taxonomy}", ""), encoding="ascii")
    latex = ("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-jobname=paper")
    for command in (("bibtex", "paper"), (*latex, "-draftmode", "cited"), (*latex, "paper")):
        said = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", errors="replace").stdout
        assert "LaTeX Error" not in said, said[-3000:]
        assert "Warning--" not in said
    assert "undefined" not in said
    assert "Float too large" not in said
    entries = (tmp_path / "paper.bbl").read_text(encoding="ascii").count("\\bibitem")
    assert entries == len(survey)


def _has_forest() -> bool:
    return (
        subprocess.run(
            ["kpsewhich", "forest.sty", "elocalloc.sty"], capture_output=True, encoding="utf-8"
        ).stdout.count("\n")
        == 2
    )
