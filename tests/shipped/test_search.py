"""Whoever searches the shipped survey finds what they mean: names, people, ids, and what experts would expect."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from anyascii import anyascii
from benchmarks import asked

from livingsurvey.insight.search import Answer, Search
from livingsurvey.insight.search.entries import authors
from livingsurvey.model.title import normal_form
from livingsurvey.survey import Survey

ROOT = Path(__file__).parents[2]
MISTYPED_FOUND = 0.97
"""The share of titles with a typing error that must be among the first three."""


@cache
def shipped() -> Survey:
    return Survey.load(ROOT)


@cache
def search() -> Search:
    return Search(shipped())


def ranking(answer: Answer) -> list[str]:
    """What was found in the order in which it is shown, by kind and subject."""
    return [f"{hit.kind}:{hit.subject}" for group in answer.groups for hit in group.hits]


def missed(queries: list[asked.Asked]) -> list[tuple[str, list[str], list[str]]]:
    """What was asked and is not where it should be: the text, what was wanted, and what came first."""
    found = [(query, ranking(search().answer(query.text))) for query in queries]
    return [(query.text, sorted(query.wanted), first[:3]) for query, first in found if not query.satisfied(first)]


@pytest.mark.parametrize(
    "family",
    [asked.names, asked.aliases, asked.topics, asked.authors, asked.others, asked.beginnings, asked.ids],
    ids=lambda family: family.__name__,
)
def test_everything_is_found_by_what_it_is_called(family: asked.Family) -> None:
    assert missed(list(family(shipped()))) == []


def test_titles_with_a_typing_error_are_found() -> None:
    titles = list(asked.mistyped(shipped()))
    assert len(missed(titles)) <= (1 - MISTYPED_FOUND) * len(titles)


def test_the_first_three_letters_of_a_name_find_something() -> None:
    assert [typed for typed in asked.short_beginnings(shipped()) if not ranking(search().answer(typed))] == []


@pytest.mark.parametrize("query", asked.written(), ids=lambda query: query.asked)
def test_what_an_expert_expects(query: asked.Written) -> None:
    assert missed(list(query.expectations())) == []
    answer = search().answer(query.asked)
    if query.found:
        assert answer.groups
    else:
        assert (answer.all, answer.sure) == (0, None)
        assert {group.kind for group in answer.groups} <= {"paper"}


def test_of_a_person_come_papers_of_nobody_else() -> None:
    for author in authors(shipped()):
        typed = anyascii(author)
        theirs = len(shipped().by_author[author])
        for paper in search().answer(typed).papers[: min(theirs, asked.SHOWN)]:
            assert normal_form(typed) in {normal_form(anyascii(name)) for name in paper.authors}, (typed, paper.key)


def test_a_venue_and_a_year_find_papers_of_both() -> None:
    editions = {(paper.venue, paper.year) for paper in shipped() if not shipped().is_preprint(paper)}
    for venue, year in editions:
        first = search().answer(f"{venue} {year}").papers[0]
        assert (first.venue, first.year) == (venue, year)
