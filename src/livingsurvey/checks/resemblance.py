"""Titles that are the same, or nearly. Resemblance alone never makes two records one: a person decides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from livingsurvey.checks.identity import in_order_of_arrival
from livingsurvey.checks.places import titles
from livingsurvey.checks.registry import Flaw, Scope, rule
from livingsurvey.model import Paper, Severity
from livingsurvey.model.title import normal_form
from livingsurvey.survey import Survey

ALIKE = 85
"""Per cent of letters in common, above which two titles may be one work's."""
MOST_TOLD = 20
"""Papers of one first author that are told one by one that their titles resemble others."""
MOST_COMPARED = 500
"""Earlier titles of the same first author that a title is held against."""

_Titled = tuple[str, int, Paper]
"""A title as it is compared, its number among the paper's titles, and the paper."""
_ACRONYM = re.compile(r"[^\s:]+(?:\s[^\s:]+){0,2}\s?:\s+(?=\S)")
_DIGITS = re.compile(r"\d+")


@rule("LS221")
def same_title(survey: Survey) -> Iterator[Flaw]:
    """Two records without a common id have the same title, apart from case, accents and punctuation."""
    told: set[tuple[str, str]] = set()
    for form, papers in survey.by_title.items():
        if form and len(papers) > 1:
            first, *later = in_order_of_arrival(papers)
            for paper in later:
                if (paper.key, first.key) not in told and not _common_id(paper, first):
                    told.add((paper.key, first.key))
                    path = next(path for path, title in titles(paper) if normal_form(title) == form)
                    reason = f"the title of {survey.files[first.key]}, which has other ids"
                    fix = "If it is one work, merge the two records; if not, waive this with a reason."
                    yield Flaw(survey.files[paper.key], path, reason, fix)


@rule("LS222", Severity.WARNING)
def similar_title(survey: Survey) -> Iterator[Flaw]:
    """Two papers with the same first surname have nearly the same title, the name before its colon left out.

    Each paper is held against those before it and told of the nearest. A series of many papers with one title is told
    of once, behind its first twenty.
    """
    for group in _comparable(survey).values():
        arrival = {paper.key: place for place, paper in enumerate(in_order_of_arrival(paper for _, _, paper in group))}
        group.sort(key=lambda titled: arrival[titled[2].key])
        flaws = list(_nearest_before(survey, group))
        yield from flaws[:MOST_TOLD]
        if len(flaws) > MOST_TOLD:
            first, count = flaws[MOST_TOLD], len(flaws) - MOST_TOLD
            reason = f"{count:,} titles of this first author, this one the first, are nearly those of other records too"
            yield replace(first, reason=reason)


def _nearest_before(survey: Survey, group: Sequence[_Titled]) -> Iterator[Flaw]:
    """Of each paper of a group in its order, that one of its titles is nearly an earlier paper's."""
    from rapidfuzz import fuzz, process  # slow to import, and of no use where no title has changed

    forms = [form for form, _, _ in group]
    told: set[str] = set()
    for place, (form, number, paper) in enumerate(group):
        start = max(0, place - MOST_COMPARED)
        alike = process.extract(form, forms[start:place], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST_TOLD)
        for _, score, distance in alike if paper.key not in told else ():
            _, other_number, other = group[start + distance]
            if not _settled(paper, other):
                told.add(paper.key)
                yield _alike(survey, other, paper, {paper.key: number, other.key: other_number}, score)
                break


@rule("LS225", Severity.WARNING, scope=Scope.RECORD)
def title_or_name_repeated(survey: Survey) -> Iterator[Flaw]:
    """A paper has the same title or name twice, apart from case, accents and punctuation."""
    for paper in survey:
        if paper.also_titled or paper.aliases:
            said = {normal_form(paper.title)}
            yield from _repeated(survey.files[paper.key], "also_titled", paper.also_titled, said, "title")
            if paper.name:
                said.add(normal_form(paper.name))
            yield from _repeated(survey.files[paper.key], "aliases", paper.aliases, said, "name or title")


def _repeated(file: str, field: str, texts: Sequence[str], said: set[str], kind: str) -> Iterator[Flaw]:
    """The texts of a list that say once more what was said; the others are said then."""
    for place, text in enumerate(texts):
        form = normal_form(text)
        if form and form in said:
            kept = [other for other in texts if other != text]
            reason = f"a {kind} that the record has already"
            yield Flaw(file, (field, place), reason, "Delete this line.", change={(field,): kept or None})
        said.add(form)


def _comparable(survey: Survey) -> dict[tuple[str, ...], list[_Titled]]:
    """Titles that can be of one work: same surname of the first author, same digits. Only these are compared."""
    groups: defaultdict[tuple[str, ...], list[_Titled]] = defaultdict(list)
    for paper in survey:
        surname = normal_form(paper.authors[0].name.heading) if paper.authors else ""
        for number, (_, title) in enumerate(titles(paper)):
            prefix = _ACRONYM.match(title)
            whole = normal_form(title)
            form = normal_form(title[prefix.end() :]) if prefix else whole
            if form:
                groups[surname, *_DIGITS.findall(whole)].append((form, number, paper))
    return {block: group for block, group in groups.items() if len(group) > 1}


def _settled(paper: Paper, other: Paper) -> bool:
    """Whether two records are one paper's, or the other rules have spoken of them already."""
    if paper is other or _common_id(paper, other):
        return True
    theirs = {normal_form(title) for _, title in titles(other)}
    return any(normal_form(title) in theirs for _, title in titles(paper))


def _alike(survey: Survey, first: Paper, later: Paper, numbers: dict[str, int], score: float) -> Flaw:
    path, _ = list(titles(later))[numbers[later.key]]
    _, title = list(titles(first))[numbers[first.key]]
    reason = f'nearly ({score:.0f} %) the title of {survey.files[first.key]}, "{title}"'
    fix = "If it is one work, merge the two records; if not, waive this and say how they differ."
    return Flaw(survey.files[later.key], path, reason, fix)


def _common_id(paper: Paper, other: Paper) -> bool:
    return not set(paper.ids.folded).isdisjoint(other.ids.folded)
