"""Years, months and days of one record fit together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from livingsurvey import clock
from livingsurvey.checks.registry import Flaw, Scope, rule
from livingsurvey.model import Paper, Severity
from livingsurvey.store.yaml import Path
from livingsurvey.survey import Survey

_REVIEWED = frozenset({"conference", "journal", "workshop"})


@rule("LS212", scope=Scope.RECORD)
def published_before_preprint(survey: Survey) -> Iterator[Flaw]:
    """A paper's year is before that of its arXiv id."""
    for paper in survey:
        first, venue = paper.first_appeared[0], survey.venue(paper)
        if paper.year < first and venue is not None and venue.kind in _REVIEWED:
            reason = f"{paper.venue} {paper.year} is before arXiv {paper.ids.arxiv}, which is of {first}"
            fix = "Correct the year or the id; if the preprint really came later, waive this with a reason."
            yield Flaw(survey.files[paper.key], ("year",), reason, fix)


@rule("LS213", scope=Scope.RECORD)
def year_of_another_version(survey: Survey) -> Iterator[Flaw]:
    """A preprint's year differs from that of its arXiv id."""
    for paper in survey:
        first = paper.first_appeared[0]
        if paper.ids.arxiv is not None and paper.year != first and survey.is_preprint(paper):
            reason = f"the year is {paper.year}, arXiv {paper.ids.arxiv} is of {first}"
            published = f", or name the venue that published it in {paper.year}" if paper.year > first else ""
            yield Flaw(survey.files[paper.key], ("year",), reason, f"Write  year: {first}{published}.")


@rule("LS214", scope=Scope.WORLD)
def added_in_the_future(survey: Survey) -> Iterator[Flaw]:
    """The day on which a paper was added or read, or a source was asked, is in the future."""
    for paper in survey:
        for path, day, fix in _days(paper):
            if not clock.has_begun(day):
                yield Flaw(survey.files[paper.key], path, f"{day.isoformat()} is in the future", fix)


def _days(paper: Paper) -> Iterator[tuple[Path, dt.date, str]]:
    """The days of a record that have been, each with its place and with what to write there."""
    yield ("added",), paper.added, "Write the day on which the paper was first listed."
    for place, reading in enumerate(paper.read):
        yield ("read", place, "date"), reading.date, "Write the day on which it was read."
    if paper.links.archived:
        yield ("links", "archived"), paper.links.archived, "Write the day on which it was seen to be archived."
    for field, said in (("citations", paper.citations), ("cites", paper.cites)):
        if said:
            yield (field, "date"), said.date, "Write the day on which the source said so."


@rule("LS215", Severity.WARNING, scope=Scope.RECORD)
def added_before_it_existed(survey: Survey) -> Iterator[Flaw]:
    """A paper was added before the month of its arXiv id."""
    for paper in survey:
        year, month = paper.first_appeared
        if paper.ids.arxiv is not None and (paper.added.year, paper.added.month) < (year, month):
            reason = f"{paper.added.isoformat()} is before {year}-{month:02}, the month of arXiv {paper.ids.arxiv}"
            fix = "Correct the day or the id; if the paper was known before, waive this and say from where."
            yield Flaw(survey.files[paper.key], ("added",), reason, fix)
