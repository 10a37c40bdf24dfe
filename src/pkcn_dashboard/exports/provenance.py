"""What every file says about itself: which rows, from what, how to cite, under what licence. No Streamlit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pkcn_dashboard.exports.citations import data_as_text
from pkcn_dashboard.text import data as say
from pkcn_data.datapackage import Manifest, rules
from pkcn_data.schema import TABLES
from pkcn_data.tables import Tables
from pkcn_data.version import VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where the rows of a file come from; `filters` say in words which were chosen, `address` is where to see them."""

    manifest: Manifest
    home: str = ""
    address: str = ""
    filters: tuple[str, ...] = ()


def citation(of: Provenance) -> str:
    """Return the citation of the data set in words."""
    return data_as_text(of.manifest.codebook_version, of.home)


def about(of: Provenance) -> dict[str, Any]:
    """Return the same for a program."""
    return {
        "title": say.DATA_SET,
        "filters": list(of.filters),
        "address": of.address,
        "codebook_version": of.manifest.codebook_version,
        "program_version": VERSION,
        "inputs": dict(sorted(of.manifest.inputs.items())),
        "citation": citation(of),
        "licences": list(say.LICENCES),
    }


def sections(of: Provenance, tables: Tables) -> Iterator[tuple[str, list[str]]]:
    """Yield the heads of the read me with the lines below each."""
    yield say.READ_ME_ROWS, _which(of)
    counts = {name: len(getattr(tables, name)) for name in TABLES}
    yield say.READ_ME_COUNTS, [f"{name}: {count:,}" for name, count in counts.items()]
    yield say.READ_ME_MADE, _made_from(of.manifest)
    if of.address:
        yield say.READ_ME_LINK, [of.address]
    yield say.READ_ME_CITE, [citation(of)]
    yield say.READ_ME_LICENCE, [*say.LICENCES, say.LICENCE_URL]
    yield say.READ_ME_OFFSETS, [say.READ_ME_OFFSETS_TEXT]
    yield say.READ_ME_NETWORKS, list(say.NETWORK_DEFINITIONS.values())


def read_me(of: Provenance, tables: Tables) -> bytes:
    """Return the read me in Markdown, with the dictionary of the columns."""
    lines = [f"# {say.DATA_SET}", ""]
    for head, said in sections(of, tables):
        lines += [f"## {head}", "", *(line for one in said for line in (_one_line(one), ""))]
    lines += [f"## {say.READ_ME_DICTIONARY}", ""]
    for table in TABLES.values():
        lines += [f"### {table.name}", "", table.description, ""]
        lines += [f"- `{column.name}` ({say.TYPES[column.type]}): {rules(table, column)}" for column in table]
        lines.append("")
    return "\n".join(lines).encode()


def _which(of: Provenance) -> list[str]:
    if not of.filters:
        return [say.READ_ME_ALL]
    return [say.READ_ME_SELECTED, *(f"- {one}" for one in of.filters), say.READ_ME_SELECTION]


def _made_from(manifest: Manifest) -> list[str]:
    inputs = sorted(manifest.inputs.items())
    return [
        say.READ_ME_VERSION.format(codebook=manifest.codebook_version, version=VERSION),
        *(say.READ_ME_INPUT.format(name=name, sha256=sha256) for name, sha256 in inputs),
    ]


def _one_line(said: str) -> str:
    """Return text without line ends: a name from an article must not begin a head of its own."""
    return " ".join(said.split())
