"""Whether a source speaks of a paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import lines, papers

from livingsurvey.model import Identifier, Ids, Paper
from livingsurvey.model.proposal import Certainty
from livingsurvey.refresh.matching import ids_of_another, match
from livingsurvey.sources.version import Version

AUTHORS = ("Ada Example", "Ben Sample", "Cleo Instance", "Dan Specimen")
ARXIV = (Identifier("arxiv", "2305.00001"),)
RECORD: dict[str, Any] = {
    "key": "example2023rounding",
    "name": "RoundIt",
    "title": "RoundIt: Rounding the Weights of Language Models",
    "authors": AUTHORS,
    "year": 2023,
    "venue": "arXiv",
    "ids": Ids(arxiv="2305.00001"),
    "topics": ("quantization",),
    "added": dt.date(2023, 6, 1),
}
PAPER = Paper(**RECORD)
VERSION = Version("OpenReview", "https://openreview.net/forum?id=madeUp1234", PAPER.title, AUTHORS, year=2024)


def paper(**fields: Any) -> Paper:
    return Paper(**RECORD | fields)


def certainty(record: Paper = PAPER, **fields: Any) -> Certainty | None:
    found = match(record, replace(VERSION, **fields))
    return found and found.certainty


def test_title_and_authors_are_enough() -> None:
    found = match(PAPER, VERSION)
    assert found is not None
    assert found.certainty is Certainty.CERTAIN
    assert found.reasons == ("it has the same title", "it has the same authors")


def test_a_record_without_ids_is_known_by_title_and_authors_alone() -> None:
    printed = paper(ids=Ids())
    assert certainty(printed) is Certainty.CERTAIN
    assert certainty(printed, authors=("Fay Other", "Gus Another")) is None


@pytest.mark.parametrize(
    "authors",
    [
        ("A. Example", "B. Sample", "C. Instance", "D. Specimen"),
        ("Example Ada", "Sample Ben", "Instance Cleo", "Specimen Dan"),
        AUTHORS[:3],
        AUTHORS[::-1],
        (*AUTHORS, "Eve Newcomer"),
    ],
    ids=["initials", "turned round", "one missing", "another order", "one more"],
)
def test_authors_may_be_written_in_another_way(authors: tuple[str, ...]) -> None:
    assert certainty(authors=authors) is Certainty.CERTAIN


@pytest.mark.parametrize(
    "title",
    [
        "ROUNDIT: rounding the weights of language-models.",
        "Rounding the Weights of Language Models",
        "RoundIt: Rounding the Weights of a Language Model",
        "RoundIt: Simple and Fast Compression",
        "RoundThat: Rounding the Weights of Language Models",
    ],
    ids=["typography", "without its name", "a word", "all but its name", "another name"],
)
def test_a_title_may_change_where_nearly_all_authors_stay(title: str) -> None:
    assert certainty(title=title) is Certainty.CERTAIN
    assert certainty(title=title, authors=("Fay Other", "Gus Another")) is None


@pytest.mark.parametrize(
    "title",
    [
        "RoundIt-2: Rounding the Weights of Language Models",
        "RoundIt 2.0: Rounding the Weights of Language Models",
        "RoundIt v2: Rounding the Weights of Language Models",
        "RoundIt++: Faster and Better",
        "RoundIt, Part II: Rounding the Weights of Language Models",
        "Trim: Pruning the Heads of Language Models",
        "Pruning the Heads of Vision Transformers",
    ],
)
def test_what_the_same_people_wrote_next_is_another_paper(title: str) -> None:
    assert certainty(title=title) is None


LONG = "RoundIt: Rounding the Weights of Large Language Models After Training Without a Single Gradient"


@pytest.mark.parametrize("title", [LONG, LONG.partition(": ")[2]], ids=["named", "without a name"])
@pytest.mark.parametrize(
    "another",
    [
        *("Erratum: {}", "Correction to: {}", "Corrigendum to “{}”", "RETRACTED: {}", "Reply to: {}", "Comments on {}"),
        *("Supplementary Materials for {}", "{}: Appendix", "{} [Dataset]", "Artifact: {}"),
        *("{} (Extended Abstract)", "{} (Student Abstract)", "Poster: {}", "{} — Demo", "Reproducibility Report: {}"),
        *("Beyond {}", "{} Revisited", "Not {}"),
    ],
)
def test_what_stands_beside_a_paper_is_not_the_paper(title: str, another: str) -> None:
    record = paper(name=None, title=title)
    assert certainty(record, title=another.format(title)) in (Certainty.POSSIBLE, None)
    assert certainty(record, title=another.format(title), ids=ARXIV) is not Certainty.CERTAIN
    assert certainty(paper(title=another.format(title)), title=title) in (Certainty.POSSIBLE, None)
    assert certainty(paper(title=another.format(title)), title=another.format(title)) is Certainty.CERTAIN


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("A Survey of Resource-Efficient {} of Large Language and Multimodal Models", ("Training", "Inference")),
        ("Accurate Rounding for {} Language Models on Small Devices", ("Encoder", "Decoder")),
        ("Rounding Helps {} Learning of Large Language Models on the Edge", ("Supervised", "Unsupervised")),
    ],
)
def test_a_word_for_another_is_hardly_the_same_paper(title: str, other: tuple[str, str]) -> None:
    first, second = map(title.format, other)
    assert certainty(paper(name=None, title=first), title=second) is Certainty.LIKELY


def test_a_word_in_another_spelling_is_the_same() -> None:
    record = paper(name=None, title="Pre-training Quantisation of Multi-Task Language Models: Optimising What Rounds")
    title = "Pretraining Quantization of Multitask Language Models: Optimizing What Rounds"
    assert certainty(record, title=title) is Certainty.CERTAIN


@pytest.mark.parametrize(
    ("one", "another"),
    [
        ("Rounding in Theory and Practice I: Weights of Language Models", "{} II: Weights of Language Models"),
        ("RoundIt: Rounding in Theory and Practice", "RoundIt: {}, Part 2"),
        ("RoundIt: Rounding in Theory and Practice", "RoundIt: {} 2"),
    ],
)
def test_parts_of_a_series_are_told_apart(one: str, another: str) -> None:
    assert certainty(paper(name=None, title=one), title=another.format("Rounding in Theory and Practice")) is None


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Rounding the Weights of Language Models to 3 Bits", "Rounding the Weights of Language Models to 4 Bits"),
        ("RoundIt: Rounding in Theory, Part I", "RoundIt: Rounding in Practice, Part II"),
        ("AccurateRounding: Weights", "AccurateRoundings: Heights"),
    ],
    ids=["another number", "another part", "another name, and another rest"],
)
def test_little_tells_the_next_paper_of_the_same_people(title: str, other: str) -> None:
    assert certainty(paper(name=None, title=title), title=other) is None


def test_a_title_that_changed_needs_the_same_first_author_to_be_certain() -> None:
    title = "RoundIt: Simple and Fast Compression"
    assert certainty(title=title, authors=AUTHORS[1:] + AUTHORS[:1]) is Certainty.LIKELY


def test_the_name_may_stand_elsewhere_in_the_title() -> None:
    assert certainty(title="How to Make Language Models Small with RoundIt") is Certainty.LIKELY


def test_what_a_paper_introduced_may_name_the_next_one() -> None:
    record = paper(aliases=("Half4",))
    assert certainty(record, title="Half4: A Number Format for Everything") is Certainty.LIKELY
    assert certainty(record, title="Half4: A Number Format for Everything", authors=(*AUTHORS[:2], "Fay Other")) is None


def test_a_kind_of_paper_is_no_name() -> None:
    survey = paper(name=None, title="A Survey: Rounding the Weights of Language Models")
    assert certainty(survey, title="A Survey: How Transformers Look at Pictures") is None


def test_words_in_another_order_are_likely() -> None:
    record = paper(name=None, title="Faster Training of Language Models by Growing Masks")
    title = "Growing Masks for Faster Language Model Training"
    assert certainty(record, title=title) is Certainty.LIKELY
    assert certainty(record, title=title, authors=(*AUTHORS[:3], "Eve Newcomer", "Fay Other")) is Certainty.POSSIBLE


def test_a_title_that_others_gave_too_needs_authors() -> None:
    record = paper(name=None, title="Neural Rounding")
    assert certainty(record, title="Neural Rounding") is Certainty.CERTAIN
    assert certainty(record, title="Neural Rounding", authors=("Fay Other",)) is None
    assert certainty(record, title="Neural Rounding", authors=("Dan Specimen", "Fay Other")) is Certainty.LIKELY
    assert certainty(record, title="Neural Rounding", authors=()) is Certainty.POSSIBLE
    alone = paper(name=None, title="Neural Rounding", authors=AUTHORS[:1])
    assert certainty(alone, title="Neural Rounding", authors=AUTHORS[:1]) is Certainty.LIKELY


def test_one_name_of_several_can_be_a_namesakes() -> None:
    record = paper(name=None, title="A Survey of Compression for Large Language Models", authors=AUTHORS[:3])
    assert certainty(record, title=record.title, authors=(AUTHORS[0], "Fay Other", "Gus Another")) is Certainty.LIKELY
    pair = paper(name=None, title=record.title, authors=AUTHORS[:2])
    assert certainty(pair, title=pair.title, authors=AUTHORS[:1]) is Certainty.CERTAIN
    assert certainty(pair, title=pair.title, authors=("Fay Other", AUTHORS[0])) is Certainty.LIKELY


def test_without_authors_only_the_whole_title_tells() -> None:
    assert certainty(authors=()) is Certainty.LIKELY
    assert certainty(authors=(), title="RoundIt: Rounding the Weights of a Language Model") is None
    assert certainty(paper(authors=())) is Certainty.LIKELY
    assert certainty(authors=("RoundIt Team, Example Labs",)) is Certainty.LIKELY


def test_one_author_alone_writes_much() -> None:
    record = paper(authors=AUTHORS[:1])
    assert certainty(record, authors=AUTHORS[:1]) is Certainty.CERTAIN
    assert certainty(record, authors=AUTHORS[:1], title="RoundIt: Simple and Fast Compression") is Certainty.LIKELY


def test_a_list_that_is_cut_short_counts_as_far_as_it_goes() -> None:
    assert certainty(authors=AUTHORS[:2], and_others=True) is Certainty.CERTAIN
    assert certainty(paper(authors=AUTHORS[:2], and_others=True)) is Certainty.CERTAIN
    assert certainty(authors=AUTHORS[:1], and_others=True) is Certainty.LIKELY
    renamed = "RoundIt: Simple and Fast Compression"
    assert certainty(authors=AUTHORS[:1], and_others=True, title=renamed) is Certainty.LIKELY


def test_a_common_id_makes_up_for_the_title() -> None:
    other = "How to Make Everything Small"
    assert certainty(ids=ARXIV, title=other) is Certainty.LIKELY
    assert certainty(ids=ARXIV, title="The Weights of Language Models, Rounded") is Certainty.CERTAIN
    assert certainty(ids=ARXIV, authors=()) is Certainty.CERTAIN
    assert certainty(ids=ARXIV, authors=("Fay Other",)) is Certainty.CERTAIN


@pytest.mark.parametrize(
    "identifier",
    [
        Identifier("doi", "10.48550/arXiv.2305.00001"),
        Identifier("doi", "10.48550/ARXIV.2305.00001"),
        Identifier("arxiv", "2305.00001"),
    ],
)
def test_arxivs_own_dois_are_arxiv_ids(identifier: Identifier) -> None:
    found = match(PAPER, replace(VERSION, ids=(identifier,)))
    assert found is not None
    assert found.reasons[0] == "it has the id arxiv:2305.00001"


def test_an_id_that_is_another_papers_is_told() -> None:
    stranger = replace(VERSION, ids=ARXIV, title="Pruning the Heads of Vision Transformers", authors=("Fay Other",))
    assert match(PAPER, stranger) is None
    assert ids_of_another(PAPER, stranger) == ("arxiv:2305.00001",)
    assert ids_of_another(PAPER, replace(VERSION, ids=ARXIV)) == ()


def test_another_id_where_a_paper_has_one_is_hardly_this_papers() -> None:
    other = (Identifier("arxiv", "2405.99999"),)
    found = match(PAPER, replace(VERSION, ids=other))
    assert found is not None
    assert found.certainty is Certainty.POSSIBLE
    assert found.reasons[-1] == "it has another id: arxiv:2405.99999"
    assert certainty(ids=other, title="RoundIt: Simple and Fast Compression") is None


def test_what_is_older_than_the_paper_is_hardly_a_version_with_another_title() -> None:
    assert certainty(year=2022) is Certainty.CERTAIN
    assert certainty(year=2022, title="RoundIt: Simple and Fast Compression") is Certainty.POSSIBLE


@given(papers, st.lists(lines, max_size=3), lines, st.booleans())
def test_any_version_of_any_paper_gets_an_answer(record: Paper, authors: list[str], title: str, cut: bool) -> None:
    found = match(record, Version("Somebody", "https://example.org/", title, tuple(authors), and_others=cut))
    assert found is None or found.reasons


@given(papers, lines)
def test_with_nobody_in_common_and_no_id_it_is_another_paper(record: Paper, title: str) -> None:
    other = Version("Somebody", "https://example.org/", title, ("Fay Nobody-Else",))
    found = match(record, other)
    assert found is None or found.certainty is not Certainty.CERTAIN
