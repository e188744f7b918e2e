"""Stamped files made by the batch, by whichever process: plain data goes in, files come out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
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


class Rendered(NamedTuple):
    """The content of a file that is still to be written."""

    name: str
    tag: bytes
    content: bytes


_ready: dict[bytes, Compiled] = {}
"""The templates this process has compiled last, by their digest: every batch of a build brings the same ones."""


def stamp(templates: Templates, folder: str, orders: Sequence[Order]) -> list[Made]:
    """Make files in a folder.

    Raises:
        UsageError: a template is wrong.
        OSError: a file cannot be written, or there is no such folder.
    """
    Path(folder).stat()  # on a machine that does not see ours, what is missing must not be made: nobody would find it
    replaces = {order.name: order.replaces for order in orders}
    return [
        Made(name, tag, write_file(f"{folder}/{name}", content, replaces=replaces[name]))
        for name, tag, content in render(templates, orders)
    ]


def render(templates: Templates, orders: Sequence[Order]) -> list[Rendered]:
    """The content of files, for who cannot write them where they belong.

    Raises:
        UsageError: a template is wrong.
    """
    digest = templates.digest()
    if digest not in _ready:
        _ready.clear()
        _ready[digest] = Compiled(templates)
    compiled = _ready[digest]
    return [Rendered(order.name, order.tag, compiled.stamp(order.stamping)) for order in orders]
