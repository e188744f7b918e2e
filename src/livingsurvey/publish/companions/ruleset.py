"""What the form on the site judges records by: the constants of our rules, and the survey's own words.

A rule that needs no other file is written twice, in Python under ``checks/`` and in JavaScript under
``templates/assets/rules/``. What it looks for is written once: patterns, word lists and tables are constants of the
Python modules, which this file hands on. A test holds both against the same records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pydantic_core
from anyascii import anyascii

from livingsurvey.checks import (
    RULES,
    addresses,
    appearance,
    authors,
    characters,
    dates,
    filing,
    identity,
    links,
    numbers,
    places,
    resemblance,
    titles,
    traits,
)
from livingsurvey.latex import decode, literal, markup, mathematics
from livingsurvey.latex.commands import table
from livingsurvey.model import address, author, identifier, key, paper, record
from livingsurvey.model import characters as unseen
from livingsurvey.publish.companions.javascript import translated
from livingsurvey.survey import Survey

_RULES = (
    addresses,
    appearance,
    authors,
    characters,
    dates,
    filing,
    identity,
    links,
    numbers,
    places,
    resemblance,
    traits,
)
_MODULES = {module.__name__.rpartition(".")[2]: module for module in (*_RULES, titles)}
_MODULES |= {"address": address, "author": author, "identifier": identifier, "key": key, "paper": paper}
_MODULES |= {"record": record, "unseen": unseen}  # model/characters.py, beside checks/characters.py

_LATEX = {"decode": decode, "literal": literal, "markup": markup, "mathematics": mathematics}
_NO_LETTER = re.compile("[^a-z0-9]")


def rules(survey: Survey) -> bytes:
    """A JSON object of what JavaScript needs to check a record.

    ``constants`` holds those of each module by their names, without the leading underscore: patterns as
    :func:`translated` gives them, sets as ``{"set": […]}``. ``severities`` are by code. ``venues`` and ``topics`` are
    the survey's, ``traits`` what it compares papers by, ``key_words`` how many words of a title a key has,
    ``abbreviations`` the words that its titles write in capitals.
    """
    paths = survey.taxonomy.paths
    content: dict[str, Any] = {
        "constants": {name: dict(constants(module)) for name, module in _MODULES.items()},
        "severities": {rule.code: rule.severity for rule in RULES},
        "venues": [venue.model_dump(exclude={"source"}) for venue in survey.listed_venues],
        "topics": {name: [node.id for node in path[:-1]] for name, path in paths.items()},
        "moved": dict(survey.taxonomy.moved),
        "traits": [
            trait.model_dump(include={"id", "kind", "unit", "topics"}) | {"values": list(trait.values)}
            for trait in survey.listed_traits
        ],
        "key_words": survey.info.keys.words,
        "abbreviations": sorted(titles.abbreviations(survey)),
    }
    return pydantic_core.to_json(content)


def constants(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """The constants of a module by their names, as JSON."""
    for name, value in vars(module).items():
        if name.strip("_").isupper():
            data = _data(value)
            if data is not None:
                yield name.strip("_"), data


def _data(value: object) -> Any:
    """A constant as JSON; None for what is no constant of a rule."""
    if isinstance(value, re.Pattern):
        return translated(value)
    if isinstance(value, frozenset):
        return {"set": sorted(value)}
    if isinstance(value, tuple):
        items = [_data(item) for item in value]
        return None if None in items else items
    if isinstance(value, dict):
        pairs = {chr(key) if isinstance(key, int) else key: item for key, item in value.items()}
        return pairs if all(isinstance(item, str) for pair in pairs.items() for item in pair) else None
    return value if isinstance(value, str | int) else None


def latex() -> bytes:
    """What a browser decodes LaTeX with: the ``table`` of commands, and ``constants`` of what reads it."""
    written = {name: dict(constants(module)) for name, module in _LATEX.items()}
    return pydantic_core.to_json({"table": table(), "constants": written})


def letters() -> bytes:
    """What the characters of other scripts are in a to z and 0 to 9, for keys: a JSON object of blocks of 256.

    A block is named by the first digits of its hexadecimal code points, and holds a word for each, one space between.
    """
    blocks = {}
    for block in range(0x100):
        if not 0xD8 <= block <= 0xF8:  # no characters, or of private use
            words = [_NO_LETTER.sub("", anyascii(chr(block << 8 | low)).lower()) for low in range(0x100)]
            if any(words):
                blocks[f"{block:x}"] = " ".join(words)
    return pydantic_core.to_json(blocks)
