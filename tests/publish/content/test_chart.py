"""Charts: what they show and what can be chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from livingsurvey.language import ENGLISH
from livingsurvey.publish.content import chart
from livingsurvey.publish.content.chart import PALETTE, SHAPES
from livingsurvey.store.layout import RESULTS
from livingsurvey.survey import Survey

TABLE = "small-models"


@pytest.fixture
def survey(small_survey: Path) -> Survey:
    return Survey.load(small_survey)


def test_every_row_is_in_the_data_with_its_numbers(survey: Survey) -> None:
    values = chart.specification(survey, TABLE, ENGLISH)["data"]["values"]
    assert [value["row"] for value in values] == [row.label for row in survey.tables[TABLE].rows]
    assert [value["accuracy"] for value in values] == [61, 59.5, None, 20.5, 60]
    assert [value["speed"] for value in values] == [30.9, 45.2, 44, None, 46]
    assert values[2]["spoken"] == "Memory 2.10 GB, Speed 44 tokens/s, Accuracy NaN"
    assert [value["front"] for value in values] == [True, True, False, False, True]
    assert not values[2]["ranked"]


def test_what_can_be_chosen(survey: Survey) -> None:
    told = chart.specification(survey, TABLE, ENGLISH)["usermeta"]
    assert list(told["metrics"]) == ["memory", "speed", "accuracy"]
    assert {name: kind["values"] for name, kind in told["kinds"].items()} == {
        "method": ["not named", "GPTQ", "Round to nearest"],
        "bits": ["2 bit", "4 bit", "16 bit"],
        "framework": ["Small | Engine", "DeepSpeed"],
        "fine-tuned": ["not reported", "yes"],
    }


def rewritten(survey_root: Path, cells: list[tuple[str, str]]) -> Survey:
    """The small survey with other numbers of speed and accuracy in a block of its table."""
    path = survey_root / RESULTS / f"{TABLE}.yaml"
    head = path.read_text(encoding="utf-8").partition("rows:")[0]
    rows = [
        f'  - {{label: R{at}, method: M{at % 2}, values: {{speed: "{speed}", accuracy: "{accuracy}"}}}}'
        for at, (speed, accuracy) in enumerate(cells)
    ]
    path.write_text("\n".join([f"{head}rows:", *rows, ""]), encoding="utf-8")
    return Survey.load(survey_root)


CLOSE = [("10", "50"), ("11", "52"), ("12", "54"), ("13", "53"), ("14", "55"), ("15", "51")]


def test_one_outlier_does_not_squeeze_the_others_and_stands_at_the_edge(small_survey: Path) -> None:
    survey = rewritten(small_survey, [*CLOSE, ("13.5", "0.5")])
    drawing, first = chart.specification(survey, TABLE, ENGLISH), chart.view(survey, TABLE, ENGLISH)
    across, up = (drawing["layer"][1]["encoding"][axis] for axis in ("x", "y"))
    assert up["scale"]["domain"] == (50, 55)
    assert up["scale"]["clamp"]
    assert "domain" not in across["scale"]
    assert across["axis"]["offset"], "an arrow downwards needs room above the words of the axis"
    assert [value["edge"] for value in drawing["data"]["values"] if "edge" in value] == [180]
    assert [(row.row.label, [metric.id for metric in metrics]) for row, metrics in first.far] == [("R6", ["accuracy"])]
    assert drawing["usermeta"]["metrics"]["accuracy"]["far"] == {"7": "0.5"}


def test_a_row_that_is_far_in_both_points_between(small_survey: Path) -> None:
    survey = rewritten(small_survey, [*CLOSE, ("500", "0.5")])
    values = chart.specification(survey, TABLE, ENGLISH)["data"]["values"]
    assert [value["edge"] for value in values if "edge" in value] == [135]


def test_the_legend_has_what_is_drawn_and_lines_of_several_rows(survey: Survey) -> None:
    drawing = chart.specification(survey, TABLE, ENGLISH)
    line, points, _ = drawing["layer"]
    shown = {value["method"] for value in drawing["data"]["values"] if None not in (value["speed"], value["accuracy"])}
    assert set(points["encoding"]["color"]["legend"]["values"]) == shown
    assert points["encoding"]["color"]["scale"]["domain"] == ["not named", "GPTQ", "Round to nearest"]
    fronts = chart.view(survey, TABLE, ENGLISH).fronts
    assert line["encoding"]["strokeDash"]["scale"]["domain"] == [
        title for title, rows in fronts.items() if len(rows) > 1
    ]


def test_fifty_values_differ_in_colour_or_shape() -> None:
    signs = {(PALETTE[at % len(PALETTE)], SHAPES[at % len(SHAPES)]) for at in range(50)}
    assert len(signs) == 50


def test_a_table_with_one_metric_has_no_chart(small_survey: Path) -> None:
    path = small_survey / RESULTS / f"{TABLE}.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = ['    values: {memory: "1"}\n' if line.startswith("    values:") else line for line in lines]
    path.write_text("".join(kept), encoding="utf-8")
    assert not chart.can_be_drawn(Survey.load(small_survey), TABLE)
