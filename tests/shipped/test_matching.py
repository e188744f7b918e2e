"""No paper of the shipped survey is taken for another, and papers are found under titles that they no longer have."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from benchmarks.matching import answers, changed, others, recall, unchanged

from livingsurvey.model.proposal import Certainty
from livingsurvey.survey import Survey

ROOT = Path(__file__).parents[2]


@cache
def shipped() -> Survey:
    return Survey.load(ROOT)


@pytest.mark.parametrize("ids", ["hidden", "shown", "of the record"])
def test_no_two_papers_are_certainly_one(ids: str) -> None:
    """A paper of the same group is another, even where a list has given it this one's id."""
    found = answers(
        others(shipped()), "all", lambda pair: {"hidden": None, "shown": pair.work, "of the record": pair.record}[ids]
    )
    assert found[Certainty.CERTAIN] == 0
    assert ids == "of the record" or found[Certainty.LIKELY] == 0


@pytest.mark.parametrize(
    ("authors", "shown", "certain", "likely"),
    [
        ("all", False, 0.6, 0.8),
        ("all", True, 0.8, 0.97),
        ("initials", False, 0.6, 0.8),
        ("one missing", False, 0.5, 0.74),
    ],
)
def test_papers_are_found_under_other_titles(authors: str, shown: bool, certain: float, likely: float) -> None:
    pairs = changed(shipped())
    assert recall(pairs, Certainty.CERTAIN, authors, shown=shown) >= certain
    assert recall(pairs, Certainty.LIKELY, authors, shown=shown) >= likely


@pytest.mark.parametrize("authors", ["all", "initials", "one missing"])
def test_papers_are_found_under_their_own_title(authors: str) -> None:
    assert recall(unchanged(shipped()), Certainty.CERTAIN, authors) >= 0.994
