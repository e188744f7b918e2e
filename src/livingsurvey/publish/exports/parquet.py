"""The table of papers as a Parquet file, for pandas, Polars, DuckDB and R."""

from __future__ import annotations

import io
from collections.abc import Iterable

from livingsurvey.publish.exports.table import SCHEMA_VERSION, Column


def parquet(records: Iterable[str], columns: Iterable[Column]) -> bytes:
    """The file with these records; lists are lists, days are dates.

    Args:
        records: :func:`.table.record` of each paper.
        columns: the columns that these have.
    """
    # Imported here: the commands that only look something up should answer at once.
    from arro3.core import DataType, Field, Schema
    from arro3.io import read_json, write_parquet

    text = DataType.string()
    types = {
        "text": text,
        "address": text,
        "integer": DataType.int32(),
        "number": DataType.float64(),
        "date": DataType.date32(),
        "list": DataType.list(Field("element", text, nullable=False)),
    }
    schema = Schema(
        [Field(each.name, types[each.type], nullable=not (each.required or each.type == "list")) for each in columns]
    )
    written = io.BytesIO()
    write_parquet(
        read_json(io.BytesIO("\n".join(records).encode()), schema),
        written,
        compression="zstd(3)",
        created_by="livingsurvey",
        key_value_metadata={"schema_version": str(SCHEMA_VERSION)},
    )
    return written.getvalue()
