"""What a survey's records say in our words, apart from fields that have a place for each language themselves.

Sentences are ours and want a translation. Names (of a metric, a setting, a card) may be the same in every language:
a catalogue need not have them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from livingsurvey.language.markup import Message
from livingsurvey.model import Declared, Node
from livingsurvey.model.look import Entry
from livingsurvey.store.layout import CHOOSING, FIELDS, FRAMEWORKS, METRICS, RESULTS, SURVEYS, TRAITS
from livingsurvey.survey import Survey

_Said = tuple[str | None, str | None]
"""A sentence and a name, where there is one."""


class Words(NamedTuple):
    """The messages of a survey, each with the files that have it."""

    sentences: dict[Message, set[str]]
    names: dict[Message, set[str]]


def survey_messages(survey: Survey) -> Words:
    """The texts of a survey's records that pages show."""
    words = Words({}, {})
    parts = {
        "survey.yaml": _of_info(survey),
        METRICS: _of_metrics(survey),
        TRAITS: _of_declared(survey.listed_traits),
        FIELDS: _of_declared(survey.listed_fields),
        FRAMEWORKS: _of_frameworks(survey),
        CHOOSING: _of_choosing(survey),
        RESULTS: _of_results(survey),
        SURVEYS: _of_surveys(survey),
        "papers": ((conflict.reason, None) for paper in survey for conflict in paper.conflicts),
    }
    for file, said in parts.items():
        for sentence, name in said:
            for text, kind in ((sentence, words.sentences), (name, words.names)):
                if text and not text.isnumeric():
                    kind.setdefault(Message(text), set()).add(str(file))
    for message in words.sentences.keys() & words.names.keys():
        del words.names[message]
    return words


def _of_info(survey: Survey) -> Iterator[_Said]:
    info = survey.info
    yield info.title, None
    yield info.description, None
    if info.frozen:
        yield info.frozen.reason, None
    for why in info.withdrawn.values():
        yield why, None
    yield from ((title, None) for title in _titles(info.navigation))


def _titles(entries: tuple[Entry, ...]) -> Iterator[str]:
    """The titles that the survey gives to what stands in its navigation."""
    for entry in entries:
        for title, what in () if isinstance(entry, str) else entry.items():
            yield title
            yield from () if isinstance(what, str) else _titles(what)


def _of_metrics(survey: Survey) -> Iterator[_Said]:
    for metric in survey.listed_metrics.metrics:
        yield metric.definition, metric.unit
        yield metric.name, None
        if metric.leaderboard:
            yield metric.leaderboard.task, None
    for setting in survey.listed_metrics.settings:
        yield setting.definition, setting.unit
        yield setting.name, None
        for value in setting.values.values():
            yield None, value.name
            yield None, value.family
        for choice in setting.choices:
            yield None, choice


def _of_declared(declared: Iterable[Declared]) -> Iterator[_Said]:
    for each in declared:
        yield each.means, each.unit
        yield None, each.name.en
        for value in each.values.values():
            yield value.means, value.name.en


def _of_frameworks(survey: Survey) -> Iterator[_Said]:
    for group in survey.capability_groups:
        yield None, group.name
        for capability in group.capabilities:
            yield capability.definition, capability.name
    for framework in survey.frameworks:
        for statement in framework.statements:
            yield from ((note, statement.version) for note in statement.notes.values())
            yield None, statement.version


def _of_choosing(survey: Survey) -> Iterator[_Said]:
    if survey.choosing is None:
        return
    yield survey.choosing.about, None
    for question in survey.choosing.questions:
        yield question.question, question.name
        yield question.help, None
        yield from ((None, option.label) for option in question.options)
        yield from ((None, family) for family in question.needs)


def _of_results(survey: Survey) -> Iterator[_Said]:
    for table in survey.tables.values():
        yield table.title, table.source.part
        yield table.note, table.source.version
        if table.measured:
            yield table.measured.by, None
        yield from ((None, value) for value in table.setting.values())
        for row in table.rows:
            yield row.note, None
            yield from ((None, value) for value in row.setting.values())


def _of_surveys(survey: Survey) -> Iterator[_Said]:
    for sister in survey.surveys.values():
        yield sister.about, None
        yield from ((None, version.name) for version in sister.versions)
        for match in chain.from_iterable(node.matches for node in _nodes(sister.nodes)):
            yield match.note, None
    for candidate in survey.candidates:
        yield candidate.note, None


def _nodes(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _nodes(node.nodes)
