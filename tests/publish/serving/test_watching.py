"""Files that change while a survey is served: the ways of editors, of git, and of people who make folders."""

from __future__ import annotations

import errno
import itertools
import os
import queue
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from tests.conftest import PATIENCE

from livingsurvey.publish.serving import watching as observing
from livingsurvey.publish.serving.watching import changed_since, watched, watching

GPTQ = "papers/2022/frantar2022gptq.yaml"

Told = Callable[[str], set[str]]


@pytest.fixture
def told(small_survey: Path) -> Iterator[Told]:
    """Waits until a name was told; gives all that were told until then."""
    names: queue.SimpleQueue[str] = queue.SimpleQueue()

    def until(name: str) -> set[str]:
        so_far = {names.get(timeout=PATIENCE)}
        while name not in so_far:
            so_far.add(names.get(timeout=PATIENCE))
        return so_far

    with watching(small_survey, names.put):
        yield until


def test_a_file_that_is_written_into(small_survey: Path, told: Told) -> None:
    (small_survey / GPTQ).write_text("title: OPTQ\n", encoding="utf-8")
    assert told(GPTQ) == {GPTQ}


def test_a_file_that_is_saved_by_renaming(small_survey: Path, told: Told) -> None:
    (small_survey / GPTQ).rename(small_survey / f"{GPTQ}~")
    (small_survey / f"{GPTQ}.new").write_text("title: OPTQ\n", encoding="utf-8")
    (small_survey / f"{GPTQ}.new").rename(small_survey / GPTQ)
    assert GPTQ in told(GPTQ)


def test_a_file_that_comes_from_elsewhere_and_one_that_goes(small_survey: Path, told: Told, tmp_path: Path) -> None:
    (small_survey / GPTQ).rename(tmp_path / "gone.yaml")
    assert told(GPTQ) == {GPTQ}
    (tmp_path / "gone.yaml").rename(small_survey / GPTQ)
    assert told(GPTQ) == {GPTQ}
    (small_survey / GPTQ).unlink()
    assert told(GPTQ) == {GPTQ}


def test_a_folder_that_comes_later_is_watched_too(small_survey: Path, told: Told) -> None:
    assert not (small_survey / "templates").exists()
    (small_survey / "templates" / "fragments").mkdir(parents=True)
    told("templates/")
    (small_survey / "templates" / "fragments" / "paper.html.j2").write_text("{{ title }}", encoding="utf-8")
    told("templates/fragments/paper.html.j2")
    shutil.rmtree(small_survey / "templates")
    shutil.copytree(small_survey / "papers", small_survey / "templates")
    told("templates/")
    for number in itertools.count():  # what came before the new folder was watched is told as "templates/"
        (small_survey / "templates" / f"{number}.txt").write_text("", encoding="utf-8")
        (small_survey / "survey.yaml").touch()
        if any(name.endswith(".txt") for name in told("survey.yaml")):
            break


def test_what_the_site_is_not_made_from_is_passed_over(small_survey: Path, told: Told) -> None:
    (small_survey / "site").mkdir()
    (small_survey / "site" / "index.html").write_text("", encoding="utf-8")
    (small_survey / "README.md").write_text("", encoding="utf-8")
    (small_survey / "papers" / ".frantar2022gptq.yaml.abcdefgh.tmp").write_text("", encoding="utf-8")
    (small_survey / GPTQ).read_bytes()
    (small_survey / "survey.yaml").touch()
    assert told("survey.yaml") == {"survey.yaml"}


def test_records_templates_and_prose_are_watched(small_survey: Path) -> None:
    (small_survey / "templates").mkdir()
    (small_survey / "docs").mkdir(exist_ok=True)
    names = {path.name for path in watched(small_survey)}
    assert {"papers", "templates", "docs", "taxonomy.yaml", "survey.yaml"} <= names
    assert "build" not in names


def test_what_was_written_before_anybody_watched_is_known_by_its_time(small_survey: Path) -> None:
    (small_survey / "README.md").touch()
    moment = (small_survey / "README.md").stat().st_mtime_ns
    assert list(changed_since(small_survey, moment)) == []
    for name in (GPTQ, "taxonomy.yaml"):
        os.utime(small_survey / name, ns=(moment + 1, moment + 1))
    assert set(changed_since(small_survey, moment)) == {GPTQ, "taxonomy.yaml"}


def test_where_the_system_watches_no_more_folders_they_are_looked_through(
    small_survey: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(observing.Observer, "start", start)
    names: queue.SimpleQueue[str] = queue.SimpleQueue()
    with watching(small_survey, names.put):
        (small_survey / GPTQ).write_text("title: OPTQ\n", encoding="utf-8")
        assert names.get(timeout=PATIENCE) == GPTQ
