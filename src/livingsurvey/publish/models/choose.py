"""The model of the page Choose: the questions, all rows as compact data, and which of them fit which answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from livingsurvey.insight import choosing
from livingsurvey.model import Framework, Metric, Result
from livingsurvey.model.cell import amount_in
from livingsurvey.publish.content import comparison, labels
from livingsurvey.publish.content.numbers import common, measure, measurer, source
from livingsurvey.publish.published import Published
from livingsurvey.survey import Survey

Model = dict[str, Any]


def choose_model(published: Published, _: str | None) -> Model:
    """What can be asked, what has been measured, which rows fit which answer, and where to read on."""
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
        "measured": measured(survey),
        "metrics": [_metric(metric) for metric in comparison.metrics_of(survey, survey.results)],
        "tables": [_table(table_id, survey) for table_id in survey.tables],
        "has_leaderboards": survey.has_leaderboards,
        "topics": _topics(published),
        "data": {"questions": verdicts(survey), "engines": engines(survey), **blocks(survey)},
    }


def measured(survey: Survey) -> Model:
    """How old the measurements are.

    ``sources`` are the titles of the publications, ``read`` the first and the last day on which a table was read,
    ``changed`` those on which lines of a table last changed, ``said`` those of the statements on frameworks.
    """
    tables = survey.tables.values()
    said = (statement.date for framework in survey.frameworks for statement in framework.statements)
    return {
        "sources": list(dict.fromkeys(table.source.title for table in tables)),
        "read": _ends(table.source.date for table in tables),
        "changed": _ends(table.source.last_changed for table in tables),
        "said": _ends(said),
    }


def verdicts(survey: Survey) -> Model:
    """For each question what rows say of its answers, and which of these ``states`` each row has.

    A state has a letter for each answer, y, n, or u for not known, and why: one text, or one for each answer where they
    differ. ``rows`` says for how many rows after each other, in the order of :func:`blocks`, a state holds.
    """
    ordered = [result for table_id in survey.tables for result in _in_blocks(table_id, survey)]
    questions = {}
    for question in survey.choosing.questions if survey.choosing else ():
        answers = choosing.answers(question, survey)
        states: dict[tuple[choosing.Verdict, ...], int] = {}
        rows = []
        for result in ordered:
            each = tuple(choosing.verdict(question, answer.id, result, survey) for answer in answers)
            rows.append(states.setdefault(each, len(states)))
        questions[question.id] = {
            "answers": [answer.id for answer in answers],
            "states": [_state(each) for each in states],
            "rows": [[state, len(list(run))] for state, run in groupby(rows)],
        }
    return questions


def blocks(survey: Survey) -> Model:
    """Rows that may be ranked against each other, each as a list that the script draws a line of a table from.

    A row is its number in its table, label, method, key of its paper, framework, whether its makers measured it, the
    values of the settings that the block's title does not tell, and the cells: as printed, with the amount where that
    is not what the cell reads. Method, key, framework and values are positions in ``words``, 0 where there is none.
    """
    words: dict[str | None, int] = {None: 0}

    def word(text: str | None) -> int:
        return words.setdefault(text, len(words))

    found = []
    for table_id in survey.tables:
        for block in comparison.blocks(survey, table_id):
            metrics = comparison.metrics_of(survey, block.results)
            titled = {condition.name for condition in block.conditions}
            settings = [each for each in comparison.settings_of(survey, block.results) if each.name not in titled]
            found.append(
                {
                    "table": table_id,
                    "title": block.title,
                    "settings": [setting.name for setting in settings],
                    "metrics": [metric.id for metric in metrics],
                    "rows": [
                        [
                            result.place + 1,
                            result.row.label,
                            word(result.row.method),
                            word(result.row.paper if result.row.paper in survey else None),
                            word(result.row.framework),
                            int(result.is_own),
                            [word(_setting(survey, result, setting.id)) for setting in settings],
                            [_cell(result, metric) for metric in metrics],
                        ]
                        for result in block.results
                    ],
                }
            )
    return {"words": list(words), "blocks": found}


def engines(survey: Survey) -> list[Model]:
    """What sources say of each framework, for the capabilities that questions ask about: measured or not."""
    groups = {question.capabilities for question in (survey.choosing.questions if survey.choosing else ())}
    asked = [each.id for group in survey.capability_groups if group.id in groups for each in group.capabilities]
    return [
        {
            "id": framework.id,
            "name": framework.name,
            "rows": len(survey.results_by_framework.get(framework.id, ())),
            "says": {name: said for name in asked if (said := _said(framework, name))},
        }
        for framework in survey.frameworks
    ]


def _said(framework: Framework, capability: str) -> list[str | None] | None:
    """An answer that is known, with the version and the day it speaks of."""
    answer, statement = framework.cell(capability)
    if statement is None or answer == "unknown":
        return None
    return [answer, statement.version, statement.date.isoformat() if statement.date else None]


def _in_blocks(table_id: str, survey: Survey) -> list[Result]:
    return [result for block in comparison.blocks(survey, table_id) for result in block.results]


def _state(each: tuple[choosing.Verdict, ...]) -> list[Any]:
    reasons = [verdict.because for verdict in each]
    return ["".join(verdict.fit[0] for verdict in each), reasons[0] if len(set(reasons)) == 1 else reasons]


def _setting(survey: Survey, result: Result, setting: str) -> str | None:
    value = result.row.setting.get(setting)
    return None if value is None else comparison.choice(survey, setting, value).value


def _cell(result: Result, metric: Metric) -> list[Any] | str | None:
    printed = result.row.values.get(metric.id)
    amount = None if printed is None else amount_in(printed)
    if printed is None:
        return None
    note = ["reserved in advance"] if metric.id in result.row.reserved else []
    is_plain = printed.isascii() and printed.replace(".", "", 1).isdecimal()
    if not note and (amount is None or is_plain):
        return printed
    return [printed, amount and amount.position, *note]


def _table(table_id: str, survey: Survey) -> Model:
    table = survey.tables[table_id]
    return {
        "id": table_id,
        "title": table.title,
        "rows": len(table.rows),
        "common": common(table, survey),
        "source": source(table),
        "read": labels.long_date(table.source.date),
        "measured": measurer(table),
    }


def _topics(published: Published) -> list[Model]:
    """The topics of measured methods that have a comparison, those of most rows first."""
    survey = published.survey
    counts: dict[str, int] = {}
    for key, rows in survey.results_by_paper.items():
        if key in survey:
            paths = (survey.taxonomy.paths.get(topic, ()) for topic in survey.papers[key].topics)
            for topic in {node.id for path in paths for node in path} & set(published.compared):
                counts[topic] = counts.get(topic, 0) + len(rows)
    ordered = sorted(counts, key=lambda topic: (-counts[topic], topic))
    return [{"id": topic, "title": survey.taxonomy.by_id[topic].title.en, "rows": counts[topic]} for topic in ordered]


def _metric(metric: Metric) -> Model:
    return measure(metric) | {"id": metric.id}


def _ends(days: Iterable[dt.date | None]) -> list[Model]:
    """The first and the last of some days; one where they are the same."""
    ordered = sorted({day for day in days if day})
    ends = dict.fromkeys((*ordered[:1], *ordered[-1:]))
    return [{"day": day.isoformat(), "words": labels.long_date(day)} for day in ends]
