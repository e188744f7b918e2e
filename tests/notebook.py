"""The notebook of docs/examples, run: ``python -m tests.notebook`` writes it with what its cells show."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parents[1] / "docs/examples/survey.ipynb"


def with_command(folder: Path) -> dict[str, str]:
    """An environment in which ``survey`` is the command of this source, put into a folder, without settings."""
    command = folder / "bin/survey"
    command.parent.mkdir()
    command.write_text(f"#!{sys.executable}\nfrom livingsurvey.cli import main\nmain()\n", encoding="utf-8")
    command.chmod(0o755)
    return os.environ | {
        "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1", "COLUMNS": "200",
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_NAME": "Ada Example", "GIT_AUTHOR_EMAIL": "ada@example.org",
        "GIT_COMMITTER_NAME": "Ada Example", "GIT_COMMITTER_EMAIL": "ada@example.org",
        "IPYTHONDIR": str(folder / "ipython"), "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
    }  # fmt: skip


def run(folder: Path) -> Any:
    """The notebook as it is when all its cells have run in a folder, one after the other.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell failed.
    """
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    place = {"metadata": {"path": str(folder)}}
    client = NotebookClient(notebook, resources=place, record_timing=False, timeout=120)
    ran = client.execute(env=with_command(folder))
    ran.metadata = {"kernelspec": ran.metadata.kernelspec, "language_info": {"name": "python"}}
    return ran


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        nbformat.write(run(Path(temporary)), NOTEBOOK)
