"""Drafts of one command: no two with one key, no two of one paper."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import SMALL_SURVEY

from livingsurvey import Survey
from livingsurvey.errors import UsageError
from livingsurvey.intake import Batch, Entry, from_identifier
from livingsurvey.model import Identifier

TODAY = dt.date(2026, 1, 31)
GPTQ = "papers/2022/frantar2022gptq.yaml"


def entry(title: str, arxiv: str, author: str = "Ora Lind") -> Entry:
    return Entry(title=title, authors=(author,), ids=(Identifier("arxiv", arxiv),))


def batch(root: Path) -> Batch:
    return Batch(Survey.load(root, strict=False), TODAY)


def test_a_key_that_the_batch_has_used_is_lengthened(small_survey: Path) -> None:
    adding = batch(small_survey)
    first = adding.draft(entry("Learning to Fold", "2601.00001"), ["data-selection"])
    second = adding.draft(entry("Learning of Maps", "2601.00002"), ["data-selection"])
    third = adding.draft(entry("Learning", "2601.00003"), ["data-selection"])
    assert (first.key, second.key) == ("lind2026learning", "lind2026learningmaps")
    assert third.key == "lind2026learningn2"
    for made in (first, second, third):
        made.write(small_survey)
    assert len(Survey.load(small_survey)) == 11


@pytest.mark.parametrize("name", ["lind2026learning.yaml", "Lind2026Learning.yaml", "lind2026learning.yml"])
def test_a_key_is_taken_by_a_file_that_is_no_record_yet(small_survey: Path, name: str) -> None:
    (small_survey / "papers/2026").mkdir()
    (small_survey / "papers/2026" / name).write_text('title: "Learning nothing"\n', encoding="utf-8")
    assert batch(small_survey).draft(entry("Learning to Fold", "2601.00001"), []).key == "lind2026learningfold"


@pytest.mark.parametrize("given_up", ["retired: {lind2026learning: li2022x}", "withdrawn: {lind2026learning: Off.}"])
def test_a_key_that_was_given_up_names_no_other_paper(small_survey: Path, given_up: str) -> None:
    with (small_survey / "survey.yaml").open("a", encoding="utf-8") as file:
        file.write(f"{given_up}\n")
    assert batch(small_survey).draft(entry("Learning to Fold", "2601.00001"), []).key == "lind2026learningfold"


@pytest.mark.parametrize("again", ["arxiv:2601.00001v2", "https://doi.org/10.48550/arXiv.2601.00001"])
def test_the_same_paper_twice_is_one_record(small_survey: Path, again: str) -> None:
    adding = batch(small_survey)
    first = adding.draft(from_identifier("2601.00001"), [])
    second = adding.draft(from_identifier(again), [])
    assert not first.is_known
    (duplicate,) = second.duplicates
    assert (duplicate.certain, duplicate.file, duplicate.paper.stood) == (True, first.file, False)
    with pytest.raises(UsageError, match="was written by this command; --overwrite leaves it alone"):
        second.overwrite(small_survey, duplicate.paper)


def test_a_record_that_is_not_complete_yet_is_known(small_survey: Path) -> None:
    batch(small_survey).draft(from_identifier("2601.00001"), []).write(small_survey)
    made = batch(small_survey).draft(entry("Learning to Fold", "2601.00001"), ["data-selection"])
    (duplicate,) = made.duplicates
    assert duplicate.certain
    assert duplicate.advice == "write  topics: [data-selection]  in papers/2026/arxiv2026arxiv260100001.yaml"
    assert made.overwrite(small_survey, duplicate.paper).key == "arxiv2026arxiv260100001"
    assert Survey.load(small_survey)["arxiv2026arxiv260100001"].title == "Learning to Fold"


@pytest.mark.parametrize("text", ["title: [", "", "\x00", "- a list", "title: x\n" * 50_000])
def test_a_file_that_nobody_can_read_may_be_the_paper(small_survey: Path, text: str) -> None:
    path = small_survey / "papers/2026/lind2026learning.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    made = batch(small_survey).draft(entry("Learning to Fold", "2601.00001"), [])
    (duplicate,) = made.duplicates
    assert duplicate.advice == "correct it first; 'survey check' says what is wrong"
    with pytest.raises(UsageError, match="cannot be read"):
        made.overwrite(small_survey, duplicate.paper)
    assert path.read_text(encoding="utf-8") == text


def test_a_record_in_the_wrong_place_is_not_written_a_second_time(small_survey: Path) -> None:
    (small_survey / GPTQ).rename(small_survey / GPTQ.replace("2022/", "2023/"))
    made = batch(small_survey).draft(from_identifier("2210.17323"), [])
    with pytest.raises(UsageError, match=r"should be papers/2022/frantar2022gptq.yaml; run 'survey check --fix' first"):
        made.overwrite(small_survey, made.duplicates[0].paper)


@pytest.mark.parametrize("folder", ["papers", "papers/2026"])
def test_no_record_is_written_through_a_link(small_survey: Path, tmp_path: Path, folder: str) -> None:
    shutil.rmtree(small_survey / folder, ignore_errors=True)
    (tmp_path / "elsewhere").mkdir()
    (small_survey / folder).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match=f"{folder} is a symbolic link"):
        batch(small_survey).draft(entry("Learning to Fold", "2601.00001"), []).write(small_survey)
    assert list((tmp_path / "elsewhere").iterdir()) == []


WORDS = st.sampled_from(["learning", "the", "Maps", "2", "数", "fold", "<b>"])


@given(
    st.lists(
        st.builds(
            Entry,
            title=st.none() | st.lists(WORDS, min_size=1, max_size=3).map(" ".join),
            authors=st.sampled_from([(), ("Ora Lind",), ("李 明",)]),
            year=st.sampled_from([2026, None]),
            ids=st.lists(st.sampled_from(["2601.00001", "2601.00002"]), max_size=1).map(
                lambda ids: tuple(Identifier("arxiv", value) for value in ids)
            ),
        ),
        max_size=8,
    )
)
def test_whatever_comes_in_nothing_is_lost(entries: list[Entry]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(SMALL_SURVEY, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("build")))
        before = {path: path.read_bytes() for path in root.glob("papers/*/*")}
        adding = batch(root)
        written = {}
        for each in entries:
            made = adding.draft(each, ["data-selection"])
            if not made.is_known:
                written[made.write(root)] = made.text().encode()
        assert {path: path.read_bytes() for path in root.glob("papers/*/*")} == before | written
