"""The entries of a list as papers, each once: what several entries say of one is put together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from livingsurvey.intake.derived import said_by_address, said_by_id
from livingsurvey.intake.doubt import Doubt
from livingsurvey.intake.entry import Entry
from livingsurvey.intake.listing import Listed
from livingsurvey.intake.lookup import is_same_title
from livingsurvey.intake.sections import Path
from livingsurvey.intake.venues import known_venues, standard_venue
from livingsurvey.intake.vocabulary import kind_of
from livingsurvey.model.audit import Kind
from livingsurvey.model.title import normal_form

UNNAMED = "Venue not named"
"""The venue of papers for which neither the list, nor an id, nor an address names one."""


@dataclass(slots=True, eq=False)
class Collected:
    """A paper of a list: all that is said of it, and each of its entries as it stands in the list.

    ``shares`` are the papers with another title that have one of its ids: one of the two is wrong.
    """

    entry: Entry
    stands: list[Listed] = field(default_factory=list)
    also_titled: list[str] = field(default_factory=list)
    shares: list[Collected] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What a file of references calls it; empty in lists."""
        return self.stands[0].key

    @property
    def lines(self) -> list[int]:
        """The lines that its entries begin in."""
        return [listed.line for listed in self.stands]

    @property
    def paths(self) -> list[Path]:
        """The headings above each of its entries."""
        return [path for listed in self.stands for path in (listed.path, *listed.also)]


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
            same = Collected(entry)
            papers.append(same)
        else:
            same.entry = _published(same.entry, entry).filled_from(entry)
        if other is not None and other is not same and other not in same.shares:
            same.shares.append(other)
        same.stands.append(replace(listed, entry=entry))
        by_title.setdefault(form, same)
        for identifier in entry.ids:
            by_id.setdefault(identifier.folded, same)
    _spell_alike(papers)
    return papers


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
            entry = _noted(entry, Doubt(Kind.NO_VENUE, f"the list names no venue; {where}"))
    elif kind_of(entry.venue) == "preprint" and arxiv is not None:
        entry = replace(entry, venue=arxiv.venue, year=arxiv.year)
    if arxiv is not None and entry.venue == arxiv.venue and named.year not in (None, arxiv.year):
        wrong = f"the year {named.year} is not that of its arXiv id, {arxiv.year}"
        entry = _noted(entry, Doubt(Kind.YEAR_CONTRADICTS_ID, wrong))
    dated = next((said.year for said in derived if said.venue == entry.venue and said.year), None)
    if dated is not None:  # a date beside the entry was taken for the year, and an id or an address tells it better
        notes = tuple(note for note in entry.notes if getattr(note, "kind", None) is not Kind.YEAR_GUESSED)
        entry = replace(entry, notes=notes)
    if dated is not None and entry.venue != "arXiv" and entry.year not in (None, dated):
        wrong = f"the year {entry.year} is not that of its id or address, {dated}"
        entry = _noted(entry, Doubt(Kind.YEAR_CONTRADICTS_ID, wrong))
    year = next((said.year for said in derived if said.year), None) if entry.year is None else None
    if year is not None:
        note = f"the list gives no year; {year} is that of its id or address, {entry.venue} may be of another"
        entry = _noted(replace(entry, year=year), Doubt(Kind.YEAR_GUESSED, note))
    return entry


def _noted(entry: Entry, doubt: Doubt) -> Entry:
    return replace(entry, notes=(*entry.notes, doubt))
