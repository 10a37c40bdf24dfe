"""What a reader can pass on: the view's address, a chart for another site, the view as a file; and one chart alone."""

from __future__ import annotations

import html

import streamlit as st

from pkcn_dashboard import cards, components, filters, links, load, text
from pkcn_dashboard.charts.catalogue import CHARTS, charts_of
from pkcn_dashboard.claims import card as claim_card
from pkcn_dashboard.claims import controls as claim_controls
from pkcn_dashboard.claims.names import of_chart
from pkcn_dashboard.indicators import card as figure_card
from pkcn_dashboard.indicators import controls
from pkcn_dashboard.indicators.catalogue import FIGURE_CHARTS, figure_charts_of
from pkcn_dashboard.report import document
from pkcn_dashboard.server import head
from pkcn_dashboard.text import share as words


def popover(page_id: str) -> None:
    """Draw the button that opens everything a reader can share of a page."""
    with st.popover(words.SHARE, key="share", on_change="rerun") as opened:
        if not opened.open:  # nobody sees it, and it would be made in each rerun
            return
        st.button(words.COPY_LINK, key="copy-link", icon=":material/link:")
        st.code(links.here(page_id), language=None, wrap_lines=True)
        st.caption(words.ADDRESS_HELP)
        if charts_of(page_id):
            _embed_code(page_id)
        _file(page_id)
        st.button(words.SCRIPT["shortcuts"], key="shortcuts", type="tertiary", icon=":material/keyboard:")


def alone(chart_id: str) -> None:
    """Draw one chart for another site's page, with a link to the page it is from."""
    data = load.data()
    filters.follow(data.words)
    if not links.exists(chart_id):
        components.empty(words.CHART_UNKNOWN.format(chart=text.plain(text.clip(chart_id, 40))))
        address = links.address("overview", {})
    else:
        _draw_alone(chart_id)
        address = links.chart(chart_id)
    st.markdown(words.FULL_PAGE.format(address=f"[{text.PRODUCT}]({address})"))


def _draw_alone(chart_id: str) -> None:
    if claim := of_chart(chart_id):
        claim_card.alone(claim)
    else:
        (figure_card.card if chart_id in FIGURE_CHARTS else cards.card)(chart_id)


def report_chart_asked(page_id: str) -> None:
    """Say so where the address asks for a chart that this page doesn't have."""
    asked = links.chart_asked()
    if asked is None or (links.exists(asked) and links.page_of(asked) == page_id):
        return
    name = text.plain(text.clip(asked, 40))
    if not links.exists(asked):
        st.warning(words.CHART_UNKNOWN.format(chart=name))
        return
    link = f"[{text.PAGE_TITLES[links.page_of(asked)]}]({links.chart(asked)})"
    st.warning(words.CHART_ELSEWHERE.format(chart=name, address=link))


def embed_code(chart_id: str, *, title: str) -> str:
    """Return the HTML that shows a chart in another site's page."""
    address = html.escape(links.chart(chart_id, embedded=True))
    style = f"width: 100%; height: {head.EMBED_HEIGHT}px; border: 0"
    return f'<iframe src="{address}" title="{html.escape(title)}" loading="lazy" style="{style}"></iframe>'


def _embed_code(page_id: str) -> None:
    subjects = {chart.id: chart.subject for chart in charts_of(page_id)}
    subjects |= {chart.id: chart.subject for chart in figure_charts_of(page_id)}
    st.markdown(f"**{words.EMBED_HEAD}**")
    chosen = next(iter(subjects))
    if len(subjects) > 1:
        chosen = st.selectbox(
            words.EMBED_CHART,
            list(subjects),
            format_func=lambda one: subjects[one],
            key=f"embedded-{page_id}",
            label_visibility="collapsed",
        )
    st.code(embed_code(chosen, title=_title_of(chosen)), language=None, wrap_lines=True)


def _title_of(chart_id: str) -> str:
    """Return the finding of a chart, or what it is about where its figures can't be read."""
    if chart_id in CHARTS:
        return load.drawn(chart_id, filters.current(), unit=filters.unit(), scheme=components.scheme()).title
    shown = figure_card.shown(chart_id)
    return FIGURE_CHARTS[chart_id].subject if shown is None else shown.title


def _file(page_id: str) -> None:
    chosen, unit, address = filters.current(), filters.unit(), links.here(page_id)
    choice, claims = controls.current(), claim_controls.current() if page_id == "claims" else None
    st.download_button(
        words.FILE_BUTTON,
        data=lambda: document.of_page(
            page_id, chosen, unit=unit, address=address, choice=choice, claims=claims
        ).encode(),
        file_name=f"{page_id}.html",
        mime="text/html",
        key="view-file",
        icon=":material/description:",
        on_click="ignore",
    )
    st.caption(words.FILE_HELP)
