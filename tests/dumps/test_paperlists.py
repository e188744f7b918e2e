"""Paper lists: which of their entries appeared, and where. All entries are made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.dumps.made import read, submission, write_list

from livingsurvey.dumps.work import Work


def test_an_entry_is_a_paper_of_the_conference_in_the_name_of_the_file(tmp_path: Path) -> None:
    works, faults = read(
        write_list(tmp_path / "nips2026.json", [submission(github="https://github.com/example/made-up")])
    )
    assert works == [
        Work(
            source="paperlists",
            reference="https://openreview.net/forum?id=madeUp0001",
            title="Made-Up Paper",
            authors=("Ada Example", "Ben O. Example"),
            venue="NeurIPS",
            year=2026,
            openreview="madeUp0001",
            code="https://github.com/example/made-up",
        )
    ]
    assert not faults


@pytest.mark.parametrize(
    ("file", "said", "venue"),
    [
        ("iclr2026.json", {"status": "Oral"}, "ICLR"),
        ("iclr2023.json", {"status": "Top-25%"}, "ICLR"),
        ("iclr2026.json", {"status": "Reject"}, None),
        ("iclr2026.json", {"status": "Withdraw"}, None),
        ("iclr2026.json", {"status": "Desk Reject"}, None),
        ("iclr2026.json", {"status": "Active"}, None),
        ("iclr2026.json", {"status": "Something New"}, None),
        ("iclr2026.json", {"status": ""}, None),
        ("iclr2026.json", {"status": None}, None),
        ("iclr2018.json", {"status": "Workshop"}, "ICLR Workshop"),
        ("nips2026.json", {"track": "Datasets & Benchmarks"}, "NeurIPS"),
        ("ijcai2026.json", {"track": "Survey Track"}, "IJCAI"),
        ("ijcai2026.json", {"track": "Journal Track"}, None),
        ("ijcai2026.json", {"track": "Sister Conferences Best Papers"}, None),
        ("naacl2026.json", {"status": "Findings"}, "Findings of NAACL"),
        (
            "emnlp2022.json",
            {"status": "Main", "site": "https://aclanthology.org/2022.findings-emnlp.54/"},
            "Findings of EMNLP",
        ),
        ("naacl2026.json", {"status": "Industry"}, "NAACL Industry Track"),
        ("coling2026.json", {"status": "System Demonstrations"}, "COLING System Demonstrations"),
        ("siggraph2026.json", {"status": "Poster"}, None),
        ("siggraph2026.json", {"status": "Technical Paper"}, "SIGGRAPH"),
        ("kdd2026.json", {"status": None, "id": "site_0123456789", "site": ""}, "KDD"),
        ("my papers.json", {}, None),
    ],
)
def test_only_what_appeared_has_a_venue(tmp_path: Path, file: str, said: dict[str, Any], venue: str | None) -> None:
    (work,), _ = read(write_list(tmp_path / file, [submission(**said)]))
    assert work.venue == venue


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        ({"author": "Ada Example, Ben Example"}, "authors", ("Ada Example", "Ben Example")),
        ({"author": "Ada Example; Ben Example;"}, "authors", ("Ada Example", "Ben Example")),
        ({"author": None, "authors": "Ada Example, Ben Example"}, "authors", ("Ada Example", "Ben Example")),
        ({"author": ""}, "authors", ()),
        ({"title": "$\\mu$KE: Made-Up Editing"}, "title", "μKE: Made-Up Editing"),
        ({"site": "https://icml.cc/virtual/2026/poster/1"}, "openreview", "madeUp0001"),
        ({"site": "https://example.org/1", "rating": None}, "openreview", None),
        ({"site": "https://aclanthology.org/2026.acl-long.1/", "rating": None}, "acl", "2026.acl-long.1"),
        ({"site": "https://example.org/1", "rating": None}, "reference", "https://example.org/1"),
        ({"arxiv": "http://arxiv.org/abs/2611.00001"}, "arxiv", "2611.00001"),
        ({"doi": "https://doi.org/10.5555/x"}, "doi", "10.5555/x"),
        ({"doi": "https://link.springer.com/chapter/1"}, "doi", None),
        ({"github": "github.com/example/made_up.git"}, "code", "https://github.com/example/made_up"),
        ({"github": "https://github.com/example/made up"}, "code", None),
        ({"github": "https://github.com/example/a; https://github.com/example/b"}, "code", None),
        ({"github": "https://example.github.io/made-up/"}, "code", None),
        ({"github": 7}, "code", None),
    ],
)
def test_shapes_differ_from_list_to_list(tmp_path: Path, said: dict[str, Any], field: str, value: object) -> None:
    (work,), _ = read(write_list(tmp_path / "icml2026.json", [submission(**said)]))
    assert getattr(work, field) == value


def test_an_entry_with_no_page_of_its_own_has_that_of_the_list(tmp_path: Path) -> None:
    (work,), _ = read(write_list(tmp_path / "kdd2026.json", [submission(id="site_1", site="javascript:alert(1)")]))
    assert work.reference == "https://github.com/papercopilot/paperlists/blob/main/kdd/kdd2026.json"


NO_TITLES: list[Any] = [7, None, " ", "\x1b[2J", "x" * 1_000_000]
NO_AUTHORS: list[Any] = [["Ada"], "\x07;Ada"]
BROKEN = [
    *(None, 7, "text", [], {}),
    *(submission(title) for title in NO_TITLES),
    *(submission(author=author) for author in NO_AUTHORS),
]


def test_a_broken_entry_loses_nothing_but_itself(tmp_path: Path) -> None:
    works, faults = read(write_list(tmp_path / "iclr2026.json", [submission(), *BROKEN, submission()]))
    assert len(works) == 2
    assert [fault.place for fault in faults] == [f"entry {place}" for place in range(2, len(BROKEN) + 2)]


def test_a_list_that_is_cut_off_is_told(tmp_path: Path) -> None:
    path = write_list(tmp_path / "iclr2026.json", [submission()] * 3)
    path.write_bytes(path.read_bytes()[:-20])
    works, ((place, said),) = read(path)
    assert (works, place) == ([], "the whole")
    assert "JSON" in said
