"""The SQLite file: its tables, its search, and Datasette on top of it."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from datasette.app import Datasette
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import SMALL_SURVEY
from tests.publish.exports.readers import survey_of

from livingsurvey.model import Author, Paper
from livingsurvey.publish.exports.database import database
from livingsurvey.publish.exports.table import SCHEMA_VERSION
from livingsurvey.survey import Survey

DOCUMENTATION = Path(__file__).parents[3] / "docs/exports.md"
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


def test_topics_are_described_in_both_languages(connection: sqlite3.Connection) -> None:
    query = "SELECT definition, definition_zh, border, border_zh FROM topics WHERE id = ?"
    ((_, zh, border, border_zh),) = connection.execute(query, ("quantization",))
    assert (zh, border.partition(" trains")[0], border_zh[:6]) == (
        "用更少的位表示权重或激活。",
        "Knowledge Distillation",
        "“知识蒸馏”",
    )
    assert connection.execute(query, ("data-selection",)).fetchall() == [
        ("Fewer and better training examples.", "更少更好的训练样本。", None, None)
    ]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("nystromformer", "xiong2021nystromformer"),
        ("heavy hitter*", "zhang2023h2o"),
        ("authors: frantar", "frantar2022gptq"),
        ('"weight only"', "frantar2022gptq"),
        ("also_titled: post", "frantar2022gptq"),
        ("aliases: infinity", "martins2021former"),
        ("summary: landmarks", "xiong2021nystromformer"),
    ],
)
def test_words_are_found_whatever_their_case_and_accents(connection: sqlite3.Connection, words: str, key: str) -> None:
    query = "SELECT key FROM papers WHERE rowid IN (SELECT rowid FROM papers_fts WHERE papers_fts MATCH ?)"
    assert key in column(connection, query, words)


TITLES = {
    "大语言模型量化方法综述": ("量化", "语言模型", "综述", "大语言模型量化方法综述"),
    "基于LLM的问答": ("LLM", "问答", "基于"),
    "Straße, Fjord og Ærlig Þing": ("strasse", "straße", "aerlig", "Ærlig", "thing"),
}
AUTHORS = {
    "Michał Łukasik": ("lukasik", "Łukasik", "michal", "luka*"),
    "Øyvind Åberg": ("oyvind", "øyvind", "aberg"),
    "Đặng Trần": ("dang", "đặng", "tran"),
    "Hà Nguyễn": ("nguyen", "ha"),
    "Işıl Yılmaz": ("isil", "yilmaz", "Yılmaz"),
    "王小明": ("王小明", "小明"),
}


def test_letters_of_their_own_and_chinese_are_found_in_either_spelling() -> None:
    paper = _SMALL["zhang2023h2o"]
    others = [paper.model_copy(update={"key": f"a2023{at}", "title": title}) for at, title in enumerate(TITLES)] + [
        paper.model_copy(update={"key": f"b2023{at}", "authors": (Author(name),)}) for at, name in enumerate(AUTHORS)
    ]
    survey = survey_of(_SMALL, others)
    query = "SELECT {} FROM papers WHERE rowid IN (SELECT rowid FROM papers_fts WHERE papers_fts MATCH ?)"
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(survey, others))
        for field, texts in (("title", TITLES), ("authors", AUTHORS)):
            for text, words in texts.items():
                for word in words:
                    assert column(connection, query.format(field), word) == [text], word
                    assert column(connection, query.format(field), f"{field}: {word}") == [text], word
        assert column(connection, "SELECT title FROM papers_fts WHERE papers_fts MATCH '量化'") == [*TITLES][:1]
        assert column(connection, "PRAGMA integrity_check") == ["ok"]


@given(st.lists(st.text("大语模型量化LM łØß-", min_size=1, max_size=14), min_size=1, max_size=4))
def test_every_part_of_a_chinese_title_is_found(titles: list[str]) -> None:
    paper = _SMALL["zhang2023h2o"]
    others = [paper.model_copy(update={"key": f"a2023{at}", "title": title}) for at, title in enumerate(titles)]
    survey = survey_of(_SMALL, others)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(survey, others))
        for title in titles:
            for run in re.findall("[大语模型量化]+", title):
                for part in (run[:10], run[1:4], run[-2:]):
                    query = "SELECT title FROM papers_fts WHERE papers_fts MATCH ?"
                    assert not part or title in column(connection, query, f'"{part}"')


def test_results_say_what_their_tables_print(connection: sqlite3.Connection) -> None:
    cells = "SELECT printed, number FROM result_cells WHERE metric = 'accuracy' ORDER BY position"
    assert connection.execute(cells).fetchall() == [
        ("61", 61), ("59.5", 59.5), ("NaN", None), ("20.5", 20.5), ("60", 60)
    ]  # fmt: skip
    settings = "SELECT setting, value FROM result_settings WHERE position = 5 ORDER BY setting"
    assert connection.execute(settings).fetchall() == [
        ("bits", "4"), ("card", "tiny"), ("card-memory", "24"), ("fine-tuned", "yes"), ("model", "Small")
    ]  # fmt: skip
    assert connection.execute("SELECT * FROM setting_values").fetchall() == [("card", "tiny", "Tiny <card>")]
    rows = "SELECT label, method, paper, framework, is_own, grade, first_printed FROM result_rows WHERE position = 2"
    gptq = ("GPTQ 4bit", "GPTQ", "frantar2022gptq", "small-engine", 1, "own", "2023-05-01")
    assert connection.execute(rows).fetchall() == [gptq]
    addresses = "SELECT address, grade FROM result_rows WHERE position IN (1, 5) ORDER BY position"
    table = "https://example.org/numbers"
    assert connection.execute(addresses).fetchall() == [(f"{table}#L12", "own"), (f"{table}#table-7", "rival")]
    assert connection.execute("SELECT DISTINCT reserved FROM result_cells").fetchall() == [(0,)]
    tables = "SELECT source_part, version, last_changed, measured_by, stake FROM result_tables"
    by = "the makers of <Small> engine"
    assert connection.execute(tables).fetchall() == [("Table 7", 'engine 1.2 & "later"', "2023-12-31", by, "makers")]


def test_frameworks_have_the_answers_of_their_pages(connection: sqlite3.Connection) -> None:
    told = {
        (framework.id, capability): (
            cell.answer,
            cell.statement.source,
            cell.statement.version,
            cell.statement.date and cell.statement.date.isoformat(),
            cell.statement.notes.get(capability),
        )
        for framework in _SMALL.frameworks
        for capability in _SMALL.capabilities
        if (cell := framework.cell(capability)).statement
    }
    found = {tuple(row[:2]): tuple(row[2:]) for row in connection.execute("SELECT * FROM abilities")}
    assert found == told
    assert len(found) > 2
    said = (
        "SELECT source, date FROM statements WHERE framework = 'small-engine' AND capability = 'cpu' ORDER BY position"
    )
    assert [date for _, date in connection.execute(said)] == ["2021-01-31", "2022-06-30", None]


def test_other_surveys_have_their_parts(connection: sqlite3.Connection) -> None:
    nodes = [node.id for sister in _SMALL.surveys.values() for node in sister.walk()]
    assert column(connection, "SELECT id FROM survey_nodes ORDER BY rowid") == nodes
    matches = [match.topic for sister in _SMALL.surveys.values() for node in sister.walk() for match in node.matches]
    assert column(connection, "SELECT topic FROM survey_matches ORDER BY rowid") == matches


def test_lists_name_papers(connection: sqlite3.Connection) -> None:
    named = [key for each in _SMALL.lists for key in each.named]
    assert column(connection, "SELECT paper FROM list_papers ORDER BY rowid") == named
    assert column(connection, "SELECT id FROM lists ORDER BY rowid") == [each.id for each in _SMALL.lists]
    under = "SELECT heading FROM list_sections WHERE paper = 'martins2021former' ORDER BY rowid"
    assert column(connection, under) == ["Papers > Attention", "Papers > Caches"]


def documented_queries() -> list[str]:
    return re.findall(r"```sql\n(.*?)```", DOCUMENTATION.read_text(encoding="utf-8"), re.DOTALL)


def test_the_documented_queries_are_sql_and_every_table_is_documented(connection: sqlite3.Connection) -> None:
    text = DOCUMENTATION.read_text(encoding="utf-8")
    assert len(documented_queries()) == 5
    for query in documented_queries():
        connection.execute(query)
    tables = column(
        connection,
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT GLOB 'papers_fts_*'",
    )
    documented = re.findall(r"`(\w+)`", text.partition("## SQLite")[2].partition("Datasette")[0])
    assert set(tables) <= set(documented)


@pytest.mark.parametrize("topic", _SMALL.taxonomy.by_id)
def test_papers_below_a_topic(connection: sqlite3.Connection, topic: str) -> None:
    found = column(connection, "SELECT paper FROM papers_below WHERE topic = ?", topic)
    assert sorted(found) == sorted(paper.key for paper in _SMALL.papers_in(topic))


def test_sources_and_venues(connection: sqlite3.Connection) -> None:
    assert dict(connection.execute("SELECT field, source FROM sources WHERE paper = 'frantar2022gptq'")) == (
        _SMALL["frantar2022gptq"].sources
    )
    assert column(connection, "SELECT name FROM venues ORDER BY rowid") == list(_SMALL.venues)


def test_what_is_not_known_has_no_row_and_a_no_has_one(connection: sqlite3.Connection) -> None:
    query = "SELECT trait, value, number FROM paper_traits WHERE paper = ? ORDER BY rowid"
    assert connection.execute(query, ("zhang2023h2o",)).fetchall() == [
        ("training", "none", None),
        ("training", "fine-tuning", None),
        ("exact", "false", None),
    ]
    assert connection.execute(query, ("frantar2022gptq",)).fetchall()[1:3] == [
        ("weight-bits", "3", 3.0),
        ("weight-bits", "4", 4.0),
    ]
    assert connection.execute(query, ("xiong2021nystromformer",)).fetchall() == []
    assert column(connection, "SELECT name_en FROM trait_values WHERE trait = 'training' AND id = 'calibration'") == [
        "calibration data"
    ]


def test_authors_with_the_parts_of_their_names() -> None:
    authors = ("Jan van der Berg Jr.", "Gradient Team")
    paper = Paper.model_validate(_SMALL["frantar2022gptq"].model_dump() | {"authors": authors})
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(database(_SMALL, (paper,)))
        rows = opened.execute("SELECT author, given, particle, family, suffix, is_group FROM authorship").fetchall()
    assert rows == [
        ("Jan van der Berg Jr.", "Jan", "van der", "Berg", "Jr.", 0),
        ("Gradient Team", None, None, None, None, 1),
    ]


def test_citations_have_their_source_and_their_day() -> None:
    said = {"date": dt.date(2026, 11, 30), "source": "https://openalex.org/W1"}
    known = {"citations": said | {"count": 1234}, "cites": said | {"papers": ("zhang2023h2o", "li2023symbolic")}}
    paper = Paper.model_validate(_SMALL["frantar2022gptq"].model_dump() | known)
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(database(_SMALL, (paper,)))
        counts = opened.execute("SELECT * FROM citation_counts").fetchall()
        citing = opened.execute("SELECT position, cited FROM citing").fetchall()
        columns = opened.execute("SELECT citations, cites, archived FROM papers").fetchall()
    assert counts == [("frantar2022gptq", 1234, "https://openalex.org/W1", "2026-11-30")]
    assert citing == [(1, "zhang2023h2o"), (2, "li2023symbolic")]
    assert columns == [(1234, "zhang2023h2o; li2023symbolic", None)]


def test_the_same_papers_give_the_same_bytes() -> None:
    assert database(_SMALL, tuple(_SMALL)) == database(_SMALL, tuple(_SMALL))


def test_datasette_shows_and_searches_it(tmp_path: Path) -> None:
    file = tmp_path / "papers.sqlite"
    file.write_bytes(database(_SMALL, tuple(_SMALL)))

    async def looked_up() -> tuple[list[str], list[str], str]:
        datasette = Datasette([str(file)])
        found = await datasette.client.get("/papers/papers.json?_search=数据&_shape=array")
        facets = await datasette.client.get("/papers/papers.json?_facet=venue&_shape=objects")
        page = await datasette.client.get("/papers/papers?key=frantar2022gptq")
        assert {answer.status_code for answer in (found, facets, page)} == {200}
        results = facets.json()["facet_results"]["venue"]["results"]
        return [row["key"] for row in found.json()], [each["value"] for each in results], page.text

    with ThreadPoolExecutor(1) as other:  # a browser test before this one may have left a loop running in its thread
        keys, venues, page = other.submit(lambda: asyncio.run(looked_up())).result()
    assert keys == ["example2024bold"], "part of a title in two languages"
    assert set(venues) == set(_SMALL.by_venue)
    assert 'href="/papers/venues/ICLR"' in page
