"""What became of papers and topics, from git, from the file, and from both."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.checks.examples import GPTQ, LIMA
from tests.store.repositories import Repository, lived
from tests.strategies import lines

from livingsurvey.errors import UsageError
from livingsurvey.model import Change, Through
from livingsurvey.store import changes, history
from livingsurvey.store.changes import FILE, Past, mistakes, past, write, written

TOLD = [
    "2024-02-01 venue frantar2022gptq ICLR 2023 > arXiv 2022",
    "2024-03-01 venue frantar2022gptq arXiv 2022 > ICLR 2023",
    "2024-03-01 venue zhou2023lima NeurIPS 2023 > NIPS 2023",
    "2024-04-01 refiled zhou2023lima data-selection > quantization data-selection",
    "2024-04-01 venue zhou2023lima NIPS 2023 > NeurIPS 2023",
    "2024-05-01 refiled zhou2023lima quantization data-selection > data-selection",
    "2024-06-01 key zhou2022lima zhou2023lima > zhou2022lima",
    "2024-07-01 topic-renamed quantization Quantization > Fewer Bits",
    "2024-07-01 topic-added data  > ",
    "2024-07-01 topic-removed data-selection  > data",
    "2024-09-01 withdrawn doe2023other quantization > ",
]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    return Repository(tmp_path / "survey", monkeypatch)


def told(found: Past) -> list[str]:
    return [f"{c.day} {c.kind} {c.subject} {' '.join(c.before)} > {' '.join(c.after)}" for c in found.changes]


def test_everything_that_happened_is_told_with_the_day_on_which_it_landed(repository: Repository) -> None:
    assert told(past(lived(repository).root)) == TOLD


def test_the_first_commit_is_no_change(repository: Repository) -> None:
    found = past(repository.root)
    assert found.changes == ()
    assert found.through is not None
    assert found.through.day == dt.date(2024, 1, 1)


def test_the_last_change_is_that_of_the_data(repository: Repository) -> None:
    (repository.root / "notes.txt").write_text("x", encoding="utf-8")
    repository.commit("2024-05-05")
    found = past(repository.root)
    assert found.through is not None
    assert found.through.day == dt.date(2024, 1, 1)


def test_what_was_found_is_kept_for_the_commit(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    first = past(lived(repository).root)
    with monkeypatch.context() as patched:
        patched.setattr(history, "landings", None)
        assert past(repository.root) == first
    repository.edit(GPTQ, venue="NeurIPS")
    repository.commit("2024-10-01")
    assert len(past(repository.root).changes) == len(TOLD) + 1


def test_an_archive_tells_what_its_file_tells(repository: Repository, tmp_path: Path) -> None:
    whole = past(lived(repository).root)
    assert write(repository.root)
    archive = Path(
        shutil.copytree(repository.root, tmp_path / "archive", ignore=shutil.ignore_patterns(".git", "build"))
    )
    assert past(archive) == whole
    (archive / FILE).unlink()
    assert past(archive) == Past()
    with pytest.raises(UsageError, match="git has no history"):
        write(archive)


def test_a_shallow_clone_tells_what_it_knows_and_no_more(repository: Repository, tmp_path: Path) -> None:
    lived(repository)
    assert past(repository.clone(tmp_path / "one", "--depth=1")) == Past()
    assert told(past(repository.clone(tmp_path / "two", "--depth=2"))) == TOLD[-1:]


def test_a_shallow_clone_with_the_file_tells_everything(repository: Repository, tmp_path: Path) -> None:
    write(lived(repository).root)
    repository.commit("2024-10-01")
    repository.edit(GPTQ, venue="NeurIPS")
    repository.commit("2024-10-02")
    whole = told(past(repository.root))
    assert whole == [*TOLD, "2024-10-02 venue frantar2022gptq ICLR 2023 > NeurIPS 2023"]
    assert told(past(repository.clone(tmp_path / "shallow", "--depth=3"))) == whole
    assert told(past(repository.clone(tmp_path / "whole"))) == whole


def test_writing_again_changes_nothing_and_goes_on_where_it_stopped(repository: Repository) -> None:
    lived(repository)
    assert write(repository.root)
    assert not write(repository.root)
    repository.commit("2024-10-01")
    assert not write(repository.root)
    repository.edit(GPTQ, venue="NeurIPS")
    repository.commit("2024-10-02")
    assert write(repository.root)
    assert len(written(repository.root).changes) == len(TOLD) + 1


def test_a_history_that_was_rewritten_is_not_told_twice(repository: Repository, tmp_path: Path) -> None:
    write(lived(repository).root)
    repository.on("2024-09-01")
    repository.git("commit", "--quiet", "--amend", "--message=y")
    repository.commit("2024-10-01")
    assert told(past(repository.clone(tmp_path / "clone"))) == TOLD


def test_a_survey_in_a_folder_of_a_larger_repository(
    tmp_path: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    lived(repository)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2024-12-01T12:00:00+0000")
    inner = tmp_path / "larger"
    inner.mkdir()
    subprocess.run(["git", "init", "--quiet"], cwd=inner, check=True)
    shutil.copytree(repository.root, inner / "deep/survey", ignore=shutil.ignore_patterns(".git", "build"))
    larger = Repository.__new__(Repository)
    larger.root, larger._monkeypatch = inner, monkeypatch
    larger.commit("2025-01-01")
    edited = "deep/survey/papers/2022/frantar2022gptq.yaml"
    larger.edit(edited, venue="NeurIPS")
    (inner / "papers").mkdir()
    (inner / "papers/other.yaml").write_text("x", encoding="utf-8")
    larger.commit("2025-02-01")
    assert told(past(inner / "deep/survey")) == ["2025-02-01 venue frantar2022gptq ICLR 2023 > NeurIPS 2023"]


def test_states_that_cannot_be_read_are_passed_over(repository: Repository) -> None:
    for day, broken in (("2024-02-01", "title: [\n"), ("2024-03-01", "- a\n"), ("2024-04-01", "title: 3\ntopics: x\n")):
        (repository.root / LIMA).write_text(broken, encoding="utf-8")
        (repository.root / "taxonomy.yaml").write_text(broken, encoding="utf-8")
        repository.commit(day)
    (repository.root / LIMA).write_bytes(b"\xff")
    repository.commit("2024-05-01")
    assert past(repository.root).changes == ()


def test_a_machine_without_git_has_the_file(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    write(lived(repository).root)
    monkeypatch.setenv("PATH", "")
    assert told(past(repository.root)) == TOLD


def test_a_line_that_is_no_change_is_a_finding_and_the_others_count(repository: Repository) -> None:
    write(lived(repository).root)
    lines = (repository.root / FILE).read_text(encoding="utf-8").splitlines()
    lines[2] = lines[2].replace('"venue"', '"venues"')
    lines[4] = "{"
    (repository.root / FILE).write_text("\n".join(lines), encoding="utf-8")
    assert [finding.place for finding in mistakes(repository.root)] == [f"{FILE}:3:1", f"{FILE}:5:1"]
    assert len(written(repository.root).changes) == len(TOLD) - 2


TEXT = lines.map(lambda line: line[:9].strip())
CHANGE = st.builds(
    Change,
    day=st.dates(),
    kind=st.sampled_from(["refiled", "withdrawn", "topic-renamed"]),
    subject=TEXT,
    title=TEXT,
    before=st.lists(TEXT, max_size=2).map(tuple),
    after=st.lists(TEXT, max_size=2).map(tuple),
)
THROUGH = st.builds(
    Through,
    commit=st.just("0f" * 20),
    time=st.datetimes(timezones=st.just(dt.UTC)).map(lambda t: t.replace(microsecond=0)),
)


@given(st.builds(Past, through=st.none() | THROUGH, changes=st.lists(CHANGE, max_size=4).map(tuple)))
def test_what_is_written_is_read_again(made: Past) -> None:
    assert changes._parsed(made.text().encode()) == (made, ())
