"""What saved queries ask, and which titles they mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from livingsurvey import Survey
from livingsurvey.errors import UnknownName
from livingsurvey.model import SavedQuery
from livingsurvey.refresh import queries
from livingsurvey.refresh.queries import Phrases, answer, background, queries_of
from livingsurvey.sources.version import Version

DAY = dt.date(2024, 3, 1)
TRAINING = SavedQuery(topic="quantization", words=("pre-training", "KV cache", "1.58-bit"))


@pytest.mark.parametrize(
    ("title", "phrases"),
    [
        ("Pretraining Small Models", ("pre-training",)),
        ("Pre-Training with a KV-Cache", ("pre-training", "KV cache")),
        ("Pre–training: 1.58 Bit", ("pre-training", "1.58-bit")),
        ("Training before pre and a cache of kv", ()),
        ("Spretraining", ()),
        ("数据 [KV] cache!", ("KV cache",)),
    ],
)
def test_a_phrase_stands_in_a_title_however_its_words_are_joined(title: str, phrases: tuple[str, ...]) -> None:
    assert Phrases([TRAINING]).within(title).get(TRAINING, ()) == phrases


def test_a_source_is_asked_for_works_of_any_subject_and_for_those_of_a_query(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def ask(categories: Sequence[str], words: Sequence[str], since: dt.date) -> Iterator[Version]:
        asked.append((tuple(categories), tuple(words), since))
        for number in range(5):
            yield Version("Example", "https://example.org/", f"{' '.join(words) or 'Anything'} {number}")

    monkeypatch.setattr(queries, "BACKGROUND", 2)
    other = SavedQuery(topic="data-selection", categories=("cs.CL", "stat.ML"), words=("coreset",))
    both = background([TRAINING, other], ask, DAY) + answer(other, ask, DAY)
    assert asked == [(("cs.CL", "cs.LG", "stat.ML"), (), DAY), (("cs.CL", "stat.ML"), ("coreset",), DAY)]
    assert both.others == ("Anything 0", "Anything 1")
    assert [each.title for each in both.found] == [f"coreset {number}" for number in range(5)]


def test_without_queries_nobody_is_asked() -> None:
    def ask(*_: object) -> Iterator[Version]:
        raise AssertionError("asked")

    assert background([], ask, DAY).others == ()


def test_a_topic_has_its_own_queries_those_below_and_those_above(small_survey: Path) -> None:
    (small_survey / "knowledge/refresh.yaml").write_text(
        "queries:\n" + "".join(f"  - {{topic: {topic}, words: [x]}}\n" for topic in ("quantization", "data-selection")),
        encoding="utf-8",
    )
    survey = Survey.load(small_survey, cached=False)
    for topic, meant in (("weight-only-quantization", ["quantization"]), ("data-centric", ["data-selection"])):
        assert [query.topic for query in queries_of(survey, topic)] == meant
    assert len(queries_of(survey)) == 2
    with pytest.raises(UnknownName, match="quantization"):
        queries_of(survey, "quantisation")
