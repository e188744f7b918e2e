"""The comparisons of all shipped topics, read back from their pages and files."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.publish import tables
from tests.publish.exports import latex

from livingsurvey.publish.published import COMPARED_PAPERS, Published
from livingsurvey.survey import Survey

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(ROOT)


@pytest.mark.slow
def test_every_cell_of_every_table_is_what_its_record_says(survey: Survey) -> None:
    files, compared = tables.files(survey), Published(survey).compared
    assert len(compared) > 80
    for topic, traits in compared.items():
        papers = survey.papers_in(topic)
        said = tables.recorded(survey, papers, traits)
        if len(papers) <= COMPARED_PAPERS:
            assert tables.in_page(files[f"topics/{topic}/comparison/"], traits) == said
        assert tables.in_latex(files[f"topics/{topic}/comparison.tex"], traits) == said
        known = {key: {trait: cell or None for trait, cell in cells.items()} for key, cells in said.items()}
        assert tables.in_csv(files[f"topics/{topic}/comparison.csv"], traits) == known


@pytest.mark.slow
def test_latex_sets_the_widest_table_with_the_bibliography_of_the_same_papers(survey: Survey, tmp_path: Path) -> None:
    latex.needs_latex()
    compared = Published(survey).compared
    printable = {
        topic: len(traits)
        for topic, traits in compared.items()
        if len(survey.papers_in(topic)) < COMPARED_PAPERS / 2
        and all(latex.is_printable(paper.title) for paper in survey.papers_in(topic))
    }
    widest = max(printable, key=lambda topic: printable[topic])
    assert latex.latex_sets_the_comparison(survey, widest, tmp_path) == len(survey.papers_in(widest))
