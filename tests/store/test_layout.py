"""Where the files of a survey stand, and one that was put elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.store.repositories import Repository, lived

from livingsurvey.checks import check
from livingsurvey.checks.fixing import fix
from livingsurvey.store import layout
from livingsurvey.store.changes import past
from livingsurvey.store.history import as_it_was
from livingsurvey.store.read import read
from livingsurvey.survey import Survey


def to_the_top(root: Path) -> list[str]:
    """Give all files the places that they had before there were folders for them; the names they have there."""
    moved = [name for name, place in layout.IN_FOLDERS.items() if (root / place).exists()]
    for name in moved:
        (root / layout.IN_FOLDERS[name]).rename(root / name)
    return sorted(moved)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    return Repository(tmp_path / "survey", monkeypatch)


def test_each_file_at_the_top_is_one_finding_that_says_where_it_belongs(small_survey: Path) -> None:
    names = to_the_top(small_survey)
    assert {"venues.yaml", "results"} <= set(names)
    found = check(Survey.load(small_survey, strict=False, cached=False))
    assert [(finding.file, finding.code) for finding in found] == [(name, "LS119") for name in names]
    fixes = {finding.file: finding.fix for finding in found}
    assert fixes["venues.yaml"] == "Run  mkdir -p knowledge && git mv venues.yaml knowledge/"
    assert fixes["results"] == "Run  mkdir -p knowledge && git mv results knowledge/"


def test_what_was_made_belongs_in_a_folder_too(small_survey: Path) -> None:
    (small_survey / "addresses.txt").write_text("papers/\n", encoding="utf-8")
    (finding,) = read(small_survey, cached=False).findings
    assert finding.fix == "Run  mkdir -p history && git mv addresses.txt history/"


def test_fixing_puts_all_in_their_places(small_survey: Path) -> None:
    before = {path.relative_to(small_survey): path.read_bytes() for path in small_survey.rglob("*.yaml")}
    to_the_top(small_survey)
    assert fix(Survey.load(small_survey, strict=False, cached=False)).left == ()
    assert {path.relative_to(small_survey): path.read_bytes() for path in small_survey.rglob("*.yaml")} == before


def test_of_two_files_the_one_in_its_place_is_read_and_no_program_chooses(small_survey: Path) -> None:
    (small_survey / "venues.yaml").write_text("venues: []\n", encoding="utf-8")
    survey = Survey.load(small_survey, strict=False, cached=False)
    (finding,) = fix(survey).left
    assert finding.fix == "Keep one of the two; knowledge/venues.yaml is the one that is read."
    assert survey.venues


def test_a_file_that_only_looks_as_if_it_were_read_is_told(small_survey: Path) -> None:
    for name in ("knowledge/metric.yaml", "knowledge/notes.txt", "knowledge/.gitkeep", "history/change.jsonl"):
        (small_survey / name).parent.mkdir(exist_ok=True)
        (small_survey / name).write_text("x", encoding="utf-8")
    found = {finding.file: finding for finding in read(small_survey, cached=False).findings}
    assert found.keys() == {"knowledge/metric.yaml", "knowledge/notes.txt", "history/change.jsonl"}
    assert {finding.code for finding in found.values()} == {"LS112"}
    assert found["knowledge/metric.yaml"].fix == "Did you mean knowledge/metrics.yaml?"
    assert found["history/change.jsonl"].fix == "Did you mean history/changes.jsonl?"


def test_a_move_into_the_folders_is_no_change_of_the_data(repository: Repository) -> None:
    to_the_top(repository.root)
    repository.commit("2024-01-02")
    before = past(lived(repository).root)
    for name in layout.IN_FOLDERS:
        if (repository.root / name).exists():
            place = repository.root / layout.IN_FOLDERS[name]
            place.parent.mkdir(exist_ok=True)
            (repository.root / name).rename(place)
    repository.commit("2024-10-01")
    after = past(repository.root)
    assert after == before
    assert after.through is not None
    assert after.through.day.isoformat() == "2024-09-01"
    repository.replace(layout.VENUES, "NIPS", "N.I.P.S.")
    repository.commit("2024-11-01")
    then = past(repository.root).through
    assert then is not None
    assert then.day.isoformat() == "2024-11-01"


def test_a_state_from_before_is_read_as_if_its_files_had_stood_in_the_folders(repository: Repository) -> None:
    as_now = read(repository.root, cached=False)
    to_the_top(repository.root)
    repository.commit("2024-02-01")
    with as_it_was(repository.root, "HEAD") as folder:
        assert read(folder, cached=False) == as_now
