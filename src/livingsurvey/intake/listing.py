"""A whole list of papers: every entry with its line and the headings above it, and what was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from livingsurvey.intake.address_book import address, label_role, leads_to_paper, links, role_of
from livingsurvey.intake.entry import Entry
from livingsurvey.intake.facts import Facts, said_below, venue_in
from livingsurvey.intake.markdown import Heading, Item, Piece, blocks, plain
from livingsurvey.intake.recognition import completed, entry_of, recognise
from livingsurvey.intake.table import from_row
from livingsurvey.intake.vocabulary import vocabulary
from livingsurvey.model.title import normal_form

_NUMBER = re.compile(r"^(?:[0-9]+(?:\.[0-9]+)*\.?|[IVX]+\.|[A-Z]\.)\s+(?=\S)|^[0-9]+\.(?=[^\W\d_])")
_DECORATION = re.compile(r"^[^\w(“\"∞]+|[^\w)\]”\"?!%+*#]+$")
_COUNT = re.compile(r" ?(?:\( ?[0-9]* ?(?:papers?)? ?\)|\[ ?\]) ?$")
_FOLD = re.compile(r"(?:click|expand|show|view|more|abstract|details|toc|bibtex|展开|点击)", re.IGNORECASE)
_BRACKETS = re.compile(r"[\[(][^\[\]()]*[\])]")
_NEARLY_ALL = 0.9
_MOST_WORDS, _FEW_WORDS, _MOST_WORDS_OF_TITLE = 12, 3, 20
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry, the line it begins in, and the headings above it, the outermost first."""

    entry: Entry
    line: int
    path: Path


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that links somewhere and was not understood as a paper, and why."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list holds.

    ``introductions`` are the first paragraphs under headings; ``aside`` counts the items under headings that no list of
    papers is under: contents, news, citation.
    """

    title: str | None
    entries: tuple[Listed, ...]
    unread: tuple[Unread, ...]
    introductions: dict[Path, str]
    aside: int


def read_list(text: str) -> Listing:
    """Read a list of papers in Markdown: bullets, numbered items, paragraphs, tables, folds, in any mixture."""
    reader = _Reader(list(blocks(text)))
    reader.read()
    reader.title = reader.title or reader.first_heading()
    entries = [replace(listed, path=_below_title(listed.path, reader.title)) for listed in reader.entries]
    said = {_below_title(path, reader.title): text for path, text in reader.introductions.items()}
    shared = _shared([listed.path for listed in entries])
    return Listing(
        title=reader.title,
        entries=tuple(replace(listed, path=_below_shared(listed.path, shared)) for listed in entries),
        unread=tuple(reader.unread),
        introductions={_below_shared(path, shared): text for path, text in said.items()},
        aside=reader.aside,
    )


def heading_text(text: str) -> str:
    """A heading without symbols and numbers in front, and without the number of papers behind."""
    text = _COUNT.sub("", " ".join(text.split()))
    text = _DECORATION.sub("", _COUNT.sub("", _DECORATION.sub("", text)))
    return _DECORATION.sub("", _NUMBER.sub("", text)).strip()


@dataclass(slots=True)
class _Reader:
    """One way through the blocks of a list."""

    blocks: Sequence[Heading | Item]
    title: str | None = None
    entries: list[Listed] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    introductions: dict[Path, str] = field(default_factory=dict)
    aside: int = 0
    _stack: list[Heading] = field(default_factory=list)
    _below: tuple[str, ...] = ()

    def read(self) -> None:
        waiting: tuple[Piece, ...] = ()
        for place, block in enumerate(self.blocks):
            following = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
            goes_on = self._links_follow(place)
            if isinstance(block, Heading):
                waiting = self._heading(block, goes_on)
            elif self._is_aside():
                self.aside += 1
            elif waiting and (_is_of_entry(block) or _is_remark(block)):
                waiting = (*waiting, *block.pieces, Piece(is_break=True))
                if not goes_on:
                    self._entry(recognise(waiting), waiting, _line(waiting), self._path)
                    waiting = ()
            elif block.cells or block.is_listed:
                self._item(block, self._path)
                waiting = ()
            else:
                waiting = self._paragraph(block, waiting, following, goes_on)

    def first_heading(self) -> str | None:
        """The heading that a list begins with, if it is above all entries or above none: a title by its place."""
        first = self.blocks[0] if self.blocks else None
        text = heading_text(first.text) if isinstance(first, Heading) and first.level else ""
        below = [bool(listed.path) and listed.path[0] == text for listed in self.entries]
        is_section = any(below) and not all(below)
        return None if not text or is_section or _names_an_aside(text) else text

    @property
    def _path(self) -> Path:
        return (*(heading.text for heading in self._stack), *self._below)

    def _links_follow(self, place: int) -> bool:
        """Whether what comes next are a paper's links, or remarks on it with its links behind them."""
        place += 1
        while place < len(self.blocks) and _is_remark(self.blocks[place]):
            place += 1
        return place < len(self.blocks) and _is_of_entry(self.blocks[place])

    def _heading(self, heading: Heading, goes_on: bool) -> tuple[Piece, ...]:
        """Take a heading; one that stands above nothing but a paper's links is the title of that paper."""
        text = heading_text(heading.text)
        if heading.level and text and goes_on:
            return (Piece(text, frozenset({"strong"}), line=heading.line), Piece(is_break=True))
        if heading.level == 0:
            is_fold = not text or _FOLD.match(text) or normal_form(text) in map(normal_form, self._path)
            self._below = () if is_fold else (text,)
            return ()
        self._below = ()
        while self._stack and self._stack[-1].level >= heading.level:
            self._stack.pop()
        if self._stack and normal_form(self._stack[-1].text) in vocabulary().contents:
            self._stack.pop()  # a table of contents has nothing below it, whatever the levels say
        if text:
            if heading.level == 1 and not self._stack and self.title is None and not self.entries:
                self.title = text
            self._stack.append(replace(heading, text=text))
        return ()

    def _is_aside(self) -> bool:
        return any(map(_names_an_aside, self._path))

    def _paragraph(
        self, item: Item, waiting: tuple[Piece, ...], following: Heading | Item | None, goes_on: bool
    ) -> tuple[Piece, ...]:
        """Take a paragraph; gives back what may be the beginning of the entry that the next one ends."""
        pieces = (*waiting, *item.pieces)
        if not any(piece.href and not piece.href.startswith("#") for piece in pieces):
            return self._words(item, pieces, following, goes_on)
        lines = [line for line in _lines(item.pieces) if recognise(line)]
        if len(lines) > 1:
            for line in _lines(item.pieces):
                self._entry(recognise(line), line, line[0].line, self._path)
            return ()
        if _is_prose(pieces):
            self.aside += 1
            return ()
        found = recognise(pieces)
        if found is None and self.entries and not waiting and self._extends(item.pieces):
            return ()
        self._entry(found, pieces, _line(pieces) if waiting else item.line, self._path)
        return ()

    def _words(
        self, item: Item, pieces: tuple[Piece, ...], following: Heading | Item | None, goes_on: bool
    ) -> tuple[Piece, ...]:
        """A paragraph without links: a heading in bold, the beginning of an entry, or what a section says of itself."""
        text = plain(pieces)
        bold = bool(text) and all("strong" in piece.marks or not piece.text.strip(" :\n") for piece in pieces)
        is_title = bold or (_FEW_WORDS <= len(text.split()) <= _MOST_WORDS_OF_TITLE and text[-1] not in ":：.。")
        if goes_on and text and is_title:
            return (*pieces, Piece(is_break=True))
        if isinstance(following, Item) and (following.is_listed or following.cells):
            if (bold or text.endswith(":")) and 0 < len(text.split()) <= _MOST_WORDS:
                self._below = (heading_text(text),) if heading_text(text) else ()
            elif text:
                self.introductions.setdefault(self._path, text)
            return ()
        if isinstance(following, Item) and pieces and "strong" in pieces[0].marks:
            return (*pieces, Piece(is_break=True))
        if text and not any(listed.path == self._path for listed in self.entries[-1:]):
            self.introductions.setdefault(self._path, text)
        return ()

    def _item(self, item: Item, path: Path) -> None:
        pieces = item.pieces
        if item.cells:
            cells = [piece for cell in item.cells for piece in cell]
            self._entry(from_row(item), cells, item.line, path)
            return
        lines = _lines(pieces)
        if sum(map(_begins_with_paper, lines)) > 1:
            self._group(lines, item, path)
            return
        own = recognise(pieces)
        if own is None and item.inner:
            text = heading_text(plain(pieces))
            if not _has_address(pieces) and any(map(_is_entry, item.inner)):
                path = (*path, text) if text and normal_form(text) not in map(normal_form, path) else path
                for inner in item.inner:
                    self._item(inner, path)
                return
            own = recognise([*pieces, *_inside(item)])
            self._entry(own, pieces, item.line, path)
            return
        self._entry(own, pieces, item.line, path)
        for place, inner in enumerate(item.inner):
            if _is_entry(inner):
                self._item(inner, path)
            elif own is None or self._extends(inner.pieces):
                continue
            elif not _has_address(inner.pieces):
                last, said = self.entries[-1], said_below(plain(inner.pieces), is_first=place == 0)
                self.entries[-1] = replace(last, entry=completed(last.entry, said))

    def _group(self, lines: Sequence[Sequence[Piece]], item: Item, path: Path) -> None:
        """Take an item that holds several linked titles, each on a line; what stands above them is their heading."""
        text = "" if _begins_with_paper(lines[0]) else heading_text(plain(lines[0]))
        path = (*path, text) if text and not _has_address(lines[0]) else path
        for line in lines:
            if _begins_with_paper(line):
                self._entry(recognise(line), line, line[0].line, path)
        for inner in item.inner:
            self._item(inner, path)

    def _entry(self, entry: Entry | None, pieces: Sequence[Piece], line: int, path: Path) -> None:
        if entry is not None:
            self.entries.append(Listed(_with_year_of_heading(entry, path), line, path))
        elif _has_address(pieces) or any(piece.href and label_role(piece.text) == "paper" for piece in pieces):
            text = plain(pieces)
            if any(piece.text.strip() and not piece.image for piece in pieces):
                self.unread.append(Unread(line, text, "no title with a link to a paper"))

    def _extends(self, pieces: Sequence[Piece]) -> bool:
        """Take links that stand alone for more of the entry before; whether they were that."""
        found = list(links(pieces))
        last = self.entries[-1]
        if not found or any(link.role == "title" for link in found) or len(plain(pieces).split()) > _MOST_WORDS:
            return False
        said = entry_of(None, Facts(), found)
        if last.path != self._path and any(each not in last.entry.ids for each in said.ids):
            return False  # another paper, under another heading, that has no title
        self.entries[-1] = replace(last, entry=last.entry.filled_from(said))
        return True


def _is_of_entry(block: Heading | Item | None) -> bool:
    """Whether a list item is a link of the paper above it: ``Paper: https://…``."""
    if not isinstance(block, Item) or not block.is_listed or block.inner or not _has_address(block.pieces):
        return False
    label = plain(piece for piece in block.pieces if not piece.href).strip(" :：[]()|,-")
    roles = {link.role for link in links(block.pieces)}
    named = not label or label_role(label) is not None
    return named and (bool(label) or "title" not in roles) and len(label.split()) <= _FEW_WORDS


def _names_an_aside(heading: str) -> bool:
    return normal_form(heading) in vocabulary().asides | vocabulary().contents


def _is_remark(block: Heading | Item) -> bool:
    """Whether a list item is a word or two without a link: ``CVPR 2020 Oral``, ``Code: soon``."""
    if not isinstance(block, Item) or not block.is_listed or block.inner or _has_address(block.pieces):
        return False
    return 0 < len(plain(block.pieces).split()) <= _FEW_WORDS


def _is_entry(item: Item) -> bool:
    if item.cells:
        return from_row(item) is not None
    return recognise(item.pieces) is not None or any(map(_is_entry, item.inner))


def _begins_with_paper(pieces: Sequence[Piece]) -> bool:
    """Whether a line begins with a title that links to a paper."""
    first = next((piece for piece in pieces if piece.text.strip() or piece.image), Piece())
    url = address(first.href or "")
    return url is not None and role_of(url, first.text) == "title" and leads_to_paper(url)


def _inside(item: Item) -> Iterator[Piece]:
    """The pieces of all items inside, each on a line of its own."""
    for inner in item.inner:
        yield Piece(is_break=True)
        yield from inner.pieces
        yield from _inside(inner)


def _is_prose(pieces: Sequence[Piece]) -> bool:
    """Whether a paragraph is a sentence that mentions a paper: on one line, and more plain words than an entry has."""
    first = next((piece for piece in pieces if piece.text.strip() and not piece.image), Piece())
    if any(piece.is_break or "ins" in piece.marks for piece in pieces):
        return False
    words = " ".join(piece.text for piece in pieces if not (piece.href or piece.marks or piece.image)).split()
    begins_plain = not first.href and not first.marks
    return len(words) > _MOST_WORDS or (begins_plain and len(_BRACKETS.sub("", first.text).split()) > _FEW_WORDS)


def _has_address(pieces: Sequence[Piece]) -> bool:
    return any(piece.href and piece.href.startswith("http") for piece in pieces)


def _line(pieces: Sequence[Piece]) -> int:
    """The line that the pieces begin on."""
    return next((piece.line for piece in pieces if piece.line), 1)


def _lines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces of each line of a paragraph."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.is_break or (piece.text == "\n" and piece.href is None):
            lines.append([])
        else:
            lines[-1].append(piece)
    return [line for line in lines if line]


def _with_year_of_heading(entry: Entry, path: Path) -> Entry:
    """An entry with the year, or venue and year, that the nearest heading above names and the entry does not."""
    if entry.year is not None:
        return entry
    for heading in reversed(path):
        said = venue_in(heading)
        if said.year is not None and said.venue is None:
            return replace(entry, year=said.year)
        if said.year is not None and entry.venue in (None, said.venue):
            return replace(entry, venue=said.venue, year=said.year)
    return entry


def _below_shared(path: Path, shared: int) -> Path:
    return path[shared:] or path[-1:]


def _below_title(path: Path, title: str | None) -> Path:
    return path[1:] if len(path) > 1 and path[0] == title else path


def _shared(paths: Sequence[Path]) -> int:
    """How many headings nearly all entries have in common: the list's own title, and a heading such as *Papers*."""
    deep = [path for path in paths if len(path) > 1]
    if not deep or len(deep) < _NEARLY_ALL * len(paths):
        return 0
    least = min(map(len, deep)) - 1
    return next((n for n in range(least) if any(path[n] != deep[0][n] for path in deep)), least)
