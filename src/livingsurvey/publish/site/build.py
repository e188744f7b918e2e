"""The whole site from a survey: the engine's pages, then every file of the table, and the swap at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from livingsurvey.checks import check
from livingsurvey.errors import InvalidData
from livingsurvey.executors.processes import PROCESSES, Executor
from livingsurvey.model import Severity
from livingsurvey.publish.engine import mkdocs
from livingsurvey.publish.engine.prepare import prepare
from livingsurvey.publish.file import File, StampedFile, content_tag
from livingsurvey.publish.rendering.templates import template_trouble
from livingsurvey.publish.site.filled import pages_in
from livingsurvey.publish.site.stamped import Stamps
from livingsurvey.publish.site.stamper import Order, render, stamp
from livingsurvey.publish.site.table import Site
from livingsurvey.publish.tree import Tree, current, note_current, swapped_in, workshop
from livingsurvey.survey import Survey

Progress = Callable[[str, int, int], None]

_BATCH = 500
"""How many files are made at once: few enough that they weigh little in memory, and many for one message."""

_WEIGHT = 4_000_000
"""How many bytes of models are worked on at once, give or take the last."""


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
    survey: Survey,
    out: Path | None = None,
    *,
    site_url: str | None = None,
    progress: Progress | None = None,
    run: Executor = PROCESSES,
) -> Report:
    """Build the site of ``survey`` into ``out`` (default: ``site/`` in the survey's folder).

    Nothing in ``out`` changes until the whole site is there; a build that fails leaves it as it was.

    Args:
        survey: a survey without errors.
        out: a folder that is absent, empty, or a site built here before.
        site_url: the address the site will have; defaults to that of survey.yaml.
        progress: called with what is being done, how much is done and how much there is.
        run: who makes the pages that exist once a record.

    Raises:
        OutputRefused: ``out`` holds something else.
        UsageError: a template is wrong.
        EngineFailed: the engine refused a page.
    """
    out = (out or survey.root / "site").absolute()
    tell = progress or _silent
    tell("pages", 0, 3)
    with template_trouble():
        prepared = prepare(survey, workshop(out) / "prepared", site_url=site_url)
        tell("pages", 1, 3)
        ran = mkdocs.run(prepared)
        tell("pages", 3, 3)
        site = Site(survey, pages_in(prepared.output), site_url=site_url or survey.info.site)
        made_from = content_tag(prepared.digest.encode() + site.tag())
        there = current(out, made_from)
        if there is not None:
            return Report(out, len(survey), _pages(there), 0, 0, ran)
        with swapped_in(out) as tree:
            site.keep = partial(_kept, tree)
            write_site(site, tree, tell, run)
        note_current(out, made_from)
    return Report(out, len(survey), _pages(tree.new), tree.changed(), tree.removed(), ran)


def _pages(files: Iterable[str]) -> int:
    return sum(name.endswith(".html") for name in files)


def write_site(site: Site, tree: Tree, progress: Progress = _silent, run: Executor = PROCESSES) -> None:
    """Make every file of a site that ``tree`` lacks, those that exist once a record in batches worked on by ``run``."""
    site.published.texts.make_all()
    done = 0
    for made in _stamped(site, tree, run):
        done += made
        progress("files", done, len(site.files))
    site.published.charts.save(site.languages)


def _stamped(site: Site, tree: Tree, run: Executor) -> Iterator[int]:
    """Make the stamped files that the tree lacks, language by language; tells after each batch how many they were."""
    for stamps in site.all_stamps:
        yield from _stamped_with(stamps, _batches(_orders(site, stamps, tree)), tree, run)


def _stamped_with(stamps: Stamps, batches: Iterator[list[Order]], tree: Tree, run: Executor) -> Iterator[int]:
    templates = stamps.templates
    if run.sees(Path(tree.folder)):
        for made in run.map(partial(stamp, templates, tree.folder), batches):
            for name, tag, size in made:
                tree.note(name, tag, size)
            yield len(made)
    else:
        for rendered in run.map(partial(render, templates), batches):
            for name, tag, content in rendered:
                tree.put(name, content, tag)
            yield len(rendered)


def _orders(site: Site, stamps: Stamps, tree: Tree) -> Iterator[Order]:
    """The stamped files that the tree lacks, of a language; what is no stamped file is made with the first."""
    for file in site.files.values():
        if isinstance(file, StampedFile):
            if file.stamper is stamps:
                stamping = file.stamping()
                tag = stamps.tag(stamping)
                if not tree.has(file.name, tag):
                    yield Order(file.name, tag, tree.may_hold(file.name), stamping)
        elif stamps is site.stamps:
            tag = file.tag()
            if not tree.has(file.name, tag):
                tree.put(file.name, file.content(), tag)


def _batches(orders: Iterator[Order]) -> Iterator[list[Order]]:
    """Orders in batches of at most a few megabytes, which are all that waits in memory."""
    batch: list[Order] = []
    weight = 0
    for order in orders:
        batch.append(order)
        weight += len(order.stamping.model)
        if weight > _WEIGHT or len(batch) == _BATCH:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _kept(tree: Tree, file: File) -> bytes | None:
    return tree.get(file.name, file.tag())


def checked(survey: Survey) -> Survey:
    """The survey itself, when no check finds an error in it.

    Raises:
        InvalidData: there are errors; they are in its ``findings``.
    """
    errors = [finding for finding in check(survey, cached=True) if finding.severity is Severity.ERROR]
    if errors:
        raise InvalidData(errors)
    return survey
