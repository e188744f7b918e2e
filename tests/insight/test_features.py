from __future__ import annotations

import datetime as dt
from typing import Any

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
