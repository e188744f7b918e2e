"""The entries of a list as papers, each once: what several entries say of one is put together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from livingsurvey.intake.derived import said_by_address, said_by_id
from livingsurvey.intake.entry import Entry
from livingsurvey.intake.listing import Listed
from livingsurvey.intake.lookup import is_same_title
from livingsurvey.intake.sections import Path
from livingsurvey.intake.venues import known_venues, standard_venue
from livingsurvey.intake.vocabulary import kind_of
from livingsurvey.model.title import normal_form

UNNAMED = "Venue not named"
"""The venue of papers for which neither the list, nor an id, nor an address names one."""


@dataclass(slots=True)
class Collected:
    """A paper of a list: the lines it stands in, the headings it stands under, all that is said of it.

    ``shares`` are the papers with another title that have one of its ids: one of the two is wrong.
    """

    entry: Entry
    lines: list[int]
    paths: list[Path]
    also_titled: list[str] = field(default_factory=list)
    shares: list[Collected] = field(default_factory=list)


def collected(entries: Iterable[Listed]) -> list[Collected]:
    """The papers of a list in the order of their first entries.

    Entries are of one paper when their titles have the same letters, or when they share an id and nearly the same
    title, or one has the name alone that the other's title begins with. An id under two unlike titles stays with both:
    one of them is wrong, and the list does not tell which.
    """
    papers: list[Collected] = []
    by_title: dict[str, Collected] = {}
    by_id: dict[str, Collected] = {}
    for listed in entries:
        entry = _with_venue(listed.entry)
        form = normal_form(entry.title or "")
        same = by_title.get(form)
        other = next((by_id[each.folded] for each in entry.ids if each.folded in by_id), None)
        if same is None and other is not None and _is_of(other.entry.title or "", entry.title or ""):
            same = other
            _also_titled(same, entry)
        if same is None:
            same = Collected(entry, [], [])
            papers.append(same)
        else:
            same.entry = _published(same.entry, entry).filled_from(entry)
        if other is not None and other is not same and other not in same.shares:
            same.shares.append(other)
        same.lines.append(listed.line)
        same.paths.append(listed.path)
        by_title.setdefault(form, same)
        for identifier in same.entry.ids:
            by_id.setdefault(identifier.folded, same)
    _spell_alike(papers)
    return papers


def mistakes(papers: Iterable[Collected]) -> Iterator[tuple[int, str]]:
    """What is wrong in a list, or was decided for it, each with its line: what its keeper should look at."""
    for paper in papers:
        title, first = paper.entry.title, paper.lines[0]
        for other in paper.shares:
            shared = {each.folded for each in other.entry.ids}
            ids = ", ".join(f"{each.scheme} {each.value}" for each in paper.entry.ids if each.folded in shared)
            yield (
                first,
                f"two papers have one id, {ids}: “{title}” and, in line {other.lines[0]}, “{other.entry.title}”",
            )
        for name in paper.also_titled:
            where = " and ".join(map(str, paper.lines))
            yield first, f"one paper has two titles, in lines {where}: “{title}” and “{name}”"
        times: defaultdict[Path, list[int]] = defaultdict(list)
        for line, path in zip(paper.lines, paper.paths, strict=True):
            times[path].append(line)
        for path, lines in times.items():
            if len(lines) > 1:
                under = f"“{path[-1]}”" if path else "no heading"
                yield lines[0], f"the paper stands under {under} in lines {' and '.join(map(str, lines))}: {title}"
        for note in paper.entry.notes:
            yield first, f"{note}: {title}"


def missing(paper: Collected) -> str | None:
    """What a record of the paper would lack; None when it would lack nothing."""
    if not paper.entry.can_be_opened:
        return "nothing leads to it: no id, page or PDF"
    return None if paper.entry.year is not None else "no year, and no id that shows it"


def _is_of(title: str, other: str) -> bool:
    return is_same_title(title, other) or _is_name_of(title, other) or _is_name_of(other, title)


def _also_titled(paper: Collected, entry: Entry) -> None:
    """Give a paper the longer of a name and a title; of two titles, the other one as well."""
    title, other = paper.entry.title or "", entry.title or ""
    if _is_name_of(title, other):
        paper.entry = replace(paper.entry, title=other)
    elif other and not _is_name_of(other, title) and other not in paper.also_titled:
        paper.also_titled.append(other)


def _is_name_of(name: str, title: str) -> bool:
    """Whether a title is the name, a colon, and more."""
    head, colon, _ = title.partition(":")
    return bool(colon) and normal_form(head) == normal_form(name)


def _published(entry: Entry, other: Entry) -> Entry:
    """An entry at the version that another entry says was published, where it has the preprint or no venue at all."""
    kinds = [None if each.venue in (None, UNNAMED) else kind_of(each.venue or "") for each in (entry, other)]
    if kinds[1] in (None, "preprint") or kinds[0] not in (None, "preprint"):
        return entry
    return replace(entry, venue=other.venue, year=other.year)


def _spell_alike(papers: Iterable[Collected]) -> None:
    """Give venues that differ in capitals and signs only the spelling that most entries have: MobiCom, Mobicom."""
    times: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for paper in papers:
        times[normal_form(paper.entry.venue or "")][paper.entry.venue or ""] += 1
    for paper in papers:
        spellings = times[normal_form(paper.entry.venue or "")]
        if len(spellings) > 1 and normal_form(paper.entry.venue or ""):
            paper.entry = replace(paper.entry, venue=spellings.most_common(1)[0][0])


def _with_venue(entry: Entry) -> Entry:
    """An entry with a venue in its standard spelling; where none is named, that of its id or address, with a note.

    A venue and its year are of one version: the year of the preprint is told where it has to stand for the venue's.
    """
    venue = entry.venue and standard_venue(entry.venue, known_venues())
    named, entry = entry, replace(entry, venue=venue)
    derived = [said_by_id(each) for each in entry.ids]
    derived += [said_by_address(url) for url in (entry.page, entry.pdf) if url]
    arxiv = next((said for said in derived if said.venue == "arXiv"), None)
    if entry.venue is None:
        said = next((said for said in derived if said.venue and said.venue != "arXiv"), None) or arxiv
        if said is not None:
            entry = replace(entry, venue=said.venue, year=said.year or entry.year)
        else:
            entry = replace(entry, venue=UNNAMED)
        if said is not arxiv or said is None:
            where = f"{entry.venue} is that of its id or address" if said else "no id or address tells it"
            entry = replace(entry, notes=(*entry.notes, f"the list names no venue; {where}"))
    elif kind_of(entry.venue) == "preprint" and arxiv is not None:
        entry = replace(entry, venue=arxiv.venue, year=arxiv.year)
    if arxiv is not None and entry.venue == arxiv.venue and named.year not in (None, arxiv.year):
        entry = replace(entry, notes=(*entry.notes, f"the year {named.year} is not that of its arXiv id, {arxiv.year}"))
    dated = next((said.year for said in derived if said.venue == entry.venue and said.year), None)
    if dated is not None and entry.venue != "arXiv" and entry.year not in (None, dated):
        entry = replace(entry, notes=(*entry.notes, f"the year {entry.year} is not that of its id or address, {dated}"))
    year = next((said.year for said in derived if said.year), None) if entry.year is None else None
    if year is not None:
        note = f"the list gives no year; {year} is that of its id or address, {entry.venue} may be of another"
        entry = replace(entry, year=year, notes=(*entry.notes, note))
    return entry
