"""The tables of figures as pandas frames."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pkcn_data.figures.facts import preference
from pkcn_data.figures.store import read_figure_rows
from pkcn_data.schema import FIGURES
from pkcn_data.tables import records, to_frame

SAME_FIGURE = ["topic", "measure", "vintage", "partner", "period", "unit"]
"""The columns in which facts agree that tell of the same thing and period."""


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """Every table of figures as a frame with the columns of the schema. Take a copy before you change one."""

    sources: pd.DataFrame
    indicators: pd.DataFrame
    observations: pd.DataFrame
    breaks: pd.DataFrame
    cautions: pd.DataFrame
    facts: pd.DataFrame
    fact_breaks: pd.DataFrame


def read_figures(folder: Path | str | None = None) -> Figures:
    """Read and check the figures of a folder; without one, those of the data folder.

    Raises `TableError` with every problem of every table.
    """
    rows = read_figure_rows(folder)
    return Figures(**{name: to_frame(table, rows[name]) for name, table in FIGURES.items()})


def one_per_period(facts: pd.DataFrame) -> pd.DataFrame:
    """Return one fact for each thing, vintage and period, for a line or a verdict; the order stays.

    Of several the one of higher confidence stands, then the more exact, then the one with more witnesses, then the
    first. What it contradicts stays named in `differs_from`.
    """
    rows = list(zip(facts.index, records(facts), strict=True))
    best: dict[tuple[object, ...], object] = {}
    for index, row in sorted(rows, key=lambda one: preference(one[1])):
        best.setdefault(tuple("" if pd.isna(row[name]) else row[name] for name in SAME_FIGURE), index)
    return facts.loc[facts.index.isin(list(best.values()))]
