"""The survey a command works on."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from livingsurvey.cli.terminal import count_of, progress_bar, say

if TYPE_CHECKING:
    from pathlib import Path

    import typer

    from livingsurvey.model import Finding
    from livingsurvey.survey import Survey


def everything(context: typer.Context) -> Survey:
    """The survey with all its findings, and without the records that could not be read."""
    from livingsurvey.survey import Survey

    with progress_bar() as progress:
        return Survey.load(folder(context), strict=False, progress=progress)


def what_can_be_read(context: typer.Context) -> Survey:
    """The same for commands that only look something up: broken files are named on standard error."""
    survey = everything(context)
    broken = len({finding.file for finding in survey.findings})
    if broken:
        say(f"survey: warning: {count_of(broken, 'file')} with errors left out; 'survey check' lists them")
    return survey


def without_errors(context: typer.Context) -> Survey:
    """The survey for commands that publish it.

    Raises:
        InvalidData: a check found an error.
    """
    from livingsurvey.errors import InvalidData

    survey = everything(context)
    errors = errors_of(survey)
    if errors:
        raise InvalidData(errors)
    return survey


def errors_of(survey: Survey) -> list[Finding]:
    """The findings that must not be published."""
    from livingsurvey.checks import check
    from livingsurvey.model import Severity

    return [finding for finding in check(survey, cached=True) if finding.severity is Severity.ERROR]


@contextlib.contextmanager
def alone(context: typer.Context, *, when: bool = True) -> Iterator[None]:
    """Keep every other command from writing to the survey until the block ends; load it inside.

    Args:
        context: the command's.
        when: whether the command is going to write at all.

    Raises:
        Busy: another command goes on writing.
    """
    if not when:
        yield
        return
    from livingsurvey.store.lock import writing
    from livingsurvey.store.read import find_root

    with writing(find_root(folder(context)), f"survey {context.info_name}", told_to_wait):
        yield


def told_to_wait(reason: str) -> None:
    """Say why nothing happens."""
    say(f"survey: {reason}")


def folder(context: typer.Context) -> Path:
    """The folder given with ``--root``."""
    root: Path = context.obj
    return root


def years_of(text: str) -> range:
    """The years of ``2023``, ``2022-2024``, ``2023-`` or ``-2020``."""
    from livingsurvey.errors import UsageError

    match = re.fullmatch(r"([0-9]{4})?(-)?([0-9]{4})?", text)
    if match is None or not (match[1] or match[3]) or (match[1] and match[3] and not match[2]):
        raise UsageError(f"'{text}' is not a year; write  --year 2023  or 2022-2024, 2023-, -2020")
    first = int(match[1] or 0)
    last = int(match[3] or 9999) if match[2] else first
    return range(first, last + 1)


def traits_of(given: list[str] | None) -> dict[str, str]:
    """What is asked of each trait, by its id; ``draft=self`` and ``draft=heads`` together ask for one of the two."""
    from livingsurvey.errors import UsageError

    wanted: dict[str, list[str]] = {}
    for text in given or ():
        name, equals, value = text.partition("=")
        if not equals:
            raise UsageError(f"'{text}' is not a trait and its values; write  --trait draft=self  or weight-bits=..4")
        wanted.setdefault(name.strip(), []).append(value)
    return {name: ",".join(values) for name, values in wanted.items()}
