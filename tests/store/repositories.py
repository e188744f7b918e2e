"""A survey with a history: the right survey of the checks' examples, changed day by day."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from tests.checks.examples import GPTQ, LIMA, Example, git, write_example

from livingsurvey.store.write import edit_file


class Repository:
    """A survey in git; each commit is made at noon of a day."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in [name for name in os.environ if name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE")]:
            monkeypatch.delenv(name)  # as when the tests themselves run in a hook of git
        self.root = root
        self._monkeypatch = monkeypatch
        root.mkdir()
        write_example(root, Example())
        for name in ("history/changes.jsonl", "history/addresses.txt"):
            (root / name).unlink()
        (root / ".gitignore").write_text("build/\nsite/\n.site/\n", encoding="utf-8")
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("2024-01-01")

    def git(self, *arguments: str) -> None:
        git(self.root, *arguments)

    def commit(self, day: str) -> None:
        self.on(day)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message=x")

    def on(self, day: str) -> None:
        """What git does next, it does at noon of this day."""
        self._monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T12:00:00+0000")
        self._monkeypatch.setenv("GIT_AUTHOR_DATE", "2001-01-01T00:00:00+0000")

    def edit(self, file: str, **values: object) -> None:
        edit_file(self.root / file, {(name,): value for name, value in values.items()})

    def replace(self, file: str, old: str, new: str) -> None:
        text = (self.root / file).read_text(encoding="utf-8")
        assert old in text
        (self.root / file).write_text(text.replace(old, new), encoding="utf-8")

    def clone(self, folder: Path, *options: str) -> Path:
        subprocess.run(["git", "clone", "--quiet", *options, f"file://{self.root}", folder], check=True)
        return folder


def lived(repository: Repository) -> Repository:
    """A history with everything that can happen in it."""
    repository.edit(GPTQ, venue="arXiv", year=2022)
    repository.commit("2024-02-01")
    repository.edit(GPTQ, venue="ICLR", year=2023)
    repository.edit(LIMA, venue="NIPS")
    repository.commit("2024-03-01")
    repository.edit(LIMA, venue="NeurIPS", topics=["quantization", "data-selection"])
    repository.commit("2024-04-01")
    # A branch that changes its mind; what counts is what the merge brings.
    repository.git("checkout", "--quiet", "-b", "topic")
    repository.edit(LIMA, topics=["quantization"])
    repository.commit("2024-04-10")
    repository.edit(LIMA, topics=["data-selection"])
    repository.commit("2024-04-11")
    repository.git("checkout", "--quiet", "main")
    repository.edit(GPTQ, name="GPTQ!")
    repository.commit("2024-04-12")
    repository.on("2024-05-01")
    repository.git("merge", "--quiet", "--no-ff", "--message=x", "topic")
    # A corrected key in another year's folder, and a topic that is renamed, moved and merged.
    (repository.root / "papers/2022").mkdir(exist_ok=True)
    repository.git("mv", LIMA, "papers/2022/zhou2022lima.yaml")
    repository.edit("survey.yaml", retired={"zhou2023lima": "zhou2022lima"})
    repository.commit("2024-06-01")
    repository.replace("taxonomy.yaml", "title: {en: Quantization}", "title: {en: Fewer Bits}")
    repository.replace("taxonomy.yaml", "id: data-selection", "id: data")
    repository.replace("taxonomy.yaml", "data-pruning: data-selection", "data-pruning: data\n  data-selection: data")
    repository.edit("papers/2022/zhou2022lima.yaml", topics=["data"])
    repository.commit("2024-07-01")
    text = (repository.root / GPTQ).read_text(encoding="utf-8")
    other = repository.root / "papers/2023/doe2023other.yaml"
    other.write_text(
        text.replace("2210.17323", "2301.00001").replace("OPTQ", "X").replace("GPTQ", "X"), encoding="utf-8"
    )
    repository.edit("papers/2023/doe2023other.yaml", title="Another Work", ids={"arxiv": "2301.00001"})
    repository.commit("2024-08-01")
    other.unlink()
    repository.edit("survey.yaml", withdrawn={"doe2023other": "not on the subject"})
    repository.commit("2024-09-01")
    return repository
