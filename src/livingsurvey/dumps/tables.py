"""What goes to an engine and comes from it: works and papers as tables, and rows as versions."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import orjson

from livingsurvey.dumps.work import Work
from livingsurvey.model import Identifier, Paper
from livingsurvey.model.title import name_in_title
from livingsurvey.sources.version import Version

if TYPE_CHECKING:
    from arro3.core import RecordBatchReader

_SCHEMES = ("arxiv", "doi", "acl", "openreview")
_PAPERS = dict.fromkeys(("key", "title", "name", "first", "last", *_SCHEMES), "text") | {"year": "integer"}
_WORKS = dict.fromkeys(("source", "reference", "title", "venue", "accepted", *_SCHEMES, "code"), "text") | {
    "authors": "list",
    "year": "integer",
    "categories": "list",
    "day": "date",
}


def works_table(works: Iterable[Work]) -> RecordBatchReader:
    """Works as an Arrow table, which every engine reads."""
    return _table(works, _WORKS)


def papers_table(papers: Iterable[Paper]) -> RecordBatchReader:
    """Papers as an Arrow table, with a row for each title and each short name."""
    return _table((row for paper in papers for row in _rows(paper)), _PAPERS)


def _rows(paper: Paper) -> Iterator[dict[str, Any]]:
    titles = [(title, name_in_title(title)) for title in (paper.title, *paper.also_titled)]
    if paper.name and paper.name not in (name for _, name in titles):
        titles.append((paper.title, paper.name))
    authors = list(map(str, paper.authors))
    for title, name in titles:
        yield {
            "key": paper.key,
            "title": title,
            "name": name,
            "first": authors[0] if authors else None,
            "last": authors[-1] if len(authors) > 1 and not paper.and_others else None,
            "year": paper.year,
            **dict(paper.ids.items()),
        }


def _table(rows: Iterable[Any], columns: dict[str, str]) -> RecordBatchReader:
    # Imported here: few commands need it.
    from arro3.core import DataType, Field, Schema
    from arro3.io import read_json

    text = DataType.string()
    types = {"text": text, "integer": DataType.int32(), "date": DataType.date32()}
    types["list"] = DataType.list(Field("item", text))
    schema = Schema([Field(name, types[kind]) for name, kind in columns.items()])
    return read_json(io.BytesIO(b"\n".join(map(orjson.dumps, rows))), schema)


def version(row: Sequence[Any]) -> Version:
    """The version that a row of an answer tells, in the order of :data:`.queries.COLUMNS`."""
    source, reference, title, authors, venue, year, accepted, *ids, code = row
    return Version(
        service=source,
        reference=reference,
        title=title,
        authors=tuple(authors),
        venue=venue,
        year=year,
        accepted=accepted,
        ids=tuple(Identifier(scheme, value) for scheme, value in zip(_SCHEMES, ids, strict=True) if value),
        code=code,
    )
