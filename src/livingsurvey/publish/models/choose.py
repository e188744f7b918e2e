"""The model of the page Choose: the questions, all rows, and the verdict on each row for the browser to look up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from livingsurvey.insight import choosing
from livingsurvey.model import Metric
from livingsurvey.publish.content import comparison, labels
from livingsurvey.publish.content.numbers import common, measure, source
from livingsurvey.publish.models.results import row_model
from livingsurvey.publish.published import Published
from livingsurvey.survey import Survey

Model = dict[str, Any]


def choose_model(published: Published, _: str | None) -> Model:
    """What can be asked, what has been measured, and which rows fit which answer."""
    survey = published.survey
    choice = survey.choosing
    return {
        "about": choice and choice.about,
        "questions": [
            {
                "id": question.id,
                "name": question.name,
                "question": question.question,
                "help": question.help,
                "answers": [answer._asdict() for answer in choosing.answers(question, survey)],
            }
            for question in (choice.questions if choice else ())
        ],
        "rows": len(survey.results),
        "tables": len(survey.tables),
        "measured": measured(survey),
        "metrics": [_metric(metric) for metric in comparison.metrics_of(survey, survey.results)],
        "blocks": _blocks(survey),
        "verdicts": verdicts(survey),
    }


def measured(survey: Survey) -> Model:
    """How old and how narrow the measurements are.

    ``settings`` holds what whole tables were measured with, all values of one setting together; ``read`` the first and
    the last day on which a table was read, ``said`` those of the statements on frameworks that tables name.
    """
    tables = survey.tables.values()
    settings = []
    for setting in survey.settings:
        values = dict.fromkeys(table.setting[setting] for table in tables if setting in table.setting)
        settings += [comparison.choice(survey, setting, " or ".join(values))._asdict()] if values else []
    frameworks = [
        survey.frameworks_by_id[name] for name in survey.results_by_framework if name in survey.frameworks_by_id
    ]
    return {
        "sources": list(dict.fromkeys(table.source.title for table in tables)),
        "settings": settings,
        "read": _ends(table.source.date for table in tables),
        "said": _ends(
            statement.date for framework in frameworks for statement in framework.statements if statement.date
        ),
    }


def verdicts(survey: Survey) -> Model:
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


def _blocks(survey: Survey) -> list[Model]:
    """The rows of all tables, those together that may be ranked against each other."""
    offered: set[str] = set()
    places = {(result.table_id, result.place): place for place, result in enumerate(survey.results)}
    found = []
    for table_id, table in survey.tables.items():
        for number, block in enumerate(comparison.blocks(survey, table_id), start=1):
            metrics = comparison.metrics_of(survey, block.results)
            settings = comparison.settings_of(survey, block.results)
            found.append(
                {
                    "id": f"{table_id}-{number}",
                    "table": table_id,
                    "table_title": table.title,
                    "title": block.title,
                    "common": common(table, survey),
                    "source": source(table),
                    "settings": [setting.name for setting in settings],
                    "metrics": [_metric(metric) for metric in metrics],
                    "rows": [
                        {"place": places[table_id, result.place]}
                        | row_model(result, metrics, settings, survey, offered)
                        for result in block.results
                    ],
                }
            )
    return found


def _metric(metric: Metric) -> Model:
    return measure(metric) | {"id": metric.id}


def _ends(days: Iterable[dt.date]) -> list[Model]:
    """The first and the last of some days; one where they are the same."""
    ordered = sorted(set(days))
    ends = dict.fromkeys((*ordered[:1], *ordered[-1:]))
    return [{"day": day.isoformat(), "words": labels.long_date(day)} for day in ends]
