"""The model of the page Choose: the questions, all rows as compact data, and which of them fit which answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from livingsurvey.insight import choosing
from livingsurvey.language import ENGLISH, Language
from livingsurvey.model import Framework, Metric, Question, Result
from livingsurvey.model.cell import amount_in
from livingsurvey.publish.content import comparison
from livingsurvey.publish.content.numbers import common, measure, measurer, source
from livingsurvey.publish.published import Published
from livingsurvey.survey import Survey

Model = dict[str, Any]
GIGA = 10**9


def choose_model(published: Published, subject: str | None) -> Model:
    """What can be asked, what has been measured, which rows fit which answer, and where to read on."""
    survey, _ = published.survey, published.language
    choice = survey.choosing
    return {
        "about": choice and _(choice.about),
        "questions": [
            {
                "id": question.id,
                "name": _(question.name),
                "question": _(question.question),
                "help": question.help and _(question.help),
                "is_folded": question.is_folded,
                "families": _families(choosing.answers(question, survey, _), _),
            }
            for question in (choice.questions if choice else ())
        ],
        "rows": len(survey.results),
        "measured": measured(survey, _),
        "tasks": _tasks(survey, _),
        "tables": [_table(table_id, survey, _) for table_id in survey.tables],
        "has_leaderboards": survey.has_leaderboards,
        "topics": _topics(published),
    }


def choose_data(published: Published) -> Model:
    """What the page's script looks answers up in, once somebody asks: verdicts, rows, engines, topics of papers."""
    survey, _ = published.survey, published.language
    return {
        "questions": verdicts(survey, _),
        "engines": engines(survey, _),
        "capabilities": {name: _(each.name) for name, each in survey.capabilities.items()},
        "filed": {key: sorted(topics) for key, topics in _filed(published).items() if topics},
        **blocks(survey, _),
    }


def measured(survey: Survey, language: Language = ENGLISH) -> Model:
    """How old the measurements are.

    ``sources`` are the titles of the publications, ``read`` the first and the last day on which a table was read,
    ``changed`` those on which lines of a table last changed, ``said`` those of the statements on frameworks.
    """
    tables = survey.tables.values()
    said = (statement.date for framework in survey.frameworks for statement in framework.statements)
    return {
        "sources": list(dict.fromkeys(table.source.title for table in tables)),
        "read": _ends((table.source.date for table in tables), language),
        "changed": _ends((table.source.last_changed for table in tables), language),
        "said": _ends(said, language),
    }


def verdicts(survey: Survey, language: Language = ENGLISH) -> Model:
    """For each question what rows say of its answers, and which of these ``states`` each row has.

    A state has a letter for each answer, y, n, u for not known or b for a baseline, and why: one text, or one for each
    answer where they differ. ``rows`` says for how many rows after each other, in the order of :func:`blocks`, a state
    holds. ``near`` are the places of the answers that come nearest to each, ``needs`` the capabilities that an engine
    needs for them, ``aside`` the metrics that the question does not concern.
    """
    ordered = [result for table_id in survey.tables for result in _in_blocks(table_id, survey)]
    questions = {}
    for question in survey.choosing.questions if survey.choosing else ():
        offered = choosing.answers(question, survey)
        ids = [answer.id for answer in offered]
        found = choosing.verdicts(question, ordered, survey, language)
        states = {each: place for place, each in enumerate(dict.fromkeys(found))}
        near = choosing.nearest(question, survey)
        questions[question.id] = {
            "answers": ids,
            "states": [_state(each) for each in states],
            "rows": [[states[each], len(list(run))] for each, run in groupby(found)],
            "near": [[ids.index(other) for other in near.get(answer, ())] for answer in ids],
            "aside": choosing.set_aside(question, survey),
            "needs": [_needed(question, answer) for answer in offered],
        }
    return questions


def blocks(survey: Survey, language: Language = ENGLISH) -> Model:
    """Rows that may be ranked against each other, each as a list that the script draws a line of a table from.

    ``varies`` counts what rows of its table differ in.
    A row is its number in its table, label, method, key of its paper, framework, whether its makers measured it, the
    values of the settings that the block's title does not tell, and the cells: as printed, with the amount where that
    is not what the cell reads. Method, key, framework and values are positions in ``words``, 0 where there is none.
    """
    words: dict[str | None, int] = {None: 0}

    def word(text: str | None) -> int:
        return words.setdefault(text, len(words))

    found = []
    for table_id in survey.tables:
        for block in comparison.blocks(survey, table_id, language):
            metrics = comparison.metrics_of(survey, block.results)
            titled = {condition.name for condition in block.conditions}
            own = comparison.settings_of(survey, block.results)
            settings = [each for each in own if language(each.name) not in titled]
            found.append(
                {
                    "table": table_id,
                    "title": block.title,
                    "varies": len(survey.tables[table_id].compares),
                    "settings": [language(setting.name) for setting in settings],
                    "metrics": [metric.id for metric in metrics],
                    "rows": [
                        [
                            result.place + 1,
                            result.row.label,
                            word(result.row.method),
                            word(result.row.paper if result.row.paper in survey else None),
                            word(result.row.framework),
                            int(result.is_own),
                            [word(_setting(survey, result, setting.id, language)) for setting in settings],
                            [_cell(result, metric, language) for metric in metrics],
                        ]
                        for result in block.results
                    ],
                }
            )
    return {"words": list(words), "blocks": found}


def _needed(question: Question, answer: choosing.Answer) -> str | None:
    """The capability that an engine needs for an answer."""
    return answer.id if question.capabilities else question.needs.get(answer.family or "")


def engines(survey: Survey, language: Language = ENGLISH) -> list[Model]:
    """What sources say of each framework, for the capabilities that questions ask about: measured or not."""
    questions = survey.choosing.questions if survey.choosing else ()
    groups = {question.capabilities for question in questions}
    needed = {capability for question in questions for capability in question.needs.values()}
    asked = [
        each.id
        for group in survey.capability_groups
        for each in group.capabilities
        if group.id in groups or each.id in needed
    ]
    return [
        {
            "id": framework.id,
            "name": framework.name,
            "rows": len(survey.results_by_framework.get(framework.id, ())),
            "says": {name: said for name in asked if (said := _said(framework, name, language))},
        }
        for framework in survey.frameworks
    ]


def _said(framework: Framework, capability: str, _: Language) -> list[str | None] | None:
    """An answer that is known, with the version and the day it speaks of."""
    answer, statement = framework.cell(capability)
    if statement is None or answer == "unknown":
        return None
    version = statement.version and _(statement.version)
    return [answer, version, statement.date.isoformat() if statement.date else None]


def _in_blocks(table_id: str, survey: Survey) -> list[Result]:
    return [result for block in comparison.blocks(survey, table_id) for result in block.results]


def _state(each: tuple[choosing.Verdict, ...]) -> list[Any]:
    reasons = [verdict.because for verdict in each]
    return ["".join(verdict.fit[0] for verdict in each), reasons[0] if len(set(reasons)) == 1 else reasons]


def _setting(survey: Survey, result: Result, setting: str, language: Language) -> str | None:
    value = result.row.setting.get(setting)
    return None if value is None else comparison.choice(survey, setting, value, language).value


def _cell(result: Result, metric: Metric, _: Language) -> list[Any] | str | None:
    printed = result.row.values.get(metric.id)
    amount = None if printed is None else amount_in(printed)
    if printed is None:
        return None
    note = [_("reserved in advance")] if metric.id in result.row.reserved else []
    if metric.unit == "B" and amount is not None and amount.position >= GIGA:
        note.append(f"{amount.position / GIGA:.2f} GB")
    is_plain = printed.isascii() and printed.replace(".", "", 1).isdecimal()
    if not note and (amount is None or is_plain):
        return printed
    return [printed, amount and amount.position, *note]


def _table(table_id: str, survey: Survey, language: Language) -> Model:
    table = survey.tables[table_id]
    return {
        "id": table_id,
        "title": language(table.title),
        "rows": len(table.rows),
        "common": common(table, survey, language),
        "source": source(table, language),
        "read": language.day(table.source.date),
        "measured": measurer(table, language),
    }


def _families(answers: Iterable[choosing.Answer], language: Language) -> list[Model]:
    """Answers by what they are listed under, in the order of the first of each."""
    families: dict[str | None, list[Model]] = {}
    for answer in answers:
        families.setdefault(answer.family, []).append(answer._asdict())
    return [{"name": name and language(name), "answers": listed} for name, listed in families.items()]


def _tasks(survey: Survey, language: Language) -> list[Model]:
    """What can matter most: the metrics that rows have, by the task of their leaderboards; those without one last."""
    tasks: dict[str | None, list[Model]] = {}
    for metric in comparison.metrics_of(survey, survey.results):
        tasks.setdefault(metric.leaderboard.task if metric.leaderboard else None, []).append(_metric(metric, language))
    return [
        {"name": name and language(name), "metrics": metrics}
        for name, metrics in sorted(tasks.items(), key=lambda each: not each[0])
    ]


def _filed(published: Published) -> dict[str, set[str]]:
    """The topics with a comparison that each measured paper is filed under or below."""
    survey = published.survey
    paths = survey.taxonomy.paths
    return {
        key: {node.id for topic in survey.papers[key].topics for node in paths.get(topic, ())} & set(published.compared)
        for key in survey.results_by_paper
        if key in survey
    }


def _topics(published: Published) -> list[Model]:
    """The topics of measured methods that have a comparison, those of most rows first."""
    survey, language = published.survey, published.language
    counts: dict[str, int] = {}
    for key, topics in _filed(published).items():
        for topic in topics:
            counts[topic] = counts.get(topic, 0) + len(survey.results_by_paper[key])
    ordered = sorted(counts, key=lambda topic: (-counts[topic], topic))
    return [
        {"id": topic, "title": language.said(survey.taxonomy.by_id[topic].title), "rows": counts[topic]}
        for topic in ordered
    ]


def _metric(metric: Metric, language: Language) -> Model:
    return measure(metric, language) | {"id": metric.id}


def _ends(days: Iterable[dt.date | None], language: Language) -> list[Model]:
    """The first and the last of some days; one where they are the same."""
    ordered = sorted({day for day in days if day})
    ends = dict.fromkeys((*ordered[:1], *ordered[-1:]))
    return [{"day": day.isoformat(), "words": language.day(day)} for day in ends]
