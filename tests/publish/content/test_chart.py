"""Charts: what they show, that they are drawn once, and the same each time."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from livingsurvey.publish.content import chart
from livingsurvey.publish.content.chart import PALETTE, SHAPES, Charts, bundled_libraries
from livingsurvey.store.layout import RESULTS
from livingsurvey.survey import Survey

TABLE = "small-models"


@pytest.fixture
def survey(small_survey: Path) -> Survey:
    return Survey.load(small_survey)


def test_every_row_is_in_the_data_with_its_numbers(survey: Survey) -> None:
    values = chart.specification(survey, TABLE)["data"]["values"]
    assert [value["row"] for value in values] == [row.label for row in survey.tables[TABLE].rows]
    assert [value["accuracy"] for value in values] == [61, 59.5, None, 20.5, 60]
    assert [value["speed"] for value in values] == [30.9, 45.2, 44, None, 46]
    assert values[2]["spoken"] == "Memory 2.10 GB, Speed 44 tokens/s, Accuracy NaN"
    assert [value["front"] for value in values] == [True, True, False, False, True]
    assert not values[2]["ranked"]


def test_what_can_be_chosen(survey: Survey) -> None:
    told = chart.specification(survey, TABLE)["usermeta"]
    assert list(told["metrics"]) == ["memory", "speed", "accuracy"]
    assert {name: kind["values"] for name, kind in told["kinds"].items()} == {
        "method": ["not named", "GPTQ", "Round to nearest"],
        "bits": ["2 bit", "4 bit", "16 bit"],
        "framework": ["Small | Engine", "DeepSpeed"],
        "fine-tuned": ["not reported", "yes"],
    }


def test_fifty_values_differ_in_colour_or_shape() -> None:
    signs = {(PALETTE[at % len(PALETTE)], SHAPES[at % len(SHAPES)]) for at in range(50)}
    assert len(signs) == 50


def test_a_picture_is_well_formed_says_its_numbers_and_follows_the_scheme(survey: Survey) -> None:
    picture = Charts(survey).picture(TABLE)
    root = ElementTree.fromstring(picture)
    spoken = [element.get("aria-label") for element in root.iter() if element.get("aria-roledescription") == "point"]
    assert "Memory 12.50 GB, Speed 30.90 tokens/s, Accuracy 61 %" in spoken
    assert len(spoken) == 3, "two rows lack a number"
    assert "currentColor" in picture
    assert "<script" not in picture


def test_what_was_drawn_is_not_drawn_again(survey: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Charts(survey)
    picture, script = first.picture(TABLE), first.script
    first.save()
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    second = Charts(survey)
    assert (second.picture(TABLE), second.script) == (picture, script)


def test_the_library_draws_the_same_each_time(survey: Survey) -> None:
    assert Charts(survey).picture(TABLE) == Charts(survey).picture(TABLE)


@pytest.mark.slow
def test_the_libraries_are_the_same_bytes_each_time_and_need_no_eval() -> None:
    """The interpreter of expressions is part of it, so that a page may forbid code made from text."""
    made = bundled_libraries()
    assert made == bundled_libraries()
    assert b"vegaEmbed" in made
    assert b"expressionInterpreter" in made


def test_a_table_with_one_metric_has_no_chart(small_survey: Path) -> None:
    path = small_survey / RESULTS / f"{TABLE}.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = ['    values: {memory: "1"}\n' if line.startswith("    values:") else line for line in lines]
    path.write_text("".join(kept), encoding="utf-8")
    assert not chart.can_be_drawn(Survey.load(small_survey), TABLE)
