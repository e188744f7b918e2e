"""What is wrong in a list, or had to be decided for it, each with its lines: what its keeper should look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from livingsurvey.intake.address_book import leads_to_paper
from livingsurvey.intake.collection import Collected
from livingsurvey.intake.doubt import GUESSES, Doubt
from livingsurvey.intake.listing import Listing
from livingsurvey.intake.recording import lacking
from livingsurvey.intake.sections import Path
from livingsurvey.model import Identifier
from livingsurvey.model.audit import Kind
from livingsurvey.model.paper import MOST
from livingsurvey.model.title import normal_form


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something to look at.

    Attributes:
        kind: what kind of mistake it is.
        lines: the lines concerned, in the order in which ``what`` speaks of them.
        what: what is wrong, without a full stop; the same words for all that have the same mistake.
        text: the title of the paper, or what the item says.
        ids: ids that are in question.
    """

    kind: Kind
    lines: tuple[int, ...]
    what: str
    text: str = ""
    ids: tuple[Identifier, ...] = ()


def mistakes(listing: Listing, papers: Iterable[Collected]) -> Iterator[Mistake]:
    """What is wrong in a list: items that are no papers, then paper by paper.

    Why a paper becomes no record is all that is told of its own fields: what was guessed for them is of no use then.
    """
    for each in listing.unread:
        yield Mistake(Kind.NOT_UNDERSTOOD, (each.line,), each.reason, each.text)
    for each in listing.left_out:
        yield Mistake(Kind.LEFT_OUT, (each.line,), each.reason, each.text)
    papers = list(papers)
    yield from _shared_addresses(papers)
    for paper in papers:
        yield from _shared_ids(paper)
        yield from _two_titles(paper)
        yield from _two_ids(paper)
        yield from _listed_twice(paper)
        yield from _many_headings(paper)
        if not paper.entry.can_be_opened:
            what = "nothing leads to it: no id, page or PDF"
            yield Mistake(Kind.NO_ADDRESS, _distinct(*paper.lines), what, paper.entry.title or "")
        lacks = lacking(paper)
        if lacks is not None:
            yield Mistake(lacks.kind, _distinct(*paper.lines), lacks, paper.entry.title or "")
        yield from _notes(paper, GUESSES if lacks else frozenset())


def _shared_ids(paper: Collected) -> Iterator[Mistake]:
    """An id that another paper has as well, at the first line of each that has it.

    Two titles that begin with one name, as in *Foo: Folding* and *Foo: Washing*, are those of a paper that was renamed.
    """
    mine = _ids(paper)
    for other in paper.shares:
        theirs = _ids(other)
        shared = [mine[each] for each in mine if each in theirs]
        lines = _distinct(*(_line_with(one, shared[0]) for one in (other, paper)))
        titles = [one.entry.title or "" for one in (other, paper)]
        renamed = all(":" in title for title in titles) and len({_name(title) for title in titles}) == 1
        kind, said = (
            (Kind.TWO_TITLES, "one paper seems to have two titles")
            if renamed
            else (Kind.PAPERS_SHARE_ID, "two papers have one id")
        )
        yield Mistake(kind, lines, said, f"“{titles[0]}” and “{titles[1]}”", tuple(shared))


def _shared_addresses(papers: Iterable[Collected]) -> Iterator[Mistake]:
    """An address of one paper that several have: a page without an id, or a PDF."""
    of: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for paper in papers:
        for listed in paper.stands:
            for url in filter(None, (listed.entry.page, listed.entry.pdf)):
                if leads_to_paper(url):
                    of[url].setdefault(paper.entry.title or "", listed.line)
    for lines in of.values():
        if len(lines) > 1:
            (first, second), others = list(lines)[:2], len(lines) - 2
            said = f"“{first}”, “{second}” and {others} more" if others else f"“{first}” and “{second}”"
            yield Mistake(
                Kind.PAPERS_SHARE_ADDRESS, _distinct(*lines.values()), f"{len(lines)} papers have one address", said
            )


def _two_titles(paper: Collected) -> Iterator[Mistake]:
    title = paper.entry.title or ""
    for name in paper.also_titled:
        (line, one), (later, other) = sorted((_line_titled(paper, each), each) for each in (title, name))
        ids = tuple(_ids(paper).values())
        yield Mistake(
            Kind.TWO_TITLES, _distinct(line, later), "one paper has two titles", f"“{one}” and “{other}”", ids
        )


def _two_ids(paper: Collected) -> Iterator[Mistake]:
    """Two arXiv ids under one title: a work has one. Of other catalogues, versions may have one each."""
    found = [each for each in _ids(paper).values() if each.scheme == "arxiv"]
    if len(found) > 1:
        lines = _distinct(*(_line_with(paper, each) for each in found))
        yield Mistake(Kind.TWO_IDS, lines, "one paper has two arXiv ids", paper.entry.title or "", tuple(found))


def _listed_twice(paper: Collected) -> Iterator[Mistake]:
    times: defaultdict[Path, list[int]] = defaultdict(list)
    for listed in paper.stands:
        times[listed.path].append(listed.line)
    for path, lines in times.items():
        if len(lines) > 1:
            under = f"“{path[-1]}”" if path else "no heading"
            what = f"the paper stands {len(lines)} times under {under}"
            yield Mistake(Kind.LISTED_TWICE, _distinct(*lines), what, paper.entry.title or "")


def _many_headings(paper: Collected) -> Iterator[Mistake]:
    """That a paper stands under more headings than a record has topics."""
    headings = len(set(paper.paths))
    if headings > MOST:
        what = f"the paper stands under {headings} headings; its record has the first {MOST}"
        yield Mistake(Kind.OTHER, _distinct(*paper.lines), what, paper.entry.title or "")


def _notes(paper: Collected, without: frozenset[Kind]) -> Iterator[Mistake]:
    """What was noted when its entries were read: the same of several is one mistake, with the lines of all."""
    lines: defaultdict[tuple[Kind, str, str], list[int]] = defaultdict(list)
    for listed in paper.stands:
        for note in listed.entry.notes:
            kind = note.kind if isinstance(note, Doubt) else Kind.OTHER
            lines[kind, note, listed.entry.title or ""].append(listed.line)
    for (kind, what, title), found in lines.items():
        if kind not in without:
            yield Mistake(kind, _distinct(*found), what, title)


def _ids(paper: Collected) -> dict[str, Identifier]:
    """All ids that its entries have, by their folded forms."""
    found: dict[str, Identifier] = {}
    for listed in paper.stands:
        for each in listed.entry.ids:
            found.setdefault(each.folded, each)
    return found


def _distinct(*lines: int) -> tuple[int, ...]:
    """Lines in their order, each once: a row of a table may hold several entries."""
    return tuple(dict.fromkeys(lines))


def _name(title: str) -> str:
    return normal_form(title.partition(":")[0])


def _line_with(paper: Collected, identifier: Identifier) -> int:
    folded = identifier.folded
    return next(listed.line for listed in paper.stands if folded in {each.folded for each in listed.entry.ids})


def _line_titled(paper: Collected, title: str) -> int:
    return next((listed.line for listed in paper.stands if listed.entry.title == title), paper.stands[0].line)
