"""What can be taken away: the numbers of a chart and the rows behind a bar. No Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from pkcn_dashboard.exports.spreadsheets import plain_csv
from pkcn_dashboard.text import COLUMN_LABELS, FILTER_LABELS, UNITS, capital
from pkcn_dashboard.words import DIMENSION_PARAMETERS, Words
from pkcn_data.schema import MENTIONS, STATEMENTS, Table
from pkcn_data.summary import UNIT_KEYS, Unit

if TYPE_CHECKING:  # a file needs no drawing
    from pkcn_dashboard.charts.catalogue import Drawn

_SENTENCE_COLUMNS = ("sentence_id", "article_id", "position", "speaker_id", "attribution", "text")
_TABLES: Mapping[Unit, Table] = {"statements": STATEMENTS, "mentions": MENTIONS}


def chart_table(drawn: Drawn) -> pd.DataFrame:
    """Return the numbers of a chart as a reader sees them: rows down, series across."""
    head = _head(drawn.chart.rows)
    table = drawn.table.rename(columns={"row_label": head})
    if drawn.chart.series is None:
        return table[[head, "count"]].rename(columns={"count": capital(UNITS[drawn.unit][1])})
    wide = table.pivot_table(index=["row_id", head], columns="series", values="count", sort=False)
    return wide.astype(int).reset_index().drop(columns="row_id").rename_axis(columns=None)


def chart_csv(drawn: Drawn) -> bytes:
    """Return the numbers of a chart, one line a bar, with ids."""
    columns = {"row_id": f"{drawn.chart.rows}_id", "row_label": drawn.chart.rows}
    if drawn.chart.series:
        columns |= {"series_id": f"{drawn.chart.series}_id", "series": drawn.chart.series}
    columns |= {"count": drawn.unit}
    return plain_csv(drawn.table[list(columns)].rename(columns=columns))


def evidence_csv(rows: pd.DataFrame, *, unit: Unit, words: Words) -> bytes:
    """Return what a bar counts, one line each: statements, mentions, sentences or speakers."""
    if unit == "speakers":
        speakers = rows["speaker_id"].drop_duplicates()
        return plain_csv(
            pd.DataFrame({"speaker_id": speakers, "speaker": [words.label("speaker", one) for one in speakers]})
        )
    own = [column.name for column in _TABLES.get(unit, ()) if column.name not in _SENTENCE_COLUMNS]
    columns = [*own, *_SENTENCE_COLUMNS]
    return plain_csv(rows.drop_duplicates(UNIT_KEYS[unit])[columns])


def _head(dimension: str) -> str:
    parameter = DIMENSION_PARAMETERS.get(dimension, dimension)
    return FILTER_LABELS.get(parameter) or COLUMN_LABELS[parameter]
