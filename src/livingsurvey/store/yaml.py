"""YAML read through libyaml, with YAML 1.2 meaning and the place of every value.

The parser is PyYAML's C binding; it builds nodes that know their line and column. The constructor here is our own: it
reads plain scalars by the YAML 1.2 core schema (``no`` is a string, ``2023-05-12`` is a string), sees duplicate keys,
and refuses anchors, aliases and tags, which no record needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from livingsurvey.store.syntax import Problem, syntax_problem, text_in_quotes

Data = None | bool | int | float | str | list[Any] | dict[str, Any]
Path = tuple[str | int, ...]

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
MAX_VALUES = 50_000
_OF_YAML = "tag:yaml.org,2002:"

_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_DEEP = re.compile(rf"[ \t?:-]{{{MAX_DEPTH}}}")
_SEPARATORS = "\n\r,:-?"
_LONGEST_INT = 19
_SPECIAL_FLOATS = {".inf": float("inf"), "-.inf": float("-inf"), ".nan": float("nan")}
_WORDS: dict[str, Data] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NUMERIC_START = frozenset("+-.0123456789")
_PLAIN, _QUOTED = "plain", "quoted"


class _Loader(CParser):
    """libyaml's parser and composer; tags only tell plain scalars from quoted ones."""

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)

    def resolve(self, kind: type, value: str | None, implicit: Any) -> str:
        return _PLAIN if kind is yaml.ScalarNode and implicit[0] else _QUOTED

    def descend_resolver(self, parent: Any, index: Any) -> None:
        """Part of the interface that the C composer calls."""

    def ascend_resolver(self) -> None:
        """Part of the interface that the C composer calls."""


def parse(text: str) -> tuple[Data, list[Problem]]:
    """The document's value and what is wrong with it; after a syntax error the value is None."""
    node, problems = compose(text)
    return None if node is None else construct(node, problems), problems


def compose(text: str) -> tuple[yaml.Node | None, list[Problem]]:
    """The document's node tree, or None with the reason why there is none."""
    try:
        problems = list(_abuse(text)) if _suspicious(text) else []
        if problems:
            return None, problems
        loader = _Loader(text)
    except UnicodeEncodeError:
        return None, [
            Problem(1, 1, "LS110", "half a character (a lone surrogate)", "Save the file with UTF-8 encoding.")
        ]
    try:
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        return None, [syntax_problem(error, text)]
    finally:
        loader.dispose()
    if node is None:
        return None, [Problem(1, 1, "LS101", "the file is empty", "Write the record, or delete the file.")]
    return node, []


def locate(text: str, path: Path, *, key: bool = False) -> tuple[int, int]:
    """Line and column, from 1, of the value at ``path`` (of its key with ``key=True``).

    Where the document ends before the path does, the place of the nearest existing parent.
    """
    node, problems = compose(text)
    if node is None:
        return problems[0].line, problems[0].column
    return place_in(node, path, key=key)


def place_in(tree: yaml.Node, path: Path, *, key: bool = False) -> tuple[int, int]:
    """:func:`locate` in a document that is composed already."""
    node, mark = tree, tree.start_mark
    for step, part in enumerate(path):
        name, child = _child(node, part)
        if child is None:
            break
        wants_key = key and step == len(path) - 1
        mark = (name if wants_key and name is not None else child).start_mark
        node = child
    return mark.line + 1, mark.column + 1


def written_in(tree: yaml.Node, path: Path) -> str | None:
    """The scalar at ``path`` as it stands in the file, before any number is made of it."""
    node: yaml.Node | None = tree
    for part in path:
        node = None if node is None else _child(node, part)[1]
    return node.value if isinstance(node, yaml.ScalarNode) else None


def _child(node: yaml.Node, part: str | int) -> tuple[yaml.Node | None, yaml.Node | None]:
    """The node of a key with that of its value, or an item of a list; (None, None) where there is none."""
    if isinstance(node, yaml.MappingNode):
        return next(((name, value) for name, value in node.value if name.value == part), (None, None))
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return None, node.value[part]
    return None, None


def construct(node: yaml.Node, problems: list[Problem]) -> Data:
    """The value of a document that is composed already; what is wrong with it is added to ``problems``."""
    if isinstance(node, yaml.ScalarNode):
        return plain_scalar(node.value) if node.tag is _PLAIN else node.value
    if isinstance(node, yaml.SequenceNode):
        return [construct(child, problems) for child in node.value]
    mapping: dict[str, Any] = {}
    for name, value in node.value:
        key = name.value if isinstance(name, yaml.ScalarNode) else None
        if not isinstance(key, str) or (name.tag is _PLAIN and not isinstance(plain_scalar(key), str)):
            problems.append(_problem_at(name, "LS105", "a key that is not text", "Put the key in quotes."))
        elif key in mapping:
            fix = "Keep one of the two lines, or join their values."
            problems.append(_problem_at(name, "LS103", f"'{key}' is written twice", fix))
        else:
            mapping[key] = construct(value, problems)
    return mapping


def plain_scalar(value: str) -> Data:
    """What a scalar without quotes is by YAML 1.2."""
    if value[:1] not in _NUMERIC_START:
        return _WORDS.get(value, value)
    if _INT.fullmatch(value):
        return _integer(value)
    if _FLOAT.fullmatch(value):
        return float(value)
    return _SPECIAL_FLOATS.get(value.lower().lstrip("+"), value)


def _integer(value: str) -> Data:
    if len(value) > _LONGEST_INT:
        return float(value) if value[1:2] not in ("o", "x") else value
    return int(value, 0 if value[1:2] in ("o", "x") else 10)


def _suspicious(text: str) -> bool:
    """Whether the text may hold what the composer must not be given: cheap, and true too often rather than not.

    A block collection begins in a column that only spaces and indicators stand before, so that depth needs a long run
    of them. The composer recurses in C: a text that is too deep for it ends the process. A value, of which each becomes
    an object of some hundred bytes, needs a line or an indicator of its own.
    """
    flow = text.count("[") + text.count("{")
    if "*" in text or "&" in text or "!" in text or flow > MAX_DEPTH or _DEEP.search(text):
        return True
    return len(text) > MAX_VALUES and flow + sum(map(text.count, _SEPARATORS)) > MAX_VALUES // 2


def _abuse(text: str) -> Iterable[Problem]:
    """Anchors, aliases, tags, too many values or levels: seen in the event stream before anything is built."""
    depth = 0
    try:
        for number, event in enumerate(yaml.parse(text, Loader=yaml.CSafeLoader)):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            mark = event.start_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            if depth > MAX_DEPTH:
                yield _too_deep(line, column)
                return
            if number > MAX_VALUES:
                yield Problem(line, column, "LS109", f"more than {MAX_VALUES:,} values", "No file needs that many.")
                return
            anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
            if isinstance(event, yaml.AliasEvent):
                fix = f"Write the value itself; text that begins with * needs quotes{text_in_quotes(text, line)}"
                yield Problem(line, column, "LS109", f"the alias *{anchor}", fix)
                return
            if anchor:
                fix = f"Remove &{anchor}; text that begins with & needs quotes{text_in_quotes(text, line)}"
                yield Problem(line, column, "LS109", f"the anchor &{anchor}", fix)
                return
            if tag:
                as_text = f"; text that begins with ! needs quotes{text_in_quotes(text, line)}"
                fix = "Remove it." if tag.startswith(_OF_YAML) else f"Remove it{as_text}"
                yield Problem(line, column, "LS109", f"the tag {tag}", fix)
                return
    except yaml.YAMLError as error:
        yield syntax_problem(error, text)


def _too_deep(line: int, column: int) -> Problem:
    return Problem(
        line, column, "LS109", f"nested more than {MAX_DEPTH} levels deep", "Reduce the nesting; no record needs it."
    )


def _problem_at(node: yaml.Node, code: str, reason: str, fix: str) -> Problem:
    return Problem(node.start_mark.line + 1, node.start_mark.column + 1, code, reason, fix)
