"""What to read first: each rule on a topic of thirty made-up papers that are named nowhere unless a test says so."""

from __future__ import annotations

import pytest
from tests.insight.thirty import key_of, survey_of

from livingsurvey.insight.reading import MOST, Reading
from livingsurvey.model import Ids, Summary
from livingsurvey.survey import Survey


def picked(survey: Survey, topic: str = "numbers") -> list[str]:
    """The titles on the reading list of a topic."""
    reading = Reading(survey).start(topic)
    return [survey[pick.key].title for pick in reading.picks] if reading else []


def test_those_named_most_are_read_the_oldest_first() -> None:
    survey = survey_of({7: 5, 3: 4, 11: 3, 5: 2, 1: 1})
    assert picked(survey) == ["Work 3", "Work 7", "Work 11"]


def test_each_says_where_it_is_named() -> None:
    says = {"summary": Summary(en="Goes on from FourBits."), "name": None}
    survey = survey_of({7: 5, 3: 4, 11: 3}, {7: {"name": "FourBits"}, 12: says})
    reading = Reading(survey).start("numbers")
    assert reading is not None
    seventh = reading.picks[1]
    assert seventh.papers == (key_of(12),)
    assert seventh.lists == ("list-0", "list-1", "list-2")
    assert (seventh.places, reading.lists) == (4, 3)


def test_a_small_topic_and_one_of_which_little_is_named_have_none() -> None:
    assert Reading(survey_of({3: 5, 6: 5, 9: 5})).start("weights") is None
    assert Reading(survey_of({3: 5, 7: 1})).start("numbers") is None
    assert Reading(survey_of({})).start("numbers") is None
    assert Reading(survey_of({3: 5, 6: 5, 9: 5})).start("numbers") is None, "two of one part are too few"


def test_two_places_are_enough_where_three_would_leave_too_few() -> None:
    assert picked(survey_of({7: 4, 3: 2, 11: 2})) == ["Work 3", "Work 7", "Work 11"]


def test_no_year_and_no_part_has_more_than_two() -> None:
    same_year = {number: {"ids": Ids(arxiv=f"1901.{number:05}")} for number in (1, 2, 3)}
    assert picked(survey_of({1: 6, 2: 5, 3: 4, 7: 4, 11: 4}, same_year)) == ["Work 7", "Work 1", "Work 2", "Work 11"]
    assert picked(survey_of({3: 6, 6: 5, 9: 4, 7: 4, 11: 4})) == ["Work 3", "Work 6", "Work 7", "Work 11"]


def test_no_more_than_seven() -> None:
    parts = {number: {"topics": ("numbers",)} for number in range(12)}
    assert len(picked(survey_of(dict.fromkeys(range(12), 4), parts))) == MOST == 7


def test_one_survey_of_the_very_topic_comes_first() -> None:
    overview = {"title": "Numbers: A Survey", "topics": ("numbers",)}
    lesser = {"title": "A Review of Numbers", "topics": ("numbers",)}
    of_a_part = {"title": "A Survey of Weights"}
    survey = survey_of({7: 5, 3: 4, 11: 3, 14: 1, 9: 6}, {14: overview, 13: lesser, 9: of_a_part})
    assert picked(survey) == ["Numbers: A Survey", "Work 3", "Work 7", "Work 11"]
    reading = Reading(survey).start("numbers")
    assert reading is not None
    assert [pick.role for pick in reading.picks] == ["overview", "named", "named", "named"]


def test_the_earliest_is_there_however_many_are_named_more() -> None:
    parts = {number: {"topics": ("numbers",)} for number in range(12)}
    survey = survey_of({0: 3, **dict.fromkeys(range(3, 12), 5)}, parts)
    titles = picked(survey)
    assert titles[0] == "Work 0"
    assert len(titles) == MOST
    assert "Work 9" not in titles, "the last of those named most has made room"


def test_of_papers_filed_elsewhere_first_only_those_that_the_topic_names() -> None:
    guest = {"topics": ("elsewhere", "weights"), "name": "FourBits"}
    named = {7: 5, 3: 4, 11: 3, 6: 6}
    assert "Work 6" not in picked(survey_of(named, {6: guest}))
    says = {"summary": Summary(en="Goes on from FourBits.")}
    assert "Work 6" in picked(survey_of(named, {6: guest, 12: says, 13: says}))


def test_a_list_that_names_few_of_the_topic_does_not_count() -> None:
    reading = Reading(survey_of({7: 5, 3: 4, 11: 3})).start("numbers")
    assert reading is not None
    assert [len(pick.lists) for pick in reading.picks] == [3, 3, 3], "the fourth and fifth name two papers and one"


@pytest.mark.parametrize("topic", ["numbers", "weights"])
def test_the_same_survey_gives_the_same_list(topic: str) -> None:
    named = {number: 3 + number % 2 for number in range(20)}
    assert Reading(survey_of(named)).start(topic) == Reading(survey_of(named)).start(topic)
