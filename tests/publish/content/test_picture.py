"""Pictures of charts: what they say, that names overlap nothing, that they are drawn once, and the same each time."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from livingsurvey.language import ENGLISH, Language
from livingsurvey.publish.content.picture import Charts, bundled_libraries
from livingsurvey.survey import Survey

TABLE = "small-models"


@pytest.fixture
def survey(small_survey: Path) -> Survey:
    return Survey.load(small_survey)


def test_a_picture_is_well_formed_says_its_numbers_and_follows_the_scheme(survey: Survey) -> None:
    picture = Charts(survey).picture(TABLE, ENGLISH)
    root = ElementTree.fromstring(picture)
    spoken = [element.get("aria-label") for element in root.iter() if element.get("aria-roledescription") == "point"]
    assert "Memory 12.50 GB, Speed 30.90 tokens/s, Accuracy 61 %" in spoken
    assert len(spoken) == 3, "two rows lack a number"
    assert "currentColor" in picture
    assert {text.text for text in root.iter() if text.tag.endswith("text")} >= {"Baseline"}, "the front has its names"
    assert "<script" not in picture
    assert " titled " not in picture, "Vega's own words, in no language but English, are read to nobody"


def test_what_was_drawn_is_not_drawn_again_in_any_language(survey: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    words = {
        "Accuracy": ("准确率",),
        "{metric}, higher is better": ("{metric}，越高越好",),
        "{name} ({unit})": ("{name}（{unit}）",),
    }
    languages = (ENGLISH, Language("zh", words))
    first = Charts(survey)
    pictures, script = [first.picture(TABLE, each) for each in languages], first.script
    assert ["准确率（%），越高越好" in picture for picture in pictures] == [False, True]
    first.save(languages)
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    second = Charts(survey)
    assert ([second.picture(TABLE, each) for each in languages], second.script) == (pictures, script)


def test_a_picture_is_the_same_where_no_font_has_its_signs(survey: Survey) -> None:
    """No font has one of the private signs, and some machines have one with the others."""
    ours, private = "方", "\U000f0000"
    pictures = [Charts(survey).picture(TABLE, Language("zh", {"Method": (20 * sign,)})) for sign in (ours, private)]
    assert 20 * ours in pictures[0]
    assert pictures[0].replace(ours, private) == pictures[1]


def test_the_library_draws_the_same_each_time(survey: Survey) -> None:
    assert Charts(survey).picture(TABLE, ENGLISH) == Charts(survey).picture(TABLE, ENGLISH)


@pytest.mark.slow
def test_the_libraries_are_the_same_bytes_each_time_and_need_no_eval() -> None:
    """The interpreter of expressions is part of it, so that a page may forbid code made from text."""
    made = bundled_libraries()
    assert made == bundled_libraries()
    assert b"vegaEmbed" in made
    assert b"expressionInterpreter" in made
