"""The tables of claims as pandas frames."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pkcn_data.claims.store import read_claim_rows
from pkcn_data.schema import CLAIM_TABLES
from pkcn_data.tables import to_frame


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
