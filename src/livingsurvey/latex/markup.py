"""HTML that catalogues leave in titles: entities and the tags of running text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>b|i|u|em|strong|tt|code|scp|sc|span|sub|sup|br|p"
    r"|(?:jats|mml|xhtml|html):[a-z]{1,20}|inline-formula|tex-math|title)(?:\s[^<>]{0,200})?/?>",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"<(?:jats:)?(?P<name>sub|sup)>(?P<text>[^<>]{1,40})</(?:jats:)?(?P=name)>", re.IGNORECASE)
_ESCAPED = {"\\": r"{\textbackslash}"} | {sign: f"\\{sign}" for sign in "{}$%"}
_SEPARATES = re.compile(r"<(?:br|p|jats:p)\b", re.IGNORECASE)


def without_markup(text: str, script: Callable[[str, str], str | None]) -> str:
    """A text with its entities decoded, however often they were encoded, and its tags taken off.

    Args:
        text: a text that may be LaTeX too.
        script: what to write for (a text, ``sub`` or ``sup``); None where nothing is known.
    """
    if "&" in text:
        text = _decoded(text)
    if "<" not in text:
        return text
    text = _SCRIPT.sub(lambda match: script(match["text"], match["name"].lower()) or match[0], text)
    return _TAG.sub(_shown, text)


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


def _shown(match: re.Match[str]) -> str:
    if match["name"].lower() in ("sub", "sup"):
        return match[0]
    return " " if _SEPARATES.match(match[0]) else ""
