"""The page Choose of the made-up survey, as it is without JavaScript, and what the script reads."""

from __future__ import annotations

import json
from pathlib import Path

from tests.publish.document import Document

from livingsurvey import Survey
from livingsurvey.publish.models.choose import measured, verdicts
from livingsurvey.publish.site.build import build


def test_how_far_the_measurements_go(built_survey: Path) -> None:
    far = measured(Survey.load(built_survey))
    assert far["sources"] == ["A table of numbers"]
    assert far["settings"] == [{"name": "Model", "value": "Small"}, {"name": "Card", "value": "Tiny <card>"}]
    last = {"day": "2024-01-31", "words": "31 January 2024"}
    assert far["read"] == [last]
    assert far["said"] == [{"day": "2021-01-31", "words": "31 January 2021"}, last], "one has no day"


def test_without_javascript_every_row_is_there(built_survey: Path) -> None:
    document = Document(built_survey / "site/choose/index.html")
    survey = Survey.load(built_survey)
    rows = [row for row in document.all("tr") if "data-row" in row.attributes]
    assert sorted(int(row.attributes["data-row"]) for row in rows) == list(range(len(survey.results)))
    assert all(survey.results[int(row.attributes["data-row"])].row.label in row.text for row in rows)
    assert "hidden" in document.one("form", "ls-choose").attributes
    assert "What fits <here> & now." in document.one("article").text
    assert "5 rows from 1 table of one publication, A table of numbers, read on 31 January 2024" in (
        document.one("article").text
    )


def test_the_script_finds_each_verdict(built_survey: Path) -> None:
    survey = Survey.load(built_survey)
    given = verdicts(survey)
    text = (built_survey / "site/choose/index.html").read_text(encoding="utf-8")
    start = text.index('id="ls-verdicts">') + len('id="ls-verdicts">')
    assert json.loads(text[start : text.index("</script>", start)]) == given
    memory = given["questions"]["memory"]["3"]
    assert memory["fit"] == "nnynn"
    assert given["words"][memory["because"][0]] == "12.50 GB"


def test_a_survey_without_questions_has_no_such_page(small_survey: Path) -> None:
    (small_survey / "knowledge/choose.yaml").unlink()
    build(Survey.load(small_survey))
    assert not (small_survey / "site/choose").exists()
