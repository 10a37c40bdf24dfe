"""How the coding works, what it can't do, how often it is right, and the whole codebook."""

import streamlit as st

from pkcn_dashboard.method import page
from pkcn_dashboard.text import method as words

st.markdown(words.LEAD)
page.contents(words.SECTIONS)

st.header(words.STEPS_HEAD, anchor="steps")
page.steps()

st.header(words.LIMITS_HEAD, anchor="limits")
page.limits()

st.header(words.QUALITY_HEAD, anchor="quality")
page.measured_quality()

st.header(words.CODEBOOK_HEAD, anchor="codebook")
page.codebook()

st.header(words.VOCABULARY_HEAD, anchor="lists")
page.vocabulary()
