"""The lineage of a topic of thirty made-up papers: which works are shown, and what ties them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.insight.thirty import key_of, survey_of

from livingsurvey.insight.lineage import FEWEST, MOST, Lineage, lineage
from livingsurvey.insight.reading import Reading
from livingsurvey.model import Ids, Summary
from livingsurvey.survey import Survey

CALLED = ("Ovis", "Aries", "Merino", "Shetland", "Suffolk", "Texel", "Romney", "Dorper")
NAMED = {number: {"name": name} for number, name in enumerate(CALLED)}


def told(survey: Survey, topic: str = "numbers") -> Lineage | None:
    return lineage(topic, survey, Reading(survey))


def test_works_that_have_a_name_come_in_the_order_of_their_first_month() -> None:
    late = {"name": "Ovis", "ids": Ids(arxiv="1907.00001")}
    found = told(survey_of({}, NAMED | {0: late}))
    assert found is not None
    assert [work.key for work in found.works] == [key_of(number) for number in (1, 2, 3, 4, 5, 6, 7, 0)]
    assert found.works[-1].month == (2019, 7)
    assert sum(found.papers.values()) == 30


def test_a_small_topic_and_one_of_few_names_have_none() -> None:
    assert told(survey_of({}, NAMED), "weights") is None
    fewer = dict(list(NAMED.items())[: FEWEST - 1])
    assert told(survey_of({}, fewer)) is None


def test_a_tie_is_a_name_in_a_title_or_in_a_summary() -> None:
    says = {"name": "Texel", "summary": Summary(en="Feeds Merino and Ovis less than before.")}
    found = told(survey_of({}, NAMED | {5: says, 6: {"name": "Romney", "title": "Romney: Shetland Made Small"}}))
    assert found is not None
    named = {work.key: work.names for work in found.works if work.names}
    assert named == {key_of(5): (key_of(0), key_of(2)), key_of(6): (key_of(3),)}


def test_those_that_are_tied_are_shown_before_those_that_lists_name() -> None:
    names = {number: {"name": f"Sheepish{number}"} for number in range(30)}
    tied = {20: {"summary": Summary(en="Goes on from Sheepish3."), "name": "Sheepish20"}}
    found = told(survey_of(dict.fromkeys(range(6, 15), 3) | dict.fromkeys(range(21, 30), 3), names | tied))
    assert found is not None
    assert len(found.works) == MOST
    assert {key_of(3), key_of(20)} <= {work.key for work in found.works}


def test_works_of_one_table_are_tied_by_it(small_survey: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("livingsurvey.insight.lineage.LARGE", 2)
    monkeypatch.setattr("livingsurvey.insight.lineage.FEWEST", 2)
    table = small_survey / "knowledge/results/small-models.yaml"
    text = table.read_text(encoding="utf-8")
    table.write_text(
        text.replace("method: Round to", "paper: dettmers2022llmint8\n    method: Round to"), encoding="utf-8"
    )
    found = told(Survey.load(small_survey), "model-centric")
    assert found is not None
    assert found.tables == {"small-models": ("dettmers2022llmint8", "frantar2022gptq")}
