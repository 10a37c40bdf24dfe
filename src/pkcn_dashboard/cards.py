"""Chart cards: a finding, its bars, the sentences behind one of them, its numbers and its source."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast

import pandas as pd
import streamlit as st

from pkcn_dashboard import components, filters, links, load, text
from pkcn_dashboard.charts import catalogue
from pkcn_dashboard.charts.catalogue import Drawn, Mark
from pkcn_dashboard.exports import downloads
from pkcn_dashboard.statements.statement_list import Row
from pkcn_dashboard.text import share as share_words
from pkcn_dashboard.words import Words
from pkcn_data.tables import records

SENTENCES_PER_PAGE = 25
PLOTLY_CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "displayModeBar": True,
    "modeBarButtons": [["toImage"]],
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
}


def card(chart_id: str) -> None:
    """Draw one chart: its finding, the bars, the sentences behind one of them, its numbers and its source."""
    shown = load.drawn(chart_id, filters.current(), unit=filters.unit(), scheme=components.scheme())
    with st.container(key=f"card-{chart_id}", gap="xsmall"):
        st.subheader(text.plain(shown.title), anchor=chart_id)
        if shown.is_empty:
            components.empty(text.EMPTY_CHART)
            return
        st.caption(catalogue.caption(shown, asked=filters.unit()))
        st.plotly_chart(
            shown.figure,
            theme=None,
            width=shown.width,
            key=chart_key(chart_id),
            on_select=lambda: pick(chart_id),
            selection_mode="points",
            config=PLOTLY_CONFIG,
            alt=shown.alt,
        )
        picked = _controls(shown)
        if picked is not None:
            _evidence(shown, picked)
        components.source()
        _take_away(shown)


def one_of(key: str, choices: Mapping[str, str], *, label: str) -> None:
    """Draw a switch between charts that answer one question, and the one chosen; `choices` are their words by id.

    The words stand in the address, under `key`. A link to one of the charts, or to a bar of it, chooses it.
    """
    linked = [one for one in choices if one == links.chart_asked() or filters.mark_key(one) in st.query_params]
    asked = st.query_params.get(key)
    is_new = key not in st.session_state
    if is_new and asked is None and linked:
        st.session_state[key] = linked[0]
    chosen = st.segmented_control(
        label,
        list(choices),
        default=None if key in st.session_state else next(iter(choices)),
        required=True,
        format_func=lambda one: choices.get(one, one),
        key=key,
        on_change=_leave_chart_asked,
        bind="query-params",
    )
    if is_new and asked is not None and asked not in choices.values():
        st.caption(text.GONE_CHOICE.format(choice=text.plain(text.clip(asked, 40))))
    card(chosen or next(iter(choices)))


def _leave_chart_asked() -> None:
    """Take a link's chart out of the address: the reader has chosen another."""
    st.query_params.pop(links.CHART, None)


def pick(chart_id: str) -> None:
    """Open the bar that was pressed; pressing it again closes it."""
    points = cast(Any, st.session_state[chart_key(chart_id)]).selection.points
    st.session_state[filters.mark_key(chart_id)] = "|".join(points[-1]["customdata"]) if points else None


def _controls(shown: Drawn) -> Mark | None:
    """Draw what can be done with a chart; return the mark whose sentences are asked for."""
    key = filters.mark_key(shown.chart.id)
    labels = {mark.label for mark in shown.marks.values()}
    asked = st.query_params.get(key)
    is_gone = asked is not None and asked not in labels and key not in st.session_state
    if key in st.session_state and st.session_state[key] not in shown.marks:
        st.session_state[key] = None  # taken out instead, it would come back from what the browser still has
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        picked = st.selectbox(
            text.SHOW_SENTENCES[shown.chart.form],
            list(shown.marks),
            index=None,
            format_func=lambda one: shown.marks[one].label if one in shown.marks else one,
            key=key,
            on_change=deselect,
            args=(shown.chart.id,),
            placeholder=text.SHOW_PLACEHOLDER[shown.chart.form],
            label_visibility="collapsed",
            width=210,
            bind="query-params",
        )
        with_table = st.toggle(text.TABLE, key=f"table-{shown.chart.id}")
    if with_table:
        st.dataframe(downloads.chart_table(shown), hide_index=True, alt=shown.title)
    if is_gone:
        st.caption(text.GONE_MARK[shown.chart.form])
    return shown.marks.get(picked) if picked else None


def _take_away(shown: Drawn) -> None:
    """Draw what can be taken from a chart; all but CSV is made by the page's script, in the browser."""
    chart_id = shown.chart.id
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"take-{chart_id}"):
        st.caption(text.DOWNLOAD, width="content")
        st.download_button(
            text.CSV,
            data=lambda: downloads.chart_csv(shown),
            file_name=f"{chart_id}.csv",
            mime="text/csv",
            type="tertiary",
            key=f"csv-{chart_id}",
            on_click="ignore",
        )
        st.html(script_buttons(chart_id), width="content")


@cache
def script_buttons(chart_id: str, *, pictured: bool = True) -> str:
    """Return the buttons that only the page's script answers: as Streamlit's, each would be drawn anew in each rerun.

    What is not `pictured` has no pictures to take.
    """
    both = _script_button("png", chart_id, share_words.PNG) + _script_button("svg", chart_id, share_words.SVG)
    pictures = both if pictured else ""
    links = _script_button("link", chart_id, share_words.LINK) + _script_button("embed", chart_id, share_words.EMBED)
    return f'<div class="pkcn-take">{pictures}<span>{html.escape(share_words.COPY)}</span>{links}</div>'


def _script_button(press: str, chart_id: str, label: str) -> str:
    return f'<button type="button" data-press="{press}-{html.escape(chart_id)}">{html.escape(label)}</button>'


def _evidence(shown: Drawn, mark: Mark) -> None:
    """List what a mark counts: as many statements, sentences or speakers as its bar is long."""
    data, view = load.data(), load.view(filters.current())
    rows = catalogue.behind(shown.chart, view, mark, unit=shown.unit)
    with st.container(border=True, key=f"evidence-{shown.chart.id}"):
        _evidence_head(shown, mark, rows, data.words)
        page = _page_of(rows, shown)
        for speaker_id, spoken in page.groupby("speaker_id", sort=False) if shown.unit == "speakers" else [("", page)]:
            if speaker_id:
                st.markdown(f"**{text.plain(data.words.word('speaker', str(speaker_id)))}**")
            for _, coded in spoken.groupby("sentence_id", sort=False):
                _listed(records(coded), data.words)


def _listed(rows: Sequence[Row], words: Words) -> None:
    """Draw a sentence with what of it a mark counts: its statements, or the words that name actors."""
    if rows[0]["kind"] != "actor":
        components.sentence(rows[0], words, rows)
        return
    named = [text.NAMED_AS.format(name=words.word("actor", row["code_id"]), surface=row["surface"]) for row in rows]
    components.sentence(rows[0], words, note=text.listing(named, limit=len(named)))


def _evidence_head(shown: Drawn, mark: Mark, rows: pd.DataFrame, words: Words) -> None:
    asked = catalogue.filters_of(shown.chart, mark, rows)
    listed = text.count_of(mark.count, shown.unit)
    if shown.unit != "sentences":
        listed = text.LISTED.format(units=listed, sentences=text.count_of(rows["sentence_id"].nunique(), "sentences"))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{text.plain(mark.label)}** · {listed}", width="content")
        if asked:
            st.button(
                text.KEEP_INSTEAD if filters.replaces_countries(asked) else text.KEEP_AS_FILTER,
                key=f"keep-{shown.chart.id}",
                icon=":material/filter_alt:",
                type="tertiary",
                on_click=filters.keep,
                args=(asked,),
            )
        st.download_button(
            text.CSV,
            data=lambda: downloads.evidence_csv(rows, unit=shown.unit, words=words),
            file_name=f"{shown.chart.id}-{mark.row_id}{'-' * bool(mark.series_id)}{mark.series_id}.csv",
            mime="text/csv",
            type="tertiary",
            key=f"csv-evidence-{shown.chart.id}",
            on_click="ignore",
        )
        st.button(
            text.CLOSE,
            key=f"close-{shown.chart.id}",
            icon=":material/close:",
            type="tertiary",
            on_click=close,
            args=(shown.chart.id,),
        )


def _page_of(rows: pd.DataFrame, shown: Drawn) -> pd.DataFrame:
    """Return the rows of the sentences on the page of the list that the reader is on."""
    if shown.unit == "speakers":
        rows = rows.sort_values("speaker_id", kind="stable")
    sentences = list(dict.fromkeys(rows["sentence_id"]))
    if len(sentences) <= SENTENCES_PER_PAGE:
        return rows
    number = st.pagination(-(-len(sentences) // SENTENCES_PER_PAGE), key=f"page-{shown.chart.id}")
    start = (number - 1) * SENTENCES_PER_PAGE
    return rows[rows["sentence_id"].isin(sentences[start : start + SENTENCES_PER_PAGE])]


def close(chart_id: str) -> None:
    st.session_state[filters.mark_key(chart_id)] = None
    deselect(chart_id)


def chart_key(chart_id: str) -> str:
    return f"chart-{chart_id}-{st.session_state.get(f'_drawn-{chart_id}', 0)}"


def deselect(chart_id: str) -> None:
    """Draw a chart as if new: the browser would keep the bar pressed before, and take a press on it as taken back."""
    st.session_state[f"_drawn-{chart_id}"] = st.session_state.get(f"_drawn-{chart_id}", 0) + 1
