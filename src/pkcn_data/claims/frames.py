"""The tables of claims as pandas frames."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pkcn_data.claims.store import read_claim_rows
from pkcn_data.figures.frames import Figures
from pkcn_data.schema import CLAIM_TABLES, FIGURE_SOURCES
from pkcn_data.tables import records, to_frame


@dataclass(frozen=True, slots=True, eq=False)
class Claims:
    """Every table of claims as a frame with the columns of the schema. Take a copy before you change one."""

    claims: pd.DataFrame
    claim_parts: pd.DataFrame
    claim_figures: pd.DataFrame
    numbers: pd.DataFrame


def read_claims(folder: Path | str | None = None) -> Claims:
    """Read and check the claims of a folder; without one, those of the data folder.

    Raises `TableError` with every problem of every table.
    """
    rows = read_claim_rows(folder)
    return Claims(**{name: to_frame(table, rows[name]) for name, table in CLAIM_TABLES.items()})


def figures_with_sources(claims: Claims, figures: Figures) -> pd.DataFrame:
    """Return the rows of `claim_figures` with what they measure, of whom, and where they come from; the order stays.

    Beside its own columns: `name`, `partner` (the country's code for a series), `source` and `source_url` (a tuple each;
    for a fact an item a witness), `vintage`, `confidence` (both missing for a series).
    """
    series = {row["indicator_id"]: row for row in records(figures.indicators)}
    facts = {row["fact_id"]: row for row in records(figures.facts)}
    wdi = next(row for row in records(figures.sources) if row["source_id"] == FIGURE_SOURCES["observations"])
    addresses = () if pd.isna(wdi["url"]) else (wdi["url"],)
    found = [
        facts[row["fact_id"]]
        if row["indicator_id"] not in series
        else {
            "measure": series[row["indicator_id"]]["name"],
            "partner": row["country"],
            "source": (series[row["indicator_id"]]["source_organisation"], wdi["attribution"]),
            "source_url": addresses,
            "vintage": None,
            "confidence": None,
        }
        for row in records(claims.claim_figures)
    ]
    columns = {"name": "measure"} | {
        name: name for name in ("partner", "source", "source_url", "vintage", "confidence")
    }
    more = {column: pd.Series([row[name] for row in found], dtype="object") for column, name in columns.items()}
    return claims.claim_figures.assign(**more)
