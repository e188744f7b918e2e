"""A paper's venue is the one that its ids name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from livingsurvey.checks.registry import Flaw, Scope, rule
from livingsurvey.model import Paper, Severity, Venue
from livingsurvey.survey import Survey

# Registrants that publish without review: arXiv, bioRxiv, SSRN, Preprints.org, TechRxiv, Research Square, OSF, Zenodo,
# figshare. Any other DOI is a publisher's.
_UNREVIEWED = frozenset(
    "10.48550 10.1101 10.2139 10.20944 10.36227 10.21203 10.31234 10.31219 10.5281 10.6084".split()  # noqa: SIM905
)
_ACL_ID = re.compile(r"(?P<year>[0-9]{4})\.(?P<collection>[a-z0-9_]+)-(?P<volume>[a-z0-9]+)\.[0-9]+")
_OLD_ACL_ID = re.compile(r"(?P<letter>[A-Z])(?P<year>[0-9]{2})-(?P<volume>[0-9])[0-9]{3}")
# https://aclanthology.org/info/ids/
OLD_COLLECTIONS = {"C": "COLING", "D": "EMNLP", "E": "EACL", "J": "Computational Linguistics", "K": "CoNLL"}
OLD_COLLECTIONS |= {"N": "NAACL", "P": "ACL", "Q": "TACL"}
OLD_MAIN_VOLUMES = {"C": "1", "D": "1", "E": "12", "J": "0123456789", "K": "1", "N": "12", "P": "12", "Q": "1"}
_MAIN_VOLUMES = frozenset({"main", "long", "short", "1", "2", "3", "4"})
# Sources that do not tell which version they speak of: arXiv and copies of its listings, READMEs, lists in Markdown.
_ANY_VERSION = re.compile(r"arxiv|\.(md|markdown)(@|$|#)", re.IGNORECASE)
_PARTS = {"demo": "System Demonstrations", "demos": "System Demonstrations", "srw": "Student Research Workshop"}
_PARTS |= {"industry": "Industry Track"}
JOINT = {"2024.lrec": "LREC-COLING"}
"""Conferences that two series held together, by year and collection."""


@rule("LS231", Severity.WARNING, scope=Scope.RECORD)
def published_preprint(survey: Survey) -> Iterator[Flaw]:
    """A paper is recorded as a preprint, but has an id that only published papers have."""
    for paper in survey:
        if survey.is_preprint(paper):
            named = _publisher(paper)
            if named is not None:
                scheme, value = named
                reason = f"{value} is the id of a published version, the venue is {paper.venue}"
                venue = venue_of_acl_id(value, survey) if scheme == "acl" else None
                fix = f"Write  venue: {venue.name}" if venue else "Name the venue that published it, and its year."
                yield Flaw(survey.files[paper.key], ("venue",), reason, fix)


def _publisher(paper: Paper) -> tuple[str, str] | None:
    if paper.ids.acl is not None:
        return "acl", paper.ids.acl
    doi = paper.ids.doi
    return None if doi is None or doi.partition("/")[0] in _UNREVIEWED else ("doi", doi)


@rule("LS232", scope=Scope.RECORD)
def year_of_another_acl_volume(survey: Survey) -> Iterator[Flaw]:
    """A paper's year differs from that of its ACL Anthology volume."""
    for paper, named in _in_the_anthology(survey):
        year = _year_of_acl_id(paper.ids.acl or "")
        if year is not None and paper.year != year and _family(named) & _family(survey.venue(paper)):
            reason = f"the year is {paper.year}, {paper.ids.acl} is of {year}"
            yield Flaw(survey.files[paper.key], ("year",), reason, f"Write  year: {year}, or correct the id.")


@rule("LS233", scope=Scope.RECORD)
def another_part_of_the_venue(survey: Survey) -> Iterator[Flaw]:
    """A paper's venue is the main conference, but its ACL Anthology id is of another part, or the reverse."""
    for paper, named in _in_the_anthology(survey):
        venue = survey.venue(paper)
        if venue is not None and venue.name != named.name and _family(named) & _family(venue):
            path = ("venue",)
            reason = f"{paper.ids.acl} is in {named.name}, not in {venue.name}"
            change = {path: named.name}
            yield Flaw(survey.files[paper.key], path, reason, f"Write  venue: {named.name}", change=change)


@rule("LS234", Severity.WARNING, scope=Scope.RECORD)
def venue_of_another_version(survey: Survey) -> Iterator[Flaw]:
    """A paper's venue does not match its ACL Anthology id."""
    for paper, named in _in_the_anthology(survey):
        venue = survey.venue(paper)
        if venue is not None and not survey.is_preprint(paper) and not _family(named) & _family(venue):
            reason = f"{paper.ids.acl} is in {named.name}, but the venue is {venue.name}"
            fix = f"Write  venue: {named.name}, correct the id, or waive this if there are two published versions."
            yield Flaw(survey.files[paper.key], ("venue",), reason, fix)


@rule("LS235", scope=Scope.RECORD)
def arxiv_without_id(survey: Survey) -> Iterator[Flaw]:
    """A paper's venue is arXiv, but the record has no arXiv id."""
    for paper in survey:
        if paper.ids.arxiv is None and paper.venue.casefold() == "arxiv":
            fix = 'Add  arxiv: "…"  under  ids:, or name the venue where it appeared.'
            yield Flaw(survey.files[paper.key], ("venue",), "the venue is arXiv, but there is no arXiv id", fix)


@rule("LS236", Severity.WARNING, scope=Scope.RECORD)
def authors_of_another_version(survey: Survey) -> Iterator[Flaw]:
    """A paper's venue comes from a list of that venue's papers, but its authors only from a preprint or a README."""
    for paper in survey:
        if any(conflict.field == "authors" for conflict in paper.conflicts):
            continue  # the versions were compared, and differ
        if not survey.is_preprint(paper) and may_differ(paper.venue, paper.sources):
            source = paper.sources["authors"].partition("; ")[0]
            reason = f"the authors come from {source}, which may describe a version other than that of {paper.venue}"
            fix = "Compare them with the published version, and name its source first:  authors: <source>; <this one>"
            yield Flaw(survey.files[paper.key], ("sources", "authors"), reason, fix)


def may_differ(venue: str, sources: Mapping[str, str]) -> bool:
    """Whether a venue comes from a list of its papers, and the authors from sources that tell no version alone."""
    listed = sources.get("venue", "")
    authors = sources.get("authors", listed).split("; ")
    if listed in authors or not _lists(listed, venue):
        return False
    return all(_ANY_VERSION.search(source) and venue not in source for source in authors)


def _lists(source: str, venue: str) -> bool:
    """Whether a source is a file of a venue's papers, which need not name authors as a page of the paper does."""
    file = source.partition("/")[2]
    return bool(file) and "://" not in source and (venue in file or not _ANY_VERSION.search(source))


def _in_the_anthology(survey: Survey) -> Iterator[tuple[Paper, Venue]]:
    """The papers with an ACL Anthology id, and the venue it names, as far as venues.yaml has that."""
    for paper in survey:
        if paper.ids.acl is not None:
            named = venue_of_acl_id(paper.ids.acl, survey)
            if named is not None:
                yield paper, named


def _year_of_acl_id(acl: str) -> int | None:
    match = _ACL_ID.fullmatch(acl) or _OLD_ACL_ID.fullmatch(acl)
    if match is None:
        return None
    year = int(match["year"])
    return year if year > 99 else year + (1900 if year > 60 else 2000)


def venue_of_acl_id(acl: str, survey: Survey) -> Venue | None:
    """The venue of venues.yaml that an ACL Anthology id names; None where it names none of them for certain."""
    old = _OLD_ACL_ID.fullmatch(acl)
    if old is not None:
        is_main = old["volume"] in OLD_MAIN_VOLUMES.get(old["letter"], "")
        return survey.venue_named(OLD_COLLECTIONS[old["letter"]]) if is_main else None
    match = _ACL_ID.fullmatch(acl)
    if match is None:
        return None
    collection, volume = match["collection"], match["volume"]
    if collection == "findings":
        return survey.venue_named(f"Findings of {volume}")
    if volume in _PARTS:
        return survey.venue_named(f"{collection} {_PARTS[volume]}")
    held = JOINT.get(f"{match['year']}.{collection}", collection)
    return survey.venue_named(held) if volume in _MAIN_VOLUMES else None


def _family(venue: Venue | None) -> frozenset[str]:
    """The venue and what it is part of, by name: those of one family have a name in common."""
    return frozenset() if venue is None else frozenset(name for name in (venue.name, venue.part_of) if name)
