"""What other pages say of claims and figures: in the overview, under a statement, beside a sentence of the article."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pkcn_dashboard import components, filters, load, navigation, text
from pkcn_dashboard.claims import said, suggested
from pkcn_dashboard.overview import Link
from pkcn_dashboard.text import claims as say
from pkcn_data.errors import TableError

MOST_LINKS = 4


def overview() -> None:
    """Say how the claims of the sentences shown stand; nothing where there are none."""
    if body := load.of_claims(said.overview, filters.current(), None):
        components.paragraph(say.OVERVIEW_HEAD, body, links=[Link(page_id="claims", label=say.OVERVIEW_LINK)])


def links_to_series(series: Sequence[tuple[str, str]]) -> None:
    """Draw a link to the chart of each series, of many the first."""
    words = load.figure_words()
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        for one, name in series[:MOST_LINKS]:
            st.page_link(
                navigation.page("india"),
                label=f":small[{text.plain(name)}]",
                icon=":material/show_chart:",
                help="",
                query_params=suggested.parameters(one, words),
            )
        if len(series) > MOST_LINKS:
            st.caption(say.SUGGESTED_MORE.format(count=len(series) - MOST_LINKS), width="content")


def of_statement(statement_id: str) -> None:
    """Draw the series that bear on a statement; nothing where there are none, or no figures."""
    try:
        series = load.suggested_series().get(statement_id, ())
    except TableError:
        return
    if series:
        st.caption(say.STATEMENT_SERIES)
        links_to_series(series)
