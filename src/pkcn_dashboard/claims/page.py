"""What the page of claims is made of: findings, the list, the ledger, and series for articles without claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from pkcn_dashboard import components, filters, links, load, text
from pkcn_dashboard.claims import board as boards
from pkcn_dashboard.claims import card, controls, rows, said, suggested
from pkcn_dashboard.claims.board import Asked, Board, Shown
from pkcn_dashboard.claims.names import CLAIM
from pkcn_dashboard.claims.parts import links_to_series
from pkcn_dashboard.claims.suggested import Bearing
from pkcn_dashboard.exports.spreadsheets import plain_csv
from pkcn_dashboard.text import claims as say
from pkcn_data.errors import TableError
from pkcn_data.summary import Filters

T = TypeVar("T")

CLAIMS_PER_PAGE = 10
SENTENCES_PER_PAGE = 10
NUMBERS = "numbers"
"""The parameter with the search in the ledger."""


def findings() -> None:
    """Say how the claims stand, on which figures; nothing where there are none."""
    board = load.board()
    if board.problem:
        st.caption(say.NO_CLAIMS_READ)
        st.text(board.problem)
    if not board.claims:
        return
    controls.choose_reading()
    found = load.of_claims(said.findings, filters.current(), controls.current().reading)
    if found:
        st.markdown(text.plain(" ".join(found)))
    st.caption(" ".join([say.HOW, *([say.FILTERED] if filters.current() else [])]))


def claims() -> None:
    """Draw the claims that fit, the one that the address asks for first and open."""
    board = load.board()
    pinned = _asked_for(board)
    if not board.claims:
        return
    asked = controls.current()
    st.header(say.OTHERS_HEAD if pinned else say.LIST_HEAD, anchor=False)
    fitting = load.of_claims(boards.shown, filters.current(), Asked(reading=asked.reading))
    if not fitting:
        components.empty(say.NONE_LEFT)
        return
    controls.choose_claims(list(dict.fromkeys(one.judged.verdict for one in fitting)))
    found = load.of_claims(boards.shown, filters.current(), controls.current())
    if not found:
        st.caption(say.NONE_WITH_VERDICT)
        return
    _counted(found, fitting)
    for one in _page([one for one in found if one.claim.name != pinned], CLAIMS_PER_PAGE, key="claims"):
        card.entry(one)


def ledger() -> None:
    """Draw every number of the sentences that fit, with what checks it or why nothing does, and a search."""
    st.header(say.LEDGER_HEAD, anchor="numbers")
    found = load.of_claims(rows.ledger, filters.current(), None)
    if not found:
        components.empty(say.LEDGER_NONE)
        return
    checked = sum(row["is_checked"] for row in found)
    numbers = f"{len(found):,} {say.NUMBERS[len(found) != 1]}"
    st.markdown(say.LEDGER_LEAD.format(numbers=numbers, checked=f"{checked or say.NONE} {say.ARE[checked > 1]}"))
    search = st.text_input(say.LEDGER_SEARCH, type="search", key=NUMBERS, max_chars=200, width=360, bind="query-params")
    picked = rows.find_numbers(found, search)
    if search.strip():
        st.caption(say.LEDGER_FOUND.format(found=len(picked) or text.capital(say.NONE), numbers=numbers))
    if picked:
        _numbers(picked)


def suggestions() -> None:
    """Draw, for the articles shown without claims, the series that bear on each of their statements."""
    articles = load.of_claims(boards.without, filters.current(), None)
    if not articles:
        return
    st.header(say.SUGGESTED_HEAD, anchor=False)
    st.markdown(text.plain(say.NO_CLAIMS.format(articles=_named(articles))))
    try:
        found = suggested.bearing(load.suggested_series(), load.view(filters.current()), articles)
    except TableError as error:
        st.caption(say.NO_FIGURES)
        st.text(str(error))
        return
    st.caption(say.SUGGESTED_LEAD if found else say.SUGGESTED_NONE)
    for one in _page(found, SENTENCES_PER_PAGE, key="suggested"):
        _bearing(one)


def _asked_for(board: Board) -> str | None:
    """Draw the claim that the address asks for; return its name."""
    asked = controls.claim_asked()
    if asked is None:
        return None
    claim = boards.named(board, asked)
    reading = controls.current().reading
    shown = None if claim is None else boards.shown_as(claim, reading, load.view(Filters()))
    if shown is None:
        st.caption(say.GONE_CLAIM.format(claim=text.plain(text.clip(asked, 60))))
        return None
    st.header(say.ASKED_HEAD, anchor=False)
    found = load.of_claims(boards.shown, filters.current(), controls.current())
    is_apart = all(one.claim.name != shown.claim.name for one in found)
    card.entry(shown, is_open=True, note=say.NOT_IN_FILTERS if is_apart else "")
    return shown.claim.name


def _counted(found: Sequence[Shown], fitting: Sequence[Shown]) -> None:
    """Say how many claims are listed, and hand them out."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(say.FOUND.format(count=f"{len(found):,}", claims=said.claims(len(fitting))), width="content")
        st.download_button(
            text.CSV,
            data=lambda: rows.claims_csv(found, load.data().words),
            file_name="claims.csv",
            mime="text/csv",
            type="tertiary",
            key="csv-claims",
            on_click="ignore",
        )


def _numbers(picked: Sequence[boards.Row]) -> None:
    addresses = {row["sentence_id"]: links.address("article", {"sentence": [row["sentence_id"]]}) for row in picked}
    addresses |= {row["claim"]: links.address("claims", {CLAIM: [row["claim"]]}) for row in picked if row["claim"]}
    table = rows.ledger_table(picked, addresses)
    names = say.LEDGER_COLUMNS
    st.dataframe(
        table,
        hide_index=True,
        alt=say.LEDGER_ALT,
        column_config={
            names["unit"]: st.column_config.TextColumn(names["unit"], width=120),
            names["said"]: st.column_config.TextColumn(names["said"], width=400),
            names["claim"]: st.column_config.LinkColumn(names["claim"], display_text=say.LEDGER_OPEN),
            names["link"]: st.column_config.LinkColumn(names["link"], display_text=say.LEDGER_OPEN),
            names["value"]: st.column_config.TextColumn(names["value"], alignment="right"),
        },
    )
    st.download_button(
        text.CSV,
        data=lambda: plain_csv(table),
        file_name="numbers.csv",
        mime="text/csv",
        type="tertiary",
        key="csv-numbers",
        on_click="ignore",
    )
    components.source()


def _bearing(one: Bearing) -> None:
    words = load.data().words
    with st.container(gap="xsmall", border=True):
        components.sentence(one.sentence, words)
        for statement, series in one.statements:
            st.caption(text.plain(words.statement(statement)))
            links_to_series(series)


def _named(articles: Sequence[str]) -> str:
    if len(articles) > 1:
        return say.NO_CLAIMS_IN.format(count=f"{len(articles):,}")
    if len(load.data().tables.articles) == 1:
        return say.NO_CLAIMS_HERE
    return say.NO_CLAIMS_OF.format(title=text.clip(load.data().words.word("article", articles[0]), 120))


def _page(found: Sequence[T], size: int, *, key: str) -> Sequence[T]:
    """Return what is on the page that the reader is on; draw the pages where there are several."""
    if len(found) <= size:
        return found
    number = st.pagination(-(-len(found) // size), key=f"page-{key}")
    return found[(number - 1) * size : number * size]
