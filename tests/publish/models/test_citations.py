from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.publish.rendered import paper_page

from livingsurvey.language import ENGLISH
from livingsurvey.publish.file import Stamping, model_json
from livingsurvey.publish.models import citations
from livingsurvey.publish.models.paper import paper_model
from livingsurvey.publish.published import Published
from livingsurvey.publish.rendering.compiled import Compiled, templates_of
from livingsurvey.store.write import edit_file
from livingsurvey.survey import Survey

H2O = "papers/2023/zhang2023h2o.yaml"
COUNT = {"count": 1234, "date": "2026-11-30", "source": "https://openalex.org/W1"}
CITES = {
    "papers": ["frantar2022gptq", "dettmers2022llmint8"],
    "date": "2026-11-29",
    "source": "https://www.semanticscholar.org/paper/0",
}
NEW = ("counted", "citing", "cited_by")


@pytest.fixture
def survey(small_survey: Path) -> Survey:
    edit_file(small_survey / H2O, {("citations",): COUNT, ("cites",): CITES})
    return Survey.load(small_survey)


def test_a_page_says_how_often_a_paper_is_cited_and_whom_it_cites(survey: Survey) -> None:
    page = paper_page(Published(survey), "zhang2023h2o")
    source = '<a href="https://openalex.org/W1">OpenAlex</a>, <time datetime="2026-11-30">30 November 2026</time>'
    assert f"<dt>Citations</dt><dd>Cited 1,234 times ({source})</dd>" in page
    gptq, llmint8 = '<a href="../frantar2022gptq/">GPTQ</a>', '<a href="../dettmers2022llmint8/">LLM.int8()</a>'
    assert f"<dt>Cites in this survey</dt><dd>{gptq}, {llmint8} (" in page
    assert "Cited in this survey by" not in page


def test_a_page_says_who_cites_the_paper(survey: Survey) -> None:
    page = paper_page(Published(survey), "frantar2022gptq")
    assert '<dt>Cited in this survey by</dt><dd><a href="../zhang2023h2o/">H2O</a></dd>' in page
    assert "Citations" not in page
    assert "Cites in this survey" not in page


def test_a_twin_has_the_record_and_what_pages_say(survey: Survey) -> None:
    twin = paper_model(survey["zhang2023h2o"], Published(survey))
    assert (twin["citations"], twin["cites"]) == (COUNT, CITES)
    assert twin["counted"]["words"] == "Cited 1,234 times"
    assert [each["key"] for each in twin["citing"]["papers"]] == ["frantar2022gptq", "dettmers2022llmint8"]
    assert twin["citing"]["name"] == "Semantic Scholar"


def test_what_is_not_known_is_on_no_page_and_in_no_twin(small_survey: Path) -> None:
    survey = Survey.load(small_survey)
    for paper in survey:
        twin = paper_model(paper, Published(survey))
        assert not {*NEW, "citations", "cites"} & twin.keys()


def test_a_page_names_the_newest_of_many(survey: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citations, "SHOWN", 1)
    page = paper_page(Published(survey), "zhang2023h2o")
    assert '<a href="../frantar2022gptq/">GPTQ</a> and 1 other (' in page


def test_a_count_of_one_and_a_source_in_words(small_survey: Path) -> None:
    known: dict[str, Any] = COUNT | {"count": 1, "source": "a list on paper"}
    edit_file(small_survey / H2O, {("citations",): known})
    page = paper_page(Published(Survey.load(small_survey)), "zhang2023h2o")
    assert "Cited 1 time (a list on paper, <time" in page


def test_code_whose_repository_is_archived_is_said_to_be(small_survey: Path) -> None:
    before = paper_page(Published(Survey.load(small_survey)), "zhang2023h2o")
    edit_file(small_survey / H2O, {("links", "archived"): "2026-11-30"})
    page = paper_page(Published(Survey.load(small_survey)), "zhang2023h2o")
    assert ">Code</a>" in before
    assert ">Code (archived)</a>" in page


def test_the_markdown_twin_says_the_same(survey: Survey) -> None:
    published = Published(survey)
    text = Compiled(templates_of(survey.root, {}, ENGLISH)).stamp(
        Stamping("fragments/paper.md.j2", model_json(paper_model(survey["zhang2023h2o"], published)), {})
    )
    assert "- Citations: Cited 1,234 times (OpenAlex, 30 November 2026)\n" in text.decode()
    assert "- Cites in this survey: [GPTQ](frantar2022gptq.md), [LLM.int8()](dettmers2022llmint8.md)\n" in text.decode()
