"""A row of a table of papers, read by the headings of its columns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from livingsurvey.intake.address_book import Link, Role, is_elsewhere, leads_to_paper, links
from livingsurvey.intake.dates import year_of_date, year_of_number
from livingsurvey.intake.entry import Entry
from livingsurvey.intake.facts import Facts, authors_in, facts_in, venue_in
from livingsurvey.intake.markdown import Item, Piece, plain
from livingsurvey.intake.recognition import (
    MOST_WORDS_OF_TITLE,
    NO_ADDRESS,
    NO_END,
    NO_TITLE,
    Reading,
    entry_of,
    facts_of,
    read,
    title_and_parts,
)
from livingsurvey.intake.shared_form import NO_FORM, Part, SharedForm
from livingsurvey.intake.titles import is_no_title
from livingsurvey.intake.vocabulary import vocabulary
from livingsurvey.model.title import normal_form

_COLUMN_ROLES: dict[str, Role] = {"code": "code", "paper": "paper"}
_NAMES_OF_WORKS = frozenset({"name", "work", "method", "methods"})
"""Headings of columns that hold tools and models as often as papers."""
_MANY, _FEWEST = 0.4, 2
_BETWEEN = re.compile(r"/|&|\band\b|,|\+|-")


def from_row(row: Item, form: SharedForm = NO_FORM) -> Reading:
    """How a row reads, by the headings of its columns.

    Args:
        row: the row.
        form: what the entries of its list share.
    """
    holds = columns(row.columns)
    if row.columns in form.columns:
        holds.setdefault("venue", form.columns[row.columns])
    place = holds.get("title")
    if place is None or place >= len(row.cells):
        if sum(link.role == "title" for cell in row.cells for link in links(cell)) > 1:
            return Reading(Entry(), trouble="the row is of several works")
        return read([piece for cell in row.cells for piece in (*cell, Piece(is_break=True))], form)
    place = _place_of_title(row, place, holds.get("paper"))
    authors_follow = "author" in row.columns[place].lower()
    title, kind, parts, linked = title_and_parts(row.cells[place], form, authors_follow=authors_follow)
    if title is None or is_no_title(title, kind):
        return Reading(Entry(), trouble=NO_TITLE)
    if len(title.split()) > MOST_WORDS_OF_TITLE:
        return Reading(Entry(), trouble=NO_END)
    if linked is not None and normal_form(row.columns[place]) in _NAMES_OF_WORKS and not leads_to_paper(linked):
        linked = None
    parts = [*_said_elsewhere(row, holds), *parts]
    facts = facts_of(parts)
    found: list[Link] = []
    roles = {number: _COLUMN_ROLES.get(name) for name, number in holds.items()}
    for number, cell in enumerate(row.cells):
        found += form.own(links(cell, roles.get(number), form.labels))
    entry = entry_of(title, facts, found, linked)
    if linked is not None and not entry.can_be_opened and not is_elsewhere(linked):
        entry = replace(entry, page=linked, code=None if entry.code == linked else entry.code)
    if normal_form(title) in vocabulary().labels:
        return Reading(entry, kind, tuple(parts), "its title is the label of a link")
    return Reading(entry, kind, tuple(parts), None if entry.can_be_opened else NO_ADDRESS)


def _place_of_title(row: Item, place: int, papers: int | None) -> int:
    """The column of the title; a column of papers has it where one of names stands in front of it."""
    if papers is None or papers >= len(row.cells) or any(link.role == "title" for link in links(row.cells[place])):
        return place
    return papers if any(link.role == "title" for link in links(row.cells[papers])) else place


def columns(headings: Sequence[str]) -> dict[str, int]:
    """Which column holds the title, the venue, the year, the authors, the code, the links to the paper."""
    forms = [[normal_form(heading), *map(normal_form, _BETWEEN.split(heading))] for heading in headings]
    found: dict[str, int] = {}
    for depth in (1, None):  # headings as a whole, and then by their words
        for holds, words in vocabulary().columns.items():
            for number, heading in enumerate(forms):
                if holds not in found and number not in found.values() and words.intersection(heading[:depth]):
                    found[holds] = number
    if "title" not in found and "paper" in found:
        found["title"] = found.pop("paper")
    return found


def venue_columns(rows: Iterable[Item]) -> dict[tuple[str, ...], int]:
    """The columns of venues that are not called so, by what many of their cells hold, in tables of one heading each."""
    tables: defaultdict[tuple[str, ...], list[Item]] = defaultdict(list)
    for row in rows:
        tables[row.columns].append(row)
    found: dict[tuple[str, ...], int] = {}
    for headings, body in tables.items():
        holds = columns(headings)
        for number in set(range(len(headings))) - set(holds.values()) if "venue" not in holds else ():
            texts = [text for row in body if number < len(row.cells) and (text := plain(row.cells[number]).strip())]
            venues = sum(venue_in(text).venue is not None for text in texts)
            if "title" in holds and len(texts) > _FEWEST and venues >= _MANY * len(texts):
                found[headings] = number
    return found


def _said_elsewhere(row: Item, holds: dict[str, int]) -> Iterator[Part]:
    """What the columns beside the title say."""
    for name in ("venue", "year", "authors"):
        number = holds.get(name)
        text = plain(row.cells[number]) if number is not None and number < len(row.cells) else ""
        text = text.strip("-–—/ ")
        if not text or number is None:
            continue
        date = year_of_date(text) or (year_of_number(text) if name == "year" else None)
        if date is not None:
            said = Facts(date_year=date)
        elif name == "authors":
            said = authors_in(text, trusted=True)
        else:
            said = facts_in(text, trusted=True) if name == "venue" else venue_in(text)
        yield Part(f"in the column “{row.columns[number]}”", text, said)
