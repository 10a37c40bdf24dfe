"""Check the tables of claims, each by itself, against each other, and against the articles and figures they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from pkcn_data.checks import Problem, check_table
from pkcn_data.rows import Row, Rows
from pkcn_data.schema import CLAIM_TABLES, FIGURES, TABLES, Column, Table

_BODIES = ("claims", "numbers")
"""The tables with a span."""


def check_claims(rows: Rows, around: Rows | None = None, texts: Mapping[str, str] | None = None) -> list[Problem]:
    """Return every problem: values first, and only where those are right how they fit together.

    `around` are the rows of articles and figures, `texts` the bodies by article id; without them, references to these
    and spans are not looked up.
    """
    problems = [problem for table in CLAIM_TABLES.values() for problem in check_table(table, rows[table.name])]
    return problems or list(_check_together(rows, around or {}, texts))


def _check_together(rows: Rows, around: Rows, texts: Mapping[str, str] | None) -> Iterator[Problem]:
    declared = {**TABLES, **FIGURES, **CLAIM_TABLES}
    keys = {name: {row[declared[name].key] for row in found} for name, found in (around | rows).items()}
    for table in CLAIM_TABLES.values():
        for column in table:
            if column.references in keys:
                yield from _unresolved(table, column, rows[table.name], keys[str(column.references)])
    yield from _check_parts(rows)
    yield from _check_numbers(rows["numbers"])
    if texts is not None:
        for name in _BODIES:
            yield from _check_spans(CLAIM_TABLES[name], rows[name], texts)


def _unresolved(table: Table, column: Column, rows: list[Row], known: AbstractSet[str]) -> Iterator[Problem]:
    for row in rows:
        value = row[column.name]
        for item in value if isinstance(value, list) else [value]:
            if item is not None and item not in known and item not in column.reserved:
                problem = f"is not a row of {column.references}"
                yield Problem(table.name, column.name, table.name_of(row), item, problem)


def _check_parts(rows: Rows) -> Iterator[Problem]:
    claim_of = {row["claim_part_id"]: row["claim_id"] for row in rows["claim_parts"]}
    for row in rows["claim_figures"]:
        key = row["claim_figure_id"]
        if claim_of.get(row["claim_part_id"]) not in (None, row["claim_id"]):
            yield Problem("claim_figures", "claim_id", key, row["claim_id"], "is not its part's")
        if (row["indicator_id"] is None) == (row["fact_id"] is None):
            yield Problem("claim_figures", "fact_id", key, row["fact_id"], "and series: exactly one of them is given")
        if (row["value"] is None) == (row["date"] is None):
            yield Problem("claim_figures", "value", key, row["value"], "and date: exactly one of them is given")


def _check_numbers(rows: list[Row]) -> Iterator[Problem]:
    for row in rows:
        if bool(row["checked_by"]) == (row["why_not"] is not None):
            problem = "is given where a claim checks the number, or missing where none does"
            yield Problem("numbers", "why_not", row["number_id"], row["why_not"], problem)


def _check_spans(table: Table, rows: list[Row], texts: Mapping[str, str]) -> Iterator[Problem]:
    for row in rows:
        text = texts.get(row["article_id"], "")
        if text[row["start"] : row["end"]] != row["surface"]:
            yield Problem(table.name, "surface", table.name_of(row), row["surface"], "is not what the body holds there")
