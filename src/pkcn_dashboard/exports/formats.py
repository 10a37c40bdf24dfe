"""Every file that the Data page hands out: tables and provenance in, bytes out. No Streamlit.

A file is built only when it is asked for, so what builds it is imported only then.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pkcn_dashboard.exports import archives, provenance
from pkcn_dashboard.exports.provenance import Provenance
from pkcn_dashboard.text import data as say
from pkcn_data.package import package_files
from pkcn_data.tables import Tables, all_rows

ZIP = "application/zip"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
READ_ME = "README.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One kind of file; `part` stands in its name between the data set's and the suffix."""

    suffix: str
    mime: str
    build: Callable[[Tables, Provenance], bytes]
    part: str = ""

    def file_name(self, extent: str) -> str:
        """Return the name of the file for an extent of rows."""
        return "-".join(filter(None, (say.FILE_STEM, extent, self.part))) + self.suffix


def data_package(tables: Tables, of: Provenance) -> bytes:
    """Return tables, bodies, descriptor and read me as a ZIP; quotations are exact to the byte."""
    files = package_files(tables, of.manifest, homepage=of.home, filters=of.filters)
    return archives.pack({READ_ME: provenance.read_me(of, tables), **files})


def excel(tables: Tables, of: Provenance) -> bytes:
    """Return the tables as one Excel file."""
    from pkcn_dashboard.exports import workbook

    return workbook.excel(tables, of)


def parquet(tables: Tables, of: Provenance) -> bytes:
    """Return one Parquet file a table, bodies and read me as a ZIP."""
    from pkcn_dashboard.exports.parquet import parquet_files

    bodies = {f"texts/{one}.txt": body.encode() for one, body in tables.texts.items()}
    return archives.pack({READ_ME: provenance.read_me(of, tables), **parquet_files(tables), **bodies})


def as_json(tables: Tables, of: Provenance) -> bytes:
    """Return one object: the rows of each table by its name, the bodies in `texts`, the provenance in `about`."""
    whole = {**all_rows(tables), "texts": dict(tables.texts), "about": provenance.about(of)}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def events(tables: Tables, of: Provenance) -> bytes:
    """Return the statements as an event list."""
    from pkcn_dashboard.exports.events import event_list

    return event_list(tables)


def _graphml(kind: str) -> Callable[[Tables, Provenance], bytes]:
    def build(tables: Tables, of: Provenance) -> bytes:
        from pkcn_dashboard.exports import networks

        return networks.graphml(kind, tables, of)

    return build


def _edges(kind: str) -> Callable[[Tables, Provenance], bytes]:
    def build(tables: Tables, of: Provenance) -> bytes:
        from pkcn_dashboard.exports import networks

        return networks.edges_csv(kind, tables)

    return build


TABLE_EXPORTS: Mapping[str, Export] = {
    "package": Export(suffix=".zip", mime=ZIP, build=data_package),
    "excel": Export(suffix=".xlsx", mime=XLSX, build=excel),
    "parquet": Export(suffix=".zip", mime=ZIP, build=parquet, part="parquet"),
    "json": Export(suffix=".json", mime="application/json", build=as_json),
    "events": Export(suffix=".csv", mime="text/csv", build=events, part="events"),
}
NETWORK_EXPORTS: Mapping[str, Mapping[str, Export]] = {
    kind: {
        "graphml": Export(suffix=".graphml", mime="application/graphml+xml", build=_graphml(kind), part=kind),
        "csv": Export(suffix=".csv", mime="text/csv", build=_edges(kind), part=kind),
    }
    for kind in say.NETWORKS
}
