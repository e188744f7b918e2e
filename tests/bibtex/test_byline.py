"""Authors in BibTeX, as people and programs write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingsurvey.bibtex.byline import Byline, byline
from livingsurvey.latex.decode import decode
from livingsurvey.model import Author, Group, Name, Person
from strategies import lines


def read(author: str, collaboration: str = "") -> Byline:
    return byline(author, collaboration, lambda latex: latex.replace("{", "").replace("}", ""))


def names(author: str, collaboration: str = "") -> list[Name]:
    return [each.name for each in read(author, collaboration).authors]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ada Example", Person(family="Example", given="Ada")),
        ("Example, Ada", Person(family="Example", given="Ada")),
        ("van den Berg, Jan", Person(family="Berg", given="Jan", particle="van den")),
        ("{van den Berg}, Jan", Person(family="van den Berg", given="Jan")),
        ("Rey y Soto, Ana", Person(family="Rey y Soto", given="Ana")),
        ("Ana Rey y Soto", Person(family="Rey y Soto", given="Ana")),
        ("{Prado de Luz}, B.", Person(family="Prado de Luz", given="B.")),
        ("B. {Prado de Luz}", Person(family="Prado de Luz", given="B.")),
        ("Brook, Jr., Q. T.", Person(family="Brook", given="Q. T.", suffix="Jr.")),
        ("Brook Jr., Q. T.", Person(family="Brook", given="Q. T.", suffix="Jr.")),
        ("Brook, Q. T., Jr.", Person(family="Brook", given="Q. T.", suffix="Jr.")),
        ("Q. T. Brook, Jr.", Person(family="Brook", given="Q. T.", suffix="Jr.")),
        ("Q. T. Brook Jr.", Person(family="Brook", given="Q. T.", suffix="Jr.")),
        ("李, 明", Person(family="李", given="明")),
        ("欧阳 修", Person(family="欧阳", given="修")),
        ("Plato", Person(family="Plato")),
        ("{OpenExample}", Group(group="OpenExample")),
        ("{Barnes and Noble}", Group(group="Barnes and Noble")),
        ("{Gradient Team, Example}", Group(group="Gradient Team, Example")),
        ("Gradient Team, Example", Group(group="Gradient Team, Example")),
        ("Team, Gradient", Group(group="Gradient Team")),
        ("The Widget Collaboration", Group(group="The Widget Collaboration")),
        ("{Lab}, Ian", Person(family="Lab", given="Ian")),
        ("'t Veld, Bo", Person(family="Veld", given="Bo", particle="'t")),
        (", Plato", Person(family="Plato")),
        ("Doe, Jane,", Person(family="Doe", given="Jane")),
        ("Jane Doe 0012", Person(family="Doe", given="Jane")),
        ("Doe, Jane {0000-0002-1825-0097}", Person(family="Doe", given="Jane")),
        ("Jane Doe (ORCID: 0000-0002-1825-009X)", Person(family="Doe", given="Jane")),
        ("Doe J. K.", Person(family="Doe", given="J. K.")),
        (
            "family=Berg, given=Jan, prefix=van den",
            Person(family="Berg", given="Jan", particle="van den"),
        ),
        ("given={Q. T.}, family={Brook}, suffix={Jr.}", Person(family="Brook", given="Q. T.", suffix="Jr.")),
    ],
)
def test_a_name(written: str, name: Name) -> None:
    assert names(written) == [name]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (r"Jos{\'e} Rey y Soto", Person(family="Rey y Soto", given="José")),
        (r"Dahl, \L ucja", Person(family="Dahl", given="Łucja")),
        (r"\v Cech, Eva", Person(family="Čech", given="Eva")),
        (r"Universit{\"a}t Musterstadt", Group(group="Universität Musterstadt")),
    ],
)
def test_a_name_in_latex(written: str, name: Name) -> None:
    assert [each.name for each in byline(written, "", lambda value: decode(value).text).authors] == [name]


def test_initials_behind_family_names_are_known_by_the_whole_list() -> None:
    for written in ("Doe A and Roe BC and Poe D", "Doe A, Roe BC, Poe D", "Doe, A., Roe, B. C., & Poe, D."):
        assert [each.name.heading for each in read(written).authors] == ["Doe", "Roe", "Poe"]
    assert [each.name.heading for each in read("Weinan E and Ann Doe").authors] == ["E", "Doe"]
    assert [each.name.heading for each in read("Wei WU and Jing LI").authors] == ["WU", "LI"]


def test_what_tells_people_apart_is_no_author() -> None:
    found = read("{0000-0002-1825-0097} and Jane Doe 0012")
    assert found.authors == ("Jane Doe",)
    assert found.notes == ("{0000-0002-1825-0097} is read as nobody", "Jane Doe 0012 is read as Jane Doe")


def test_groups_among_people() -> None:
    assert [*read("{Gradient Team} and {Lamp Labs, Example} and Doe, Jane").authors] == [
        "Gradient Team",
        "Lamp Labs, Example",
        "Jane Doe",
    ]


@pytest.mark.parametrize("others", ["others", "et al.", "et al", "...", "many others"])
def test_others_follow_those_who_are_named(others: str) -> None:
    found = read(f"Doe, Jane and Roe, Max and {others}")
    assert (found.authors, found.and_others) == (("Jane Doe", "Max Roe"), True)


@pytest.mark.parametrize("written", ["Doe, Jane et al.", "Jane Doe, et~al", "Doe, Jane ..."])
def test_others_may_stand_behind_a_name(written: str) -> None:
    assert (read(written).authors, read(written).and_others) == (("Jane Doe",), True)


def test_others_alone_are_nobody() -> None:
    assert read("others") == Byline()
    assert read("") == Byline()


@pytest.mark.parametrize(
    ("author", "collaboration", "authors"),
    [
        ("Doe, Jane and others", "LAMP", ("Jane Doe", "LAMP Collaboration")),
        ("Doe, Jane", "the LAMP Team", ("Jane Doe", "the LAMP Team")),
        ("Doe, Jane", "LAMP and FLAME", ("Jane Doe", "LAMP Collaboration", "FLAME Collaboration")),
        ("{LAMP Collaboration}", "LAMP", ("LAMP Collaboration",)),
        ("{LAMP}", "LAMP", ("LAMP",)),
        ("", "{LAMP}", ("LAMP Collaboration",)),
    ],
)
def test_a_collaboration_is_a_group_author(author: str, collaboration: str, authors: tuple[str, ...]) -> None:
    assert read(author, collaboration).authors == authors


@pytest.mark.parametrize(
    "written", ["Jane Doe, Max Roe, Ann Poe", "Jane Doe; Max Roe; Ann Poe", "Doe, Jane; Roe, Max; Poe, Ann"]
)
def test_people_between_commas_are_people(written: str) -> None:
    found = read(written)
    assert found.authors == ("Jane Doe", "Max Roe", "Ann Poe")
    assert found.notes == (f"{written} is read as Jane Doe and Max Roe and Ann Poe",)


def test_what_was_read_in_spite_of_its_form_is_told() -> None:
    assert read("Team, Gradient").notes == ("Team, Gradient is read as Gradient Team",)
    assert read("Doe, Jane and Jane Doe").notes == ("Jane Doe is in the list of authors 2 times",)
    assert read("and Doe, Jane and ").authors == ("Jane Doe",)


def test_what_nobody_can_divide_stays_for_the_checks_to_find() -> None:
    assert read("Doe, Jane, Roe, M., Poe").authors == ("Doe, Jane, Roe, M., Poe",)


def test_a_name_that_the_text_tells_is_plain() -> None:
    assert [each.record for each in read("Doe, Jane and {LAMP}").authors] == ["Jane Doe", {"group": "LAMP"}]
    assert all(type(each) is Author for each in read("Doe, Jane").authors)


def test_a_word_of_which_nothing_is_left_parts_nothing() -> None:
    assert read("{} Doe").authors == ("Doe",)
    assert read("\u200b { \\;;,A.-a\\,}.~.\u200b ").authors == ("\\;;,A.-a\\,. .",)


@given(st.text(st.sampled_from("Aa,;. {}\\~-\u200b李")) | lines, st.text(max_size=20))
def test_no_text_breaks_the_reading(author: str, collaboration: str) -> None:
    found = read(author, collaboration)
    assert all(each and each == each.strip() for each in found.authors)
    assert len(set(found.authors)) == len(found.authors)
