"""Each export as somebody else's reader sees it: one dictionary a paper, in the order of the file."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import json
import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow.parquet
import rispy
from citeproc.source.json import CiteProcJSON
from markdown_it import MarkdownIt
from pybtex.database.input.bibtex import LowLevelParser

from livingsurvey.latex.decode import decode
from livingsurvey.model import Paper
from livingsurvey.publish.exports.table import COLUMNS
from livingsurvey.store.read import Contents, read
from livingsurvey.survey import Survey

Record = dict[str, Any]


def survey_of(survey: Survey, papers: Iterable[Paper]) -> Survey:
    """A survey with these papers instead of its own."""
    chosen = {paper.key: paper for paper in papers}
    digests = {key: repr(paper).encode() for key, paper in chosen.items()}
    contents = replace(_contents(survey.root), papers=chosen, files=dict.fromkeys(chosen, ""), digests=digests)
    return Survey(survey.root, contents)


@cache
def _contents(root: Path) -> Contents:
    return read(root, cached=False)


def bibtex(content: bytes) -> list[Record]:
    return [
        {name: decode("".join(value)).text for name, value in fields} | {"key": key}
        for _, (key, fields) in LowLevelParser(content.decode())
    ]


def ris(content: bytes) -> list[Record]:
    return [
        {"key": entry["id"], "arxiv": entry.get("accession_number", "").removeprefix("arXiv:") or None, **entry}
        for entry in rispy.loads(content.decode())
    ]


def csl(content: bytes) -> list[Record]:
    items = json.loads(content)
    read = CiteProcJSON(items)
    return [
        {
            "key": item["id"],
            "title": str(read[item["id"].lower()]["title"]),
            "year": int(read[item["id"].lower()]["issued"].year),
            "authors": len(read[item["id"].lower()].get("author", ())),
            "doi": item.get("DOI"),
            "url": item.get("URL"),
        }
        for item in items
    ]


def as_csv(content: bytes) -> list[Record]:
    rows = csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True)
    return [{name: _without_guard(cell) or None for name, cell in row.items()} for row in rows]


def csv_for_excel(content: bytes) -> list[Record]:
    assert content.startswith(codecs.BOM_UTF8)
    return as_csv(content.removeprefix(codecs.BOM_UTF8))


def as_json(content: bytes) -> list[Record]:
    papers: list[Record] = json.loads(content)["papers"]
    return papers


def parquet(content: bytes) -> list[Record]:
    rows: list[Record] = pyarrow.parquet.read_table(io.BytesIO(content)).to_pylist()
    return rows


def sqlite(content: bytes) -> list[Record]:
    """The table of papers, its lists from the tables that have one item a row."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content)
        connection.row_factory = sqlite3.Row
        rows = [dict(row) for row in connection.execute("SELECT * FROM papers ORDER BY rowid")]
        for name, (table, column) in LISTS.items():
            for row in rows:
                query = f"SELECT {column} FROM {table} WHERE paper = ? ORDER BY rowid"
                row[name] = [value for (value,) in connection.execute(query, (row["key"],))]
    return rows


LISTS = {
    "authors": ("authorship", "author"),
    "topics": ("filing", "topic"),
    "also_titled": ("other_titles", "title"),
    "aliases": ("other_names", "name"),
    "reimplementations": ("reimplementations", "url"),
    "cites": ("citing", "cited"),
    "traits": ("paper_traits", "trait || '=' || value"),
    "read": ("readings", "date || ' ' || source"),
}


def markdown(content: bytes) -> list[Record]:
    records = []
    for token in MarkdownIt("commonmark").parse(content.decode()):
        if token.type == "inline":
            children = token.children or []
            link = children[0] if children[0].type == "link_open" else None
            closed = (place for place, child in enumerate(children) if child.type == "link_close")
            end = next(closed) if link else len(children)
            comment = re.fullmatch(r"<!-- (\w+) -->", children[-1].content)
            assert comment is not None
            title = "".join(child.content for child in children[:end] if child.type != "html_inline")
            records.append({"key": comment[1], "title": title, "href": link and link.attrs["href"]})
    return records


def latex_table(content: bytes) -> list[Record]:
    return [{"key": key} for key in re.findall(r"^\\cite\{(\w+)\} & ", content.decode(), re.MULTILINE)]


READERS: dict[str, Callable[[bytes], list[Record]]] = {
    "bibtex": bibtex,
    "ris": ris,
    "csl": csl,
    "csv": as_csv,
    "csv-excel": csv_for_excel,
    "json": as_json,
    "sqlite": sqlite,
    "parquet": parquet,
    "latex-table": latex_table,
    "markdown": markdown,
}


def typed(record: Record) -> Record:
    """A record of the table with its lists, whole numbers and days as such, whichever format it comes from."""
    types: dict[str, Callable[[Any], Any]] = {
        "integer": int,
        "date": lambda value: value if isinstance(value, dt.date) else dt.date.fromisoformat(value),
        "list": tuple,
    }
    return {
        column.name: None if record[column.name] is None else types.get(column.type, str)(record[column.name])
        for column in COLUMNS
    }


def _without_guard(cell: str) -> str:
    return cell[1:] if re.match(r"''*[=+\-@＝＋－＠]", cell) else cell
