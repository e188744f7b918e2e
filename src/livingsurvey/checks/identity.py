"""One work is one record, and a record stands where its key says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from livingsurvey.checks.registry import Flaw, rule
from livingsurvey.model import Identifier, Paper
from livingsurvey.model.paper import year_of_key
from livingsurvey.survey import Survey

_CATALOGUE = {"arxiv": "arXiv id", "doi": "DOI", "acl": "ACL Anthology id", "openreview": "OpenReview id"}


@rule("LS111")
def wrong_year_folder(survey: Survey) -> Iterator[Flaw]:
    """A record stands in another year's folder than its key names."""
    for key, file in survey.files.items():
        folder, year = PurePosixPath(file).parent.name, year_of_key(key)
        if folder != year:
            reason = f"the key says {year}, the folder {folder}"
            yield Flaw(file, (), reason, f"Move the file to papers/{year}/{key}.yaml; keys never change.")


@rule("LS201")
def same_id_twice(survey: Survey) -> Iterator[Flaw]:
    """Two records have the same arXiv, DOI, ACL Anthology or OpenReview id."""
    shared: defaultdict[tuple[str, str], list[Identifier]] = defaultdict(list)
    for papers in survey.by_id.values():
        if len(papers) > 1:
            first, *later = sorted(papers, key=lambda paper: (paper.added, paper.key))
            for paper in later:
                shared[paper.key, first.key] += _common_ids(paper, first)
    for (key, first_key), ids in shared.items():
        paper, first = survey[key], survey[first_key]
        distinct = list(dict.fromkeys(ids))
        names = " and ".join(f"{_CATALOGUE[scheme]} {value}" for scheme, value in distinct)
        reason = f"{names} {'is' if len(distinct) == 1 else 'are'} in {survey.files[first_key]} too"
        yield Flaw(survey.files[key], ("ids", distinct[0].scheme), reason, _one_record(paper, first, survey))


def _common_ids(paper: Paper, other: Paper) -> list[Identifier]:
    theirs = {Identifier(*pair).folded for pair in other.ids.items()}
    return [identifier for pair in paper.ids.items() if (identifier := Identifier(*pair)).folded in theirs]


def _one_record(paper: Paper, first: Paper, survey: Survey) -> str:
    topics = tuple(dict.fromkeys((*first.topics, *paper.topics)))
    if topics == first.topics:
        merged = "that record has all its topics already"
    else:
        merged = f"write  topics: [{', '.join(topics)}]  in {survey.files[first.key]}"
    return f"One work is one record: delete this file, {merged}; if it is another work, correct the id."
