"""Lines to copy that open a table in another program. No Streamlit."""

from __future__ import annotations

from collections.abc import Mapping

from pkcn_dashboard.exports.formats import TABLE_EXPORTS
from pkcn_data.schema import LIST_DELIMITER, Table

LANGUAGES: Mapping[str, str | None] = {"pandas": "python", "r": "r", "excel": None}
"""The programs, with the name of the language that `st.code` colours."""


def snippets(table: Table, extent: str) -> dict[str, str]:
    """Return the lines by program; they open the file of the extent that the page hands out."""
    package = TABLE_EXPORTS["package"].file_name(extent)
    return {"pandas": _pandas(table, package), "r": _r(table, package), "excel": _excel(table)}


def _pandas(table: Table, package: str) -> str:
    lines = [
        "import zipfile",
        "",
        "import pandas as pd",
        "",
        f'with zipfile.ZipFile("{package}") as package:',
        f"    {table.name} = pd.read_csv(",
        f'        package.open("tables/{table.name}.csv"),',
        "        keep_default_na=False,",
        '        na_values=[""],',
        *(f'        parse_dates=["{column.name}"],' for column in table if column.type == "date"),
        "    )",
    ]
    for name in _lists(table):
        lines.append(f'{table.name}["{name}"] = {table.name}["{name}"].astype("str").str.split("{LIST_DELIMITER}")')
    return "\n".join(lines)


def _r(table: Table, package: str) -> str:
    lines = [
        f'file <- unz("{package}", "tables/{table.name}.csv")',
        f'{table.name} <- read.csv(file, encoding = "UTF-8", na.strings = "")',
    ]
    for name in _lists(table):
        column = f"{table.name}${name}"
        lines.append(f'{column} <- strsplit(as.character({column}), "{LIST_DELIMITER}", fixed = TRUE)')
    return "\n".join(lines)


def _excel(table: Table) -> str:
    """Return a formula that counts the rows with the first value of the last closed list, or else all rows."""
    closed = [(place, column) for place, column in enumerate(table) if column.enum]
    if not closed:
        return f"=COUNTA({table.name}!A:A)-1"
    place, column = next(((place, one) for place, one in closed if one.name == "stance"), closed[-1])
    letter = chr(ord("A") + place)
    return f'=COUNTIF({table.name}!{letter}:{letter},"{column.enum[0]}")'


def _lists(table: Table) -> list[str]:
    return [column.name for column in table if column.type == "list"]
