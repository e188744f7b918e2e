"""JSON that the program writes for itself, and reads again in another run: a file of one object, or a line of many."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from livingsurvey.errors import UsageError
from livingsurvey.store.write import write_text

Kept = TypeVar("Kept", bound=BaseModel)


def read(path: Path, kind: type[Kept], otherwise: str) -> Kept:
    """What a file holds; what is there at first, where there is no file.

    Args:
        path: the file.
        kind: the model of what it holds, whose fields all have defaults.
        otherwise: what the file is not, and what to do: ``a record of links; delete it to start again``.

    Raises:
        UsageError: the file holds something else.
    """
    if not path.exists():
        return kind()
    try:
        return kind.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise UsageError(f"{path} is not {otherwise}") from error


def write(path: Path, what: BaseModel) -> bool:
    """Write a file, in one step. Returns whether it changed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_text(path, what.model_dump_json(indent=1) + "\n")
