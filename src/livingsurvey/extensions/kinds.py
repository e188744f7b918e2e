"""The kinds of things that an extension adds."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Literal, get_args

from livingsurvey.errors import SurveyError
from livingsurvey.model import Paper, Repair, Severity
from livingsurvey.store import yaml
from livingsurvey.survey import Survey

Place = Literal["Explore", "Topics", "Compare", "News", "Contribute", "About"]
"""Where in the navigation a page stands."""

_CODE = re.compile(r"[A-Z]{2,8}[0-9]{3}")
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_WORDS = re.compile(r"[a-z]+(-[a-z]+)*")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)+")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a rule holds against one value.

    ``path`` leads to the value from the top of the file: ``("topics", 0)``; with ``on_key`` the place is that of the
    value's key, and an empty path is the file as a whole. ``reason`` and ``fix`` read as in :class:`Finding`.
    ``change``, where the fix is certain, is what :func:`livingsurvey.store.write.edit` has to change in the file, and
    ``move_to`` is the file's right name.
    """

    file: str
    path: yaml.Path
    reason: str
    fix: str
    on_key: bool = False
    change: Mapping[Any, Any] | None = None
    move_to: str | None = None

    @property
    def repair(self) -> Repair | None:
        """What ``survey check --fix`` does about it; None where a person has to decide."""
        if self.change is None and self.move_to is None:
            return None
        return Repair(values=self.change or {}, move_to=self.move_to)


class Scope(enum.Enum):
    """What a rule looks at, and so what has to change before it can find something else."""

    RECORD = "each record by itself, and the topics and venues: of half the records it finds half"
    SURVEY = "what the survey's files say, together"
    WORLD = "also what no file of the survey says: the day, the last release"


Look = Callable[[Survey], Iterable[Flaw]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code, how bad a breach is, what it says in one sentence, and the function that looks.

    ``waivable`` tells whether a record may say, with a reason, that the rule does not hold against it; ``scope``
    what it looks at; ``docs``, if given, the address of a page that says more, with which each finding ends.
    """

    GROUP: ClassVar = "livingsurvey.rules"
    FUNCTION: ClassVar = "look"

    code: str
    severity: Severity
    sentence: str
    look: Look
    waivable: bool = True
    scope: Scope = Scope.SURVEY
    docs: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What no other rule may be called."""
        return (self.code,)

    @property
    def problem(self) -> str | None:
        """What is wrong with the rule as one of an extension."""
        if not _CODE.fullmatch(self.code) or self.code.startswith("LS"):
            return f"'{self.code}' is no code of one's own; write 2 to 8 capital letters, not LS, and three digits"
        return None

    def result(self, flaws: Iterable[Flaw]) -> list[Flaw]:
        """What the function gave.

        Raises:
            TypeError: it is something else than flaws.
        """
        found = list(flaws)
        if not all(isinstance(each, Flaw) for each in found):
            raise TypeError("the rule yields something else than a Flaw")
        return found


@dataclass(frozen=True, slots=True)
class Export:
    """A format: its name for ``survey export``, its file under ``data/``, and how papers become its content.

    ``title`` and ``purpose`` stand on the page of downloads; with ``described`` the data package lists the file.
    """

    GROUP: ClassVar = "livingsurvey.exports"
    FUNCTION: ClassVar = "content"

    name: str
    file: str
    title: str
    purpose: str
    media_type: str
    content: Callable[[Survey, Sequence[Paper]], bytes]
    binary: bool = False
    described: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """What no other export may be called, nor its file."""
        return self.name, self.file

    @property
    def problem(self) -> str | None:
        """What is wrong with it."""
        if not _SLUG.fullmatch(self.name):
            return f"'{self.name}' is no name of a format; write small letters, digits and hyphens"
        if not _FILE.fullmatch(self.file):
            return f"'{self.file}' is no name of a file under data/; write one such as  {self.name}.csv"
        return None

    def result(self, content: bytes) -> bytes:
        """What the function gave.

        Raises:
            TypeError: it is something else than bytes.
        """
        if not isinstance(content, bytes):
            raise TypeError(f"the export gives {type(content).__name__} and not bytes; write  text.encode()")
        return content


@dataclass(frozen=True, slots=True)
class Page:
    """A page at the address ``name/``: a template over a model, that is over plain data.

    The template is ``templates/fragments/own/NAME.html.j2`` of the survey, else the file ``template``, which comes with
    the extension. ``place`` is the part of the navigation that the page stands in.
    """

    GROUP: ClassVar = "livingsurvey.pages"
    FUNCTION: ClassVar = "model"

    name: str
    title: str
    description: str
    model: Callable[[Survey], Mapping[str, Any]]
    place: Place = "About"
    template: Path | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What no other page may be called."""
        return (self.name,)

    @property
    def slot(self) -> str:
        """What stands in the engine's page where the model is shown."""
        return f"own/{self.name}"

    @property
    def text(self) -> str | None:
        """The template that comes with the extension."""
        return self.template.read_text(encoding="utf-8") if self.template else None

    @property
    def problem(self) -> str | None:
        """What is wrong with it."""
        if self.template and not self.template.is_file():
            return f"there is no template {self.template}"
        if not _WORDS.fullmatch(self.name):
            return f"'{self.name}' is no name of a page; write small letters and hyphens"
        if self.place not in get_args(Place):
            return f"'{self.place}' is no place of the navigation; write one of {', '.join(get_args(Place))}"
        return None

    def result(self, model: Mapping[str, Any]) -> Mapping[str, Any]:
        """What the function gave, as the template sees it.

        Raises:
            TypeError: it is more than plain data.
        """
        import orjson

        plain: Mapping[str, Any] = orjson.loads(orjson.dumps(model))
        if not isinstance(plain, dict):
            raise TypeError(f"the model is a {type(model).__name__} and no dict")
        return plain


@dataclass(frozen=True, slots=True)
class Source:
    """A live source that ``survey refresh`` can ask: see :class:`livingsurvey.sources.catalogue.Catalogue`.

    ``about`` is given at most ``at_once`` papers, of those that it ``knows``, and the survey's folder. It asks with
    :func:`livingsurvey.sources.http.ask` and gives :class:`livingsurvey.sources.version.Version` objects.
    """

    GROUP: ClassVar = "livingsurvey.sources"
    FUNCTION: ClassVar = "about"

    name: str
    knows: Callable[[Paper], bool]
    about: Callable[[Sequence[Paper], Path | None], Sequence[Any]]
    at_once: int = 1
    pause: float = 1.0

    @property
    def SERVICE(self) -> str:  # noqa: N802 - as modules of the program call it
        """Its name as people know it."""
        return self.name

    @property
    def AT_ONCE(self) -> int:  # noqa: N802
        """How many papers one question can be about."""
        return self.at_once

    @property
    def PAUSE(self) -> float:  # noqa: N802
        """Seconds between two questions."""
        return self.pause

    @property
    def names(self) -> tuple[str, ...]:
        """What no other source may be called."""
        return (self.name.casefold(),)

    @property
    def problem(self) -> str | None:
        """What is wrong with it."""
        return "a source has a name, and is asked for one paper or more" if not self.name or self.at_once < 1 else None

    def result(self, versions: Sequence[Any]) -> Sequence[Any]:
        """What the function gave."""
        return tuple(versions)


@dataclass(frozen=True, slots=True)
class Command:
    """A command ``survey NAME``: a function for Typer, whose docstring is the help and whose parameters are options."""

    GROUP: ClassVar = "livingsurvey.commands"
    FUNCTION: ClassVar = "function"

    name: str
    function: Callable[..., None]
    examples: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What no other command may be called."""
        return (self.name,)

    @property
    def problem(self) -> str | None:
        """What is wrong with it."""
        if not _SLUG.fullmatch(self.name):
            return f"'{self.name}' is no name of a command; write small letters, digits and hyphens"
        return None

    @property
    def foreseen(self) -> tuple[type[Exception], ...]:
        """What it may raise: an end, wrong usage, what is told in one line."""
        import typer

        return SurveyError, OSError, typer.Exit, typer.Abort, typer.BadParameter.__mro__[1]

    def result(self, nothing: None) -> None:
        """A command writes what it has to say."""
