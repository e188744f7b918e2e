from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import SMALL_SURVEY

from livingsurvey.model import Author
from livingsurvey.model.record import SLUG
from livingsurvey.publish.content.slugs import author_slugs, filed_under, slug, slugs, venue_slugs
from livingsurvey.survey import Survey

NAMES = st.text(min_size=1, max_size=12) | st.sampled_from(["José García", "Jose Garcia", "JOSE GARCIA", "Mould", "数"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Christopher Ré", "christopher-re"),
        ('Zhangyang "Atlas" Wang', "zhangyang-atlas-wang"),
        ("Øyvind Åström-Ößler", "oyvind-astrom-ossler"),
        ("Findings of ACL", "findings-of-acl"),
        ("Łukasz Kaiser", "lukasz-kaiser"),
        ("王小明", "wangxiaoming"),
        ("***", "unnamed"),
    ],
)
def test_a_slug_spells_a_name_in_plain_letters(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.lists(NAMES, max_size=12))
def test_slugs_fit_into_an_address_and_no_two_are_the_same(names: list[str]) -> None:
    found = slugs(names)
    assert found.keys() == set(names)
    assert len(set(found.values())) == len(found)
    assert all(re.fullmatch(SLUG, value) for value in found.values())
    assert "mould" not in found.values()


@given(st.lists(NAMES, max_size=8), st.lists(NAMES, max_size=8))
def test_names_that_come_later_move_nobody(before: list[str], after: list[str]) -> None:
    assert slugs(before).items() <= slugs(before + after).items()


@given(st.permutations(["José García", "Jose Garcia", "JOSÉ GARCÍA"]))
def test_the_digits_of_a_spelling_depend_on_the_spelling_alone(names: list[str]) -> None:
    found = slugs(names)
    assert found[names[0]] == "jose-garcia"
    alone = slugs(["Jose García", names[1]])[names[1]]
    assert found[names[1]] == alone
    assert re.fullmatch(r"jose-garcia-[0-9a-f]{4}", alone)


def test_authors_stand_under_their_family_names() -> None:
    names = ["Yejin Choi", "Diego de las Casas", "Ædan Aas", "Gemma Team", "Jared Davis Jr.", "Yann Choi"]
    assert sorted(map(Author, names), key=filed_under) == [
        "Ædan Aas",
        "Diego de las Casas",
        "Yann Choi",
        "Yejin Choi",
        "Jared Davis Jr.",
        "Gemma Team",
    ]


def test_venues_with_papers_have_pages_and_authors_of_two_papers() -> None:
    survey = Survey.load(SMALL_SURVEY, cached=False)
    assert list(venue_slugs(survey)) == ["AAAI", "ACL", "arXiv", "Example Blog", "ICLR", "NeurIPS"]
    twice = {name for name, papers in survey.by_author.items() if len(papers) > 1}
    assert set(author_slugs(survey)) == twice
