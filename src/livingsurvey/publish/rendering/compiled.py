"""Templates of pages that exist by the thousand, rendered over plain data by a compiled engine.

MiniJinja reads the same syntax as Jinja2 and renders a page several times faster, but sees only data: what such a
template shows is in its page's model (:mod:`livingsurvey.publish.models`), and no function of the program is at hand.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Mapping, Sequence
from functools import cache, partial
from gettext import c2py
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import minijinja
import orjson
from markupsafe import Markup

from livingsurvey.errors import UsageError
from livingsurvey.language import ENGLISH, Language
from livingsurvey.publish.addresses import MOULD
from livingsurvey.publish.content.parts import ALL
from livingsurvey.publish.file import Stamping, content_tag
from livingsurvey.publish.rendering import languages
from livingsurvey.publish.rendering.drawing import PICTURE, draw
from livingsurvey.publish.rendering.filters import FILTERS
from livingsurvey.publish.rendering.templates import sources_below
from livingsurvey.store.cache import made_by

_ESCAPED = (
    (b"&", b"&amp;"),
    (b"<", b"&lt;"),
    (b">", b"&gt;"),
    (b"'", b"&#39;"),
    (b"\\\\", b"\0"),  # a backslash; what stands after it in JSON is not escaped by it
    (b'\\"', b"&#34;"),
    (b"\0", b"\\\\"),
)
"""What Jinja2 writes for the characters that HTML takes for its own, in JSON, which has no zero bytes."""
_BETWEEN_SENTENCES = ("。 ", "。")
"""Sentences stand apart by a space in templates; a full stop that is as wide as a letter brings its own."""
_CAUSE = "caused by: "
_IN_SCRIPTS = (
    ("&lt;", "\\u003c"),
    ("&gt;", "\\u003e"),
    ("&#39;", "'"),
    ("&#34;", '\\"'),
    ("&amp;", "\\u0026"),
)


class Templates(NamedTuple):
    """The templates of stamped files as plain data, so that any process can render them.

    ``sources`` are the texts by their names below ``templates/``, in the language of the pages; ``fixed`` the pieces of
    each mould that are the same on all pages of its kind; ``plural`` says which form a number takes, if templates ask;
    ``has`` which parts the site has.
    """

    sources: dict[str, str]
    fixed: dict[str, list[str]]
    plural: str = ""
    has: Mapping[str, bool] = ALL

    def digest(self) -> bytes:
        """What these templates, and all that renders them, are."""
        texts = [f"{name}\n{text}" for name, text in sorted(self.sources.items())]
        texts += [f"{kind}\n{piece}" for kind, pieces in self.fixed.items() for piece in pieces]
        texts += [f"{part} {has}" for part, has in self.has.items()]
        return content_tag(_program() + "\0".join(texts).encode())


def templates_of(
    root: Path,
    moulds: Mapping[str, tuple[Sequence[str], Sequence[str]]],
    language: Language = ENGLISH,
    has: Mapping[str, bool] = ALL,
    added: Mapping[str, str] = MappingProxyType({}),
) -> Templates:
    """The templates of the survey in ``root``, its own before the shipped ones.

    Args:
        root: the survey's folder.
        moulds: the engine's page of each kind, cut: the text that is the same on all pages of the kind, in pieces, and
            what stands between each two of them (a fragment of the kind, ``title``, ``card`` and what it ``says``, or
            ``mould``, the address). Each
            becomes the template ``mould/KIND.html.j2``.
        language: the language of the pages.
        has: which parts the site has.
        added: the texts of templates that extensions bring, by their names, for surveys without their own.
    """
    texts = {**added, **sources_below(root, "fragments")}
    sources = {name: language.template(text) for name, text in texts.items()}
    for kind, (fixed, places) in moulds.items():
        put_in = {
            "title": "{{ title }}",
            MOULD: "{{ address }}",
            "card": "{{ card.address }}",
            "says": "{{ card.says }}",
            kind: f'{{% include "fragments/{kind}.html.j2" %}}',
            "head": f'{{% include "fragments/{kind}-head.html.j2" %}}',
            "description": f'{{% include "fragments/{kind}-description.html.j2" %}}',
            "path": f'{{% include "fragments/{kind}-path.html.j2" %}}',
        }
        pieces = [f"{{{{ {kind}_mould[{number}] }}}}" for number in range(len(fixed))]
        filled = [piece + put_in[place] for piece, place in zip(pieces, places, strict=False)]
        sources[f"mould/{kind}.html.j2"] = "".join([*filled, pieces[-1]])
    return Templates(sources, {kind: list(fixed) for kind, (fixed, _) in moulds.items()}, language.plural, dict(has))


class Compiled:
    """Templates ready to render.

    An undefined variable is an error. Templates of HTML and XML are given models whose every text is escaped already,
    and in those of other languages every value is escaped for that language, so none of them can forget it. They give
    the same bytes as Jinja2 does.
    """

    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self._engines: dict[languages.Writer | None, minijinja.Environment] = {}

    def _engine(self, finalizer: languages.Writer | None) -> minijinja.Environment:
        """The engine whose values go through this function; without one it renders at its full speed."""
        if finalizer not in self._engines:
            self._engines[finalizer] = minijinja.Environment(
                loader=self._templates.sources.get,
                filters={**FILTERS, "script": _in_script, "html": _html},
                globals={
                    **{f"{kind}_mould": pieces for kind, pieces in self._templates.fixed.items()},
                    "filled": _filled,
                    "has": dict(self._templates.has),
                    "plural": c2py(self._templates.plural) if self._templates.plural else None,
                },
                undefined_behavior="strict",
                auto_escape_callback=lambda _: False,
                finalizer=finalizer and partial(_written, finalizer),
                trim_blocks=True,
                lstrip_blocks=True,
                keep_trailing_newline=True,
            )
        return self._engines[finalizer]

    def stamp(self, stamping: Stamping) -> bytes:
        """The content of a file.

        Raises:
            UsageError: the template is wrong, or asks for what the model has not; the message names its line.
        """
        name, model, words = stamping
        if name is None:
            return model
        if name == PICTURE:
            return draw(orjson.loads(model))
        is_markup = languages.is_markup(name)
        engine = self._engine(None if is_markup else languages.writer(name))
        known: dict[str, Any] = orjson.loads(_escaped(model) if is_markup else model)
        try:
            made = engine.render_template(name, **(words | known))
        except minijinja.TemplateError as error:
            raise UsageError(_explained(error, name)) from error
        except Exception as error:  # what a filter did with a value that it is not for
            raise UsageError(f"templates/{name}: {type(error).__name__}: {error}") from error
        return (made.replace(*_BETWEEN_SENTENCES) if is_markup else made).encode()


def _filled(text: str, /, **values: Any) -> str:
    return text.format_map(values)


def _explained(error: minijinja.TemplateError, name: str) -> str:
    """What is wrong, and in which line of which template: that of the cause, since who includes it is not at fault."""
    causes = [line.removeprefix(_CAUSE) for line in str(error).splitlines() if line.startswith(_CAUSE)]
    reason, _, place = (causes[-1] if causes else error.message).rpartition(" (in ")
    return f"templates/{place.rstrip(')')}: {reason}" if reason else f"templates/{error.name or name}: {place}"


@cache
def _program() -> bytes:
    """What else a page is made by: the engine, the theme whose icons it shows, what escapes values, the filters."""
    versions = [importlib.metadata.version(package) for package in ("minijinja", "mkdocs-material")]
    return made_by("publish/rendering/*.py") + " ".join(versions).encode()


def _escaped(model: bytes) -> bytes:
    for character, reference in _ESCAPED:
        model = model.replace(character, reference)
    return model


def _written(write: languages.Writer, value: Any) -> Any:
    """A value as the language has it. What an ``if`` without ``else`` leaves out comes as None, and is nothing."""
    return "" if value is None else write(value)


def _html(text: str) -> Markup:
    """What a model carries as HTML, such as a picture, as it was before it was escaped."""
    return Markup(Markup(text).unescape())  # noqa: S704 - the program made it


def _in_script(value: Any) -> Markup:
    """An escaped value as JSON that may stand inside a script element, where references to characters mean nothing."""
    text = orjson.dumps(value).decode()
    for reference, character in _IN_SCRIPTS:
        text = text.replace(reference, character)
    return Markup(text)  # noqa: S704 - as escaped as a script needs it
