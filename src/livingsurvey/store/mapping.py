"""A YAML file as the mapping it must be, and what keeps it from being one, before any schema is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from yaml import Node

from livingsurvey.model import Finding, Repair
from livingsurvey.store import yaml
from livingsurvey.store.diagnosis import MAX_FINDINGS
from livingsurvey.store.syntax import Problem, with_usual_colon
from livingsurvey.store.traps import traps
from livingsurvey.store.yaml import MAX_BYTES, compose, construct, place_in


def to_mapping(name: str, content: bytes, *, limit: int = MAX_BYTES) -> tuple[dict[str, Any] | None, list[Finding]]:
    """The mapping a YAML file holds, or None; and what is wrong with the file before any schema is asked.

    Args:
        name: the file's name as findings show it.
        content: the file's bytes.
        limit: how many bytes it may have.
    """
    if len(content) > limit:
        reason = f"the file has more than {limit:,} bytes"
        return None, [Finding(name, 1, 1, "LS113", reason, "Split it, or remove what does not belong in it.")]
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        return None, [Finding(name, line, column, "LS110", "not UTF-8", "Save the file with UTF-8 encoding.")]
    if text.startswith("\ufeff"):
        reason = "the file begins with a byte order mark"
        repair = Repair(lines={1: text.splitlines()[0][1:]})
        return None, [Finding(name, 1, 1, "LS110", reason, "Save the file as UTF-8 without BOM.", repair=repair)]
    tree, problems = compose(text)
    data = construct(tree, problems) if tree else None
    findings = _findings(name, problems)
    if not findings and not isinstance(data, dict):
        fix = "Write one  key: value  a line."
        findings = [Finding(name, 1, 1, "LS105", "the file must be lines of  key: value", fix)]
    elif tree and not findings:
        findings = [*_empty_values(name, tree, data), *_findings(name, traps(text, tree))]
    return (data, []) if isinstance(data, dict) and not findings else (None, findings)


def _findings(name: str, problems: Iterable[Problem]) -> list[Finding]:
    return [Finding(name, p.line, p.column, p.code, p.reason, p.fix, repair=p.repair) for p in problems]


def _empty_values(name: str, tree: Node, data: Any) -> Iterator[Finding]:
    """A finding for each key and list item without a value: a form that was not filled in is no statement."""
    for path in islice(_nulls(data, ()), MAX_FINDINGS):
        line, column = place_in(tree, path, key=True)
        key = next((part for part in reversed(path) if isinstance(part, str)), "the file")
        reason = f"'{key}' is empty" if isinstance(path[-1], str) else f"an item of '{key}' is empty"
        fix = with_usual_colon(key) or "Write its value, or delete the line."
        yield Finding(name, line, column, "LS107", reason, fix)


def _nulls(data: Any, path: yaml.Path) -> Iterator[yaml.Path]:
    if data is None:
        yield path
    elif isinstance(data, dict | list):
        items = data.items() if isinstance(data, dict) else enumerate(data)
        for part, value in items:
            if value is None or isinstance(value, dict | list):
                yield from _nulls(value, (*path, part))
