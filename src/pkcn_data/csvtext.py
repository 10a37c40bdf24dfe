r"""Rows to CSV text and back, exactly.

UTF-8, comma, double quotes where needed, ``\n``, one header line. A missing value is an empty cell. The items of a
list are joined by ``;``; a ``;`` or ``\`` inside an item has a ``\`` before it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Any

from pkcn_data.checks import TYPE_NAMES, Problem
from pkcn_data.rows import Row
from pkcn_data.schema import LIST_DELIMITER, Column, Table

_NEEDS_QUOTES = re.compile(r'[,"\r\n]')
_ITEM = re.compile(r"(?:[^\\;]|\\.)+", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_BOOLEANS = {"true": True, "false": False}

# A sentence may be longer than the 128 KiB that the csv module allows a cell.
csv.field_size_limit(2**31 - 1)


def to_csv(table: Table, rows: Iterable[Row]) -> str:
    """Return the rows as CSV with a header line."""
    # Written by hand: whether the csv module quotes a lone \r depends on the version of Python.
    lines = [",".join(table.names)]
    lines.extend(",".join(_quoted(to_cell(column, row[column.name])) for column in table) for row in rows)
    return "\n".join(lines) + "\n"


def from_csv(table: Table, text: str, problems: list[Problem]) -> list[Row]:
    """Return the rows of a CSV text, and add what is wrong with columns, cells and types to `problems`.

    A cell that does not hold its type becomes None, so that the other checks can still run.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        lines = list(reader)
    except csv.Error as error:
        problems.append(Problem(table.name, "", f"line {reader.line_num}", "", f"is not CSV ({error})"))
        return []
    problems.extend(_header_problems(table, header))
    rows = []
    for number, cells in enumerate(lines, start=2):
        if len(cells) != len(header):
            problem = f"holds {len(cells)} cells; the header has {len(header)}"
            problems.append(Problem(table.name, "", f"line {number}", "", problem))
            continue
        rows.append(_row(table, dict(zip(header, cells, strict=True)), problems))
    return rows


def _header_problems(table: Table, header: list[str]) -> list[Problem]:
    if sorted(header) == sorted(table.names):
        return []
    expected = f"the columns are {', '.join(table.names)}"
    missing = [
        Problem(table.name, name, "header", "", f"is missing; {expected}") for name in table.names if name not in header
    ]
    unknown = [
        Problem(table.name, name, "header", "", f"is not a column; {expected}")
        for name in header
        if name not in table.names or header.count(name) > 1
    ]
    return missing + unknown


def _row(table: Table, cells: dict[str, str], problems: list[Problem]) -> Row:
    row: Row = {}
    for column in table:
        cell = cells.get(column.name, "")
        try:
            row[column.name] = _value(column, cell)
        except ValueError:
            row[column.name] = None
            problems.append(
                Problem(table.name, column.name, table.name_of(cells), cell, f"is not {TYPE_NAMES[column.type]}")
            )
    return row


def _value(column: Column, cell: str) -> Any:
    if column.type == "list":
        return [_ESCAPED.sub(r"\1", item) for item in _ITEM.findall(cell)]
    if not cell:
        return None
    if column.type == "integer":
        return int(cell)
    if column.type == "number":
        return float(cell)
    if column.type == "boolean":
        if cell not in _BOOLEANS:
            raise ValueError(cell)
        return _BOOLEANS[cell]
    return cell


def join_items(items: Iterable[str]) -> str:
    """Return the items of a list as the text of one cell."""
    return LIST_DELIMITER.join(re.sub(r"([\\;])", r"\\\1", item) for item in items)


def to_cell(column: Column, value: Any) -> str:
    """Return a value as the text of its cell; a missing one as no text."""
    if value is None:
        return ""
    if column.type == "list":
        return join_items(value)
    if column.type == "boolean":
        return "true" if value else "false"
    if column.type == "number":
        return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))
    return str(value)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell
