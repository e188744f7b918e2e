"""Ids in other catalogues: each can exist, and those of one record agree."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from livingsurvey import clock
from livingsurvey.checks.places import Change, instead
from livingsurvey.checks.registry import Flaw, Scope, rule
from livingsurvey.model import Paper, Severity, identify
from livingsurvey.model.nearest import nearest
from livingsurvey.survey import Survey

# The archives of ids before April 2007, those that were merged into others later included:
# https://info.arxiv.org/help/arxiv_identifier.html
_ARCHIVES = frozenset(
    (
        "acc-phys",
        "adap-org",
        "alg-geom",
        "ao-sci",
        "astro-ph",
        "atom-ph",
        "bayes-an",
        "chao-dyn",
        "chem-ph",
        "cmp-lg",
        "comp-gas",
        "cond-mat",
        "cs",
        "dg-ga",
        "funct-an",
        "gr-qc",
        "hep-ex",
        "hep-lat",
        "hep-ph",
        "hep-th",
        "math",
        "math-ph",
        "mtrl-th",
        "nlin",
        "nucl-ex",
        "nucl-th",
        "patt-sol",
        "physics",
        "plasm-ph",
        "q-alg",
        "q-bio",
        "quant-ph",
        "solv-int",
        "supr-con",
    )
)
_FIRST_ARCHIVE_MONTH, _FIRST_NUMBERED_MONTH, _FIRST_FIVE_DIGIT_MONTH = (1991, 8), (2007, 4), (2015, 1)
_ACL_DOI = re.compile(r"10\.18653/v1/(.+)", re.IGNORECASE)


@rule("LS211", scope=Scope.WORLD)
def impossible_arxiv_id(survey: Survey) -> Iterator[Flaw]:
    """An arXiv id cannot exist: no such archive, month or number, or a month that is in the future."""
    for paper in survey:
        if paper.ids.arxiv is not None:
            wrong = _impossible(paper.ids.arxiv, paper.first_appeared)
            if wrong is not None:
                reason = f"there is no arXiv id {paper.ids.arxiv}: {wrong}"
                fix = "Copy the id from the paper's page on arXiv."
                yield Flaw(survey.files[paper.key], ("ids", "arxiv"), reason, fix)


def _impossible(arxiv: str, month: tuple[int, int]) -> str | None:
    """Why arXiv cannot have given out this id, if it cannot."""
    archive, slash, digits = arxiv.rpartition("/")
    sequence = digits[4:].removeprefix(".")
    if not 1 <= month[1] <= 12:
        return f"{digits[2:4]} is not a month"
    if not int(sequence):
        return "numbers start at 1"
    if slash:
        if archive not in _ARCHIVES:
            near = nearest(archive, _ARCHIVES)
            return f"there is no archive '{archive}'" + (f", but there is '{near}'" if near else "")
        known = _FIRST_ARCHIVE_MONTH <= month < _FIRST_NUMBERED_MONTH
        return None if known else "ids with the name of an archive range from August 1991 to March 2007"
    if month < _FIRST_NUMBERED_MONTH or digits[0] == "9":
        return "ids of this form start in April 2007"
    width = 5 if month >= _FIRST_FIVE_DIGIT_MONTH else 4
    if len(sequence) != width:
        return f"after the dot, ids of {month[0]} have {'five' if width == 5 else 'four'} digits"
    return None if clock.has_begun(dt.date(*month, 1)) else f"{month[0]}-{month[1]:02} is in the future"


@rule("LS216", scope=Scope.RECORD)
def arxiv_id_as_doi(survey: Survey) -> Iterator[Flaw]:
    """A DOI is only another form of an arXiv id and does not identify a published version."""
    for paper in survey:
        doi = paper.ids.doi
        identified = identify(doi) if doi is not None and doi.startswith("10.48550/") else None
        if identified is None or identified.scheme != "arxiv":
            continue
        own, path = paper.ids.arxiv, ("ids", "doi")
        change: Change | None = {path: None}
        if own is None:
            change = {path: None, ("ids", "arxiv"): identified.value}
            fix = f'Write  arxiv: "{identified.value}"  instead of this line.'
        elif own == identified.value:
            fix = "Delete this line."
        else:
            change, fix = None, f"The record's own arXiv id is {own}: one of the two belongs to another paper."
        reason = f"the DOI belongs to arXiv {identified.value}"
        yield Flaw(survey.files[paper.key], path, reason, fix, change=change)


@rule("LS217", Severity.WARNING, scope=Scope.RECORD)
def doi_in_capitals(survey: Survey) -> Iterator[Flaw]:
    """A DOI is not in lower case: case does not matter in DOIs, and here each has one spelling, that of Crossref."""
    for paper in survey:
        doi = paper.ids.doi
        if doi is not None and doi != doi.lower():
            path, small = ("ids", "doi"), doi.lower()
            reason = f"'{doi}' has capitals"
            yield Flaw(survey.files[paper.key], path, reason, instead(path, small), change={path: small})


@rule("LS218", scope=Scope.RECORD)
def doi_of_another_acl_id(survey: Survey) -> Iterator[Flaw]:
    """A DOI of the ACL Anthology and the ACL Anthology id belong to different papers."""
    for paper in survey:
        named = _acl_in_doi(paper)
        if named is not None and paper.ids.acl is not None and paper.ids.acl != named:
            reason = f"the DOI belongs to {named}, the ACL Anthology id is {paper.ids.acl}"
            fix = "Open both, and correct the one that belongs to another paper."
            yield Flaw(survey.files[paper.key], ("ids", "acl"), reason, fix)


@rule("LS219", Severity.WARNING, scope=Scope.RECORD)
def acl_id_left_out(survey: Survey) -> Iterator[Flaw]:
    """A DOI contains an ACL Anthology id that the record does not have."""
    for paper in survey:
        named = _acl_in_doi(paper)
        if named is not None and paper.ids.acl is None:
            reason = f"the DOI contains the ACL Anthology id {named}"
            fix = f'Add  acl: "{named}"  under  ids:'
            yield Flaw(survey.files[paper.key], ("ids", "doi"), reason, fix, change={("ids", "acl"): named})


def _acl_in_doi(paper: Paper) -> str | None:
    """The ACL Anthology id that the paper's DOI is made from, if it is."""
    match = _ACL_DOI.fullmatch(paper.ids.doi or "")
    identified = identify(match[1]) if match else None
    return identified.value if identified is not None and identified.scheme == "acl" else None
