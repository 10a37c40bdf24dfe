"""Text that a spreadsheet opens as text. No Streamlit."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pkcn_data.csvtext import join_items

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet run a cell, also in full width and after a line end."""


def is_formula(cell: object) -> bool:
    """Return whether a spreadsheet would run a cell as a formula."""
    return isinstance(cell, str) and cell.startswith(_FORMULA_STARTS)


def plain_csv(table: pd.DataFrame, *, delimiter: str = ",", with_mark: bool = True) -> bytes:
    """Return a table as CSV for a spreadsheet: UTF-8 with a mark, lists joined, no cell that runs as a formula."""
    content = table.map(_safe).to_csv(index=False, sep=delimiter, lineterminator="\n")
    return content.encode("utf-8-sig" if with_mark else "utf-8")


def _safe(cell: Any) -> Any:
    """Return a cell that no spreadsheet runs: one that looks like a formula has an apostrophe before it."""
    one = join_items(cell) if isinstance(cell, (list, tuple)) else cell
    return f"'{one}" if is_formula(one) else one
