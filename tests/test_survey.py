"""A survey in memory: its order, its indexes, and what it says when a name is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import SMALL_SURVEY
from livingsurvey import Survey
from livingsurvey.errors import InvalidData, NotASurvey, UnknownName


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(SMALL_SURVEY, cached=False)


def test_it_is_pleasant_in_a_notebook(survey: Survey) -> None:
    assert repr(survey) == "<Survey 'A Small Survey of \"Efficient\" <LLMs>': 8 papers, 7 topics>"
    assert len(survey) == 8
    assert "frantar2022gptq" in survey
    assert "gptq" not in survey
    assert survey["frantar2022gptq"].name == "GPTQ"


def test_papers_come_newest_first(survey: Survey) -> None:
    assert [paper.key for paper in survey] == [
        "example2024bold",
        "li2023symbolic",
        "zhang2023h2o",
        "chen2023maybe",
        "frantar2022gptq",
        "dettmers2022llmint8",
        "martins2021former",
        "xiong2021nystromformer",
    ]


def test_it_can_be_asked_what_it_would_be_with_other_records(survey: Survey) -> None:
    assert survey.by_title  # its indexes are made already
    gptq = survey["frantar2022gptq"]
    other = gptq.model_copy(update={"title": "Another", "year": 2030})
    new = gptq.model_copy(update={"key": "new2031paper", "title": "New", "year": 2031})
    after = survey.with_changed({survey.files[gptq.key]: other, "papers/2031/new2031paper.yaml": new})
    assert [paper.key for paper in after][:2] == ["new2031paper", "frantar2022gptq"]
    assert [paper.key for paper in after.by_title["another"]] == ["frantar2022gptq"]
    assert after.files["new2031paper"] == "papers/2031/new2031paper.yaml"
    assert len(after) == len(survey) + 1
    assert survey["frantar2022gptq"] is gptq
    assert "another" not in survey.by_title


def test_it_cannot_be_changed(survey: Survey) -> None:
    with pytest.raises(TypeError):
        survey.papers["x"] = survey["frantar2022gptq"]  # type: ignore[index]


@pytest.mark.parametrize(
    "name",
    [
        "frantar2022gptq",
        "2210.17323",
        "arxiv:2210.17323v3",
        "https://arxiv.org/pdf/2210.17323v1",
        "tcbBPnfwxS",
        "openreview:tcbBPnfwxS",
        "https://openreview.net/forum?id=tcbBPnfwxS",
    ],
)
def test_a_paper_by_any_of_its_names(survey: Survey, name: str) -> None:
    assert survey.paper(name).key == "frantar2022gptq"


def test_a_doi_in_another_case(survey: Survey) -> None:
    assert survey.paper("https://doi.org/10.1609/AAAI.V35I16.17664").key == "xiong2021nystromformer"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("frantar2023gptq", "Did you mean 'frantar2022gptq'?"),
        ("gptq", "Did you mean 'frantar2022gptq'?"),
        ("Nystromformer", "Did you mean 'xiong2021nystromformer'?"),
        ("zzz", "no paper 'zzz'. 'survey find WORDS' searches titles"),
    ],
)
def test_an_unknown_paper(survey: Survey, name: str, said: str) -> None:
    with pytest.raises(UnknownName) as raised:
        survey.paper(name)
    assert said in str(raised.value)


def test_topics_hold_what_is_filed_below_them_once(survey: Survey) -> None:
    assert [paper.key for paper in survey.papers_in("quantization")] == ["frantar2022gptq", "dettmers2022llmint8"]
    assert [paper.key for paper in survey.papers_in("quantization", below=False)] == ["dettmers2022llmint8"]
    assert len(survey.papers_in("model-centric")) == 7
    assert [topic.id for topic in survey.path("weight-only-quantization")] == [
        "model-centric",
        "quantization",
        "weight-only-quantization",
    ]


def test_an_unknown_topic(survey: Survey) -> None:
    for ask in (survey.topic, survey.path, survey.papers_in):
        with pytest.raises(UnknownName, match="Did you mean 'quantization'"):
            ask("quantisation")


def test_indexes(survey: Survey) -> None:
    assert list(survey.by_year) == [2024, 2023, 2022, 2021]
    assert [paper.key for paper in survey.by_venue["ACL"]] == ["li2023symbolic", "martins2021former"]
    assert [paper.key for paper in survey.by_author["Christopher Ré"]] == ["zhang2023h2o"]
    assert [paper.key for paper in survey.newest_added][:3] == [
        "example2024bold",
        "martins2021former",
        "xiong2021nystromformer",
    ]


def test_lists_that_name_a_paper(survey: Survey) -> None:
    named = survey.lists_by_paper
    assert [each.name for each in named["dettmers2022llmint8"]] == [
        "example/Awesome-Small-Models",
        "example/Awesome-Context",
    ]
    assert "chen2023maybe" not in named


def test_a_venue_by_any_spelling(survey: Survey) -> None:
    venue = survey.venues["NeurIPS"]
    assert survey.venue_named("NeurIPS") == survey.venue_named("nips") == survey.venue_named("NEURLPS") == venue
    assert survey.venue_named("NeurIPSS") is None
    assert survey.known_venue("CoRR").name == "arXiv"
    with pytest.raises(UnknownName, match="Did you mean 'NeurIPS'"):
        survey.known_venue("NeurIPSS")


def test_preprints(survey: Survey) -> None:
    assert [paper.key for paper in survey if survey.is_preprint(paper)] == ["chen2023maybe"]


def test_strict_loading_refuses_errors_and_carries_them(small_survey: Path) -> None:
    (small_survey / "papers/2022/frantar2022gptq.yaml").write_text("title: 1\n", encoding="utf-8")
    with pytest.raises(InvalidData) as raised:
        Survey.load(small_survey)
    assert {finding.code for finding in raised.value.findings} == {"LS102", "LS106"}
    assert str(raised.value) == "5 errors in the data; 'survey check' lists them"
    lenient = Survey.load(small_survey, strict=False)
    assert len(lenient) == 7
    assert len(lenient.findings) == 5


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(NotASurvey):
        Survey.load(tmp_path)


def test_a_survey_without_taxonomy_can_still_be_looked_at(small_survey: Path) -> None:
    (small_survey / "taxonomy.yaml").unlink()
    survey = Survey.load(small_survey, strict=False)
    assert len(survey) == 8
    assert dict(survey.by_topic_below) == {}


def test_results_are_found_by_paper_and_by_framework(survey: Survey) -> None:
    assert [result.row.label for result in survey.results_by_paper["frantar2022gptq"]] == [
        "GPTQ 4bit",
        "GPTQ 2bit",
        "GPTQ 4bit fine-tuned",
    ]
    assert [result.place for result in survey.results_by_framework["deepspeed"]] == [4]
    assert "zhang2023h2o" not in survey.results_by_paper
    nan = survey.results_by_paper["frantar2022gptq"][1]
    assert dict(nan.measured) == {"memory": 2.1, "speed": 44}


def test_what_no_source_says_of_a_framework_is_unknown(survey: Survey) -> None:
    engine = survey.frameworks_by_id["small-engine"]
    assert list(survey.capabilities) == ["training", "fine-tuning", "inference", "cpu"]
    assert [engine.cell(name).answer for name in survey.capabilities] == ["no", "partial", "unknown", "yes"]
    assert engine.cell("inference").statement is None


def test_the_newest_statement_on_a_framework_is_shown_and_one_without_a_date_last(survey: Survey) -> None:
    engine = survey.frameworks_by_id["small-engine"]
    assert [statement.date and statement.date.year for statement in engine.statements] == [2021, 2022, None]
    assert engine.cell("cpu").statement is engine.statements[1]
    undated = engine.model_copy(update={"statements": engine.statements[2:]})
    assert undated.cell("cpu").statement is engine.statements[2]


def test_papers_with_their_code_in_one_repository(small_survey: Path) -> None:
    gptq = small_survey / "papers/2022/frantar2022gptq.yaml"
    text = gptq.read_text(encoding="utf-8")
    gptq.write_text(
        text.replace("github.com/IST-DASLab/gptq", "github.com/IST-DASLab/gptq/tree/main"), encoding="utf-8"
    )
    survey = Survey.load(small_survey)
    assert [paper.key for paper in survey.papers_with_code_at("https://github.com/ist-daslab/GPTQ.git")] == [
        "frantar2022gptq"
    ]
    assert survey.papers_with_code_at("https://github.com/ist-daslab") == ()
