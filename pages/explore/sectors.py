"""IT against agriculture and textiles: how often, in what tone, by whom; then all sectors."""

import streamlit as st

from pkcn_dashboard import cards, text

st.markdown(text.SECTORS_LEAD)

st.header(text.SECTORS_FOCUS, anchor=False)
cards.card("focus-tone")
cards.card("focus-speakers")

st.header(text.SECTORS_ALL, anchor=False)
cards.card("sectors-tone")
