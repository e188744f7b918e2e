"""Who names whom, in summaries and titles."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.conftest import SMALL_SURVEY

from livingsurvey.insight.naming import Naming
from livingsurvey.model import Ids, Paper, Summary
from livingsurvey.survey import Survey


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey.load(SMALL_SURVEY)


def named(survey: Survey, *changed: Mapping[str, object]) -> Mapping[str, tuple[str, ...]]:
    """Who names whom in a survey of these papers, each made of a record of the survey."""
    papers = [paper.model_copy(update=dict(update)) for paper, update in zip(survey, changed, strict=False)]
    return Naming(survey.with_only({f"papers/{paper.key}.yaml": paper for paper in papers})).named_by()


def says(words: str) -> dict[str, object]:
    """A paper without a name whose summary says this."""
    return {
        "key": "says2024this",
        "name": None,
        "title": "About it",
        "aliases": (),
        "ids": Ids(arxiv="2406.00001"),
        "summary": Summary(en=words),
    }


def called(name: str | None, **more: object) -> dict[str, object]:
    """A paper that is called so, and that says nothing of others."""
    silent = {
        "key": "called2022so",
        "title": "A work",
        "ids": Ids(arxiv="2206.00001"),
        "also_titled": (),
        "aliases": (),
        "summary": None,
    }
    return silent | {"name": name} | more


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("GPTQ", "Starts from GPTQ and goes on."),
        ("GPTQ", "A GPTQ-like way."),
        ("EAGLE-2", "Faster than EAGLE-2."),
        ("LoRA+", "A variant of LoRA+, with more."),
        ("LLM.int8()", "As in LLM.int8(), outliers are kept."),
        ("Nyströmformer", "Beats the Nyströmformer."),
        ("DeepSpeed Inference", "Built on DeepSpeed Inference."),
    ],
)
def test_a_name_is_found(survey: Survey, name: str, words: str) -> None:
    assert named(survey, called(name), says(words)) == {"called2022so": ("says2024this",)}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("GPTQ", "Starts from gptq and goes on."),  # in another case
        ("LoRA", "QLoRA and LoRAPrune are others."),  # a part of a word
        ("LoRA", "A variant of LoRA+, with more."),  # another name
        ("Focus", "Focus is on speed; a focus on memory comes later."),  # a word of the language
        ("Ring Attention", "In a ring, attention goes round. Ring Attention Is Fast"),  # two of them
        ("L1", "Regularised by L1."),  # too short
        ("Qwen3", "Measured on Qwen3-0.6B and Qwen3-8B; Qwen3 gains most."),  # a model
        ("Mixtral", "Measured on Mixtral 8x7B."),
        ("Mistral 7B", "Measured on Mistral 7B."),
    ],
)
def test_what_may_mean_something_else_is_not(survey: Survey, name: str, words: str) -> None:
    assert named(survey, called(name), says(words)) == {}


def test_a_name_of_two_papers_is_nobodys(survey: Survey) -> None:
    other = called("GPTQ", key="other2023so")
    assert named(survey, called("GPTQ"), other, says("Starts from GPTQ.")) == {}


def test_the_longest_name_is_meant(survey: Survey) -> None:
    second = called("EAGLE-2", key="second2024eagle")
    found = named(survey, called("EAGLE"), second, says("Faster than EAGLE-2."))
    assert found == {"second2024eagle": ("says2024this",)}


def test_the_word_before_a_colon_is_a_name_and_nobody_names_himself(survey: Survey) -> None:
    titled = called(None, title="EAGLE: Speculative Sampling", summary=Summary(en="EAGLE is fast."))
    assert named(survey, titled, says("Faster than EAGLE.")) == {"called2022so": ("says2024this",)}


@pytest.mark.parametrize(
    ("appeared", "found"), [("2406.00002", {"called2022so": ("says2024this",)}), ("2407.00001", {})]
)
def test_what_appears_later_is_not_meant(survey: Survey, appeared: str, found: dict[str, tuple[str, ...]]) -> None:
    later = called("HIPPO", ids=Ids(arxiv=appeared))
    assert named(survey, later, says("The HIPPO matrix.")) == found


def test_what_stood_before_is_read_again_only_where_a_name_means_another(survey: Survey) -> None:
    said, silent = (survey.papers[key] for key in list(survey.papers)[:2])
    said = said.model_copy(update=says("Better than Prefixer, and than Heavy."))
    silent = silent.model_copy(update=called("Heavy"))

    def holding(*papers: Paper) -> Survey:
        return survey.with_only({f"papers/{paper.key}.yaml": paper for paper in papers})

    before = Naming(holding(said, silent))
    assert before.named_by() == {"called2022so": ("says2024this",)}
    other = said.model_copy(update={"summary": Summary(en="Better than all.")})
    assert Naming(holding(other, silent), before).named_by() == {}
    renamed = silent.model_copy(update={"name": "Prefixer"})
    assert Naming(holding(said, renamed), before).named_by() == {"called2022so": ("says2024this",)}
    twice = silent.model_copy(update={"key": "also2022so"})
    assert Naming(holding(said, silent, twice), before).named_by() == {}
