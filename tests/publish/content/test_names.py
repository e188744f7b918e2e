"""Names as BibTeX divides them, there and back."""

from __future__ import annotations

import pytest
from bibtexparser.middlewares.names import parse_single_name_into_parts
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import names

from livingsurvey.bibtex.byline import byline
from livingsurvey.model import Author, Group, Name, Person
from livingsurvey.publish.content.names import bibtex_name, bibtex_names


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Ada Example", "Ada Example"),
        ('Zoe "Atlas" Wang', 'Zoe "Atlas" Wang'),
        ("Q. T. Brook Jr.", "Brook, Jr., Q. T."),
        ("Jan van der Berg III", "van der Berg, III, Jan"),
        ("Jean de La Porte", "de La Porte, Jean"),
        ("Jean d'Orval", "d'Orval, Jean"),
        ("Ana Rey y Soto", "{Rey y Soto}, Ana"),
        ("Maria del Mar Soto", "del Mar Soto, Maria"),
        ("Plato", "Plato"),
        ("bloc97", "bloc97"),
        ("Smith, John", "{Smith, John}"),
        ("Gradient Team", "{Gradient Team}"),
        ("Gemini-Like Team, Example", "{Gemini-Like Team, Example}"),
        (Person(family="Prado de Luz", given="B."), "{Prado de Luz}, B."),
        (Person(family="Rey Soto", given="Ana"), "Rey Soto, Ana"),
        (Person(family="李", given="明"), "李, 明"),
        (Person(family="Orval", given="Jean", particle="d'"), "d'Orval, Jean"),
        (Person(family="Lab", given="Ian"), "{Lab}, Ian"),
        (Group(group="Gradient Descenders"), "{Gradient Descenders}"),
    ],
)
def test_a_name_in_bibtex(name: str | Name, written: str) -> None:
    assert bibtex_name(Author(name).name if isinstance(name, str) else name, str) == written


def test_a_list_that_goes_on() -> None:
    authors = (Author("Ada Example"), Author("Gradient Team"))
    assert bibtex_names(authors, str, and_others=True) == "Ada Example and {Gradient Team} and others"
    assert bibtex_names((), str) == ""


@given(names)
def test_bibtex_finds_the_parts_of_a_name(name: Name) -> None:
    parts = parse_single_name_into_parts(bibtex_name(name, str))
    first, von, last, jr = (
        " ".join(part).replace("{", "").replace("}", "") for part in (parts.first, parts.von, parts.last, parts.jr)
    )
    if isinstance(name, Group):
        assert last == name.group
    else:
        assert (first, von, last, jr) == (name.given or "", name.particle or "", name.family, name.suffix or "")


@given(st.lists(names.map(Author.of), min_size=1, max_size=4, unique=True), st.booleans())
def test_authors_come_back_from_bibtex(authors: list[Author], and_others: bool) -> None:
    def plain(latex: str) -> str:
        return latex.replace("{", "").replace("}", "")

    found = byline(bibtex_names(authors, str, and_others=and_others), "", plain)
    assert [author.name for author in found.authors] == [author.name for author in authors]
    assert (found.and_others, found.notes) == (and_others, ())
