"""A leaderboard as a CSV file: every row with its rank, what it was measured with, by whom, and where it stands."""

from __future__ import annotations

from livingsurvey.insight.leaderboards import Leaderboard
from livingsurvey.publish.content.numbers import address
from livingsurvey.publish.exports.spreadsheet import cell
from livingsurvey.survey import Survey

BEFORE = ("rank", "last_rank", "value", "label", "method", "paper", "framework")
AFTER = ("reserved", "own", "grade", "measured_by", "version", "first_printed", "last_changed", "table", "address")
"""The columns before and after those of the settings, which are called by their ids."""


def table(board: Leaderboard, survey: Survey) -> str:
    """The CSV file: rows by rank, values as the records write them, and nothing where none is known."""
    told = {id(entry): survey.setting_of(entry.result) for entry in board.entries}
    settings = [name for name in survey.settings if any(name in each for each in told.values())]
    lines = [[*BEFORE, *settings, *AFTER]]
    for entry in board.entries:
        row, source, measured = entry.result.row, entry.result.table.source, entry.result.table.measured
        values: list[object] = [entry.rank, entry.last, row.values[board.metric.id], row.label, row.method]
        values += [row.paper, row.framework, *(told[id(entry)].get(name) for name in settings)]
        values += ["yes" if board.metric.id in row.reserved else "no", "yes" if entry.result.is_own else "no"]
        values += [entry.result.grade, measured.by if measured else None, source.version]
        values += [*entry.result.changed, entry.result.table_id]
        values.append(address(entry.result) or source.url)
        lines.append([cell(str(value)) if value is not None else "" for value in values])
    return "".join(f"{','.join(line)}\n" for line in lines)
