"""Names of authors: plain texts that are taken apart, and parts that a record gives."""

from __future__ import annotations

import pickle

import pytest
from bibtexparser.middlewares.names import parse_single_name_into_parts
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from livingsurvey.model import Author, Group, Name, Person
from livingsurvey.model.author import read
from strategies import lines, names

AUTHORS: TypeAdapter[tuple[Author, ...]] = TypeAdapter(tuple[Author, ...])


@pytest.mark.parametrize(
    ("text", "family_first"),
    [
        ("Ada Example", "Example, Ada"),
        ("Jean Le", "Le, Jean"),
        ("Jan van der Berg", "van der Berg, Jan"),
        ("Jean de La Porte", "de La Porte, Jean"),
        ("Ahmed bin Said", "bin Said, Ahmed"),
        ("Jean d'Orval", "d'Orval, Jean"),
        ("Q. T. Brook Jr.", "Brook, Q. T., Jr."),
        ("Q. T. Brook Jr", "Brook, Q. T., Jr"),
        ("Jan van der Berg III", "van der Berg, Jan, III"),
        ("Ana Rey y Soto", "Rey y Soto, Ana"),
        ("Rui Mata e Silva", "Mata e Silva, Rui"),
        ('Zoe "Atlas" Wang', 'Wang, Zoe "Atlas"'),
        ("Vincent Y Zhao", "Zhao, Vincent Y"),
        ("Qi Ai", "Ai, Qi"),
        ("Đặng Văn Ấn", "Ấn, Đặng Văn"),
        ("李 明", "李, 明"),
        ("山田 太郎", "山田, 太郎"),
        ("김 민수", "김, 민수"),
    ],
)
def test_a_plain_name_has_its_parts(text: str, family_first: str) -> None:
    name = read(text)
    assert isinstance(name, Person)
    assert name.family_first == family_first


@pytest.mark.parametrize(
    "text",
    [
        "Plato",
        "bloc97",
        "OpenExample",
        "李明",
        "王小明",
        "サクラ",
        "Li, Fei",
        "Ada Example and Özge Örnek",
        "Ada Example; Özge Örnek",
        "Ada {Example} Örnek",
        "Ada Example~Örnek",
    ],
)
def test_what_cannot_be_divided_with_certainty_stays_whole(text: str) -> None:
    assert read(text) == Person(family=text)


@pytest.mark.parametrize(
    "text",
    [
        "Gradient Descenders Team",
        "The Widget Collaboration",
        "Gemini-Like Team, Example Corp",
        "DeepExample-AI",
        "AI at Example",
        "Barnes and Noble Labs",
        "Institute for Examples",
        "Universität Beispiel",
    ],
)
def test_a_group_is_known_by_words_of_groups(text: str) -> None:
    assert read(text) == Group(group=text)


@pytest.mark.parametrize(
    ("name", "text", "record"),
    [
        (Person(family="Brook", given="Q. T.", suffix="Jr."), "Q. T. Brook Jr.", "Q. T. Brook Jr."),
        (
            Person(family="Prado de Luz", given="B."),
            "B. Prado de Luz",
            {"family": "Prado de Luz", "given": "B."},
        ),
        (Person(family="李", given="明"), "李明", {"family": "李", "given": "明"}),
        (Group(group="Gradient Descenders"), "Gradient Descenders", {"group": "Gradient Descenders"}),
        (Group(group="Example Team"), "Example Team", "Example Team"),
        (Person(family="Lab", given="Ian"), "Ian Lab", {"family": "Lab", "given": "Ian"}),
        (
            Person(family="Orval", given="Jean", particle="d'"),
            "Jean d'Orval",
            {"family": "Orval", "given": "Jean", "particle": "d'"},
        ),
    ],
)
def test_a_record_gives_parts_only_where_the_text_does_not_tell_them(name: Name, text: str, record: object) -> None:
    author = Author.of(name)
    assert (author, author.name, author.record) == (text, name, record)


def test_both_forms_are_one_type() -> None:
    plain, divided, group = AUTHORS.validate_json(
        '["Ada Example", {"family": "Rey Soto", "given": "Ana"}, {"group": "Gradient Descenders"}]', strict=True
    )
    assert [plain, divided, group] == ["Ada Example", "Ana Rey Soto", "Gradient Descenders"]
    assert {type(author.name) for author in (plain, divided)} == {Person}
    assert divided.name.heading == "Rey Soto"
    assert pickle.loads(pickle.dumps(divided)).name == divided.name


@pytest.mark.parametrize(
    ("written", "kind", "place"),
    [
        ('" Ada Example"', "string_pattern_mismatch", (0,)),
        ("12", "string_type", (0,)),
        ('{"family": 12}', "string_type", (0, "family")),
        ('{"given": "Ada"}', "missing", (0, "family")),
        ('{"family": "Example", "name": "Ada"}', "extra_forbidden", (0, "name")),
        ('{"group": "Example Team", "family": "Example"}', "extra_forbidden", (0, "family")),
    ],
)
def test_what_is_no_author(written: str, kind: str, place: tuple[object, ...]) -> None:
    with pytest.raises(ValidationError) as error:
        AUTHORS.validate_json(f"[{written}]", strict=True)
    assert [(each["type"], each["loc"]) for each in error.value.errors()] == [(kind, place)]


@given(names)
def test_a_name_survives_its_record(name: Name) -> None:
    (author,) = AUTHORS.validate_json(AUTHORS.dump_json((Author.of(name),)), strict=True)
    assert author.name == name


@given(lines)
def test_no_word_of_a_name_is_lost(text: str) -> None:
    name = read(text)
    assert set(name.spoken.split()) == set(text.split()) or name.spoken == "".join(text.split())


@given(st.lists(st.from_regex(r"[A-ZÉŁ][a-zé.'-]{0,6}", fullmatch=True), min_size=2, max_size=4))
def test_names_in_capitals_are_divided_as_bibtex_divides_them(words: list[str]) -> None:
    parts = parse_single_name_into_parts(" ".join(words))
    name = read(" ".join(words))
    if isinstance(name, Person) and name.suffix is None:
        assert (name.given, name.particle, name.family) == (" ".join(parts.first), None, " ".join(parts.last))
