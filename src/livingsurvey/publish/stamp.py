"""Paper pages: one page rendered by the engine, stamped once for each paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from markupsafe import escape

from livingsurvey.batches import in_batches
from livingsurvey.model import Paper
from livingsurvey.publish.addresses import arxiv_redirect_path, paper_path
from livingsurvey.publish.sheet import Sheet
from livingsurvey.publish.tree import Tree, content_tag

_INDENTATION = re.compile(r"\n\s+")
_PLACE = re.compile(r"@@(title|description|head)@@|<!-- slot (paper) -->|papers/(mould)/")
_Page = tuple[str, bytes, Callable[[Paper], bytes], Paper]
Written = tuple[str, bytes, int]


def split(page: str) -> tuple[list[str], list[str]]:
    """A mould's fixed text without indentation, and between each two pieces the name of what a paper puts there."""
    pieces = _PLACE.split(_INDENTATION.sub("\n", page))
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

    def redirect(self, paper: Paper) -> bytes:
        """The page at ``/arxiv/<id>/`` that leads to the paper."""
        path = arxiv_redirect_path(paper.ids.arxiv or "")
        return self._sheet.fragment("redirect", target="../" * path.count("/") + paper_path(paper.key)).encode()

    def tag(self, paper: Paper) -> bytes:
        """What the page of this paper is made from."""
        return content_tag(self.digest + self._sheet.survey.digests[paper.key])

    def redirect_tag(self, paper: Paper) -> bytes:
        """What the redirect to this paper is made from."""
        return content_tag(self._sheet.common_digest + paper.key.encode())


def stamp_papers(sheet: Sheet, mould_page: str, tree: Tree, *, progress: Callable[[str, int, int], None]) -> None:
    """Write the page of every paper that is not there yet with the same content, and the redirect from its arXiv id."""
    mould = Mould(mould_page, sheet)
    waiting = [
        page for paper in sheet.survey.papers.values() for page in _pages(mould, paper) if not tree.has(*page[:2])
    ]

    def write(batch: Sequence[_Page]) -> list[Written]:
        return [_write(tree, *page) for page in batch]

    done = 0
    for written in in_batches(write, waiting, size=500, parallel_from=3000):
        for name, tag, size in written:
            tree.note(name, tag, size)
        done += len(written)
        progress("paper pages", done, len(waiting))


def _pages(mould: Mould, paper: Paper) -> Iterator[_Page]:
    yield f"{paper_path(paper.key)}index.html", mould.tag(paper), mould.stamp, paper
    if paper.ids.arxiv is not None:
        yield f"{arxiv_redirect_path(paper.ids.arxiv)}index.html", mould.redirect_tag(paper), mould.redirect, paper


def _write(tree: Tree, name: str, tag: bytes, content: Callable[[Paper], bytes], paper: Paper) -> Written:
    page = content(paper)
    tree.write(name, page)
    return name, tag, len(page)
