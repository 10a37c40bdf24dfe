"""How the coding works, what it can't do, how often it is right, and the whole codebook."""

import streamlit as st

from pkcn_dashboard import method
from pkcn_dashboard.text import method as words

st.markdown(words.LEAD)
method.contents(words.SECTIONS)

st.header(words.STEPS_HEAD, anchor="steps")
method.steps()

st.header(words.LIMITS_HEAD, anchor="limits")
method.limits()

st.header(words.QUALITY_HEAD, anchor="quality")
method.measured_quality()

st.header(words.CODEBOOK_HEAD, anchor="codebook")
method.codebook()

st.header(words.VOCABULARY_HEAD, anchor="lists")
method.vocabulary()
