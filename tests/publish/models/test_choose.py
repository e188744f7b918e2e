"""The page Choose of the made-up survey, as it is without JavaScript, and what the script reads."""

from __future__ import annotations

import json
from pathlib import Path

from tests.publish.document import Document

from livingsurvey import Survey
from livingsurvey.language import ENGLISH, Language
from livingsurvey.publish.models.choose import blocks, engines, measured, verdicts
from livingsurvey.publish.models.frameworks import framework_model
from livingsurvey.publish.published import Published
from livingsurvey.publish.site.build import build


def test_how_old_the_measurements_are(built_survey: Path) -> None:
    far = measured(Survey.load(built_survey))
    assert far["sources"] == ["A table of numbers"]
    last = {"day": "2024-01-31", "words": "31 January 2024"}
    assert far["read"] == [last]
    assert far["changed"] == [{"day": "2023-12-31", "words": "31 December 2023"}]
    assert far["said"] == [{"day": "2021-01-31", "words": "31 January 2021"}, last], "one has no day"


def test_without_javascript_every_table_is_there(built_survey: Path) -> None:
    document = Document(built_survey / "site/choose/index.html")
    survey = Survey.load(built_survey)
    tables = [each for each in document.all("li") if "data-table" in each.attributes]
    assert [each.attributes["data-table"] for each in tables] == list(survey.tables)
    assert "Small <models> & engines (5 rows)" in tables[0].text
    assert "Measured by the makers of <Small> engine" in tables[0].text
    assert "What fits <here> & now." in document.one("article").text
    assert "5 rows from 1 table of one publication, A table of numbers, read on 31 January 2024" in (
        document.one("article").text
    )


def test_the_script_finds_each_row_and_verdict(built_survey: Path) -> None:
    survey = Survey.load(built_survey)
    given = json.loads((built_survey / "site/data/choose.json").read_bytes())
    for name, made in {
        "questions": verdicts(survey, ENGLISH),
        "engines": engines(survey),
        **blocks(survey, ENGLISH),
    }.items():
        assert given[name] == made
    assert given["filed"] == {"frantar2022gptq": ["model-centric", "quantization", "weight-only-quantization"]}
    rows = [row for block in given["blocks"] for row in block["rows"]]
    memory = given["questions"]["memory"]
    at = memory["answers"].index("3")
    states = [memory["states"][state] for state, times in memory["rows"] for _ in range(times)]
    fits = {row[1]: state for row, state in zip(rows, states, strict=True)}
    assert fits["Baseline"] == ["nny", "12.50 GB"]
    assert [fits[result.row.label][0][at] for result in survey.results] == list("nnynn")
    small = next(engine for engine in given["engines"] if engine["id"] == "small-engine")
    assert small["rows"] == 4
    assert small["says"]["cpu"][0] in ("yes", "partial")


def test_what_a_source_calls_a_version_is_said_in_the_language_of_the_page(built_survey: Path) -> None:
    survey = Survey.load(built_survey)
    chinese = Language("zh", {'1.2 "beta" & later': ("1.2 测试版及更高版本",)}, "0", prefix="zh/")
    versions = {said[1] for engine in engines(survey, chinese) for said in engine["says"].values()}
    pages = [framework_model(each, Published(survey, language=chinese)) for each in survey.frameworks]
    assert "1.2 测试版及更高版本" in versions
    assert "1.2 测试版及更高版本" in {source["version"] for page in pages for source in page["sources"]}


def test_what_matters_is_listed_by_task_and_what_is_folded_stands_apart(built_survey: Path) -> None:
    text = (built_survey / "site/choose/index.html").read_text(encoding="utf-8")
    assert '<optgroup label="Answers &amp; &lt;more&gt;"><option value="accuracy"' in text
    assert "Accuracy (higher is better)</option>" in text
    assert "More questions" not in text, "none is folded"


def test_a_survey_without_questions_has_no_such_page(small_survey: Path) -> None:
    (small_survey / "knowledge/choose.yaml").unlink()
    build(Survey.load(small_survey))
    assert not (small_survey / "site/choose").exists()
