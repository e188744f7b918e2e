"""Own fields where readers and programs see them: pages, twins, lists, every table of exports."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pyarrow.parquet
import pytest
from tests.conftest import SMALL_SURVEY
from tests.own_fields import DECLARED, H2O, SAID, declared_in
from tests.publish.rendered import fragment, paper_page

from livingsurvey import Survey
from livingsurvey.cli.papers import as_text
from livingsurvey.language import languages_of
from livingsurvey.publish.content.listed import listed
from livingsurvey.publish.exports.database import database
from livingsurvey.publish.exports.formats import export
from livingsurvey.publish.exports.package import package
from livingsurvey.publish.exports.table import record
from livingsurvey.publish.exports.texts import Texts
from livingsurvey.publish.models.downloads import downloads_model
from livingsurvey.publish.models.paper import paper_model
from livingsurvey.publish.published import Published

SHOWN = DECLARED.replace("kind: text, many: true}", "kind: text, many: true, shown: [paper, lists, explore, exports]}")


@pytest.fixture
def survey(small_survey: Path) -> Survey:
    declared_in(small_survey, "subjects: 1.5\ndataset: MD17\n", record=H2O)
    return Survey.load(declared_in(small_survey, SAID, SHOWN))


def test_the_page_of_a_paper_shows_them_and_where_they_lead(survey: Survey) -> None:
    model = paper_model(survey["frantar2022gptq"], Published(survey))
    page = paper_page(Published(survey), "frantar2022gptq")
    assert 'href="../../explore/?trait.dataset=qm9%3A%20small%20molecules">QM9: small molecules</a>' in page
    assert 'href="../../explore/?trait.species=fruit-fly" title="Drosophila: it has wings">fruit fly</a>' in page
    assert '<a href="https://trials.example/NCT01234567/view">NCT01234567</a>' in page
    assert ">40</a> people" in page
    assert "29 February 2020" in page
    assert json.loads(json.dumps(model["fields"]))["dataset"] == ["QM9: small molecules", "MD17"]
    assert "dataset" not in model
    assert "Data set: QM9: small molecules, MD17\n" in Texts(survey).rendered("paper.md", model)
    assert "dataset" in as_text(survey["frantar2022gptq"], survey)


def test_a_page_in_chinese_calls_them_as_the_declaration_does(survey: Survey) -> None:
    _, chinese = languages_of(survey.info, survey.root)
    model = paper_model(survey["frantar2022gptq"], Published(survey, language=chinese))
    assert "<dt>数据集</dt>" in fragment("paper", model, survey.root, language=chinese)


def test_lists_show_those_that_are_declared_for_them(survey: Survey) -> None:
    published = Published(survey)
    row = listed(survey["frantar2022gptq"], survey, published.language)
    assert [field["id"] for field in row["own"]] == ["dataset"]


def test_every_table_has_their_columns(survey: Survey) -> None:
    papers = tuple(survey)
    rows = {row["key"]: row for row in csv.DictReader(io.StringIO(export(survey, "csv", papers).decode()))}
    gptq = rows["frantar2022gptq"]
    assert (gptq["dataset"], gptq["subjects"], gptq["open"]) == ("QM9: small molecules; MD17", "40", "1")
    assert (rows["zhang2023h2o"]["subjects"], rows["zhang2023h2o"]["open"]) == ("1.5", "")
    table = pyarrow.parquet.read_table(io.BytesIO(export(survey, "parquet", papers))).to_pylist()
    (said,) = (row for row in table if row["key"] == "frantar2022gptq")
    assert (said["dataset"], said["subjects"]) == (["QM9: small molecules", "MD17"], 40.0)
    assert said["begun"].isoformat() == "2020-02-29"
    document = json.loads(export(survey, "json", papers))
    assert [field["id"] for field in document["fields"]][:2] == ["dataset", "species"]
    described = json.loads(package(survey, lambda _: b"", None))
    csv_fields = next(each for each in described["resources"] if each["name"] == "csv")["schema"]["fields"]
    assert [each["name"] for each in csv_fields] == list(gptq)
    assert {"trial-id", "protocol"} <= {
        column["name"] for column in downloads_model(Published(survey), None)["columns"]
    }


def test_the_database_has_a_row_for_each_value(survey: Survey) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(survey, tuple(survey)))
        assert connection.execute('SELECT "trial-id", subjects FROM papers WHERE "open" = 1').fetchall() == [
            ("NCT01234567", 40.0)
        ]
        query = "SELECT paper, value, number FROM paper_fields WHERE field = ? ORDER BY paper, position"
        assert connection.execute(query, ("subjects",)).fetchall() == [
            ("frantar2022gptq", "40", 40.0),
            ("zhang2023h2o", "1.5", 1.5),
        ]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_what_is_not_for_a_place_is_not_there(survey: Survey) -> None:
    (survey.root / "knowledge/fields.yaml").write_text(DECLARED.replace("many: true}", "many: true, shown: [form]}"))
    hidden = Survey.load(survey.root)
    assert "QM9" not in paper_page(Published(hidden), "frantar2022gptq")
    assert b"QM9" not in export(hidden, "csv", tuple(hidden))


def test_a_value_that_is_wrong_stops_nothing(small_survey: Path) -> None:
    wrong = "begun: soon\nsubjects: [1, 2]\nspecies: [human]\nopen: maybe\nprotocol: nowhere\n"
    survey = Survey.load(declared_in(small_survey, wrong))
    (row,) = (row for row in map(json.loads, export_lines(survey)) if row["key"] == "frantar2022gptq")
    assert (row["begun"], row["subjects"], row["species"], row["open"]) == (None, 1.0, "human", None)
    assert pyarrow.parquet.read_table(io.BytesIO(export(survey, "parquet", tuple(survey)))).num_rows == len(survey)
    assert "soon" in as_text(survey["frantar2022gptq"], survey)
    assert "soon" in paper_page(Published(survey), "frantar2022gptq")


def export_lines(survey: Survey) -> list[str]:
    return [record(paper, survey) for paper in survey]


def test_a_survey_without_them_has_no_trace_of_them() -> None:
    survey = Survey.load(SMALL_SURVEY, cached=False)
    paper = survey["frantar2022gptq"]
    assert not {"own", "fields"} & paper_model(paper, Published(survey)).keys()
    assert "own" not in listed(paper, survey, Published(survey).language)
    assert "fields" not in json.loads(export(survey, "json", tuple(survey)))
    assert b"paper_fields" not in database(survey, tuple(survey))
