"""Chosen papers side by side: what is known of one of them is a row for all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.crowd import write_crowd

from conftest import SMALL_SURVEY
from livingsurvey import Survey
from livingsurvey.publish.content.beside import rows


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(SMALL_SURVEY, cached=False)


def compared(survey: Survey, *keys: str) -> dict[str, list[dict[str, Any]]]:
    return {row["name"]: row["cells"] for row in rows([survey.papers[key] for key in keys], survey)}


def test_what_is_known_of_none_has_no_row_and_what_does_not_apply_is_not_unknown(survey: Survey) -> None:
    said = compared(survey, "frantar2022gptq", "dettmers2022llmint8", "zhang2023h2o")
    assert [cell["words"] for cell in said["Weight bits"]] == [["3, 4 bit"], ["8 bit"], []]
    assert [cell["applies"] for cell in said["Weight bits"]] == [True, True, False]
    assert [(cell["applies"], cell["words"]) for cell in said["Granularity"]] == [
        (True, ["per group"]),
        (True, []),
        (False, []),
    ]
    assert said["Exact"][2]["words"] == ["no"]
    assert "Exact" not in compared(survey, "frantar2022gptq", "dettmers2022llmint8")


def test_papers_stand_in_the_order_that_was_asked_for(survey: Survey) -> None:
    said = compared(survey, "zhang2023h2o", "frantar2022gptq")
    assert [cell["words"] for cell in said["Appeared"]] == [["NeurIPS 2023"], ["ICLR 2023"]]
    assert [cell["words"][0][:12] for cell in said["Summary"]] == ["Keeps only t", "Rounds the w"]


def test_numbers_are_compared_where_one_table_has_them_under_the_same_conditions(tmp_path: Path) -> None:
    write_crowd(tmp_path)
    survey = Survey.load(tmp_path, cached=False)
    pair = [survey.papers[key] for key in ("frantar2022gptq", "dettmers2022llmint8")]
    measured = [row for row in rows(pair, survey) if row["group"] == "number"]
    assert {row["id"] for row in measured} == {"methods: Framework Pasture"}
    memory, *_ = measured
    assert memory["name"] == "Weight memory (GB)"
    assert "Lower is better." in memory["means"]
    assert [len(cell["words"]) for cell in memory["cells"]] == [4, 1]
    assert memory["cells"][1] == {"applies": False, "words": ["7.24 (LLM.int8())"]}
    alone = [survey.papers["frantar2022gptq"], survey.papers["zhang2023h2o"]]
    assert not [row for row in rows(alone, survey) if row["group"] == "number"]
