"""Where to start with the shipped survey."""

from __future__ import annotations

from pathlib import Path

import pytest

from livingsurvey.insight.reading import MOST, Reading
from livingsurvey.survey import Survey


@pytest.fixture(scope="module")
def reading() -> Reading:
    return Reading(Survey.load(Path(__file__).parents[2]))


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("model-centric", "hu2021lora"),
        ("data-centric", "jiang2023llmlingua"),
        ("framework-centric", "shoeybi2019megatronlm"),
        ("kv-cache-optimization", "zhang2023h2o"),
        ("mixture-of-experts", "fedus2021switch"),
        ("long-context-llms", "xiao2023efficient"),
        ("state-space-models", "gu2023mamba"),
        ("speculative-decoding", "leviathan2022fast"),
        ("low-rank-adaptation", "hu2021lora"),
    ],
)
def test_topics_that_people_begin_with_have_what_everybody_names(reading: Reading, topic: str, expected: str) -> None:
    start = reading.start(topic)
    assert start is not None
    assert 3 <= len(start.picks) <= MOST
    assert expected in [pick.key for pick in start.picks]
