"""The decorators that make functions of an extension what it adds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from livingsurvey.extensions.kinds import Command, Export, Look, Page, Place, Rule, Scope, Source
from livingsurvey.model import Paper, Severity
from livingsurvey.survey import Survey


def rule(
    code: str,
    severity: Severity = Severity.ERROR,
    *,
    waivable: bool = True,
    scope: Scope = Scope.SURVEY,
    docs: str | None = None,
) -> Callable[[Look], Rule]:
    """Make a function that yields flaws a rule. Its docstring's first line is the rule's sentence.

    Args:
        code: two to eight capital letters, not ``LS``, and three digits: ``MOL001``.
        severity: how bad a breach is: errors keep the survey from being published.
        waivable: whether a record can be an exception.
        scope: what it looks at; what is said of a smaller one than is true is not looked at again when it should be.
        docs: the address of a page that says more.
    """

    def made(look: Look) -> Rule:
        return Rule(code, severity, (look.__doc__ or "").partition("\n")[0], look, waivable, scope, docs)

    return made


def export(
    name: str,
    *,
    file: str,
    title: str,
    purpose: str,
    media_type: str,
    binary: bool = False,
    described: bool = False,
) -> Callable[[Callable[[Survey, Sequence[Paper]], bytes]], Export]:
    """Make a function from a survey and papers of it to bytes an export.

    Args:
        name: what ``survey export`` calls it.
        file: its name under ``data/``.
        title: what people call the format.
        purpose: what it is for, in some words.
        media_type: such as ``text/csv``.
        binary: whether it is no text.
        described: whether the data package of the site lists the file.
    """
    return lambda content: Export(name, file, title, purpose, media_type, content, binary, described)


def page(
    name: str, *, title: str, description: str, place: Place = "About", template: Path | None = None
) -> Callable[[Callable[[Survey], Mapping[str, Any]]], Page]:
    """Make a function from a survey to plain data the model of a page.

    Args:
        name: the page's address, without the slash.
        title: its heading, also in the navigation.
        description: what it is about, in a sentence.
        place: where in the navigation it stands.
        template: a template that comes with the extension, for surveys without one of their own.
    """
    return lambda model: Page(name, title, description, model, place, template)


def source(
    name: str, *, knows: Callable[[Paper], bool], at_once: int = 1, pause: float = 1.0
) -> Callable[[Callable[[Sequence[Paper], Path | None], Sequence[Any]]], Source]:
    """Make a function from papers to what is said of them a source.

    Args:
        name: as people know it.
        knows: whether it can be asked for a paper.
        at_once: how many papers one question can be about.
        pause: seconds between two questions.
    """
    return lambda about: Source(name, knows, about, at_once, pause)


def command(name: str, *examples: str) -> Callable[[Callable[..., None]], Command]:
    """Make a function a command; its first parameter is the ``typer.Context``, whose ``obj`` is the survey's folder.

    Args:
        name: what is typed after ``survey``.
        examples: command lines for the foot of its help page.
    """
    return lambda function: Command(name, function, examples)
