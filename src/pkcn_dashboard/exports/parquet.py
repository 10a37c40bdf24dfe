"""The tables as Parquet files, with the types and descriptions of the schema. No Streamlit."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pkcn_data.schema import TABLES, Column, Table
from pkcn_data.tables import Tables, all_rows

_TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "list": pa.list_(pa.string()),
}


def parquet_files(tables: Tables) -> dict[str, bytes]:
    """Return one file a table by path; a list is a list, a missing value is null."""
    return {f"{name}.parquet": _file(TABLES[name], rows) for name, rows in all_rows(tables).items()}


def _file(table: Table, rows: list[dict[str, Any]]) -> bytes:
    columns = [pa.array([_value(column, row[column.name]) for row in rows], _TYPES[column.type]) for column in table]
    fields = [
        pa.field(column.name, _TYPES[column.type], metadata={"title": column.title, "description": column.description})
        for column in table
    ]
    schema = pa.schema(fields, metadata={"title": table.title, "description": table.description})
    file = io.BytesIO()
    pq.write_table(pa.table(columns, schema=schema), file, compression="zstd")
    return file.getvalue()


def _value(column: Column, value: Any) -> Any:
    return date.fromisoformat(value) if column.type == "date" and value is not None else value
