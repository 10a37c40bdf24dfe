"""Which policy themes come up: in what modality, with which sectors, on how many voices."""

import streamlit as st

from pkcn_dashboard import cards, components, filters, findings, load
from pkcn_dashboard.text import themes as words

st.markdown(words.LEAD)

st.header(words.KIND, anchor=False)
cards.card("themes-kind")

st.header(words.SECTORS, anchor=False)
cards.card("themes-sectors")

st.header(words.SOURCES, anchor=False)
single = load.computed(findings.single_sources, filters.current())
components.entries(single, lead=words.SOURCES_RULE, empty_note=words.NO_SINGLE)
cards.card("themes-sources")
