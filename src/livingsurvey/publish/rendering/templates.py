"""The templates of everything a reader sees: the survey's own first, then the ones that ship with the package."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
import pydantic_core
from markupsafe import Markup

from livingsurvey.errors import SurveyError, UsageError
from livingsurvey.language import ENGLISH, Language
from livingsurvey.publish.content.parts import ALL
from livingsurvey.publish.rendering import languages
from livingsurvey.publish.rendering.filters import FILTERS
from livingsurvey.store.shipped import shipped

_ENDINGS = (".j2", ".html")
_NOT_UTF_8 = "templates/{} is not UTF-8; save it with UTF-8 encoding"


class _Files(jinja2.FileSystemLoader):
    """Templates with the words of a language."""

    def __init__(self, folders: list[Path], language: Language) -> None:
        super().__init__(folders)
        self._language = language

    def get_source(self, environment: jinja2.Environment, template: str) -> Any:
        try:
            text, file, is_as_it_was = super().get_source(environment, template)
        except UnicodeDecodeError as error:
            raise jinja2.TemplateError(_NOT_UTF_8.format(template)) from error
        own = Path(self.searchpath[0], template)  # it may come after the shipped one was read, and go again
        stood = own.is_file()
        return self._language.template(text), file, lambda: is_as_it_was() and own.is_file() == stood


@lru_cache(maxsize=8)
def environment(root: Path, language: Language = ENGLISH) -> jinja2.Environment:
    """The templates for the survey in ``root``, in a language.

    A file in the survey's ``templates/`` folder replaces the shipped one of the same name. Names end with what they
    make, and every value is escaped for that (:mod:`.languages`). In Markdown, filters say what else a value is:
    ``code`` and ``fenced`` code, ``destination`` the address of a link, ``as_markdown`` Markdown already. An undefined
    variable is an error.

    What Jinja would keep between runs is compiled code, which a program runs unread: it compiles them anew instead.
    """
    environment = jinja2.Environment(
        loader=_Files([root / "templates", shipped("templates")], language),
        undefined=jinja2.StrictUndefined,
        autoescape=languages.is_escaped_by_jinja,  # noqa: S701 - what Jinja does not escape, finalize does
        finalize=languages.finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {**FILTERS, "script": script_json, "html": Markup}
    environment.globals |= {"_": language, "filled": _filled, "plural": language.form, "has": ALL}
    return environment


@jinja2.pass_eval_context
def _filled(context: jinja2.nodes.EvalContext, text: str, /, **values: Any) -> str:
    """A text with values in its places, which are escaped where the template's are."""
    return (Markup(text) if context.autoescape else text).format(**values)  # noqa: S704 - the template's own text


def sources_below(root: Path, part: str) -> dict[str, str]:
    """The texts of the templates in a folder, by their names: the survey's own before the shipped ones.

    Raises:
        UsageError: one of them is not in UTF-8.
    """
    sources = {}
    for folder in (shipped("templates"), root / "templates"):
        for path in sorted(folder.joinpath(part).rglob("*.j2")):
            name = path.relative_to(folder).as_posix()
            try:
                sources[name] = path.read_text(encoding="utf-8")
            except UnicodeDecodeError as error:
                raise UsageError(_NOT_UTF_8.format(name)) from error
    return sources


def script_json(value: Any) -> Markup:
    """JSON that may stand inside a script element."""
    text = pydantic_core.to_json(value).decode()
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704


@contextlib.contextmanager
def template_trouble() -> Iterator[None]:
    """Say where a template is wrong, in one line, instead of showing how it is run.

    Raises:
        UsageError: a template could not be read or rendered in the block.
    """
    try:
        yield
    except jinja2.TemplateSyntaxError as error:
        raise UsageError(f"{error.filename or error.name}:{error.lineno}: {error.message}") from error
    except jinja2.TemplateNotFound as error:
        raise UsageError(f"there is no template {error.name}; restore it, or install livingsurvey again") from error
    except jinja2.TemplateError as error:
        raise UsageError(f"{_place(error)}{error.message}") from error
    except SurveyError:
        raise
    except Exception as error:  # what an expression did, such as a division by zero
        place = _place(error)
        if not place:
            raise
        raise UsageError(f"{place}{type(error).__name__}: {error}") from error


def _place(error: Exception) -> str:
    """The innermost template that was rendered when something failed, to begin a message with; empty outside of any."""
    frames = [each for each in traceback.extract_tb(error.__traceback__) if each.filename.endswith(_ENDINGS)]
    return f"{frames[-1].filename}:{frames[-1].lineno}: " if frames else ""
