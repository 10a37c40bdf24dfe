"""Every table to look into and to take away, with its dictionary, licence and citation."""

import streamlit as st

from pkcn_dashboard.data import tableview, takeaway
from pkcn_dashboard.text import data as say

st.markdown(say.LEAD)
table, sought = tableview.ask()
tableview.show(table, sought)
with st.expander(say.DICTIONARY):
    tableview.dictionary(table)

st.header(say.DOWNLOADS, anchor="download")
extent = takeaway.choose_extent()
if sought:
    st.caption(say.SEARCH_NOT_PART)
takeaway.files(extent)
st.subheader(say.NETWORKS_HEAD, anchor="networks")
takeaway.networks(extent)

st.header(say.SNIPPETS, anchor="open")
takeaway.lines_to_copy(table, extent)

st.header(say.CITE, anchor="cite")
takeaway.cite(extent)
st.header(say.LICENCE, anchor="licence")
takeaway.licence()
