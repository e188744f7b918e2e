"""The addresses that the site keeps for good, and the list of those that the last release had.

Pages, papers, topics and their comparisons, frameworks, result tables, leaderboards and feeds keep their address, and
papers, topics and leaderboards that of their twins in JSON; what was renamed or withdrawn leads on from it. The pages
of authors and venues are there as long as the survey has papers of theirs, and ids elsewhere lead to a paper as long as
they are right: these are not promised.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from livingsurvey.checks.codes import SWITCHED_OFF
from livingsurvey.model import Finding
from livingsurvey.model.address import is_address
from livingsurvey.model.nearest import nearest
from livingsurvey.publish.addresses import (
    comparison_path,
    feed_path,
    framework_path,
    leaderboard_path,
    paper_path,
    result_path,
    topic_path,
    twin_path,
)
from livingsurvey.publish.engine.prepare import page_sources
from livingsurvey.publish.exports import package
from livingsurvey.publish.exports.formats import FORMATS
from livingsurvey.publish.models import openapi
from livingsurvey.publish.published import Published
from livingsurvey.store.layout import ADDRESSES, METRICS
from livingsurvey.store.symlinks import place_of
from livingsurvey.store.write import write_text
from livingsurvey.store.yaml import locate
from livingsurvey.survey import Survey

FILE = ADDRESSES
_INFO = "survey.yaml"
_NAMED = 5
"""Addresses that are named where a part of the site is switched off."""


def addresses(survey: Survey) -> set[str]:
    """The permanent addresses of a survey's site, relative to it, those that lead on included."""
    survey = survey.shown
    taxonomy, info = survey.taxonomy, survey.info
    topics = [*taxonomy.by_id, *taxonomy.moved]
    published = Published(survey)
    compared = published.compared
    pages = [
        *map(paper_path, [*survey.papers, *info.retired, *info.withdrawn]),
        *map(topic_path, topics),
        *map(leaderboard_path, published.leaderboards),
        *map(leaderboard_path, published.former_leaderboards),
    ]
    return {
        *map(_address, page_sources(survey)),
        *info.moved,
        *pages,
        *map(twin_path, pages),
        *(comparison_path(topic) for topic in topics if taxonomy.moved.get(topic, topic) in compared),
        *map(framework_path, survey.frameworks_by_id),
        *map(result_path, survey.tables),
        *(feed_path(topic) for topic in [None, *topics] if info.site and published.has["feeds"]),
        *(f"data/{form.file}" for form in FORMATS.values()),
        f"data/{package.FILE}",
        f"data/{openapi.FILE}",
    }


def lost(survey: Survey) -> list[Finding]:
    """A finding for each address of the list that is no more, and for each that leads on to nothing."""
    there = addresses(survey)
    is_whole = all(wanted for _, wanted in survey.info.features)
    left_out = set() if is_whole else addresses(survey.with_all_parts()) - there
    gone = {each: line for line, each in enumerate(_listed(survey), 1) if each and each not in there | left_out}
    twins = set(map(twin_path, gone))
    boards = Published(survey).leaderboards if gone or survey.listed_metrics.moved else {}
    lost = [
        Finding(FILE, line, 1, "LS604", f"the address '{each}' of the last release is gone", _fix(each, survey, boards))
        for each, line in gone.items()
        if each not in twins  # what is written for the page brings back its twin
    ]
    off = _switched_off(survey, left_out.intersection(_listed(survey)))
    return [*lost, *_astray(survey, boards), *_pages_astray(survey, there), *off]


def _switched_off(survey: Survey, gone: Collection[str]) -> Iterator[Finding]:
    """What survey.yaml leaves out of the site on purpose, though people may have links to it."""
    if not gone:
        return
    off = ", ".join(name for name, wanted in survey.info.features if not wanted)
    some = ", ".join(sorted(gone)[:_NAMED]) + (", …" if len(gone) > _NAMED else "")
    reason = f"{off} switched off: {some} of the last release {'leads' if len(gone) == 1 else 'lead'} nowhere"
    fix = "If readers should still get there, write  true;  the next release no longer promises them."
    text = place_of(survey.root, _INFO).read_text(encoding="utf-8")
    yield Finding(_INFO, *locate(text, ("features",), key=True), SWITCHED_OFF.name, reason, fix, SWITCHED_OFF.severity)


def write(survey: Survey) -> bool:
    """Write the list, one address a line in alphabetical order. Returns whether it changed."""
    path = place_of(survey.root, FILE)
    path.parent.mkdir(exist_ok=True)
    return write_text(path, "".join(f"{address}\n" for address in sorted(addresses(survey)) if address))


def _listed(survey: Survey) -> list[str]:
    try:
        return (survey.root / FILE).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []


def _astray(survey: Survey, leaderboards: Collection[str]) -> Iterator[Finding]:
    """Former addresses of leaderboards that lead to none, or are those of one that is there."""
    for old, new in survey.listed_metrics.moved.items():
        if old in leaderboards:
            reason, fix = f"the leaderboard '{old}' exists but is listed as moved", f"Delete the line of '{old}'."
        elif new not in leaderboards:
            reason = f"the leaderboard '{old}' leads to '{new}', which does not exist"
            fix = f"Write  {old}: {nearest(new, leaderboards) or '…'}  with the leaderboard that has its rows now."
        else:
            continue
        text = place_of(survey.root, METRICS).read_text(encoding="utf-8")
        yield Finding(METRICS, *locate(text, ("moved", old), key=True), "LS604", reason, fix)


def _pages_astray(survey: Survey, there: Collection[str]) -> Iterator[Finding]:
    """Former addresses of pages that lead to no page, or are those of one that is there."""
    pages, moved = set(map(_address, page_sources(survey))), survey.info.moved
    for old, new in moved.items():
        if old in pages:
            reason, fix = f"the page '{old}' exists but is listed as moved", f"Delete the line of '{old}'."
        elif not is_address(new) and (new in moved or new not in there):
            reason = f"the page '{old}' leads to '{new}', which is no page of the site"
            fix = f"Write  {old}: {nearest(new, pages) or '…'}  with the page that took its place."
        else:
            continue
        text = place_of(survey.root, _INFO).read_text(encoding="utf-8")
        yield Finding(_INFO, *locate(text, ("moved", old), key=True), "LS604", reason, fix)


def _fix(address: str, survey: Survey, leaderboards: Collection[str]) -> str:
    kind, _, rest = address.partition("/")
    name = rest.partition("/")[0]
    if kind == "papers" and name:
        near = nearest(name, survey.papers) or "…"
        return f"In survey.yaml write  {name}: {near}  under  retired:  or the reason under  withdrawn:"
    if kind == "topics" and name and name not in survey.taxonomy.by_id:
        near = nearest(name, survey.taxonomy.by_id) or "…"
        return f"In taxonomy.yaml write  {name}: {near}  under  moved:  with the topic that took its place."
    if kind == "leaderboards" and name:
        near = nearest(name, leaderboards) or "…"
        return f"In {METRICS} write  {name}: {near}  under  moved:  with the leaderboard that has its rows now."
    if address.endswith("/"):
        return f"Restore the page, or in {_INFO} write  {address}: …  under  moved:  with the address it leads on to."
    return "Restore the file; if it is meant to go, delete this line."


def _address(source: str) -> str:
    """Where the engine puts a page: ``about.md`` at ``about/``, ``topics/index.md`` at ``topics/``."""
    path = PurePosixPath(source).with_suffix("")
    folder = path.parent if path.name in ("index", "README") else path
    return "" if folder == PurePosixPath() else f"{folder}/"
