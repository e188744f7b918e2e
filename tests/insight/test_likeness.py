"""How much a title is like those of a survey, and which papers it is like most."""

from __future__ import annotations

import pytest

from conftest import SMALL_SURVEY
from livingsurvey import Survey
from livingsurvey.insight.likeness import Likeness

OTHERS = tuple(f"Counting {animal} in the Picture of a {place}" for animal in range(20) for place in range(20, 30))


@pytest.fixture(scope="module")
def likeness() -> Likeness:
    return Likeness(Survey.load(SMALL_SURVEY, cached=False), OTHERS)


def test_words_of_the_survey_speak_for_a_title_and_words_of_all_against_it(likeness: Likeness) -> None:
    assert likeness.of("Generative Transformers") > 1 > 0 > likeness.of("Of a")


def test_words_that_the_survey_has_not_say_nothing(likeness: Likeness) -> None:
    assert likeness.of("Zebras") == likeness.of("") == 0


def test_what_most_of_a_title_is_about_counts(likeness: Likeness) -> None:
    assert likeness.of("Quantization") > likeness.of("Quantization Zebras") > likeness.of("Quantization Zebras Lions")


def test_a_word_counts_once(likeness: Likeness) -> None:
    assert likeness.of("quantization") == likeness.of("Quantization")
    assert likeness.of("Transformers Transformers") < 2 * likeness.of("Transformers")


def test_the_nearest_papers_by_title_and_summary(likeness: Likeness) -> None:
    near = likeness.nearest("Accurate Quantization of Generative Transformers")
    assert near[0].key == "frantar2022gptq"
    assert [each.likeness for each in near] == sorted((each.likeness for each in near), reverse=True)
    assert all(0 < each.likeness <= 1 for each in near)
    assert len(likeness.nearest("Accurate Quantization of Generative Transformers", most=1)) == 1
    assert likeness.nearest("Zebras") == []


def test_nobody_is_nearer_than_the_paper_itself(likeness: Likeness) -> None:
    survey = Survey.load(SMALL_SURVEY, cached=False)
    for paper in survey:
        assert likeness.nearest(paper.title)[0].key == paper.key
