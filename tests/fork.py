"""A fork of this repository with other papers, and the tests run in it: python -m tests.fork FOLDER [PYTEST ARGUMENTS]

The fork has the made-up survey of tests/data/ in the place of the shipped one, and no tests/shipped/. What it generates
is made again, and all of it is committed, as somebody would who starts a survey from this repository.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from livingsurvey.store.layout import HISTORY, KNOWLEDGE
from tests.checks.examples import git

ROOT = Path(__file__).parents[1]
THEIRS = "tests/data/survey/"
OURS = ("papers/", f"{KNOWLEDGE}/", f"{HISTORY}/", "tests/shipped/")
GENERATED = ("schema", "forms", "readme", "stats --write", "addresses --write", "changes --write")


def fork(folder: Path) -> dict[str, str]:
    """Write the fork into a new folder; the environment in which its own code is what runs.

    Raises:
        FileExistsError: the folder is there already.
    """
    folder.mkdir(parents=True)
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    kept = [name for name in filter(None, tracked.split("\0")) if not name.startswith(OURS)]
    theirs = [name for name in kept if name.startswith(THEIRS)]
    for name, place in [*((name, name) for name in kept), *((name, name.removeprefix(THEIRS)) for name in theirs)]:
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / place)
    environment = os.environ | {"PYTHONPATH": str(folder / "src")}
    git(folder, "init", "--quiet", "--initial-branch=main")
    for _ in range(2):  # what is generated from history needs a commit to begin with
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--allow-empty", "--message=Other papers")
        for command in GENERATED:
            arguments = [sys.executable, "-m", "livingsurvey", *command.split()]
            subprocess.run(arguments, cwd=folder, check=True, env=environment)
    return environment


if __name__ == "__main__":
    root = Path(sys.argv[1]).resolve()
    surroundings = fork(root)
    sys.exit(subprocess.call([sys.executable, "-m", "pytest", *sys.argv[2:]], cwd=root, env=surroundings))
