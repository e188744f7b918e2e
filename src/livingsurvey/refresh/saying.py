"""What a version that a source knows would change in a record: each kind of change by itself, and how sure it is.

Certain is only what the source knows at first hand: catalogues that collect from others often put the preprint's year
beside the venue, and merge papers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from livingsurvey.checks.addresses import host, repository, trimmed, untracked
from livingsurvey.intake.entry import IMPRINT
from livingsurvey.model import Author, Identifier, Paper, identify
from livingsurvey.model.identifier import folded
from livingsurvey.model.proposal import Certainty, Kind
from livingsurvey.model.title import normal_form
from livingsurvey.refresh.appearing import Appearance, claim
from livingsurvey.refresh.matching import NEARLY_ALL, Likeness, Match, at_most, common_ids, title_likeness
from livingsurvey.refresh.people import is_same_person, shared
from livingsurvey.sources.version import Version
from livingsurvey.survey import Survey

PUBLISHERS = frozenset({"ACL Anthology", "Crossref", "DBLP", "OpenReview", "paperlists"})
"""Sources that know at first hand where a paper was published, under which title and by whom."""
AT_FIRST_HAND = {
    "arxiv": frozenset({"arXiv", "DBLP"}),
    "doi": frozenset({"ACL Anthology", "Crossref", "DBLP"}),
    "acl": frozenset({"ACL Anthology"}),
    "openreview": frozenset({"OpenReview", "paperlists"}),
}
"""Sources by the scheme of the ids that are their own, or that they get from publishers."""
_ORIGINS = {
    "arXiv": ("arxiv",),
    "DBLP": ("dblp",),
    "OpenReview": ("openreview", "paperlists"),
    "publisher": ("acl anthology", "acl-anthology", "aclanthology", "crossref", "doi.org"),
}
"""Where authors are told first, by what the names and addresses of sources have in them that get them there."""
_COLLECTORS = frozenset({"OpenAlex", "Semantic Scholar"})
"""Sources that collect the same works from the same places, and merge the same ones by mistake."""
CODE_HOSTS = frozenset({"bitbucket.org", "codeberg.org", "gitee.com", "github.com", "gitlab.com", "huggingface.co"})

_NOT_PUBLISHED = (
    *(
        "10.48550/",
        "10.1101/",
        "10.2139/",
        "10.20944/",
        "10.21203/",
        "10.22541/",
        "10.26434/",
        "10.31219/",
        "10.36227/",
    ),
    *("10.5281/", "10.6084/", "10.13140/", "10.57967/"),
)
"""Beginnings of DOIs of preprints, and of data and uploads."""
_UNREVIEWED = frozenset({"preprint", "web"})
OF_EACH_VERSION = frozenset({"ids.doi", "ids.openreview"})
"""Ids of which each version has one of its own: of a data set, a workshop, a talk."""
_GROWN_BY, _GROWN_TO = 10, 1.25
"""By how many citations, and to how many times the old count, a count must have grown to be worth an edit."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A version of a paper, why it is one, where it appeared, and what it cites: in the survey's own names."""

    version: Version
    match: Match
    appeared: Appearance | None
    cited: frozenset[str]

    @property
    def origin(self) -> str:
        """Where the source has it from: two sources of one origin are one. DBLP has preprints from arXiv."""
        if self.version.service in _COLLECTORS:
            return "collectors"
        if self.appeared and self.appeared.kind == "preprint":
            return "arXiv"
        return next((origin for origin in _ORIGINS if _is_from(origin, self.version.service)), self.version.service)


@dataclass(frozen=True, slots=True)
class Said:
    """A change that one version tells of.

    Attributes:
        kind: what it is about.
        values: the new values by place, None for one that goes.
        certainty: how sure it is if no other source says the same.
        reasons: what speaks against it, beside the reasons of the match.
        with_another: how sure it is if another source says the same.
    """

    kind: Kind
    values: Mapping[str, Any]
    certainty: Certainty
    reasons: tuple[str, ...] = ()
    with_another: Certainty | None = field(default=None, kw_only=True)


Sayer = Callable[[Survey, Paper, Evidence, dt.date], Iterator[Said]]


def venue(survey: Survey, paper: Paper, heard: Evidence, day: dt.date) -> Iterator[Said]:
    """A published version of what the record knows as a preprint, or at a lesser venue."""
    at, now = heard.appeared, survey.venue(paper)
    if (
        at is None
        or at.year is None
        or at.kind in _UNREVIEWED
        or now is None
        or (at.venue, at.year) == (now.name, paper.year)
    ):
        return
    if not paper.first_appeared[0] <= at.year <= day.year + 1:
        return
    certainty, reasons = heard.match.certainty, []
    if now.kind not in _UNREVIEWED:
        if at.kind in (None, "workshop") or heard.match.certainty is not Certainty.CERTAIN:
            return  # what resembles a published paper is the next one of its authors
        certainty = Certainty.LIKELY if now.kind == "workshop" else Certainty.POSSIBLE
        reasons.append(f"the record is at {now.name} {paper.year}")
    if at.kind is None:
        certainty = Certainty.POSSIBLE
        reasons.append(f"venues.yaml does not have “{at.venue}”: add it first, with its kind")
    elif heard.version.service not in PUBLISHERS:
        certainty = at_most(Certainty.LIKELY, certainty)
        reasons.append(f"{heard.version.service} has the venue at second hand")
    if paper.claimed and paper.claimed.venue != at.venue:
        certainty = at_most(Certainty.LIKELY, certainty)
        reasons.append(f"the record tells of a claim: {_claim(paper.claimed.venue, paper.claimed.year)}")
    if any(conflict.field in ("venue", "year") for conflict in paper.conflicts):
        certainty = at_most(Certainty.LIKELY, certainty)
        reasons.append("the record tells of sources that disagree")
    values: dict[str, Any] = {"venue": at.venue, "year": at.year}
    values |= dict.fromkeys(name for name in IMPRINT if getattr(paper, name) is not None)
    if paper.claimed and paper.claimed.venue == at.venue:
        values["claimed"] = None
    yield Said("venue", values, certainty, tuple(reasons))


def title(survey: Survey, paper: Paper, heard: Evidence, day: dt.date) -> Iterator[Said]:
    """Another title of the version that the record is at, or of a published one while the record is at a preprint.

    No source alone makes a title certain: programmes of conferences keep the one under which a paper was submitted.
    """
    version, own = heard.version, survey.is_preprint(paper)
    form, known = normal_form(version.title), {normal_form(each) for each in (paper.title, *paper.also_titled)}
    published = any(said.certainty is not Certainty.POSSIBLE for said in venue(survey, paper, heard, day))
    stands_there = heard.appeared is not None and heard.appeared.venue == paper.venue
    if (
        form == normal_form(paper.title)
        or not (stands_there or (own and published))
        or (stands_there and form in known)
    ):
        return
    authors = shared(paper.authors, version.authors)
    certainty, reasons = heard.match.certainty, []
    if not common_ids(paper, version) and (authors is None or authors.share < NEARLY_ALL):
        certainty = at_most(Certainty.LIKELY, certainty)
    if version.service not in (PUBLISHERS - {"paperlists"} if published else AT_FIRST_HAND["arxiv"]):
        certainty = at_most(Certainty.LIKELY, certainty)
        reasons.append(f"{version.service} has the title at second hand")
    if form in normal_form(paper.title):
        certainty = Certainty.POSSIBLE
        reasons.append("the source may have left out a part of the title")
    others = (each for each in paper.also_titled if normal_form(each) != form)
    values = {"title": version.title, "also_titled": [*others, paper.title]}
    yield Said("title", values, at_most(Certainty.LIKELY, certainty), tuple(reasons), with_another=certainty)


def ids(survey: Survey, paper: Paper, heard: Evidence, day: dt.date) -> Iterator[Said]:
    """Ids that the record lacks, and those that are not the record's.

    An id of a published version is the record's only where the record is at that version, or a preprint of it: a
    submission to OpenReview that no venue accepted has an id too, and reviews that are not of this version.
    """
    own, at = dict(paper.ids.items()), heard.appeared
    published = at is not None and at.kind not in _UNREVIEWED
    elsewhere = at is not None and published and not survey.is_preprint(paper) and at.venue != paper.venue
    for scheme, value in dict.fromkeys(map(bare, heard.version.ids)):
        if folded(scheme, value) in paper.ids.folded or scheme not in AT_FIRST_HAND:
            continue
        if scheme == "doi" and value.lower().startswith(_NOT_PUBLISHED):
            continue
        if scheme == "openreview" and (scheme in own or not published):
            continue
        if elsewhere and scheme != "arxiv":
            continue
        certainty, reasons = heard.match.certainty, []
        if scheme in own:
            certainty = Certainty.POSSIBLE
            reasons.append(f"the record has {own[scheme]}, {heard.version.service} has {value}")
        holders = [each.key for each in survey.by_id.get(folded(scheme, value), ()) if each.key != paper.key]
        if holders:
            certainty = Certainty.POSSIBLE
            reasons.append(f"{holders[0]} has this id: one of both is wrong, or they are one work")
        if f"ids.{scheme}" in OF_EACH_VERSION and (at is None or at.kind is None):
            certainty = at_most(Certainty.LIKELY, certainty)
            reasons.append(f"it is the id of a version at “{at.venue}”" if at else "of which version it is is unknown")
        sure = certainty
        if heard.version.service not in AT_FIRST_HAND[scheme]:
            certainty = at_most(Certainty.LIKELY, certainty)
            reasons.append(f"{heard.version.service} has the id at second hand")
        yield Said("id", {f"ids.{scheme}": value}, certainty, tuple(reasons), with_another=sure)


def code(survey: Survey, paper: Paper, heard: Evidence, day: dt.date) -> Iterator[Said]:
    """The authors' code, where the record has none, or has the address that it has moved from."""
    version = heard.version
    if version.code is None:
        return
    if paper.links.code is not None:
        if version.has_moved and version.code != paper.links.code:
            yield Said("code", {"links.code": version.code}, heard.match.certainty, ("the repository has moved there",))
        return
    address = repository(trimmed(untracked(version.code)))
    if address in paper.links.reimplementations:
        return
    certainty, reasons = at_most(Certainty.LIKELY, heard.match.certainty), []
    if host(address) not in CODE_HOSTS:
        certainty = Certainty.POSSIBLE
        reasons.append("it is not at a host of repositories")
    others = [each.key for each in survey.papers_with_code_at(address)]
    if others:
        certainty = Certainty.POSSIBLE
        reasons.append(f"it is the code of {others[0]} too")
    yield Said("code", {"links.code": address}, certainty, tuple(reasons))


def archived(survey: Survey, paper: Paper, heard: Evidence, day: dt.date) -> Iterator[Said]:
    """Whether the owners of the code have made it read-only."""
    if heard.version.is_archived and paper.links.archived is None:
        yield Said("archived", {"links.archived": day.isoformat()}, heard.match.certainty)
    if heard.version.is_archived is False and paper.links.archived is not None:
        yield Said("archived", {"links.archived": None}, heard.match.certainty)


def authors(survey: Survey, paper: Paper, heard: Evidence, day: dt.date) -> Iterator[Said]:
    """The authors of a record that names none or not all, and those that differ by more than their spelling."""
    version = heard.version
    said = [name if isinstance(name, Author) else Author(name) for name in version.authors]
    if not said or version.and_others or (same_people(paper.authors, said) and not paper.and_others):
        return
    if paper.authors and shared(paper.authors, said) is None:
        return  # a team is not its members, and who of them is named is for people to say
    values: dict[str, Any] = {"authors": [each.record for each in _kept(paper.authors, said)]}
    values |= {"and_others": None} if paper.and_others else {}
    beginning = paper.authors if len(said) > len(paper.authors) else ()
    incomplete = not paper.authors or (paper.and_others and same_people(beginning, said[: len(paper.authors)]))
    at_home = heard.appeared is not None and heard.appeared.venue == paper.venue
    doubled = next(filter(_is_doubled, said), None)
    if incomplete and at_home and not doubled:
        yield Said("authors", values, Certainty.CERTAIN if _is_namesake(paper, heard) else heard.match.certainty)
        return
    certainty = at_most(Certainty.LIKELY, heard.match.certainty)
    reasons = [_difference(paper.authors, said)] if paper.authors else []
    reasons += [f"“{doubled}” can be a name that was not divided"] if doubled else []
    if not at_home:
        reasons.append(
            f"they are of the version at {heard.appeared}" if heard.appeared else "of which version they are is unknown"
        )
    independent = (
        at_home
        and not doubled
        and version.service in (PUBLISHERS | AT_FIRST_HAND["arxiv"])
        and _is_another_source(paper, heard)
    )
    sure = heard.match.certainty if independent else certainty
    yield Said("authors", values, certainty, tuple(reasons), with_another=sure)


def _is_namesake(paper: Paper, heard: Evidence) -> bool:
    """Whether a version has the telling title, the venue and the year of a record that names nobody: as good as an id.

    There is nobody to compare, so that a match without an id is likely at most; two papers of one title at one venue in
    one year are not met.
    """
    place = (paper.venue, paper.year)
    likely = not paper.authors and heard.match.certainty is Certainty.LIKELY
    at_once = heard.appeared is not None and (heard.appeared.venue, heard.appeared.year) == place
    return likely and at_once and title_likeness(paper, heard.version) is Likeness.SAME


def _is_doubled(name: str) -> bool:
    """Whether a name is one word twice, as forms make them that ask for a given and a family name."""
    words = name.split()
    return len(words) == 2 and words[0] == words[1]


def claimed(survey: Survey, paper: Paper, heard: Evidence, day: dt.date) -> Iterator[Said]:
    """Where the authors of a preprint say that it will appear."""
    if not heard.version.accepted or not survey.is_preprint(paper):
        return
    at = claim(survey, heard.version.accepted)
    if at is None or (at.year and not paper.first_appeared[0] <= at.year <= day.year + 1):
        return
    certainty, reasons = (
        at_most(Certainty.LIKELY, heard.match.certainty),
        [f"the authors say: “{heard.version.accepted}”"],
    )
    if paper.claimed:
        if paper.claimed.venue == at.venue and at.year in (None, paper.claimed.year):
            return
        certainty = Certainty.POSSIBLE
        reasons.append(f"the record tells of a claim: {_claim(paper.claimed.venue, paper.claimed.year)}")
    value = {"venue": at.venue} | ({"year": at.year} if at.year else {}) | {"source": heard.version.reference}
    yield Said("claim", {"claimed": value}, certainty, tuple(reasons))


def citations(survey: Survey, paper: Paper, heard: Evidence, day: dt.date) -> Iterator[Said]:
    """How often the work is cited, where the record does not say so or the count has grown much."""
    count, known = heard.version.citations, paper.citations
    if count is None or (known and count < max(known.count + _GROWN_BY, known.count * _GROWN_TO)):
        return
    value = {"count": count, "date": day.isoformat(), "source": heard.version.reference}
    yield Said("citations", {"citations": value}, heard.match.certainty)


def references(survey: Survey, paper: Paper, heard: Evidence, day: dt.date) -> Iterator[Said]:
    """The papers of the survey that the work cites, where the record does not say so or lacks some."""
    known = set(paper.cites.papers) if paper.cites else set()
    if heard.cited <= known:
        return
    value = {"papers": sorted(heard.cited | known), "date": day.isoformat(), "source": heard.version.reference}
    yield Said("references", {"cites": value}, heard.match.certainty)


OF_POSSIBLE: tuple[Sayer, ...] = (venue, ids, claimed)
"""What is asked of a version that may be another paper's: what a person decides together with the match."""
SAYERS: tuple[Sayer, ...] = (*OF_POSSIBLE, title, code, authors, archived, citations, references)
"""What is asked of all others."""


def bare(identifier: Identifier) -> Identifier:
    """An id without what does not belong to it; arXiv's own DOIs are arXiv ids."""
    return (identify(identifier.value) if identifier.scheme in ("arxiv", "doi") else None) or identifier


def same_people(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two lists name the same people in one order, however they are spelt."""
    return len(one) == len(other) and all(map(is_same_person, one, other))


def _kept(own: Iterable[Author], said: Iterable[Author]) -> Iterator[Author]:
    """The authors that are said, in the record's spelling where it has them."""
    left = list(own)
    for author in said:
        match = next((each for each in left if is_same_person(each, author)), author)
        if match in left:
            left.remove(match)
        yield match


def _difference(own: Sequence[Author], said: Sequence[Author]) -> str:
    """How two lists of authors differ, in words."""
    new = [author for author in said if not any(is_same_person(author, each) for each in own)]
    gone = [author for author in own if not any(is_same_person(author, each) for each in said)]
    told = [f"it adds {', '.join(new)}"] * bool(new) + [f"it leaves out {', '.join(gone)}"] * bool(gone)
    return " and ".join(told) or "it has them in another order"


def _is_another_source(paper: Paper, heard: Evidence) -> bool:
    """Whether the record's authors are known to be from a source of another origin."""
    source = paper.sources.get("authors")
    return source is not None and not _is_from(heard.origin, source)


def _is_from(origin: str, source: str) -> bool:
    return any(sign in source.lower() for sign in _ORIGINS.get(origin, (origin.lower(),)))


def _claim(venue_name: str, year: int | None) -> str:
    return f"{venue_name} {year}" if year else venue_name
