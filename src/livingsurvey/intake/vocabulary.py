"""The words by which lists of papers are read: ``vocabulary.yaml``, and the venues that ship with the program."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from livingsurvey.intake.venues import known_venues, spellings_known
from livingsurvey.model.title import normal_form

_FILE = Path(__file__).with_name("vocabulary.yaml")
_WORKSHOP, _JOURNAL = frozenset({"workshop", "workshops"}), frozenset({"journal", "transactions", "letters"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words in their normal form: what each of them means."""

    labels: Mapping[str, str]
    """Label of a link -> ``paper``, ``code``, ``project`` or ``other``."""
    paper_hosts: frozenset[str]
    columns: Mapping[str, frozenset[str]]
    """What a column holds -> the headings that say so."""
    venues: Mapping[str, str]
    """Venue -> its kind."""
    not_names: frozenset[str]
    """Words that stand in no name of a person: those of venues, of titles and of institutions."""
    remarks: frozenset[str]
    """What tags say of a paper besides its venue: that it is a survey, or was a talk."""
    contents: frozenset[str]
    """Headings of tables of contents."""
    asides: frozenset[str]
    """Headings of sections that hold no papers of the list."""


@functools.cache
def vocabulary() -> Vocabulary:
    """The words, read once."""
    data: dict[str, Any] = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    kinds = {venue.name: venue.kind for venue in known_venues()}
    known = {form: kinds[name] for form, name in spellings_known().items() if kinds[name] != "web"}
    return Vocabulary(
        labels={word: role for role, words in data["labels"].items() for word in words},
        paper_hosts=frozenset(data["paper_hosts"]),
        columns={holds: frozenset(words) for holds, words in data["columns"].items()},
        venues={normal_form(name): kind for kind, names in data["venues"].items() for name in names} | known,
        not_names=frozenset(data["not_names"]),
        remarks=frozenset(data["remarks"]),
        contents=frozenset(data["contents"]),
        asides=frozenset(data["asides"]),
    )


def kind_of(venue: str) -> str:
    """The kind of a venue by its name; ``conference`` where nothing says otherwise."""
    words = venue.lower().replace("-", " ").split()
    kinds = vocabulary().venues
    if any(word.startswith("workshop") for word in words):
        return "workshop"
    if normal_form(venue) in kinds:
        return kinds[normal_form(venue)]
    if _JOURNAL.intersection(words):
        return "journal"
    return next((kinds[normal_form(word)] for word in words if normal_form(word) in kinds), "conference")
