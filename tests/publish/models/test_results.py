"""The page of a table of the made-up survey, from its model."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from tests.conftest import SMALL_SURVEY
from tests.publish.rendered import fragment

from livingsurvey.publish.models.results import result_model
from livingsurvey.publish.published import Published
from livingsurvey.store.layout import RESULTS
from livingsurvey.survey import Survey

TABLE = "small-models"


def page(root: Path) -> str:
    return fragment("result", result_model(TABLE, Published(Survey.load(root))), root)


def test_the_specification_of_the_chart_stands_on_the_page_without_what_ends_a_script() -> None:
    (text,) = re.findall(r'id="ls-specification">([^\n]*)</script>', page(SMALL_SURVEY))
    assert not {"<", ">", "&"} & set(text)
    assert json.loads(text)["data"]["values"][3]["row"] == "Round & <nearest>"


def test_citation_managers_are_offered_each_paper_once() -> None:
    offered = re.findall(r'class="Z3988" title="([^"]*)"', page(SMALL_SURVEY))
    assert offered
    assert len(offered) == len(set(offered))


@pytest.mark.parametrize(("printed", "value"), [("0", "0.0"), ("1.2e1", "12.0")])
def test_a_number_can_be_sorted_by_even_when_it_is_nought(small_survey: Path, printed: str, value: str) -> None:
    path = small_survey / RESULTS / f"{TABLE}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("12.50", printed), encoding="utf-8")
    assert f' data-value="{value}"><a ' in page(small_survey)


def test_a_table_says_who_measured_it_and_marks_what_they_made_themselves() -> None:
    model = result_model(TABLE, Published(Survey.load(SMALL_SURVEY)))
    assert [row["is_own"] for block in model["blocks"] for row in block["rows"]] == [True, True, True, True, False]
    text = " ".join(unescape(page(SMALL_SURVEY)).split())
    assert 'Measured by the makers of <Small> engine with engine 1.2 & "later". They make the software' in text
    assert "Its lines are dated 1 May 2023 to 31 December 2023." in text
    assert text.count("measured by its makers") == 4


def test_what_was_reserved_in_advance_is_marked(small_survey: Path) -> None:
    path = small_survey / RESULTS / f"{TABLE}.yaml"
    text = path.read_text(encoding="utf-8").replace("    line: 12\n", "    reserved: [memory]\n    line: 12\n")
    path.write_text(text, encoding="utf-8")
    assert page(small_survey).count("<small>reserved in advance</small>") == 1


def test_a_number_leads_to_its_line_where_the_source_has_lines() -> None:
    assert page(SMALL_SURVEY).count('href="https://example.org/numbers#L12"') == 3
