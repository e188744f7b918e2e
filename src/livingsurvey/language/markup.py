"""Words in templates: which they are, and a template with those of another language in their place.

A text that is to be translated stands between tags, as in Jinja's own extension for it, with whatever expressions it
has; one that depends on a number names that number:

    {% trans %}Sources disagree on the {{ field }}{% endtrans %}
    {% trans total %}one paper{% pluralize %}{{ total | thousands }} papers{% endtrans %}

and a text within an expression is called: ``{{ _("Copy link") }}``, ``{{ _("until {year}", year=last) }}``. Both are
replaced before a template is compiled, so a page in one language takes no longer than it did in none, and both
engines see the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

_TAG = re.compile(r"\{% (trans(?: [^%]+)?|pluralize|endtrans) %\}")
_CALL = re.compile(r"""(?<![\w.])_\(("[^"\n]*"|'[^'\n]*')([,)])""")
_SPACE = re.compile(r"\s+")
_PLACES = re.compile(r"\{\{[^{}]*\}\}|\{%[^%]*%\}|<[^<>]*>|\{\w+\}|[{}]")

Words = Mapping[str, tuple[str, ...]]


class Message(NamedTuple):
    """A text to translate: its form for one thing and for many; without ``many`` it depends on no number."""

    one: str
    many: str | None = None


class _Block(NamedTuple):
    start: int
    end: int
    number: str
    source: tuple[str, ...]

    @property
    def message(self) -> Message:
        return Message(*(_SPACE.sub(" ", text).strip() for text in self.source))


def messages(source: str) -> Iterator[Message]:
    """The texts of a template that are to be translated."""
    for block in _blocks(source):
        yield block.message
    for call in _CALL.finditer(source):
        yield Message(call[1][1:-1])


def says_the_same(message: Message, forms: Iterable[str]) -> bool:
    """Whether a translation has the expressions, tags, places and braces of its message, which must be as they are."""
    allowed = [places(text) for text in message if text]
    return all(places(form) in allowed for form in forms)


def places(text: str) -> list[str]:
    """What a translation must leave as it is: expressions, tags, and places for values."""
    return sorted(_PLACES.findall(text))


def translated(source: str, words: Words, *, many: bool = False) -> str:
    """A template with the words of a language in place of ours.

    Args:
        source: the template.
        words: the forms of each message by its English text.
        many: whether numbers take other forms than in English; their form is then asked for by ``plural(n)``.

    >>> translated("<p>{% trans %}Copy {{ name }}{% endtrans %}</p>", {"Copy {{ name }}": ("复制 {{ name }}",)})
    '<p>复制 {{ name }}</p>'
    """
    pieces, done = [], 0
    for block in _blocks(source):
        pieces += [source[done : block.start], _said(block, words, many=many)]
        done = block.end
    return _CALL.sub(_called(words), "".join([*pieces, source[done:]]))


def _said(block: _Block, words: Words, *, many: bool) -> str:
    forms = words.get(block.message.one, block.source)
    if len(forms) == 1:
        return forms[0]
    if len(forms) == 2 and not (many and forms is not block.source):
        return f"{{% if ({block.number}) == 1 %}}{forms[0]}{{% else %}}{forms[1]}{{% endif %}}"
    choices = [f"if plural({block.number}) == {number} %}}{form}" for number, form in enumerate(forms[:-1])]
    return f"{{% {'{% el'.join(choices)}{{% else %}}{forms[-1]}{{% endif %}}"


def _called(words: Words) -> Callable[[re.Match[str]], str]:
    def call(match: re.Match[str]) -> str:
        text = match[1][1:-1]
        said = json.dumps(words[text][0], ensure_ascii=False) if text in words else match[1]
        return said if match[2] == ")" else f"filled({said},"

    return call


def _blocks(source: str) -> Iterator[_Block]:
    """The blocks of a template; one that is not closed is left to the engine, which knows how to say so."""
    start, begun = 0, list[int]()
    number = ""
    for tag in _TAG.finditer(source):
        word = tag[1]
        if word.startswith("trans"):
            start, number, begun = tag.start(), word[len("trans ") :].strip(), [tag.end()]
        elif begun and word == "pluralize":
            begun += [tag.start(), tag.end()]
        elif begun:
            texts = [*begun, tag.start()]
            forms = tuple(source[at:to] for at, to in zip(texts[::2], texts[1::2], strict=True))
            yield _Block(start, tag.end(), number, forms)
            begun = []
