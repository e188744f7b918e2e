"""What belongs together in a list: which blocks make one entry, and what became of each item."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

from livingsurvey.intake.address_book import label_role, links, names_repository
from livingsurvey.intake.below import parts_below, said_below, title_below
from livingsurvey.intake.entry import Entry
from livingsurvey.intake.facts import Facts, begins_with_names, labelled
from livingsurvey.intake.looks import (
    FEW_WORDS,
    MOST_WORDS,
    begins_with_paper,
    ends_in_links,
    has_address,
    has_title,
    inside,
    is_of_entry,
    is_prose,
    is_remark,
    is_row_of_links,
    is_struck,
    leads_beside,
    line_of,
    lines_of,
    lists_in_cells,
    papers_on_line,
    says_label,
)
from livingsurvey.intake.markdown import Heading, Item, Piece, plain
from livingsurvey.intake.recognition import (
    NO_ADDRESS,
    NO_PAPER,
    NO_TITLE,
    Reading,
    agrees,
    completed,
    entry_of,
    facts_of,
    read,
)
from livingsurvey.intake.rendered import LONGEST
from livingsurvey.intake.sections import Path, Sections, dated_by_headings, heading_text, tells_news
from livingsurvey.intake.shared_form import SharedForm
from livingsurvey.intake.table import from_row
from livingsurvey.model.title import normal_form

_MOST_WORDS_OF_TITLE = 20
_MOST_WAITING = 40
"""Pieces of paragraphs that may begin an entry: more are none."""
ENTRY, PART, HEADING, LEFT_OUT, UNREAD = "an entry", "part of an entry", "a heading", "left out", "not understood"
"""What becomes of an item."""
INSIDE = "it leads to another part of the list"


@dataclass(frozen=True, slots=True)
class Taken:
    """An entry, its line, the headings above it, how it was read."""

    entry: Entry
    line: int
    path: Path
    reading: Reading


@dataclass(slots=True)
class Grouping:
    """One way through the blocks of a list.

    Attributes:
        blocks: the headings, items and paragraphs of the list.
        form: what its entries share.
        sections: where the way has come to.
        entries: the entries passed.
        unread: line, text and reason of items that may be papers and were not understood.
        left_out: the same of items that are none.
        said: what sections say of themselves.
        became: what became of each list item and row, by its identity.
        before: how items were read before the form was known.
        readings: how items were read on this way.
    """

    blocks: Sequence[Heading | Item]
    form: SharedForm
    sections: Sections = field(default_factory=Sections)
    entries: list[Taken] = field(default_factory=list)
    unread: list[tuple[int, str, str]] = field(default_factory=list)
    left_out: list[tuple[int, str, str]] = field(default_factory=list)
    said: dict[Path, str] = field(default_factory=dict)
    became: dict[int, str] = field(default_factory=dict)
    before: dict[int, Reading] = field(default_factory=dict)
    readings: dict[int, Reading] = field(default_factory=dict)
    _is_open: bool = False

    def read(self) -> None:
        """Go through all blocks, once."""
        waiting: tuple[Piece, ...] = ()
        quoted = [block for block in self.blocks if isinstance(block, Item) and block.is_quoted]
        blocks = [block for block in self.blocks if not (isinstance(block, Item) and block.is_quoted)]
        for item in quoted:
            self._leave(item, "it stands in a quotation")
        follow = _links_follow(blocks, self.form.labels)
        for place, block in enumerate(blocks):
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            goes_on = follow[place]
            if isinstance(block, Heading):
                waiting = self._heading(block, goes_on)
            elif aside := self.sections.aside:
                self._leave(block, f"it stands under “{aside}”")
            elif waiting and (is_of_entry(block, self.form.labels) or is_remark(block) or self._ends_entry(block)):
                waiting = (*waiting, *block.pieces, Piece(is_break=True))
                self._mark(block, PART)
                if not goes_on:
                    self._entry(read(waiting, self.form), waiting, line_of(waiting), self.sections.path)
                    waiting = ()
            elif block.cells or block.is_listed:
                waiting = self._beginning(block, following)
                if not waiting:
                    self._item(block, self.sections.path)
            else:
                waiting = self._paragraph(block, waiting, following, goes_on)

    def _heading(self, heading: Heading, goes_on: bool) -> tuple[Piece, ...]:
        """Take a heading; one that stands above nothing but a paper's links is the title of that paper."""
        self._is_open = False
        text = heading_text(heading.text)
        if heading.level and text and goes_on:
            self.sections.leave(heading)
            return (Piece(text, frozenset({"strong"}), line=heading.line), Piece(is_break=True))
        self.sections.enter(heading, is_first=not self.entries)
        return ()

    def _beginning(self, item: Item, following: Heading | Item | None) -> tuple[Piece, ...]:
        """The pieces of an item that says a title, where its names and links are an item of their own behind it."""
        if item.cells or item.inner or has_address(item.pieces) or not isinstance(following, Item):
            return ()
        words = len(plain(item.pieces).split())
        if following.cells or not following.is_listed or not 2 <= words <= _MOST_WORDS_OF_TITLE:
            return ()
        if not self._ends_entry(following) or self._is_whole(self._read(item)):
            return ()
        self._mark(item, ENTRY)
        return (*item.pieces, Piece(is_break=True))

    def _ends_entry(self, block: Item) -> bool:
        """Whether an item has names and links to a paper, and no title: it goes on where another one ended."""
        if not block.is_listed or block.cells or not has_address(block.pieces):
            return False
        text = plain(piece for piece in block.pieces if not piece.href).replace("*", "")
        return not has_title(block.pieces) and begins_with_names(text)

    def _paragraph(
        self, item: Item, waiting: tuple[Piece, ...], following: Heading | Item | None, goes_on: bool
    ) -> tuple[Piece, ...]:
        """Take a paragraph; gives back what may be the beginning of the entry that the next one ends."""
        pieces = (*waiting[-_MOST_WAITING:], *item.pieces)
        if not any(piece.href and not piece.href.startswith("#") for piece in pieces):
            return self._words(item, pieces, following, goes_on)
        lines = [line for line in lines_of(item.pieces) if read(line, self.form).trouble is None]
        if len(lines) > 1:
            for line in lines_of(item.pieces):
                self._entry(read(line, self.form), line, line[0].line, self.sections.path)
            return ()
        if not waiting and (is_prose(pieces) or is_row_of_links(pieces) or tells_news(plain(pieces))):
            self.left_out.append((item.line, plain(pieces), "a text, or a row of links"))
            return ()
        found = read(pieces, self.form)
        is_more = not waiting and not ends_in_links(item.pieces)
        if found.trouble is not None and self.entries and is_more and self._extends(item.pieces):
            return ()
        self._entry(found, pieces, line_of(pieces) if waiting else item.line, self.sections.path)
        return ()

    def _words(
        self, item: Item, pieces: tuple[Piece, ...], following: Heading | Item | None, goes_on: bool
    ) -> tuple[Piece, ...]:
        """A paragraph without links: a heading in bold, the beginning of an entry, or what a section says of itself."""
        text = plain(pieces)
        said = said_below(text, is_first=True) if self._is_open and 0 < len(text) <= LONGEST else Facts()
        if said or (self._is_open and labelled(text)):
            self._complete(said)
            return ()
        bold = bool(text) and all("strong" in piece.marks or not piece.text.strip(" :\n") for piece in pieces)
        is_title = bold or (FEW_WORDS <= len(text.split()) <= _MOST_WORDS_OF_TITLE and text[-1] not in ":：.。")
        if goes_on and text and is_title:
            return (*pieces, Piece(is_break=True))
        self._is_open = self._is_open and not text
        if isinstance(following, Item) and (following.is_listed or following.cells):
            if (bold or text.endswith(":")) and 0 < len(text.split()) <= MOST_WORDS:
                self.sections.below = (heading_text(text),) if heading_text(text) else ()
            elif text:
                self.said.setdefault(self.sections.path, text)
            return ()
        if isinstance(following, Item) and pieces and "strong" in pieces[0].marks:
            return (*pieces, Piece(is_break=True))
        if text and not any(taken.path == self.sections.path for taken in self.entries[-1:]):
            self.said.setdefault(self.sections.path, text)
        return ()

    def _item(self, item: Item, path: Path) -> None:
        pieces = item.pieces
        if is_struck(item):
            self._leave(item, "it is struck out")
            return
        if lines := lists_in_cells(item):
            self._cells(lines, item, path)
            return
        own = self._read(item)
        if item.cells:
            self._entry(own, [piece for cell in item.cells for piece in cell], item.line, path, item)
            return
        lines = [part for line in lines_of(pieces) for part in papers_on_line(line)]
        if sum(map(begins_with_paper, lines)) > 1:
            self._group(lines, item, path)
            return
        if own.trouble is not None and item.inner:
            self._above_others(item, path)
            return
        self._entry(own, pieces, item.line, path, item)
        for place, inner in enumerate(item.inner):
            if self._is_entry(inner) and (own.trouble is not None or not says_label(inner)):
                self.became.pop(id(inner), None)
                self._item(inner, path)
            elif own.trouble is not None or self._extends(inner.pieces):
                continue
            elif not has_address(inner.pieces):
                self._tell(inner, is_first=place == 0)

    def _above_others(self, item: Item, path: Path) -> None:
        """Take an item that says no paper by itself: a heading of those inside it, or a title with its links inside."""
        text = heading_text(plain(item.pieces))
        entries = [inner for inner in item.inner if self._is_entry(inner) and not self._ends_entry(inner)]
        if not entries or (has_address(item.pieces) and len(entries) == 1):
            own = read([*item.pieces, *inside(item)], self.form)
            title = next(filter(None, (title_below(plain(inner.pieces)) for inner in item.inner)), own.entry.title)
            own = replace(own, entry=replace(own.entry, title=title))
            self._entry(own, item.pieces, item.line, path, item)
            return
        if has_address(item.pieces) and len(text.split()) > MOST_WORDS:
            self.unread.append((item.line, text, self._read(item).trouble or NO_TITLE))
            self.became[id(item)] = UNREAD
        else:
            self.became[id(item)] = HEADING
            path = (*path, text) if text and normal_form(text) not in map(normal_form, path) else path
        for inner in item.inner:
            self._item(inner, path)

    def _cells(self, lines: Sequence[Sequence[Piece]], row: Item, path: Path) -> None:
        """Take a row in whose cells papers are listed; a few words in its first cell are their heading."""
        first = row.cells[0]
        text = heading_text(plain(first)) if not has_address(first) else ""
        path = (*path, text) if 0 < len(text.split()) <= MOST_WORDS and text not in path else path
        self.became[id(row)] = ENTRY
        for line in lines:
            self._entry(read(line, self.form), line, row.line, path)

    def _group(self, lines: Sequence[Sequence[Piece]], item: Item, path: Path) -> None:
        """Take an item that holds several linked titles, each on a line; what stands above them is their heading."""
        text = "" if begins_with_paper(lines[0]) else heading_text(plain(lines[0]))
        path = (*path, text) if text and not has_address(lines[0]) else path
        self.became[id(item)] = ENTRY
        for line in lines:
            if begins_with_paper(line):
                self._entry(read(line, self.form), line, line[0].line, path)
        for inner in item.inner:
            self._item(inner, path)

    def _entry(
        self, reading: Reading, pieces: Sequence[Piece], line: int, path: Path, item: Item | None = None
    ) -> None:
        """Take what was read: an entry, or an item that is none, with the reason."""
        reading = replace(reading, entry=dated_by_headings(reading.entry, path, self.sections.title))
        is_sure = leads_beside(pieces) or bool(item and item.cells and reading.entry.venue)
        told = reading.trouble == NO_ADDRESS and is_sure and reading.entry.title and reading.entry.year
        self._is_open = reading.trouble is None or bool(told) or (item is not None and self._is_whole(reading))
        if self._is_open:
            self.entries.append(Taken(reading.entry, line, path, reading))
            self._mark(item, ENTRY)
            return
        text = plain(pieces)
        names_paper = any(
            piece.href is not None and not piece.href.startswith("#") and label_role(piece.text) == "paper"
            for piece in pieces
        )
        if reading.trouble == NO_PAPER and item is not None:
            self._leave(item, NO_PAPER)
        elif has_address(pieces) or names_paper:
            self._not_understood(item, line, text, reading.trouble or NO_TITLE)
        elif item is not None:
            is_content = any((piece.href or "").startswith("#") for piece in pieces)
            self._leave(item, INSIDE if is_content else NO_ADDRESS if text else "it is empty")

    def _tell(self, inner: Item, *, is_first: bool) -> None:
        """Give the last entry what an item below it says of it."""
        last, title = self.entries[-1], title_below(plain(inner.pieces))
        parts = () if title else parts_below(inner.pieces, self.form, is_first=is_first)
        entry = completed(replace(last.entry, title=title or last.entry.title), facts_of(parts, self.form))
        reading = replace(last.reading, parts=(*last.reading.parts, *parts))
        self.entries[-1] = replace(last, entry=entry, reading=reading)

    def _complete(self, said: Facts) -> None:
        last = self.entries[-1]
        self.entries[-1] = replace(last, entry=completed(last.entry, said))

    def _extends(self, pieces: Sequence[Piece]) -> bool:
        """Take links that stand alone for more of the entry before; whether they were that."""
        found = [
            replace(link, role="code") if names_repository(link.url, link.label) else link
            for link in links(pieces, labels=self.form.labels)
        ]
        last = self.entries[-1]
        if not found or any(link.role == "title" for link in found) or len(plain(pieces).split()) > MOST_WORDS:
            return False
        said = entry_of(None, Facts(), found)
        if last.path != self.sections.path and any(each not in last.entry.ids for each in said.ids):
            return False  # another paper, under another heading, that has no title
        self.entries[-1] = replace(last, entry=last.entry.filled_from(said))
        return True

    def _read(self, item: Item) -> Reading:
        """How an item reads, each read once; as before, where the form of the list has nothing to add."""
        reading = self.readings.get(id(item)) or self.before.get(id(item))
        if reading is None or (id(item) not in self.readings and not agrees(reading, self.form)):
            reading = from_row(item, self.form) if item.cells else read(item.pieces, self.form)
        self.readings[id(item)] = reading
        return reading

    def _is_whole(self, reading: Reading) -> bool:
        """Whether an item says a paper by itself, though nothing may lead to it."""
        return reading.trouble is None or reading.is_told(self.form)

    def _is_entry(self, item: Item) -> bool:
        return self._read(item).trouble is None or any(map(self._is_entry, item.inner))

    def _mark(self, item: Item | None, what: str) -> None:
        """Note what became of an item; what stands inside it is part of it until it is read for itself."""
        if item is None:
            return
        if item.is_listed or item.cells:
            self.became.setdefault(id(item), what)
        for inner in item.inner:
            self._mark(inner, PART if what in (ENTRY, PART) else what)

    def _not_understood(self, item: Item | None, line: int, text: str, reason: str) -> None:
        """Tell what was not understood, and what stands inside it, each with its line."""
        if text or item is not None:
            self.unread.append((line, text, reason))
        if item is not None and (item.is_listed or item.cells):
            self.became.setdefault(id(item), UNREAD)
        for inner in item.inner if item is not None else ():
            self._not_understood(inner, inner.line, plain(inner.pieces), "what it belongs to is not understood")

    def _leave(self, item: Item, reason: str) -> None:
        """Leave out an item, and those inside it, each with its line."""
        text = plain(item.pieces) or " | ".join(filter(None, map(plain, item.cells)))
        if item.is_listed or item.cells or has_address(item.pieces):
            self.left_out.append((item.line, text, reason))
            if item.is_listed or item.cells:
                self.became.setdefault(id(item), LEFT_OUT)
        for inner in item.inner:
            self._leave(inner, reason)


def _links_follow(blocks: Sequence[Heading | Item], labels: Container[str]) -> list[bool]:
    """For each block, whether a paper's links come next, or remarks on it with its links behind them."""
    follow, so_far = [], False
    for block in reversed(blocks):
        follow.append(so_far)
        so_far = is_of_entry(block, labels) or (so_far and is_remark(block))
    return follow[::-1]
