"""One survey is the same bytes on any day, in any time zone and locale, whoever builds it and wherever."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import MADE, NO_LOCALE, SMALL_SURVEY, starts_without_a_locale
from tests.publish.conftest import STAND_IN
from tests.publish.test_tree import contents

from livingsurvey.cli import main
from livingsurvey.publish.exports.formats import FORMATS

pytestmark = pytest.mark.slow

COMMANDS = [
    ["build"],
    ["readme"],
    ["schema"],
    ["check", "--generated", "--format", "json"],
    ["find", "former"],
    ["stats"],
    *(["export", name, "--out", f"exported.{name}"] for name in FORMATS),
]
ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    **NO_LOCALE,
    "PYTHONHASHSEED": "7",
    "HOME": "/nowhere",
    "SOURCE_DATE_EPOCH": "315532800",
}
ANOTHER_DAY = f"""
import sys, time_machine
from livingsurvey.cli import main
from livingsurvey.publish.content import picture
picture.bundled_libraries = lambda: {STAND_IN!r}
with time_machine.travel("2028-02-29T10:30:00Z"):
    sys.exit(max(main(command) for command in {COMMANDS!r}) > 1)
"""


@pytest.mark.long
@starts_without_a_locale
def test_another_day_zone_locale_home_and_folder_change_no_byte(
    own_built_survey: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(own_built_survey)
    assert max(main(command) for command in COMMANDS) <= 1
    said = capfdbinary.readouterr().out
    elsewhere = Path(shutil.copytree(SMALL_SURVEY, tmp_path / "Ein Überblick 综述", ignore=MADE))
    ran = subprocess.run(
        [sys.executable, "-c", ANOTHER_DAY], cwd=elsewhere, env=os.environ | ELSEWHERE, capture_output=True, check=True
    )
    assert "∞-former".encode() in said
    assert ran.stdout == said
    assert outcome(elsewhere) == outcome(own_built_survey)


def outcome(root: Path) -> dict[str, bytes]:
    """What the commands have made, but for the workshop."""
    return {name: content for name, content in contents(root).items() if name.split("/")[0] not in ("build", ".site")}
