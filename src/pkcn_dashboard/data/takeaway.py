"""What the Data page hands out: files, networks, citation, licence, lines to copy."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import streamlit as st

from pkcn_dashboard import filters, links, load, text
from pkcn_dashboard.data import tableview
from pkcn_dashboard.exports import citations, formats
from pkcn_dashboard.exports.formats import Export
from pkcn_dashboard.exports.provenance import Provenance
from pkcn_dashboard.exports.snippets import LANGUAGES, snippets
from pkcn_dashboard.text import data as say
from pkcn_dashboard.words import Words
from pkcn_data.networks import actor_actor_ties, actor_theme_ties
from pkcn_data.schema import Table
from pkcn_data.summary import Filters, View
from pkcn_data.tables import Tables

EXTENT_KEY = "extent"
_CITATIONS = {
    "text": (citations.data_as_text, None),
    "bibtex": (citations.data_as_bibtex, "bibtex"),
    "csl": (citations.data_as_csl_json, "json"),
}


class Extent(NamedTuple):
    """Which rows to hand out, under which filters, and where they come from."""

    name: str
    tables: Tables
    filters: Filters
    provenance: Provenance


def choose_extent() -> Extent:
    """Draw the choice between what the filters leave and everything."""
    data, chosen = load.data(), filters.current()
    extents = {
        "displayed": (load.computed(tableview.displayed, chosen), chosen, filters.parameters(data.words)),
        "full": (data.tables, Filters(), {}),
    }
    name = st.radio(
        say.EXTENT,
        list(extents),
        format_func=lambda one: say.EXTENTS[one],
        captions=[say.EXTENT_CAPTIONS[one].format(counted=_counted(tables)) for one, (tables, _, _) in extents.items()],
        key=EXTENT_KEY,
        horizontal=True,
    )
    name = name or "displayed"
    tables, asked, parameters = extents[name]
    of = Provenance(
        manifest=data.manifest,
        home=links.base(),
        address=links.address("data", parameters) if links.base() else "",
        filters=tuple(f"{name}: {values}" for name, values in data.words.chosen(asked)),
    )
    return Extent(name, tables, asked, of)


def files(extent: Extent) -> None:
    """Draw a button for each file of all tables, with what is in it."""
    with st.grid(2, min_column_width=300, gap=("small", "large")) as grid:
        for export_id, export in formats.TABLE_EXPORTS.items():
            label, said = say.OFFERS[export_id]
            with grid.cell(), st.container(gap="xsmall"):
                _button(export_id, label, export, extent)
                st.caption(said)


def networks(extent: Extent) -> None:
    """Draw the size and the meaning of each network, with a button for each of its files."""
    sizes = load.computed(network_sizes, extent.filters)
    with st.grid(2, min_column_width=300, gap=("small", "large")) as grid:
        for kind, (name, size) in say.NETWORKS.items():
            with grid.cell(), st.container(gap="xsmall"):
                counts = {unit: text.count_of(count, unit) for unit, count in sizes[kind].items()}
                st.markdown(f"**{name}**  \n{size.format(**counts)}")
                st.caption(say.NETWORK_DEFINITIONS[kind])
                with st.container(horizontal=True, gap="small"):
                    for form, export in formats.NETWORK_EXPORTS[kind].items():
                        _button(f"{kind}-{form}", say.NETWORK_FORMS[form], export, extent)


def cite(extent: Extent) -> None:
    """Draw the citation of the data set in three forms."""
    for tab, (make, language) in zip(st.tabs(list(text.CITATION_FORMS.values())), _CITATIONS.values(), strict=True):
        with tab:
            st.code(
                make(extent.provenance.manifest.codebook_version, extent.provenance.home),
                language=language,
                wrap_lines=True,
            )


def licence() -> None:
    """Draw what may be done with the data."""
    for one in say.LICENCES:
        st.markdown(text.plain(one))


def lines_to_copy(table: Table, extent: Extent) -> None:
    """Draw the lines that open a table in other programs."""
    lines = snippets(table, extent.name)
    for tab, (program, language) in zip(st.tabs(list(say.SNIPPET_TABS.values())), LANGUAGES.items(), strict=True):
        with tab:
            st.caption(say.SNIPPET_LEAD[program])
            st.code(lines[program], language=language, wrap_lines=True)


def network_sizes(view: View, tables: Tables, words: Words) -> dict[str, dict[str, int]]:
    """Return how many ties, speakers and themes each network has."""
    themes = actor_theme_ties(view.statements)
    speakers = themes["actor_id"].nunique()
    return {
        "actor-theme": {"ties": len(themes), "speakers": speakers, "themes": themes["theme_id"].nunique()},
        "actor-actor": {"ties": len(actor_actor_ties(view.statements)), "speakers": speakers},
    }


def _button(export_id: str, label: str, export: Export, extent: Extent) -> None:
    st.download_button(
        label,
        data=partial(export.build, extent.tables, extent.provenance),
        file_name=export.file_name(extent.name),
        mime=export.mime,
        key=f"get-{export_id}",
        icon=":material/download:",
        on_click="ignore",
    )


def _counted(tables: Tables) -> str:
    return say.COUNTED.format(
        statements=text.count_of(len(tables.statements), "statements"),
        sentences=text.count_of(len(tables.sentences), "sentences"),
    )
