"""The twins of what is no more: where programs go on from an address that was promised, or why nothing is there."""

from __future__ import annotations

from pydantic import with_config
from typing_extensions import TypedDict

SCHEMA_VERSION = 1
"""Of twins in JSON of what was renamed or withdrawn."""


@with_config(use_attribute_docstrings=True)
class Former(TypedDict):
    """What stands at the address of a paper, topic or leaderboard that was renamed or withdrawn."""

    schema_version: int
    """goes up when something is renamed, removed or changes its meaning"""
    former: str
    """the key or id that was"""
    moved: str | None
    """the key or id that took its place"""
    withdrawn: str | None
    """why there is none"""


def former_model(former: str, *, moved: str | None = None, withdrawn: str | None = None) -> Former:
    """The twin of a key or id that leads to another one, or of one that was taken out."""
    return {"schema_version": SCHEMA_VERSION, "former": former, "moved": moved, "withdrawn": withdrawn}
