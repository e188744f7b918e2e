"""What a block of a list looks like before anybody has read it: a text, a row of links, a remark, links of a paper."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from livingsurvey.intake.address_book import address, label_role, leads_to_paper, links, role_of
from livingsurvey.intake.markdown import Heading, Item, Piece, plain

_BRACKETS = re.compile(r"[\[(][^\[\]()]*[\])]")
_BETWEEN_LABELS = re.compile(r"[,|;·•]|\s-\s|[:：]|\band\b")
_NOTE = re.compile(r"[^\W\d_A-Z][^\W\d_]{1,14}\s?[:：]\s")
"""A small word that says what follows: ``intro: …``, ``keywords: …``."""
_COLON = re.compile(r"[:：]")
_JOINT = re.compile(r"(?:;|；|(?:^|(?<=[0-9)]))\s*,)\s*(?:and\s*)?$|^\s*(?:and|&|\+|/)\s*$", re.IGNORECASE)
"""What stands between two papers on a line, behind what is said of the first."""
_FEWEST_OF_TITLE = 3
MOST_WORDS, FEW_WORDS, _MOST_WORDS_OF_NOTE = 12, 3, 60


def is_of_entry(block: Heading | Item | None, labels: Container[str] = ()) -> bool:
    """Whether a list item is nothing but labelled links of the paper above it: ``Paper: https://…``.

    A file beside the list has a label that is known, or it would be the title of something.
    """
    if not isinstance(block, Item) or not block.is_listed or block.inner or has_title(block.pieces, labels):
        return False
    beside = [piece for piece in block.pieces if piece.href and not piece.href.startswith(("http", "#"))]
    if not has_address(block.pieces) and not any(label_role(piece.text) == "paper" for piece in beside):
        return False
    label = plain(piece for piece in block.pieces if not piece.href).strip(" :：[]()|,-")
    named = not label or label_role(label) is not None
    return named and len(label.split()) <= FEW_WORDS


def has_title(pieces: Sequence[Piece], labels: Container[str] = ()) -> bool:
    """Whether a link's text may be a title."""
    return any(link.role == "title" for link in links(pieces, labels=labels))


def is_remark(block: Heading | Item) -> bool:
    """Whether a list item has no link and is a word or two, or a note: ``CVPR 2020 Oral``, ``intro: the first``."""
    if not isinstance(block, Item) or not block.is_listed or block.inner or has_address(block.pieces):
        return False
    text = plain(block.pieces)
    return 0 < len(text.split()) <= (_MOST_WORDS_OF_NOTE if _NOTE.match(text) else FEW_WORDS)


def says_label(item: Item) -> bool:
    """Whether an item begins with a label for what it links to: ``Datasets: [A](…), [B](…)``."""
    first = next((piece for piece in item.pieces if piece.text.strip() or piece.image), Piece())
    label = _COLON.split(first.text, maxsplit=1)[0]
    return first.href is None and label != first.text and label_role(label.strip()) is not None


def is_struck(item: Item) -> bool:
    """Whether all that an item says is struck out."""
    pieces = [
        piece for piece in (*item.pieces, *(piece for cell in item.cells for piece in cell)) if piece.text.strip()
    ]
    return bool(pieces) and all("del" in piece.marks for piece in pieces)


def is_row_of_links(pieces: Sequence[Piece]) -> bool:
    """Whether a paragraph is links of a few words each and nothing else, as above a list: ``Our Survey | Site``."""
    words = "".join(piece.text for piece in pieces if not piece.href and not piece.image)
    linked = groupby(pieces, key=lambda piece: piece.href)
    texts = [text.split() for href, run in linked if href and (text := plain(run))]
    return not re.search(r"\w", words) and len(texts) > 1 and all(len(text) <= FEW_WORDS + 1 for text in texts)


def begins_with_paper(pieces: Sequence[Piece]) -> bool:
    """Whether a line begins, after a dot or a dash, with a title that links to a paper."""
    first = next((piece for piece in pieces if piece.text.strip(" \t\u00a0-–•·*") or piece.image), Piece())
    url = address(first.href or "")
    return url is not None and role_of(url, first.text) == "title" and leads_to_paper(url)


def papers_on_line(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The parts of a line on which linked titles of several papers stand, one behind the other; one part of any other.

    Between them stand a semicolon, a comma or *and*, and what the first says of itself: ``[A](…), ICML 2021; [B](…)``.
    A title behind other words (``extends [A](…)``) is a paper that is mentioned.
    """
    parts: list[list[Piece]] = [[]]
    for piece in pieces:
        begins = piece.href is not None and len(piece.text.split()) >= _FEWEST_OF_TITLE and begins_with_paper([piece])
        before = parts[-1][-1] if parts[-1] else None
        joint = _JOINT.search(before.text) if begins and before and not before.href and not before.is_break else None
        if before and joint and begins_with_paper(parts[-1]):
            parts[-1][-1] = replace(before, text=before.text[: joint.start()])
            parts.append([])
        parts[-1].append(piece)
    return parts


def lists_in_cells(row: Item) -> list[list[Piece]]:
    """The lines of those cells of a row that list papers, each on a line of its own."""
    cells = [lines_of(cell) for cell in row.cells]
    return [
        line
        for lines in cells
        if sum(map(begins_with_paper, lines)) > 1
        for line in lines
        if plain(line).strip(" -–•·*")
    ]


def inside(item: Item) -> Iterator[Piece]:
    """The pieces of all items inside, each on a line of its own."""
    for inner in item.inner:
        yield Piece(is_break=True)
        yield from inner.pieces
        yield from inside(inner)


def is_prose(pieces: Sequence[Piece]) -> bool:
    """Whether a paragraph is a sentence that mentions a paper: on one line, and more plain words than an entry has."""
    first = next((piece for piece in pieces if piece.text.strip() and not piece.image), Piece())
    is_entry = ends_in_links(pieces) or begins_with_linked_line(pieces)
    if is_entry or any(piece.is_break or "ins" in piece.marks for piece in pieces):
        return False
    words = " ".join(piece.text for piece in pieces if not (piece.href or piece.marks or piece.image)).split()
    begins_plain = not first.href and not first.marks
    return len(words) > MOST_WORDS or (begins_plain and len(_BRACKETS.sub("", first.text).split()) > FEW_WORDS)


def begins_with_linked_line(pieces: Sequence[Piece]) -> bool:
    """Whether the first line of several is a linked title and nothing else, and the others are notes on it."""
    lines = lines_of(pieces)
    return len(lines) > 1 and begins_with_paper(lines[0]) and not plain(each for each in lines[0] if not each.href)


def ends_in_links(pieces: Sequence[Piece]) -> bool:
    """Whether the last line of several is nothing but labels and what they lead to: ``PDF: <https://…>``."""
    lines = lines_of(pieces)
    last = lines[-1] if len(lines) > 1 else []
    words = " ".join(piece.text for piece in last if not piece.href and not piece.image)
    labels = [label for each in _BETWEEN_LABELS.split(words) if (label := each.strip(" \t:：[]()"))]
    return bool(labels) and has_address(last) and not has_title(last) and all(map(label_role, labels))


def has_address(pieces: Sequence[Piece]) -> bool:
    """Whether anything leads out of the document."""
    return any(piece.href and piece.href.startswith("http") for piece in pieces)


def leads_beside(pieces: Sequence[Piece]) -> bool:
    """Whether a link leads to a PDF that stands beside the list, where nobody else finds it."""
    return any((piece.href or "").lower().endswith(".pdf") and "://" not in (piece.href or "") for piece in pieces)


def line_of(pieces: Sequence[Piece]) -> int:
    """The line that the pieces begin on."""
    return next((piece.line for piece in pieces if piece.line), 1)


def lines_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces of each line of a paragraph."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.is_break or (piece.text == "\n" and piece.href is None):
            lines.append([])
        else:
            lines[-1].append(piece)
    return [line for line in lines if line]
