"""What the article says, in numbers and on one screen."""

import streamlit as st

from pkcn_dashboard import components, filters, findings, load, text

data = load.data()
view = load.view(filters.current())

components.article_head(data.tables.articles)
components.figures(findings.key_figures(view, data.tables), labels=text.FIGURES, helps=text.FIGURES_HELP)

grid = st.grid(2, min_column_width=300, gap=("medium", "large"))
for head, body in findings.overview(view, data.words, data.tables.actors).items():
    with grid.cell():
        components.paragraph(text.OVERVIEW_HEADS[head], body, page_id=text.OVERVIEW_LINKS.get(head))

left, right = st.columns(2, gap="large")
with left:
    components.card("speakers")
with right:
    components.card("sectors")
components.card("themes")
