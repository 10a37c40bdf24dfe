"""The widgets that choose among claims, bound to the address.

Where a widget isn't drawn, as in one claim alone, the address says what was chosen.
"""

from __future__ import annotations

from functools import partial
from typing import Any, cast

import streamlit as st

from pkcn_dashboard import load
from pkcn_dashboard.claims.board import Asked
from pkcn_dashboard.claims.names import CLAIM, WORDS, of_chart
from pkcn_dashboard.text import claims as say

READING, VERDICT, ORDER = "reading", "verdict", "order"
"""The parameters of the page's address."""


def current() -> Asked:
    """Return what is chosen; the one reading that there is where no claim has the other."""
    readings = load.board().readings
    reading = next(iter(_chosen(READING)), Asked().reading)
    return Asked(
        reading=cast(Any, reading if reading in readings or not readings else readings[0]),
        verdicts=cast(Any, tuple(one for one in say.PUBLIC[VERDICT] if one in _chosen(VERDICT))),
        order=cast(Any, next(iter(_chosen(ORDER)), Asked().order)),
    )


def claim_asked() -> str | None:
    """Return the claim that the address asks for, itself or its chart."""
    chart = st.query_params.get("chart")
    return st.query_params.get(CLAIM) or (of_chart(chart) if chart else None)


def choose_reading() -> None:
    """Draw which figures the verdicts rest on, where claims can be read both ways."""
    if len(load.board().readings) > 1:
        _segments(READING, say.READING_LABEL)


def choose_claims(verdicts: list[str]) -> None:
    """Draw which verdicts are listed, of those that come up, and in what order."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        chosen = [one for one in st.session_state.get(VERDICT) or _chosen(VERDICT) if one not in verdicts]
        st.pills(
            say.VERDICT_LABEL,
            [one for one in say.PUBLIC[VERDICT] if one in {*verdicts, *chosen}],
            selection_mode="multi",
            format_func=partial(WORDS.word, VERDICT),
            key=VERDICT,
            bind="query-params",
        )
        _segments(ORDER, say.ORDER_LABEL)


def _segments(name: str, label: str) -> None:
    st.segmented_control(
        label,
        list(say.PUBLIC[name]),
        default=next(iter(say.PUBLIC[name])),
        required=True,
        format_func=partial(WORDS.word, name),
        key=name,
        bind="query-params",
    )


def _chosen(name: str) -> list[str]:
    """Return what is chosen of a parameter: of its widget, else of the address."""
    if name in st.session_state:
        value = st.session_state[name]
        return [value] if isinstance(value, str) else list(value or ())
    found = (WORDS.resolve(name, value) for value in st.query_params.get_all(name))
    return [one for one in found if one is not None]
