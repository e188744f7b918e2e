"""How much work a regular expression is: a matcher that goes the way Python's own goes, and counts its steps.

Times depend on the machine and on who else uses it. Steps do not, so a test can compare two sizes of input.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Node = tuple[Any, Any]
Then = Callable[[int], int | None]
"""What is to match from a place on; the place where all of it ends, or None."""

_SIMPLE = {sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN}


class TooMuch(Exception):
    """More steps than allowed."""


class Counter:
    """Runs a pattern over texts and counts.

    Args:
        pattern: a regular expression as ``re`` takes it.
        flags: flags of ``re``.
        most: steps after which :class:`TooMuch` is raised.
    """

    def __init__(self, pattern: str, flags: int = 0, most: int = 1_000_000) -> None:
        self.tree = parser.parse(pattern, flags)
        self.flags = self.tree.state.flags
        self.steps = 0
        self._most = most
        self._text = ""
        self._groups: dict[int, tuple[int, int]] = {}

    def count(self, text: str, method: str) -> int:
        """The steps of a method of a compiled pattern: search, match, fullmatch, or everything for sub and its kin."""
        self.steps, self._text, self._groups = 0, text, {}
        if method in ("match", "fullmatch"):
            end: Then = (lambda at: at if at == len(text) else None) if method == "fullmatch" else (lambda at: at)
            self._all(list(self.tree), 0, 0, end)
            return self.steps
        start = 0
        while start <= len(text):
            found = self._all(list(self.tree), 0, start, lambda at: at)
            if found is not None and method == "search":
                break
            start = max(start + 1, found or 0)
        return self.steps

    def _all(self, nodes: list[Node], place: int, at: int, then: Then) -> int | None:
        if place == len(nodes):
            return then(at)
        return self._one(nodes[place], at, lambda next_: self._all(nodes, place + 1, next_, then))

    def _one(self, node: Node, at: int, then: Then) -> int | None:
        self.steps += 1
        if self.steps > self._most:
            raise TooMuch
        kind, what = node
        if kind in _SIMPLE:
            return then(at + 1) if at < len(self._text) and self._fits(node, self._text[at]) else None
        return getattr(self, f"_{str(kind).lower()}")(what, at, then)

    def _fits(self, node: Node, character: str) -> bool:
        kind, what = node
        if self.flags & re.IGNORECASE:
            return any(self._is(kind, what, each) for each in (character, character.lower(), character.upper()))
        return self._is(kind, what, character)

    def _is(self, kind: Any, what: Any, character: str) -> bool:
        if kind is sre.LITERAL:
            return ord(character) == what if len(character) == 1 else False
        if kind is sre.NOT_LITERAL:
            return ord(character[0]) != what
        if kind is sre.ANY:
            return character != "\n" or bool(self.flags & re.DOTALL)
        if kind is sre.RANGE:
            return what[0] <= ord(character[0]) <= what[1]
        if kind is sre.CATEGORY:
            return _CATEGORIES[what](character[0])
        members = [each for each in what if each[0] is not sre.NEGATE]
        return any(self._is(*each, character) for each in members) != (len(members) < len(what))

    def _branch(self, what: Any, at: int, then: Then) -> int | None:
        for branch in what[1]:
            found = self._all(list(branch), 0, at, then)
            if found is not None:
                return found
        return None

    def _subpattern(self, what: Any, at: int, then: Then) -> int | None:
        group, _, _, body = what

        def ended(end: int) -> int | None:
            before = self._groups.get(group)
            self._groups[group] = (at, end)
            found = then(end)
            if found is None and before is not None:
                self._groups[group] = before
            return found

        return self._all(list(body), 0, at, ended if group else then)

    def _groupref(self, what: Any, at: int, then: Then) -> int | None:
        start, end = self._groups.get(what, (0, -1))
        said, here = self._text[start:end], self._text[at : at + end - start]
        if self.flags & re.IGNORECASE:
            said, here = said.lower(), here.lower()
        self.steps += len(here)
        return then(at + end - start) if end >= start and said == here else None

    def _at(self, what: Any, at: int, then: Then) -> int | None:
        text, lines = self._text, bool(self.flags & re.MULTILINE)
        word = _CATEGORIES[sre.CATEGORY_WORD]
        edge = (at > 0 and word(text[at - 1])) != (at < len(text) and word(text[at]))
        fits = {
            sre.AT_BEGINNING: at == 0 or (lines and text[at - 1] == "\n"),
            sre.AT_BEGINNING_STRING: at == 0,
            sre.AT_END: text[at:] in ("", "\n") or (lines and text[at] == "\n"),
            sre.AT_END_STRING: at == len(text),
            sre.AT_BOUNDARY: edge,
            sre.AT_NON_BOUNDARY: not edge,
        }
        return then(at) if fits[what] else None

    def _assert(self, what: Any, at: int, then: Then) -> int | None:
        return then(at) if self._looks(what, at) else None

    def _assert_not(self, what: Any, at: int, then: Then) -> int | None:
        return None if self._looks(what, at) else then(at)

    def _looks(self, what: Any, at: int) -> bool:
        direction, body = what
        if direction < 0:
            at -= body.getwidth()[0]
        return at >= 0 and self._all(list(body), 0, at, lambda end: end) is not None

    def _atomic_group(self, what: Any, at: int, then: Then) -> int | None:
        end = self._all(list(what), 0, at, lambda end: end)
        return None if end is None else then(end)

    def _max_repeat(self, what: Any, at: int, then: Then) -> int | None:
        least, most, body = what
        if len(body) == 1 and body[0][0] in _SIMPLE:
            end = self._run(body[0], at, most)
            for place in range(end, at + least - 1, -1):
                self.steps += 1
                found = then(place)
                if found is not None:
                    return found
            return None
        return self._again(list(body), least, most, at, then)

    def _again(self, body: list[Node], least: int, most: int, at: int, then: Then) -> int | None:
        if most > 0:
            found = self._all(
                body, 0, at,
                lambda end: None if end == at and least <= 0 else self._again(body, least - 1, most - 1, end, then),
            )  # fmt: skip
            if found is not None:
                return found
        return then(at) if least <= 0 else None

    def _min_repeat(self, what: Any, at: int, then: Then, done: int = 0) -> int | None:
        least, most, body = what
        self.steps += 1
        found = then(at) if done >= least else None
        if found is not None or done >= most:
            return found
        return self._all(
            list(body), 0, at, lambda end: None if end == at else self._min_repeat(what, end, then, done + 1)
        )

    def _possessive_repeat(self, what: Any, at: int, then: Then) -> int | None:
        least, most, body = what
        done = 0
        while done < most:
            end = self._all(list(body), 0, at, lambda end: end)
            if end is None or end == at:
                break
            at, done = end, done + 1
        return then(at) if done >= least else None

    def _run(self, node: Node, at: int, most: int) -> int:
        end = at
        while end < len(self._text) and end - at < most and self._fits(node, self._text[end]):
            end += 1
        self.steps += end - at
        if self.steps > self._most:
            raise TooMuch
        return end


_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    getattr(sre, f"CATEGORY_{name}"): lambda character, form=re.compile(form): bool(form.match(character))
    for name, form in {
        "DIGIT": r"\d", "NOT_DIGIT": r"\D", "SPACE": r"\s", "NOT_SPACE": r"\S", "WORD": r"\w", "NOT_WORD": r"\W",
    }.items()
}  # fmt: skip


def provocations(pattern: str, flags: int) -> Iterator[tuple[str, str, str]]:
    """Texts that a pattern may work hard over: what stands first, what is repeated, what stands last.

    They are long runs of what the pattern itself is made of, alone and after what stands before in the pattern, with
    ends at which a match fails. A pattern whose repeats all have a small limit has none.
    """
    tree = parser.parse(pattern, flags)
    repeats = list(dict.fromkeys(_repeats(tree, "")))
    letters = list(dict.fromkeys(piece for _, piece in repeats if len(piece) == 1))[:4]
    letters += [piece for piece in dict.fromkeys(_pieces(tree)) if piece not in letters][:3]
    runs = dict.fromkeys(("", piece) for _, piece in repeats)
    runs |= dict.fromkeys(repeats)
    runs |= dict.fromkeys((before, piece) for before, _ in repeats for piece in letters)
    runs |= dict.fromkeys(("", one + other) for one in letters for other in letters if one != other)
    runs |= {("", _example(tree)): None}
    for before, piece in runs if repeats else ():
        yield from ((before, piece, after) for after in ("", "\0"))


FEW = 50
"""A repeat that allows no more than this is a factor, not a growth."""

_SAMPLES = "a Z0-_.,:;!([{<'\"\\/\n@#$é量\u0301"


def _sample(node: Node) -> list[str]:
    """Some characters that a node of one character fits."""
    counter = Counter("x", 0)
    kind, what = node
    if kind is sre.LITERAL:
        return [chr(what)]
    own = [chr(value if member is sre.LITERAL else value[0]) for member, value in (what if kind is sre.IN else ())
           if member in (sre.LITERAL, sre.RANGE)]  # fmt: skip
    return [each for each in (*own[:3], *_SAMPLES) if counter._is(kind, what, each)][:2]


def _pieces(nodes: Any) -> Iterator[str]:
    for node in nodes:
        if node[0] in _SIMPLE:
            yield from _sample(node)
        for inner in _inner(node):
            yield from _pieces(inner)


def _inner(node: Node) -> list[Any]:
    kind, what = node
    if kind is sre.BRANCH:
        return list(what[1])
    if kind is sre.SUBPATTERN:
        return [what[3]]
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return [what[2]]
    if kind in (sre.ASSERT, sre.ASSERT_NOT):
        return [what[1]]
    return [what] if kind is sre.ATOMIC_GROUP else []


def _example(nodes: Any) -> str:
    """A text that a pattern fits, more or less."""
    text = ""
    for node in nodes:
        kind, what = node
        if kind in _SIMPLE:
            text += (_sample(node) or [""])[0]
        elif kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            text += _example(what[2]) * max(1, what[0])
        elif kind is sre.ASSERT or kind is sre.ASSERT_NOT:
            continue
        elif inner := _inner(node):
            text += _example(inner[0])
    return text


def _repeats(nodes: Any, before: str) -> Iterator[tuple[str, str]]:
    """What stands before each repeat of a pattern, and what it repeats."""
    for place, node in enumerate(nodes):
        start = before + _example(list(nodes)[:place])
        if node[0] in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT) and node[1][1] > FEW:
            body = node[1][2]
            samples = _sample(body[0]) if len(body) == 1 and body[0][0] in _SIMPLE else [_example(body)]
            yield from ((start, sample) for sample in samples)
        for inner in _inner(node):
            yield from _repeats(inner, start)
