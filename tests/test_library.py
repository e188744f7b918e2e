"""import livingsurvey: what scripts and notebooks do with a survey."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import livingsurvey
from livingsurvey import Papers, Survey
from livingsurvey.errors import EnvironmentTrouble, UnknownName


@pytest.fixture
def survey(small_survey: Path) -> Survey:
    return Survey.load(small_survey)


def test_papers_are_found_as_the_command_finds_them(survey: Survey) -> None:
    found = survey.find("gptq")
    assert found[0].key == "frantar2022gptq"
    assert isinstance(found[:1], Papers)
    assert survey.find() == Papers(survey, survey)
    assert {paper.year for paper in survey.find(years=2023)} == {2023}
    assert survey.find(years=range(2023, 2025)) != survey.find(years=2023)
    assert all("quantization" in str(survey.path(paper.topics[0])) for paper in survey.find(topic="quantization"))
    with pytest.raises(UnknownName, match="Did you mean 'quantization'"):
        survey.find(topic="quantisation")


def test_selections_are_tables_of_the_exports(survey: Survey) -> None:
    some = survey.find(years=2023)
    pandas, polars = some.to_pandas(), some.to_polars()
    assert list(pandas.columns) == polars.columns
    assert list(pandas["key"]) == polars["key"].to_list() == [paper.key for paper in some]
    assert len(survey.to_pandas()) == len(survey.to_polars()) == len(survey)
    assert pandas["arxiv"].iloc[0] in {paper.ids.arxiv for paper in some}, "an arXiv id is text"


def test_selections_are_exported_in_every_format(survey: Survey) -> None:
    assert b"@inproceedings{frantar2022gptq," in survey.export("bibtex")
    assert survey.find("gptq").export("bibtex").count(b"\n@") <= 1
    with pytest.raises(UnknownName, match=r"no format 'bibtx'\. Did you mean 'bibtex'"):
        survey.export("bibtx")


def test_related_papers_say_why(survey: Survey) -> None:
    related = survey.related("2210.17323")
    assert related
    assert all(each.key in survey and each.reasons for each in related)
    with pytest.raises(UnknownName):
        survey.related("nobody2020none")


def test_a_notebook_shows_a_table_in_which_titles_are_text(survey: Survey) -> None:
    shown = survey._repr_html_()
    assert "<table>" in shown
    assert "A Small Survey of &#34;Efficient&#34; &lt;LLMs&gt;" in shown
    assert shown.count("<tr>") == 1 + len(survey)
    assert "<script" not in shown


def test_what_is_not_installed_is_named_with_the_extra_that_brings_it(
    survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(EnvironmentTrouble, match=r"pip install 'livingsurvey\[polars\]'"):
        survey.to_polars()
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(EnvironmentTrouble, match=r"pip install 'livingsurvey\[pandas\]'"):
        survey.to_pandas()


def test_the_package_shows_what_there_is_and_loads_it_when_asked() -> None:
    assert dir(livingsurvey) == ["Papers", "Survey", "__version__"]
    assert livingsurvey.__version__[0].isdigit()
    code = "import sys, livingsurvey; sys.exit('livingsurvey.library' in sys.modules or 'pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
