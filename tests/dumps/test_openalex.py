"""Parts of OpenAlex, in JSON lines and in Parquet, which must say the same. All works are made up."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.dumps.made import AT_ARXIV, IN_A_REPOSITORY, cited, read, write_lines, write_parquet

from livingsurvey.dumps.work import Work

BOTH = pytest.mark.parametrize("write", [write_lines, write_parquet], ids=["JSON lines", "Parquet"])
OF_ARXIV = "https://doi.org/10.48550/arxiv.2611.00001"
Write = Callable[[Path, Iterable[Any]], Path]


@BOTH
def test_a_work_says_where_it_appeared(tmp_path: Path, write: Write) -> None:
    works, faults = read(write(tmp_path / "part_000", [cited(title="A <i>Made-Up</i>\n Paper")]))
    assert works == [
        Work(
            source="OpenAlex",
            reference="https://openalex.org/W1",
            title="A Made-Up Paper",
            authors=("Ada Example", "Ben O. Example"),
            venue="Journal of Made-Up Research",
            year=2026,
            doi="10.5555/x",
        )
    ]
    assert not faults


@BOTH
@pytest.mark.parametrize(
    ("said", "venue", "arxiv", "doi"),
    [
        (
            {"doi": "https://doi.org/10.48550/arxiv.2611.00001", "primary_location": AT_ARXIV},
            "arXiv",
            "2611.00001",
            None,
        ),
        ({"doi": "https://doi.org/10.48550/arxiv.2611.00001"}, None, "2611.00001", None),
        ({"primary_location": IN_A_REPOSITORY}, None, None, "10.5555/x"),
        ({"doi": None}, "Journal of Made-Up Research", None, None),
    ],
)
def test_a_preprint_is_told_from_what_was_published(
    tmp_path: Path, write: Write, said: dict[str, Any], venue: str | None, arxiv: str | None, doi: str | None
) -> None:
    (work, _), _ = read(write(tmp_path / "part_000", [cited(**said), cited(2)]))
    assert (work.venue, work.arxiv, work.doi) == (venue, arxiv, doi)


@BOTH
def test_what_has_no_title_is_no_work(tmp_path: Path, write: Write) -> None:
    works, faults = read(write(tmp_path / "part_000", [cited(1, None), cited(2), cited(3, "")]))
    assert ([work.reference for work in works], faults) == (["https://openalex.org/W2"], [])


def test_a_broken_line_loses_nothing_but_itself(tmp_path: Path) -> None:
    broken = [{"id": "https://openalex.org/W2"[:-1]}, [], None, cited(2, "\x1b[2J"), cited(2, "x" * 1_000_000)]
    lines = "\n".join(map(json.dumps, [cited(1), *broken, cited(3)]))
    (tmp_path / "part_000.gz").write_bytes(gzip.compress(lines.encode()))
    works, faults = read(tmp_path / "part_000.gz")
    assert [work.reference for work in works] == ["https://openalex.org/W1", "https://openalex.org/W3"]
    assert [place for place, _ in faults] == [f"line {number}" for number in range(2, 7)]


def test_a_broken_row_loses_nothing_but_itself(tmp_path: Path) -> None:
    hostile = [cited(2, "\x1b[2J"), cited(2) | {"id": "javascript:alert(1)"}, cited(2, "x" * 1_000_000)]
    works, faults = read(write_parquet(tmp_path / "part.parquet", [cited(1), *hostile, cited(3)]))
    assert [work.reference for work in works] == ["https://openalex.org/W1", "https://openalex.org/W3"]
    assert not faults  # the query leaves them out


def test_files_of_other_columns_and_damaged_ones_are_told(tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": ["https://openalex.org/W1"], "title": ["Made-Up"]}), tmp_path / "other.parquet")
    whole = write_parquet(tmp_path / "part.parquet", [cited(1)]).read_bytes()
    (tmp_path / "cut.parquet").write_bytes(whole[: len(whole) // 2])
    for name, said in (("other", "authorships"), ("cut", "magic bytes")):
        works, ((place, reason),) = read(tmp_path / f"{name}.parquet")
        assert (works, place) == ([], "the whole")
        assert said in reason
