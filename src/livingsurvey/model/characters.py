r"""Characters that nobody sees, and what becomes of a text without them.

Most of them are of no use in any text of a survey: they come along when something is copied from a PDF or a web page,
no search finds a word with one inside, and some turn the order of what is read round (Trojan Source, CVE-2021-42574).
A few mean something beside certain others, as the joiners inside Persian words and emoji do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

UNSEEN = (
    r"\u0085\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    r"\ue000-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff"
)
"""The inside of a class of patterns, in Python, Rust and JavaScript: what no text of a survey may hold.

Soft hyphens, fillers, zero widths, marks of direction, separators of lines, characters for private use, and what
Unicode says is no character.
"""

_ALWAYS = rf"[{UNSEEN}\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
_JOINERS = "[\u200c\u200d]"
_VARIATIONS, _OF_IDEOGRAPHS = "[\ufe00-\ufe0f]", "[\U000e0100-\U000e01ef]"
_IDEOGRAPH = "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_UNSEEN = re.compile(
    rf"{_ALWAYS}"
    rf"|(?<![^\x00-\x7f]){_JOINERS}|{_JOINERS}(?![^\x00-\x7f])"
    rf"|(?<![^\x00-\x7f]){_VARIATIONS}(?!\u20e3)"
    rf"|(?<!{_IDEOGRAPH}){_OF_IDEOGRAPHS}"
)
_SPACES = frozenset("\u0085\u2028\u2029\u2800\u3164")
_IN_ASCII = re.compile(rf"{_ALWAYS}|{_JOINERS}|{_VARIATIONS}|{_OF_IDEOGRAPHS}")


def unseen(text: str) -> Iterator[tuple[int, str]]:
    """Place, from 0, and character of all in a text that nobody sees and that means nothing where it stands."""
    if not text.isascii():
        for match in _UNSEEN.finditer(text):
            yield match.start(), match[0]


def seen(text: str) -> str:
    """A text without what :func:`unseen` finds; where that parts lines or looks like a space, with a space."""
    return text if text.isascii() else _UNSEEN.sub(lambda match: " " if match[0] in _SPACES else "", text)


def seen_throughout(value: Any) -> Any:
    """A value of JSON or YAML, of any depth, with :func:`seen` of each text in it."""
    if isinstance(value, str):
        return seen(value)
    if isinstance(value, dict):
        return {name: seen_throughout(item) for name, item in value.items()}
    return [seen_throughout(item) for item in value] if isinstance(value, list) else value


def seen_in_ascii(text: str) -> str:
    """A text for a field that holds ASCII only, such as an id or an address: joiners mean nothing in it either."""
    return text if text.isascii() else _IN_ASCII.sub("", text)


def described(character: str) -> str:
    """A character as messages name it: ``U+200B ZERO WIDTH SPACE``."""
    name = unicodedata.name(character, "control character" if unicodedata.category(character) == "Cc" else "")
    return f"U+{ord(character):04X} {name}".rstrip()
