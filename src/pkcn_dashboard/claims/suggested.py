"""Series that bear on statements without a verdict, and how their chart is linked. No Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pkcn_dashboard.indicators.panels import series_name
from pkcn_dashboard.words import Words
from pkcn_data.claims.suggest import suggested_series
from pkcn_data.figures.frames import Figures
from pkcn_data.summary import View
from pkcn_data.tables import Tables, records

Suggested = Mapping[str, tuple[tuple[str, str], ...]]
"""The series that bear on each statement: id and short name, the more specific first, by statement id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """A sentence with its statements that some series bear on."""

    sentence: Mapping[str, object]
    statements: tuple[tuple[Mapping[str, object], tuple[tuple[str, str], ...]], ...]


def of_statements(tables: Tables, figures: Figures) -> Suggested:
    """Return the series that bear on each statement of the tables."""
    found = suggested_series(tables.statements, figures)
    names = {one: series_name(figures, one) for ids in found.values() for one in ids}
    return {statement: tuple((one, names[one]) for one in ids) for statement, ids in found.items()}


def bearing(suggested: Suggested, view: View, articles: tuple[str, ...]) -> tuple[Bearing, ...]:
    """Return the sentences of articles that fit the filters and that some series bear on, in text order."""
    rows = view.statements[view.statements["article_id"].isin(articles)]
    found = []
    for _, group in rows.groupby("sentence_id", sort=False):
        told = tuple(
            (row, suggested[row["statement_id"]]) for row in records(group) if suggested.get(row["statement_id"])
        )
        if told:
            found.append(Bearing(sentence=told[0][0], statements=told))
    return tuple(found)


def parameters(series: str, words: Words) -> dict[str, list[str]]:
    """Return what an address has to say to show the chart of a series."""
    return {
        "view-india": [words.word("view-india", "figures")],
        "series": [words.word("series", series)],
        "chart": ["series"],
    }
