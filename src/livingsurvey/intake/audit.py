"""A list as data: what was read in each of its lines, and all that is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from livingsurvey.intake.collection import Collected
from livingsurvey.intake.doubt import REMEDIES
from livingsurvey.intake.explaining import departures, said_by
from livingsurvey.intake.listing import Listed, Listing
from livingsurvey.intake.mistakes import Mistake, mistakes
from livingsurvey.intake.recording import lacking
from livingsurvey.intake.shared_form import TITLES, SharedForm
from livingsurvey.model.audit import Audit, Fields, Found, Kind, Numbers, ReadAs, ReadEntry, ReadPart


def audit(listing: Listing, papers: Sequence[Collected], name: str, source: str | None = None) -> Audit:
    """A list as data.

    Args:
        listing: the list as it was read.
        papers: its papers, as :func:`.collected` gives them, those that cannot be records included.
        name: what the file is called.
        source: where the list can be seen.
    """
    order = list(Kind)
    found = sorted(mistakes(listing, papers), key=lambda each: (order.index(each.kind), each.lines))
    return Audit(
        file=name,
        source=source,
        title=listing.title,
        form=str(listing.form),
        numbers=Numbers(
            items=sum(listing.items.values()),
            entries=len(listing.entries),
            papers=len(papers),
            complete=sum(lacking(paper) is None for paper in papers),
            headings=len({listed.path for listed in listing.entries if listed.path}),
            not_understood=len(listing.unread),
            left_out=len(listing.left_out),
        ),
        findings=tuple(map(_found, found)),
        entries=tuple(_entry(listed, listing.form) for listed in listing.entries),
    )


def _found(mistake: Mistake) -> Found:
    return Found(
        kind=mistake.kind,
        line=mistake.lines[0],
        lines=mistake.lines,
        what=mistake.what,
        text=mistake.text,
        remedy=REMEDIES[mistake.kind],
        ids=tuple(map(":".join, mistake.ids)),
    )


def _entry(listed: Listed, form: SharedForm) -> ReadEntry:
    entry, reading = listed.entry, listed.reading
    return ReadEntry(
        line=listed.line,
        headings=listed.path,
        fields=Fields(
            title=entry.title,
            authors=tuple(map(str, entry.authors)),
            and_others=entry.and_others,
            venue=entry.venue,
            year=entry.year,
            ids=entry.id_by_scheme,
            page=entry.page,
            pdf=entry.pdf,
            code=entry.code,
            project=entry.project,
        ),
        reading=ReadAs(
            title_is=TITLES[reading.title_is],
            parts=tuple(
                ReadPart(place=part.place, text=part.text.strip(), says=said_by(part.facts), url=part.url)
                for part in reading.parts
            ),
            departs=tuple(departures(listed, form)),
        ),
    )
