"""How the article treats Pakistan-China and India, side by side, and how the countries compare in official figures."""

import streamlit as st

from pkcn_dashboard import cards, components, filters, findings, load, text
from pkcn_dashboard.indicators import card, controls, page
from pkcn_dashboard.text import indicators as words

article, figures = page.views("india")

if page.shows_article(article):
    with article:
        chosen = filters.current()
        st.markdown(load.computed(findings.sides_rule, chosen))
        grid = st.grid(2, min_column_width=300, gap=("small", "large"))
        for side, values in load.computed(findings.side_figures, chosen).items():
            with grid.cell():
                st.header(text.PUBLIC_WORDS["side"][side], anchor=False)
                components.figures(values, labels=text.INDIA_FIGURES, helps=text.INDIA_FIGURES_HELP)

        st.header(text.INDIA_COMPARISONS, anchor=False)
        components.comparisons()
        page.answer()

        st.header(text.INDIA_TREATMENT, anchor=False)
        cards.one_of(text.TREATMENT, text.TREATMENT_BY, label=text.TREATMENT_LABEL)

        st.header(text.INDIA_THEMES, anchor=False)
        cards.card("sides-themes")

        st.header(text.INDIA_SPEAKERS, anchor=False)
        cards.card("sides-speakers")

if page.shows_figures(figures):
    with figures:
        st.header(words.NEIGHBOURS_HEAD, anchor=False)
        page.article_says()
        card.card("neighbours")

        st.header(words.PICK_HEAD, anchor=False)
        controls.choose_series()
        controls.choose_measure()
        card.card("series")
        st.subheader(words.LATEST_HEAD, anchor=False)
        page.latest_values()

        st.header(words.LEADS_HEAD, anchor=False)
        controls.choose_amounts()
        card.card("leads")
