"""How the article treats Pakistan-China and India, side by side, and what it compares outright."""

import streamlit as st

from pkcn_dashboard import components, filters, findings, load, text

data = load.data()
view = load.view(filters.current())

st.markdown(findings.sides_rule(view))
for column, (side, values) in zip(st.columns(2, gap="large"), findings.side_figures(view).items(), strict=True):
    with column:
        st.header(data.words.word("side", side), anchor=False)
        components.figures(values, labels=text.INDIA_FIGURES)

st.header(text.INDIA_COMPARISONS, anchor=False)
components.comparisons(view)

st.header(text.INDIA_TREATMENT, anchor=False)
components.card("sides-tone")
components.card("sides-kind")

st.header(text.INDIA_THEMES, anchor=False)
components.card("sides-themes")
