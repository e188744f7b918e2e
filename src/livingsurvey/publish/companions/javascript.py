"""Patterns of Python's as JavaScript has them, so that a browser looks for what the program looks for."""

from __future__ import annotations

import re
from collections.abc import Callable

_WORD = r"\p{L}\p{N}_"
_CLASSES = {"w": _WORD, "d": r"\p{Nd}", "s": r"\s", "S": r"\S", "W": rf"[^{_WORD}]", "D": r"\P{Nd}"}
_BOUND = rf"(?:(?<=[{_WORD}])(?![{_WORD}])|(?<![{_WORD}])(?=[{_WORD}]))"
_SYNTAX = frozenset("^$\\.*+?()[]{}|/")
_CODE = "u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}"
_TOKEN = re.compile(
    rf"(?P<set>\[\^?\]?(?:\\.|[^\[\]\\])*\])|\\(?P<code>{_CODE})|\\(?P<escaped>.)"
    r"|\(\?P<(?P<named>\w+)>|\(\?P=(?P<again>\w+)\)|\(\?(?P<flag>[is]):|(?P<possessive>(?<=[*+?}])\+)"
    r"|(?P<space>\s+)|(?P<other>.)",
    re.DOTALL,
)
_IN_SET = re.compile(rf"\\(?P<code>{_CODE})|\\(?P<escaped>.)|(?P<other>.)", re.DOTALL)
_GLOBAL_FLAGS = re.compile(r"\A\(\?[a-z]+\)")


def translated(pattern: re.Pattern[str]) -> dict[str, str]:
    r"""A pattern as ``new RegExp(pattern, flags)`` takes it, with the meaning that it has here.

    Letters, digits and the bounds of words are those of all scripts, as Python has them; names of groups, groups in any
    case, possessive repeats (which only save time) and white space in verbose patterns are written in another way.

    >>> translated(re.compile(r"(?P<year>\d+)\b"))["pattern"].startswith(r"(?<year>\p{Nd}+)(?:")
    True
    """
    is_verbose, any_sign = pattern.flags & re.VERBOSE, bool(pattern.flags & re.DOTALL)
    groups: list[str] = []
    parts = []
    for token in _TOKEN.finditer(_GLOBAL_FLAGS.sub("", pattern.pattern)):
        if token["other"] == ")":
            groups.pop()
        elif token["named"] or token["flag"] or token["other"] == "(":
            groups.append(token["flag"] or "")
        if not (token["possessive"] or (token["space"] and is_verbose)):
            parts.append(_written(token, any_case="i" in groups, any_sign=any_sign or "s" in groups))
    return {"pattern": "".join(parts), "flags": "iu" if pattern.flags & re.IGNORECASE else "u"}


def _written(token: re.Match[str], *, any_case: bool, any_sign: bool) -> str:
    written: dict[str, Callable[[str], str]] = {
        "set": lambda said: _set(said, any_case=any_case),
        "code": _code,
        "escaped": _escaped,
        "named": lambda name: f"(?<{name}>",
        "again": lambda name: rf"\k<{name}>",
        "flag": lambda _: "(?:",
        "space": lambda space: space,
        "other": lambda said: _other(said, any_case=any_case, any_sign=any_sign),
    }
    kind = token.lastgroup or ""
    return written[kind](token[kind])


def _other(said: str, *, any_case: bool, any_sign: bool) -> str:
    if said == "." and any_sign:
        return "[^]"
    return f"[{said.lower()}{said.upper()}]" if any_case and said.isascii() and said.isalpha() else said


def _code(digits: str) -> str:
    return rf"\u{{{digits[1:].lstrip('0') or '0'}}}"


def _escaped(letter: str) -> str:
    if letter == "b":
        return _BOUND
    if letter in _CLASSES:
        inside = _CLASSES[letter]
        return inside if len(inside) == 2 or letter in "DW" else f"[{inside}]"
    if letter in "AZ":
        return "^" if letter == "A" else "$"
    return f"\\{letter}" if letter in _SYNTAX or letter in "nrt0123456789" else letter


def _set(said: str, *, any_case: bool) -> str:
    """A set of characters. JavaScript has no set of all that are *not* non-letters, and looks ahead instead."""
    negated, inside, only_words = said[1] == "^", said[1:-1].removeprefix("^"), False
    parts = []
    for token in _IN_SET.finditer(inside):
        escaped, other = token["escaped"], token["other"]
        if escaped == "W" and negated:
            only_words = True
        elif escaped in _CLASSES:
            parts.append(_CLASSES[escaped])
        elif escaped:
            parts.append(f"\\{escaped}" if escaped in _SYNTAX or escaped in "-nrt" else escaped)
        elif other:
            both = any_case and other.isascii() and other.isalpha()
            parts.append(other.lower() + other.upper() if both else rf"\{other}" if other in "[]" else other)
        else:
            parts.append(_code(token["code"]))
    content = "".join(parts)
    if only_words:
        return f"(?:(?![{content}])[{_WORD}])" if content else f"[{_WORD}]"
    return f"[{'^' if negated else ''}{content}]"
