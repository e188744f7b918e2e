"""YAML with YAML 1.2 meaning, the place of every value, and nothing that a text can do to the process."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from livingsurvey.store.yaml import MAX_DEPTH, locate, parse
from strategies import TROUBLE

RECORD = """\
# a comment first
title: "GPTQ: Accurate Post-Training Quantization"
authors: [Elias Frantar, Jörg Ö, 数据]
ids:
  arxiv: "2210.17323"
topics:
  - weight-only-quantization
  - quantization
"""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("Off", "Off"),
        ("y", "y"),
        ("2023-05-12", "2023-05-12"),
        ("12:30:45", "12:30:45"),
        ("1_000", "1_000"),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("null", None),
        ("", None),
        ("Null", None),
        ("nULL", "nULL"),
        ("2023", 2023),
        ("+7", 7),
        ("-7", -7),
        ("007", 7),
        ("0o17", 15),
        ("0x7E7", 2023),
        ("2401.12340", 2401.1234),
        ("1e3", 1000.0),
        (".5", 0.5),
        (".inf", math.inf),
        ("-.INF", -math.inf),
        ("'2023'", "2023"),
        ('"no"', "no"),
        ('"\\u6570 \\""', '数 "'),
        ("9" * 30, float("9" * 30)),
        ("0x" + "f" * 5000, "0x" + "f" * 5000),
        ("0o" + "7" * 5000, "0o" + "7" * 5000),
        ("<<", "<<"),
        ("=", "="),
    ],
)
def test_a_scalar_means_what_yaml_1_2_says(written: str, meant: object) -> None:
    assert parse(f"value: {written}\n") == ({"value": meant}, [])


def test_not_a_number_is_read_as_one() -> None:
    data, problems = parse("value: .nan\n")
    assert problems == []
    assert isinstance(data, dict)
    assert math.isnan(data["value"])


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (2, 1)),
        (("title",), (2, 8)),
        (("authors", 1), (3, 26)),
        (("authors", 2), (3, 34)),
        (("ids", "arxiv"), (5, 10)),
        (("topics", 1), (8, 5)),
        (("topics", 9), (7, 3)),
        (("ids", "doi"), (5, 3)),
        (("nope", "deeper"), (2, 1)),
        (("title", "deeper"), (2, 8)),
    ],
)
def test_a_value_is_found_where_it_stands(path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    assert locate(RECORD, path) == place


def test_a_key_is_found_where_it_stands() -> None:
    assert locate(RECORD, ("ids", "arxiv"), key=True) == (5, 3)
    assert locate(RECORD, ("topics", 1), key=True) == (8, 5)


def test_places_in_a_text_that_is_no_yaml_are_those_of_its_mistake() -> None:
    assert locate("a: 1\nb: [\n", ("a",)) == (3, 1)


@pytest.mark.parametrize(
    ("text", "code", "place", "fix"),
    [
        ("title: GPTQ: Accurate\n", "LS101", (1, 12), 'Write  title: "GPTQ: Accurate"'),
        ('title: A "b": c\n', "LS101", (1, 13), r'Write  title: "A \"b\": c"'),
        ("\tyear: 2023\n", "LS101", (1, 1), "Indent with spaces, not with a tab."),
        ("venue: %ICLR\n", "LS101", (1, 8), 'Write  venue: "%ICLR"'),
        ("venue: @ICLR\n", "LS101", (1, 8), 'Write  venue: "@ICLR"'),
        ("a: [1, 2\n", "LS101", (2, 1), "Check quotes"),
        ("a: 'x\n", "LS101", (2, 1), "Check quotes"),
        ("a: 1\n---\nb: 2\n", "LS101", (2, 1), "A file contains one record"),
        ("a: x\x07y\n", "LS101", (1, 1), "Remove the character."),
        ("", "LS101", (1, 1), "Write the record"),
        ("# only a comment\n", "LS101", (1, 1), "Write the record"),
        ("a: 1\nb: 2\na: 3\n", "LS103", (3, 1), "Keep one"),
        ("a: {b: 1, b: 2}\n", "LS103", (1, 11), "Keep one"),
        ("1: a\n", "LS105", (1, 1), "Put the key in quotes."),
        ("? [a]\n: b\n", "LS105", (1, 3), "Put the key in quotes."),
        ("a: &x 1\n", "LS109", (1, 4), "Remove &x"),
        ("a: 1\nb: *a\n", "LS109", (2, 4), "Write the value itself"),
        ("a: !!python/object:os.system x\n", "LS109", (1, 4), "Remove it"),
        ("a: !!str 2024\n", "LS109", (1, 4), "Remove it."),
        ("a: !custom x\n", "LS109", (1, 4), 'Remove it; text that begins with ! needs quotes. Write  a: "!custom x"'),
    ],
)
def test_a_mistake_has_its_code_its_place_and_its_fix(text: str, code: str, place: tuple[int, int], fix: str) -> None:
    _, problems = parse(text)
    assert [(problem.code, (problem.line, problem.column)) for problem in problems] == [(code, place)]
    assert fix in problems[0].fix


def test_the_quoted_form_that_a_message_proposes_is_read_as_meant() -> None:
    _, problems = parse('title: C:\\path "x": y\n')
    proposed = problems[0].fix.partition("Write  ")[2]
    assert parse(proposed) == ({"title": 'C:\\path "x": y'}, [])


def test_every_double_key_is_reported_in_one_run() -> None:
    _, problems = parse("a: 1\na: 2\na: 3\nb: {c: 1, c: 2}\n")
    assert [problem.line for problem in problems] == [2, 3, 4]


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "-  " * 100_000,
        "-   " * 100_000,
        "? " * 100_000,
        "?  -  " * 50_000,
        "\n".join(" " * depth + "a:" for depth in range(1000)),
        "\n".join(" " * depth + "-" for depth in range(1000)),
        "a: [" + "[" * 50 + "]" * 50 + "]",
        "a: &a [x, x]\n" + "".join(f"{c}: &{c} [*{p}, *{p}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)),
        "a: &a {b: *a}\n",
        "a: *nothing\n",
        "a: " + "!" * 10_000,
    ],
    ids=lambda text: text[:12].replace("\n", "/"),
)
def test_a_bomb_is_refused_at_once(bomb: str) -> None:
    data, problems = parse(bomb)
    assert data is None
    assert [problem.code for problem in problems] in (["LS109"], ["LS101"])


def test_nesting_up_to_the_limit_is_read() -> None:
    deep = "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)
    assert parse(f"a: {deep}\n")[1] == []
    assert parse(f"a: [[{deep}]]\n")[1][0].code == "LS109"


def test_long_indentation_alone_is_no_bomb() -> None:
    assert parse("a: >-\n" + " " * 60 + "far right\n") == ({"a": "far right"}, [])


def test_a_large_flat_file_is_read() -> None:
    data, _ = parse("a:\n" + "  - x\n" * 40_000)
    assert isinstance(data, dict)
    assert len(data["a"]) == 40_000


@given(st.text())
@example("\ufeffa: 1")
@example("a: \ud800")
@example("a\x85b: 1")
@example("? ? ? ?")
@example("%YAML 9.9\n---\na: 1")
@example("a: |9\n x")
@example('"\\ud800"')
def test_no_text_makes_it_raise(text: str) -> None:
    data, problems = parse(text)
    assert data is not None or problems or text
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.fix


_TOKENS = st.lists(
    st.sampled_from([*"-?:,[]{}#&*!|>'\"%@` \n\t", "  ", ": ", "- ", "a", "1", "é", *TROUBLE]), max_size=40
)


@given(_TOKENS.map("".join))
def test_no_jumble_of_yaml_makes_it_raise(text: str) -> None:
    parse(text)


_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.text(st.characters(exclude_categories=("Cs", "Cc"))),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcXYZ_", min_size=1), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text("abc", min_size=1), _VALUES, max_size=3))
def test_json_is_read_as_what_it_says(data: dict[str, object]) -> None:
    assert parse(json.dumps(data, ensure_ascii=False)) == (data, [])
