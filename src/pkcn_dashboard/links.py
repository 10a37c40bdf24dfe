"""The public addresses of pages and of what they show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from pkcn_dashboard import filters, load, navigation, text
from pkcn_dashboard.addresses import query
from pkcn_dashboard.charts.catalogue import CHARTS
from pkcn_dashboard.claims import names as claim_names
from pkcn_dashboard.claims.board import named
from pkcn_dashboard.indicators.catalogue import FIGURE_CHARTS
from pkcn_dashboard.indicators.names import PARAMETERS as FIGURE_PARAMETERS
from pkcn_dashboard.server import head
from pkcn_dashboard.text.indicators import PUBLIC

CHART = "chart"
"""The parameter that names one chart."""


def base() -> str:
    """Return the dashboard's own address without a slash at its end: as configured, else as the browser has it.

    Empty where neither is known. Inside another site's page the browser's address is still the dashboard's.
    """
    if configured := head.public_url():
        return configured
    here = (st.context.url or "").rstrip("/")
    paths = [entry.path for entry in navigation.PAGES.values() if entry.path]
    return next((here.removesuffix(f"/{path}") for path in paths if here.endswith(f"/{path}")), here)


def here(page_id: str) -> str:
    """Return the full address of what the reader sees, as "Copy link" writes it."""
    return address(page_id, {name: st.query_params.get_all(name) for name in st.query_params})


def chart(chart_id: str, *, embedded: bool = False) -> str:
    """Return the full address of one chart with the reader's filters and the bar they opened."""
    its_own: tuple[str, ...] = FIGURE_PARAMETERS if chart_id in FIGURE_CHARTS else (filters.UNIT_KEY,)
    if claim_names.of_chart(chart_id):
        its_own = claim_names.PARAMETERS
    kept = (*text.FILTER_LABELS, *its_own, filters.mark_key(chart_id))
    asked = {name: st.query_params.get_all(name) for name in kept if name in st.query_params}
    if chart_id in FIGURE_CHARTS:
        view = f"view-{page_of(chart_id)}"
        asked[view] = [PUBLIC[view]["figures"]]
    asked[CHART] = [chart_id]
    return address(page_of(chart_id), asked | ({"embed": ["true"]} if embedded else {}))


def page_of(chart_id: str) -> str:
    """Return the id of the page that shows a chart; raises `KeyError` for one that isn't declared."""
    if claim_names.of_chart(chart_id):
        return "claims"
    return FIGURE_CHARTS[chart_id].page if chart_id in FIGURE_CHARTS else CHARTS[chart_id].page


def exists(chart_id: str) -> bool:
    """Return whether a chart is declared, of statements or of figures, or is that of a claim."""
    claim = claim_names.of_chart(chart_id)
    if claim is not None:
        return named(load.board(), claim) is not None
    return chart_id in CHARTS or chart_id in FIGURE_CHARTS


def chart_asked() -> str | None:
    """Return the chart that the address asks for."""
    return st.query_params.get(CHART)


def address(page_id: str, parameters: Mapping[str, Sequence[str]]) -> str:
    """Return the full address of a page with these parameters, in the order given."""
    asked = query((name, value) for name, values in parameters.items() for value in values)
    return f"{base()}/{navigation.PAGES[page_id].path}" + (f"?{asked}" if asked else "")
