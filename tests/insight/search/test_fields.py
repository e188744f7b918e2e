"""Own fields are found by their words, by ``dataset:QM9`` among others, and by what is asked of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.own_fields import H2O, SAID, declared_in

from livingsurvey import Survey
from livingsurvey.errors import UnknownName, UsageError
from livingsurvey.insight.search import Search, chosen
from livingsurvey.insight.search.criteria import in_words


@pytest.fixture
def survey(small_survey: Path) -> Survey:
    declared_in(small_survey, "dataset: [MD17, 'Sheep, Counted']\nsubjects: 3\n", record=H2O)
    return Survey.load(declared_in(small_survey, SAID))


@pytest.mark.parametrize(
    "text", ["QM9", "qm9 molecules", "dataset:QM9", "NCT01234567", "fruit fly", "species:fruit-fly"]
)
def test_words_find_what_stands_in_them(survey: Survey, text: str) -> None:
    answer = Search(survey).answer(text)
    assert [paper.key for paper in answer.papers[: answer.all]] == ["frantar2022gptq"]


@pytest.mark.parametrize(
    ("field", "text", "keys"),
    [
        ("dataset", "md17", {"frantar2022gptq", "zhang2023h2o"}),
        ("dataset", "sheep counted", {"zhang2023h2o"}),
        ("species", "fruit-fly", {"frantar2022gptq"}),
        ("subjects", "..10", {"zhang2023h2o"}),
        ("open", "yes", {"frantar2022gptq"}),
        ("begun", "2020-02-29", {"frantar2022gptq"}),
    ],
)
def test_they_are_asked_as_traits_are(survey: Survey, field: str, text: str, keys: set[str]) -> None:
    assert {paper.key for paper in filter(chosen(survey, traits={field: text}), survey)} == keys


def test_of_papers_without_a_value_it_is_not_known(survey: Survey) -> None:
    assert sum(map(chosen(survey, traits={"species": "fruit-fly"}, unknown=True), survey)) == len(survey)
    assert not any(map(chosen(survey, traits={"species": "human"}), survey))


def test_what_nobody_says_is_told_with_what_is_said(survey: Survey) -> None:
    said = "'dataset' has no value 'MD7'. Did you mean 'MD17'? Write one of "
    with pytest.raises(UnknownName, match=re.escape(said)):
        chosen(survey, traits={"dataset": "MD7"})
    with pytest.raises(UnknownName, match=re.escape("no trait or field 'datset'. Did you mean 'dataset'?")):
        chosen(survey, traits={"datset": "MD17"})
    with pytest.raises(UsageError, match="'many' is no number"):
        chosen(survey, traits={"subjects": "many"})


def test_they_stand_among_the_words_of_a_search(survey: Survey) -> None:
    text = 'graphs dataset:"QM9: small molecules" dataset:MD17 arxiv:2210.17323 weight-bits:..4'
    rest, wanted = in_words(text, survey)
    assert rest.split() == ["graphs", "arxiv:2210.17323"]
    assert wanted == {"dataset": "QM9: small molecules,MD17", "weight-bits": "..4"}
    assert [paper.key for paper in survey.find("dataset:MD17 subjects:40")] == ["frantar2022gptq"]
