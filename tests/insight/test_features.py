from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.conftest import SMALL_SURVEY

from livingsurvey import Survey
from livingsurvey.insight import features
from livingsurvey.model import Ids, Paper, Summary


def paper(title: str = "T", summary: str | None = None, month: int = 6, **fields: Any) -> Paper:
    return Paper(
        key=f"made2023{title.split()[0].lower().strip(':')}",
        title=title,
        year=2023,
        ids=Ids(arxiv=f"23{month:02d}.00001"),
        venue="ICLR",
        topics=("quantization",),
        added=dt.date(2024, 1, 1),
        summary=Summary(en=summary) if summary else None,
        **fields,
    )


def test_words_that_begin_alike_are_one_and_pieces_of_the_name_are_looked_for() -> None:
    said = features.of_title(paper("SnapKV: Quantized Nyström"))
    assert said == ["snapk", "quant", "nystr", "snapk quant", "quant nystr", "~snap", "~napk", "~apkv"]
    assert features.of_title(paper("One", name="Ab")) == ["one"]
    assert features.of_summary(paper(summary="Quantizes 4-bit weights.")) == ["quant", "4", "bit", "weigh"]
    assert features.of_summary(paper()) == []


def test_choices_count_and_numbers_do_not() -> None:
    traits = {"acts": ("evict", "merge"), "exact": False, "bits": (3, 4), "speed": 2.5, "structure": "layers"}
    assert features.of_traits(paper(traits=traits)) == ["acts=evict", "acts=merge", "exact=false", "structure=layers"]


NAMES = {"SnapKV", "H2O", "vLLM", "GaLore", "Orca", "Gated DeltaNet", "DeltaNet", "Block", "REST"}


@pytest.mark.parametrize(
    ("title", "summary", "found"),
    [
        ("T", "Keeps what SnapKV's window sees; 2× faster than H2O/vLLM.", {"SnapKV", "H2O", "vLLM"}),
        ("T", "Serves more than Orca, (REST) and Gated DeltaNet.", {"Orca", "REST", "Gated DeltaNet", "DeltaNet"}),
        ("T", "Block sizes vary. Orca is a whale.", set()),
        ("T", "A block of orca-sized words at rest.", set()),
        ("Block Diffusion for Orca", None, set()),
        ("GaLore 2: Large Scale – SnapKV", None, {"GaLore", "SnapKV"}),
        ("T", "SnapKV-like heads, SnapKV2.", set()),
    ],
)
def test_what_may_be_a_name_is_told_from_words(title: str, summary: str | None, found: set[str]) -> None:
    assert set(features.phrases(paper(title, summary))) & NAMES == found


def test_a_name_is_of_one_paper_that_had_appeared() -> None:
    mine, theirs = paper("Mine", month=6), paper("DeltaNet: Rules", month=5)
    names = {
        "Gated DeltaNet": paper("Gated", month=6),
        "DeltaNet": theirs,
        "Later": paper("Later", month=7),
        "Mine": mine,
    }
    assert features.named(mine, ("DeltaNet", "Later", "Mine", "Other"), names) == (theirs.key,)
    assert features.named(mine, ("Gated DeltaNet", "DeltaNet"), names) == ("made2023gated",)


def test_names_that_several_papers_have_mean_none() -> None:
    survey = Survey.load(SMALL_SURVEY, cached=False)
    assert features.names(survey)["GPTQ"].key == "frantar2022gptq"
    twice = survey.with_only(
        {**{survey.files[key]: paper for key, paper in survey.papers.items()}, "x": paper("GPTQ: Once More")}
    )
    assert "GPTQ" not in features.names(twice)
