"""Papers of the shipped survey have beside them those that people who know them expect."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from benchmarks import expected
from benchmarks.relating import judged

from livingsurvey.insight.related import WEIGHTS, Relatedness
from livingsurvey.survey import Survey

ROOT = Path(__file__).parents[2]


@cache
def shipped() -> Survey:
    return Survey.load(ROOT)


def test_what_is_expected_is_in_the_survey_and_written_once() -> None:
    pairs = expected.written()
    assert {key for pair in pairs for key in (pair.paper, pair.other)} <= set(shipped().papers)
    named = [(pair.paper, pair.other) for pair in pairs if pair.said == "named"]
    assert len(named) == len(set(named))
    assert all(paper != other for paper, other, _ in pairs)


@pytest.mark.parametrize("held_out", [False, True], ids=["chosen by", "held out"])
def test_expected_papers_are_among_the_first_five(held_out: bool) -> None:
    pairs = [pair for pair in expected.pairs() if pair.held_out is held_out]
    assert expected.recall(pairs, cache(Relatedness(shipped()).nearest), 5) >= 0.65


@pytest.mark.parametrize(("hidden", "floor"), [(("topic", "traits"), 0.6), (("topic", "traits", "lists"), 0.45)])
def test_with_topics_hidden_papers_on_the_same_topic_come_first(hidden: tuple[str, ...], floor: float) -> None:
    """Without traits, which tell the topic that they apply to; and without lists, which many were first filed by."""
    weights = {kind: weight for kind, weight in WEIGHTS.items() if kind not in hidden}
    precision, _ = judged(shipped(), Relatedness(shipped(), weights).nearest, lambda paper: paper.topics)
    assert precision >= floor
