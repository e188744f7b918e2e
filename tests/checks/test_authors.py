from __future__ import annotations

import pytest
from tests.checks.made import LIMA, flaws, mended, paper, survey, told


def test_one_person_in_two_spellings() -> None:
    first = paper(authors=("Christopher Ré",))
    assert not flaws("LS250", survey(first, paper(LIMA, authors=("Omer Levy", "Christophe Ré"))))
    second = paper(LIMA, authors=("Omer Levy", "Christopher Re"))
    (flaw,) = flaws("LS250", survey(first, second))
    assert (flaw.file, flaw.path) == ("papers/zhou2023lima.yaml", ("authors", 1))
    assert flaw.reason == "'Christopher Re' is 'Christopher Ré' in 1 other record"


def test_the_spelling_of_most_records_is_the_usual_one() -> None:
    usual = [paper(LIMA, key=f"zhou2023{word}", authors=("Wei-Lin Chiang",)) for word in "ab"]
    (flaw,) = flaws("LS250", survey(paper(authors=("Wei-lin Chiang",)), *usual))
    assert flaw.fix.startswith('Write  "Wei-Lin Chiang"')


@pytest.mark.parametrize("again", ["Christopher Re", "christopher ré", "Christo-pher Ré", "Christopher Ré"])
def test_an_author_twice(again: str) -> None:
    assert "Delete one of the two" in told("LS251", paper(authors=("Christopher Ré", "Tri Dao", again)))


def test_authors_who_only_resemble() -> None:
    assert not flaws("LS251", paper(authors=("Wei Wang", "Wei Wan", "W. Wang", "王伟", "王威", "∞", "数")))


@pytest.mark.parametrize(
    "item", ["et al.", "Elias Frantar et al", "and others", "others", "and 12 others", "...", "等"]
)
def test_authors_left_out(item: str) -> None:
    left_out = paper(authors=("Tri Dao", item))
    (flaw,) = flaws("LS252", left_out)
    assert flaw.fix == "List all authors, or write  and_others: true  instead."
    assert not flaws("LS253", left_out)
    better = mended("LS252", left_out)
    assert better.authors == (("Tri Dao", "Elias Frantar") if "Elias" in item else ("Tri Dao",))
    assert better.and_others


def test_authors_left_out_where_nobody_or_somebody_later_is_named() -> None:
    assert told("LS252", paper(authors=("et al.",)))
    (flaw,) = flaws("LS252", paper(authors=("Tri Dao", "et al.", "Omer Levy")))
    assert flaw.change is None


def test_a_suffix_behind_a_comma_is_no_person() -> None:
    assert mended("LS253", paper(authors=("Jörg Müller, Ann Doe, Jr., Bob Roe",))).authors == (
        "Jörg Müller", "Ann Doe Jr.", "Bob Roe",
    )  # fmt: skip


def test_a_name_whose_parts_are_given_stands_as_it_is() -> None:
    authors = (
        {"family": "Garcia, Lopez", "given": "J."},
        {"group": "Barnes and Noble, Etc."},
        {"group": "EXAMPLERS OF FUN"},
        {"group": "Exampler"},
    )
    for code in ("LS252", "LS253", "LS254", "LS255", "LS256", "LS257", "LS258", "LS259"):
        assert not flaws(code, paper(authors=authors))


@pytest.mark.parametrize("name", ["Et Alia", "Alet Al-Rfou", "Sam Others"])
def test_names_that_leave_nobody_out(name: str) -> None:
    assert not flaws("LS252", paper(authors=(name,)))


@pytest.mark.parametrize(
    ("item", "people"),
    [
        ("Elias Frantar and Dan Alistarh", ("Elias Frantar", "Dan Alistarh")),
        ("Elias Frantar & Dan Alistarh", ("Elias Frantar", "Dan Alistarh")),
        ("Elias Frantar; Dan Alistarh", ("Elias Frantar", "Dan Alistarh")),
        ("Elias Frantar, Torsten Hoefler, and Dan Alistarh", ("Elias Frantar", "Torsten Hoefler", "Dan Alistarh")),
    ],
)
def test_several_people_in_one_item(item: str, people: tuple[str, ...]) -> None:
    assert mended("LS253", paper(authors=("Tri Dao", item, "Omer Levy"))).authors == ("Tri Dao", *people, "Omer Levy")


def test_several_people_of_whom_not_all_are_clear() -> None:
    assert "Frantar; Alistarh" in told("LS253", paper(authors=("Frantar and Alistarh",)))
    assert told("LS253", paper(authors=("Tri Dao and Omer Levy", "Omer Levy")))


@pytest.mark.parametrize("name", ["Institute for Science and Technology", "Ferdinand Brandt", "Team Data & Models"])
def test_one_item_that_is_one(name: str) -> None:
    assert not flaws("LS253", paper(authors=(name,)))


@pytest.mark.parametrize(
    ("item", "name"),
    [("Frantar, Elias", "Elias Frantar"), ("Le, Quoc V.", "Quoc V. Le"), ("Martin Luther King, Jr.", None)],
)
def test_the_surname_first(item: str, name: str | None) -> None:
    assert mended("LS254", paper(authors=(item,))).authors == (name or "Martin Luther King Jr.",)


def test_a_comma_between_four_names() -> None:
    assert told("LS254", paper(authors=("Garcia Lopez, Juan Carlos",))) == (
        'One person is  "Juan Carlos Garcia Lopez"  here; two authors are two items.'
    )


@pytest.mark.parametrize("name", ["Example, Inc.", "Elias Frantar", "Foo Research, Bar Department"])
def test_names_in_order(name: str) -> None:
    assert not flaws("LS254", paper(authors=(name,)))


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ("Hongjin SU", "Hongjin Su"),
        ("ELIAS FRANTAR", "Elias Frantar"),
        ("Elias FRANTAR", "Elias Frantar"),
        ("elias frantar", "Elias Frantar"),
        ("Omer LEVY-KRAMER", "Omer Levy-Kramer"),
    ],
)
def test_capitals(item: str, name: str) -> None:
    assert told("LS255", paper(authors=(item,))) == f"Write  {name}"


@pytest.mark.parametrize(
    "name",
    [
        "AJ Piergiovanni",
        "J.R.R. Tolkien",
        "Henry Ford III",
        "Wen-tau Yih",
        "NVIDIA",
        "IBM Research",
        "Kimi AI",
        "bloc97",
        "Michiel de Jong",
        "Chris McDonald",
        "DeepSeek-AI",
        "王伟 数据",
    ],
)
def test_capitals_that_are_right(name: str) -> None:
    assert not flaws("LS255", paper(authors=(name,)))


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ("Yang Liu 0001", "Yang Liu"),
        ("Elias Frantar*", "Elias Frantar"),
        ("Elias Frantar 1,2,†", "Elias Frantar"),
        ("Elias Frantar¹", "Elias Frantar"),
    ],
)
def test_a_name_with_marks(item: str, name: str) -> None:
    assert mended("LS256", paper(authors=(item, "Tri Dao"))).authors == (name, "Tri Dao")


@pytest.mark.parametrize(
    "item", ["Elias Frantar (Google)", "Elias Frantar <e@example.org>", "Tri Dao [Princeton]", "Tri Dao (Stanford U)"]
)
def test_a_name_with_an_affiliation(item: str) -> None:
    assert told("LS256", paper(authors=(item,))) == "Write only the name."


def test_a_number_that_tells_two_people_apart() -> None:
    (flaw,) = flaws("LS256", paper(authors=("Yang Liu", "Yang Liu 0001")))
    assert flaw.change is None


@pytest.mark.parametrize(
    "name", ["Shaochen (Henry) Zhong", 'Zhangyang "Atlas" Wang', "bloc97", "Quoc V. Le", "O’Neil Ö"]
)
def test_names_without_marks(name: str) -> None:
    assert not flaws("LS256", paper(authors=(name,)))


@pytest.mark.parametrize("name", ["E. Frantar", "Q.V. Le", "E Frantar", "J.-B. Alayrac", "Q. V. Le"])
def test_initials(name: str) -> None:
    assert "given name" in told("LS257", paper(authors=(name,)))


@pytest.mark.parametrize("name", ["Jason D. Lee", "J. Zico Kolter", "AJ Piergiovanni", "Le Hou", "X AI", "Plato"])
def test_names_that_are_not_only_initials(name: str) -> None:
    assert not flaws("LS257", paper(authors=(name,)))


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ("Leandro Von Werra", "Leandro von Werra"),
        ("Laurens Van Der Maaten", "Laurens van der Maaten"),
        ("Diego De Las Casas", "Diego de las Casas"),
        ("Omer Levy-kramer", "Omer Levy-Kramer"),
    ],
)
def test_capitals_that_are_unusual(item: str, name: str) -> None:
    assert told("LS258", paper(authors=(item,))).startswith(f"Write  {name}, or")


@pytest.mark.parametrize(
    "name",
    [
        "Christopher De Sa",
        "Nguyen Van Anh",
        "Benjamin Van Durme",
        "Luciano Del Corro",
        "Wen-tau Yih",
        "Rami Al-Rfou",
        "Salah-ud-din",
        "Von Neumann",
        "Ada Der",
    ],
)
def test_capitals_that_some_people_have(name: str) -> None:
    assert not flaws("LS258", paper(authors=(name,)))


def test_half_a_name() -> None:
    assert flaws("LS259", paper(authors=("Elias Frantar", "Alistarh")))


@pytest.mark.parametrize(
    "authors",
    [("OpenAI",), ("Meta",), ("bloc97", "Tri Dao"), ("DeepSeek-AI", "Tri Dao"), ("王伟", "Tri Dao"), ("NVIDIA", "A B")],
)
def test_names_of_one_word(authors: tuple[str, ...]) -> None:
    assert not flaws("LS259", paper(authors=authors))
