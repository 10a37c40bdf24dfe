"""The frame around every page: title, menu, filter bar, sharing. `dashboard.py` serves this script."""

from __future__ import annotations

import streamlit as st

from pkcn_dashboard import components, filters, links, load, navigation, sharing, text, theme
from pkcn_data.errors import TableError

alone = links.chart_asked() if st.context.is_embedded else None
page = navigation.navigate(with_menu=alone is None)
page_id = navigation.id_of(page)
st.set_page_config(page_title=f"{page.title} · {text.PRODUCT}", page_icon=theme.ICON, layout="wide")
if alone is None:
    st.logo(theme.wordmark(text.PRODUCT, components.scheme()), icon_image=theme.ICON)

with components.sheet():
    try:
        data = load.refresh()
    except TableError as error:
        st.title(text.NO_TABLES)
        st.text(str(error))
        st.stop()
    if alone is not None:
        sharing.alone(alone)
        st.stop()
    st.title(page.title, anchor=False)
    with filters.bar(data.words, is_shown=navigation.PAGES[page_id].has_filters):
        sharing.popover(page_id)
    with st.container():
        sharing.report_chart_asked(page_id)
    if navigation.is_filtered(page) and filters.current() and load.view(filters.current()).sentences.empty:
        components.empty(text.EMPTY_VIEW)
    else:
        page.run()
