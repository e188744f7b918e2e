"""The entries of a list as papers, each once: what several entries say of one is put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from livingsurvey.intake.derived import said_by_id
from livingsurvey.intake.entry import Entry
from livingsurvey.intake.listing import Listed, Path
from livingsurvey.intake.lookup import is_same_title
from livingsurvey.intake.venues import known_venues, standard_venue
from livingsurvey.intake.vocabulary import kind_of
from livingsurvey.model.title import normal_form

OPENREVIEW, WEBSITE = "OpenReview", "Website"
"""Venues of papers whose list names none: submissions that can be read there, and pages."""


@dataclass(slots=True)
class Collected:
    """A paper of a list: the lines it stands in, the headings it stands under, all that is said of it."""

    entry: Entry
    lines: list[int]
    paths: list[Path]
    also_titled: list[str] = field(default_factory=list)
    waive: dict[str, str] = field(default_factory=dict)


def collected(entries: Iterable[Listed]) -> list[Collected]:
    """The papers of a list in the order of their first entries.

    Entries are of one paper when their titles have the same letters, or when they share an id and nearly the same
    title, or one has the name alone that the other's title begins with. An id under two unlike titles stays with both,
    which a waiver says: one of them is wrong, and the list does not tell which.
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
            if _is_name_of(same.entry.title or "", entry.title or ""):
                same.entry = replace(same.entry, title=entry.title)
            elif (
                not _is_name_of(entry.title or "", same.entry.title or "")
                and entry.title
                and entry.title not in same.also_titled
            ):
                same.also_titled.append(entry.title)
        if same is None:
            same = Collected(entry, [], [])
            papers.append(same)
            if other is not None:
                same.waive["LS201"] = f"the imported list has this id for two titles, in lines {other.lines[0]} and "
                same.waive["LS201"] += f"{listed.line}"
        else:
            same.entry = same.entry.filled_from(entry)
        same.lines.append(listed.line)
        if listed.path not in same.paths:
            same.paths.append(listed.path)
        by_title.setdefault(form, same)
        for identifier in same.entry.ids:
            by_id.setdefault(identifier.folded, same)
    return papers


def _is_of(title: str, other: str) -> bool:
    return is_same_title(title, other) or _is_name_of(title, other) or _is_name_of(other, title)


def _is_name_of(name: str, title: str) -> bool:
    """Whether a title is the name, a colon, and more."""
    head, colon, _ = title.partition(":")
    return bool(colon) and normal_form(head) == normal_form(name)


def missing(paper: Collected) -> str | None:
    """What a record of the paper would lack; None when it would lack nothing."""
    return None if paper.entry.year is not None else "no year, and no id that shows it"


def _with_venue(entry: Entry) -> Entry:
    """An entry with a venue in its standard spelling; where none is named, the place at which the paper can be read."""
    venue = entry.venue and standard_venue(entry.venue, known_venues())
    entry = replace(entry, venue=venue)
    derived = [said_by_id(identifier) for identifier in entry.ids]
    for said in derived:
        entry = entry.filled_from(said)
    arxiv = next((said for said in derived if said.venue == "arXiv"), None)
    if arxiv is not None and (entry.venue is None or kind_of(entry.venue) == "preprint"):
        return replace(entry, venue=arxiv.venue, year=arxiv.year)
    if entry.venue is None:
        scheme = next((identifier.scheme for identifier in entry.ids), None)
        entry = replace(entry, venue=OPENREVIEW if scheme == "openreview" else WEBSITE)
    year = entry.year or next((said.year for said in derived if said.year), None)
    return replace(entry, year=year)
