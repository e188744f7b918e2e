"""Text as LaTeX: what pdfLaTeX prints is what the text says, and no text can be a command."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from livingsurvey.latex.commands import accented, table

_NEEDS_ENCODING = re.compile(r"[^\x20-\x7e]|[\\{}$&%#_^~`<>|]|--|''|,,")
_PIECE = re.compile(r"-{2,}|'{2,}|,{2,}|(?s:.)[\u0300-\u036f\u20d7]*")
"""A run of signs that fonts join to another sign, or a character with the marks on it."""

_SIGNS = {"<": "$<$", ">": "$>$", "|": "$|$"}
_SIGNS |= {"−": "$-$", "′": "$'$", "″": "$''$", "‴": "$'''$"}
"""Signs that have no command which every font has."""

_OVERLAY = "\u0338"
_OF_URLS = ":/?#[]@!$&'()*+,;=%~-._"
_MATHEMATICS = ("letters", "symbols", "binary", "relations", "amssymb")
_ENGINE = "XeLaTeX or LuaLaTeX"
_T1, _AMSSYMB = r"\usepackage[T1]{fontenc}", r"\usepackage{amssymb}"


@functools.lru_cache(maxsize=16384)
def encode(text: str) -> str:
    r"""Text as LaTeX without a package: accents and symbols as commands, special characters escaped, braces balanced.

    Every command stands in braces of its own, so that it ends where its character ends and BibTeX leaves its case
    alone. Some letters (ą, đ, «) and symbols (ℝ, □) have commands only in an encoding of fonts or a package that most
    papers load; what LaTeX has no command for (数, Ж, ế) stays what it is. :func:`needs` says which ones a text has.

    >>> encode("Nyström: 50% of R₂ → ∞")
    'Nystr{\\"o}m: 50{\\%} of R{$_{2}$} {$\\rightarrow$} {$\\infty$}'
    """
    if not _NEEDS_ENCODING.search(text):
        return text
    return "".join(_encoded(match[0]) for match in _PIECE.finditer(text))


@functools.lru_cache(maxsize=4096)
def needs(text: str) -> tuple[str, ...]:
    """What a document must load to print a text, or which engine it needs instead of pdfLaTeX. Mostly nothing."""
    if text.isascii():
        return ()
    wanted = {need for match in _PIECE.finditer(text) if (need := _need(match[0]))}
    return (_ENGINE,) if _ENGINE in wanted else tuple(sorted(wanted))


def encode_url(url: str) -> str:
    """An address that nothing can end before its end: what no address may hold is percent-encoded.

    It is the same address, and needs no escaping in a field that styles hand to LaTeX's ``url``.
    """
    return quote(url, safe=_OF_URLS)


def encode_doi(doi: str) -> str:
    """A DOI as it is, but for braces and the like, which would end a field: percent-encoded they resolve as well."""
    return quote(doi, safe=f"{_OF_URLS}<>")


@functools.lru_cache(maxsize=4096)
def _encoded(piece: str) -> str:
    if len(piece) > 1 and piece[0] in "-',":
        return "{}".join(piece)
    character = unicodedata.normalize("NFC", piece)
    if character in _written():
        return f"{{{_written()[character]}}}"
    parts = unicodedata.normalize("NFD", character)
    written = _accented(*parts) if len(parts) == 2 else None
    if written is None:
        return character if len(character) == 1 else "".join(map(_encoded, character))
    return f"{{{written}}}"


def _accented(base: str, mark: str) -> str | None:
    in_text, in_mathematics = _accents().get(mark, ("", ""))
    if in_mathematics and len(accented(base, mark)) > 1:
        in_text = ""  # biber would make it two characters, of which pdfLaTeX knows the first
    if in_text and base.isascii() and base.isalpha():
        letter = {"i": r"{\i}", "j": r"{\j}"}.get(base, f"{{{base}}}" if in_text.isalpha() else base)
        return f"\\{in_text}{letter}"
    if in_text and base not in "ıȷ" and base.isalpha() and base in table()["written"]["text"]:
        return f"\\{in_text}{{{_written()[base]}}}"
    mathematics = base if base.isascii() and base.isalnum() else _in_mathematics().get(base)
    if in_mathematics and mathematics:
        return f"$\\{in_mathematics}{{{mathematics}}}$"
    return rf"$\not{mathematics}$" if mark == _OVERLAY and base in _in_mathematics() else None


def _need(piece: str) -> str | None:
    written = _encoded(piece)
    if not written.isascii():
        return _ENGINE
    groups = table()["written"]
    if piece in groups["t1"] or written.startswith(r"{\k{"):
        return _T1
    return _AMSSYMB if piece in groups["amssymb"] or piece in groups["blackboard"] else None


@functools.cache
def _written() -> Mapping[str, str]:
    """Characters and their commands, without the braces around them."""
    return dict(_characters())


def _characters() -> Iterator[tuple[str, str]]:
    groups, scripts = table()["written"], table()["scripts"]
    yield from ((sign, f"\\{sign}") for sign in "&%#_$")
    yield from ((character, f"\\{name}") for group in ("text", "t1") for character, name in groups[group].items())
    yield from ((character, f"${command}$") for character, command in _in_mathematics().items())
    yield from ((character, rf"$\mathbb{{{letter}}}$") for character, letter in groups["blackboard"].items())
    yield from _SIGNS.items()
    for sign, on, below in (("^", "raised", "as_superscripts"), ("_", "lowered", "as_subscripts")):
        for base, script in zip(scripts[on], scripts[below], strict=True):
            if script in groups["text"]:
                continue
            yield script, f"${sign}{{{_in_mathematics().get(base, base).replace('−', '-')}}}$"


@functools.cache
def _in_mathematics() -> Mapping[str, str]:
    groups = table()["written"]
    return {character: f"\\{name}" for group in _MATHEMATICS for character, name in groups[group].items()}


@functools.cache
def _accents() -> Mapping[str, tuple[str, str]]:
    return {mark: (in_text, in_mathematics) for mark, in_text, in_mathematics in table()["accents"]}
