"""Paper pages: one page rendered by the engine, stamped once for each paper."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence

from markupsafe import escape

from livingsurvey.batches import in_batches
from livingsurvey.model import Paper
from livingsurvey.publish.addresses import paper_path
from livingsurvey.publish.sheet import Sheet
from livingsurvey.publish.tree import Tree, content_tag

_PLACE = re.compile(r"@@(title|description|head)@@|<!-- slot (paper) -->|papers/(mould)/")
_Waiting = tuple[Paper, str, bytes]
Written = tuple[str, bytes, int]


def split(page: str) -> tuple[list[str], list[str]]:
    """A mould's fixed text, and between each two pieces of it the name of what a paper puts there."""
    pieces = _PLACE.split(page)
    step = _PLACE.groups + 1
    places = [next(name for name in pieces[start : start + step - 1] if name) for start in range(1, len(pieces), step)]
    return pieces[::step], places


class Mould:
    """A page of the engine, cut at the places that differ from paper to paper."""

    def __init__(self, page: str, sheet: Sheet) -> None:
        self._sheet = sheet
        fixed, self._places = split(page)
        self._fixed = [piece.encode() for piece in fixed]
        self.digest = content_tag(page.encode() + sheet.common_digest)

    def stamp(self, paper: Paper) -> bytes:
        """The whole page of one paper."""
        sheet = self._sheet
        values = {
            "title": str(escape(paper.title)).encode(),
            "description": str(escape(sheet.fragment("paper-description", paper=paper))).encode(),
            "head": sheet.fragment("paper-head", paper=paper).encode(),
            "paper": sheet.fragment("paper", paper=paper, base="../../").encode(),
            "mould": paper_path(paper.key).encode(),
        }
        page = [self._fixed[0]]
        for place, fixed in zip(self._places, self._fixed[1:], strict=True):
            page.append(values[place])
            page.append(fixed)
        return b"".join(page)

    def tag(self, paper: Paper) -> bytes:
        """What the page of this paper is made from."""
        content = self.digest + self._sheet.survey.digests[paper.key]
        return hashlib.blake2b(content, digest_size=12).digest()


def stamp_papers(sheet: Sheet, mould_page: str, tree: Tree, *, progress: Callable[[str, int, int], None]) -> None:
    """Write the page of every paper that is not there yet with the same content."""
    mould = Mould(mould_page, sheet)
    waiting = [
        (paper, name, tag)
        for paper in sheet.survey.papers.values()
        for name, tag in [(f"{paper_path(paper.key)}index.html", mould.tag(paper))]
        if not tree.has(name, tag)
    ]

    def write(batch: Sequence[_Waiting]) -> list[Written]:
        return [_write(mould, tree, *page) for page in batch]

    done = 0
    for written in in_batches(write, waiting, size=250, parallel_from=1500):
        for name, tag, size in written:
            tree.note(name, tag, size)
        done += len(written)
        progress("paper pages", done, len(waiting))


def _write(mould: Mould, tree: Tree, paper: Paper, name: str, tag: bytes) -> Written:
    page = mould.stamp(paper)
    tree.write(name, page)
    return name, tag, len(page)
