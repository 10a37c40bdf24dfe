"""How the article treats Pakistan-China and India, side by side, and what it compares outright."""

import streamlit as st

from pkcn_dashboard import cards, components, filters, findings, load, text

chosen = filters.current()

st.markdown(load.computed(findings.sides_rule, chosen))
grid = st.grid(2, min_column_width=300, gap=("small", "large"))
for side, values in load.computed(findings.side_figures, chosen).items():
    with grid.cell():
        st.header(text.PUBLIC_WORDS["side"][side], anchor=False)
        components.figures(values, labels=text.INDIA_FIGURES, helps=text.INDIA_FIGURES_HELP)

st.header(text.INDIA_COMPARISONS, anchor=False)
components.comparisons()

st.header(text.INDIA_TREATMENT, anchor=False)
cards.card("sides-tone")
cards.card("sides-kind")

st.header(text.INDIA_THEMES, anchor=False)
cards.card("sides-themes")

st.header(text.INDIA_SPEAKERS, anchor=False)
cards.card("sides-speakers")
