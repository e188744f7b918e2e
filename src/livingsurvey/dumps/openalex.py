"""OpenAlex's snapshot of works: its packed JSON lines, or Parquet files with the same columns.

JSON is read by the model of the live source. What Parquet says becomes works in SQL, so that any engine can read the
250 million works of all parts where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from livingsurvey.dumps.lines import numbered
from livingsurvey.dumps.work import Fault, Work, named, read_each, titled
from livingsurvey.model.record import LONGEST
from livingsurvey.sources import openalex
from livingsurvey.sources.answer import one_line
from livingsurvey.sources.openalex import SERVICE
from livingsurvey.sources.version import Version

WHAT = "works of OpenAlex in JSON lines or Parquet"

_PARQUET = b"PAR1"
_BEGINNING = re.compile(rb'\{.{0,200}"https://openalex\.org/W[0-9]+"', re.DOTALL)
_MEMORY = "250MB"
_AT_ONCE = 2_000

_ARXIV = r"regexp_extract(lower(doi), '10[.]48550/arxiv[.](.+)$', 1)"
_AT_ARXIV = r"regexp_extract(primary_location.landing_page_url, '^https?://arxiv[.]org/abs/([0-9]{4}[.][0-9]{4,5})', 1)"
_SOURCE = "primary_location.source"

_TITLE = r"trim(regexp_replace(regexp_replace(title, '</?[A-Za-z]+>', '', 'g'), '\s+', ' ', 'g'))"

WORKS = rf"""
SELECT
    cast(replace(id, 'https://openalex.org/W', '') AS BIGINT) AS id,
    '{SERVICE}' AS source,
    id AS reference,
    {_TITLE} AS title,
    list_filter(
        list_transform(authorships, lambda each: trim(regexp_replace(each.author.display_name, '\s+', ' ', 'g'))),
        lambda each: each IS NOT NULL
    ) AS authors,
    CASE
        WHEN lower({_SOURCE}.display_name) LIKE 'arxiv%' THEN 'arXiv'
        WHEN {_SOURCE}.type = 'repository' OR {_ARXIV} <> '' THEN NULL
        ELSE {_SOURCE}.display_name
    END AS venue,
    cast(publication_year AS INTEGER) AS year,
    cast(NULL AS VARCHAR) AS accepted,
    nullif(coalesce(nullif({_ARXIV}, ''), {_AT_ARXIV}), '') AS arxiv,
    CASE WHEN {_ARXIV} = '' THEN replace(lower(doi), 'https://doi.org/', '') END AS doi,
    cast(NULL AS VARCHAR) AS acl,
    cast(NULL AS VARCHAR) AS openreview,
    cast(NULL AS VARCHAR) AS code
FROM openalex
WHERE regexp_matches(id, '^https://openalex[.]org/W[0-9]+$')
    AND length({_TITLE}) BETWEEN 1 AND {LONGEST} AND NOT regexp_matches({_TITLE}, '\p{{Cc}}')
"""
"""The works of a table ``openalex`` that has the columns of a Parquet file."""


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is one."""
    return head.startswith(_PARQUET) or bool(_BEGINNING.match(head))


def works(file: BinaryIO, name: str) -> Iterator[Work | Fault]:
    """The works of a part; those without a title are none."""
    if file.read(len(_PARQUET)) == _PARQUET:
        yield from _of_parquet(file.name)
    else:
        file.seek(0)
        yield from read_each(numbered(file), lambda line: _work(openalex.version(line)))


def _work(version: Version) -> Work | None:
    if not version.title:
        return None
    ids = dict(version.ids)
    return Work(
        source=SERVICE,
        reference=version.reference,
        title=titled(version.title),
        authors=tuple(map(named, version.authors)),
        venue=version.venue,
        year=version.year,
        arxiv=ids.get("arxiv"),
        doi=ids.get("doi"),
        acl=ids.get("acl"),
    )


def _of_parquet(path: str) -> Iterator[Work | Fault]:
    # Imported here: only dumps need it.
    import duckdb

    with duckdb.connect(config={"memory_limit": _MEMORY}) as connection:
        try:
            connection.read_parquet(path).create_view("openalex")
            answer = connection.execute(WORKS)
            number = 0
            while rows := answer.fetchmany(_AT_ONCE):
                yield from read_each(((f"row {place}", row) for place, row in enumerate(rows, number + 1)), _of_row)
                number += len(rows)
        except duckdb.Error as error:
            yield Fault("the whole", str(error).splitlines()[0])


def _of_row(row: Sequence[Any]) -> Work:
    _, source, reference, title, authors, venue, year, _, arxiv, doi, *_ = row
    return Work(
        source=source,
        reference=reference,
        title=titled(title),
        authors=tuple(named(name) for name in authors or ()),
        venue=one_line(venue) if venue else None,
        year=year,
        arxiv=arxiv,
        doi=doi,
    )
