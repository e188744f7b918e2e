"""The whole site from a survey: prepare, engine, finish, and the swap at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from livingsurvey.checks import check
from livingsurvey.errors import InvalidData
from livingsurvey.model import Severity
from livingsurvey.publish.rendering.templates import template_trouble
from livingsurvey.publish.site import engine
from livingsurvey.publish.site.finish import finish
from livingsurvey.publish.site.prepare import prepare
from livingsurvey.publish.tree import swapped_in
from livingsurvey.survey import Survey

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did.

    ``pages`` counts HTML pages, ``written`` files that differ from the site before, ``removed`` those gone.
    """

    out: Path
    papers: int
    pages: int
    written: int
    removed: int
    engine_ran: bool


def build(
    survey: Survey, out: Path | None = None, *, site_url: str | None = None, progress: Progress | None = None
) -> Report:
    """Build the site of ``survey`` into ``out`` (default: ``site/`` in the survey's folder).

    Nothing in ``out`` changes until the whole site is there; a build that fails leaves it as it was.

    Args:
        survey: a survey without errors.
        out: a folder that is absent, empty, or a site built here before.
        site_url: the address the site will have; defaults to that of survey.yaml.
        progress: called with what is being done, how much is done and how much there is.

    Raises:
        OutputRefused: ``out`` holds something else.
        UsageError: a template is wrong.
        EngineFailed: the engine refused a page.
    """
    out = (out or survey.root / "site").absolute()
    tell = progress or _silent
    tell("pages", 0, 3)
    with template_trouble(), swapped_in(out) as tree:
        prepared = prepare(survey, site_url=site_url)
        tell("pages", 1, 3)
        ran = engine.run(prepared)
        tell("pages", 3, 3)
        finish(survey, prepared.output, tree, site_url=site_url or survey.info.site, progress=tell)
    pages = sum(name.endswith(".html") for name in tree.new)
    return Report(out, len(survey), pages, tree.changed(), tree.removed(), ran)


def checked(survey: Survey) -> Survey:
    """The survey itself, when no check finds an error in it.

    Raises:
        InvalidData: there are errors; they are in its ``findings``.
    """
    errors = [finding for finding in check(survey) if finding.severity is Severity.ERROR]
    if errors:
        raise InvalidData(errors)
    return survey


def _silent(step: str, done: int, total: int) -> None:
    """Progress that nobody watches."""
