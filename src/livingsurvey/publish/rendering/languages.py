"""What becomes of a value in a template: text of the language that the template makes, and nothing more than text.

A template's name says its language. Whatever is put into it is escaped for that language unless it says that it is of
that language already: ``Markup`` in HTML and XML, :class:`~.github_markdown.Markdown` in Markdown. So a filter that was
forgotten makes a text too plain, never markup out of what somebody else wrote.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from typing import Any

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup

from livingsurvey.publish.rendering.github_markdown import escaped, in_comment, one_line

Writer = Callable[[Any], Any]

_WORDS = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
"""Slugs of several words, which no YAML takes for anything but text."""


def _markdown(value: Any) -> str:
    return value if isinstance(value, Markup) else escaped(str(value))


def _comment(value: Any) -> str:
    return value if isinstance(value, Markup) else in_comment(str(value))


def _yaml(value: Any) -> str:
    """A scalar: in quotes, unless no reader of YAML needs them."""
    if isinstance(value, Markup | int) or _WORDS.fullmatch(str(value)):
        return str(value)
    return json.dumps(one_line(str(value)), ensure_ascii=False)


def _line(value: Any) -> str:
    return one_line(str(value))


def _html_line(value: Any) -> Any:
    """What stays for HTML to escape: an empty line in it would end a paragraph for the engine's Markdown."""
    return one_line(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _as_it_is(value: Any) -> Any:
    return value


_LATEX = r".*\.(?:tex|bib)\.j2"
_LANGUAGES: tuple[tuple[re.Pattern[str], Writer], ...] = tuple(
    (re.compile(pattern), writer)
    for pattern, writer in (
        (r"pages/.*\.md\.j2", _html_line),
        (r".*\.(?:html|xml)\.j2", _as_it_is),  # Jinja escapes for these
        (r"github/.*\.md\.j2", _comment),
        (r".*\.md\.j2|.*llms\.txt\.j2", _markdown),
        (r".*\.ya?ml\.j2", _yaml),
        (r".*\.(?:txt|css)\.j2", _line),
        (_LATEX, _as_it_is),  # what these are given was escaped for LaTeX where it was made
    )
)


@cache
def writer(name: str) -> Writer:
    """What writes a value into the template of this name.

    Raises:
        jinja2.TemplateError: the name does not say what the template makes.
    """
    for pattern, write in _LANGUAGES:
        if pattern.fullmatch(name):
            return write
    raise jinja2.TemplateError(f"the name of {name} does not show its language; end it as in note.md.j2")


def is_escaped_by_jinja(name: str | None) -> bool:
    """Whether a template's values are escaped as HTML; those of a template without a name are."""
    return name is None or (writer(name) in (_html_line, _as_it_is) and not re.fullmatch(_LATEX, name))


def is_markup(name: str) -> bool:
    """Whether a template makes HTML or XML."""
    return writer(name) is _as_it_is and not re.fullmatch(_LATEX, name)


@jinja2.pass_context
def finalize(context: Context, value: Any) -> Any:
    """A value as the template at hand writes it: for Jinja's ``finalize``, which sees every value."""
    return value if context.name is None else writer(context.name)(value)
