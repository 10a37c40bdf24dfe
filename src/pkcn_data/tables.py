"""The tables as pandas frames, from records or from disk; `store` writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pandas as pd

from pkcn_data.checks import check, ensure
from pkcn_data.rows import Row, Rows, codebook_rows, texts_of, to_rows
from pkcn_data.schema import TABLES, Column, Table
from pkcn_data.store import read_rows

if TYPE_CHECKING:
    from pkcn_data.codebook import Codebook
    from pkcn_data.model import CodedArticle

DTYPES: Mapping[str, str] = {
    "string": "str",
    "date": "str",
    "integer": "Int64",
    "number": "float64",
    "boolean": "boolean",
    "list": "object",
}
"""The dtype of each column type. A date is its ISO text, which sorts and compares as the day; a list is a tuple."""


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """Every table as a frame with the columns of the schema, and the bodies by article id.

    Frames are shared: take a copy before you change one.
    """

    articles: pd.DataFrame
    sentences: pd.DataFrame
    actors: pd.DataFrame
    sectors: pd.DataFrame
    themes: pd.DataFrame
    mentions: pd.DataFrame
    statements: pd.DataFrame
    comparisons: pd.DataFrame
    quantities: pd.DataFrame
    texts: Mapping[str, str]


def to_frames(coded: Iterable[CodedArticle], codebook: Codebook) -> Tables:
    """Return checked tables of coded articles; raises `TableError` with every problem."""
    coded = list(coded)
    rows, texts = to_rows(coded) | codebook_rows(codebook), texts_of(coded)
    ensure(check(rows, texts), where="coding", next_step="this is a mistake of the program, please report it")
    return _tables(rows, texts)


def read_tables(folder: Path | str | None = None) -> Tables:
    """Read and check the tables of a folder; without one, the built tables.

    Raises `TableError` with every problem of every table.
    """
    return _tables(*read_rows(folder))


def to_frame(table: Table, rows: Iterable[Row]) -> pd.DataFrame:
    """Return rows as a frame with the columns and dtypes of the table, also when there are none."""
    rows = list(rows)
    return pd.DataFrame({column.name: _series(column, [row[column.name] for row in rows]) for column in table})


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as they stand in it, by column; see `frame_rows` for values as the schema has them."""
    return cast(list[dict[str, Any]], frame.to_dict("records"))


def frame_rows(table: Table, frame: pd.DataFrame) -> list[Row]:
    """Return a frame as the rows it was made of."""
    columns = [_values(column, frame[column.name]) for column in table]
    return [dict(zip(table.names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def all_rows(tables: Tables) -> Rows:
    """Return the rows of every table."""
    return {name: frame_rows(table, getattr(tables, name)) for name, table in TABLES.items()}


def _values(column: Column, series: pd.Series[Any]) -> list[Any]:
    if column.type == "list":
        return [list(value) for value in series]
    return [None if pd.isna(value) else value for value in series.tolist()]


def _series(column: Column, values: list[Any]) -> pd.Series[Any]:
    if column.type == "list":
        values = [tuple(value) for value in values]
    return pd.Series(values, dtype=DTYPES[column.type])


def _tables(rows: Rows, texts: Mapping[str, str]) -> Tables:
    frames = {name: to_frame(table, rows[name]) for name, table in TABLES.items()}
    return Tables(**frames, texts=texts)
