"""Who speaks, who is named, on which themes, and who isn't heard."""

import streamlit as st

from pkcn_dashboard import cards, components, filters, findings, load
from pkcn_dashboard.text import actors as words

chosen = filters.current()

st.markdown(words.LEAD)

st.header(words.SPEAKERS, anchor=False)
cards.card("speakers-tone")
cards.card("speakers-themes")

st.header(words.UNHEARD, anchor=False)
components.entries(load.computed(findings.unheard, chosen), lead=words.UNHEARD_LEAD, empty_note=words.UNHEARD_NONE)
grid = st.grid(2, min_column_width=340, gap=("small", "large"))
for chart_id in ("heard-kind", "heard-country"):
    with grid.cell():
        cards.card(chart_id)
cards.card("heard-institution")

st.header(words.NAMED, anchor=False)
cards.card("named")
cards.card("named-themes")

st.header(words.TABLE, anchor=False)
components.table(
    load.computed(findings.actors, chosen), name="actors", alt=words.TABLE_ALT, empty_note=words.TABLE_EMPTY
)
