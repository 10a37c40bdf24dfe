"""A table as the Data page shows it: chosen, searched, counted, explained."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Literal

import pandas as pd
import streamlit as st

from pkcn_dashboard import components, filters, load, text
from pkcn_dashboard.exports.spreadsheets import plain_csv
from pkcn_dashboard.text import data as say
from pkcn_dashboard.words import Words
from pkcn_data.datapackage import rules
from pkcn_data.schema import TABLES, Column, Table
from pkcn_data.selection import row_texts, search_rows, select_tables
from pkcn_data.summary import View
from pkcn_data.tables import Tables

TABLE_KEY = "table"
SEARCH_KEY = "find"
"""Not the word of another page: Streamlit would take a parameter along to the page that shares it, and lose it on the
way back."""
_FIRST = "statements"
_WIDTHS: Mapping[str, Literal["large"] | int] = {
    "text": "large",
    "definition": "large",
    "title": "large",
    "code_id": 170,
    "name": 210,
    "role": 170,
    "affiliation_id": 150,
    "speaker_id": 150,
    "aliases": 260,
}
_HEIGHT = 420
_TALLEST = 10


def displayed(view: View, tables: Tables, words: Words) -> Tables:
    """Return of each table the rows that the filters leave."""
    return select_tables(tables, view)


def _texts(name: str, view: View, tables: Tables, words: Words) -> pd.Series:
    return row_texts(TABLES[name], getattr(select_tables(tables, view), name))


_TEXTS: Mapping[str, Callable[[View, Tables, Words], pd.Series]] = {name: partial(_texts, name) for name in TABLES}
"""What to search in, by table: a question each, for the cache."""


def ask() -> tuple[Table, str]:
    """Draw the choice of a table and the box to search in it; return both.

    Says so where a link asks for a table that doesn't exist.
    """
    asked = st.query_params.get(TABLE_KEY)
    is_gone = asked is not None and asked not in TABLES and TABLE_KEY not in st.session_state
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        table, sought = _choose(), _search()
    if is_gone and asked:
        st.caption(say.UNKNOWN_TABLE.format(name=text.plain(text.clip(asked, 40)), shown=table.name))
    return table, sought


def show(table: Table, sought: str) -> None:
    """Draw the rows of a table that fit the filters and the search, how many they are, and their CSV."""
    every = len(getattr(load.data().tables, table.name))
    frame = getattr(load.computed(displayed, filters.current()), table.name)
    found = frame[search_rows(load.computed(_TEXTS[table.name], filters.current()), sought)]
    counted = _counted(len(found), every, is_filtered=len(frame) < every, is_searched=bool(sought))
    st.caption(f"{text.plain(table.description)} {counted}")
    if found.empty:
        _nothing(frame, every)
        return
    st.dataframe(
        found,
        hide_index=True,
        height=_HEIGHT if len(found) > _TALLEST else "auto",
        column_order=_order(table),
        column_config={column.name: _config(column) for column in table},
        key=f"rows-{table.name}",
        placeholder="",
        alt=say.TABLE_ALT.format(title=table.title, rows=counted),
    )
    st.download_button(
        say.TABLE_CSV,
        data=partial(plain_csv, found),
        file_name=f"{table.name}.csv",
        mime="text/csv",
        type="tertiary",
        icon=":material/download:",
        key="csv-table",
        on_click="ignore",
    )


def dictionary(table: Table) -> None:
    """Draw what each column of a table means and what is allowed in it."""
    heads = say.DICTIONARY_COLUMNS
    lines = [
        {
            heads["name"]: f"`{column.name}`",
            heads["type"]: say.TYPES[column.type],
            heads["rules"]: rules(table, column),
        }
        for column in table
    ]
    st.table(pd.DataFrame(lines).set_index(heads["name"]), border="horizontal")


def _choose() -> Table:
    name = st.selectbox(
        say.TABLE, list(TABLES), index=list(TABLES).index(_FIRST), key=TABLE_KEY, bind="query-params", width=320
    )
    return TABLES[name or _FIRST]


def _search() -> str:
    sought = st.text_input(
        say.SEARCH,
        key=SEARCH_KEY,
        type="search",
        placeholder=say.SEARCH_PLACEHOLDER,
        max_chars=200,
        bind="query-params",
        width=320,
    )
    return (sought or "").strip()


def _nothing(frame: pd.DataFrame, every: int) -> None:
    if not every:
        st.caption(say.NO_ROWS_AT_ALL)
    elif frame.empty:
        components.empty(say.NO_ROWS)
    else:
        st.caption(say.NOTHING_FOUND)


def _counted(found: int, every: int, *, is_filtered: bool, is_searched: bool) -> str:
    what = say.WHAT_FITS.get((is_filtered, is_searched))
    if what is None:
        return say.ROWS_SHOWN.format(rows=text.capital(text.count_of(every, "rows")))
    return say.ROWS_LEFT.format(shown=f"{found:,}", rows=text.count_of(every, "rows"), what=what)


def _order(table: Table) -> list[str]:
    """Return the columns as they are read best: what the rows say first, the long ids after it."""
    ids = [name for name in (table.key, "sentence_id", "article_id") if name in table.names]
    return [name for name in table.names if name not in ids] + list(dict.fromkeys(ids))


def _config(column: Column) -> Any:
    makers: dict[str, Any] = {
        "integer": st.column_config.NumberColumn,
        "number": st.column_config.NumberColumn,
        "boolean": st.column_config.CheckboxColumn,
        "list": st.column_config.ListColumn,
    }
    make = makers.get(column.type, st.column_config.TextColumn)
    return make(column.title, help=f"`{column.name}`: {column.description}", width=_WIDTHS.get(column.name))
