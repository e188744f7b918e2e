"""What a file offers to a survey: papers with their places in the file, whatever its format."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from livingsurvey.checks.appearance import may_differ
from livingsurvey.errors import UsageError
from livingsurvey.intake.derived import said_by_id
from livingsurvey.intake.entry import Entry
from livingsurvey.intake.formats import JSONL, format_of, read
from livingsurvey.intake.mapping import Line, Mapped
from livingsurvey.model import Claimed, Identifier, Taxonomy, identify
from livingsurvey.model.title import normal_form
from livingsurvey.store.diagnosis import reasons

SOURCED = ("title", "authors", "venue")
"""Fields of which every record that is imported tells the source."""
_ARXIV_ID = "arXiv id"


@dataclass(frozen=True, slots=True)
class Offered:
    """A paper that a file offers.

    Attributes:
        place: where: the file and the line, or the key of the entry.
        entry: what is said of it.
        topics: the topics it is filed under there, as ids of the survey where they are known.
        doubts: why a person has to decide on its topic or scope.
        faults: why it cannot be taken as it is.
    """

    place: str
    entry: Entry
    topics: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What it goes by in the piles: its first id, ``arxiv:…`` where it has one, else its title."""
        ids = self.entry.id_by_scheme
        first = next((scheme for scheme in ("arxiv", "doi", "acl", "openreview") if scheme in ids), None)
        return f"{first}:{ids[first]}" if first else self.entry.title or self.place


def offered_by(file: Path, text: str, taxonomy: Taxonomy, mapped: Mapped, source: str | None) -> list[Offered]:
    """The papers of a file, in its order.

    Args:
        file: its name, whose ending tells the format where the content does not.
        text: what it says.
        taxonomy: the topics of the survey, by which headings are known.
        mapped: what the fields of JSONL mean, and what the file calls topics.
        source: the public reference of the file, the source of all that names none itself.

    Raises:
        UsageError: the file cannot be read as what it is, or its source is not told.
    """
    if file.suffix.lower() == ".jsonl" or format_of(file.name, text) == JSONL:
        return list(_lines(file.name, text, mapped, source))
    if source is None:
        raise UsageError(
            f"{file.name} names no sources; say where it comes from:  --source owner/name:path@commit  or an address"
        )
    return _listed(file.name, text, taxonomy, mapped, source)


def _lines(name: str, text: str, mapped: Mapped, source: str | None) -> Iterator[Offered]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            data = json.loads(line)
        except ValueError as error:
            yield Offered(place, Entry(), faults=(f"the line is not JSON: {error}",))
            continue
        offer = _line(place, data, mapped)
        yield _sourced(offer, f"{source}#L{number}") if source else offer


def _line(place: str, data: Any, mapped: Mapped) -> Offered:
    """The paper of a line of JSON."""
    if not isinstance(data, dict):
        return Offered(place, Entry(), faults=("the line is not a JSON object",))
    try:
        line = Line.model_validate(mapped.read(data), strict=False)
    except ValidationError as error:
        title = data.get(mapped.fields.get("title", "title"))
        entry = Entry(title=title if isinstance(title, str) else None)
        return Offered(place, entry, faults=tuple(reasons(error)))
    verdicts = mapped.verdicts(data)
    offer = Offered(
        place,
        _entry(line),
        topics=mapped.topics_of(line.topics),
        doubts=tuple(verdict.why for verdict in verdicts if verdict.then == "decide"),
        faults=tuple(verdict.why for verdict in verdicts if verdict.then == "refuse"),
    )
    alone = next((verdict for verdict in verdicts if verdict.then == "agreed"), None)
    if alone and len({_repository(each) for each in line.agree}) < 2:
        why = f"one source for the authors only, and {alone.why}"
        offer = replace(offer, faults=(*offer.faults, why))
    if line.claimed or any(verdict.then == "claimed" for verdict in verdicts):
        return _claimed(offer)
    return _of_one_version(offer, {_repository(each) for each in line.agree})


def _repository(source: str) -> str:
    """What a source is a part of: ``owner/name`` of ``owner/name (ids)`` and ``owner/name:path@commit``."""
    return source.partition(" ")[0].partition(":")[0] if not source.startswith("http") else source


def _entry(line: Line) -> Entry:
    ids = [
        _identifier(scheme, value)
        for scheme in ("arxiv", "doi", "acl", "openreview")
        if (value := getattr(line, scheme))
    ]
    said = {name: getattr(line, name) for name in Line.model_fields if name in Entry.__dataclass_fields__}
    authors = line.authors
    entry = Entry(**{name: value for name, value in said.items() if value and name not in ("authors", "claimed")})
    return replace(
        entry,
        authors=authors,
        first_author=authors[0] if authors else None,
        ids=tuple(each for each in ids if not each.value.lower().startswith("10.48550/")),
    )


def _identifier(scheme: str, value: str) -> Identifier:
    found = identify(value)
    value = found.value if found and found.scheme == scheme else value
    return Identifier(scheme, value.lower() if scheme == "doi" else value)


def _claimed(offer: Offered) -> Offered:
    """A paper whose venue is one source's claim: it stands at its preprint, and the claim beside it.

    An id of the ACL Anthology is no claim: the paper stands there.
    """
    entry, sources = offer.entry, dict(offer.entry.sources)
    ids = entry.id_by_scheme
    if "acl" in ids or entry.venue is None or entry.venue.casefold() == "arxiv":
        return offer
    if "arxiv" not in ids:
        return replace(
            offer, faults=(*offer.faults, f"{entry.venue} is claimed by one source only, and there is no arXiv id")
        )
    claim = Claimed(venue=entry.venue, year=entry.year, source=sources.get("venue", offer.place))
    arxiv = said_by_id(Identifier("arxiv", ids["arxiv"]))
    sources["venue"] = _ARXIV_ID
    published = [each for each in entry.ids if each.scheme == "doi"]
    notes = [f"the DOI {doi.value} is left out: it belongs to the version that is only claimed" for doi in published]
    stands = replace(
        entry,
        venue="arXiv",
        year=arxiv.year,
        ids=tuple(each for each in entry.ids if each not in published),
        claimed=claim,
        sources=sources,
        notes=(*entry.notes, *notes),
    )
    return replace(offer, entry=stands)


def _of_one_version(offer: Offered, agree: Container[str]) -> Offered:
    """A paper whose authors are those of the version that its venue names.

    Where the source of the venue has the same authors, it is named first; where nobody says so, the venue is a claim.
    """
    entry = offer.entry
    if entry.venue is None or not may_differ(entry.venue, entry.sources):
        return offer
    venue, authors = entry.sources["venue"], entry.sources["authors"]
    if _repository(venue) not in agree:
        return _claimed(offer)
    return replace(offer, entry=replace(entry, sources={**entry.sources, "authors": f"{venue}; {authors}"}))


def _sourced(offer: Offered, source: str) -> Offered:
    """The paper with a source for each field that needs one and has none."""
    entry = offer.entry
    derived = entry.venue is None and "arxiv" in entry.id_by_scheme
    given = {name: _ARXIV_ID if name == "venue" and derived else source for name in SOURCED}
    return replace(offer, entry=replace(entry, sources=given | dict(entry.sources)))


def _listed(name: str, text: str, taxonomy: Taxonomy, mapped: Mapped, source: str) -> list[Offered]:
    """The papers of a list or a library, each once, under the topics that have the titles of the headings."""
    from livingsurvey.intake.collection import collected

    listing = read(name, text, mapped, by_all=True)
    named = _topics_by_title(taxonomy)
    offers = []
    for paper in collected(listing.entries):
        places = [
            next((named[form] for part in reversed(path) if (form := normal_form(part)) in named), None)
            for path in dict.fromkeys(paper.paths)
        ]
        topics = tuple(dict.fromkeys(topic for topic in places if topic))
        headings = "; ".join(" > ".join(path) for path in dict.fromkeys(paper.paths))
        doubts = () if topics else (f"no topic is titled like its heading: {headings or 'none'}",)
        entry = replace(paper.entry, also_titled=tuple(paper.also_titled))
        faults = tuple(f"line {other.lines[0]} has its id for “{other.entry.title}”" for other in paper.shares)
        line = paper.lines[0]
        offer = Offered(f"{name}:{paper.key or line}", entry, topics, doubts, faults)
        offers.append(_sourced(offer, f"{source}#{paper.key or f'L{line}'}"))
    unread = [
        Offered(f"{name}:{each.line}", Entry(title=each.text[:200] or None), faults=(f"no paper: {each.reason}",))
        for each in sorted((*listing.unread, *listing.left_out), key=lambda each: each.line)
    ]
    return [*offers, *unread]


def _topics_by_title(taxonomy: Taxonomy) -> Mapping[str, str]:
    titles = [(title, topic.id) for topic in taxonomy.walk() for title in (topic.id, topic.title.en, topic.title.zh)]
    return {normal_form(title): name for title, name in titles if title}
