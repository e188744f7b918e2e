"""A whole list of papers: every entry with its line and the headings above it, and what was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from livingsurvey.intake.address_book import address, label_role, leads_to_paper, links, role_of
from livingsurvey.intake.entry import Entry
from livingsurvey.intake.facts import Facts, venue_in
from livingsurvey.intake.markdown import Heading, Item, Piece, blocks, plain
from livingsurvey.intake.recognition import entry_of, recognise
from livingsurvey.intake.table import from_row
from livingsurvey.intake.vocabulary import vocabulary
from livingsurvey.model.title import normal_form

_NUMBER = re.compile(r"^(?:[0-9]+(?:\.[0-9]+)*\.?|[IVX]+\.|[A-Z]\.)\s+(?=\S)")
_DECORATION = re.compile(r"^[^\w(“\"∞]+|[^\w)\]”\"?!%+*#]+$")
_COUNT = re.compile(r"\s*(?:\(\s*[0-9]*\s*(?:papers?)?\s*\)|\[\s*\])\s*$")
_FOLD = re.compile(r"(?:click|expand|show|view|more|abstract|details|toc|bibtex|展开|点击)", re.IGNORECASE)
_BRACKETS = re.compile(r"[\[(].*?[\])]")
_NEARLY_ALL = 0.9
_MOST_WORDS, _FEW_WORDS = 12, 3
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
            if isinstance(block, Heading):
                waiting = self._heading(block, following)
            elif self._is_aside():
                self.aside += 1
            elif waiting and _is_of_entry(block):
                waiting = (*waiting, *block.pieces, Piece(is_break=True))
                if not _is_of_entry(following):
                    self._entry(recognise(waiting), waiting, block.line, self._path)
                    waiting = ()
            elif block.cells or block.is_listed:
                self._item(block, self._path)
                waiting = ()
            else:
                waiting = self._paragraph(block, waiting, following)

    @property
    def _path(self) -> Path:
        return (*(heading.text for heading in self._stack), *self._below)

    def _heading(self, heading: Heading, following: Heading | Item | None) -> tuple[Piece, ...]:
        """Take a heading; one that stands above nothing but a paper's links is the title of that paper."""
        text = heading_text(heading.text)
        if heading.level and text and _is_of_entry(following):
            return (Piece(text, frozenset({"strong"})), Piece(is_break=True))
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
        return any(normal_form(text) in vocabulary().asides | vocabulary().contents for text in self._path)

    def _paragraph(self, item: Item, waiting: tuple[Piece, ...], following: Heading | Item | None) -> tuple[Piece, ...]:
        """Take a paragraph; gives back what may be the beginning of the entry that the next one ends."""
        pieces = (*waiting, *item.pieces)
        if not any(piece.href and not piece.href.startswith("#") for piece in pieces):
            return self._words(item, pieces, following)
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
        self._entry(found, pieces, item.line, self._path)
        return ()

    def _words(self, item: Item, pieces: tuple[Piece, ...], following: Heading | Item | None) -> tuple[Piece, ...]:
        """A paragraph without links: a heading in bold, the beginning of an entry, or what a section says of itself."""
        text = plain(pieces)
        bold = bool(text) and all("strong" in piece.marks or not piece.text.strip(" :\n") for piece in pieces)
        if bold and _is_of_entry(following):
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
        for inner in item.inner:
            if _is_entry(inner):
                self._item(inner, path)
            elif own is not None and self._extends(inner.pieces):
                own = self.entries[-1].entry

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
        elif _has_address(pieces):
            text = plain(pieces)
            if any(piece.text.strip() and not piece.image for piece in pieces):
                self.unread.append(Unread(line, text, "no title with a link to a paper"))

    def _extends(self, pieces: Sequence[Piece]) -> bool:
        """Take links that stand alone for more of the entry before; whether they were that."""
        found = list(links(pieces))
        last = self.entries[-1]
        if not found or any(link.role == "title" for link in found) or len(plain(pieces).split()) > _MOST_WORDS:
            return False
        self.entries[-1] = replace(last, entry=last.entry.filled_from(entry_of(None, Facts(), found)))
        return True


def _is_of_entry(block: Heading | Item | None) -> bool:
    """Whether a list item is a link of the paper above it: ``Paper: https://…``."""
    if not isinstance(block, Item) or not block.is_listed or block.inner or not _has_address(block.pieces):
        return False
    label = plain(piece for piece in block.pieces if not piece.href).strip(" :：[]()|,-")
    roles = {link.role for link in links(block.pieces)}
    named = not label or label_role(label) is not None
    return named and (bool(label) or "title" not in roles) and len(label.split()) <= _FEW_WORDS


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


def _lines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces of each line of a paragraph."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.is_break or piece.text == "\n":
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
