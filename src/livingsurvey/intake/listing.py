"""A whole list of papers: every entry with its line and the headings above it, and what became of all other items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from livingsurvey.intake.address_book import is_named, links
from livingsurvey.intake.entry import Entry
from livingsurvey.intake.grouping import Grouping
from livingsurvey.intake.markdown import Heading, Item, Piece, blocks
from livingsurvey.intake.recognition import Reading, whole_without_address
from livingsurvey.intake.sections import (
    Path,
    below_shared,
    below_title,
    heading_text,
    names_an_aside,
    shared_headings,
)
from livingsurvey.intake.shared_form import NO_FORM, SharedForm, common_addresses, shared_form, shared_labels
from livingsurvey.intake.table import venue_columns


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry, the line it begins in, the headings above it, the outermost first, and how it was read.

    ``key`` is what a file of references calls it, and ``also`` are other headings that it stands under there.
    """

    entry: Entry
    line: int
    path: Path
    reading: Reading = field(default=Reading(Entry()))
    key: str = ""
    also: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """An item that is no entry: its line, what it says, and why."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list holds.

    Attributes:
        title: what the list is called.
        entries: the papers, in order.
        unread: items that may be papers and were not understood.
        left_out: items that are no papers of the list: contents, news, remarks, what is struck out.
        introductions: the first paragraphs under headings, and of the list itself under ``()``.
        form: what the entries have in common.
        items: how many list items and rows became what; together they are all of the list's.
        kinds: the kinds of venues, by the normal forms of their names, where types of references tell them.
    """

    title: str | None
    entries: tuple[Listed, ...]
    unread: tuple[Unread, ...]
    left_out: tuple[Unread, ...]
    introductions: dict[Path, str]
    form: SharedForm = NO_FORM
    items: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)


def read_list(text: str, *, is_html: bool = False) -> Listing:
    """Read a list of papers in Markdown or HTML: bullets, numbered items, paragraphs, tables, folds, in any mixture.

    It is read twice: each entry by itself, and then by the form that most of them share.
    """
    found = list(blocks(text, is_html=is_html))
    labels = shared_labels(
        (link.label, link.url) for piece in _contents(found) for link in links(piece) if link.role == "title"
    )
    common = common_addresses(
        [(link.label, link.url) for link in links(piece) if not is_named(link.label) and "://" not in link.label]
        for piece in _contents(found)
    )
    alone = Grouping(found, SharedForm(labels, common, venue_columns(row for row in _items(found) if row.cells)))
    alone.read()
    readings = [taken.reading for taken in alone.entries] or whole_without_address(alone.readings.values())
    form = shared_form(alone.form, [each.title_is for each in readings], [each.parts for each in readings])
    reader = Grouping(found, form, before=alone.readings)
    reader.read()
    title = reader.sections.title or _first_heading(found, [taken.path for taken in reader.entries])
    paths = [below_title(taken.path, title) for taken in reader.entries]
    shared = shared_headings(paths)
    return Listing(
        title=title,
        entries=tuple(
            Listed(taken.entry, taken.line, below_shared(path, shared), taken.reading)
            for taken, path in zip(reader.entries, paths, strict=True)
        ),
        unread=tuple(Unread(*each) for each in reader.unread),
        left_out=tuple(Unread(*each) for each in reader.left_out),
        introductions={below_shared(below_title(path, title), shared): said for path, said in reader.said.items()}
        | ({(): reader.said[title,]} if title and (title,) in reader.said else {}),
        form=form,
        items=Counter(reader.became.values()),
    )


def _contents(found: list[Heading | Item]) -> Iterator[tuple[Piece, ...]]:
    """The content of each item and cell, whatever it stands in."""
    for item in _items(found):
        yield item.pieces
        yield from item.cells


def _items(found: list[Heading | Item]) -> Iterator[Item]:
    """All items, whatever they stand in."""
    waiting = [block for block in reversed(found) if isinstance(block, Item)]
    while waiting:
        item = waiting.pop()
        yield item
        waiting += item.inner


def _first_heading(found: list[Heading | Item], paths: list[Path]) -> str | None:
    """The heading that a list begins with, if it is above all entries or above none: a title by its place."""
    first = found[0] if found else None
    text = heading_text(first.text) if isinstance(first, Heading) and first.level else ""
    below = [bool(path) and path[0] == text for path in paths]
    is_section = any(below) and not all(below)
    return None if not text or is_section or names_an_aside(text) else text
