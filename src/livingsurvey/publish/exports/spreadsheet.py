"""A paper as a row of CSV, and as a row of a LaTeX table.

One paper is one line: no field of a record holds a line break.
"""

from __future__ import annotations

import re

from livingsurvey.latex.encode import encode, encode_url
from livingsurvey.model import Paper
from livingsurvey.publish.content import labels
from livingsurvey.publish.exports.table import columns, flat
from livingsurvey.survey import Survey

TABLE_COLUMNS = ("Cite", "Name", "Title", "Authors", "Venue", "Year", "Topic", "Code")
"""The columns of the LaTeX table."""

TABLE_HEAD = rf"""% Rows of a table; the columns are {", ".join(TABLE_COLUMNS)}.
% Preamble: \usepackage{{url}}\usepackage{{amssymb}}\usepackage[T1]{{fontenc}}
% Letters that stand here as they are need XeLaTeX or LuaLaTeX and a font that has them.
"""

_FORMULA = re.compile(r"'*[=+\-@＝＋－＠]")
_NEEDS_QUOTES = re.compile(r'[",;]')


def header(survey: Survey) -> str:
    """The first line of a CSV file."""
    return ",".join(column.name for column in columns(survey)) + "\n"


def row(paper: Paper, survey: Survey) -> str:
    """The line of a paper in a CSV file, ending in a line break; lists are joined by ``; ``."""
    return ",".join([cell("" if value is None else _text(value)) for value in flat(paper, survey)]) + "\n"


def _text(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.15g}"


def cell(value: str) -> str:
    """A text as a cell. An apostrophe before what a spreadsheet would compute keeps it text."""
    return quoted(f"'{value}" if _FORMULA.match(value) else value)


def quoted(value: str) -> str:
    """A value as it is, in quotes where a cell would end within it."""
    if _NEEDS_QUOTES.search(value):
        return '"' + value.replace('"', '""') + '"'
    return value


def table_row(paper: Paper, survey: Survey) -> str:
    r"""The line of a paper in a LaTeX table, ending in ``\\`` and a line break; ``&`` stands only between cells."""
    topic = survey.taxonomy.by_id.get(paper.topics[0])
    code = paper.links.code
    cells = (
        rf"\cite{{{paper.key}}}",
        encode(paper.name or ""),
        encode(paper.title),
        encode(labels.short_authors(paper)),
        encode(paper.venue),
        str(paper.year),
        encode(topic.title.en if topic else paper.topics[0]),
        rf"\url{{{_url(code)}}}" if code else "",
    )
    return " & ".join(cells) + r" \\" + "\n"


def _url(address: str) -> str:
    """An address as the argument of LaTeX's ``url``, also where the table is an argument itself."""
    return encode_url(address).replace("%", r"\%").replace("#", r"\#")
