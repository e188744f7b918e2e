"""A paper as a row of CSV, and as a row of a LaTeX table.

One paper is one line: no field of a record holds a line break.
"""

from __future__ import annotations

import re

from livingsurvey.model import Paper
from livingsurvey.publish.content import citation, labels
from livingsurvey.publish.exports.table import COLUMNS, flat
from livingsurvey.survey import Survey

TABLE_COLUMNS = ("Cite", "Name", "Title", "Authors", "Venue", "Year", "Topic", "Code")
"""The columns of the LaTeX table."""

_FORMULA = re.compile(r"'*[=+\-@＝＋－＠]")
_NEEDS_QUOTES = re.compile(r'[",;]')


def header() -> str:
    """The first line of a CSV file."""
    return ",".join(column.name for column in COLUMNS) + "\n"


def row(paper: Paper, survey: Survey) -> str:
    """The line of a paper in a CSV file, ending in a line break; lists are joined by ``; ``."""
    return ",".join([_cell(str(value or "")) for value in flat(paper, survey)]) + "\n"


def _cell(value: str) -> str:
    """A value as a cell. An apostrophe before what a spreadsheet would compute keeps it text."""
    if _FORMULA.match(value):
        value = f"'{value}"
    if _NEEDS_QUOTES.search(value):
        return '"' + value.replace('"', '""') + '"'
    return value


def table_row(paper: Paper, survey: Survey) -> str:
    r"""The line of a paper in a LaTeX table, ending in ``\\`` and a line break; ``&`` stands only between cells."""
    latex = citation.latex
    topic = survey.taxonomy.by_id.get(paper.topics[0])
    code = paper.links.code
    cells = (
        rf"\cite{{{paper.key}}}",
        latex(paper.name or ""),
        latex(paper.title),
        latex(labels.short_authors(paper)),
        latex(paper.venue),
        str(paper.year),
        latex(topic.title.en if topic else paper.topics[0]),
        rf"\url{{{citation.latex_url(code)}}}" if code else "",
    )
    return " & ".join(cells) + r" \\" + "\n"
