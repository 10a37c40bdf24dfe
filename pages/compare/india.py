"""How the article treats Pakistan-China and India, side by side, and what it compares outright."""

import streamlit as st

from pkcn_dashboard import components, filters, findings, load, text

chosen = filters.current()

st.markdown(load.computed(findings.sides_rule, chosen))
sides = load.computed(findings.side_figures, chosen)
for column, (side, values) in zip(st.columns(2, gap="large"), sides.items(), strict=True):
    with column:
        st.header(text.PUBLIC_WORDS["side"][side], anchor=False)
        components.figures(values, labels=text.INDIA_FIGURES)

st.header(text.INDIA_COMPARISONS, anchor=False)
components.comparisons()

st.header(text.INDIA_TREATMENT, anchor=False)
components.card("sides-tone")
components.card("sides-kind")

st.header(text.INDIA_THEMES, anchor=False)
components.card("sides-themes")
