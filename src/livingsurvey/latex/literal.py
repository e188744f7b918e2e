"""Which signs of a text are themselves, although LaTeX would take them for its own.

BibTeX counts braces and reads nothing else, and programs that export to it escape some signs or none. A ``$`` is one of
a formula only where a second one closes it as formulas are closed; prices are not.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\\(?:begin|end)(?![A-Za-z])(?:\{[^{}]*\})?|\\(?:[A-Za-z]+|(?s:.)|$)|[{}$%]")
_WORDS = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{2,}")
_FORMULA = re.compile(r"[\\^_{]")
_NO_PRICE = re.compile(r"[<>=]|\\[A-Za-z]")
"""How no price begins: $<$5 and $\\sim$5 are formulas before a number."""
_STANDS_FOR_ITSELF = "."
_DEEPEST = 40
"""How deep braces may be nested; nobody writes more, and a parser has an end."""


def masked(source: str) -> str:
    """The text with a full stop in place of each sign that is itself, so that a parser of LaTeX passes over it.

    Every other character keeps its place. Braces, formulas and environments are whole in what is left: each has its
    beginning and its end.
    """
    literal: set[int] = set()
    opened: list[int] = []
    dollars: list[int] = []
    for match in _TOKEN.finditer(source):
        sign, at = match[0], match.start()
        if sign == "{":
            opened.append(at)
        elif sign == "}":
            if not opened:
                literal.add(at)
            elif len(opened) > _DEEPEST:
                literal |= {opened.pop(), at}
            else:
                opened.pop()
        elif sign == "$":
            dollars.append(at)
        elif sign in ("%", "\\") or sign.startswith((r"\begin", r"\end")):
            literal |= set(range(at, match.end()))
    literal |= {*opened, *_prices(source, dollars), *_lonely_brackets(source)}
    if not literal:
        return source
    return "".join(_STANDS_FOR_ITSELF if at in literal else character for at, character in enumerate(source))


def _prices(source: str, dollars: list[int]) -> set[int]:
    """The dollar signs that neither open nor close a formula."""
    literal: set[int] = set()
    at = 0
    while at < len(dollars):
        if at + 1 < len(dollars) and _is_formula(source, dollars[at], dollars[at + 1]):
            at += 2
        elif at + 3 < len(dollars) and _is_display(dollars[at : at + 4]):
            at += 4
        else:
            literal.add(dollars[at])
            at += 1
    return literal


def _is_formula(source: str, start: int, end: int) -> bool:
    """Whether two dollar signs have a formula between them: Pandoc's rule, and no words of a sentence."""
    inside = source[start + 1 : end]
    if not inside.strip() or inside[0].isspace() or inside[-1].isspace():
        return False
    if source[end + 1 : end + 2].isdigit() and not _NO_PRICE.match(inside):
        return False
    return _is_whole(inside) and bool(_FORMULA.search(inside) or " " not in inside or not _WORDS.search(inside))


def _is_display(four: list[int]) -> bool:
    """Whether four dollar signs stand in pairs, with something between the pairs."""
    first, second, third, fourth = four
    return second == first + 1 and fourth == third + 1 and third > second + 1


def _is_whole(inside: str) -> bool:
    depth = 0
    for match in _TOKEN.finditer(inside):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth < 0:
            return False
    return depth == 0


def _lonely_brackets(source: str) -> set[int]:
    r"""The backslashes of ``\(`` and ``\[`` that nothing closes, and of ``\)`` and ``\]`` that nothing opened."""
    lonely: set[int] = set()
    opened: dict[str, int] = {}
    for match in _TOKEN.finditer(source):
        sign, at = match[0], match.start()
        if sign in (r"\(", r"\["):
            lonely |= {opened.pop(sign)} if sign in opened else set()
            opened[sign] = at
        elif sign in (r"\)", r"\]"):
            opening = r"\(" if sign == r"\)" else r"\["
            if opening not in opened or not _is_whole(source[opened[opening] + 2 : at]):
                lonely.add(at)
            else:
                del opened[opening]
        elif sign in "{}$":
            lonely |= set(opened.values())
            opened.clear()
    return lonely | set(opened.values())
