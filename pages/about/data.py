"""TODO."""

import streamlit as st

from pkcn_dashboard import text

st.markdown(text.PAGE_HELP["data"])
