"""Stamped files made by the batch, by whichever process: plain data goes in, files come out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from livingsurvey.publish.file import Stamping
from livingsurvey.publish.rendering.compiled import Compiled, Templates
from livingsurvey.publish.tree import write_file


class Order(NamedTuple):
    """A file to be made: its name and tag, whether another may stand in its place, and what it is made from."""

    name: str
    tag: bytes
    replaces: bool
    stamping: Stamping


class Made(NamedTuple):
    """A file that was made, and its size in bytes."""

    name: str
    tag: bytes
    size: int


_ready: dict[bytes, Compiled] = {}
"""The templates this process has compiled last, by their digest: every batch of a build brings the same ones."""


def stamp(templates: Templates, folder: str, orders: Sequence[Order]) -> list[Made]:
    """Make files in a folder.

    Raises:
        UsageError: a template is wrong.
        OSError: a file cannot be written.
    """
    digest = templates.digest()
    if digest not in _ready:
        _ready.clear()
        _ready[digest] = Compiled(templates)
    compiled = _ready[digest]
    return [
        Made(name, tag, write_file(f"{folder}/{name}", compiled.stamp(stamping), replaces=replaces))
        for name, tag, replaces, stamping in orders
    ]
