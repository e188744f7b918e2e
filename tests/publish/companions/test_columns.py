from __future__ import annotations

import json

import pytest
from tests.conftest import SMALL_SURVEY

from livingsurvey.publish.companions.columns import columns
from livingsurvey.survey import Survey


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(SMALL_SURVEY, cached=False)


def test_every_column_has_every_paper_in_the_order_of_the_survey(survey: Survey) -> None:
    data = json.loads(columns(survey))
    assert data["columns"]["key"] == list(survey.papers)
    assert {len(column) for column in data["columns"].values()} == {len(survey)}


def test_positions_lead_to_names(survey: Survey) -> None:
    data = json.loads(columns(survey))
    for at, paper in enumerate(survey):
        column = {name: values[at] for name, values in data["columns"].items()}
        assert data["venues"][column["venue"]] == paper.venue
        assert [data["topics"][topic]["id"] for topic in column["topic"]] == list(paper.topics)
        assert column["ids"].split() == [value for _, value in paper.ids.items()]
        assert (column["title"], column["name"] or None) == (paper.title, paper.name)
        assert (column["added"], column["code"] or None) == (paper.added.isoformat(), paper.links.code)


def test_a_topic_knows_those_above_it_from_the_root_down(survey: Survey) -> None:
    topics = json.loads(columns(survey))["topics"]
    leaf = next(topic for topic in topics if topic["id"] == "weight-only-quantization")
    assert [topics[at]["id"] for at in leaf["above"]] == ["model-centric", "quantization"]
    assert (leaf["en"], leaf["zh"]) == ("Weight-Only Quantization", "仅权重量化")
    assert topics[leaf["above"][1]]["aliases"] == ["int4", "低比特"]


def test_papers_with_numbers_are_known_by_their_positions(survey: Survey) -> None:
    data = json.loads(columns(survey))
    assert [data["columns"]["key"][at] for at in data["with_numbers"]] == ["frantar2022gptq"]


def test_venues_say_what_kind_they_are(survey: Survey) -> None:
    data = json.loads(columns(survey))
    kinds = dict(zip(data["venues"], data["venue_kinds"], strict=True))
    assert (kinds["arXiv"], kinds["Example Blog"], kinds["ICLR"]) == ("preprint", "web", "conference")
