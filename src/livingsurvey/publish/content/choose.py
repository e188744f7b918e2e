"""What the page Choose needs: how far the measurements go, and every verdict, for the browser to look up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from livingsurvey.insight import choosing
from livingsurvey.publish.content.comparison import Choice, choice
from livingsurvey.survey import Survey


class Measured(NamedTuple):
    """How old and how narrow the measurements are.

    ``settings`` holds what whole tables were measured with, all values of one setting together; ``read`` the first and
    the last day on which a table was read, ``said`` those of the statements on frameworks that tables name.
    """

    sources: tuple[str, ...]
    settings: tuple[Choice, ...]
    read: tuple[dt.date, ...]
    said: tuple[dt.date, ...]


def measured(survey: Survey) -> Measured:
    """What the tables of a survey were measured with, and when they and the frameworks were read about."""
    tables = survey.tables.values()
    settings = []
    for setting in survey.settings:
        values = dict.fromkeys(table.setting[setting] for table in tables if setting in table.setting)
        settings += [choice(survey, setting, " or ".join(values))] if values else []
    frameworks = [
        survey.frameworks_by_id[name] for name in survey.results_by_framework if name in survey.frameworks_by_id
    ]
    return Measured(
        sources=tuple(dict.fromkeys(table.source.title for table in tables)),
        settings=tuple(settings),
        read=_ends(table.source.date for table in tables),
        said=_ends(statement.date for framework in frameworks for statement in framework.statements),
    )


def verdicts(survey: Survey) -> dict[str, Any]:
    """For each question and answer the verdict on each row, in the order of the files.

    ``fit`` has one letter a row: y, n, or u for not known; ``because`` has a position in ``words`` a row.
    """
    words: dict[str, int] = {}
    questions: dict[str, Any] = {}
    for question in survey.choosing.questions if survey.choosing else ():
        questions[question.id] = {}
        for answer in choosing.answers(question, survey):
            each = [choosing.verdict(question, answer.id, result, survey) for result in survey.results]
            questions[question.id][answer.id] = {
                "fit": "".join(verdict.fit[0] for verdict in each),
                "because": [words.setdefault(verdict.because, len(words)) for verdict in each],
            }
    return {"questions": questions, "words": list(words)}


def _ends(days: Iterable[dt.date]) -> tuple[dt.date, ...]:
    """The first and the last of some days; one where they are the same."""
    ordered = sorted(set(days))
    return tuple(dict.fromkeys((*ordered[:1], *ordered[-1:])))
