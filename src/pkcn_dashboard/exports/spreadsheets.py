"""Text that a spreadsheet opens as text. No Streamlit."""

from __future__ import annotations

from typing import Any

import pandas as pd

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet run a cell, also in full width and after a line end."""


def is_formula(cell: object) -> bool:
    """Return whether a spreadsheet would run a cell as a formula."""
    return isinstance(cell, str) and cell.startswith(_FORMULA_STARTS)


def safe(cell: Any) -> Any:
    """Return a cell that no spreadsheet runs: one that looks like a formula has an apostrophe before it."""
    return f"'{cell}" if is_formula(cell) else cell


def plain_csv(table: pd.DataFrame) -> bytes:
    """Return a table as CSV for a spreadsheet: UTF-8 with a mark, no cell that runs as a formula."""
    return table.map(safe).to_csv(index=False, lineterminator="\n").encode("utf-8-sig")
