"""What was said no to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.refresh.said import CODE, DAY, FORUM, PAPER, VENUE, proposal, telling

from livingsurvey.errors import InvalidData, UsageError
from livingsurvey.model.proposal import Proposal
from livingsurvey.refresh import rejected
from livingsurvey.refresh.deciding import reject
from livingsurvey.refresh.rejected import Rejections
from livingsurvey.store.layout import REJECTED

CLAIM = proposal("claim", {"claimed": {"venue": "ICLR", "year": 2024, "source": "https://arxiv.org/abs/2305.09246"}})
COUNT = proposal("citations", {"citations": {"count": 3, "date": "2024-03-01", "source": "https://openalex.org/W1"}})
CITES = proposal(
    "references", {"cites": {"papers": ["zhang2023h2o"], "date": "2024-03-01", "source": "https://x.org/"}}
)
TITLE = proposal("title", {"title": "Maybe Less", "also_titled": ["Maybe Only 0.5% Data is Needed"]})
ARCHIVED = proposal("archived", {"links.archived": "2024-03-01"})


def test_rejections_are_lines_that_are_added_and_stay(tmp_path: Path) -> None:
    assert reject(tmp_path, [VENUE, CODE], "  a workshop of  the same name\n", DAY)
    first = (tmp_path / REJECTED).read_text(encoding="utf-8")
    assert [json.loads(line)["kind"] for line in first.splitlines()] == ["code", "venue"]
    assert json.loads(first.splitlines()[1]) == {
        "id": VENUE.id,
        "key": "chen2023maybe",
        "kind": "venue",
        "said": {"venue": "ICLR", "year": 2024},
        "reason": "a workshop of the same name",
        "day": "2024-03-01",
    }
    assert not reject(tmp_path, [VENUE], "again", DAY)
    assert reject(tmp_path, [FORUM, VENUE], "another paper", DAY)
    assert (tmp_path / REJECTED).read_text(encoding="utf-8").startswith(first)
    assert len(Rejections.read(tmp_path).lines) == 3


def test_a_last_line_without_an_end_is_not_continued(tmp_path: Path) -> None:
    reject(tmp_path, [VENUE], "no", DAY)
    path = tmp_path / REJECTED
    path.write_text(path.read_text(encoding="utf-8").rstrip(), encoding="utf-8")
    reject(tmp_path, [CODE], "no", DAY)
    assert len(Rejections.read(tmp_path).lines) == 2


@pytest.mark.parametrize("reason", ["", " \n", "x" * 3000, "red \x1b[31m"])
def test_a_reason_is_a_line_of_text(tmp_path: Path, reason: str) -> None:
    with pytest.raises(UsageError, match="write  --reason TEXT"):
        reject(tmp_path, [VENUE], reason, DAY)
    assert not (tmp_path / REJECTED).exists()


@pytest.mark.parametrize("line", ["", "{}", "[]", "no JSON", '{"id": "0123456789"}', '{"id": 7}', "\xff"])
def test_a_broken_line_has_its_place_and_keeps_everybody_from_forgetting(tmp_path: Path, line: str) -> None:
    reject(tmp_path, [VENUE], "no", DAY)
    with (tmp_path / REJECTED).open("a", encoding="latin-1") as file:
        file.write(f"{line}\n")
    (finding,) = rejected.mistakes(tmp_path)
    assert finding.place == "history/rejected.jsonl:2:1"
    before = (tmp_path / REJECTED).read_bytes()
    with pytest.raises(InvalidData):
        Rejections.read(tmp_path)
    with pytest.raises(InvalidData):
        reject(tmp_path, [CODE], "no", DAY)
    assert (tmp_path / REJECTED).read_bytes() == before


@pytest.mark.parametrize(
    ("once", "again"),
    [
        (VENUE, VENUE.model_copy(update={"told": (telling("DBLP"),)})),
        (VENUE, proposal("venue", {"venue": "ICLR"})),
        (CLAIM, proposal("claim", {"claimed": {"venue": "ICLR", "year": 2024, "source": "https://example.org"}})),
        (
            TITLE,
            proposal("title", {"title": "MAYBE: less", "also_titled": ["Maybe Only 0.5% Data is Needed", "Other"]}),
        ),
        (ARCHIVED, proposal("archived", {"links.archived": "2024-03-08"})),
        (PAPER, PAPER.model_copy(update={"key": "example2024another", "said": {**PAPER.said, "title": "Renamed"}})),
        (PAPER, PAPER.model_copy(update={"said": {**PAPER.said, "ids": {"doi": "10.5555/x"}, "year": 2025}})),
    ],
)
def test_what_was_rejected_does_not_come_back(tmp_path: Path, once: Proposal, again: Proposal) -> None:
    reject(tmp_path, [once], "no", DAY)
    assert Rejections.read(tmp_path).have(again)


@pytest.mark.parametrize(
    ("once", "again"),
    [
        (VENUE, proposal("venue", {"venue": "ACL", "year": 2024})),
        (VENUE, proposal("venue", {"venue": "ICLR", "year": 2025})),
        (VENUE, proposal("venue", {"venue": "ICLR", "year": 2024}, key="frantar2022gptq")),
        (COUNT, proposal("citations", {"citations": {**COUNT.said["citations"], "count": 4}})),
        (CITES, proposal("references", {"cites": {**CITES.said["cites"], "papers": ["frantar2022gptq"]}})),
        (FORUM, proposal("id", {"ids.openreview": "another1234"})),
        (FORUM, proposal("id", {"ids.acl": "2024.acl-long.1"})),
        (PAPER, PAPER.model_copy(update={"said": {"title": "數", "ids": {"arxiv": "2402.00002"}}})),
    ],
)
def test_what_says_something_else_is_asked(tmp_path: Path, once: Proposal, again: Proposal) -> None:
    reject(tmp_path, [once], "no", DAY)
    assert not Rejections.read(tmp_path).have(again)
