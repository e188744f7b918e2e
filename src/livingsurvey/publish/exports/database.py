"""The survey as an SQLite database with a full-text index, which Datasette and every SQLite client open as it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any

from livingsurvey.errors import EnvironmentTrouble
from livingsurvey.model import Paper
from livingsurvey.publish.exports import table
from livingsurvey.survey import Survey

_COLUMNS = ", ".join(
    f"{column.name} {'INTEGER' if column.type == 'integer' else 'TEXT'}{' NOT NULL' if column.required else ''}"
    for column in table.COLUMNS
)
_SEARCHED = "name, title, also_titled, authors, venue, venue_in_full, topics"
_SCHEMA = f"""
PRAGMA user_version = {table.SCHEMA_VERSION};
CREATE TABLE topics (
  id TEXT PRIMARY KEY, parent TEXT REFERENCES topics(id),
  title_en TEXT NOT NULL, title_zh TEXT, definition TEXT NOT NULL
);
CREATE TABLE venues (
  name TEXT PRIMARY KEY, full_name TEXT, kind TEXT, part_of TEXT REFERENCES venues(name)
);
CREATE TABLE papers ({_COLUMNS}, PRIMARY KEY (key), FOREIGN KEY (venue) REFERENCES venues(name));
CREATE TABLE authorship (
  paper TEXT NOT NULL REFERENCES papers(key), position INTEGER NOT NULL, author TEXT NOT NULL,
  PRIMARY KEY (paper, position)
);
CREATE TABLE filing (
  paper TEXT NOT NULL REFERENCES papers(key), position INTEGER NOT NULL, topic TEXT NOT NULL REFERENCES topics(id),
  PRIMARY KEY (paper, position)
);
CREATE TABLE other_titles (
  paper TEXT NOT NULL REFERENCES papers(key), position INTEGER NOT NULL, title TEXT NOT NULL,
  PRIMARY KEY (paper, position)
);
CREATE TABLE reimplementations (
  paper TEXT NOT NULL REFERENCES papers(key), position INTEGER NOT NULL, url TEXT NOT NULL,
  PRIMARY KEY (paper, position)
);
CREATE TABLE sources (
  paper TEXT NOT NULL REFERENCES papers(key), field TEXT NOT NULL, source TEXT NOT NULL, PRIMARY KEY (paper, field)
);
CREATE VIEW papers_below (topic, paper) AS
  WITH RECURSIVE below (above, topic) AS (
    SELECT id, id FROM topics
    UNION ALL SELECT below.above, topics.id FROM below JOIN topics ON topics.parent = below.topic
  )
  SELECT DISTINCT below.above, filing.paper FROM below JOIN filing ON filing.topic = below.topic;
CREATE VIRTUAL TABLE papers_fts USING fts5(
  {_SEARCHED}, content="papers", tokenize="unicode61 remove_diacritics 2"
);
"""  # noqa: S608 - our own names
_INDEXES = """
INSERT INTO papers_fts(papers_fts) VALUES ('rebuild');
INSERT INTO papers_fts(papers_fts) VALUES ('optimize');
CREATE INDEX papers_venue ON papers(venue);
CREATE INDEX papers_year ON papers(year);
CREATE INDEX authorship_author ON authorship(author);
CREATE INDEX filing_topic ON filing(topic);
"""


def database(survey: Survey, papers: Sequence[Paper]) -> bytes:
    """The database of these papers, with all topics and venues of the survey.

    The table ``papers`` has the columns of :mod:`.table`. What is a list there has a table of its own besides, one item
    a row: ``authorship``, ``filing``, ``other_titles``, ``reimplementations``; ``sources`` says where values were read.
    The same papers give the same bytes with the same version of SQLite.

    Raises:
        EnvironmentTrouble: this Python's SQLite has no full-text search.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        try:
            connection.executescript(_SCHEMA)
        except sqlite3.OperationalError as error:
            raise EnvironmentTrouble(f"SQLite: {error}; use a Python whose sqlite3 has FTS5") from error
        connection.execute("BEGIN")
        for name, rows in _rows(survey, papers):
            _insert(connection, name, rows)
        connection.execute("COMMIT")
        connection.executescript(_INDEXES)
        return connection.serialize()


def _rows(survey: Survey, papers: Sequence[Paper]) -> Iterator[tuple[str, Iterable[Sequence[Any]]]]:
    yield "topics", (tuple(topic.values()) for topic in table.topics(survey))
    yield "venues", (tuple(venue.values()) for venue in table.venues(survey))
    yield "papers", (table.flat(paper, survey) for paper in papers)
    yield "authorship", _items(papers, lambda paper: paper.authors)
    yield "filing", _items(papers, lambda paper: paper.topics)
    yield "other_titles", _items(papers, lambda paper: paper.also_titled)
    yield "reimplementations", _items(papers, lambda paper: paper.links.reimplementations)
    yield "sources", ((paper.key, *source) for paper in papers for source in paper.sources.items())


def _items(papers: Sequence[Paper], values: Callable[[Paper], Sequence[str]]) -> Iterable[Sequence[Any]]:
    return ((paper.key, place, value) for paper in papers for place, value in enumerate(values(paper), start=1))


def _insert(connection: sqlite3.Connection, name: str, rows: Iterable[Sequence[Any]]) -> None:
    (width,) = connection.execute("SELECT count(*) FROM pragma_table_info(?)", (name,)).fetchone()
    places = ", ".join("?" * width)
    connection.executemany(f"INSERT INTO {name} VALUES ({places})", rows)  # noqa: S608 - our own names
