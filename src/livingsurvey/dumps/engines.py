"""The same question on another engine that Ibis speaks to, for works that do not fit on one machine.

An engine is an extra: ``pip install 'livingsurvey[spark]'`` brings Ibis and PySpark, which needs Java.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from livingsurvey.dumps import openalex, queries, tables
from livingsurvey.errors import EnvironmentTrouble, UsageError
from livingsurvey.model import Paper
from livingsurvey.sources.version import Version

if TYPE_CHECKING:
    from ibis import BaseBackend
    from pyspark.sql import SparkSession

SPARK = "pyspark"
_QUIET = {"spark.log.level": "ERROR", "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
_BATCH = 10_000


def candidates(papers: Iterable[Paper], engine: str, works: str, scratch: Path) -> Iterator[tuple[str, Version]]:
    """What :meth:`.index.Index.candidates` gives, in the same order, by the same query.

    Args:
        papers: the papers.
        engine: ``pyspark`` for Spark on this machine, or an address by which Ibis connects to a running engine.
        works: a folder or a pattern of Parquet files as the engine knows it: the works of an index, or of OpenAlex.
        scratch: a folder of this machine for what Spark leaves.

    Raises:
        UsageError: Ibis knows no such engine.
        EnvironmentTrouble: it is not installed, does not answer, or cannot read the works.
    """
    with _connected(engine, scratch) as connection, _told(engine):
        from ibis import memtable

        is_index = "title_form" in connection.read_parquet(works, table_name="openalex").columns
        if is_index:
            connection.read_parquet(works, table_name="works")
        connection.create_view("papers", memtable(tables.papers_table(papers)), overwrite=True)
        answer = connection.sql(queries.CANDIDATES if is_index else queries.of(openalex.WORKS), dialect="duckdb")
        for batch in answer.to_pyarrow_batches(chunk_size=_BATCH):
            for key, *row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                yield key, tables.version(row)


@contextlib.contextmanager
def _connected(engine: str, scratch: Path) -> Iterator[BaseBackend]:
    try:
        import ibis
    except ImportError as error:
        raise EnvironmentTrouble("engines need Ibis; run  pip install 'livingsurvey[spark]'") from error
    with _told(engine):
        try:
            connection = ibis.pyspark.connect(_spark(scratch)) if engine == SPARK else ibis.connect(engine)
        except ValueError as error:
            raise UsageError(f"'{engine}' is no engine that Ibis knows: write  {SPARK}, or its address") from error
    try:
        yield connection
    finally:
        connection.disconnect()


def _spark(scratch: Path) -> SparkSession:
    """Spark on this machine, or where its own settings say."""
    from pyspark.sql import SparkSession

    scratch.mkdir(parents=True, exist_ok=True)
    builder = SparkSession.builder.config("spark.sql.warehouse.dir", str(scratch.resolve()))
    for setting, value in _QUIET.items():
        builder = builder.config(setting, value)
    return builder.getOrCreate()


@contextlib.contextmanager
def _told(engine: str) -> Iterator[None]:
    """What an engine raises as one line: each has errors of its own."""
    try:
        yield
    except (EnvironmentTrouble, UsageError):
        raise
    except Exception as error:
        reason = next(iter(str(error).splitlines()), type(error).__name__)
        raise EnvironmentTrouble(f"{engine} cannot answer: {reason}") from error
