"""The comparison of a topic's papers: its page, its files, its address, and the way there."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import SMALL_SURVEY
from tests.publish import tables
from tests.publish.content.made import paper
from tests.publish.document import Document
from tests.publish.exports import latex
from tests.publish.site.test_build import edit

from livingsurvey import Survey
from livingsurvey.latex.decode import decode
from livingsurvey.model.declared import Choice, Name
from livingsurvey.model.trait import Trait
from livingsurvey.publish.content.comparing import compared_by
from livingsurvey.publish.exports import comparison
from livingsurvey.publish.published import Published
from livingsurvey.publish.site.table import Site

COMPARED = ["model-centric", "quantization", "weight-only-quantization"]
TOPIC = "topics/model-centric/"


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(SMALL_SURVEY)


def page(root: Path, address: str) -> Document:
    return Document(root / "site" / address / "index.html")


def test_tables_read_back_from_the_built_site_are_the_records(built_survey: Path) -> None:
    survey = Survey.load(built_survey)
    for topic in COMPARED:
        folder, papers = built_survey / "site/topics" / topic, survey.papers_in(topic)
        traits = compared_by(survey, papers)
        said = tables.recorded(survey, papers, traits)
        texts = {
            name: (folder / name).read_text(encoding="utf-8") for name in ("comparison/index.html", "comparison.tex")
        }
        assert tables.in_page(texts["comparison/index.html"], traits) == said
        assert tables.in_latex(texts["comparison.tex"], traits) == said
        known = {key: {trait: cell or None for trait, cell in cells.items()} for key, cells in said.items()}
        assert tables.in_csv((folder / "comparison.csv").read_text(encoding="utf-8"), traits) == known


def test_what_is_not_known_leads_to_where_it_is_added_and_what_does_not_apply_is_empty(built_survey: Path) -> None:
    table = page(built_survey, f"{TOPIC}comparison/")
    bold, nystromformer = "papers/2024/example2024bold.yaml", "papers/2021/xiong2021nystromformer.yaml"
    edits = "https://github.com/example/small-survey/edit/main/"
    asked = [link for link in table.all("a") if "aria-labelledby" in link.attributes]
    assert [link.attributes["href"] for link in asked].count(f"{edits}{nystromformer}") == 1, (
        "it has no weights to count"
    )
    assert f"{edits}{bold}" in [link.attributes["href"] for link in asked]
    words = {element.attributes["id"]: element.text for element in table.elements if "id" in element.attributes}
    named = [" ".join(words[name] for name in link.attributes["aria-labelledby"].split()) for link in asked]
    assert set(named) == {"Needs training unknown: add it"}


def test_without_a_repository_what_is_not_known_is_a_mark(small_survey: Path) -> None:
    edit(small_survey, "repository: https://github.com/example/small-survey\n", "", "survey.yaml")
    shown = tables.files(Survey.load(small_survey))[f"{TOPIC}comparison/"]
    assert '<i role="img" aria-labelledby="ls-unknown"></i>' in shown
    assert "add it" not in shown


def test_list_and_table_lead_to_each_other_and_say_the_same_of_the_topic(built_survey: Path) -> None:
    listed, table = page(built_survey, TOPIC), page(built_survey, f"{TOPIC}comparison/")
    assert listed.links()["comparison/"] == "Comparison"
    assert table.links()["../"] == "Papers (7)"
    assert table.one("h1").text == listed.one("h1").text == "Model-Centric Methods"
    assert table.one("p", "ls-subtitle").text == listed.one("p", "ls-subtitle").text
    assert table.one("title").text.startswith("Model-Centric Methods compared")
    assert table.one("nav", "ls-path").text == "Topics"
    below = page(built_survey, "topics/weight-only-quantization/")
    assert page(built_survey, "topics/weight-only-quantization/comparison/").one("nav", "ls-path").text == (
        below.one("nav", "ls-path").text
    )
    assert table.problems == []
    assert {
        f"../../../topics/model-centric/{file}" for file in ("comparison.csv", "comparison.tex", "model-centric.bib")
    } <= table.links().keys()


def test_where_nothing_is_compared_there_is_no_page_no_file_and_no_way(built_survey: Path) -> None:
    for topic in ("data-centric", "knowledge-distillation"):
        folder = built_survey / "site/topics" / topic
        assert not list(folder.glob("comparison*"))
        assert not page(built_survey, f"topics/{topic}/").all("nav", "ls-views")


def test_a_survey_without_traits_has_no_trace_of_it(small_survey: Path) -> None:
    (small_survey / "knowledge/traits.yaml").unlink()
    plain = Survey.load(small_survey, strict=False)
    assert tables.files(plain) == {}
    assert Published(plain).compared == {}


def test_a_head_says_what_its_column_means(built_survey: Path) -> None:
    table = page(built_survey, f"{TOPIC}comparison/")
    (head,) = [each for each in table.all("th") if each.attributes.get("data-trait") == "weight-bits"]
    assert head.text == "Weight bits (bit)"
    assert head.attributes["title"] == "the bits of a stored weight"
    assert "calibration data a few examples are measured, nothing is trained" in [each.text for each in table.all("dd")]


def test_a_topic_of_too_many_papers_leads_to_the_comparisons_below(
    survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("livingsurvey.publish.models.comparison.COMPARED_PAPERS", 2)
    found = tables.files(survey)
    assert "<table" not in found[f"{TOPIC}comparison/"]
    assert "../../quantization/comparison/" in found[f"{TOPIC}comparison/"]
    assert "knowledge-distillation" not in found[f"{TOPIC}comparison/"]
    assert len(found[f"{TOPIC}comparison.csv"].splitlines()) == 8
    monkeypatch.setattr("livingsurvey.publish.models.comparison.COMPARED_PAPERS", 1)
    leaf = tables.files(survey)["topics/weight-only-quantization/comparison/"]
    assert "2 papers; the newest 1 are shown" in leaf, "no topic below has a table"


def test_the_comparison_of_a_topic_that_was_renamed_is_found_at_its_former_address(small_survey: Path) -> None:
    text = (small_survey / "taxonomy.yaml").read_text(encoding="utf-8")
    moved = "moved: {int-quantization: quantization, teachers: knowledge-distillation}\n"
    (small_survey / "taxonomy.yaml").write_text(moved + text, encoding="utf-8")
    site = Site(Survey.load(small_survey), {}, site_url=None)
    assert b"../../quantization/comparison/" in site["topics/int-quantization/comparison/"]
    assert "topics/teachers/comparison/" not in site


texts = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1).map(str.strip).filter(bool)


@given(texts, texts)
def test_any_text_is_one_cell_of_one_line_in_both_files(title: str, name: str) -> None:
    survey = Survey.load(SMALL_SURVEY)
    trait = Trait(
        id="way",
        name=Name(en=name),
        kind="several",
        topics=("quantization",),
        values={"so": Choice(name=Name(en=name), means="so"), "or-so": Choice(name=Name(en="or so"), means="or so")},
    )
    one = paper(title, venue=title).model_copy(update={"name": name, "traits": {"way": ("so", "or-so")}})
    only = survey.with_only({"papers/2023/lovelace2023title.yaml": one})
    (row,) = csv.DictReader(io.StringIO(comparison.table([one], (trait,))))
    assert row["title"].removeprefix("'") == row["venue"].removeprefix("'") == title.removeprefix("'")
    assert row["way"] == "so; or-so"
    model = comparison.latex_model([one], (trait,), only, only.topic("quantization"))
    (line,) = model["rows"]
    assert decode(line["cells"][0]["text"]).text == normalize("NFC", f"{name}; or so")
    assert " & " not in line["cells"][0]["text"] + line["called"]


@pytest.mark.slow
def test_latex_sets_the_table_with_the_bibliography_of_the_same_papers(tmp_path: Path, survey: Survey) -> None:
    latex.needs_latex()
    assert latex.latex_sets_the_comparison(survey, "quantization", tmp_path) == 2
