"""What several sources measured of one thing under one setting, and how far their numbers agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from livingsurvey.insight.leaderboards import Entry, Leaderboard, source_of
from livingsurvey.model import Result
from livingsurvey.model.cell import number_in
from livingsurvey.survey import Survey


class Agreement(NamedTuple):
    """Rows of different sources about one thing, and by how many per cent of the least the greatest exceeds it."""

    entries: tuple[Entry, ...]
    least: float
    greatest: float

    @property
    def spread(self) -> float | None:
        """The difference in per cent; None where the least is no more than 0 and so is nothing to divide by."""
        return 100 * (self.greatest - self.least) / self.least if self.least > 0 else None


def agreements(board: Leaderboard, survey: Survey) -> list[Agreement]:
    """The things in a leaderboard that more than one source measured, in the order of their ranks."""
    groups: list[list[Entry]] = []
    for entry in board.entries:
        if number_in(entry.result.row.values[board.metric.id]) is None:
            continue
        group = next((each for each in groups if _is_same(each, entry, survey)), None)
        if group is None:
            groups.append([entry])
        else:
            group.append(entry)
    return [_agreement(board, group) for group in groups if len(group) > 1]


def _agreement(board: Leaderboard, group: list[Entry]) -> Agreement:
    numbers = [number_in(entry.result.row.values[board.metric.id]) or 0 for entry in group]
    return Agreement(tuple(group), min(numbers), max(numbers))


def _is_same(group: list[Entry], entry: Entry, survey: Survey) -> bool:
    """Whether a row is about what rows of other sources are about, as far as both tell."""
    return all(
        source_of(each.result) != source_of(entry.result) and not any(_differing(each.result, entry.result, survey))
        for each in group
    )


def _differing(one: Result, other: Result, survey: Survey) -> Iterator[bool]:
    """Whatever two rows may differ in: method, framework, settings that both tell, and those that readers narrow by.

    Rows without method and framework are of the plain model, if anything tells that they are alike.
    """
    here, there = survey.setting_of(one), survey.setting_of(other)
    yield (one.row.method, one.row.framework) != (other.row.method, other.row.framework)
    yield any(here[name] != there[name] for name in here.keys() & there.keys())
    narrowing = [setting.id for setting in survey.settings.values() if setting.narrows]
    yield any(here.get(name) != there.get(name) for name in narrowing)
    yield one.row.method is one.row.framework is None and here.keys().isdisjoint(narrowing)
