"""Patterns of Python's as JavaScript takes them; that both find the same is tested in Chromium, on records."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from livingsurvey import Survey
from livingsurvey.publish.companions.javascript import translated
from livingsurvey.publish.companions.ruleset import letters, rules


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"(?P<year>[0-9]+)-(?P=year)", r"(?<year>[0-9]+)-\k<year>"),
        (r"[\w.-]+\d", r"[\p{L}\p{N}_.-]+[\p{Nd}]"),
        (r"[^\W\d_]{2}", r"(?:(?![\p{Nd}_])[\p{L}\p{N}_]){2}"),
        (r"(?i:[JS]r)\.|II", r"(?:[jJsS][rR])\.|II"),
        (r"\$[^$]*+x", r"\$[^$]*x"),
        (r"(?is)a.b", r"a[^]b"),
        (r"\"\'\-\Z", "\"'-$"),
        ("[\\U0001d400-\\U0001d7ff\\u3000]", r"[\u{1d400}-\u{1d7ff}\u{3000}]"),
        (r"[]a\[]", r"[\]a\[]"),
        ("a #b", "a #b"),
    ],
)
def test_what_python_writes_in_its_own_way_is_written_in_javascripts(pattern: str, expected: str) -> None:
    assert translated(re.compile(pattern))["pattern"] == expected


def test_flags_and_white_space_of_verbose_patterns() -> None:
    assert translated(re.compile("a b\n| c", re.VERBOSE | re.IGNORECASE)) == {"pattern": "ab|c", "flags": "iu"}


def test_the_words_of_the_survey_go_along(small_survey: Path) -> None:
    made = json.loads(rules(Survey.load(small_survey)))
    assert made["severities"]["LS204"] == "error"
    assert "NeurIPS" in [venue["name"] for venue in made["venues"]]
    assert made["constants"]["authors"]["LOWER_IS_RIGHT"]["set"][:2] == ["al", "ben"]


def test_letters_of_other_scripts_are_in_blocks() -> None:
    blocks = json.loads(letters())
    assert blocks["4e"].split(" ")[0x2D] == "zhong"
    assert blocks["4"].split(" ")[0x16] == "zh"
