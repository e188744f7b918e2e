"""Whether the files that a survey generates say what its records say."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey import schema
from livingsurvey.model import Finding
from livingsurvey.publish.repository import coverage, permanent, readme
from livingsurvey.store import changes
from livingsurvey.survey import Survey


def outdated_schemas(survey: Survey) -> Iterator[Finding]:
    """A finding for each schema that ``survey schema`` would write."""
    for path in schema.outdated(survey):
        yield Finding(path, 1, 1, "LS602", "the schema is out of date", "Run  survey schema")


def outdated_readme(survey: Survey) -> Iterator[Finding]:
    """A finding for each README that ``survey readme`` would write.

    Raises:
        UsageError: one has no place for the list, or a template of the survey is wrong.
    """
    for file in readme.outdated(survey):
        yield Finding(file, 1, 1, "LS601", "the list is out of date", "Run  survey readme")


def outdated_figures(survey: Survey) -> Iterator[Finding]:
    """A finding for each page of figures that ``survey stats --write`` would write: docs/data.md, docs/zh/data.md.

    Raises:
        UsageError: one has no place for the figures, or a template of the survey is wrong.
    """
    for file in coverage.outdated(survey):
        yield Finding(file, 1, 1, "LS603", "the figures are out of date", "Run  survey stats --write")


def lost_addresses(survey: Survey) -> Iterator[Finding]:
    """A finding for each address of the last release that would lead nowhere; ``addresses.txt`` has the list."""
    yield from permanent.lost(survey)


def wrong_changes(survey: Survey) -> Iterator[Finding]:
    """A finding for each line of changes.jsonl that cannot be read; without it the site would lack a change."""
    yield from changes.mistakes(survey.root)
