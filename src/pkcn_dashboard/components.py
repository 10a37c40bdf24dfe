"""What pages are made of: chart cards with their evidence, figures, sources, empty states.

Article text is hostile input: sentences are shown with `st.text`, which parses nothing; names go through `text.plain`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, cast

import pandas as pd
import streamlit as st

from pkcn_dashboard import catalogue, downloads, filters, findings, load, navigation, statement_list, text
from pkcn_dashboard.catalogue import Drawn, Mark
from pkcn_dashboard.overview import Link
from pkcn_dashboard.spreadsheets import plain_csv
from pkcn_dashboard.statement_list import Row
from pkcn_dashboard.text.statements import ABOUT_COUNTRIES, AND_WORDS, IN_ARTICLE, RESTS_ON, RESTS_ON_WORDS, STATEMENT
from pkcn_dashboard.theme import Scheme
from pkcn_dashboard.words import Words
from pkcn_data.summary import Filters

SHEET_WIDTH = 1120
"""Pixels: a page no wider than print, also on a wide screen."""
SENTENCES_PER_PAGE = 25
FIGURES_TOGETHER = 3
_LINK_ICONS = {"article": ":material/arrow_forward:", "statements": ":material/format_quote:"}
PLOTLY_CONFIG = {
    "displaylogo": False,
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
}


@contextmanager
def sheet() -> Iterator[None]:
    """Hold the page in a column no wider than print."""
    with st.container(horizontal_alignment="center"), st.container(width=SHEET_WIDTH, horizontal_alignment="left"):
        yield


def scheme() -> Scheme:
    """Return whether the reader's page is light or dark."""
    return "dark" if st.context.theme.type == "dark" else "light"


def card(chart_id: str) -> None:
    """Draw one chart: its finding, the bars, the sentences behind one of them, its numbers and its source."""
    shown = load.drawn(chart_id, filters.current(), unit=filters.unit(), scheme=scheme())
    with st.container(key=f"card-{chart_id}", gap="xsmall"):
        st.subheader(text.plain(shown.title), anchor=chart_id)
        if shown.is_empty:
            empty(text.EMPTY_CHART)
            return
        st.caption(catalogue.caption(shown, asked=filters.unit()))
        st.plotly_chart(
            shown.figure,
            theme=None,
            width=shown.width,
            key=_chart_key(chart_id),
            on_select=lambda: _pick(chart_id),
            selection_mode="points",
            config=PLOTLY_CONFIG,
            alt=shown.alt,
        )
        picked = _controls(shown)
        if picked is not None:
            _evidence(shown, picked)
        source()


def empty(message: str) -> None:
    """Say why nothing is shown and what to change."""
    st.caption(f"{message} {text.EMPTY_HINT}" if filters.current() else message)


def figures(values: Mapping[str, int], *, labels: Mapping[str, str], helps: Mapping[str, str] | None = None) -> None:
    """Draw key figures in groups of three side by side, or below each other, so that none is left alone."""
    names = list(values)
    groups = [names[start : start + FIGURES_TOGETHER] for start in range(0, len(names), FIGURES_TOGETHER)]
    grid = st.grid(len(groups), min_column_width=280, gap="small")
    for group in groups:
        with grid.cell(), st.grid(FIGURES_TOGETHER, min_column_width=80, gap="small"):
            for name in group:
                st.metric(labels[name], f"{values[name]:,}", help=(helps or {}).get(name))


def paragraph(head: str, body: str, *, links: Sequence[Link] = ()) -> None:
    """Draw a short paragraph under its head, with links to pages that carry on."""
    with st.container(gap="xsmall"):
        st.subheader(head, anchor=False)
        st.markdown(text.plain(body))
        with st.container(horizontal=True, gap="small"):
            for link in links:
                st.page_link(
                    navigation.page(link.page_id),
                    label=link.label,
                    icon=_LINK_ICONS["article"],
                    query_params=dict(link.parameters) or None,
                )


def entries(values: Mapping[str, str], *, lead: str, empty_note: str) -> None:
    """List what belongs to each head, a line each, after a sentence that says what they are."""
    if not values:
        empty(empty_note)
        return
    lines = [f"- **{text.plain(head)}**: {text.plain(body)}" for head, body in values.items()]
    st.markdown("\n".join([lead, "", *lines]))


def table(rows: pd.DataFrame, *, name: str, alt: str, empty_note: str) -> None:
    """Show a table that is no chart's, with its CSV and its source."""
    if rows.empty:
        empty(empty_note)
        return
    st.dataframe(rows, hide_index=True, alt=alt)
    st.download_button(
        text.CSV,
        data=lambda: plain_csv(rows),
        file_name=f"{name}.csv",
        mime="text/csv",
        type="tertiary",
        key=f"csv-table-{name}",
        on_click="ignore",
    )
    source()


def article_head() -> None:
    """Name the article with outlet, date and author; of several only how many, from where and when."""
    articles = load.computed(findings.articles_of, filters.current())
    if len(articles) > 1:
        source()
        return
    st.header(text.plain(findings.headline(articles)), anchor=False)
    st.caption(text.plain(findings.byline(articles)))


def comparisons() -> None:
    """List the explicit comparisons, each with its sentence."""
    shown = load.computed(findings.comparisons, filters.current())
    if not shown:
        empty(text.NO_COMPARISON)
        return
    for said, row in shown:
        with st.container(border=True):
            st.markdown(f"**{text.plain(said)}**")
            sentence(row, load.data().words)
    source()


def sentence(
    row: Row,
    words: Words,
    statements: Sequence[Row] = (),
    *,
    note: str = "",
    linked: bool = True,
    kept: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Draw one sentence as it stands in the article: who speaks, where it leads, and the statements listed.

    One link leads to the sentence in the article and, if `linked`, one to each statement's own address. They open no
    new session, and Streamlit carries the filters along: in the link as well, they would stand in the address twice.
    Only within the page of statements it doesn't, so that page gives what is `kept`.
    """
    with st.container(gap="xxsmall"):
        st.text(row["text"])
        notes = [_rests_on(statements, words), text.plain(note)]
        st.caption("  \n".join(filter(None, [_place(row, words), *notes])))
        with st.container(horizontal=True, gap="xsmall"):
            _quiet_link("article", IN_ARTICLE, {"sentence": [row["sentence_id"]]})
            for one in statements if linked else ():
                _quiet_link("statements", stated(one, words), {**(kept or {}), "statement": [one["statement_id"]]})


def _quiet_link(page_id: str, label: str, parameters: Mapping[str, Sequence[str]]) -> None:
    st.page_link(
        navigation.page(page_id),
        label=f":small[{label}]",
        icon=_LINK_ICONS[page_id],
        help="",
        query_params=parameters,
    )


def _place(row: Row, words: Words) -> str:
    """Return where a sentence stands, who speaks in it, and what countries it is about."""
    place = text.SENTENCE_AT.format(position=row["position"])
    if len(words.shown["article"]) > 1:
        article = text.plain(text.clip(words.word("article", row["article_id"]), 80))
        place = text.SENTENCE_IN.format(position=row["position"], article=article)
    speaker = text.plain(words.word("speaker", row["speaker_id"]))
    if row["attribution"] != "narrator":
        speaker += f", {text.ATTRIBUTIONS[row['attribution']]}"
    countries = [text.plain(words.word("country", one)) for one in row.get("countries", ())]
    about = [ABOUT_COUNTRIES.format(countries=text.listing(countries, limit=6))] if countries else []
    return " · ".join([place, speaker, *about])


def _rests_on(statements: Sequence[Row], words: Words) -> str:
    """Return the words of the sentence on which its statements rest, each with its code."""
    behind = load.computed(statement_list.words_behind, Filters())
    named = [
        RESTS_ON_WORDS.format(
            words=text.plain(AND_WORDS.join(behind.get((one["sentence_id"], one["kind"], one["code_id"]), ()))),
            code=text.plain(text.inline(words.word(one["kind"], one["code_id"]))),
        )
        for one in statements
    ]
    return RESTS_ON.format(named=text.listing(named, limit=len(named))) if named else ""


def stated(row: Row, words: Words) -> str:
    """Return a statement in a few words: its code, its tone and its kind."""
    return STATEMENT.format(
        code=text.plain(words.word(row["kind"], row["code_id"])),
        tone=words.word("stance", row["stance"]).lower(),
        kind=words.word("modality", row["modality"]).lower(),
    )


def source() -> None:
    """Name the article shown, its outlet and its date, or how many articles there are."""
    st.caption(text.plain(load.computed(findings.source_line, filters.current())))


def _pick(chart_id: str) -> None:
    """Open the bar that was pressed; pressing it again closes it."""
    points = cast(Any, st.session_state[_chart_key(chart_id)]).selection.points
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
            on_change=_deselect,
            args=(shown.chart.id,),
            placeholder=text.SHOW_PLACEHOLDER[shown.chart.form],
            label_visibility="collapsed",
            width=210,
            bind="query-params",
        )
        with_table = st.toggle(text.TABLE, key=f"table-{shown.chart.id}")
        st.download_button(
            text.CSV,
            data=lambda: downloads.chart_csv(shown),
            file_name=f"{shown.chart.id}.csv",
            mime="text/csv",
            type="tertiary",
            key=f"csv-{shown.chart.id}",
            on_click="ignore",
        )
    if with_table:
        st.dataframe(downloads.chart_table(shown), hide_index=True, alt=shown.title)
    if is_gone:
        st.caption(text.GONE_MARK[shown.chart.form])
    return shown.marks.get(picked) if picked else None


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
                _listed(cast(list[Row], coded.to_dict("records")), data.words)


def _listed(rows: list[Row], words: Words) -> None:
    """Draw a sentence with what of it a mark counts: its statements, or the words that name actors."""
    if rows[0]["kind"] != "actor":
        sentence(rows[0], words, rows)
        return
    named = [text.NAMED_AS.format(name=words.word("actor", row["code_id"]), surface=row["surface"]) for row in rows]
    sentence(rows[0], words, note=text.listing(named, limit=len(named)))


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
            on_click=_close,
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


def _close(chart_id: str) -> None:
    st.session_state[filters.mark_key(chart_id)] = None
    _deselect(chart_id)


def _chart_key(chart_id: str) -> str:
    return f"chart-{chart_id}-{st.session_state.get(f'_drawn-{chart_id}', 0)}"


def _deselect(chart_id: str) -> None:
    """Draw a chart as if new: the browser would keep the bar pressed before, and take a press on it as taken back."""
    st.session_state[f"_drawn-{chart_id}"] = st.session_state.get(f"_drawn-{chart_id}", 0) + 1
