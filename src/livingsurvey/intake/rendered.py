"""Markdown as the HTML that GitHub makes of it, with the line of each block, and within bounds: anybody writes lists.

What is nested deeper than any list has it is refused with its line, because the parser would leave it out without a
word. A line longer than any entry stays as it is: nothing in it is read as Markdown.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from livingsurvey.errors import UsageError

DEEPEST = 100
"""Lists in lists, or elements in elements."""
LONGEST = 6_000
"""Characters that an entry has at most; what is longer is a text."""
_DEEPEST_STYLE = 6
"""Links and styles in each other: each level costs time, whether or not it is closed."""
_LINES_OF_DEFINITION = 20
_MOST_OPEN = 5_000
"""Elements that are not closed again: all of them may stand in each other, and a parser takes their square in time."""
_TAG = re.compile(
    r"<(?P<end>/?)(?:(?P<list>[uo]l)|(?!(?:p|li|t[dhr]|thead|tbody|d[dt]|br|hr|img|wbr|input|link|meta|source)\b)[a-z])",
    re.IGNORECASE,
)
_LINE = re.compile(r'(?:<!--line |data-line=")([0-9]+)')
_OPENS = re.compile(r"\s*<[a-zA-Z]")


def html_of_markdown(text: str) -> str:
    """A document in Markdown as HTML, each block with the line it begins in.

    Raises:
        UsageError: lists or quotations stand in each other, deeper than any list of papers has them.
    """
    tokens = _parser().parse(text)
    for token in tokens:
        if token.map and token.nesting == 1:
            token.attrSet("data-line", str(token.map[0] + 1))
    return str(_parser().renderer.render(tokens, _parser().options, {}))


def with_lines(html: str, first: int = 1) -> str:
    """HTML with a comment in front of each line that opens an element."""
    numbered = enumerate(html.split("\n"), first)
    return "\n".join(f"<!--line {number}-->{line}" if _OPENS.match(line) else line for number, line in numbered)


def refuse_depths(html: str) -> None:
    """Refuse what no program would get out of again.

    Raises:
        UsageError: elements stand in each other, deeper than any list of papers has them.
    """
    lists = others = 0
    for tag in _TAG.finditer(html):
        change = -1 if tag["end"] else 1
        lists, others = max(lists + change * bool(tag["list"]), 0), max(others + change * (not tag["list"]), 0)
        if lists > DEEPEST or others > _MOST_OPEN:
            raise too_deep(max(map(int, _LINE.findall(html, 0, tag.start())), default=1))


def too_deep(line: int) -> UsageError:
    """What is told of a list that has no bottom."""
    told = f"lists or elements stand in each other more than {DEEPEST} deep"
    return UsageError(f"line {line}: {told}; close those that are open, or indent the items less")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "linkify": True, "maxNesting": 4 * DEEPEST})
    parser.enable(["table", "strikethrough", "linkify"])
    parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False})  # type: ignore[union-attr]
    parser.block.ruler.before("table", "depth", _refuse_nesting, {"alt": ["list", "blockquote"]})
    parser.block.ruler.at("reference", _reference)
    parser.core.ruler.at("inline", _inline)
    parser.add_render_rule("html_block", _html_block)
    return parser


@cache
def _inline_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "linkify": True, "maxNesting": _DEEPEST_STYLE})
    return parser.enable(["strikethrough", "linkify"])


def _refuse_nesting(state: StateBlock, line: int, _: int, silent: bool) -> bool:
    """No block: a look at how deep one stands."""
    if state.level > 2 * DEEPEST and not silent:  # a list and its item are a level each
        raise too_deep(line + 1)
    return False


def _reference(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """The definition of a link, looked for in a few lines: the rule reads its paragraph to the end for each of them."""
    last, state.lineMax = state.lineMax, min(state.lineMax, line + _LINES_OF_DEFINITION)
    try:
        return reference(state, line, end, silent)
    finally:
        state.lineMax = last


def _inline(state: StateCore) -> None:
    """The words of each block; a long block line by line, and a long line as it stands."""
    for token in state.tokens:
        if token.type == "inline":
            parts = [token.content] if len(token.content) <= LONGEST else token.content.split("\n")
            token.children = []
            for place, part in enumerate(parts):
                words = [Token("softbreak", "br", 0)] if place else []
                token.children += words + _words(part, state.env)


def _words(text: str, env: MutableMapping[str, Any]) -> list[Token]:
    """The text, links and styles of a line; rules that end them go through all of them, so each line has its own."""
    words = [Token("text", "", 0, content=text)] if len(text) > LONGEST else []
    if not words:
        _inline_parser().inline.parse(text, _inline_parser(), env, words)
    return words


def _html_block(_: RendererHTML, tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
    """HTML of the document's own."""
    return with_lines(tokens[place].content, (tokens[place].map or [0])[0] + 1)
