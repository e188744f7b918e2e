from __future__ import annotations

import pytest
from tests.checks.made import LIMA, TOPICS, flaws, mended, paper, survey, told

from livingsurvey.model import Paper

MOVED = TOPICS | {"moved": {"sparsity": "pruning"}}


def test_a_topic_that_moved() -> None:
    (flaw,) = flaws("LS202", survey(paper(topics=("sparsity",)), taxonomy=MOVED))
    assert (flaw.reason, flaw.fix) == ("the topic 'sparsity' moved to 'pruning'", "Write  pruning")
    assert flaw.change == {("topics", 0): "pruning"}


def test_a_topic_that_moved_to_where_the_paper_is() -> None:
    (flaw,) = flaws("LS202", survey(paper(topics=("pruning", "sparsity")), taxonomy=MOVED))
    assert (flaw.fix, flaw.change) == ("Delete it: 'pruning' is listed already.", None)


@pytest.mark.parametrize("name", ["ICLR 2023", "ICLR'23", "iclr, 2023", "ICLR 23"])
def test_a_venue_with_its_year(name: str) -> None:
    assert told("LS203", paper(venue=name)).startswith("Did you mean 'ICLR'?")


def test_another_spelling_of_a_venue() -> None:
    assert mended("LS204", paper(venue="CoRR")).venue == "arXiv"


def test_a_topic_that_is_divided_further() -> None:
    (flaw,) = flaws("LS207", paper(topics=("data-selection", "models")))
    assert (flaw.path, flaw.fix) == (("topics", 1), "Write the one that fits: quantization, pruning.")


def test_a_leaf_and_the_topic_above_it() -> None:
    record = paper(topics=("models", "data-selection", "pruning"))
    assert not flaws("LS207", record)
    assert mended("LS208", record).topics == ("data-selection", "pruning")
    assert not flaws("LS208", paper(topics=("quantization", "pruning", "data-selection")))


def citing(*keys: str) -> Paper:
    return paper(cites={"papers": keys, "date": "2023-06-01", "source": "https://openalex.org/W1"})


def test_a_paper_cites_those_that_there_are_and_not_itself() -> None:
    assert not flaws("LS209", survey(citing("zhou2023lima"), paper(LIMA)))
    (flaw,) = flaws("LS209", survey(citing("zhou2023lima", "zhou2023limo"), paper(LIMA)))
    assert flaw.path == ("cites", "papers", 1)
    assert flaw.fix == "Delete it, or write the key of a record. Did you mean 'zhou2023lima'?"
    (flaw,) = flaws("LS209", citing("frantar2022gptq"))
    assert (flaw.reason, flaw.fix) == ("a paper does not cite itself", "Delete it.")


def test_a_cited_paper_got_another_key() -> None:
    retired = survey(citing("zhou2023less"), paper(LIMA), retired={"zhou2023less": "zhou2023lima"})
    (flaw,) = flaws("LS209", retired)
    assert (flaw.fix, flaw.change) == ("Write  zhou2023lima", {("cites", "papers", 0): "zhou2023lima"})
