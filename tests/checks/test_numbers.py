from __future__ import annotations

import pytest
import time_machine
from tests.checks.made import flaws, mended, paper, told


@time_machine.travel("2025-06-30T09:59:59Z", tick=False)
@pytest.mark.parametrize(
    ("arxiv", "why"),
    [
        ("2213.01234", "13 is not a month"),
        ("2200.01234", "00 is not a month"),
        ("2210.00000", "numbers start at 1"),
        ("1412.01234", "after the dot, ids of 2014 have four digits"),
        ("1501.1234", "after the dot, ids of 2015 have five digits"),
        ("2210.1732", "after the dot, ids of 2022 have five digits"),
        ("0703.1234", "ids of this form start in April 2007"),
        ("9912.1234", "ids of this form start in April 2007"),
        ("2507.00001", "2025-07 is in the future"),
        ("3001.00001", "2030-01 is in the future"),
        ("cs/0704001", "ids with the name of an archive range from August 1991 to March 2007"),
        ("cs/9013001", "13 is not a month"),
        ("csl/0112017", "there is no archive 'csl', but there is 'cs'"),
        ("cmp-ig/9404001", "there is no archive 'cmp-ig', but there is 'cmp-lg'"),
    ],
)
def test_arxiv_ids_that_cannot_exist(arxiv: str, why: str) -> None:
    (flaw,) = flaws("LS211", paper(ids={"arxiv": arxiv}))
    assert (flaw.path, flaw.reason) == (("ids", "arxiv"), f"there is no arXiv id {arxiv}: {why}")


@time_machine.travel("2025-06-30T09:59:59Z", tick=False)
@pytest.mark.parametrize(
    "arxiv",
    [
        "2210.17323",
        "2506.00001",
        "1412.9999",
        "1501.00001",
        "0704.0001",
        "cs/0112017",
        "cmp-lg/9404001",
        "hep-th/9108001",
    ],
)
def test_arxiv_ids_that_can_exist(arxiv: str) -> None:
    assert not flaws("LS211", paper(ids={"arxiv": arxiv}))


def test_a_doi_that_is_an_arxiv_id() -> None:
    record = mended("LS216", paper(ids={"doi": "10.48550/arXiv.2305.18403"}))
    assert record.ids.items() == (("arxiv", "2305.18403"),)
    record = mended("LS216", paper(ids={"arxiv": "2305.18403", "doi": "10.48550/ARXIV.2305.18403"}))
    assert record.ids.items() == (("arxiv", "2305.18403"),)


def test_a_doi_that_is_another_arxiv_id() -> None:
    fix = told("LS216", paper(ids={"arxiv": "2210.17323", "doi": "10.48550/arXiv.2305.18403"}))
    assert fix == "The record's own arXiv id is 2210.17323: one of the two belongs to another paper."


def test_a_doi_in_capitals() -> None:
    record = mended("LS217", paper(ids={"doi": "10.1109/ACCESS.2024.3403426"}))
    assert record.ids.doi == "10.1109/access.2024.3403426"
    assert not flaws("LS217", paper(ids={"doi": "10.1145/3600006.3613165"}))


def test_a_doi_of_another_acl_id() -> None:
    ids = {"doi": "10.18653/v1/2023.acl-long.15", "acl": "2023.acl-long.51"}
    assert told("LS218", paper(ids=ids)) == "Open both, and correct the one that belongs to another paper."


@pytest.mark.parametrize(
    "ids",
    [
        {"doi": "10.18653/v1/2023.acl-long.15", "acl": "2023.acl-long.15"},
        {"doi": "10.18653/v1/p19-1285", "acl": "P19-1285"},
        {"doi": "10.18653/V1/P19-1285", "acl": "P19-1285"},
        {"doi": "10.1162/tacl_a_00547", "acl": "2023.tacl-1.17"},
        {"acl": "2023.tacl-1.17"},
        {"doi": "10.18653/v1/something-else", "acl": "2023.tacl-1.17"},
    ],
)
def test_a_doi_that_fits_the_acl_id(ids: dict[str, str]) -> None:
    assert not flaws("LS218", paper(ids=ids))
    assert not flaws("LS219", paper(ids=ids))


@pytest.mark.parametrize(
    ("doi", "acl"),
    [("10.18653/v1/2023.acl-long.15", "2023.acl-long.15"), ("10.18653/v1/p19-1285", "P19-1285")],
)
def test_an_acl_id_left_out(doi: str, acl: str) -> None:
    assert mended("LS219", paper(ids={"doi": doi})).ids.acl == acl
