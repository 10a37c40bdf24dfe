"""IT against agriculture and textiles: how often, in what tone, by whom; all sectors; and what they really weigh."""

import streamlit as st

from pkcn_dashboard import cards, text
from pkcn_dashboard.indicators import card, page
from pkcn_dashboard.text import indicators as words

article, figures = page.views("sectors")

if page.shows_article(article):
    with article:
        st.markdown(text.SECTORS_LEAD)

        st.header(text.SECTORS_FOCUS, anchor=False)
        cards.card("focus-tone")
        cards.card("focus-speakers")

        st.header(text.SECTORS_ALL, anchor=False)
        cards.card("sectors-tone")

if page.shows_figures(figures):
    with figures:
        st.markdown(words.WEIGHT_LEAD)
        for chart_id, head in words.WEIGHT_HEADS.items():
            st.header(head, anchor=False)
            card.card(chart_id)
