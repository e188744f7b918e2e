"""What belongs to the program is brought up to date; what people have changed stays."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from livingsurvey.errors import UsageError
from livingsurvey.starting import Answers, Fate, files, start, update, updating

LINKS, PUBLISH, DATA = (f".github/workflows/{name}.yml" for name in ("links", "publish", "data"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    start(tmp_path, Answers("Molecules", "Papers."), dt.date(2026, 11, 30))
    return tmp_path


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later version of the program: one file is different, one is new, one is gone."""
    now = files.kept_by_the_program()

    def later(*, gitlab: bool = False) -> dict[str, str]:
        texts = {name: text.replace("==0.1.0", "==9.0") for name, text in now.items() if name != DATA}
        return texts | {LINKS: now[LINKS].replace("17 4", "18 5"), ".github/workflows/new.yml": "on: push\n"}

    monkeypatch.setattr(updating, "kept_by_the_program", later)
    monkeypatch.setattr(updating, "version", lambda _: "9.0")


def fates(root: Path) -> dict[str, Fate]:
    return {each.path: each.fate for each in update(root)}


def test_a_survey_of_this_version_is_up_to_date(root: Path) -> None:
    assert update(root) == ()


@pytest.mark.usefixtures("newer")
def test_a_later_version_brings_its_files_once(root: Path) -> None:
    made = update(root)
    assert {each.path: each.fate for each in made} == {
        ".github/requirements.txt": Fate.UPDATED,
        DATA: Fate.REMOVED,
        LINKS: Fate.UPDATED,
        ".github/workflows/new.yml": Fate.NEW,
    }
    (links,) = (each for each in made if each.path == LINKS)
    assert '-    - cron: "17 4 * * 1,4"\n+    - cron: "18 5 * * 1,4"' in links.difference
    assert not (root / DATA).exists()
    assert "==9.0" in (root / ".github/requirements.txt").read_text(encoding="utf-8")
    assert update(root) == ()


@pytest.mark.usefixtures("newer")
def test_what_people_have_changed_or_removed_stays_so_and_is_told_each_time(root: Path) -> None:
    mine = (root / LINKS).read_text(encoding="utf-8").replace("1,4", "2")
    (root / LINKS).write_text(mine, encoding="utf-8")
    (root / DATA).write_text("on: push\n")
    (root / PUBLISH).unlink()
    for _ in range(2):
        made = fates(root)
        assert (made[LINKS], made[DATA], made[PUBLISH]) == (Fate.CHANGED, Fate.CHANGED, Fate.MISSING)
        assert (root / LINKS).read_text(encoding="utf-8") == mine
        assert not (root / PUBLISH).exists()
    (root / LINKS).unlink()
    start(root, None, dt.date(2026, 12, 1))
    assert fates(root)[LINKS] is Fate.UPDATED


@pytest.mark.usefixtures("newer")
def test_the_version_that_dependabot_has_raised_is_no_change_of_somebody(root: Path) -> None:
    pin = root / ".github/requirements.txt"
    pin.write_text(pin.read_text(encoding="utf-8").replace("==0.1.0", "==8.0"), encoding="utf-8")
    assert fates(root)[".github/requirements.txt"] is Fate.UPDATED


def test_an_older_version_takes_nothing_back(root: Path) -> None:
    note = root / updating.NOTE
    note.write_text(json.dumps(json.loads(note.read_text(encoding="utf-8")) | {"version": "99.0"}), encoding="utf-8")
    with pytest.raises(UsageError, match=r"of livingsurvey 99\.0.*pip install --upgrade"):
        update(root)


def test_a_note_that_cannot_be_read_says_what_to_do(root: Path) -> None:
    (root / updating.NOTE).write_text("{")
    with pytest.raises(UsageError, match=r"delete it"):
        update(root)
    (root / updating.NOTE).unlink()
    assert update(root) == ()


@pytest.mark.usefixtures("newer")
def test_nothing_is_written_through_a_link(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (root / ".github/workflows").rename(elsewhere / "workflows")
    (root / ".github/workflows").symlink_to(elsewhere / "workflows")
    with pytest.raises(UsageError, match="symbolic link"):
        update(root)
