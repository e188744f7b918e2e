"""The SQLite file: its tables, its search, and Datasette on top of it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from datasette.app import Datasette
from tests.conftest import SMALL_SURVEY

from livingsurvey.publish.exports.database import database
from livingsurvey.publish.exports.table import SCHEMA_VERSION
from livingsurvey.survey import Survey

_SMALL = Survey.load(SMALL_SURVEY, cached=False)


@pytest.fixture(scope="module")
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(database(_SMALL, tuple(_SMALL)))
        yield opened


def column(connection: sqlite3.Connection, query: str, *values: str) -> list[str]:
    return [value for (value,) in connection.execute(query, values)]


def test_it_is_sound_and_every_reference_leads_somewhere(connection: sqlite3.Connection) -> None:
    assert column(connection, "PRAGMA integrity_check") == ["ok"]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert column(connection, "PRAGMA user_version") == [SCHEMA_VERSION]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("nystromformer", "xiong2021nystromformer"),
        ("heavy hitter*", "zhang2023h2o"),
        ("authors: frantar", "frantar2022gptq"),
        ('"weight only"', "frantar2022gptq"),
        ("also_titled: post", "frantar2022gptq"),
    ],
)
def test_words_are_found_whatever_their_case_and_accents(connection: sqlite3.Connection, words: str, key: str) -> None:
    query = "SELECT key FROM papers WHERE rowid IN (SELECT rowid FROM papers_fts WHERE papers_fts MATCH ?)"
    assert key in column(connection, query, words)


@pytest.mark.parametrize("topic", _SMALL.taxonomy.by_id)
def test_papers_below_a_topic(connection: sqlite3.Connection, topic: str) -> None:
    found = column(connection, "SELECT paper FROM papers_below WHERE topic = ?", topic)
    assert sorted(found) == sorted(paper.key for paper in _SMALL.papers_in(topic))


def test_sources_and_venues(connection: sqlite3.Connection) -> None:
    assert dict(connection.execute("SELECT field, source FROM sources WHERE paper = 'frantar2022gptq'")) == (
        _SMALL["frantar2022gptq"].sources
    )
    assert column(connection, "SELECT name FROM venues ORDER BY rowid") == list(_SMALL.venues)


def test_the_same_papers_give_the_same_bytes() -> None:
    assert database(_SMALL, tuple(_SMALL)) == database(_SMALL, tuple(_SMALL))


def test_datasette_shows_and_searches_it(tmp_path: Path) -> None:
    file = tmp_path / "papers.sqlite"
    file.write_bytes(database(_SMALL, tuple(_SMALL)))

    async def looked_up() -> tuple[list[str], list[str], str]:
        datasette = Datasette([str(file)])
        found = await datasette.client.get("/papers/papers.json?_search=gptq&_shape=array")
        facets = await datasette.client.get("/papers/papers.json?_facet=venue&_shape=objects")
        page = await datasette.client.get("/papers/papers?key=frantar2022gptq")
        assert {answer.status_code for answer in (found, facets, page)} == {200}
        results = facets.json()["facet_results"]["venue"]["results"]
        return [row["key"] for row in found.json()], [each["value"] for each in results], page.text

    with ThreadPoolExecutor(1) as other:  # a browser test before this one may have left a loop running in its thread
        keys, venues, page = other.submit(lambda: asyncio.run(looked_up())).result()
    assert keys == ["frantar2022gptq"]
    assert set(venues) == set(_SMALL.by_venue)
    assert 'href="/papers/venues/ICLR"' in page
