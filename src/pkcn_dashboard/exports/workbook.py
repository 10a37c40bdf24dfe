"""The tables as one Excel file. No Streamlit."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pkcn_dashboard.exports.provenance import Provenance, sections
from pkcn_dashboard.exports.spreadsheets import is_formula
from pkcn_dashboard.text import data as say
from pkcn_data.csvtext import to_cell
from pkcn_data.schema import TABLES, Column, Table
from pkcn_data.tables import Tables, all_rows

LONGEST_CELL = 32_767
"""Characters that Excel holds in a cell."""
_FIRST_YEAR = 1900
"""Excel has no dates before."""
_CREATED = datetime(2000, 1, 1)
_WIDTHS = {"string": 22, "integer": 10, "number": 12, "boolean": 12, "date": 12, "list": 22}
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def excel(tables: Tables, of: Provenance) -> bytes:
    """Return a workbook: a read me, then one sheet a table; the same tables give the same bytes.

    What looks like a formula is text with Excel's own mark for text, so the cell's value is the article's words.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, _OPTIONS) as book:
        book.set_properties({"title": say.DATA_SET, "author": say.AUTHOR, "created": _CREATED})
        styles = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            "text": book.add_format({"quote_prefix": True}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True}),
        }
        _read_me(book.add_worksheet(say.READ_ME), tables, of, styles)
        for name, rows in all_rows(tables).items():
            _table(book.add_worksheet(name), TABLES[name], rows, styles)
    return file.getvalue()


def _read_me(sheet: Worksheet, tables: Tables, of: Provenance, styles: dict[str, Format]) -> None:
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, say.DATA_SET, styles["head"])
    lines: list[tuple[str, str]] = []
    for head, said in sections(of, tables):
        lines += [("", "wrap"), (head, "head"), *((line, "wrap") for line in said)]
    lines.append((say.READ_ME_EXCEL, "wrap"))
    for number, (line, style) in enumerate(lines, 1):
        sheet.write_string(number, 0, _fit(line), styles[style])


def _table(sheet: Worksheet, table: Table, rows: list[dict[str, Any]], styles: dict[str, Format]) -> None:
    for place, column in enumerate(table):
        sheet.set_column(place, place, 60 if column.name in ("text", "definition") else _WIDTHS[column.type])
        sheet.write_string(0, place, column.name, styles["head"])
    for number, row in enumerate(rows, 1):
        for place, column in enumerate(table):
            _cell(sheet, number, place, column, row[column.name], styles)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(table.columns) - 1)


def _cell(sheet: Worksheet, number: int, place: int, column: Column, value: Any, styles: dict[str, Format]) -> None:
    if value is None or value == []:
        return
    if column.type in ("integer", "number"):
        sheet.write_number(number, place, value)
    elif column.type == "boolean":
        sheet.write_boolean(number, place, value)
    elif column.type == "date" and (day := date.fromisoformat(value)).year >= _FIRST_YEAR:
        sheet.write_datetime(number, place, day, styles["date"])
    else:
        cell = _fit(to_cell(column, value))
        sheet.write_string(number, place, cell, styles["text"] if is_formula(cell) else None)


def _fit(cell: str) -> str:
    return cell if len(cell) <= LONGEST_CELL else f"{cell[: LONGEST_CELL - 1]}…"
