"""Pages of papers, authors, venues and years: the engine renders one of each kind, the others are stamped from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from markupsafe import escape

from livingsurvey.batches import in_batches
from livingsurvey.model import Paper
from livingsurvey.publish.addresses import (
    KINDS,
    MOULD,
    arxiv_redirect_path,
    author_path,
    changes_path,
    framework_path,
    paper_path,
    result_path,
    venue_path,
    year_path,
)
from livingsurvey.publish.companions import twins
from livingsurvey.publish.rendering.sheet import Sheet
from livingsurvey.publish.tree import Tree, content_tag

_BASE = "../../"
_INDENTATION = re.compile(r"\n\s+")
_KIND = "|".join(KINDS)
_PLACE = re.compile(rf"@@(title|description|head)@@|<!-- slot ({_KIND}) -->|(?:{_KIND})s/({MOULD})/")

Progress = Callable[[str, int, int], None]
Written = tuple[str, bytes, int]


class File(NamedTuple):
    """A file to come: its name, the tag of what it is made from, and what makes its content."""

    name: str
    tag: bytes
    content: Callable[[], bytes]


def split(page: str) -> tuple[list[str], list[str]]:
    """A mould's fixed text without indentation, and between each two pieces the name of what is put there."""
    pieces = _PLACE.split(_INDENTATION.sub("\n", page))
    step = _PLACE.groups + 1
    places = [next(name for name in pieces[start : start + step - 1] if name) for start in range(1, len(pieces), step)]
    return pieces[::step], places


class Mould:
    """A page of the engine, cut at the places that differ from page to page."""

    def __init__(self, kind: str, page: str, sheet: Sheet) -> None:
        self._kind = kind
        self._sheet = sheet
        fixed, self._places = split(page)
        self._fixed = [piece.encode() for piece in fixed]
        self._digest = content_tag(page.encode() + sheet.digests.common)

    def file(self, path: str, title: str, made_from: bytes, **subject: Any) -> File:
        """The page at ``path``; its fragments are given the ``subject``, whose digest is ``made_from``."""
        tag = content_tag(self._digest + made_from)
        return File(f"{path}index.html", tag, partial(self._page, path, title, subject))

    def _page(self, path: str, title: str, subject: dict[str, Any]) -> bytes:
        fragment = self._sheet.fragment
        values = {
            "title": str(escape(title)).encode(),
            "description": str(escape(fragment(f"{self._kind}-description", **subject))).encode(),
            "head": fragment(f"{self._kind}-head", **subject).encode(),
            self._kind: fragment(self._kind, base=_BASE, **subject).encode(),
            MOULD: path.encode(),
        }
        page = [self._fixed[0]]
        for place, fixed in zip(self._places, self._fixed[1:], strict=True):
            page.append(values[place])
            page.append(fixed)
        return b"".join(page)


def stamp_all(sheet: Sheet, moulds: dict[str, str], tree: Tree, *, progress: Progress) -> None:
    """Write every stamped page that is not there yet with the same content, and what stands beside it.

    Args:
        sheet: the survey being published.
        moulds: the engine's page of each of :data:`KINDS` that the survey has.
        tree: where the pages go.
        progress: called with what is being done, how much of it is done, and how much there is.
    """
    makers = {
        "paper": _paper_files,
        "author": _author_files,
        "venue": _venue_files,
        "framework": _framework_files,
        "result": _result_files,
        "year": _year_files,
        "change": _change_files,
    }
    for kind in moulds:
        files = makers[kind](sheet, Mould(kind, moulds[kind], sheet))
        _write_all(tree, f"{kind} pages", files, progress)


def _paper_files(sheet: Sheet, mould: Mould) -> Iterator[File]:
    for paper in sheet.survey.papers.values():
        made_from = sheet.digests.of_paper(paper)
        path = paper_path(paper.key)
        yield mould.file(path, paper.title, made_from, paper=paper)
        tag = content_tag(sheet.digests.common + made_from)
        yield File(f"{path[:-1]}.json", tag, partial(twins.paper_json, sheet, paper))
        yield File(f"{path[:-1]}.md", tag, partial(twins.paper_markdown, sheet, paper))
        if paper.ids.arxiv is not None:
            tag = content_tag(sheet.digests.common + paper.key.encode())
            yield File(f"{arxiv_redirect_path(paper.ids.arxiv)}index.html", tag, partial(_redirect, sheet, paper))


def _author_files(sheet: Sheet, mould: Mould) -> Iterator[File]:
    for name, slug in sheet.view.authors.items():
        papers, path = sheet.survey.by_author[name], author_path(slug)
        yield mould.file(path, name, sheet.digests.of_papers(papers), name=name, slug=slug, papers=papers)
        yield _bibliography(sheet, f"{path}{slug}.bib", papers)


def _venue_files(sheet: Sheet, mould: Mould) -> Iterator[File]:
    for name, slug in sheet.view.venues.items():
        papers, path = sheet.survey.by_venue[name], venue_path(slug)
        yield mould.file(path, name, sheet.digests.of_venue(name), name=name, slug=slug, papers=papers)
        yield _bibliography(sheet, f"{path}{slug}.bib", papers)


def _framework_files(sheet: Sheet, mould: Mould) -> Iterator[File]:
    for framework in sheet.survey.frameworks:
        own = sheet.survey.papers.get(framework.paper or "")
        others = sheet.survey.papers_with_code_at(framework.code or "")
        made_from = sheet.digests.results + sheet.digests.of_papers([*([own] if own else []), *others])
        yield mould.file(framework_path(framework.id), framework.name, made_from, framework=framework)


def _result_files(sheet: Sheet, mould: Mould) -> Iterator[File]:
    for table_id, table in sheet.survey.tables.items():
        path = result_path(table_id)
        yield mould.file(path, table.title, sheet.digests.results, table_id=table_id, table=table)


def _change_files(sheet: Sheet, mould: Mould) -> Iterator[File]:
    papers = sheet.survey.papers
    for year, months in sheet.view.years_of_changes.items():
        named = dict.fromkeys(change.subject for _, changes in months for change in changes)
        made_from = (
            sheet.digests.of_papers(papers[key] for key in named if key in papers) + sheet.view.timeline.digest()
        )
        yield mould.file(changes_path(year), f"Changes in {year}", made_from, year=year, months=months)


def _year_files(sheet: Sheet, mould: Mould) -> Iterator[File]:
    if not sheet.view.years_apart:
        return
    for year, papers in sheet.survey.by_year.items():
        path = year_path(year)
        yield mould.file(path, f"Papers of {year}", sheet.digests.of_papers(papers), year=year, papers=papers)
        yield _bibliography(sheet, f"{path}{year}.bib", papers)


def _bibliography(sheet: Sheet, file: str, papers: Sequence[Paper]) -> File:
    tag = content_tag(b"bib" + sheet.digests.of_papers(papers))
    return File(file, tag, lambda: sheet.bibliography(papers).encode())


def _redirect(sheet: Sheet, paper: Paper) -> bytes:
    """The page at ``/arxiv/<id>/`` that leads to the paper."""
    path = arxiv_redirect_path(paper.ids.arxiv or "")
    target = "../" * path.count("/") + paper_path(paper.key)
    return sheet.fragment("redirect", target=target, what="paper").encode()


def _write_all(tree: Tree, what: str, files: Iterable[File], progress: Progress) -> None:
    waiting = [file for file in files if not tree.has(file.name, file.tag)]

    def write(batch: Sequence[File]) -> list[Written]:
        return [_write(tree, file) for file in batch]

    done = 0
    for written in in_batches(write, waiting, size=500, parallel_from=3000):
        for entry in written:
            tree.note(*entry)
        done += len(written)
        progress(what, done, len(waiting))


def _write(tree: Tree, file: File) -> Written:
    content = file.content()
    tree.write(file.name, content)
    return file.name, file.tag, len(content)
