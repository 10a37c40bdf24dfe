"""Check the tables of figures, each by itself and against each other; every problem is collected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from pkcn_data.checks import Problem, check_table
from pkcn_data.rows import Row, Rows
from pkcn_data.schema import FIGURE_SOURCES, FIGURES

_NEVER_EMPTY = ("sources", "indicators", "observations")
_PARALLEL = ("source_url", "witness_ids")
"""List columns of a fact that have an item for each of `source`."""


def check_figures(rows: Rows, codes: Mapping[str, AbstractSet[str]] | None = None) -> list[Problem]:
    """Return every problem: values first, and only where those are right how they fit together.

    `codes` are the ids of the codebook by table (`themes`, `sectors`); without them, codes are not looked up.
    """
    problems = [problem for table in FIGURES.values() for problem in check_table(table, rows[table.name])]
    problems += [Problem(name, "", "", "", "holds no row") for name in _NEVER_EMPTY if not rows[name]]
    return problems or list(_check_together(rows, codes))


def _check_together(rows: Rows, codes: Mapping[str, AbstractSet[str]] | None) -> Iterator[Problem]:
    yield from _check_series(rows)
    for row in rows["facts"]:
        yield from _check_fact(row)
    yield from _check_differences(rows["facts"])
    yield from _check_witnesses(rows["facts"])
    yield from _check_topics(rows)
    yield from _check_sources(rows)
    if codes is not None:
        yield from _check_codes(rows["indicators"], codes)


def _check_series(rows: Rows) -> Iterator[Problem]:
    known = {row["indicator_id"] for row in rows["indicators"]}
    for name in ("observations", "breaks", "cautions"):
        for row in rows[name]:
            if row["indicator_id"] not in known:
                problem = "is not a row of indicators"
                yield Problem(name, "indicator_id", FIGURES[name].name_of(row), row["indicator_id"], problem)


def _check_fact(row: Row) -> Iterator[Problem]:
    key = row["fact_id"]
    if (row["value"] is None) == (row["date"] is None):
        yield Problem("facts", "value", key, row["value"], "and date: exactly one of them is given")
    if (row["unit"] == "date") != (row["date"] is not None):
        yield Problem("facts", "unit", key, row["unit"], "does not go with the fact; `date` is the unit of a date")
    for name in _PARALLEL:
        if len(row[name]) != len(row["source"]):
            yield Problem("facts", name, key, len(row[name]), f"items for {len(row['source'])} sources; give one each")
    dated = row["starts"] is not None and row["ends"] is not None
    if dated != (row["basis"] != "other") or (row["starts"] is None) != (row["ends"] is None):
        yield Problem("facts", "basis", key, row["basis"], "needs a first and a last day, and only `other` has neither")
    elif dated and row["starts"] > row["ends"]:
        yield Problem("facts", "starts", key, row["starts"], f"is after the last day, {row['ends']}")


def _check_differences(facts: list[Row]) -> Iterator[Problem]:
    """Check that facts differ from facts that are there, and these from them."""
    differs = {row["fact_id"]: set(row["differs_from"]) for row in facts}
    for key, others in differs.items():
        for other in sorted(others):
            if other not in differs or other == key:
                yield Problem("facts", "differs_from", key, other, "is not another row of facts")
            elif key not in differs[other]:
                yield Problem("facts", "differs_from", key, other, "does not differ from this one in turn")


def _check_witnesses(facts: list[Row]) -> Iterator[Problem]:
    counts = Counter(witness for row in facts for witness in row["witness_ids"])
    for row in facts:
        for witness in row["witness_ids"]:
            if counts[witness] > 1:
                yield Problem("facts", "witness_ids", row["fact_id"], witness, "stands twice; a witness has one fact")


def _check_topics(rows: Rows) -> Iterator[Problem]:
    topics = {row["topic"] for row in rows["facts"]}
    for row in rows["fact_breaks"]:
        if row["topic"] not in topics:
            key = FIGURES["fact_breaks"].name_of(row)
            yield Problem("fact_breaks", "topic", key, row["topic"], "is no topic of facts")


def _check_sources(rows: Rows) -> Iterator[Problem]:
    known = {row["source_id"] for row in rows["sources"]}
    for source_id in sorted(set(FIGURE_SOURCES.values()) - known):
        yield Problem("sources", "source_id", source_id, source_id, "is missing; figures come from it")


def _check_codes(indicators: list[Row], codes: Mapping[str, AbstractSet[str]]) -> Iterator[Problem]:
    for row in indicators:
        for column, table in (("theme_ids", "themes"), ("sector_ids", "sectors")):
            for code in row[column]:
                if code not in codes[table]:
                    problem = f"is no code; {table} of the codebook are {', '.join(sorted(codes[table]))}"
                    yield Problem("indicators", column, row["indicator_id"], code, problem)
