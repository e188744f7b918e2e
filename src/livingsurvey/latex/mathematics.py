"""Formulas as text: what Unicode can write on one line without doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from pylatexenc.latexwalker import LatexCharsNode, LatexGroupNode, LatexMacroNode, LatexMathNode

from livingsurvey.latex.commands import accented, commands

FRACTIONS = ("frac", "tfrac", "dfrac", "cfrac", "nicefrac", "sfrac", "textfrac")
BLACKBOARDS = ("mathbb", "mathds")
_SCRIPTS = {"^": "sup", "_": "sub"}
_SIGNS = {"-": "−", "~": " ", "'": "′", "''": "″", "'''": "‴"}
_ALONE = re.compile(r"\w*[\u0300-\u036f\u20d7]*")
_FLAT = re.compile(r"[*′″‴°†‡⋆®™©]+|st|nd|rd|th")
"""What stands high by itself, or is as usual on the line."""
_SIGNS_ABOVE = {"∘": "°", "TM": "™"}
_SPACED = frozenset("=+-<>")
_NO_OPERAND = "([{=<>,;:|"


class Unknown(Exception):
    """What a text says that is not known here: a command, or a formula that no line of text can hold."""


class Reader(Protocol):
    """How a formula asks for what is text in it."""

    def characters(self, node: Any) -> str:
        """The characters of a node, as the source has them."""

    def text(self, nodes: Sequence[Any]) -> str:
        """Nodes as text outside of formulas."""


class _Line:
    """The line of text that a formula becomes, with the spaces that LaTeX puts between its parts."""

    def __init__(self, *, tight: bool) -> None:
        self.text = ""
        self.tight = tight
        self._owed = ""

    def add(self, text: str) -> None:
        if not text:
            return
        if (self._owed == "word" and text[0].isalnum()) or (self._owed == "any" and not text[0].isspace()):
            self.text += " "
        self._owed = ""
        self.text += text.lstrip() if self.text[-1:] in ("", " ") else text

    def attach(self, text: str) -> None:
        """Add what hangs on the part before it, without a space: an index of a function as well."""
        self.text += text

    def relation(self, text: str) -> None:
        """Add a sign with a space on each side, where something stands on its left."""
        left = self.text.rstrip()
        between = bool(left) and left[-1] not in _NO_OPERAND and not self.tight
        if between:
            self.text = f"{left} "
        self.add(text)
        self._owed = "any" if between else ""

    def function(self, name: str) -> None:
        """Add a word that is no product of letters."""
        if self.text and (self.text[-1].isalnum() or self.text[-1] in ")]"):
            self.text += " "
        self.add(name)
        self._owed = "word"


def mathematics(nodes: Sequence[Any], reader: Reader, *, tight: bool = False) -> str:
    """A formula as text; ``tight`` without spaces around relations, as in an index.

    Raises:
        Unknown: it has a command that is not known, or says something that takes more than a line.
    """
    line, atoms = _Line(tight=tight), list(_atoms(nodes, reader))
    place, swallowed = 0, False
    while place < len(atoms):
        atom = atoms[place]
        place += 1
        if isinstance(atom, str) and atom in _SCRIPTS:
            following, place = _next(atoms, place)
            line.attach(script(mathematics([following], reader, tight=True), _SCRIPTS[atom]))
        elif isinstance(atom, LatexMacroNode) and atom.macroname == "not":
            following, place = _next(atoms, place)
            line.relation(accented(mathematics([following], reader, tight=True), "\u0338"))
        elif isinstance(atom, str):
            spaced = swallowed and atom in _SPACED and atoms[place : place + 1] == [" "]
            line.add((" " if spaced else "") + (" " if atom.isspace() else _SIGNS.get(atom, atom)))
        elif isinstance(atom, LatexMacroNode):
            _macro(line, atom, reader)
        elif isinstance(atom, LatexGroupNode | LatexMathNode):
            line.add(mathematics(atom.nodelist, reader, tight=tight))
        else:
            raise Unknown(type(atom).__name__)
        swallowed = bool(getattr(atom, "macro_post_space", ""))
    return line.text.strip()


def _atoms(nodes: Sequence[Any], reader: Reader) -> Iterator[Any]:
    for node in nodes:
        if isinstance(node, LatexCharsNode):
            yield from re.findall(r"'{1,3}|\s+|(?s:.)", reader.characters(node))
        elif node is not None:
            yield node


def _next(atoms: Sequence[Any], place: int) -> tuple[Any, int]:
    while place < len(atoms) and isinstance(atoms[place], str) and atoms[place].isspace():
        place += 1
    if place == len(atoms):
        raise Unknown("an index of nothing")
    return atoms[place], place + 1


def _macro(line: _Line, node: LatexMacroNode, reader: Reader) -> None:
    name, known = node.macroname, commands()
    arguments = node.nodeargd.argnlist if node.nodeargd else []
    if name in known.functions:
        line.function(name)
    elif name in known.relations:
        line.relation(known.characters[name])
    elif name in known.binary:
        spaced = line.text.endswith(" ") and bool(node.macro_post_space)
        line.add(known.characters[name] + (" " if spaced else ""))
    elif name == "operatorname":
        line.function(reader.text(arguments))
    elif arguments and (name.startswith("math") or name in (*known.math_accents, *FRACTIONS, "sqrt")):
        line.add(_built(name, [mathematics([each], reader, tight=line.tight) for each in arguments]))
    elif name not in known.thin_spaces:
        line.add(reader.text([node]))


def _built(name: str, parts: Sequence[str]) -> str:
    """What a command makes of its arguments."""
    known = commands()
    if name in known.math_accents:
        if len(parts[0]) != 1:
            raise Unknown(f"\\{name}")
        return accented(parts[0], known.math_accents[name])
    if name in BLACKBOARDS:
        return "".join(known.blackboard.get(letter, letter) for letter in parts[0])
    if name in FRACTIONS:
        return "/".join(map(_alone, parts))
    if name == "sqrt":
        if parts[0]:
            raise Unknown("\\sqrt[")
        return f"√{_alone(parts[1])}"
    return "".join(parts)


def _alone(text: str) -> str:
    """A part of a fraction or root, in brackets where it is more than a word."""
    return text if _ALONE.fullmatch(text) else f"({text})"


def script(text: str, kind: str) -> str:
    """A text as ``sub`` or ``sup``: Unicode's small characters, or as it is where it stands high by itself.

    Raises:
        Unknown: Unicode lacks one of the characters.
    """
    if kind == "sup" and text in _SIGNS_ABOVE:
        return _SIGNS_ABOVE[text]
    if kind == "sup" and _FLAT.fullmatch(text):
        return text
    known = commands()
    small = known.superscripts if kind == "sup" else known.subscripts
    if not all(character in small for character in text.replace("-", "−")):
        raise Unknown(f"{'^' if kind == 'sup' else '_'}{text}")
    return "".join(small[character] for character in text.replace("-", "−"))
