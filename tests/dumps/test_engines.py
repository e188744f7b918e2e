"""Another engine: the same query gives the same answer. All works are made up."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.dumps.made import AT_ARXIV, cited, preprint, submission, write_lines, write_list, write_parquet
from tests.sources.papers import paper

from livingsurvey.dumps import engines
from livingsurvey.dumps.index import Index
from livingsurvey.errors import EnvironmentTrouble, UsageError
from livingsurvey.model import Paper

SMALL = ("spark.master=local[2]", "spark.sql.shuffle.partitions=2", "spark.sql.codegen.wholeStage=false")
"""Settings for some thousand works: those of Spark are for millions, and take a minute to get going."""

WORDS = [
    *("widget", "straße", "数据", "nyströmformer", "(large)", "LoRA²", "scaling:", "of", "the", "4-bit", "∞-former"),
    *("İstanbul", "ﬁnite", "$5", "<b>"),
]
GIVEN, FAMILY = ["Ada", "Łukasz", "J.-P.", "明"], ["Example", "Müster", "van der Muster", "Ejemplo Jr.", "李"]


def made_up(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Titles and authors that are often the same, or nearly."""
    chance = random.Random(seed)
    for number in range(count):
        yield {
            "number": number,
            "title": " ".join(chance.choices(WORDS, k=chance.randint(1, 3))).capitalize(),
            "authors": [f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}" for _ in range(chance.randint(0, 4))],
            "year": chance.randint(2015, 2026),
        }


def papers(count: int) -> list[Paper]:
    """Papers that are like the works, with other ids."""
    made = []
    for each in made_up(count, 2):
        like = paper(
            each["title"], tuple(dict.fromkeys(each["authors"])), arxiv=f"26{each['number'] % 12 + 1:02}.00001"
        )
        own = {"key": f"example{each['year']}made{each['number']}", "year": each["year"]}
        made.append(like.model_copy(update=own))
    return made


@pytest.fixture
def small_spark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", " ".join((*(f"--conf {each}" for each in SMALL), "pyspark-shell")))


@pytest.mark.spark
@pytest.mark.usefixtures("small_spark")
def test_spark_gives_what_duckdb_gives(tmp_path: Path) -> None:
    rows = list(made_up(4_000, 1))
    preprints = [
        preprint(
            f"26{each['number'] % 12 + 1:02}.{each['number']:05}",
            each["title"],
            authors_parsed=[[name.partition(" ")[2], name.partition(" ")[0], ""] for name in each["authors"]],
            versions=[{"created": f"Mon, 2 Nov {each['year']} 19:18:42 GMT"}],
        )
        for each in rows[:2_000]
    ]
    submissions = [submission(each["title"], author=";".join(each["authors"])) for each in rows[2_000:]]
    asked = papers(200)
    with Index.open(tmp_path) as index:
        index.add(write_lines(tmp_path / "snapshot.json", preprints))
        index.add(write_list(tmp_path / "iclr2026.json", submissions))
        index.write_works(tmp_path / "works")
        here = list(index.candidates(asked))
    assert len(here) > 2_000
    assert list(engines.candidates(asked, "pyspark", str(tmp_path / "works"), tmp_path / "spark")) == here


@pytest.mark.spark
@pytest.mark.usefixtures("small_spark")
def test_spark_reads_openalex_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "works").mkdir()
    works = [
        cited(
            each["number"],
            each["title"],
            authorships=[{"author": {"display_name": name}} for name in each["authors"]],
            publication_year=each["year"],
            doi=f"https://doi.org/10.48550/arxiv.26{each['number'] % 12 + 1:02}.{each['number']:05}",
            primary_location=AT_ARXIV,
        )
        for each in made_up(3_000, 1)
    ]
    for part in range(3):
        write_parquet(tmp_path / "works" / f"part_{part}.parquet", works[part::3])
    asked = papers(100)
    with Index.open(tmp_path) as index:
        index.add(tmp_path / "works")
        here = sorted(index.candidates(asked), key=str)
    assert len(here) > 500
    there = engines.candidates(asked, "pyspark", str(tmp_path / "works"), tmp_path / "spark")
    assert sorted(there, key=str) == here


def test_an_engine_that_nobody_knows(tmp_path: Path) -> None:
    pytest.importorskip("ibis", reason="Ibis is an extra")
    with pytest.raises(UsageError, match="'madeup' is no engine that Ibis knows"):
        list(engines.candidates([], "madeup", "works", tmp_path))


def test_without_ibis_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ibis", None)
    with pytest.raises(EnvironmentTrouble, match=r"pip install 'livingsurvey\[spark\]'"):
        list(engines.candidates([], "pyspark", "works", tmp_path))
