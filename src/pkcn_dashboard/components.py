"""What pages are made of beside chart cards: figures, paragraphs, sentences, sources, empty states.

Article text is hostile input: sentences are shown with `st.text`, which parses nothing; names go through `text.plain`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import pandas as pd
import streamlit as st

from pkcn_dashboard import filters, findings, load, navigation, text
from pkcn_dashboard.exports.spreadsheets import plain_csv
from pkcn_dashboard.overview import Link
from pkcn_dashboard.statements import statement_list
from pkcn_dashboard.statements.statement_list import Row
from pkcn_dashboard.text.statements import ABOUT_COUNTRIES, AND_WORDS, IN_ARTICLE, RESTS_ON, RESTS_ON_WORDS
from pkcn_dashboard.theme import Scheme
from pkcn_dashboard.words import Words
from pkcn_data.summary import Filters

SHEET_WIDTH = 1120
"""Pixels: a page no wider than print, also on a wide screen."""
FIGURES_TOGETHER = 3
ROW_HEIGHT = 72
"""Pixels: three lines of a table's text."""
_LINK_ICONS = {"article": ":material/arrow_forward:", "statements": ":material/format_quote:"}


@contextmanager
def sheet() -> Iterator[None]:
    """Hold the page in a column no wider than print."""
    with st.container(horizontal_alignment="center"), st.container(width=SHEET_WIDTH, horizontal_alignment="left"):
        yield


def scheme() -> Scheme:
    """Return whether the reader's page is light or dark."""
    return "dark" if st.context.theme.type == "dark" else "light"


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


def table(rows: pd.DataFrame, *, name: str, alt: str, empty_note: str, widths: Mapping[str, int] | None = None) -> None:
    """Show a table that is no chart's, with its CSV and its source; long texts run over lines of columns so wide."""
    if rows.empty:
        empty(empty_note)
        return
    columns = {column: st.column_config.Column(width=width) for column, width in (widths or {}).items()}
    st.dataframe(rows, hide_index=True, alt=alt, column_config=columns, row_height=ROW_HEIGHT if widths else None)
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
                _quiet_link(
                    "statements", text.plain(words.statement(one)), {**(kept or {}), "statement": [one["statement_id"]]}
                )


def placed_sentence(row: Row, words: Words) -> None:
    """Draw one sentence as it stands in the article, with who speaks as the link to it: no more than a list bears."""
    st.text(row["text"])
    _quiet_link("article", _place(row, words), {"sentence": [row["sentence_id"]]})


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


def linked(said: str, links: Sequence[tuple[str, str]]) -> str:
    """Return plain text as Markdown in which some of its words lead to addresses."""
    marked = text.plain(said)
    for words, url in links:
        marked = marked.replace(text.plain(words), f"[{text.plain(words)}]({url})", 1)
    return marked


def source() -> None:
    """Name the article shown, its outlet and its date, or how many articles there are."""
    st.caption(text.plain(load.computed(findings.source_line, filters.current())))
