"""Submissions as OpenReview's interfaces and its client give them: a list of notes in JSON."""

from __future__ import annotations

import re
from typing import Any

from livingsurvey.intake.csl import items_of
from livingsurvey.intake.entry import Entry
from livingsurvey.intake.library import Library, Work, left_out
from livingsurvey.intake.listing import Unread
from livingsurvey.sources.openreview import exported

_NOTES = re.compile(r'"notes"\s*:\s*(?=\[)')
_READ = frozenset({"title", "authors", "authorids", "venue", "venueid", "keywords", "pdf", "paperhash", "_bibtex"})
"""Fields that a record holds, or that repeat such ones or are of the service."""


def library_of_notes(text: str) -> Library:
    """The papers that were accepted, with their keywords; what was not is left out, and told.

    Raises:
        UsageError: the text is no list of notes.
    """
    found = _NOTES.search(text) if text.lstrip().startswith("{") else None
    start = found.end() if found else 0
    above = text.count("\n", 0, start)
    works, unread, passed = [], [], []
    for below, note in items_of(text[start:], 'OpenReview gives a list of notes:  {"notes": [{"forum": …}]}'):
        line = above + below
        content = note.get("content") if isinstance(note, dict) else None
        if not isinstance(content, dict):
            unread.append(Unread(line, str(note)[:80], "it is no note with a content"))
            continue
        said = {name: value.get("value") if isinstance(value, dict) else value for name, value in content.items()}
        version = exported(note)
        if version is None:
            passed.append(Unread(line, str(said.get("title", ""))[:200], f"not published: {_status(said)}"))
            continue
        told = {name: _text(value) for name, value in said.items()}
        entry = Entry(
            title=version.title,
            authors=version.authors,
            first_author=version.authors[0] if version.authors else None,
            venue=version.venue,
            year=version.year,
            ids=version.ids,
            notes=left_out(told, _READ),
        )
        keywords = said.get("keywords")
        words = tuple(map(str, keywords)) if isinstance(keywords, list) else ()
        works.append(Work(entry, line, version.ids[0].value, keywords=words))
    return Library(works, unread, passed)


def _status(said: dict[str, Any]) -> str:
    return _text(said.get("venue")) or "no venue took it"


def _text(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
