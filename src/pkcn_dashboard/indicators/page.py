"""What pages that set figures beside the article are made of: two views of one page, and the parts of the second."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from pkcn_dashboard import components, filters, findings, load, text
from pkcn_dashboard.exports.spreadsheets import plain_csv
from pkcn_dashboard.indicators import card, catalogue, controls, latest
from pkcn_dashboard.text import indicators as say
from pkcn_data.errors import TableError

if TYPE_CHECKING:
    from streamlit.elements.lib.mutable_tab_container import TabContainer


def views(page_id: str) -> Sequence[TabContainer]:
    """Draw the two views of a page, what the article says and what figures say; only the open one is to be filled."""
    name = f"view-{page_id}"
    return st.tabs(list(say.PUBLIC[name].values()), key=name, bind="query-params")


def shows_article(view: TabContainer) -> bool:
    """Return whether the view of the article is open and some sentence fits the filters; say so where none does."""
    if not view.open:
        return False
    is_empty = bool(filters.current()) and load.view(filters.current()).sentences.empty
    if is_empty:
        with view:
            components.empty(text.EMPTY_VIEW)
    return not is_empty


def shows_figures(view: TabContainer) -> bool:
    """Return whether the view of the figures is open and there are any; say so where they can't be read."""
    if not view.open:
        return False
    try:
        load.figures()
    except TableError as error:
        with view:
            st.caption(say.NO_FIGURES)
            st.text(str(error))
        return False
    return True


def answer() -> None:
    """Say in a sentence what figures say of Pakistan and its neighbours, and where they stand."""
    found = card.shown("neighbours")
    if found is not None and not found.is_empty:
        view = say.PUBLIC["view-india"]["figures"]
        st.markdown(text.plain(say.INDIA_ANSWER.format(answer=found.title, view=view)))


def article_says() -> None:
    """Draw the comparisons that the figures below bear on, each with its sentence."""
    compared = load.computed(findings.comparisons, filters.current())
    bearing = [(said, row) for said, row in compared if row["theme_id"] == catalogue.NEIGHBOURS_THEME]
    if not bearing:
        return
    st.markdown(say.NEIGHBOURS_SAID)
    for _, row in bearing:
        with st.container(border=True):
            components.sentence(row, load.data().words)


def latest_values() -> None:
    """Draw the latest values of the series chosen, with their gaps and changes, and their CSV."""
    choice = controls.current()
    if not choice.countries:
        st.caption(say.NO_COUNTRY)
        return
    rows = load.of_figures(latest.in_words, choice)
    series, unit = load.figure_words().word("series", choice.series), load.of_figures(latest.unit, choice)
    st.caption(text.plain(say.LATEST_UNIT.format(series=series, unit=unit)))
    st.dataframe(
        rows,
        hide_index=True,
        alt=say.LATEST_ALT.format(series=series, rows=load.of_figures(latest.read_out, choice)),
        column_config={
            say.LATEST_COLUMNS[name]: st.column_config.TextColumn(say.LATEST_COLUMNS[name], alignment="right")
            for name in ("value", "year")
        },
    )
    st.download_button(
        text.CSV,
        data=lambda: plain_csv(latest.in_numbers(load.figures(), choice)),
        file_name="latest.csv",
        mime="text/csv",
        type="tertiary",
        key="csv-latest",
        on_click="ignore",
    )
