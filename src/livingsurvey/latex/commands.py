"""The table of commands, ``commands.yaml``, as what decoding and encoding look up."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Commands:
    """Commands without their backslash, and what they stand for.

    ``characters`` are what commands print, in text or in mathematics; ``signs`` those whose name is no letter.
    ``accents`` are the combining characters of commands in text, ``math_accents`` those of commands in mathematics.
    """

    characters: Mapping[str, str]
    signs: Mapping[str, str]
    accents: Mapping[str, str]
    math_accents: Mapping[str, str]
    blackboard: Mapping[str, str]
    superscripts: Mapping[str, str]
    subscripts: Mapping[str, str]
    relations: frozenset[str]
    binary: frozenset[str]
    functions: frozenset[str]
    spaces: frozenset[str]
    thin_spaces: frozenset[str]
    silent: frozenset[str]
    transparent: frozenset[str]
    verbatim: frozenset[str]
    last_of: Mapping[str, int]


@functools.cache
def table() -> Mapping[str, Any]:
    """The table as it is written: for those who decode in another language, plain data that JSON can hold."""
    text = files("livingsurvey.latex").joinpath("commands.yaml").read_text(encoding="utf-8")
    data: Mapping[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return data


@functools.cache
def commands() -> Commands:
    """The table from the side of somebody who reads LaTeX."""
    data = table()
    written, read, scripts = data["written"], data["read"], data["scripts"]
    named = [_turned(pairs) for group, pairs in written.items() if group != "blackboard"]
    return Commands(
        characters={
            name: character for pairs in (*named, read["words"], read["journals"]) for name, character in pairs.items()
        },
        signs=read["signs"],
        accents={text: mark for mark, text, _ in data["accents"] if text} | read["accents"],
        math_accents={math: mark for mark, _, math in data["accents"] if math},
        blackboard=_turned(written["blackboard"]),
        superscripts=dict(zip(scripts["raised"], scripts["as_superscripts"], strict=True)),
        subscripts=dict(zip(scripts["lowered"], scripts["as_subscripts"], strict=True)),
        relations=frozenset((*written["relations"].values(), *read["relations"])),
        binary=frozenset((*written["binary"].values(), *read["binary"])),
        functions=frozenset(read["functions"]),
        spaces=frozenset(read["spaces"]),
        thin_spaces=frozenset(read["thin_spaces"]),
        silent=frozenset(read["silent"]),
        transparent=frozenset(read["transparent"]),
        verbatim=frozenset(read["verbatim"]),
        last_of=read["last_of"],
    )


def _turned(pairs: Mapping[str, str]) -> dict[str, str]:
    return {name: character for character, name in pairs.items()}


def accented(base: str, mark: str) -> str:
    """A letter with a combining mark, as one character where Unicode has it; the dot of an i makes room."""
    return unicodedata.normalize("NFC", {"ı": "i", "ȷ": "j"}.get(base, base) + mark)
