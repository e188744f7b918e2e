"""Searching: every word, in any language, in any spelling."""

from __future__ import annotations

import pytest

from conftest import SMALL_SURVEY
from livingsurvey import Survey
from livingsurvey.errors import UnknownName
from livingsurvey.insight.find import find, fold


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(SMALL_SURVEY, cached=False)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("GPTQ", "gptq"),
        ("Nyströmformer", "nystromformer"),
        ("Łańcucki", "lancucki"),
        ("O’Horo “Think”", 'o\'horo "think"'),
        ("Chain–of—Thought", "chain-of-thought"),
        ("STRAẞE", "strasse"),
        ("Ωmega", "ωmega"),
        ("量化", "量化"),
        ("ＬＬＭ", "llm"),
        ("ﬁne-tuning", "fine-tuning"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (["gptq"], ["frantar2022gptq"]),
        (["h2o"], ["zhang2023h2o"]),
        (["llm.int8()"], ["dettmers2022llmint8"]),
        (["nystromformer"], ["xiong2021nystromformer"]),
        (["NYSTRÖM"], ["xiong2021nystromformer"]),
        (["Christopher Ré"], ["zhang2023h2o"]),
        (["christopher", "re"], ["zhang2023h2o"]),
        (["atlas"], ["zhang2023h2o"]),
        (["“think”"], ["li2023symbolic"]),
        (["think", "distillation"], ["li2023symbolic"]),
        (["chain-of-thought"], ["li2023symbolic"]),
        (["数据", "<b>"], ["example2024bold"]),
        (["$O(n\\log"], ["example2024bold"]),
        (["∞"], ["martins2021former"]),
        (["量化"], ["frantar2022gptq", "dettmers2022llmint8"]),
        (["INT4", "llm"], ["dettmers2022llmint8"]),
        (["低比特"], ["frantar2022gptq", "dettmers2022llmint8"]),
        (["知识蒸馏"], ["example2024bold", "li2023symbolic"]),
        (["2210.17323"], ["frantar2022gptq"]),
        (["2210.17323v4"], ["frantar2022gptq"]),
        (["https://arxiv.org/abs/2210.17323v2"], ["frantar2022gptq"]),
        (["2210"], ["frantar2022gptq"]),
        (["10.1609/AAAI.v35i16.17664"], ["xiong2021nystromformer"]),
        (["tcbBPnfwxS"], ["frantar2022gptq"]),
        (["knowledge distillation"], ["example2024bold", "li2023symbolic"]),
        (["distillation knowledge"], []),
        (["gptq", "nothing"], []),
        (["frantar2022gptq"], ["frantar2022gptq"]),
    ],
)
def test_words(survey: Survey, words: list[str], keys: list[str]) -> None:
    assert [paper.key for paper in find(survey, words)] == keys


def test_no_word_is_found_across_two_values(survey: Survey) -> None:
    """GPTQ's second author is followed by its third, but nobody is called Ashkboos Torsten."""
    assert find(survey, ["ashkboos torsten"]) == ()


def test_every_paper_is_found_by_its_own_title(survey: Survey) -> None:
    for paper in survey:
        assert paper in find(survey, [paper.title])
        assert paper in find(survey, paper.title.split())


def test_a_paper_called_so_comes_before_newer_ones_that_speak_of_it(survey: Survey) -> None:
    named = survey["frantar2022gptq"]
    newer = named.model_copy(update={"key": "new2024after", "name": "GPTQ-2", "year": 2024})
    newest = named.model_copy(update={"key": "new2025about", "name": None, "title": "Beyond GPTQ", "year": 2025})
    larger = Survey.load(SMALL_SURVEY, cached=False)
    larger.papers = {paper.key: paper for paper in (newest, newer, *survey)}
    assert [paper.key for paper in find(larger, ["gptq"])] == ["frantar2022gptq", "new2024after", "new2025about"]


def test_without_words_the_options_choose(survey: Survey) -> None:
    assert find(survey) == tuple(survey)
    assert find(survey, ["  "]) == tuple(survey)
    assert [paper.key for paper in find(survey, topic="quantization")] == ["frantar2022gptq", "dettmers2022llmint8"]
    assert {paper.year for paper in find(survey, years=range(2021, 2023))} == {2021, 2022}
    assert [paper.key for paper in find(survey, venue="nips")] == ["zhang2023h2o", "dettmers2022llmint8"]


def test_options_and_words_together(survey: Survey) -> None:
    found = find(survey, ["transformers"], topic="model-centric", years={2022}, venue="NeurIPS")
    assert [paper.key for paper in found] == ["dettmers2022llmint8"]


def test_names_that_do_not_exist(survey: Survey) -> None:
    with pytest.raises(UnknownName, match="Did you mean 'quantization'"):
        find(survey, topic="quantisation")
    with pytest.raises(UnknownName, match="no venue 'Nature'"):
        find(survey, venue="Nature")
