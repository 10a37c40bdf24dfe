"""The frame around every page: title, menu, filter bar. `dashboard.py` serves this script."""

from __future__ import annotations

import streamlit as st

from pkcn_dashboard import components, filters, load, navigation, text, theme
from pkcn_data.errors import TableError

page = navigation.navigate()
st.set_page_config(page_title=f"{page.title} · {text.PRODUCT}", page_icon=theme.ICON, layout="wide")
st.logo(theme.wordmark(text.PRODUCT, components.scheme()), icon_image=theme.ICON)

with components.sheet():
    try:
        data = load.data()
    except TableError as error:
        st.title(text.NO_TABLES)
        st.text(str(error))
        st.stop()
    st.title(page.title, anchor=False)
    filters.bar(data.words)
    if navigation.is_filtered(page) and filters.current() and load.view(filters.current()).sentences.empty:
        components.empty(text.EMPTY_VIEW)
    else:
        page.run()
