"""Papers side by side: which traits get a column, and what stands in a cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.publish.content.made import paper

from livingsurvey import Survey
from livingsurvey.language import Language
from livingsurvey.model import Paper
from livingsurvey.publish.content.comparing import cells, column, compared_by, known_of

TRAITS = """\
traits:
  - id: training
    name: {en: Needs training, zh: 是否需要训练}
    kind: several
    topics: [model-centric]
    values:
      none: {name: {en: none, zh: 无需}, means: works on a model as it is}
      calibration: {name: {en: calibration data}, means: a few examples are measured}
  - id: bits
    name: {en: Bits}
    kind: number
    unit: bit
    topics: [quantization]
    means: the bits of a weight
  - id: lossless
    name: {en: Lossless}
    kind: yes-no
    topics: [efficient-attention]
"""


@pytest.fixture
def survey(small_survey: Path) -> Survey:
    (small_survey / "knowledge/traits.yaml").write_text(TRAITS, encoding="utf-8")
    return Survey.load(small_survey, strict=False)


def quantized(number: int, **traits: Any) -> list[Paper]:
    made = paper().model_copy(update={"traits": traits})
    return [made.model_copy(update={"key": f"lovelace2023n{at}"}) for at in range(number)]


def attending(number: int, **traits: Any) -> list[Paper]:
    return [each.model_copy(update={"topics": ("efficient-attention",)}) for each in quantized(number, **traits)]


def columns(survey: Survey, papers: list[Paper]) -> list[str]:
    return [trait.id for trait in compared_by(survey, papers)]


def test_a_column_needs_two_papers_of_which_something_is_known(survey: Survey) -> None:
    assert columns(survey, quantized(1, bits=3) + quantized(5)) == []
    assert columns(survey, quantized(2, bits=3) + quantized(4)) == ["bits"]
    assert [trait.id for trait in known_of(survey, quantized(1, bits=3, training="none"))] == ["training", "bits"]


def test_a_column_needs_one_in_twenty_of_the_papers_that_it_applies_to(survey: Survey) -> None:
    assert columns(survey, quantized(2, bits=3) + quantized(38)) == ["bits"]
    assert columns(survey, quantized(2, bits=3) + quantized(39)) == []
    assert columns(survey, quantized(2, bits=3) + quantized(38) + attending(5)) == ["bits"]


def test_a_trait_of_topics_below_needs_a_fifth_of_the_papers(survey: Survey) -> None:
    assert columns(survey, quantized(8, training="none") + attending(2, lossless=True)) == ["training", "lossless"]
    assert columns(survey, quantized(9, training="none") + attending(2, lossless=True)) == ["training"]


def test_nothing_is_compared_where_there_is_no_paper_or_no_trait(survey: Survey) -> None:
    assert compared_by(survey, []) == ()
    assert compared_by(survey, survey.papers_in("data-selection")) == ()


def test_a_head_says_what_its_values_mean(survey: Survey) -> None:
    assert column(survey.traits["bits"]) == {
        "id": "bits",
        "name": "Bits",
        "kind": "number",
        "unit": "bit",
        "means": "the bits of a weight",
        "values": [],
    }
    chinese = column(survey.traits["training"], Language("zh", {}))
    assert chinese["name"] == "是否需要训练"
    assert [value["name"] for value in chinese["values"]] == ["无需", "calibration data"]
    assert chinese["values"][0]["means"] == "works on a model as it is"


def test_a_cell_is_known_or_unknown_or_has_nothing_to_know(survey: Survey) -> None:
    (one,) = quantized(1, training=("none", "calibration"), bits=(2, 0.1, 1234567))
    training, bits, lossless = cells(one, survey.listed_traits, survey)
    assert training == {"applies": True, "values": ["none", "calibration"], "words": ["none", "calibration data"]}
    assert bits == {"applies": True, "values": [2, 0.1, 1234567], "words": ["2", "0.1", "1,234,567"]}
    assert lossless == {"applies": False, "values": [], "words": []}
    (other,) = attending(1, lossless=False)
    training, bits, lossless = cells(other, survey.listed_traits, survey)
    assert training == {"applies": True, "values": [], "words": []}
    assert not bits["applies"]
    assert lossless["words"] == ["no"]
