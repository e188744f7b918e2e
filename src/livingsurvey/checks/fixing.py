"""``survey check --fix``: what can be meant in one way only is written so, and nothing else is touched."""

from __future__ import annotations

import contextlib
import functools
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from yaml import Node

from livingsurvey.checks import check
from livingsurvey.errors import UsageError
from livingsurvey.model import Finding
from livingsurvey.model.characters import seen
from livingsurvey.store import yaml
from livingsurvey.store.diagnosis import MAX_FINDINGS
from livingsurvey.store.mapping import to_mapping
from livingsurvey.store.symlinks import place_of
from livingsurvey.store.write import edit, move, told_apart, write_text
from livingsurvey.survey import Survey

_MOST_ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Fixed:
    """What fixing did: the survey as it is now, the findings that are gone, and those that are left."""

    survey: Survey
    gone: tuple[Finding, ...]
    left: tuple[Finding, ...]


def fix(survey: Survey, is_meant: Callable[[Finding], bool] = lambda finding: True) -> Fixed:
    """Repair the files of a survey until nothing is left that a program can be certain about.

    A file is replaced in one step or not at all; comments, order and all other lines stay as they are. Doing it again
    changes nothing.

    Args:
        survey: a survey loaded with ``strict=False``.
        is_meant: which findings to repair; by default all that can be.

    Raises:
        OSError: a file cannot be written; notes on it name those that were, and those that were not.
    """
    tried: dict[Finding, None] = {}
    stuck: set[str] = set()
    findings = check(survey, cached=True)
    touched: dict[str, None] = {}
    written: set[str] = set()
    for _ in range(_MOST_ROUNDS):
        pending = [each for each in findings if each.repair and each.file not in stuck and is_meant(each)]
        if not pending:
            break
        wrong = dict.fromkeys(finding.file for finding in pending)
        touched, written = touched | wrong, written - wrong.keys()
        with told_apart(touched, written):
            for file, group in groupby(pending, key=lambda finding: finding.file):
                turn, changed = _repair(survey.root, file, list(group))
                if changed:
                    tried |= dict.fromkeys(turn)
                    written.add(file)
                else:
                    stuck.add(file)
        survey = Survey.load(survey.root, strict=False)
        findings = check(survey, cached=True)
    left = {_what(finding) for finding in findings}
    return Fixed(survey, tuple(finding for finding in tried if _what(finding) not in left), findings)


def _what(finding: Finding) -> tuple[str, str, str]:
    """A finding without its place, which moves when lines above it go."""
    return finding.file, finding.code, finding.reason


def _repair(root: Path, file: str, findings: Sequence[Finding]) -> tuple[Sequence[Finding], bool]:
    """Repair one file as far as it can be done at once: what nobody sees, else its text, its values, its name.

    Gives the findings whose turn it was, and whether anything changed. The others wait for the next round, since their
    places may be wrong now.
    """
    path = root / file
    if any(finding.repair.seen for finding in findings if finding.repair):
        turn = [finding for finding in findings if finding.repair and finding.repair.seen]
        return turn, write_text(path, seen(path.read_bytes().decode()))
    if any(finding.repair.lines for finding in findings if finding.repair):
        return _mend_text(path, file, findings)
    if any(finding.repair.values for finding in findings if finding.repair):
        return _write_values(path, findings)
    target = next(finding.repair.move_to for finding in findings if finding.repair)
    return findings, move(path, place_of(root, target or file))


def _mend_text(path: Path, file: str, findings: Sequence[Finding]) -> tuple[list[Finding], bool]:
    """Make YAML of a text, mistake by mistake, and write it only when all of it has become YAML."""
    text = path.read_bytes().decode()
    done = [finding for finding in findings if finding.repair and finding.repair.lines]
    current, mended = done[0], set[int]()
    while current.repair and current.repair.lines:
        lines = current.repair.lines
        if mended >= lines.keys() or len(done) > MAX_FINDINGS:
            return done, False  # what was certain did not help, or it is no record at all
        text = _with_lines(text, lines)
        mended |= lines.keys()
        _, found = to_mapping(file, text.encode())
        if not found:
            break
        current = found[0]
        done += [current] if current.repair and current.repair.lines else []
    tree, _ = yaml.compose(text)
    if tree is None or not mended <= _lines_that_begin_something(tree, text):
        return done, False
    return done, write_text(path, text)


def _with_lines(text: str, lines: Mapping[int, str]) -> str:
    rows = text.splitlines(keepends=True)
    for number, line in lines.items():
        row = rows[number - 1]
        rows[number - 1] = line + row[len(row.rstrip("\r\n")) :]
    return "".join(rows)


def _lines_that_begin_something(tree: Node, text: str) -> set[int]:
    """The lines on which a value begins or that hold none: a line that only goes on with another's text is neither."""
    silent = {
        line for line, row in enumerate(text.splitlines(), 1) if row.strip() in ("", "---") or "#" in row.lstrip()[:1]
    }
    return silent | set(_begun(tree))


def _begun(node: Any) -> Iterator[int]:
    if isinstance(node, Node):
        yield node.start_mark.line + 1
        node = node.value
    if isinstance(node, list | tuple):
        for inner in node:
            yield from _begun(inner)


def _write_values(path: Path, findings: Sequence[Finding]) -> tuple[list[Finding], bool]:
    """Write all values that do not get in each other's way; where the file's layout refuses one, write the others."""
    text = path.read_bytes().decode()
    together: dict[yaml.Path, Any] = {}
    turn: list[Finding] = []
    for finding in findings:
        values = finding.repair.values if finding.repair else {}
        if values and not any(_meet(one, other) for one in values for other in together):
            together |= values
            turn.append(finding)
    try:
        text = edit(text, _tidy(text, together))
    except UsageError:
        for finding in reversed(turn):  # from the end, so that items of a list keep their numbers
            with contextlib.suppress(UsageError):
                text = edit(text, _tidy(text, finding.repair.values if finding.repair else {}))
    return turn, write_text(path, text)


def _meet(path: yaml.Path, other: yaml.Path) -> bool:
    """Whether one of the values is part of the other."""
    shared = min(len(path), len(other))
    return path[:shared] == other[:shared]


def _tidy(text: str, changes: Mapping[yaml.Path, Any]) -> dict[yaml.Path, Any]:
    """The changes in an order in which items of a list keep their numbers; what they would leave empty goes whole."""
    data, _ = yaml.parse(text)
    tidy = {path: value for path, value in changes.items() if value is not None}
    removed = sorted((path for path, value in changes.items() if value is None), reverse=True)
    for holder, group in groupby(removed, key=lambda path: path[:-1]):
        paths = list(group)
        filled = any(path[:-1] == holder for path in tidy)
        emptied = holder and not filled and len(paths) == len(_value_at(data, holder))
        tidy |= dict.fromkeys([holder] if emptied else paths)
    return tidy


def _value_at(data: Any, path: yaml.Path) -> Any:
    return functools.reduce(operator.getitem, path, data)
