"""Whatever stands in a file, it ends in findings: never in a traceback, a long wait, or a full memory."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.checks.examples import GPTQ, RECORD, SHARED, Example, write_example

from livingsurvey import Survey
from livingsurvey.checks import check
from livingsurvey.checks.fixing import fix
from livingsurvey.checks.report import report
from livingsurvey.model import Finding
from livingsurvey.store.write import dump
from strategies import TROUBLE, lines

FILES = [GPTQ, *SHARED]
RUNAWAY, MEGABYTES = 30, 200
"""Seconds of CPU that only a program out of hand takes, and the memory a bomb may cost."""


def findings(root: Path) -> tuple[Finding, ...]:
    found = check(Survey.load(root, strict=False, cached=False))
    assert report(found).model_dump_json()
    for finding in found:
        assert finding.line >= 1
        assert finding.column >= 1
        assert finding.reason
        assert finding.fix
        assert str(finding).isprintable()
        assert len(str(finding)) < 20_000
    return found


def assert_ends_in_findings(file: str, content: bytes) -> None:
    """Read, check and fix a survey with this file in it."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_example(root, Example())
        (root / file).write_bytes(content)
        findings(root)
        fixed = fix(Survey.load(root, strict=False, cached=False))
        assert fixed.left == findings(root)
        assert fix(fixed.survey).gone == ()


# --- texts ------------------------------------------------------------------------------------------------------------

_SIGNS = st.sampled_from([*"-?:,[]{}#&*!|>'\"%@` \n\t\r", "  ", ": ", "- ", "---\n", "a", "ids", "1", "é", *TROUBLE])
_TEXTS = st.one_of(st.text(max_size=200), st.lists(_SIGNS, max_size=40).map("".join), st.just("").map(str))
_BYTES = st.one_of(_TEXTS.map(lambda text: text.encode("utf-8", "replace")), st.binary(max_size=200))


@given(st.sampled_from(FILES), _BYTES)
@example(GPTQ, b"\xef\xbb\xbf")
@example(GPTQ, b"\xef\xbb\xbf\n\ta: b: c\n")
@example(GPTQ, b"\x00")
@example("taxonomy.yaml", "\u2028a: b: c".encode())
def test_any_file_ends_in_findings(file: str, content: bytes) -> None:
    assert_ends_in_findings(file, content)


@given(st.data())
def test_a_record_with_any_piece_torn_out_or_put_in_ends_in_findings(data: st.DataObject) -> None:
    text = "".join(f"{name}: {value}\n" for name, value in RECORD.items())
    begin, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    piece = data.draw(st.lists(_SIGNS, max_size=6).map("".join))
    assert_ends_in_findings(GPTQ, (text[:begin] + piece + text[end:]).encode("utf-8", "replace"))


# --- values -----------------------------------------------------------------------------------------------------------

_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(),
    lines,
    st.sampled_from(
        ["", "2210.17323", "https://arxiv.org/abs/2210.17323v", "10.48550/arXiv.2210.17323", "LS201", "\u202e"]
    ),
    st.sampled_from(
        ["et al.", "Frantar, Elias", "A and B", "x@example.org", "\\emph{x}", "&amp;", "<b>", "ﬁ", "Ã¶", "$x_1$"]
    ),
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["arxiv", "code", "x"]), inner, max_size=2)
    ),
    max_leaves=6,
)
_FIELDS = st.sampled_from([*RECORD, "also_titled", "aliases", "sources", "conflicts", "waive", "nonsense"])
_FULL: dict[str, Any] = {
    "title": "GPTQ: Accurate Post-Training Quantization",
    "authors": ["Elias Frantar", "Dan Alistarh"],
    "year": 2023,
    "venue": "ICLR",
    "ids": {"arxiv": "2210.17323"},
    "topics": ["quantization"],
    "added": "2023-05-10",
}


@given(st.dictionaries(_FIELDS, _VALUES, max_size=4))
def test_any_values_end_in_findings(values: dict[str, Any]) -> None:
    assert_ends_in_findings(GPTQ, dump(_FULL | values).encode("utf-8", "replace"))


@given(
    st.sampled_from(["title", "name", "authors", "also_titled", "aliases"]),
    st.lists(lines, min_size=1, max_size=3, unique=True),
)
def test_any_text_ends_in_findings_where_the_schema_has_nothing_against_it(field: str, texts: list[str]) -> None:
    value = texts if field in ("authors", "also_titled", "aliases") else texts[0]
    assert_ends_in_findings(GPTQ, dump(_FULL | {field: value}).encode())


_LINKS = st.from_regex(
    r"https?://(www\.)?(arxiv\.org|github\.com|doi\.org|openreview\.net|aclanthology\.org|huggingface\.co|a\.b)"
    r"(/(abs|pdf|html|forum|papers|tree|owner|name|10\.1234|2210\.17323v?[0-9]?|README\.md|\?id=\w{0,9}|[%?#&=.:]{0,3})){0,4}",
    fullmatch=True,
)


@given(st.sampled_from(["page", "pdf", "code", "project"]), _LINKS)
def test_any_link_ends_in_findings(field: str, url: str) -> None:
    assert_ends_in_findings(GPTQ, dump(_FULL | {"links": {field: url}}).encode())


# --- huge values ------------------------------------------------------------------------------------------------------

_MUCH = 190_000


def _listing(field: str, items: Iterable[str]) -> str:
    """A record with many items in a field."""
    whole = {name: value for name, value in _FULL.items() if name != field}
    return f"{dump(whole)}{field}: [{', '.join(items)}]\n"


_HUGE: dict[str, Callable[[], str]] = {
    "title of one letter": lambda: dump(_FULL | {"title": "a" * _MUCH}),
    "title of colons": lambda: dump(_FULL | {"title": "a: " * (_MUCH // 3) + "b"}),
    "title of backslashes": lambda: dump(_FULL | {"title": "\\" * (_MUCH // 3)}),
    "longest title": lambda: dump(_FULL | {"title": "$" + "{" * 1990 + "$"}),
    "longest title of spaces": lambda: dump(_FULL | {"title": "a" + " " * 1990 + "b"}),
    "longest title of one letter": lambda: dump(_FULL | {"title": "a" * 2000}),
    "longest titles": lambda: dump(_FULL | {"also_titled": [f"{number}: " + "a: " * 600 for number in range(90)]}),
    "longest names": lambda: dump(_FULL | {"authors": [f"A{number} " + "and b " * 300 + "c" for number in range(90)]}),
    "thousands of authors": lambda: _listing("authors", (f"A{number} B" for number in range(4900))),
    "too many authors": lambda: _listing("authors", (f"A{number} B" for number in range(15_000))),
    "an author a thousand times": lambda: _listing("authors", ["A B"] * 1000),
    "too many topics": lambda: _listing("topics", (f"topic-{number}" for number in range(12_000))),
    "many unknown topics": lambda: dump(_FULL | {"topics": [f"quantisation-{number}" for number in range(100)]}),
    "many unknown keys": lambda: dump(_FULL) + "".join(f"x{number}: 1\n" for number in range(15_000)),
    "long address": lambda: dump(_FULL | {"links": {"page": "https://a.b/" + "a" * _MUCH}}),
    "longest address": lambda: dump(_FULL | {"links": {"page": "https://arxiv.org/" + ".,;" * 660 + "a"}}),
    "long id": lambda: dump(_FULL | {"ids": {"doi": "10.1234/" + "a/" * (_MUCH // 2)}}),
    "long number": lambda: "year: " + "9" * _MUCH,
    "waivers": lambda: dump(_FULL | {"waive": {f"LS{number}": "no reason at all" for number in range(100, 700)}}),
    "numbers for names": lambda: _listing("also_titled", ["1"] * 80_000),
    "tabs": lambda: dump(_FULL).replace("year", "\tyear") + "\t# x\n" * 40_000,
    "colons": lambda: "".join(f"x: {number}: y\n" for number in range(10_000)),
}


@pytest.mark.parametrize("name", _HUGE)
def test_huge_values_are_read_checked_and_fixed(tmp_path: Path, name: str) -> None:
    write_example(tmp_path, Example())
    (tmp_path / GPTQ).write_text(_HUGE[name](), encoding="utf-8")
    findings(tmp_path)
    fix(Survey.load(tmp_path, strict=False, cached=False))


# --- bombs ------------------------------------------------------------------------------------------------------------


def _aliases() -> str:
    return "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))


BOMBS: dict[str, Callable[[], str]] = {
    "aliases": _aliases,
    "merge keys": lambda: "a: &a {x: y}\nb: {<<: *a}\n",
    "flow lists in lists": lambda: "[" * 150_000,
    "flow mappings in mappings": lambda: "{a: " * 45_000,
    "block lists in lists": lambda: "- " * 90_000,
    "questions in questions": lambda: "? " * 90_000,
    "a mapping below a mapping": lambda: "\n".join(" " * depth + "a:" for depth in range(600)),
    "100 MB in one scalar": lambda: "title: " + "x" * 100_000_000,
    "100 MB in one quoted scalar": lambda: 'title: "' + "x" * 100_000_000 + '"\n',
    "100 MB in one block": lambda: "title: |\n" + "  x\n" * 25_000_000,
    "2 MB of nothing but values": lambda: "topics: [" + "1," * 990_000 + "]",
    "2 MB of nothing but items": lambda: "topics:\n" + "- 1\n" * 490_000,
    "2 MB of empty lists": lambda: "topics: [" + "[]," * 660_000 + "]",
    "2 MB of keys": lambda: "".join(f"{number}: 1\n" for number in range(200_000)),
    "2 MB of line breaks": lambda: "\n" * 1_990_000,
    "2 MB of tags": lambda: "a: " + "!" * 1_990_000,
    "2 MB in one scalar": lambda: "title: " + "x" * 1_990_000,
}
# Each bomb in a process of its own, forked so that the imports are paid once, which ends if it asks for more memory.
_MEASURED = f"""
import os, resource, sys
from livingsurvey import Survey
from livingsurvey.checks import check
for folder in sys.argv[1:]:
    child = os.fork()
    if child:
        _, status, usage = os.wait4(child, 0)
        print(status, usage.ru_maxrss, flush=True)
        continue
    resource.setrlimit(resource.RLIMIT_DATA, ({MEGABYTES} << 20, {MEGABYTES} << 20))
    resource.setrlimit(resource.RLIMIT_CPU, ({RUNAWAY}, {RUNAWAY}))
    found = check(Survey.load(folder, strict=False, cached=False))
    print(*sorted({{finding.code for finding in found}}), end=" ", flush=True)
    os._exit(0)
"""


@pytest.mark.parametrize("file", [GPTQ, "taxonomy.yaml"])
def test_a_bomb_is_refused_within_200_mb(tmp_path: Path, file: str) -> None:
    """And within a second, which ``benchmarks/checking.py`` measures: the machine's mood must not fail a test."""
    for bomb, text in BOMBS.items():
        (tmp_path / bomb).mkdir()
        write_example(tmp_path / bomb, Example())
        (tmp_path / bomb / file).write_text(text(), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", _MEASURED, *(tmp_path / bomb for bomb in BOMBS)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    for bomb, line in zip(BOMBS, ran.stdout.splitlines(), strict=True):
        *codes, status, kilobytes = line.split()
        assert status == "0", f"{bomb}: {ran.stderr}"
        assert int(kilobytes) < MEGABYTES << 10, bomb
        assert set(codes) & {"LS101", "LS104", "LS109", "LS113"}, (bomb, codes)


def test_a_name_that_is_no_utf_8_and_one_with_a_line_break(tmp_path: Path) -> None:
    write_example(tmp_path, Example())
    for name in (b"x\xff2022y.yaml", b"x2022y\n::error::z.yaml", b"\x1b[2J.yaml"):
        Path(str(tmp_path / "papers/2022"), name.decode("utf-8", "surrogateescape")).write_text("x", encoding="utf-8")
    assert [finding.code for finding in findings(tmp_path)] == ["LS111"] * 3
