"""Why a line of a list was read as it was, in plain words: its parts, what each was taken for, where it departs."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.errors import UsageError
from livingsurvey.intake.facts import Facts
from livingsurvey.intake.listing import Listed, Listing
from livingsurvey.intake.shared_form import HOLDS, TITLES, SharedForm


def explained(listing: Listing, line: int) -> str:
    """How a line was read, a sentence on a line each.

    Args:
        listing: the list.
        line: the number of the line; that of an entry is any line of it.

    Raises:
        UsageError: no item of the list stands there.
    """
    left = next((each for each in (*listing.unread, *listing.left_out) if each.line == line), None)
    entries = [each for each in listing.entries if each.line <= line]
    if left is not None and not (entries and entries[-1].line == line):
        return f"The list: {listing.form}.\nLine {line} is no entry: {left.reason}.\n"
    if not entries:
        raise UsageError(f"line {line} stands above the first entry, which is in line {_first(listing)}")
    return "\n".join((f"The list: {listing.form}.", *_told(entries[-1], listing.form), ""))


def _first(listing: Listing) -> int:
    return listing.entries[0].line if listing.entries else 0


def _told(listed: Listed, form: SharedForm) -> Iterator[str]:
    reading, entry = listed.reading, listed.entry
    under = f" under “{' > '.join(listed.path)}”" if listed.path else ""
    yield f"Line {listed.line} is an entry{under}."
    yield f"  Its title is {TITLES[reading.title_is]}: {entry.title}"
    for part in reading.parts:
        yield f"  {part.place.capitalize()}: “{part.text.strip()}” says {said_by(part.facts)}."
    for scheme, value in entry.id_by_scheme.items():
        yield f"  An address has its id: {scheme} {value}"
    for name in ("page", "pdf", "code", "project"):
        if getattr(entry, name):
            yield f"  A link is its {name}: {getattr(entry, name)}"
    for note in entry.notes:
        yield f"  Note: {note}."
    departs = list(departures(listed, form))
    yield from (f"  It departs from the list: {departure}." for departure in departs)
    if not departs:
        yield "  It has the form of the list."


def said_by(facts: Facts) -> str:
    """What a part says, by field."""
    authors = ", ".join(facts.authors) + " and others" * facts.and_others
    said = {"venue": facts.venue, "year": facts.year, "date of": facts.date_year, "authors": authors}
    return ", ".join(f"{name} {value}" for name, value in said.items() if value) or "nothing that is known"


def departures(listed: Listed, form: SharedForm) -> Iterator[str]:
    """Where an entry is not as most of the list are, in words."""
    reading = listed.reading
    if form.title not in (None, reading.title_is):
        yield f"its title is {TITLES[reading.title_is]}, and most are {TITLES[form.title or 'text']}"
    for place, holds in form.holds.items():
        parts = [part for part in reading.parts if part.place == place]
        if not parts and holds != "short name":
            yield f"{place} stands nothing; in most entries, {HOLDS[holds]}"
        elif parts and not any(map(form.agrees, parts)):
            yield f"“{parts[0].text.strip()}” {place} is not {HOLDS[holds]}, as in most entries"
