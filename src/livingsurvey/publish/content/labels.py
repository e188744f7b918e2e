"""What readers see of a paper besides its own words: the state of its version, the ways to it, names and dates."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple
from urllib.parse import quote, urlsplit

from livingsurvey.insight.reading import Pick
from livingsurvey.language import ENGLISH, Language
from livingsurvey.model import Author, Candidate, Paper, SisterSurvey
from livingsurvey.publish import addresses
from livingsurvey.publish.content.slugs import slug
from livingsurvey.survey import Survey

AUTHORS_IN_LISTS = 3
VENUES_IN_MIX = 6

State = Literal["published", "preprint", "web"]

_FILE_IN_REPOSITORY = re.compile(r"([\w.-]+/[\w.-]+):([^@#]+)@([0-9a-f]{7,40})(#L[0-9]+)?")

_CATALOGUES = {"openalex.org": "OpenAlex", "www.semanticscholar.org": "Semantic Scholar"}
"""Catalogues that count citations, by the hosts of their pages."""


class Way(NamedTuple):
    """A link to a paper or to what belongs to it. ``kind`` is a word for the style published."""

    label: str
    url: str
    kind: str


class Evidence(NamedTuple):
    """Where the values of some fields were read; ``url`` is None where the reference is no address."""

    fields: str
    reference: str
    url: str | None


class Year(NamedTuple):
    """A bar of the chart of papers per year; height 1 is the tallest, the share of preprints is percent of the bar."""

    year: int
    papers: int
    preprints: int
    height: float
    preprint_share: float


class Version(NamedTuple):
    """A version of a paper: where and when it appeared, and what that makes it."""

    venue: str
    year: int
    state: State
    words: str


class Share(NamedTuple):
    """A bar of a list of venues: how many papers, and which part of the longest bar that is."""

    venue: str
    papers: int
    share: float


def state(paper: Paper, survey: Survey) -> State:
    """Whether the version named in the record is published, a preprint, or something on the web."""
    venue = survey.venue(paper)
    if venue is not None and venue.kind == "preprint":
        return "preprint"
    return "web" if venue is not None and venue.kind == "web" else "published"


def versions(paper: Paper, survey: Survey, _: Language = ENGLISH) -> list[Version]:
    """The version the record names, and the preprint where that is another."""
    standing = state(paper, survey)
    named = Version(paper.venue, paper.year, standing, _states(_)[standing])
    if standing == "preprint" or paper.ids.arxiv is None:
        return [named]
    return [named, Version("arXiv", paper.first_appeared[0], "preprint", _states(_)["preprint"])]


@lru_cache(maxsize=8)
def _states(_: Language) -> dict[State, str]:
    return {"published": _("published version"), "preprint": _("preprint"), "web": _("on the web")}


def ways(paper: Paper, survey: Survey, _: Language = ENGLISH) -> list[Way]:
    """The links of a paper's page, if there are any: the version anybody can open first, each address once."""
    ids, links = paper.ids, paper.links
    papers = [
        ("ACL Anthology", ids.acl and addresses.acl_url(ids.acl)),
        (_("Published version") if state(paper, survey) == "published" else _("Web page"), links.page),
        ("OpenReview", ids.openreview and addresses.openreview_url(ids.openreview)),
        ("arXiv", ids.arxiv and addresses.arxiv_url(ids.arxiv)),
        ("DOI", ids.doi and addresses.doi_url(ids.doi)),
        ("PDF", addresses.pdf(paper)),
    ]
    best = addresses.readable_version(paper, survey)
    found = {url: label for label, url in reversed(papers) if url}
    versions = [Way(found.get(best, _("Paper")), best, "best")] if best else []
    versions += [Way(label, url, "version") for label, url in papers if url and url != best and found[url] == label]
    code = _("Code (archived)") if links.archived else _("Code")
    others = [(code, links.code, "code"), (_("Project page"), links.project, "project")]
    others += [(_("Reimplementation"), url, "code") for url in links.reimplementations]
    return versions + [Way(label, url, kind) for label, url, kind in others if url]


def shown_name(paper: Paper) -> str | None:
    """The name of the method, where the title does not hold it."""
    return paper.name if paper.name and paper.name not in paper.title else None


def called(paper: Paper) -> str:
    """What a paper is called where there is little room: its name, or the one word before the colon of its title."""
    before, colon, _ = paper.title.partition(": ")
    return paper.name or (before if colon and " " not in before else paper.title)


def short_authors(paper: Paper | Candidate, _: Language = ENGLISH) -> str:
    """The authors as lists name them: the first three, as they write their names in every language."""
    names = ", ".join(paper.authors[:AUTHORS_IN_LISTS])
    goes_on = len(paper.authors) > AUTHORS_IN_LISTS or (isinstance(paper, Paper) and paper.and_others)
    return _("{names} et al.", names=names) if goes_on else names


def appeared(paper: Paper, _: Language = ENGLISH) -> str:
    """When and where in its venue a version appeared: ``May 2026, volume 113, pages 5–9``.

    Empty where nothing but the year is known, which stands beside the venue.
    """
    said = [
        _.month(dt.date(paper.year, paper.month, 1)) if paper.month else None,
        _("volume {volume}", volume=paper.volume) if paper.volume else None,
        _("number {number}", number=paper.number) if paper.number else None,
        paper.pages and _on_pages(paper.pages, _),
        paper.publisher,
    ]
    words = _.clauses(filter(None, said))
    return words[:1].upper() + words[1:]


def _on_pages(pages: str, _: Language) -> str:
    return _("pages {pages}", pages=pages) if "–" in pages else _("page {pages}", pages=pages)


def why_read(pick: Pick, covering: int, _: Language = ENGLISH) -> str:
    """Why a paper is on a reading list, in the facts that it was chosen for.

    Args:
        pick: the paper, and where it is named.
        covering: how many public lists cover the topic.
        _: the language to say it in.
    """
    roles = {
        "overview": _("A survey of the topic."),
        "first": _("The earliest paper named in several places."),
        "named": "",
    }
    named, tables = _named(pick, covering, _), len(pick.tables)
    measured = _.many("measured in {n} table", "measured in {n} tables", tables) if tables else ""
    said = _("{before}; {after}", before=named, after=measured) if named and measured else named or measured
    said = said[:1].upper() + said[1:]
    facts = said and _("{sentence}.", sentence=said)
    role = roles[pick.role]
    return _("{before} {after}", before=role, after=facts) if role and facts else role or facts


def _named(pick: Pick, covering: int, _: Language) -> str:
    """Where a paper of a reading list is named; empty where it is not."""
    lists, others = len(pick.lists), len(pick.papers)
    by_lists = _("named by {lists} of the {covering} public lists that cover the topic", lists=lists, covering=covering)
    if lists and others:
        return _("{named} and by {others} of its other papers", named=by_lists, others=others)
    return by_lists if lists else _("named by {others} of its other papers", others=others) if others else ""


def evidence(record: Paper | SisterSurvey, _: Language = ENGLISH) -> list[Evidence]:
    """Where the values of a record come from, fields with the same source together."""
    fields: dict[str, list[str]] = {}
    for field, reference in record.sources.items():
        fields.setdefault(reference, []).append(field_name(field, _))
    return [Evidence(_.listed(names), reference, source_url(reference)) for reference, names in fields.items()]


def field_name(field: str, _: Language = ENGLISH) -> str:
    """A field of a record as readers know it."""
    return _fields(_).get(field, field.replace("_", " "))


@lru_cache(maxsize=8)
def _fields(_: Language) -> dict[str, str]:
    return {
        "acl": _("ACL Anthology id"),
        "aliases": _("aliases"),
        "arxiv": _("arXiv id"),
        "authors": _("authors"),
        "code": _("code"),
        "doi": "DOI",
        "ids": _("ids"),
        "licence": _("licence"),
        "month": _("month"),
        "name": _("name"),
        "nodes": _("nodes"),
        "openreview": _("OpenReview id"),
        "pages": _("pages"),
        "publisher": _("publisher"),
        "summary": _("summary"),
        "title": _("title"),
        "topics": _("topics"),
        "traits": _("traits"),
        "venue": _("venue"),
        "versions": _("versions"),
        "volume": _("volume"),
        "year": _("year"),
    }


def source_url(reference: str) -> str | None:
    """The address of a reference: itself, or that of a file at a commit, written ``owner/name:path@commit#Lline``."""
    if reference.startswith(("https://", "http://")):
        return reference
    match = _FILE_IN_REPOSITORY.fullmatch(reference)
    if match is None:
        return None
    repository, path, commit, line = match.groups(default="")
    return f"https://github.com/{repository}/blob/{commit}/{quote(path)}{line}"


def source_name(reference: str) -> str:
    """What a reference is called where there is little room: the host of an address, the repository of a file.

    >>> source_name("https://arxiv.org/abs/2210.17323"), source_name("owner/list:README.md@0123456")
    ('arxiv.org', 'owner/list')
    """
    return urlsplit(reference).hostname or reference.partition(":")[0]


def catalogue_name(reference: str) -> str:
    """What a catalogue is called that counts citations: its name, or the host of the reference.

    >>> catalogue_name("https://openalex.org/W2741809807"), catalogue_name("https://example.org/")
    ('OpenAlex', 'example.org')
    """
    name = source_name(reference)
    return _CATALOGUES.get(name, name)


def venue_mix(papers: Iterable[Paper], most: int = VENUES_IN_MIX) -> list[Share]:
    """The venues that most of these papers appeared at, and how many papers each has."""
    counts = Counter(paper.venue for paper in papers)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]
    return [Share(venue, count, round(count / ranked[0][1], 3)) for venue, count in ranked]


def first_sentence(text: str) -> str:
    """The first sentence of a definition, with its full stop; none of Chinese has a space behind it."""
    return re.split(r"(?<=[.!?])\s+|(?<=[。！？])", text.strip(), maxsplit=1)[0]


def alphabetical(names: Iterable[Author]) -> dict[str, list[Author]]:
    """Authors under the first letter of their last names; what does not begin with a letter stands under ``#``."""
    letters: dict[str, list[Author]] = {}
    for name in names:
        letter = slug(name.name.heading)[0].upper()
        letters.setdefault(letter if letter.isalpha() else "#", []).append(name)
    return letters


def years(papers: Iterable[Paper], survey: Survey) -> list[Year]:
    """How many of these papers each year has, every year between the first and the last included."""
    counts: dict[int, list[int]] = {}
    for paper in papers:
        count = counts.setdefault(paper.year, [0, 0])
        count[0] += 1
        count[1] += survey.is_preprint(paper)
    if not counts:
        return []
    tallest = max(count for count, _ in counts.values())
    return [_bar(year, *counts.get(year, (0, 0)), tallest) for year in range(min(counts), max(counts) + 1)]


@lru_cache(maxsize=10_000)  # most authors have few papers in the same few years
def _bar(year: int, papers: int, preprints: int, tallest: int) -> Year:
    return Year(year, papers, preprints, round(papers / tallest, 3), round(100 * preprints / max(papers, 1), 1))
