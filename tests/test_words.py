"""What docs/tool/words.md rules out occurs nowhere that a reader looks: pages, messages, documents, data."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WORDS = ROOT / "docs/tool/words.md"
WRITTEN = (
    "*.md",
    "docs/*.md",
    "docs/tool/*.md",
    ".github/*.md",
    ".github/ISSUE_TEMPLATE/*",
    "*.yaml",
    "knowledge/*.yaml",
    "templates/**/*.j2",
    "templates/**/*.html",
    "templates/**/*.js",
)


def ruled_out() -> Iterator[tuple[str, str]]:
    """Each phrase of the last table of docs/tool/words.md, with what to write instead."""
    lines = WORDS.read_text(encoding="utf-8").partition("| write | instead of |\n")[2].splitlines()[1:]
    for line in takewhile(lambda line: line.startswith("|"), lines):
        better, worse = (cell.strip() for cell in line.strip("|").split("|"))
        yield worse, better


def said_by(module: str) -> Iterator[str]:
    """The texts in the code of a module, without its docstrings."""
    for node in ast.walk(ast.parse(module)):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Constant) and isinstance(child.value, str) and not isinstance(node, ast.Expr):
                yield child.value


def without_comments(file: Path) -> str:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".js":
        return re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)
    return re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL) if file.suffix == ".j2" else text


def in_one_line(text: str) -> str:
    return " ".join(text.split())


@cache
def texts() -> dict[str, str]:
    """What readers see, by file, each in one line."""
    written = {file: without_comments(file) for pattern in WRITTEN for file in ROOT.glob(pattern)}
    said = {file: "\n".join(said_by(file.read_text(encoding="utf-8"))) for file in ROOT.glob("src/**/*.py")}
    return {
        str(file.relative_to(ROOT)): in_one_line(text)
        for file, text in (written | said).items()
        if file != WORDS and "vendor" not in file.parts
    }


def test_the_table_and_the_texts_are_found() -> None:
    assert len(list(ruled_out())) > 10
    assert {"README.md", "docs/about.md", "templates/fragments/home.html.j2"} <= texts().keys()


def test_a_docstring_is_not_said_to_a_reader() -> None:
    assert list(said_by('def f():\n    """Not this."""\n    raise ValueError("This.")')) == ["This."]


@pytest.mark.parametrize(("worse", "better"), list(ruled_out()))
def test_what_reads_oddly_occurs_nowhere(worse: str, better: str) -> None:
    phrase = re.compile(rf"(?<!\w){re.escape(worse)}(?!\w)", re.IGNORECASE)
    found = [file for file, text in texts().items() if phrase.search(text)]
    assert found == [], f'instead of "{worse}", write "{better}"'
