"""Files that belong to the package but are no Python: templates, schemas, the engine's settings."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def shipped(name: str) -> Path:
    """The file or folder that ships as ``name``: ``templates``, ``schema`` or ``mkdocs.yml``.

    An installed wheel holds it inside the package; in a checkout it stands at the top of the repository.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    package = Path(__file__).parents[1]
    for folder in (package, package.parents[1]):
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(f"{name} is not part of this installation; install livingsurvey again")
