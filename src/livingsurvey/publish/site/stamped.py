"""The pages that exist once a record, with what stands beside them: papers, authors, venues, frameworks and so on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from livingsurvey.model import Paper
from livingsurvey.publish.addresses import (
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
from livingsurvey.publish.file import File
from livingsurvey.publish.rendering.sheet import Sheet
from livingsurvey.publish.site.mould import Mould
from livingsurvey.publish.tree import content_tag


def stamped(sheet: Sheet, moulds: Mapping[str, str]) -> Iterator[File]:
    """The files of every kind that the survey has a mould of.

    Args:
        sheet: the survey being published.
        moulds: the engine's page of each of :data:`livingsurvey.publish.addresses.KINDS` that the survey has.
    """
    for kind, page in moulds.items():
        yield from _FILES[kind](sheet, Mould(kind, page, sheet))


def _paper_files(sheet: Sheet, mould: Mould) -> Iterator[File]:
    for paper in sheet.survey.papers.values():
        made_from = sheet.digests.of_paper(paper)
        key, address = paper.key, paper_path(paper.key)
        yield mould.file(address, key, paper.title, made_from, paper=paper)
        tag = partial(content_tag, sheet.digests.common + made_from)
        yield File(f"{address[:-1]}.json", "twin", key, tag, partial(twins.paper_json, sheet, paper))
        yield File(f"{address[:-1]}.md", "twin", key, tag, partial(twins.paper_markdown, sheet, paper))
        if paper.ids.arxiv is not None:
            path = arxiv_redirect_path(paper.ids.arxiv)
            target = "../" * path.count("/") + address
            yield redirect(sheet, path, key, target=target, what="paper")


def _author_files(sheet: Sheet, mould: Mould) -> Iterator[File]:
    for name, slug in sheet.view.authors.items():
        papers, address = sheet.survey.by_author[name], author_path(slug)
        yield mould.file(address, slug, name, sheet.digests.of_papers(papers), name=name, slug=slug, papers=papers)
        yield bibliography(sheet, f"{address}{slug}.bib", slug, papers)


def _venue_files(sheet: Sheet, mould: Mould) -> Iterator[File]:
    for name, slug in sheet.view.venues.items():
        papers, address = sheet.survey.by_venue[name], venue_path(slug)
        yield mould.file(address, slug, name, sheet.digests.of_venue(name), name=name, slug=slug, papers=papers)
        yield bibliography(sheet, f"{address}{slug}.bib", slug, papers)


def _framework_files(sheet: Sheet, mould: Mould) -> Iterator[File]:
    for framework in sheet.survey.frameworks:
        own = sheet.survey.papers.get(framework.paper or "")
        others = sheet.survey.papers_with_code_at(framework.code or "")
        made_from = sheet.digests.results + sheet.digests.of_papers([*([own] if own else []), *others])
        address = framework_path(framework.id)
        yield mould.file(address, framework.id, framework.name, made_from, framework=framework)


def _result_files(sheet: Sheet, mould: Mould) -> Iterator[File]:
    for table_id, table in sheet.survey.tables.items():
        address = result_path(table_id)
        yield mould.file(address, table_id, table.title, sheet.digests.results, table_id=table_id, table=table)


def _change_files(sheet: Sheet, mould: Mould) -> Iterator[File]:
    papers = sheet.survey.papers
    for year, months in sheet.view.years_of_changes.items():
        named = dict.fromkeys(change.subject for _, changes in months for change in changes)
        made_from = (
            sheet.digests.of_papers(papers[key] for key in named if key in papers) + sheet.view.timeline.digest()
        )
        yield mould.file(changes_path(year), str(year), f"Changes in {year}", made_from, year=year, months=months)


def _year_files(sheet: Sheet, mould: Mould) -> Iterator[File]:
    if not sheet.view.years_apart:
        return
    for year, papers in sheet.survey.by_year.items():
        address, made_from = year_path(year), sheet.digests.of_papers(papers)
        yield mould.file(address, str(year), f"Papers of {year}", made_from, year=year, papers=papers)
        yield bibliography(sheet, f"{address}{year}.bib", str(year), papers)


_FILES: Mapping[str, Callable[[Sheet, Mould], Iterator[File]]] = {
    "paper": _paper_files,
    "author": _author_files,
    "venue": _venue_files,
    "framework": _framework_files,
    "result": _result_files,
    "year": _year_files,
    "change": _change_files,
}


def bibliography(sheet: Sheet, address: str, subject: str, papers: Sequence[Paper]) -> File:
    """The papers of a page as a file of references, in the format that the address ends with."""
    ending = address.rpartition(".")[2]

    def tag() -> bytes:
        return content_tag(ending.encode() + sheet.digests.of_papers(papers))

    return File(address, "references", subject, tag, lambda: sheet.bibliography(papers, ending).encode())


def redirect(sheet: Sheet, address: str, subject: str, *, target: str, what: str) -> File:
    """A page that leads to another: ``what`` it is called, and its address as seen from this one."""
    tag = partial(content_tag, sheet.digests.common + f"redirect {target}".encode())
    return File(address, "redirect", subject, tag, lambda: sheet.page("redirect", target=target, what=what))
