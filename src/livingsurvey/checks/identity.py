"""One work is one record, and a record stands where its key says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from livingsurvey.checks.registry import Flaw, Scope, rule
from livingsurvey.model import Identifier, Paper, Severity
from livingsurvey.model.key import suggest_key
from livingsurvey.model.paper import year_of_key
from livingsurvey.survey import Survey

_SEPARATORS = re.compile(r"(?!^)[\s_-]+")
_START = re.compile(r"[a-z]+[0-9]{4}")
_CATALOGUE = {"arxiv": "arXiv id", "doi": "DOI", "acl": "ACL Anthology id", "openreview": "OpenReview id"}


@rule("LS111", scope=Scope.RECORD)
def wrong_year_folder(survey: Survey) -> Iterator[Flaw]:
    """A record is not in the folder of its key's year."""
    for key, file in survey.files.items():
        folder, year = file.split("/")[-2], year_of_key(key)
        if folder != year:
            reason = f"the key says {year}, the folder {folder}"
            home = f"papers/{year}/{key}.yaml"
            yield Flaw(file, (), reason, f"Move the file to {home}; keys never change.", move_to=home)


@rule("LS201")
def same_id_twice(survey: Survey) -> Iterator[Flaw]:
    """Two records have the same arXiv, DOI, ACL Anthology or OpenReview id."""
    shared: defaultdict[tuple[str, str], list[Identifier]] = defaultdict(list)
    for papers in survey.by_id.values():
        if len(papers) > 1:
            first, *later = in_order_of_arrival(papers)
            for paper in later:
                shared[paper.key, first.key] += _common_ids(paper, first)
    for (key, first_key), ids in shared.items():
        paper, first = survey[key], survey[first_key]
        distinct = list(dict.fromkeys(ids))
        names = " and ".join(f"{_CATALOGUE[scheme]} {value}" for scheme, value in distinct)
        reason = f"{names} {'is' if len(distinct) == 1 else 'are'} in {survey.files[first_key]} too"
        yield Flaw(survey.files[key], ("ids", distinct[0].scheme), reason, _one_record(paper, first, survey))


def _common_ids(paper: Paper, other: Paper) -> list[Identifier]:
    theirs = other.ids.folded
    return [identifier for pair in paper.ids.items() if (identifier := Identifier(*pair)).folded in theirs]


def _one_record(paper: Paper, first: Paper, survey: Survey) -> str:
    topics = tuple(dict.fromkeys((*first.topics, *paper.topics)))
    if topics == first.topics:
        merged = "that record has all its topics already"
    else:
        merged = f"write  topics: [{', '.join(topics)}]  in {survey.files[first.key]}"
    return f"Each work has one record: delete this file, {merged}; if it is another work, correct the id."


@rule("LS223", Severity.WARNING)
def same_name_twice(survey: Survey) -> Iterator[Flaw]:
    """Two papers have the same short name, so readers cannot tell them apart."""
    named: defaultdict[str, list[Paper]] = defaultdict(list)
    for paper in survey:
        if paper.name is not None:
            named[_SEPARATORS.sub("", paper.name.casefold())].append(paper)
    for papers in named.values():
        if len(papers) > 1:
            first, *later = in_order_of_arrival(papers)
            for paper in later:
                reason = f"'{paper.name}' is the short name of {survey.files[first.key]} too"
                fix = "Check both; if both have this name, waive this with a reason."
                yield Flaw(survey.files[paper.key], ("name",), reason, fix)


@rule("LS224", Severity.WARNING, scope=Scope.RECORD)
def key_of_another_paper(survey: Survey) -> Iterator[Flaw]:
    """A key does not begin with the surname of the first author and the year of the first version."""
    for paper in survey:
        # Without an arXiv id nothing tells in which year before its publication a paper appeared first.
        year = paper.first_appeared[0] if paper.ids.arxiv else min(paper.year, int(year_of_key(paper.key)))
        if paper.authors and not paper.key.startswith(f"{paper.authors[0].rpartition(' ')[2].lower()}{year}"):
            usual = suggest_key(paper.title, paper.authors[:1], year)
            untold = suggest_key(paper.title, (), year)  # of a record that had no authors when it was added
            start, own, other = (_START.match(key) for key in (usual, paper.key, untold))
            if start and own and own[0] not in (start[0], other and other[0]):
                reason = f"the key begins with '{own[0]}', the paper with '{start[0]}'"
                fix = "Rename the file if the record is new; if the key has been published, keep it and waive this."
                yield Flaw(survey.files[paper.key], (), reason, fix)


def in_order_of_arrival(papers: Iterable[Paper]) -> list[Paper]:
    """Papers as they came into the survey: of two that are at odds, the later one is told."""
    return sorted(papers, key=lambda paper: (paper.added, paper.key))
