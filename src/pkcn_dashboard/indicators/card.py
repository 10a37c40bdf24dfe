"""Cards of official figures: a finding, its lines or bars, the published figures behind one, its numbers and sources."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pkcn_dashboard import cards, components, filters, load, text
from pkcn_dashboard.indicators import catalogue, controls, draw
from pkcn_dashboard.indicators.draw import Shown
from pkcn_dashboard.text import indicators as say
from pkcn_data.errors import TableError


def card(chart_id: str) -> None:
    """Draw a chart of the catalogue as the reader chose it."""
    found = shown(chart_id)
    if found is None:
        st.caption(say.NO_FIGURES)
        return
    show(found, empty=say.EMPTY_CHOICE if catalogue.FIGURE_CHARTS[chart_id].uses else say.EMPTY)


def shown(chart_id: str) -> Shown | None:
    """Return a chart of the catalogue as the reader chose it; none where the figures can't be read."""
    marked = load.computed(catalogue.days, filters.current())
    try:
        return load.shown(chart_id, controls.current(), marked=marked, scheme=components.scheme())
    except TableError:
        return None


def show(found: Shown, *, empty: str = say.EMPTY) -> None:
    """Draw any chart of figures: its finding, the figure, what to know of it, what a mark rests on, its sources."""
    with st.container(key=f"card-{found.id}", gap="xsmall"):
        st.subheader(text.plain(found.title), anchor=found.id)
        if found.is_empty:
            st.caption(" ".join([empty, *map(text.plain, found.notes)]))
            return
        st.caption(text.plain(found.caption))
        st.plotly_chart(
            found.figure,
            theme=None,
            width="stretch",
            key=cards.chart_key(found.id),
            on_select=lambda: cards.pick(found.id),
            selection_mode="points",
            config=cards.PLOTLY_CONFIG,
            alt=found.alt,
        )
        if found.notes:
            st.caption("  \n".join(map(text.plain, found.notes)))
        picked = _controls(found)
        if picked is not None:
            _evidence(found, picked)
        st.caption("  \n".join(components.linked(one.said, one.links) for one in found.sources))
        _take_away(found)


def _controls(found: Shown) -> str | None:
    """Draw what can be done with a chart; return the mark whose figures are asked for."""
    key = filters.mark_key(found.id)
    asked = st.query_params.get(key)
    is_gone = asked is not None and asked not in found.marks.values() and key not in st.session_state
    if key in st.session_state and st.session_state[key] not in found.marks:
        st.session_state[key] = None  # taken out instead, it would come back from what the browser still has
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        picked = st.selectbox(
            say.SHOW_ROWS,
            list(found.marks),
            index=None,
            format_func=lambda one: found.marks.get(one, one),
            key=key,
            on_change=cards.deselect,
            args=(found.id,),
            placeholder=say.ROWS_PLACEHOLDER,
            label_visibility="collapsed",
            width=260,
            bind="query-params",
        )
        with_table = st.toggle(text.TABLE, key=f"table-{found.id}")
    if with_table:
        rows = draw.table(found)
        numbers = {one: st.column_config.NumberColumn(one, format="localized") for one in set(found.rows["who"])}
        st.dataframe(rows, hide_index=True, alt=found.title, column_config=numbers)
    if is_gone:
        st.caption(say.GONE_MARK)
    return picked if picked in found.marks else None


def _evidence(found: Shown, mark: str) -> None:
    """List the published figures that a mark is made of, each with where it is from."""
    rows = draw.evidence(found, mark, load.figures())
    with st.container(border=True, key=f"evidence-{found.id}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            count = say.ROWS_OF["one" if len(rows) == 1 else "many"].format(count=len(rows))
            st.markdown(f"**{text.plain(found.marks[mark])}** · {count}", width="content")
            st.download_button(
                text.CSV,
                data=lambda: draw.evidence_csv(rows),
                file_name=f"{found.id}-figures.csv",
                mime="text/csv",
                type="tertiary",
                key=f"csv-evidence-{found.id}",
                on_click="ignore",
            )
            st.button(
                text.CLOSE,
                key=f"close-{found.id}",
                icon=":material/close:",
                type="tertiary",
                on_click=cards.close,
                args=(found.id,),
            )
        _figures(rows, alt=found.marks[mark])


def _figures(rows: pd.DataFrame, *, alt: str) -> None:
    address, year, value = say.FACT_COLUMNS["address"], say.VALUE_COLUMNS["year"], say.VALUE_COLUMNS["value"]
    st.dataframe(
        rows,
        hide_index=True,
        alt=alt,
        column_config={
            address: st.column_config.LinkColumn(address),
            year: st.column_config.NumberColumn(year, format="%d"),
            value: st.column_config.NumberColumn(value, format="localized"),
        },
    )


def _take_away(found: Shown) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"take-{found.id}"):
        st.caption(text.DOWNLOAD, width="content")
        st.download_button(
            text.CSV,
            data=lambda: draw.rows_csv(found),
            file_name=f"{found.id}.csv",
            mime="text/csv",
            type="tertiary",
            key=f"csv-{found.id}",
            on_click="ignore",
        )
        st.html(cards.script_buttons(found.id), width="content")
