"""Regular expressions over text from outside: their work grows no faster than the text.

Every pattern of the package is found by itself, and fed long runs of what it is made of.
"""

from __future__ import annotations

import ast
import importlib
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import livingsurvey
from tests.steps import Counter, TooMuch, provocations

PACKAGE = Path(livingsurvey.__file__).parent
METHODS = {"search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer", "compile"}
SIZES = (16, 64)
SURE = (120, 480)
"""How often a piece is repeated; where a limited repeat can look like growth, it is tried again with more."""
MOST = 7
"""How much more work four times the text may be: four times is linear, sixteen times is not."""
FEW_STEPS = 1_500
"""Work that is small whatever it grows like."""

DYNAMIC = {
    ("publish/repository/markers.py", "named"): "a line of README.md that begins like a marker, up to its end",
}
"""Patterns made of what is only known in a function, by the name in it, each with why it is linear."""

OUR_OWN = {"javascript:_TOKEN": "reads the patterns of this package"}
"""Patterns that no text from outside comes to, by where they stand, each with what it reads."""

Case = tuple[str, str, int, str]
"""Where a pattern stands, the pattern, its flags, and the method that does most with it."""


def cases() -> Iterator[Case]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name != "__main__.py":
            name = ".".join(("livingsurvey", *path.relative_to(PACKAGE).with_suffix("").parts))
            yield from cases_of(path, importlib.import_module(name.removesuffix(".__init__")))


def cases_of(path: Path, module: ModuleType) -> Iterator[Case]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    used: defaultdict[str, set[str]] = defaultdict(set)
    named = {target.id for node in tree.body for target in targets(node) if isinstance(target, ast.Name)}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS):
            continue
        whose = node.func.value.id if isinstance(node.func.value, ast.Name) else ""
        if whose != "re":
            used[whose if whose in named else ""].add(node.func.attr)
        elif (pattern := text_of(node, module, path)) and node.func.attr != "compile":
            yield f"{path.stem}:{node.lineno}", pattern, 0, hardest({node.func.attr})
    for name in sorted(named):
        for pattern in patterns_in(vars(module).get(name)):
            methods = used[name] or used[""] or {"search"}
            yield f"{path.stem}:{name}", pattern.pattern, pattern.flags & ~re.UNICODE, hardest(methods)


def targets(node: ast.stmt) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AnnAssign) else []


def text_of(call: ast.Call, module: ModuleType, path: Path) -> str | None:
    """The pattern of a call, where it is made of what the module itself knows."""
    try:
        return str(eval(compile(ast.Expression(call.args[0]), str(path), "eval"), vars(module)))
    except NameError as error:
        known = (path.relative_to(PACKAGE).as_posix(), error.name)
        assert call.func.attr == "compile" or known in DYNAMIC, f"{known}: is its work linear?"  # type: ignore[attr-defined]
        return None


def patterns_in(value: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from patterns_in(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from patterns_in(each)


def hardest(methods: set[str]) -> str:
    return next(
        (one for one in ("sub", "search", "match", "fullmatch") if one in methods),
        "sub",
    )


CASES = [case for case in cases() if case[0] not in OUR_OWN]


@pytest.fixture(autouse=True)
def deep_enough() -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(50_000)
    yield
    sys.setrecursionlimit(before)


def slow_over(pattern: str, flags: int, method: str) -> str | None:
    """The text over which the work of a pattern grows faster than the text."""
    counter = Counter(pattern, flags, most=1_000_000)
    for before, piece, after in provocations(pattern, flags):

        def steps(times: int) -> int:
            try:
                return counter.count(before + piece * times + after, method)  # noqa: B023 - asked in this round
            except TooMuch:
                return sys.maxsize

        if steps(SIZES[1]) > FEW_STEPS and grows(steps, SIZES) and grows(steps, SURE):
            return f"{before!r} + {piece!r} * n + {after!r}"
    return None


def grows(steps: Callable[[int], int], sizes: tuple[int, int]) -> bool:
    small, large = map(steps, sizes)
    return large > MOST * small


@pytest.mark.parametrize(("pattern", "flags", "method"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_four_times_the_text_is_four_times_the_work(pattern: str, flags: int, method: str) -> None:
    assert slow_over(pattern, flags, method) is None
