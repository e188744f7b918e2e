"""The tutorial and the notebook: every command and cell is run in order, and shows what is said to be shown."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import nbformat
import pytest

from tests import notebook
from tests.notebook import with_command

TUTORIAL = Path(__file__).parents[1] / "docs/tool/first-survey.md"
BLOCK = re.compile(
    r"""^```(?P<kind>\w+)(?:\ title="(?P<file>[^",]+)(?P<end>,\ at\ the\ end)?")?\n(?P<text>.*?)^```$""",
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
INSTEAD = {"python -m pip install livingsurvey": ":", "survey serve": "survey build"}
"""What is run instead of commands that need a network or do not end."""


def fits(shown: str, said: str) -> bool:
    """Whether a command said what a page shows, in which an ellipsis is anything."""
    return re.search(re.escape(shown.strip()).replace("…", ".*?"), said, re.DOTALL) is not None


@pytest.fixture
def ran(tmp_path: Path) -> list[str]:
    """What the blocks of commands said, each in the folder that the one before went to."""
    around = with_command(tmp_path)
    folder, said = tmp_path, list[str]()
    for block in BLOCK.finditer(TUTORIAL.read_text(encoding="utf-8")):
        if block["kind"] == "sh":
            lines = (INSTEAD.get(line, line) for line in block["text"].splitlines())
            script = "\n".join([*lines, 'pwd > "$PLACE"'])
            done = subprocess.run(
                ["bash", "-c", script], cwd=folder, env=around | {"PLACE": str(tmp_path / "place")},
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
            )  # fmt: skip
            said.append(done.stdout)
            folder = Path((tmp_path / "place").read_text(encoding="utf-8").strip())
        elif block["kind"] == "text":
            assert fits(block["text"], said[-1]), said[-1]
        else:
            assert block["file"], block["text"]
            with (folder / block["file"]).open("a" if block["end"] else "w", encoding="utf-8") as file:
                file.write(block["text"])
    return [*said, str(folder)]


@pytest.mark.slow
def test_the_tutorial_makes_what_it_promises(ran: list[str]) -> None:
    *said, folder = ran
    site = Path(folder, "site")
    assert "Geometry" in (site / "index.html").read_text(encoding="utf-8")
    assert "QM9" in (site / "papers/gilmer2017neural/index.html").read_text(encoding="utf-8")
    assert "Kristof T. Schütt" in (site / "papers/schutt2017schnet/index.html").read_text(encoding="utf-8")
    assert "[Message passing](#message-passing) (1)" in Path(folder, "README.md").read_text(encoding="utf-8")
    assert "create mode 100644 papers/2017/gilmer2017neural.yaml" in said[-1]


@pytest.mark.slow
def test_the_notebook_shows_what_it_shows(tmp_path: Path) -> None:
    kept = nbformat.read(notebook.NOTEBOOK, as_version=4)
    ran = notebook.run(tmp_path)
    for cell, again in zip(kept.cells, ran.cells, strict=True):
        assert again.get("outputs") == cell.get("outputs"), "run  python -m tests.notebook"
