"""A survey over time, as it is told today."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from tests.checks.examples import LIMA
from tests.store.repositories import Repository, lived

from livingsurvey import Survey
from livingsurvey.insight.timeline import timeline


def told(root: Path) -> list[str]:
    found = timeline(Survey.load(root)).changes
    return [f"{change.day} {change.kind} {change.subject}" for change in found]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    return Repository(tmp_path / "survey", monkeypatch)


def test_additions_have_the_day_of_the_record_and_the_rest_that_of_the_commit(repository: Repository) -> None:
    lived(repository)
    assert told(repository.root) == [
        "2024-09-01 withdrawn doe2023other",
        "2024-07-01 topic-added data",
        "2024-07-01 topic-renamed quantization",
        "2024-07-01 topic-removed data-selection",
        "2024-06-01 key zhou2022lima",
        "2024-05-01 refiled zhou2022lima",
        # That NIPS is NeurIPS by another name is no news.
        "2024-04-01 refiled zhou2022lima",
        "2024-03-01 venue frantar2022gptq",
        "2024-02-01 venue frantar2022gptq",
        "2023-06-01 added zhou2022lima",
        "2023-05-10 added frantar2022gptq",
    ]
    found = timeline(Survey.load(repository.root))
    assert found.last_change == dt.date(2024, 9, 1)
    assert [change.kind for change in found.of_papers()["zhou2022lima"]] == ["key", "refiled", "refiled"]
    assert [(month.isoformat(), len(changes)) for month, changes in found.months()][:2] == [
        ("2024-09-01", 1),
        ("2024-07-01", 3),
    ]


def test_a_paper_that_came_back_was_not_withdrawn(repository: Repository) -> None:
    record = (repository.root / LIMA).read_bytes()
    (repository.root / LIMA).unlink()
    repository.commit("2024-02-01")
    assert told(repository.root)[0] == "2024-02-01 withdrawn zhou2023lima"
    (repository.root / LIMA).write_bytes(record)
    repository.commit("2024-03-01")
    assert told(repository.root) == ["2023-06-01 added zhou2023lima", "2023-05-10 added frantar2022gptq"]


def test_a_retired_key_follows_its_paper_even_where_git_does_not_see_it(repository: Repository) -> None:
    repository.edit(LIMA, topics=["quantization"])
    repository.commit("2024-02-01")
    text = (repository.root / LIMA).read_text(encoding="utf-8")
    (repository.root / LIMA).unlink()
    repository.commit("2024-03-01")
    (repository.root / "papers/2023/zhou2023less.yaml").write_text(text, encoding="utf-8")
    repository.edit("survey.yaml", retired={"zhou2023lima": "zhou2023less"})
    repository.commit("2024-04-01")
    assert told(repository.root)[0] == "2024-02-01 refiled zhou2023less"


def test_without_git_or_file_the_records_tell_their_additions(small_survey: Path) -> None:
    survey = Survey.load(small_survey)
    found = timeline(survey)
    assert {change.kind for change in found.changes} == {"added"}
    assert [change.day for change in found.changes] == [paper.added for paper in survey.newest_added]
    assert found.last_change == survey.newest_added[0].added


def test_the_digest_tells_changes_apart(repository: Repository) -> None:
    before = timeline(Survey.load(repository.root)).digest()
    (repository.root / "notes.txt").write_text("x", encoding="utf-8")
    repository.commit("2024-02-01")
    assert timeline(Survey.load(repository.root)).digest() == before
    repository.edit(LIMA, topics=["quantization"])
    repository.commit("2024-03-01")
    assert timeline(Survey.load(repository.root)).digest() != before
