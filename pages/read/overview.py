"""What the article says, in numbers and on one screen."""

import streamlit as st

from pkcn_dashboard import cards, components, filters, findings, load, overview, text
from pkcn_dashboard.claims import parts as claims
from pkcn_dashboard.text.overview import HEADS

chosen = filters.current()

components.article_head()
components.figures(load.computed(findings.key_figures, chosen), labels=text.FIGURES, helps=text.FIGURES_HELP)

links = load.computed(overview.links, chosen)
grid = st.grid(2, min_column_width=300, gap=("small", "large"))
for part, body in load.computed(findings.overview, chosen).items():
    with grid.cell():
        components.paragraph(HEADS[part], body, links=links[part])
claims.overview()
components.paragraph(HEADS["missing"], load.computed(overview.missing, chosen), links=links["missing"])

charts = st.grid(2, min_column_width=340, gap=("small", "large"))
for chart_id in ("speakers", "sectors"):
    with charts.cell():
        cards.card(chart_id)
cards.card("themes")
