"""Saved queries are held against the topics."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.checks.made import flaws

from livingsurvey import Survey


@pytest.fixture
def with_queries(small_survey: Path) -> Path:
    (small_survey / "knowledge/refresh.yaml").write_text(
        "queries:\n"
        "  - {topic: quantization, words: [pre-training, low-bit, pretraining, Low bit]}\n"
        "  - {topic: data-selecton, words: [coreset]}\n",
        encoding="utf-8",
    )
    return small_survey


def test_each_spelling_of_a_phrase_after_the_first(with_queries: Path) -> None:
    found = flaws("LS373", Survey.load(with_queries, cached=False))
    assert [flaw.path for flaw in found] == [("queries", 0, "words", 2), ("queries", 0, "words", 3)]
    assert found[0].reason == "'pretraining' finds what 'pre-training' finds"


def test_an_unknown_topic(with_queries: Path) -> None:
    (flaw,) = flaws("LS371", Survey.load(with_queries, cached=False))
    assert flaw.fix == "Write an id from taxonomy.yaml. Did you mean 'data-selection'?"


def test_a_topic_that_moved(with_queries: Path) -> None:
    taxonomy = with_queries / "taxonomy.yaml"
    taxonomy.write_text(taxonomy.read_text(encoding="utf-8") + "moved: {data-selecton: data-selection}\n", "utf-8")
    (flaw,) = flaws("LS371", Survey.load(with_queries, cached=False))
    assert flaw.change == {("queries", 1, "topic"): "data-selection"}
