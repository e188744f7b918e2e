from __future__ import annotations

from typing import Any

import pytest
from tests.checks.made import VENUES, flaws, mended, paper, survey, told

from livingsurvey.model import Paper


def of_acl(acl: str, **fields: Any) -> Paper:
    return paper(ids={"acl": acl}, **fields)


@pytest.mark.parametrize(
    ("ids", "fix"),
    [
        ({"doi": "10.1145/3600006.3613165"}, "Name the venue that published it, and its year."),
        ({"acl": "2023.findings-acl.51"}, "Write  venue: Findings of ACL"),
    ],
)
def test_a_preprint_that_was_published(ids: dict[str, str], fix: str) -> None:
    assert told("LS231", paper(venue="arXiv", ids=ids)) == fix


@pytest.mark.parametrize(
    ("venue", "ids"),
    [
        ("arXiv", {"doi": "10.48550/arXiv.2210.17323"}),
        ("arXiv", {"doi": "10.2139/ssrn.4567"}),
        ("arXiv", {"openreview": "tcbBPnfwxS"}),
        ("NeurIPS", {"doi": "10.1145/3600006.3613165"}),
    ],
)
def test_preprints_and_published_papers(venue: str, ids: dict[str, str]) -> None:
    assert not flaws("LS231", paper(venue=venue, ids=ids))


@pytest.mark.parametrize(
    ("acl", "year"), [("2023.acl-long.51", 2023), ("P19-1285", 2019), ("P98-1001", 1998), ("2023.findings-acl.5", 2023)]
)
def test_the_year_of_the_volume(acl: str, year: int) -> None:
    assert told("LS232", of_acl(acl, venue="ACL", year=2022)) == f"Write  year: {year}, or correct the id."
    assert not flaws("LS232", of_acl(acl, venue="ACL", year=year))


def test_the_year_of_another_version() -> None:
    assert not flaws("LS232", of_acl("2023.acl-long.51", venue="TACL", year=2024))


@pytest.mark.parametrize(
    ("acl", "written", "right"),
    [
        ("2023.findings-acl.576", "ACL", "Findings of ACL"),
        ("2023.acl-long.15", "Findings of ACL", "ACL"),
        ("2023.acl-short.15", "ACL System Demonstrations", "ACL"),
        ("2023.acl-demo.26", "ACL", "ACL System Demonstrations"),
        ("P19-1285", "Findings of ACL", "ACL"),
    ],
)
def test_another_part_of_the_venue(acl: str, written: str, right: str) -> None:
    assert mended("LS233", of_acl(acl, venue=written)).venue == right


@pytest.mark.parametrize(
    ("acl", "venue"),
    [
        ("2023.findings-acl.576", "Findings of ACL"),
        ("2023.acl-long.15", "ACL"),
        ("2023.acl-main.15", "ACL"),
        ("2023.tacl-1.17", "TACL"),
        ("P19-1285", "ACL"),
        ("P19-3001", "ACL"),
        ("D19-1002", "EMNLP"),
        ("2023.acl-tutorials.1", "ACL"),
        ("2023.findings-naacl.3", "ACL"),
        ("W19-1285", "ACL"),
    ],
)
def test_the_venue_of_the_id(acl: str, venue: str) -> None:
    assert not flaws("LS233", of_acl(acl, venue=venue))
    assert not flaws("LS234", of_acl(acl, venue=venue))


def test_the_venue_of_another_version() -> None:
    (flaw,) = flaws("LS234", of_acl("2023.acl-long.15", venue="ICLR"))
    assert flaw.reason == "2023.acl-long.15 is in ACL, but the venue is ICLR"
    assert not flaws("LS234", of_acl("2023.acl-long.15", venue="arXiv"))


def test_a_venue_that_nobody_knows_is_not_compared() -> None:
    others = tuple(venue for venue in VENUES if venue["name"] != "Findings of ACL")
    assert not flaws("LS233", survey(of_acl("2023.findings-acl.576", venue="ACL"), venues=others))


@pytest.mark.parametrize("venue", ["arXiv", "ArXiv"])
def test_arxiv_without_its_id(venue: str) -> None:
    assert told("LS235", paper(venue=venue, ids={"openreview": "tcbBPnfwxS"})).startswith('Add  arxiv: "…"')
    assert not flaws("LS235", paper(venue=venue))
    assert not flaws("LS235", paper(ids={"openreview": "tcbBPnfwxS"}))


LISTED = "whitney-house/ICLR2025-OpenReview:data/papers.csv@71866ae92250#L1320"


@pytest.mark.parametrize(
    ("venue", "authors"),
    [
        (LISTED, "shadowpa0327/Palu:README.md@bb22666e2ef9#L141"),
        (LISTED, "https://arxiv.org/abs/2407.21118"),
        (LISTED, "dw-dengwei/daily-arXiv-ai-enhanced:data/2025-05-29.jsonl@b4c542b7d61b"),
        ("azminewasi/Awesome-LLMs-ICLR-24:README.md@e14d93ae540f#L2439", "Xnhyacinth/Awesome-LLMs:README.md#L1204"),
    ],
)
def test_authors_of_another_version(venue: str, authors: str) -> None:
    (flaw,) = flaws("LS236", paper(sources={"venue": venue, "authors": authors}))
    assert flaw.path == ("sources", "authors")
    assert authors in flaw.reason


@pytest.mark.parametrize(
    ("venue", "authors"),
    [
        (LISTED, LISTED),
        (LISTED, f"{LISTED}; shadowpa0327/Palu:README.md@bb22666e2ef9#L141"),
        (LISTED, "chang-xinhai/AI-Conference-Paper-Lists:iclr2025.json; shadowpa0327/Palu:README.md#L141"),
        (LISTED, "shadowpa0327/Palu:README.md#L141 (BibTeX of ICLR)"),
        ("https://openreview.net/forum?id=LWMS4pk2vK", "shadowpa0327/Palu:README.md@bb22666e2ef9#L141"),
        ("ICLR-fans/Awesome-LLMs:README.md#L12", "shadowpa0327/Palu:README.md@bb22666e2ef9#L141"),
    ],
)
def test_authors_of_the_same_version(venue: str, authors: str) -> None:
    assert not flaws("LS236", paper(sources={"venue": venue, "authors": authors}))


def test_authors_of_a_preprint_and_authors_that_were_compared() -> None:
    sources = {"venue": LISTED, "authors": "https://arxiv.org/abs/2407.21118"}
    assert not flaws("LS236", paper(sources=sources, venue="arXiv"))
    claims = [{"value": "Ada", "source": "a"}, {"value": "Ada, Bo", "source": "b"}]
    assert not flaws("LS236", paper(sources=sources, conflicts=[{"field": "authors", "claims": claims}]))
