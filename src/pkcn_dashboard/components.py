"""What pages are made of beside chart cards: figures, paragraphs, sentences, sources, empty states.

Article text is hostile input: sentences are shown with `st.text`, which parses nothing; names go through `text.plain`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pandas as pd
import streamlit as st

from pkcn_dashboard import filters, findings, load, navigation, text
from pkcn_dashboard.theme import Scheme
from pkcn_dashboard.words import Words

SHEET_WIDTH = 1120
"""Pixels: a page no wider than print, also on a wide screen."""
FIGURES_TOGETHER = 3


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


def paragraph(head: str, body: str, *, link: tuple[str, str] | None = None) -> None:
    """Draw a short paragraph under its head, with a link to the page that carries on: its id and what is there."""
    with st.container(gap="xsmall"):
        st.subheader(head, anchor=False)
        st.markdown(text.plain(body))
        if link:
            page_id, label = link
            st.page_link(navigation.page(page_id), label=label, icon=":material/arrow_forward:")


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
            sentence(row, load.data().words, [])
    source()


def sentence(row: Mapping[str, Any] | pd.Series, words: Words, details: list[str]) -> None:
    """Draw one sentence as it stands in the article, with where it stands, who speaks and what is coded."""
    with st.container(gap="xsmall"):
        st.text(row["text"])
        place = _place(row, words)
        speaker = text.plain(words.word("speaker", row["speaker_id"]))
        manner = "" if row["attribution"] == "narrator" else f", {text.ATTRIBUTIONS[row['attribution']]}"
        st.caption("  \n".join([f"{place} · {speaker}{manner}", *details]))


def _place(row: Mapping[str, Any] | pd.Series, words: Words) -> str:
    if len(words.shown["article"]) == 1:
        return text.SENTENCE_AT.format(position=row["position"])
    article = text.plain(text.clip(words.word("article", row["article_id"]), 80))
    return text.SENTENCE_IN.format(position=row["position"], article=article)


def source() -> None:
    """Name the article shown, its outlet and its date, or how many articles there are."""
    st.caption(text.plain(load.computed(findings.source_line, filters.current())))
