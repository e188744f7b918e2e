"""What git knows: changed files, the last release, and files as they were."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from tests.checks.examples import git

from livingsurvey.errors import UsageError
from livingsurvey.store.history import changed_files, file_at, last_release, released_topics

TAXONOMY = "topics:\n- id: a\n  topics: [{id: b, title: old}]\n- {id: c}\nmoved: {d: c}\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit."""
    if sys.getfilesystemencoding() == "ascii":
        pytest.skip("in this locale, names of files have no letters but those of ASCII")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for name in [name for name in os.environ if name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE")]:
        monkeypatch.delenv(name)  # as when the tests themselves run in a hook of git
    root = tmp_path / "repository"
    (root / "papers").mkdir(parents=True)
    git(root, "init", "--quiet", "--initial-branch=main")
    (root / "taxonomy.yaml").write_text(TAXONOMY, encoding="utf-8")
    for name in ("one", "two", "three", "Ö 数"):
        (root / f"papers/{name}.yaml").write_text(f"{name}\n", encoding="utf-8")
    (root / ".gitignore").write_text("build/\n", encoding="utf-8")
    commit(root)
    return root


def commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message=x")


def test_nothing_changed(repository: Path) -> None:
    assert changed_files(repository, "HEAD") == frozenset()


def test_committed_edited_staged_new_renamed_and_deleted_files_are_changed(repository: Path) -> None:
    (repository / "papers/one.yaml").write_text("committed\n", encoding="utf-8")
    commit(repository)
    (repository / "papers/two.yaml").write_text("edited\n", encoding="utf-8")
    (repository / "papers/three.yaml").rename(repository / "papers/drei.yaml")
    git(repository, "add", "papers")
    (repository / "papers/Ö 数.yaml").unlink()
    (repository / "papers/new\n.yaml").write_text("new\n", encoding="utf-8")
    (repository / "build").mkdir()
    (repository / "build/cache").write_text("ignored\n", encoding="utf-8")
    changed = {"one", "two", "three", "drei", "Ö 数", "new\n"}
    assert changed_files(repository, "HEAD~1") == {f"papers/{name}.yaml" for name in changed}
    assert "papers/one.yaml" not in changed_files(repository, "HEAD")


def test_names_are_relative_to_the_survey_and_others_are_left_out(repository: Path) -> None:
    (repository / "taxonomy.yaml").write_text("x\n", encoding="utf-8")
    (repository / "papers/one.yaml").write_text("x\n", encoding="utf-8")
    (repository / "papers/new.yaml").write_text("x\n", encoding="utf-8")
    assert changed_files(repository / "papers", "HEAD") == {"one.yaml", "new.yaml"}


def test_what_only_the_other_branch_changed_is_not_changed_here(repository: Path) -> None:
    git(repository, "checkout", "--quiet", "-b", "mine")
    (repository / "papers/one.yaml").write_text("mine\n", encoding="utf-8")
    commit(repository)
    git(repository, "checkout", "--quiet", "main")
    (repository / "papers/two.yaml").write_text("theirs\n", encoding="utf-8")
    commit(repository)
    git(repository, "checkout", "--quiet", "mine")
    assert changed_files(repository, "main") == {"papers/one.yaml"}


def test_histories_without_a_common_commit_are_compared_as_they_are(repository: Path) -> None:
    git(repository, "checkout", "--quiet", "--orphan", "other")
    (repository / "papers/one.yaml").write_text("other\n", encoding="utf-8")
    commit(repository)
    assert changed_files(repository, "main") == {"papers/one.yaml"}


@pytest.mark.parametrize("revision", ["nope", "", "--all", "-x", "HEAD~9", "papers/one.yaml", "HEAD:taxonomy.yaml"])
def test_an_unknown_revision(repository: Path, revision: str) -> None:
    with pytest.raises(UsageError, match=r"git has no revision '.*' here; name a branch, tag or commit"):
        changed_files(repository, revision)


def test_a_folder_that_is_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GIT_DIR", raising=False)
    with pytest.raises(UsageError, match="is not in a git repository"):
        changed_files(tmp_path, "HEAD")
    assert last_release(tmp_path) is None
    assert released_topics(tmp_path) == frozenset()


def test_a_machine_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="git is not installed"):
        changed_files(repository, "HEAD")
    assert released_topics(repository) == frozenset()


def test_what_git_itself_says_is_passed_on(repository: Path) -> None:
    (repository / ".git/config").write_text("[core\n", encoding="utf-8")
    with pytest.raises(UsageError, match="git failed: fatal: bad config"):
        changed_files(repository, "HEAD")
    assert last_release(repository) is None


def test_the_last_release_is_the_newest_version_before_this_commit(repository: Path) -> None:
    assert last_release(repository) is None
    git(repository, "tag", "draft")
    assert last_release(repository) is None
    git(repository, "tag", "v0.1.0")
    commit(repository)
    git(repository, "tag", "2026.1")
    commit(repository)
    assert last_release(repository) == "2026.1"
    git(repository, "checkout", "--quiet", "v0.1.0")
    assert last_release(repository) == "v0.1.0"


def test_a_file_as_it_was(repository: Path) -> None:
    (repository / "papers/Ö 数.yaml").write_text("now\n", encoding="utf-8")
    assert file_at(repository, "HEAD", "papers/Ö 数.yaml") == "Ö 数\n"
    assert file_at(repository / "papers", "main", "one.yaml") == "one\n"
    assert file_at(repository, "HEAD", "papers/absent.yaml") is None
    with pytest.raises(UsageError):
        file_at(repository, "nope", "taxonomy.yaml")


def test_a_file_that_was_no_utf_8(repository: Path) -> None:
    (repository / "papers/one.yaml").write_bytes(b"\xff")
    commit(repository)
    assert file_at(repository, "HEAD", "papers/one.yaml") is None


def test_the_topics_of_the_last_release(repository: Path) -> None:
    assert released_topics(repository) == frozenset()
    git(repository, "tag", "v1")
    (repository / "taxonomy.yaml").write_text("topics: [{id: e}]\n", encoding="utf-8")
    commit(repository)
    assert released_topics(repository) == {"a", "b", "c", "d"}


@pytest.mark.parametrize(
    "text", ["topics: [\n", "- a\n", "topics: {id: a}\n", "topics: [a, {id: 1}, {}]\nmoved: 3\n", ""]
)
def test_a_release_whose_taxonomy_has_another_form(repository: Path, text: str) -> None:
    (repository / "taxonomy.yaml").write_text(text, encoding="utf-8")
    commit(repository)
    git(repository, "tag", "v1")
    assert released_topics(repository) == frozenset()
