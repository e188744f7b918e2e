"""A Markdown document, or a page of HTML, as readers see it: headings, items and rows in order, each with its line.

Markdown becomes HTML as on GitHub, and that HTML, with what the document holds of its own, is parsed as browsers do. So
a list in Markdown, a table in HTML, and ``<details>`` around either are all the same here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from selectolax.lexbor import LexborHTMLParser, LexborNode

from livingsurvey.intake.rendered import html_of_markdown, refuse_depths, too_deep, with_lines
from livingsurvey.model.characters import seen

_MARKS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "code": "code", "ins": "ins"} | dict.fromkeys(
    ("del", "s", "strike"), "del"
)
_SILENT = frozenset({"sup", "pre", "script", "style", "svg", "template", "head", "blockquote"})
_INLINE = frozenset(
    {*_MARKS, "a", "img", "br", "span", "font", "sub", "sup", "small", "kbd", "q", "mark", "-text", "tt", "u"}
)
_MOST_COLUMNS = 100
_LISTS = frozenset({"ul", "ol", "table"})
_HEADING = re.compile(r"h[1-6]")
_MARKER = re.compile(r"line ([0-9]+)")
_ENDS_NAME, _NAME_GOES_ON = re.compile(r"\b[A-Z][A-Za-z]{0,3}$"), re.compile(r"-[A-Za-z]|[A-Z]|:")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one style, a link's text, an image, or a line break.

    ``text`` is an image's alternative text; ``image`` its address; ``href`` the address of the link it stands in;
    ``line`` the line of the document that it stands on.
    """

    text: str = ""
    marks: frozenset[str] = frozenset()
    href: str | None = None
    image: str | None = None
    is_break: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, or what stands for one: the summary of a fold, a bold line above a list (both below any ``level``)."""

    text: str
    level: int
    line: int


@dataclass(frozen=True, slots=True)
class Item:
    """A list item, a paragraph, or a row of a table.

    ``cells`` are a row's, under the table's ``columns``; of all else ``pieces`` is the content. ``inner`` are the items
    of lists inside the item. What ``is_quoted`` is said by somebody else.
    """

    line: int
    pieces: tuple[Piece, ...] = ()
    inner: tuple[Item, ...] = ()
    is_listed: bool = False
    cells: tuple[tuple[Piece, ...], ...] = ()
    columns: tuple[str, ...] = field(default=())
    is_quoted: bool = False


def blocks(text: str, *, is_html: bool = False) -> Iterator[Heading | Item]:
    """The headings, items and rows of a document, in reading order, of quotations items and rows alone; no code blocks.

    A page of HTML is none of Markdown: what is indented in it is no code.

    Raises:
        UsageError: its elements are nested deeper than any list has them.
    """
    html = with_lines(text) if is_html else html_of_markdown(text)
    refuse_depths(html)
    body = LexborHTMLParser(html).body
    walk = _Walk()
    try:
        yield from walk.blocks(body) if body is not None else ()
    except RecursionError as error:
        raise too_deep(walk.line) from error


def _is_raised(node: LexborNode) -> bool:
    """Whether a raised number is inside a name, ``S<sup>2</sup>-MLP``, and no mark of a footnote."""
    before, after = node.prev, node.next
    return bool(
        before
        and after
        and node.text().isdigit()
        and _ENDS_NAME.search((before.text_content or "")[-6:])
        and _NAME_GOES_ON.match(after.text_content or "")
    )


def pieces_of(text: str) -> tuple[Piece, ...]:
    """The pieces of a single entry, whether or not it begins with a list's mark."""
    for block in blocks(text.strip()):
        if isinstance(block, Item):
            return _flat(block)
    return ()


def plain(pieces: Iterable[Piece]) -> str:
    """The text of pieces in one line; images have none."""
    return " ".join("".join("\n" if piece.is_break else piece.text for piece in pieces if not piece.image).split())


def _heading_text(pieces: Iterable[Piece]) -> str:
    """A heading without the links back to the top that some have."""
    pieces = list(pieces)
    return plain(piece for piece in pieces if not (piece.href or "").startswith("#")) or plain(pieces)


def _flat(item: Item) -> tuple[Piece, ...]:
    cells = [piece for cell in item.cells for piece in (*cell, Piece(is_break=True))]
    inner = [piece for each in item.inner for piece in (Piece(is_break=True), *_flat(each))]
    return (*item.pieces, *cells, *inner)


class _Walk:
    """One way through a document; ``line`` is that of the last block or marker passed."""

    def __init__(self) -> None:
        self.line = 1

    def blocks(self, parent: LexborNode) -> Iterator[Heading | Item]:
        loose: list[LexborNode] = []
        start = self.line
        for node in _children(parent):
            tag = node.tag or ""
            if tag in _INLINE and not _holds_blocks(node):
                start = start if loose else self.line
                loose.append(node)
                continue
            if loose:
                yield from self._paragraph(loose, start)
                loose = []
            self._pass(node)
            yield from self._block(node, tag)
        if loose:
            yield from self._paragraph(loose, start)

    def _block(self, node: LexborNode, tag: str) -> Iterator[Heading | Item]:
        if _HEADING.fullmatch(tag):
            yield Heading(_heading_text(self._inline([node])), int(tag[1]), self.line)
        elif tag == "p":
            yield from self._paragraph(list(_children(node)), self.line)
        elif tag in _LISTS or tag == "li":
            yield from self._items(node, tag)
        elif tag == "summary":
            pieces = self._inline([node])
            if any(piece.href for piece in pieces):
                yield Item(self.line, pieces)
            else:
                yield Heading(plain(pieces), 0, self.line)
        elif tag == "blockquote":
            yield from (replace(item, is_quoted=True) for item in self.blocks(node) if _is_item(item))
        elif (tag not in _SILENT and not tag.startswith("-")) or (tag == "sup" and _holds_blocks(node)):
            yield from self.blocks(node)
            if tag == "details":
                yield Heading("", 0, self.line)

    def _paragraph(self, nodes: Sequence[LexborNode], line: int) -> Iterator[Item]:
        pieces = self._inline(nodes)
        if any(piece.text.strip() or piece.image for piece in pieces):
            yield Item(line, pieces)

    def _items(self, node: LexborNode, tag: str) -> Iterator[Heading | Item]:
        if tag == "table":
            yield from self._rows(node)
        elif tag == "li":
            yield self._item(node)
        else:
            for child in _children(node):
                self._pass(child)
                yield from filter(_is_item, self._block(child, child.tag or ""))

    def _item(self, node: LexborNode) -> Item:
        line = self.line
        own: list[Piece] = []
        inner: list[Item] = []
        for child in _children(node):
            if child.tag in _LISTS or _holds_items(child):
                self._pass(child)
                for block in self._block(child, child.tag or ""):
                    if _is_item(block):
                        inner.append(block)
                    elif isinstance(block, Item) and child.tag != "details":
                        own += (Piece(is_break=True), *block.pieces) if own else block.pieces
            elif child.tag == "sup" or child.tag not in ("details", *_SILENT):
                self._pass(child)
                if child.tag not in _INLINE and own:
                    own.append(Piece(is_break=True))
                own += self._inline([child])
        return Item(line, tuple(own), tuple(inner), is_listed=True)

    def _rows(self, table: LexborNode) -> Iterator[Heading | Item]:
        columns: tuple[str, ...] = ()
        spans: dict[int, int] = {}
        for row in table.css("tr"):
            if row.parent is not None and _nearest_table(row) != table.mem_id:
                continue
            self._pass_through(row)
            line = self.line
            cells: list[tuple[Piece, ...]] = []
            tags = []
            for cell in _children(row):
                if cell.tag in ("td", "th") and len(cells) < _MOST_COLUMNS:
                    while spans.get(len(cells), 0) > 0:
                        spans[len(cells)] -= 1
                        cells.append(())
                    rows = cell.attributes.get("rowspan") or "1"
                    if rows.isdigit() and int(rows) > 1:
                        spans[len(cells)] = int(rows) - 1
                    cells.append(self._inline(_children(cell)))
                    tags.append(cell.tag)
            if not columns and (all(tag == "th" for tag in tags) or not any(p.href for cell in cells for p in cell)):
                columns = tuple(plain(cell) for cell in cells)
            elif len(tags) == 1 and len(columns) != 1 and not any(piece.href for cell in cells for piece in cell):
                yield Heading(plain(cells[-1]), 0, line)
            elif cells:
                yield Item(line, cells=tuple(cells), columns=columns)

    def _inline(self, nodes: Iterable[LexborNode]) -> tuple[Piece, ...]:
        return tuple(self._pieces(nodes, frozenset(), None))

    def _pieces(self, nodes: Iterable[LexborNode], marks: frozenset[str], href: str | None) -> Iterator[Piece]:
        for node in nodes:
            tag = node.tag or ""
            if tag == "-text":
                yield from self._lines(seen(node.text_content or ""), marks, href)
            elif tag == "br":
                yield Piece(is_break=True)
            elif tag == "img":
                attributes = node.attributes
                text = seen(attributes.get("alt") or "")
                yield Piece(text, marks, href, image=attributes.get("src") or "", line=self.line)
            elif tag == "-comment":
                self._pass(node)
            elif tag not in _SILENT or (tag == "sup" and _is_raised(node)):
                added = marks | {_MARKS[tag]} if tag in _MARKS else marks
                own = node.attributes.get("href") if tag == "a" else None
                inside = href if own is None else own
                yield from self._pieces(_children(node), added, inside)
                if tag in ("p", "div", "li", "summary"):
                    yield Piece(is_break=True)

    def _lines(self, text: str, marks: frozenset[str], href: str | None) -> Iterator[Piece]:
        for number, line in enumerate(text.split("\n")):
            if number:
                self.line += 1
                yield Piece("\n", marks, href)
            if line:
                yield Piece(line, marks, href, line=self.line)

    def _pass(self, node: LexborNode) -> None:
        """Take the line of a block, or of a comment that stands in front of one."""
        if node.tag == "-comment":
            marker = _MARKER.fullmatch((node.comment_content or "").strip())
            self.line = int(marker[1]) if marker else self.line
        elif node.tag and not node.tag.startswith("-"):
            given = node.attributes.get("data-line")
            self.line = int(given) if given else self.line

    def _pass_through(self, row: LexborNode) -> None:
        previous = _before(row) or (_before(row.parent) if row.parent is not None else None)
        if previous is not None and previous.tag == "tr":  # a row that was not closed holds the marker of the next one
            previous = next((node for node in reversed(list(_children(previous))) if node.tag != "-text"), None)
        if previous is not None and previous.tag == "-comment":
            self._pass(previous)
        self._pass(row)


def _before(node: LexborNode) -> LexborNode | None:
    """What stands in front of a node, white space aside."""
    previous = node.prev
    while previous is not None and previous.tag == "-text":
        previous = previous.prev
    return previous


def _children(node: LexborNode) -> Iterator[LexborNode]:
    yield from node.iter(include_text=True)


def _holds_blocks(node: LexborNode) -> bool:
    """Whether an inline element was put around blocks, as ``<font>`` and ``<span>`` sometimes are."""
    if node.tag == "-text":
        return False
    return node.css_first("p, ul, ol, table, h1, h2, h3, h4, h5, h6, details, div") is not None


def _holds_items(node: LexborNode) -> bool:
    return not (node.tag or "").startswith("-") and node.css_first("ul, ol, table") is not None


def _is_item(block: Heading | Item) -> TypeGuard[Item]:
    """Whether a block is an item of a list, or a row, and neither a heading nor a paragraph."""
    return isinstance(block, Item) and (block.is_listed or bool(block.cells))


def _nearest_table(node: LexborNode) -> int:
    parent = node.parent
    while parent is not None and parent.tag != "table":
        parent = parent.parent
    return parent.mem_id if parent is not None else 0
