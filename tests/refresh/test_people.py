"""Whether two names are one person's."""

from __future__ import annotations

import pytest
from hypothesis import given
from tests.strategies import names

from livingsurvey.model import Author, Group, Name, Person
from livingsurvey.refresh.people import Shared, is_same_person, shared


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Łukasz Kaiser", "Lukasz Kaiser"),
        ("Łukasz Kaiser", "L. Kaiser"),
        ("Tim Dettmers", "Timothy Dettmers"),
        ("Christopher D. Manning", "Christopher Manning"),
        ("C. D. Manning", "Christopher Manning"),
        ("Özge Schärli", "Oezge Schaerli"),
        ("Jürgen Müller", "J. Mueller"),
        ("Carlos Sample", "Carlos Sample Ruiz"),
        ("Fay Wen-tau Sample", "Wen-tau Sample"),
        ("Diego de las Casas", "Diego de Las Casas"),
        ("A. F. Example", "Ada-Cleo Fay Example"),
        ("Wei Zhang", "Zhang Wei"),
        ("Xiao-Ming Li", "Xiaoming Li"),
        ("Xiao-Ming Li", "X.-M. Li"),
        ("张伟", "Wei Zhang"),
        ("李 明", "Ming Li"),
        ("Jan van der Berg", "Jan Van Der Berg"),
        ("Daisuke Miyashita", "MIYASHITA Daisuke"),
        ("Gemini Team, Google", "gemini team google"),
        (Author.of(Person(family="Ortega y Gasset", given="José")), "Jose Ortega y Gasset"),
    ],
)
def test_one_person_is_written_in_many_ways(one: str, other: str) -> None:
    assert is_same_person(one, other)
    assert is_same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wei Zhang", "Wen Zhang"),
        ("Xue Li", "Xu Li"),
        ("Yue Wang", "Yu Wan"),
        ("Wei Zhang", "Wei Wang"),
        ("W. Zhang", "J. Zhang"),
        ("Zhang", "Wei Zhang"),
        ("Gemini Team, Google", "Gemini Google"),
        ("Ada B. Example", "Ada C. Example"),
        ("", ""),
    ],
)
def test_other_people_are_not_one(one: str, other: str) -> None:
    assert not is_same_person(one, other)
    assert not is_same_person(other, one)


@given(names)
def test_everybody_is_the_same_person_as_before(name: Name) -> None:
    author = Author.of(name)
    letters = any(character.isalpha() for character in author)
    assert is_same_person(author, Author.of(name)) or not letters


def test_the_share_is_of_the_longer_list_or_of_the_one_that_is_cut_short() -> None:
    ada, ben, cleo, dan = "Ada Example", "Ben Sample", "Cleo Instance", "Dan Specimen"
    assert shared([ada, ben], [ada, ben, cleo, dan]) == Shared(2, 0.5, True)
    assert shared([ben, ada], ["A. Example", "B. Sample"]) == Shared(2, 1.0, False)
    assert shared([ada, ben, cleo, dan], [ada], others_cut=True) == Shared(1, 1.0, True)
    assert shared([ada, ben], [cleo]) == Shared(0, 0.0, False)


def test_a_person_is_counted_once() -> None:
    assert shared(["Wei Zhang", "Wen Zhang"], ["W. Zhang", "Ada Example"]) == Shared(1, 0.5, True)


@pytest.mark.parametrize("nobody", [[], [Author.of(Group(group="Example Team"))]])
def test_without_people_on_both_sides_nothing_is_told(nobody: list[str]) -> None:
    assert shared(nobody, ["Ada Example"]) is None
    assert shared(["Ada Example"], nobody) is None
