"""Tables as a data package of their own: CSV, bodies and the Frictionless descriptor, by path. Nothing is written."""

from __future__ import annotations

from collections.abc import Sequence

from pkcn_data.datapackage import Manifest, describe
from pkcn_data.store import table_files
from pkcn_data.swap import DESCRIPTOR
from pkcn_data.tables import Tables, all_rows


def package_files(
    tables: Tables, manifest: Manifest, *, homepage: str = "", filters: Sequence[str] = ()
) -> dict[str, bytes]:
    """Return the files of a package by path; the same tables give the same bytes.

    `filters` say in words which rows were chosen, where these are not all.
    """
    rows = all_rows(tables)
    files = {f"tables/{path}": content for path, content in table_files(rows, tables.texts)}
    descriptor = describe(
        files,
        rows,
        codebook_version=manifest.codebook_version,
        inputs=manifest.inputs,
        homepage=homepage,
        filters=filters,
    )
    return {DESCRIPTOR: descriptor.encode(), **files}
