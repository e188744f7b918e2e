"""What workflows do on GitHub: a script for each step, which ``survey step`` runs.

Scripts talk to GitHub by its command ``gh`` and to the survey by ``survey``; nothing in Python talks to GitHub.
"""

from __future__ import annotations

import re
from pathlib import Path

_FOLDER = Path(__file__).parent


def script(name: str) -> Path | None:
    """The script of a step, by its name; None where no step is called so."""
    return _FOLDER / name if name in purposes() else None


def purposes() -> dict[str, str]:
    """All steps by name, each with the beginning of what its script says of itself."""
    scripts = sorted(path for path in _FOLDER.iterdir() if path.is_file() and not path.suffix)
    return {path.name: _purpose(path.read_text(encoding="utf-8")) for path in scripts}


def _purpose(text: str) -> str:
    comment = " ".join(line.removeprefix("#").strip() for line in text.splitlines()[1:6] if line.startswith("#"))
    return re.split(r"[.:;,](?: |$)", comment, maxsplit=1)[0]
