"""How old what a survey tells is, counted to the newest day in its own data, so that it is the same on any day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from livingsurvey.model.result import Grade
from livingsurvey.survey import Survey


def newest_day(survey: Survey) -> dt.date:
    """The newest day that the records name: one on which a paper came in, a table was read, or something was said."""
    said = (statement.date for framework in survey.frameworks for statement in framework.statements if statement.date)
    read = (table.source.date for table in survey.tables.values())
    added = (paper.added for paper in survey.newest_added[:1])
    return max((*said, *read, *added), default=dt.date.min)


def years_between(day: dt.date, later: dt.date) -> int:
    """The whole years from one day to a later one."""
    return later.year - day.year - ((later.month, later.day) < (day.month, day.day))


@dataclass(frozen=True, slots=True)
class Said:
    """What sources say of frameworks: how many statements with how many answers, and how much of the matrix is known.

    ``by_year`` has the statements and the answers of each year, the newest first, and under None those of no known day.
    """

    statements: int
    answers: int
    known: int
    cells: int
    by_year: dict[int | None, tuple[int, int]]


def said(survey: Survey) -> Said:
    """How much is said of frameworks, and of which years it is."""
    statements: Counter[int | None] = Counter()
    answers: Counter[int | None] = Counter()
    for framework in survey.frameworks:
        for statement in framework.statements:
            year = statement.date.year if statement.date else None
            statements[year] += 1
            answers[year] += sum(len(abilities) for _, abilities in statement.answers())
    years = sorted(statements, key=lambda year: -(year or 0))
    cells = [framework.cell(name) for framework in survey.frameworks for name in survey.capabilities]
    return Said(
        statements=statements.total(),
        answers=answers.total(),
        known=sum(cell.statement is not None for cell in cells),
        cells=len(cells),
        by_year={year: (statements[year], answers[year]) for year in years},
    )


@dataclass(frozen=True, slots=True)
class Measured:
    """What tables of results hold: how many tables, rows and numbers, by whom and of which years.

    ``by_grade`` has the rows by who measured them, ``by_year`` the tables and the rows by the year in which their lines
    last changed, the newest first; None is what is not known. ``read`` are the first and the last
    day on which a table was read.
    """

    tables: int
    rows: int
    numbers: int
    read: tuple[dt.date, dt.date] | None
    by_grade: dict[Grade | None, int]
    by_year: dict[int | None, tuple[int, int]]


def measured(survey: Survey) -> Measured:
    """How much was measured, by whom, and how old it is."""
    years = {(result.table_id, result.place): _year(result.changed[1]) for result in survey.results}
    rows = Counter(years.values())
    tables = Counter(year for _, year in {(table, year) for (table, _), year in years.items()})
    read = [table.source.date for table in survey.tables.values()]
    return Measured(
        tables=len(survey.tables),
        rows=len(survey.results),
        numbers=sum(len(list(result.measured)) for result in survey.results),
        read=(min(read), max(read)) if read else None,
        by_grade=dict(Counter(result.grade for result in survey.results).most_common()),
        by_year={year: (tables[year], rows[year]) for year in sorted(rows, key=lambda year: -(year or 0))},
    )


def _year(day: dt.date | None) -> int | None:
    return day.year if day else None
