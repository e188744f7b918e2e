"""The survey as an SQLite database with a full-text index, which Datasette and every SQLite client open as it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from importlib import resources
from typing import Any

from livingsurvey.errors import EnvironmentTrouble
from livingsurvey.model import Paper
from livingsurvey.publish.exports import table
from livingsurvey.publish.exports.relations import relations
from livingsurvey.publish.exports.spellings import with_spellings
from livingsurvey.survey import Survey

_SEARCHED = ("name", "title", "also_titled", "aliases", "authors", "venue", "venue_in_full", "topics", "summary")
_TYPES = {"integer": "INTEGER", "number": "REAL"}
_USUAL = frozenset(column.name for column in table.COLUMNS)
_INDEXES = """
INSERT INTO papers_fts(papers_fts) VALUES ('optimize');
CREATE INDEX papers_venue ON papers(venue);
CREATE INDEX papers_year ON papers(year);
CREATE INDEX authorship_author ON authorship(author);
CREATE INDEX filing_topic ON filing(topic);
CREATE INDEX paper_traits_trait ON paper_traits(trait, value);
CREATE INDEX result_rows_paper ON result_rows(paper);
CREATE INDEX result_cells_metric ON result_cells(metric);
"""


def database(survey: Survey, papers: Sequence[Paper]) -> bytes:
    """The database of these papers, with all that the survey knows besides papers.

    The table ``papers`` has the columns of :mod:`.table`. What is a list there has a table of its own besides, one item
    a row; :mod:`.relations` has the others. The index knows more spellings than the table (:mod:`.spellings`), so it is
    filled here and must not be rebuilt. The same papers give the same bytes with the same version of SQLite.

    Raises:
        EnvironmentTrouble: this Python's SQLite has no full-text search.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        try:
            connection.executescript(_schema(survey))
        except sqlite3.OperationalError as error:
            raise EnvironmentTrouble(f"SQLite: {error}; use a Python whose sqlite3 has FTS5") from error
        connection.execute("BEGIN")
        for name, rows in relations(survey, papers):
            _insert(connection, name, rows)
        _index(connection)
        connection.execute("COMMIT")
        connection.executescript(_INDEXES)
        return connection.serialize()


def _named(column: str) -> str:
    """The name of a column as SQL has it: those of own fields may have hyphens, and may be words of SQL."""
    return column if column.isidentifier() and column in _USUAL else f'"{column}"'


def _schema(survey: Survey) -> str:
    columns = ", ".join(
        f"{_named(column.name)} {_TYPES.get(column.type, 'TEXT')}{' NOT NULL' if column.required else ''}"
        for column in table.columns(survey)
    )
    files = ("database.sql", "fields.sql") if survey.listed_fields else ("database.sql",)
    folder = resources.files(__package__)
    schema = "".join(folder.joinpath(file).read_text(encoding="utf-8") for file in files)
    schema = schema.replace("{columns}", columns).replace("{searched}", ", ".join(_SEARCHED))
    return f"PRAGMA user_version = {table.SCHEMA_VERSION};\n{schema}"


def _insert(connection: sqlite3.Connection, name: str, rows: Iterable[Sequence[Any]]) -> None:
    (width,) = connection.execute("SELECT count(*) FROM pragma_table_info(?)", (name,)).fetchone()
    places = ", ".join("?" * width)
    connection.executemany(f"INSERT INTO {name} VALUES ({places})", rows)  # noqa: S608 - our own names


def _index(connection: sqlite3.Connection) -> None:
    """Enter every paper into the index, with the other spellings of its words."""
    names = ", ".join(_SEARCHED)
    found = connection.execute(f"SELECT rowid, {names} FROM papers").fetchall()  # noqa: S608 - our own names
    rows = ((rowid, *(text and with_spellings(text) for text in texts)) for rowid, *texts in found)
    places = ", ".join("?" * (len(_SEARCHED) + 1))
    connection.executemany(f"INSERT INTO papers_fts (rowid, {names}) VALUES ({places})", rows)  # noqa: S608
