"""Why a line of a list was read as it was, in plain words: its parts, what each was taken for, where it departs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from livingsurvey.errors import UsageError
from livingsurvey.intake.collection import collected
from livingsurvey.intake.entry import IMPRINT
from livingsurvey.intake.facts import Facts
from livingsurvey.intake.listing import Listed, Listing, Unread
from livingsurvey.intake.recording import lacking
from livingsurvey.intake.shared_form import HOLDS, NO_FORM, TITLES, Holds, Part, SharedForm
from livingsurvey.intake.vocabulary import kind_of
from livingsurvey.model.finding import visible

_HEADING = re.compile(r" {0,3}#{1,6}(?:\s|$)|\s*<h[1-6]\b", re.IGNORECASE)


def explained(listing: Listing, text: str, line: int) -> str:
    """How a line was read, a sentence on a line each.

    Args:
        listing: the list.
        text: its text.
        line: the number of the line; that of an entry is any line of it.

    Raises:
        UsageError: the list has no such line.
    """
    rows = text.splitlines()
    if line > len(rows):
        raise UsageError(f"there is no line {line:,}: the last one is line {len(rows):,}")
    of = f"A library of {len(listing.entries):,}" if listing.form is NO_FORM else f"The list: {listing.form}"
    said = (f"{of}.", *_said(listing, rows[line - 1], line))
    return "".join(f"{visible(sentence)}\n" for sentence in said)


def _said(listing: Listing, row: str, line: int) -> Iterator[str]:
    items: list[Listed | Unread] = [*listing.entries, *listing.unread, *listing.left_out]
    before = max((item for item in items if item.line <= line), key=lambda item: item.line, default=None)
    is_its_first = before is not None and before.line == line
    if not is_its_first and (not row.strip() or _HEADING.match(row)):
        yield f"Line {line} is {'a heading' if row.strip() else 'empty'}."
        return
    if before is None:
        first = f", and stands above the first one, in line {listing.entries[0].line}" if listing.entries else ""
        yield f"Line {line} is no entry{first}."
        return
    where = f"Line {line}" if is_its_first else f"Line {line} stands below line {before.line}, which"
    if isinstance(before, Unread):
        yield f"{where} is no entry: {before.reason}."
        return
    under = f" under “{' > '.join(before.path)}”" if before.path else ""
    yield f"{where} is an entry{under}."
    yield from _fields(before) if listing.form is NO_FORM else _told(before, listing.form)


def _told(listed: Listed, form: SharedForm) -> Iterator[str]:
    reading, entry = listed.reading, listed.entry
    yield f"  Its title is {TITLES[reading.title_is]}: {entry.title}"
    for part in reading.parts:
        yield f"  {part.place.capitalize()}: “{part.text.strip()}” says {said_by(part.facts)}."
    for scheme, value in entry.id_by_scheme.items():
        yield f"  An address has its id: {scheme} {value}"
    for name in ("page", "pdf", "code", "project"):
        if getattr(entry, name):
            yield f"  A link is its {name}: {getattr(entry, name)}"
    (paper,) = collected([listed])
    yield from _from_elsewhere(listed, paper.entry.year)
    for note in paper.entry.notes:
        yield f"  Note: {note}."
    lacks = lacking(paper)
    if lacks:
        yield f"  It becomes no record: {lacks}."
    departs = list(departures(listed, form))
    yield from (f"  It departs from the list: {departure}." for departure in departs)
    if not departs:
        yield "  It has the form of the list."


def _fields(listed: Listed) -> Iterator[str]:
    """What each field of a record gets from a work of a library."""
    (paper,) = collected([listed])
    entry = paper.entry
    authors = "; ".join(map(str, entry.authors)) + " and others" * entry.and_others
    known = f"{listed.entry.venue}, known as {entry.venue}" if listed.entry.venue else entry.venue
    venue = entry.venue if entry.venue == listed.entry.venue else known
    said: dict[str, object] = {"key there": listed.key, "title": entry.title, "authors": authors, "venue": venue}
    said |= {name: getattr(entry, name) for name in ("year", *IMPRINT)} | entry.id_by_scheme
    said |= {name: getattr(entry, name) for name in ("page", "pdf", "code", "project")}
    said["topics"] = "; ".join(" > ".join(path) for path in (listed.path, *listed.also) if path)
    yield from (f"  Its {name}: {value}" for name, value in said.items() if value)
    yield from (f"  Note: {note}." for note in entry.notes)
    lacks = lacking(paper)
    if lacks:
        yield f"  It becomes no record: {lacks}."


def _from_elsewhere(listed: Listed, year: int | None) -> Iterator[str]:
    """What none of the parts says: what stands in another line, and the year that a heading or an id tells."""
    entry, facts = listed.entry, [part.facts for part in listed.reading.parts]
    if entry.venue and not any(each.venue for each in facts):
        yield f"  Its venue stands elsewhere: {entry.venue}"
    if entry.authors and not any(each.authors for each in facts):
        yield f"  Its authors stand elsewhere: {', '.join(map(str, entry.authors))}"
    if year and not any(year in (each.year, each.date_year) for each in facts):
        heading = next((each for each in reversed(listed.path) if str(year) in each), None)
        whence = "is that of its id or address"
        if entry.year:
            whence = f"is that of the heading “{heading}”" if heading else "stands elsewhere"
        yield f"  Its year {whence}: {year}"


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
        elif parts and not any(form.agrees(part) or _names_preprint(part, holds) for part in parts):
            yield f"“{parts[0].text.strip()}” {place} is not {HOLDS[holds]}, as in most entries"


def _names_preprint(part: Part, holds: Holds) -> bool:
    """Whether a part names where a preprint can be read, where others name a venue."""
    return holds == "venue" and kind_of(part.text.strip()) == "preprint"
