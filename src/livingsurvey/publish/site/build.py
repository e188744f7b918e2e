"""The whole site from a survey: the engine's pages, then every file of the table, and the swap at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from livingsurvey.batches import in_batches
from livingsurvey.checks import check
from livingsurvey.errors import InvalidData
from livingsurvey.model import Severity
from livingsurvey.publish.file import File
from livingsurvey.publish.rendering.templates import template_trouble
from livingsurvey.publish.site import engine
from livingsurvey.publish.site.prepare import prepare
from livingsurvey.publish.site.table import Site
from livingsurvey.publish.tree import Tree, swapped_in
from livingsurvey.survey import Survey

Progress = Callable[[str, int, int], None]

_MANY = frozenset({"paper", "author", "venue", "twin", "redirect", "references"})
"""The kinds of files that grow in number with the survey."""


def _silent(step: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


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
        kept = partial(_kept, tree)
        write_site(Site(survey, prepared.output, site_url=site_url or survey.info.site, kept=kept), tree, tell)
    pages = sum(name.endswith(".html") for name in tree.new)
    return Report(out, len(survey), pages, tree.changed(), tree.removed(), ran)


def write_site(site: Site, tree: Tree, progress: Progress = _silent) -> None:
    """Make every file of a site that ``tree`` lacks: those of which there are many on all processors."""
    site.sheet.pieces.make_all(site.sheet.survey.papers.values())
    many: list[tuple[File, bytes]] = []
    for file in site.files.values():
        tag = file.tag()
        if tree.has(file.name, tag):
            continue
        if file.kind in _MANY:
            many.append((file, tag))
        else:
            tree.put(file.name, file.content(), tag)
    write_files(many, tree, progress)
    site.sheet.pieces.save()
    site.sheet.view.charts.save()


def write_files(files: Sequence[tuple[File, bytes]], tree: Tree, progress: Progress = _silent) -> None:
    """Make files, each with its tag, and put them into ``tree``: on all processors when there are many."""

    def write(batch: Sequence[tuple[File, bytes]]) -> list[int]:
        return [tree.write(file.name, file.content()) for file, _ in batch]

    sizes = (size for batch in in_batches(write, files, size=500, parallel_from=3000) for size in batch)
    for done, ((file, tag), size) in enumerate(zip(files, sizes, strict=True), 1):
        tree.note(file.name, tag, size)
        if done % 500 == 0 or done == len(files):
            progress("files", done, len(files))


def _kept(tree: Tree, file: File) -> bytes | None:
    return tree.get(file.name, file.tag())


def checked(survey: Survey) -> Survey:
    """The survey itself, when no check finds an error in it.

    Raises:
        InvalidData: there are errors; they are in its ``findings``.
    """
    errors = [finding for finding in check(survey) if finding.severity is Severity.ERROR]
    if errors:
        raise InvalidData(errors)
    return survey
