"""LaTeX, BibTeX and Biber at work on what is exported."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from tests.publish.tables import files

from livingsurvey.model import Author
from livingsurvey.publish.content.bibtex import bibtex
from livingsurvey.publish.exports import spreadsheet
from livingsurvey.publish.exports.formats import export
from livingsurvey.survey import Survey

_DOCUMENT = r"""\documentclass{article}
%s
\begin{document}
\nocite{*}
%s
\end{document}
"""
_FIGURES = r"""\documentclass{article}
\usepackage[edges]{forest}
%s
\begin{document}
\input{taxonomy}
\bibliographystyle{plain}
\bibliography{papers}
\end{document}
"""
_RUN = ("pdflatex", "-interaction=nonstopmode", "-halt-on-error")
_TITLES = (
    "$O(n)$ & 100% of #1_2^3 ~ \\ {x",
    "∞-Nets: α → β < γ | Γ² b̄ H₂O ≠ ≈",
    "Ångström’s “quotes” — ‘one’…",
    "£ € © § ½ ° ± x--y and ''z''",
)
_NAMES = ("Łukasz Kaiser", "Örn Åse", 'Zhangyang "Atlas" Wang', "AT&T Research", "Ada_Lovelace 100%")


def needs_latex() -> None:
    """Go on only where there is LaTeX; a build server must have it."""
    if any(shutil.which(program) is None for program in ("pdflatex", "bibtex", "biber")) or not _has_forest():
        reason = (
            "no LaTeX: apt-get install biber texlive-latex-recommended texlive-latex-extra texlive-bibtex-extra "
            "texlive-pictures texlive-plain-generic"
        )
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)


def references(survey: Survey, folder: Path) -> int:
    """Write papers.bib, fewer.bib and papers.tex of a survey and of hostile papers; how many entries the first has.

    Biber takes ten times as long as BibTeX: fewer.bib is what is not plain, and some of what is.
    """
    papers = [paper for paper in survey if is_printable(paper.title)]
    entries = [*(bibtex(paper, survey) for paper in papers), *_hostile(survey)]
    (folder / "papers.bib").write_text("\n".join(entries), encoding="utf-8")
    fewer = [entry for at, entry in enumerate(entries) if at % 10 == 0 or "\\" in entry or not entry.isascii()]
    (folder / "fewer.bib").write_text("\n".join(fewer), encoding="utf-8")
    rows = [spreadsheet.table_row(paper, survey) for paper in papers[:40]]
    (folder / "papers.tex").write_text("".join(rows), encoding="utf-8")
    return len(entries)


def is_printable(title: str) -> bool:
    """Whether pdfLaTeX has the letters of a title: those of Han script need other fonts and another LaTeX."""
    return re.search("[一-龥]", title) is None


def _hostile(survey: Survey) -> Iterable[str]:
    paper = next(iter(survey))
    for at, title in enumerate(_TITLES):
        update = {"key": f"hostile2024n{at}", "title": title, "authors": tuple(map(Author, _NAMES))}
        yield bibtex(paper.model_copy(update=update), survey)


def bibtex_sets(folder: Path, style: str) -> int:
    """The number of references that BibTeX and LaTeX set in a style, without a warning."""
    packages = r"\usepackage{natbib}\usepackage{hyperref}" if style == "plainnat" else ""
    packages += _needed(folder / "papers.bib")
    body = rf"\bibliographystyle{{{style}}}\bibliography{{papers}}"
    (folder / f"{style}.tex").write_text(_DOCUMENT % (packages, body), encoding="ascii")
    # What LaTeX would write for BibTeX in a run of its own.
    asked = rf"\citation{{*}}\bibstyle{{{style}}}\bibdata{{papers}}".replace("}", "}\n", 2)
    (folder / f"{style}.aux").write_text(asked + "\n", encoding="ascii")
    assert "arning" not in _run(folder, "bibtex", style)
    _run(folder, *_RUN, style)
    return (folder / f"{style}.bbl").read_text(encoding="ascii").count("\\bibitem")


def _needed(references: Path) -> str:
    """What the references say, in their field ``needs``, that a document must load to print them."""
    told = re.findall(r"needs +=[ ]\{(.+)\},", references.read_text(encoding="utf-8"))
    return "".join(sorted({each for needs in told for each in needs.split(", ") if each.startswith("\\usepackage")}))


def biber_sets(folder: Path) -> None:
    packages = _needed(folder / "fewer.bib") + r"\usepackage[style=authoryear]{biblatex}\addbibresource{fewer.bib}"
    (folder / "biblatex.tex").write_text(_DOCUMENT % (packages, r"\printbibliography"), encoding="ascii")
    _run(folder, *_RUN, "-draftmode", "biblatex")
    said = _run(folder, "biber", "biblatex")
    assert "WARN" not in said
    assert "ERROR" not in said
    _run(folder, *_RUN, "biblatex")


def latex_sets_the_table(folder: Path) -> None:
    rows = r"\begin{tabular}{llllllll}\input{papers}\end{tabular}"
    (folder / "table.tex").write_text(_DOCUMENT % (r"\usepackage{url}", rows), encoding="ascii")
    _run(folder, *_RUN, "table")


def latex_sets_the_figures(survey: Survey, folder: Path) -> int:
    """The number of references below the figures of a survey."""
    papers = tuple(paper for paper in survey if is_printable(paper.title))
    (folder / "papers.bib").write_bytes(export(survey, "bibtex", papers))
    figures = export(survey, "latex-taxonomy", papers)
    (folder / "taxonomy.tex").write_bytes(figures)
    # What a first run of LaTeX, the slowest of these programs, would write for BibTeX.
    asked = [rf"\citation{{{key}}}" for key in cited(figures.decode("ascii"))]
    lines = [r"\relax", *asked, r"\bibstyle{plain}", r"\bibdata{papers}", ""]
    (folder / "paper.aux").write_text("\n".join(lines), encoding="ascii")
    # Nothing in the figures is referred to, so the run that reads the bibliography does without them.
    document = _FIGURES % _needed(folder / "papers.bib")
    (folder / "paper.tex").write_text(document, encoding="ascii")
    (folder / "cited.tex").write_text(document.replace("\\input{taxonomy}", ""), encoding="ascii")
    latex = (*_RUN, "-jobname=paper")
    assert "Warning--" not in _run(folder, "bibtex", "paper")
    _run(folder, *latex, "-draftmode", "cited")
    said = _run(folder, *latex, "paper")
    assert "undefined" not in said
    assert "Float too large" not in said
    return (folder / "paper.bbl").read_text(encoding="ascii").count("\\bibitem")


def latex_sets_the_comparison(survey: Survey, topic_id: str, folder: Path) -> int:
    """The number of references below the comparison of a topic of printable papers, its files as the site has them."""
    found = files(survey)
    table = found[f"topics/{topic_id}/comparison.tex"]
    (folder / "comparison.tex").write_text(table, encoding="utf-8")
    (folder / f"{topic_id}.bib").write_bytes(export(survey, "bibtex", survey.papers_in(topic_id)))
    packages = r"\usepackage{array,booktabs,longtable}" + _needed(folder / f"{topic_id}.bib")
    body = rf"\input{{comparison}}\bibliographystyle{{plain}}\bibliography{{{topic_id}}}"
    (folder / "compared.tex").write_text(_DOCUMENT.replace("\\nocite{*}\n", "") % (packages, body), encoding="utf-8")
    _run(folder, *_RUN, "-draftmode", "compared")
    assert "Warning--" not in _run(folder, "bibtex", "compared")
    _run(folder, *_RUN, "-draftmode", "compared")
    _run(folder, *_RUN, "-draftmode", "compared")
    assert "undefined" not in _run(folder, *_RUN, "compared")
    return (folder / "compared.bbl").read_text(encoding="utf-8").count("\\bibitem")


def cited(text: str) -> list[str]:
    """The keys that a text in LaTeX cites."""
    return re.findall(r"\\cite\{(\w+)\}", text)


def _run(folder: Path, *command: str) -> str:
    environment: dict[str, Any] = os.environ | {"max_print_line": "1000"}
    ended = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", errors="replace"
    )
    output = ended.stdout + ended.stderr
    assert ended.returncode == 0, output[-3000:]
    return output


def _has_forest() -> bool:
    asked = ["kpsewhich", "forest.sty", "elocalloc.sty"]
    return subprocess.run(asked, capture_output=True, encoding="utf-8").stdout.count("\n") == 2
