r"""LaTeX as text: what exporters and people write into BibTeX, read as they meant it.

A value of a ``.bib`` file is half LaTeX and half text: some programs escape their exports and some do not, and
catalogues leave HTML in them. So a sign counts as LaTeX only where it cannot be anything else: ``%`` is a per cent
sign, ``$5`` a price, ``#`` and ``&`` themselves. A command that is not known stays as it stands, with its arguments,
and a note says so; so does a formula that no line of text can hold. Nothing is dropped.

In another language, do the same with :func:`livingsurvey.latex.commands.table`: take ``accents``, ``written`` and
``read`` for what a command means, leave a command alone that is in none of them, and tell prices from formulas as
:mod:`livingsurvey.latex.literal` does.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pylatexenc.latexwalker import (
    LatexCharsNode,
    LatexGroupNode,
    LatexMacroNode,
    LatexMathNode,
    LatexWalker,
    LatexWalkerParseError,
)
from pylatexenc.macrospec import LatexContextDb, MacroSpec

from livingsurvey.latex.commands import accented, commands
from livingsurvey.latex.literal import masked
from livingsurvey.latex.markup import without_markup
from livingsurvey.latex.mathematics import BLACKBOARDS, FRACTIONS, Unknown, mathematics, script

_SIGN = re.compile(r"[\\{}$~`]|''|--")
_SPACES = re.compile(r"[ \t\r\n]+")
_TYPOGRAPHY = re.compile(
    r"``|''|[!?]`|(?<=[^\s-])---?(?=[^\s-])|(?<=[^\s-] )---?(?= [^\s-])|(?<=[\w.)}$'])~(?=[^\s~])"
    r"|(?<![\w`])`[^`'\s][^`']{0,80}'(?!\w)|\\(?:begin|end)(?![A-Za-z])(?:\{[^{}]*\})?"
)
_SIGNS = {"``": "“", "''": "”", "!`": "¡", "?`": "¿", "--": "–", "---": "—", "~": " "}
_SPACING_ACCENTS = {"~": "~", "^": "^", "`": "`", "'": "´", '"': "¨", "=": "¯", "c": "¸"}
_QUOTES = {"{`}": "‘", "{'}": "’"}
"""Quotation marks as the ACL Anthology protects them."""
_SCRIPTS = {"textsuperscript": "sup", "textsubscript": "sub", "textsuper": "sup", "textsub": "sub"}
_LATEX_OF_URLS = re.compile(
    r"\{?(?:\\|%5[Cc])(?P<escaped>[&%#_$~{}])(?:\{\})?\}?|\\url\{(?P<url>[^{}]*)\}|&(?P<entity>amp|lt|gt);|\{?\$(?P<sign>[<>])\$\}?"
    r"|\{?(?:\\(?P<command>textasciitilde|textunderscore|textless|textgreater)(?![A-Za-z])|\$\\(?P<formula>sim)\$)(?:\{\})?\}?"
)
_SIGNS_OF_URLS = {"textasciitilde": "~", "sim": "~", "textunderscore": "_", "textless": "<", "textgreater": ">"}
_SIGNS_OF_URLS |= {"amp": "&", "lt": "<", "gt": ">"}


class Piece(NamedTuple):
    """A piece of a text that is LaTeX: where it stands, what it is, and the text that it means, if that is known."""

    start: int
    stop: int
    source: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Decoded:
    """A value as text, and what a person should know about it, in sentences."""

    text: str
    notes: tuple[str, ...] = ()


def decode(value: str) -> Decoded:
    r"""The text that a value of a BibTeX file means, on one line.

    >>> decode(r"{W}idgets at AT&T: 50% of M{\"u}ller's $R_{1\rho}$ &amp; H<sub>2</sub>O, 2~for $5").text
    "Widgets at AT&T: 50% of Müller's R₁ᵨ & H₂O, 2 for $5"
    >>> decode(r"Use \foo{x}")
    Decoded(text='Use \\foo{x}', notes=('\\foo{x} is LaTeX that is not supported here; it is kept as it is',))
    """
    source = _SPACES.sub(" ", without_markup(value, _small)).strip(" ")
    found = pieces(source)
    text = _SPACES.sub(" ", spliced(source, found)).strip(" ") if found else source
    unknown = dict.fromkeys(piece.source for piece in found if piece.text is None)
    return Decoded(text, tuple(f"{each} is LaTeX that is not supported here; it is kept as it is" for each in unknown))


def decode_url(value: str) -> str:
    r"""An address or DOI of a BibTeX file: ``\_``, ``%5C_``, ``$\sim$`` and their like are unescaped, and no more."""
    return _LATEX_OF_URLS.sub(_sign_of_url, value.strip()).strip("{} ")


def _sign_of_url(match: re.Match[str]) -> str:
    if match["url"] is not None:
        return _LATEX_OF_URLS.sub(_sign_of_url, match["url"])
    found = str(match[match.lastgroup or 0])
    return _SIGNS_OF_URLS.get(found, found) if match.lastgroup in ("command", "formula", "entity") else found


def spliced(source: str, found: Sequence[Piece]) -> str:
    """A text with the pieces that are known written as what they mean, and every other character as it is."""
    parts, at = [], 0
    for piece in found:
        parts += [source[at : piece.start], piece.source if piece.text is None else piece.text]
        at = piece.stop
    return "".join([*parts, source[at:]])


def pieces(source: str) -> list[Piece]:
    """The pieces of a text that are LaTeX, in their order; none where it is plain text."""
    if not _SIGN.search(source):
        return []
    walker = LatexWalker(masked(source), latex_context=_context(), tolerant_parsing=False)
    try:
        nodes, _, _ = walker.get_latex_nodes()
        return list(_Reading(source).pieces(nodes, len(source)))
    except (LatexWalkerParseError, RecursionError):  # accents on accents on accents …, or one on nothing
        return [Piece(0, len(source), source, None)]


class _Reading:
    """A source being read: its nodes know where they stand in it."""

    def __init__(self, source: str) -> None:
        self._source = source

    def pieces(self, nodes: Sequence[Any], stop: int) -> Iterator[Piece]:
        """What is LaTeX in these nodes, which end at ``stop``."""
        place = 0
        while place < len(nodes):
            node = nodes[place]
            place += 1
            end = nodes[place].pos if place < len(nodes) else stop
            if isinstance(node, LatexCharsNode):
                yield from self._typography(node)
                continue
            try:
                yield self._piece(node.pos, end, self.text([node]))
            except Unknown:
                if isinstance(node, LatexGroupNode):
                    yield self._piece(node.pos, node.pos + 1, "")
                    yield from self.pieces(node.nodelist, end - 1)
                    yield self._piece(end - 1, end, "")
                else:
                    while place < len(nodes) and isinstance(nodes[place], LatexGroupNode):
                        place += 1
                        end = nodes[place].pos if place < len(nodes) else stop
                    yield self._piece(node.pos, end, None)

    def text(self, nodes: Sequence[Any]) -> str:
        """Nodes as text.

        Raises:
            Unknown: one of them is not known.
        """
        return "".join(map(self._text, filter(None, nodes)))

    def characters(self, node: Any) -> str:
        return self._source[node.pos : node.pos + node.len]

    def _piece(self, start: int, stop: int, text: str | None) -> Piece:
        return Piece(start, stop, self._source[start:stop], text)

    def _typography(self, node: LatexCharsNode) -> Iterator[Piece]:
        stop = node.pos + node.len
        for match in _TYPOGRAPHY.finditer(self._source, node.pos, stop + 1):
            if match.end() > stop:
                return
            yield self._piece(match.start(), match.end(), self._sign(match))

    def _sign(self, match: re.Match[str]) -> str | None:
        """What LaTeX prints for signs that are no command; None for the bounds of an environment."""
        if match[0] == "''" and match.string[match.start() - 1 : match.start()] in ("", " ", "(", "["):
            return "“"
        if match[0][0] == "\\":
            return None
        return _SIGNS.get(match[0]) or f"‘{match[0][1:-1]}’"

    def _text(self, node: Any) -> str:
        if isinstance(node, LatexCharsNode):
            found = list(self._typography(node))
            if any(piece.text is None for piece in found):
                raise Unknown("an environment")
            moved = [piece._replace(start=piece.start - node.pos, stop=piece.stop - node.pos) for piece in found]
            return spliced(self.characters(node), moved)
        if isinstance(node, LatexGroupNode):
            return _QUOTES.get(self.characters(node)) or self.text(node.nodelist)
        if isinstance(node, LatexMathNode):
            return mathematics(node.nodelist, self)
        if isinstance(node, LatexMacroNode):
            return self._macro(node)
        raise Unknown(type(node).__name__)

    def _macro(self, node: LatexMacroNode) -> str:
        arguments = node.nodeargd.argnlist if node.nodeargd else []
        name, known = node.macroname, commands()
        if not arguments:
            return _printed(name, bool(node.macro_post_space))
        if name in known.accents:
            return self._accented(name, self.text(arguments))
        if name in known.transparent or name == "enquote":
            return f"“{self.text(arguments)}”" if name == "enquote" else self.text(arguments)
        if name in known.verbatim:
            return decode_url("".join(map(self.characters, arguments)))
        if name in known.last_of:
            return self.text(arguments[-1:])
        if name in _SCRIPTS:
            return script(self.text(arguments), _SCRIPTS[name])
        return mathematics(arguments if name == "ensuremath" else [node], self)

    def _accented(self, name: str, letters: str) -> str:
        if not letters and name in _SPACING_ACCENTS:
            return _SPACING_ACCENTS[name]
        if not letters or not letters[0].isalpha():
            raise Unknown(f"\\{name}")
        return accented(letters[0], commands().accents[name]) + letters[1:]


def _printed(name: str, before_space: bool) -> str:
    """What a command without arguments prints. A word keeps the space behind it, which LaTeX drops and people mean."""
    known = commands()
    character = known.signs.get(name) or known.characters.get(name)
    if character is not None:
        return f"{character} " if len(character) > 1 and before_space else character
    if name in known.spaces or name in known.thin_spaces:
        return " "
    if name in known.silent:
        return ""
    raise Unknown(f"\\{name}")


def _small(text: str, kind: str) -> str | None:
    try:
        return script(text, kind)
    except Unknown:
        return None


@functools.cache
def _context() -> LatexContextDb:
    """What a parser has to know: how many arguments each command has."""
    known = commands()
    one = [*known.accents, *known.math_accents, *known.transparent, *known.verbatim, *_SCRIPTS, *BLACKBOARDS]
    one += ["ensuremath", "enquote", "operatorname"]
    context = LatexContextDb()
    macros = [MacroSpec(name, "{") for name in one]
    macros += [MacroSpec(name, "{" * count) for name, count in known.last_of.items()]
    macros += [*(MacroSpec(name, "{{") for name in FRACTIONS), MacroSpec("sqrt", "[{")]
    context.add_context_category("text", macros=macros)
    context.set_unknown_macro_spec(MacroSpec(""))
    return context
