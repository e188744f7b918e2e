"""Five questions that engineers were known to ask have on Choose the rows and numbers that the tables have."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.chosen import Chosen, chosen

from livingsurvey.insight.choosing import nearest
from livingsurvey.model import Result
from livingsurvey.model.cell import amount_in
from livingsurvey.model.result import conditions
from livingsurvey.survey import Survey

ROOT = Path(__file__).parents[2]
ASKED = yaml.safe_load(Path(__file__).with_name("engineers.yaml").read_text(encoding="utf-8"))
FEW = 4
"""Answers that are offered instead of one that nothing was measured for."""


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(ROOT)


def named(rows: list[Result], table: str, label: str) -> Result:
    (found,) = [each for each in rows if (each.table_id, each.row.label) == (table, label)]
    return found


def is_best(result: Result, rows: list[Result], metric: str, survey: Survey) -> bool:
    """Whether none of the rows that may be ranked against it has a better number."""
    sign = -1 if survey.metrics[metric].better == "higher" else 1
    alike = [each for each in rows if each.table is result.table]
    alike = [each for each in alike if conditions(each.table, each.row) == conditions(result.table, result.row)]
    amounts = {each.place: amount_in(each.row.values[metric]) for each in alike if metric in each.row.values}
    costs = {place: sign * amount.position for place, amount in amounts.items() if amount}
    return costs[result.place] == min(costs.values())


@pytest.mark.parametrize("asked", ASKED, ids=[each["asked"] for each in ASKED])
def test_a_question_has_its_answer(survey: Survey, asked: dict[str, Any]) -> None:
    first = asked["first"]
    found: Chosen = chosen(survey, asked["answers"], first)
    for each in asked["best"]:
        result = named(found["fit"], each["table"], each["row"])
        assert result.row.values[first] == each["number"]
        assert is_best(result, found["fit"], first, survey)
        assert result.table.measured is not None
        assert result.table.source.last_changed == each.get("changed")
        assert result.table.source.date > dt.date(2024, 1, 1)
        assert result.table.measured.by == each.get("by", result.table.measured.by)
    for each in asked.get("also", ()):
        assert named(found["fit"], each["table"], each["row"]).row.values[first] == each["number"]
    for each in asked.get("beside", ()):
        assert named(found["baseline"], each["table"], each["row"]).row.values[first] == each["number"]
    for table, label in asked.get("may", ()):
        assert named(found["may"], table, label)


@pytest.mark.parametrize("asked", [each for each in ASKED if "nearest" in each], ids=lambda each: str(each["asked"]))
def test_a_card_on_which_nothing_was_measured_has_near_ones(survey: Survey, asked: dict[str, Any]) -> None:
    found = chosen(survey, asked["answers"])
    assert not found["fit"], "it is not known of any row"
    assert survey.choosing is not None
    card = next(each for each in survey.choosing.questions if each.id == "card")
    near = nearest(card, survey)[asked["answers"]["card"]]
    with_rows = [each for each in near if chosen(survey, {**asked["answers"], "card": each})["fit"]]
    assert set(asked["nearest"]) <= set(with_rows[:FEW])


def test_what_names_of_cards_leave_open_is_not_known(survey: Survey) -> None:
    a100 = {result.place for result in survey.results if survey.setting_of(result).get("hardware") == "a100"}
    assert a100
    found = chosen(survey, {"card": "a100-40gb"})
    assert all(survey.setting_of(each)["hardware"] == "a100-40gb" for each in found["fit"])
    vague = [each for each in survey.results if survey.setting_of(each).get("hardware") == "a100"]
    assert all(each in found["may"] for each in vague)
    every = chosen(survey, {"card": "a100"})["fit"]
    assert {survey.setting_of(each)["hardware"] for each in every} >= {"a100", "a100-40gb", "a100-80gb"}


def test_memory_that_was_reserved_rules_nothing_out(survey: Survey) -> None:
    reserved = [each for each in survey.results if "runtime-memory" in each.row.reserved]
    assert reserved
    out = chosen(survey, {"memory": "24"})["out"]
    assert not [each for each in reserved if each in out]


def test_sixteen_bits_are_no_answer_to_fewer(survey: Survey) -> None:
    for option in ("weights", "activations", "cache"):
        fit = chosen(survey, {"change": option})["fit"]
        name = "kv-bits" if option == "cache" else "bits"
        assert fit
        assert not [each for each in fit if survey.setting_of(each).get(name) == "16"]


@pytest.mark.parametrize(
    ("name", "value"), [("format", "exl2"), ("format", "gguf"), ("format", "nf4"), ("format", "q4f16")]
)
def test_formats_have_known_bits(survey: Survey, name: str, value: str) -> None:
    rows = [each for each in map(survey.setting_of, survey.results) if each.get(name) == value or "quant" in each]
    assert rows
    assert all("bits" in each for each in rows)
