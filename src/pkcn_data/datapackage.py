"""The Frictionless descriptor of the built tables, made from the schema; and the data dictionary."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pkcn_data.rows import Row, Rows
from pkcn_data.schema import (
    CLAIM_TABLES,
    DECLARED_TABLES,
    FIGURE_SOURCES,
    FIGURES,
    LIST_DELIMITER,
    QUALITY,
    TABLES,
    Column,
    Table,
)

NAME = "pakistan-china-digital-cooperation"
TITLE = "News on Pakistan-China digital cooperation, coded"
CC_BY = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
PUBLISHERS_OWN = {
    "name": "publishers-own",
    "title": "The words of an article are its publisher's; kept with their credit as the text under analysis",
}
QUOTING_TABLES = ("articles", "sentences", "mentions", "quantities", "claims", "numbers")
"""Tables that hold words of the articles beside our coding of them."""

CSV_DIALECT = {"csv": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True}}


class Manifest(NamedTuple):
    """What tables were made from: the codebook's version, and the SHA-256 of each article file by its name."""

    codebook_version: str
    inputs: Mapping[str, str]


def describe(
    files: Mapping[str, bytes],
    rows: Rows,
    *,
    codebook_version: str,
    inputs: Mapping[str, str],
    homepage: str = "",
    filters: Sequence[str] = (),
    figure_sources: Sequence[Row] = (),
) -> str:
    """Return the descriptor as JSON text; the same input gives the same text.

    `files` are the contents by path relative to the descriptor, `inputs` the SHA-256 of each article file by its name.
    `filters` say in words which rows were chosen, where these are not all. `figure_sources` are the rows of `sources`.
    """
    manifest: dict[str, Any] = {
        "codebook_version": codebook_version,
        "inputs": dict(sorted(inputs.items())),
        "rows": {name: len(rows[name]) for name in TABLES},
    }
    package = {
        "profile": "data-package",
        "name": NAME,
        "title": TITLE,
        "description": "Who says what about which sectors and themes, sentence by sentence, with the words behind it.",
        **({"homepage": homepage} if homepage else {}),
        "licenses": [CC_BY, PUBLISHERS_OWN],
        "sources": [_source(article) for article in rows["articles"]],
        "manifest": manifest | ({"filters": list(filters)} if filters else {}),
        "resources": _in_order(_resource(path, content, figure_sources) for path, content in files.items()),
    }
    return _as_text(package)


def describe_anew(descriptor: str, files: Mapping[str, bytes], *, figure_sources: Sequence[Row] = ()) -> str:
    """Return a descriptor with the entries of some files made anew; the rest stays."""
    package = json.loads(descriptor)
    others = [resource for resource in package["resources"] if resource["path"] not in files]
    anew = [_resource(path, content, figure_sources) for path, content in files.items()]
    return _as_text(package | {"resources": _in_order([*others, *anew])})


def manifest_of(descriptor: str) -> Manifest:
    """Return what a descriptor says its tables were made from; raises where it does not say."""
    manifest = json.loads(descriptor)["manifest"]
    return Manifest(str(manifest["codebook_version"]), dict(manifest["inputs"]))


def rules(table: Table, column: Column) -> str:
    """Say in Markdown what a column holds and what is allowed in it."""
    return " ".join(_rules(table, column))


def dictionary() -> Iterator[str]:
    """Yield the lines of the data dictionary in Markdown, a section a table."""
    for table in DECLARED_TABLES.values():
        yield from (
            f"### `{table.name}`",
            "",
            table.description,
            "",
            "| column | type | what it holds |",
            "|---|---|---|",
        )
        for column in table:
            yield f"| `{column.name}` | {column.type} | {rules(table, column)} |"
        yield ""


def _in_order(resources: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put what is kept beside the tables last, so that the order doesn't tell which command ran last."""
    last = [*FIGURES, *CLAIM_TABLES, QUALITY.name]
    return sorted(resources, key=lambda one: last.index(one["name"]) + 1 if one["name"] in last else 0)


def _as_text(package: dict[str, Any]) -> str:
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _rules(table: Table, column: Column) -> Iterator[str]:
    yield column.description
    if column.name in table.keys:
        yield "Key." if len(table.keys) == 1 else "Part of the key."
    if column.enum:
        yield f"One of {', '.join(f'`{value}`' for value in column.enum)}."
    if column.references:
        others = "".join(f", or `{value}`" for value in column.reserved)
        yield f"A row of `{column.references}`{others}."
    if column.references_by:
        by, targets = column.references_by
        yield f"By `{by}` a row of {', '.join(f'`{target}`' for target in targets.values())}."
    if not column.required:
        yield "May be missing."


def _source(article: Row) -> dict[str, str]:
    title = (
        ", ".join(filter(None, (article["outlet"], article["title"], article["published"]))) or article["article_id"]
    )
    return {"title": title} | ({"path": article["url"]} if article["url"] else {})


def _resource(path: str, content: bytes, figure_sources: Sequence[Row]) -> dict[str, Any]:
    stem, _, suffix = path.rpartition("/")[2].rpartition(".")
    size = {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    if suffix != "csv":
        name = {
            "name": f"text-{stem}".lower(),
            "title": f"Body of {stem}",
            "path": path,
            "scheme": "file",
            "format": suffix,
        }
        return name | {"mediatype": "text/plain", "encoding": "utf-8", **size, "licenses": [PUBLISHERS_OWN]}
    table = DECLARED_TABLES[stem]
    return {
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": table.description,
        "path": path,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **size,
        "dialect": CSV_DIALECT,
        "licenses": [CC_BY, PUBLISHERS_OWN] if table.name in QUOTING_TABLES else [CC_BY],
        **_origin(table, figure_sources),
        "schema": _schema(table),
    }


def _origin(table: Table, figure_sources: Sequence[Row]) -> dict[str, Any]:
    """Return where the figures of a table come from, in the words that their licence asks for; nothing for others."""
    rows = [row for row in figure_sources if row["source_id"] == FIGURE_SOURCES.get(table.name)]
    return {
        key: value
        for row in rows
        for key, value in (
            (
                "sources",
                [{"title": row["attribution"], "path": row["url"]} if row["url"] else {"title": row["attribution"]}],
            ),
            ("edition", row["edition"]),
            ("read", row["read"]),
        )
        if value
    }


def _schema(table: Table) -> dict[str, Any]:
    # A reference of a list, that depends on another column, or that a reserved id may stand for, is none of Frictionless's;
    # `checks` resolves these.
    plain = [column for column in table if column.references and not column.reserved and column.type != "list"]
    foreign_keys = [
        {
            "fields": [column.name],
            "reference": {
                "resource": "" if column.references == table.name else column.references,
                "fields": [DECLARED_TABLES[str(column.references)].key],
            },
        }
        for column in plain
    ]
    return {
        "fields": [_field(table, column) for column in table],
        "missingValues": [""],
        "primaryKey": list(table.keys),
    } | ({"foreignKeys": foreign_keys} if foreign_keys else {})


def _field(table: Table, column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": column.required}
    if table.keys == (column.name,):
        constraints["unique"] = True
    if column.enum:
        constraints["enum"] = list(column.enum)
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    if column.pattern:
        constraints["pattern"] = _list_pattern(column.pattern) if column.type == "list" else column.pattern
    field = {
        "name": column.name,
        "type": "string" if column.type == "list" else column.type,
        "title": column.title,
        "description": column.description,
        "constraints": constraints,
    }
    return field | ({"listDelimiter": LIST_DELIMITER} if column.type == "list" else {})


def _list_pattern(pattern: str) -> str:
    item = pattern.removeprefix("^").removesuffix("$")
    return f"^{item}({LIST_DELIMITER}{item})*$"
