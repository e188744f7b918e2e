r"""YAML that says something else than who wrote it meant: it can be read, and would falsify a text without a word.

``"\theta"`` begins with a tab, and of ``title: Widgets #1`` a comment swallows the number. Two spaces in front of the
``#`` and one behind it make it a comment that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from livingsurvey.model import Repair
from livingsurvey.store.syntax import Problem, in_quotes
from livingsurvey.store.yaml import plain_scalar

_COMMENT = re.compile(r"[ \t]*#.*")
_BEGINS_COMMENT = (" #", "\t#", '"#', "'#")
_MAY_BE_COMMENT = re.compile(r"[^\s#][ \t]+#|[\"']#")
_MAY_BE_ESCAPE = re.compile(r"\\[0abtnvfreNLP_]")
_ESCAPE = re.compile(
    r"""\\(?:(?P<meant>[abtvfreNLP](?=[a-z{])|_|n(?=(?:
        u|eq?|ot|otin|abla|mid|i|exists|atural|leq|geq|less|gtr|prec|succ|sim|cong|parallel|earrow|warrow|leftarrow
        |rightarrow|subseteq|supseteq|oindent|ewline|ormalsize)(?![a-z])))|.)""",
    re.DOTALL | re.VERBOSE,
)
r"""What a backslash begins; ``meant`` where it is LaTeX and no sign of YAML. A line break goes on with a new line's
words, and none of these commands leaves a word behind its first letter."""
_FREE_TEXT = frozenset({"title", "name", "also_titled", "aliases", "authors"})
_FREE_TEXT |= {"en", "zh", "definition", "description", "label"}
_MADE = {"a": "a bell", "b": "a backspace", "t": "a tab", "n": "a line break", "v": "a tab", "f": "a form feed"}
_MADE |= {"r": "a line break", "e": "an escape", "_": "a no-break space"} | dict.fromkeys("NLP", "a line break")
"""What YAML makes of a backslash and this letter."""


def traps(text: str, tree: yaml.Node) -> Iterator[Problem]:
    """What a document says and hardly means.

    Args:
        text: the document.
        tree: its nodes, as :func:`livingsurvey.store.yaml.compose` gives them.
    """
    may_be_comment = any(begun in text for begun in _BEGINS_COMMENT) and _MAY_BE_COMMENT.search(text)
    may_be_escape = "\\" in text and _MAY_BE_ESCAPE.search(text)
    if may_be_comment or may_be_escape:
        lines = text.split("\n")
        for key, node in _scalars(tree, ""):
            if may_be_escape and node.style == '"':
                yield from _escaped(node, lines)
            if may_be_comment and node.start_mark.line == node.end_mark.line:
                yield from _commented(key, node, lines[node.start_mark.line])


def _escaped(node: yaml.ScalarNode, lines: list[str]) -> Iterator[Problem]:
    start, end = node.start_mark, node.end_mark
    rows = lines[start.line : end.line + 1]
    written = "\n".join([*rows[:-1], rows[-1][: end.column]])[start.column :]
    meant = next((match for match in _ESCAPE.finditer(written) if match["meant"]), None)
    if meant is None:
        return
    doubled = _ESCAPE.sub(lambda match: f"\\{match[0]}" if match["meant"] else match[0], written)
    word = re.match(r"\\\w+", written[meant.start() :])
    reason = f"'{word[0] if word else meant[0]}' in double quotes begins with {_MADE[meant['meant']]}"
    fix = f"There, write a backslash twice. Write  {rows[0][: start.column].lstrip()}{doubled}"
    repair = Repair(lines={start.line + 1: rows[0][: start.column] + doubled + rows[0][end.column :]})
    yield Problem(start.line + 1, start.column + 1, "LS117", reason, fix, repair if len(rows) == 1 else None)


def _commented(key: str, node: yaml.ScalarNode, line: str) -> Iterator[Problem]:
    rest = line[node.end_mark.column :].rstrip()
    if not _COMMENT.fullmatch(rest):
        return
    before, comment = line[: node.start_mark.column].lstrip(), rest.lstrip()
    if node.style in ("'", '"'):
        is_trap, apart = comment == rest, ""  # nothing parts the two
    else:
        is_text = isinstance(plain_scalar(node.value), str) and any(map(str.isalpha, node.value))
        is_apart = comment[1:2].strip() == "" and (len(rest) - len(comment) > 1 or not _is_prose(key, node.value))
        is_trap = is_text and not is_apart
        apart = f"  or, where that is a comment,  {before}{in_quotes(node.value)} {comment}"
    if is_trap:
        reason = f"the text '{node.value}' ends where # begins a comment"
        fix = f"Write  {before}{in_quotes(node.value + rest)}{apart}"
        yield Problem(node.end_mark.line + 1, node.end_mark.column + 1, "LS118", reason, fix)


def _is_prose(key: str, value: str) -> bool:
    return key in _FREE_TEXT or " " in value


def _scalars(node: Any, key: str) -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Every value, with the name of the field or list that it stands in."""
    if isinstance(node, yaml.ScalarNode):
        yield key, node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item, key)
    elif isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from _scalars(value, str(name.value))
