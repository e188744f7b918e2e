"""What is asked by itself: sources, and saved queries for new papers."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from pydantic import ValidationError

from livingsurvey import Survey
from livingsurvey.model import Refreshing, SavedQuery
from livingsurvey.model.refreshing import Source
from livingsurvey.sources import live


def query(**said: object) -> SavedQuery:
    return SavedQuery.model_validate({"topic": "quantization", "words": ("low-bit weights",), **said})


@pytest.mark.parametrize("category", ["cs.CL", "stat.ML", "quant-ph", "cond-mat.dis-nn", "physics.flu-dyn", "hep-th"])
def test_a_category_of_arxiv(category: str) -> None:
    assert query(categories=(category,)).categories == (category,)


@pytest.mark.parametrize("category", ["CS.CL", "cs.", "cs.CL OR all:x", "cs/CL", ""])
def test_no_category_of_arxiv(category: str) -> None:
    with pytest.raises(ValidationError):
        query(categories=(category,))


@pytest.mark.parametrize(
    "phrase", ['low-bit" OR all:"x', "low  bit", " low bit", "low:bit", "low*", "(low)", "低位", ""]
)
def test_a_phrase_holds_no_sign_that_a_service_could_take_for_its_own(phrase: str) -> None:
    with pytest.raises(ValidationError):
        query(words=(phrase,))


def test_phrases_as_they_are_written() -> None:
    assert query(words=("1.58-bit", "post-training quantization", "KV cache")).words[0] == "1.58-bit"


def test_a_survey_without_the_file_asks_all_sources_for_nothing_new(small_survey: Path) -> None:
    assert Survey.load(small_survey, cached=False).refreshing == Refreshing()


def test_every_source_can_be_named_there() -> None:
    assert live.MODULES.keys() <= {*get_args(Source)}


def test_what_is_wrong_in_the_file_is_told_with_its_place(small_survey: Path) -> None:
    file = small_survey / "knowledge/refresh.yaml"
    file.write_text(
        "sources: [arXiv, Semantic Scolar]\nqueries:\n  - topic: quantization\n"
        "    categories: [cs_CL]\n    words: [low-bit, low-bit]\n",
        encoding="utf-8",
    )
    found = [str(each) for each in Survey.load(small_survey, strict=False, cached=False).findings]
    assert len(found) == 3
    assert found[0].startswith("knowledge/refresh.yaml:1:18 error LS108: 'Semantic Scolar' is not one of arXiv, ")
    assert found[0].endswith("Did you mean 'Semantic Scholar'?")
    assert found[1].startswith("knowledge/refresh.yaml:4:18 error LS108: 'cs_CL' is not a category of arXiv's")
    assert found[2] == (
        "knowledge/refresh.yaml:5:22 error LS108: 'low-bit' is listed twice in 'words'. Delete one of the two."
    )
