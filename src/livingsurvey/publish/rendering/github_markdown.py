"""Text and headings as GitHub renders them: what must be escaped, and which anchor a heading gets.

Rules from the GitHub Flavored Markdown specification and GitHub's documentation of mathematical expressions. In files
of a repository GitHub links no ``@name`` and no ``#1``, so these stay as they are; in comments it does, and ``@name``
sends that person a message.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Self

from markupsafe import Markup

from livingsurvey.model.characters import seen

_INLINE = re.compile(
    r"""
    [`*~|\[\]_\\<&:.$@]                           # each of these can mean something, and does:
    (?: (?<=[`*~|\[\]])                           # anywhere
      | (?<=_) (?: (?![^\W_]) | (?<![^\W_]_) )    # unless it is inside a word
      | (?<=\\) (?=[!-/:-@\[-`{-~]|$)             # before ASCII punctuation
      | (?<=<) (?=[A-Za-z/!?])                    # where a tag begins
      | (?<=&) (?=\#?[A-Za-z0-9]+;)               # where an entity begins
      | (?<=:) (?=//) | (?<=www\.)                # where an address begins
      | (?<=:) (?=[a-z0-9_+-]+:)                  # where an emoji's short name begins
      | (?<=\$) (?=[^$\n]*\$)                     # where mathematics begins
      | (?<=[\w.+-]@) (?=[\w-]+\.)                # in the address of a mailbox
    )
    """,
    re.VERBOSE,
)
_AT_START = re.compile(
    r"^ ?(?:#(?=#{0,5}(?:\s|$))|[-+](?=\s|$)|>|[0-9]{1,9}[.)](?=\s|$)|:(?=-+:? *$)|-(?=[- ]*:? *$)|=(?=[= ]*$))"
)
_CLOSING_HASHES = re.compile(r"#(?<=\s#)(?=#* *$)")
_NOT_IN_ADDRESS = re.compile(r"[()<>\\|`\"\[\]\x00-\x20\x7f]|&(?=#?[A-Za-z0-9]+;)")
_BREAKS = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029]+")

_REFERENCE = re.compile(r"[@$]|#(?=[0-9])|(?<=GH)-(?=[0-9])", re.IGNORECASE)
_COMMIT = re.compile(r"[0-9a-f]{7,}", re.IGNORECASE)
_SIX = re.compile(r".{6}(?=.)")
BAR = r"\|"
_BACKTICKS = re.compile(r"`+")

_FENCE = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?P<text>.*)")
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-+)[ \t]*$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NO_HEADING_TEXT = re.compile(r"!\[[^\[\]]*\]\([^()]*\)|</?[A-Za-z][^<>]*>|(?<=\])\((?:[^()]|\([^()]*\))*\)")


class Markdown(Markup):
    """Text that is Markdown already: a template takes it as it is, and escapes all other, also what is added to it."""

    __slots__ = ()

    @classmethod
    def escape(cls, s: Any, /) -> Self:
        """Any value as Markdown; what is Markdown stays."""
        return cls(s if isinstance(s, Markup) else escaped(str(s)))


def one_line(text: str) -> str:
    """A text on one line, without what nobody sees: line breaks, control characters and runs of spaces are a space."""
    return _BREAKS.sub(" ", seen(text))


@lru_cache(maxsize=2**16)  # a paper stands in many lists
def escaped(text: str) -> Markdown:
    """Plain text as Markdown that renders as exactly this text on one line, escaping only what would change it.

    Good for the inside of a paragraph, the start of a list item, a heading, a link's text and a table cell.
    """
    inline = _INLINE.sub(_defused, one_line(text))
    return Markdown(_CLOSING_HASHES.sub(_with_backslash, _AT_START.sub(_with_backslash, inline)))


def in_comment(text: str) -> Markdown:
    """:func:`escaped` for a comment, where nothing in the text may call a person, an issue or a commit.

    Nor may it begin a formula that another text on the line ends.
    """
    plain = str(escaped(text))  # patterns join their pieces as the text does, which would escape the tags
    return Markdown(_COMMIT.sub(_in_sixes, _REFERENCE.sub(r"<span>\g<0></span>", plain)))


def code_span(text: str) -> Markdown:
    """A text as code on one line, whatever backticks are in it; nothing in it is a link or calls anybody.

    A table would end a cell at a bar, in code as well, so that code with one is written in HTML.
    """
    text = one_line(text)
    if "|" in text:
        return Markdown(f"<code>{str(in_comment(text)).replace(BAR, '&#124;')}</code>")
    ticks = "`" * (1 + _longest_run(text))
    space = " " if text[:1] in ("`", " ", "") or text[-1:] in ("`", " ") else ""
    return Markdown(f"{ticks}{space}{text}{space}{ticks}")


def fenced(lines: str | Iterable[str], language: str = "") -> Markdown:
    """A block of code whose fence is longer than any run of backticks in it."""
    text = lines.rstrip("\n") if isinstance(lines, str) else "\n".join(lines)
    fence = "`" * max(3, 1 + _longest_run(text))
    return Markdown(f"{fence}{language}\n{text}\n{fence}")


def _longest_run(text: str) -> int:
    return max(map(len, _BACKTICKS.findall(text)), default=0)


def _defused(match: re.Match[str]) -> str:
    # GitHub looks for mathematics and emoji in the text that Markdown has left, where a backslash is gone already;
    # its documentation says to put tags around a dollar sign. So it does with addresses of mailboxes.
    begins_name = match[0] == ":" and not match.string.startswith("//", match.end())
    return f"<span>{match[0]}</span>" if match[0] in "$@" or begins_name else _with_backslash(match)


def _with_backslash(match: re.Match[str]) -> str:
    return f"{match[0][:-1]}\\{match[0][-1]}"


def _in_sixes(match: re.Match[str]) -> str:
    """Something like a commit's id, in pieces that are too short for one."""
    return _SIX.sub(r"\g<0><span></span>", match[0])


def destination(url: str) -> Markdown:
    """An address as it stands between the parentheses of a link; what would end the link is percent-encoded."""
    return Markdown(_NOT_IN_ADDRESS.sub(lambda match: "&amp;" if match[0] == "&" else f"%{ord(match[0]):02X}", url))


def headings(text: str) -> Iterator[str]:
    """The text of each heading of a Markdown document, as a reader sees it, in order.

    Headings at the top level only, which is all a README has; none inside code blocks and comments.
    """
    fence = previous = ""
    for line in _COMMENT.sub("", text).split("\n"):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark["fence"].startswith(fence):
                fence = ""
        elif mark:
            fence = mark["fence"]
        elif heading := _HEADING.match(line):
            yield _NO_HEADING_TEXT.sub("", _without_closing(heading["text"].rstrip(" \t")))
        elif previous.strip() and _UNDERLINE.match(line):
            yield _NO_HEADING_TEXT.sub("", previous.strip())
        previous = "" if fence else line


def _without_closing(heading: str) -> str:
    """A heading without the number signs that close it."""
    text = heading.rstrip("#")
    return text.rstrip(" \t") if text[-1:] in ("", " ", "\t") else heading


class Anchors:
    """The anchors of one document's headings, to be asked for in the order of the headings.

    >>> anchor = Anchors(["Quick start"])
    >>> anchor("I/O & memory"), anchor("Quick start")
    ('io--memory', 'quick-start-1')
    """

    def __init__(self, before: Iterable[str] = ()) -> None:
        self._seen: dict[str, int] = {}
        for heading in before:
            self(heading)

    def __call__(self, heading: str) -> str:
        """The anchor of the next heading: unlike all before it, as GitHub makes it by counting up."""
        slug = anchor = _slug(heading)
        while anchor in self._seen:
            self._seen[slug] += 1
            anchor = f"{slug}-{self._seen[slug]}"
        self._seen[anchor] = 0
        return anchor


def _slug(heading: str) -> str:
    kept = (character for character in heading.lower() if character in " -" or _is_word(character))
    return "".join(kept).replace(" ", "-")


def _is_word(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LM" or category in {"Nd", "Nl", "Pc"}
