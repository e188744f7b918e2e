"""HTML that catalogues leave in titles: entities and the tags of running text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Container

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>b|i|u|em|strong|tt|code|scp|sc|span|sub|sup|br|p"
    r"|(?:jats|mml|xhtml|html):[a-z]{1,20}|inline-formula|tex-math|title)(?:\s[^<>]{0,200})?/?>",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"<(?:jats:)?(?P<name>sub|sup)>(?P<text>[^<>]{1,40})</(?:jats:)?(?P=name)>", re.IGNORECASE)
_ESCAPED = {"\\": r"{\textbackslash}"} | {sign: f"\\{sign}" for sign in "{}$%"}
_SPELLED_TAG = re.compile(
    r"(?:\{\\textless\}|\\textless(?:\{\}| )|\$<\$)(?P<inside>/?[A-Za-z]{1,6} ?/?)"
    r"(?:\{\\textgreater\}|\\textgreater(?:\{\}|(?![A-Za-z]))|\$>\$)"
)
"""A tag as Zotero and Mendeley write it into BibTeX; what is text goes out from here as {$<$}, and is not meant."""
_SEPARATES = re.compile(r"<(?:br|p|jats:p)\b", re.IGNORECASE)


def without_markup(text: str, script: Callable[[str, str], str | None]) -> str:
    """A text with its entities decoded, however often they were encoded, and its tags taken off.

    Args:
        text: a text that may be LaTeX too.
        script: what to write for (a text, ``sub`` or ``sup``); None where nothing is known.
    """
    if "&" in text:
        text = _decoded(text)
    text = _SPELLED_TAG.sub(_unspelled, text)
    if "<" not in text:
        return text
    text = _SCRIPT.sub(lambda match: script(match["text"], match["name"].lower()) or match[0], text)
    ended = {match["name"].lower() for match in _TAG.finditer(text) if match["end"]}
    begun = {match["name"].lower() for match in _TAG.finditer(text) if not match["end"]}
    return _TAG.sub(lambda match: _shown(match, ended & begun), text)


def _decoded(text: str) -> str:
    for _ in range(3):
        before, text = text, _ENTITY.sub(_character, text)
        if text == before:
            break
    return text


def _character(match: re.Match[str]) -> str:
    """What an entity stands for: text, and so no LaTeX."""
    character = html.unescape(match[0])
    return _ESCAPED.get(character, character)


def _unspelled(match: re.Match[str]) -> str:
    tag = f"<{match['inside']}>"
    return tag if _TAG.fullmatch(tag) else match[0]


def _shown(match: re.Match[str], paired: Container[str]) -> str:
    """What is left of a tag: one of running text that neither ends nor began stands for itself, as a<b>c does."""
    name = match["name"].lower()
    if name in ("sub", "sup") or (name != "br" and name not in paired):
        return match[0]
    return " " if _SEPARATES.match(match[0]) else ""
