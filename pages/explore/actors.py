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
cards.one_of(words.HEARD, words.HEARD_BY, label=words.HEARD_LABEL)

st.header(words.NAMED, anchor=False)
cards.card("named")
cards.card("named-themes")

st.header(words.TABLE, anchor=False)
components.table(
    load.computed(findings.actors, chosen),
    name="actors",
    alt=words.TABLE_ALT,
    empty_note=words.TABLE_EMPTY,
    widths=words.TABLE_WIDTHS,
)
