"""Every chart of the dashboard, declared once, and how one is drawn from a view. No Streamlit.

A page names the charts it shows; cards, evidence, downloads and tests go by what is declared here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from pkcn_dashboard import charts, text, titles
from pkcn_dashboard.theme import Scheme
from pkcn_dashboard.words import DIMENSION_PARAMETERS, Words
from pkcn_data.summary import SIDES, Dimension, Tally, Unit, View, evidence, tally

SERIES_ORDER: Mapping[str, tuple[str, ...]] = {
    "stance": ("positive", "neutral", "negative"),
    "modality": ("fact", "aim", "recommendation", "potential"),
}
FOCUS_SECTORS = ("it", "agriculture", "textiles")
"""The sectors that the articles of this genre set against each other."""

_OF_SPEAKERS: tuple[Unit, ...] = ("statements", "sentences")
"""The units to count in where the rows are speakers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart: what its rows and colours are, what it is called in addresses (`id`), and the page that shows it.

    Of more than `most_rows` rows the longest are drawn; table, evidence and downloads have all.
    """

    id: str
    page: str
    subject: str
    rows: Dimension
    series: Dimension | None = None
    only_rows: tuple[str, ...] = ()
    only_series: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ("statements", "sentences", "speakers")
    most_rows: int = 20

    def unit(self, asked: Unit) -> Unit:
        """Return the unit to count in: the one asked for, else the first that makes sense here."""
        return asked if asked in self.units else self.units[0]


CHARTS: Mapping[str, Chart] = {
    chart.id: chart
    for chart in (
        Chart(
            id="speakers",
            page="overview",
            subject=text.SUBJECTS["speakers"],
            rows="speaker",
            units=_OF_SPEAKERS,
            most_rows=12,
        ),
        Chart(id="sectors", page="overview", subject=text.SUBJECTS["sectors"], rows="sector"),
        Chart(id="themes", page="overview", subject=text.SUBJECTS["themes"], rows="theme"),
        Chart(
            id="focus-tone",
            page="sectors",
            subject=text.SUBJECTS["focus-tone"],
            rows="sector",
            series="stance",
            only_rows=FOCUS_SECTORS,
        ),
        Chart(
            id="focus-speakers",
            page="sectors",
            subject=text.SUBJECTS["focus-speakers"],
            rows="speaker",
            series="sector",
            only_series=FOCUS_SECTORS,
            units=_OF_SPEAKERS,
            most_rows=12,
        ),
        Chart(id="sectors-tone", page="sectors", subject=text.SUBJECTS["sectors-tone"], rows="sector", series="stance"),
        Chart(
            id="sides-tone",
            page="india",
            subject=text.SUBJECTS["sides-tone"],
            rows="side",
            series="stance",
            only_rows=tuple(SIDES),
        ),
        Chart(
            id="sides-kind",
            page="india",
            subject=text.SUBJECTS["sides-kind"],
            rows="side",
            series="modality",
            only_rows=tuple(SIDES),
        ),
        Chart(
            id="sides-themes",
            page="india",
            subject=text.SUBJECTS["sides-themes"],
            rows="theme",
            series="side",
            only_series=tuple(SIDES),
        ),
    )
}


def charts_of(page_id: str) -> list[Chart]:
    """Return the charts of a page, in the order in which it shows them."""
    return [chart for chart in CHARTS.values() if chart.page == page_id]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One bar, segment or whole row of a chart; a whole row has no `series_id`."""

    row_id: str
    series_id: str
    label: str
    count: int

    @property
    def id(self) -> str:
        """Return what `customdata` holds of the mark."""
        return f"{self.row_id}|{self.series_id}"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Drawn:
    """A chart as it is shown: the numbers, the figure, and the words that go with it."""

    chart: Chart
    unit: Unit
    table: pd.DataFrame
    marks: Mapping[str, Mark]
    title: str
    alt: str
    figure: go.Figure
    stacked: bool
    row_count: int

    @property
    def is_empty(self) -> bool:
        """Return whether no bar has a length."""
        return not self.marks


def draw(chart: Chart, view: View, words: Words, *, unit: Unit, scheme: Scheme) -> Drawn:
    """Count, name and draw one chart."""
    unit = chart.unit(unit)
    counted = tally_of(chart, view, unit=unit)
    table = _labelled(counted, chart, words)
    title = titles.TITLES[chart.id](titles.Counted(counted, words, unit, view))
    totals = dict(counted.row_counts[: chart.most_rows])
    stacked = chart.series is not None and counted.is_additive
    return Drawn(
        chart=chart,
        unit=unit,
        table=table,
        marks={mark.id: mark for mark in _marks(counted, chart, words)},
        title=title,
        alt=titles.alt_text(title, table, chart.series is not None),
        figure=charts.bars(
            table[table["row_id"].isin(totals)],
            totals=totals,
            dimension=chart.series or chart.rows,
            groups=words.groups,
            unit=unit,
            stacked=stacked,
            scheme=scheme,
        ),
        stacked=stacked,
        row_count=len(counted.rows),
    )


def tally_of(chart: Chart, view: View, *, unit: Unit) -> Tally:
    """Count the marks of a chart."""
    return tally(
        view.statements,
        rows=chart.rows,
        series=chart.series,
        unit=unit,
        only_rows=chart.only_rows,
        only_series=chart.only_series,
        series_order=SERIES_ORDER.get(chart.series or "", ()),
    )


def behind(chart: Chart, view: View, mark: Mark, *, unit: Unit) -> pd.DataFrame:
    """Return the statements that a mark counts; those of a whole row come from all series the chart shows."""
    return evidence(
        view.statements,
        rows=chart.rows,
        row_id=mark.row_id,
        series=chart.series,
        only_series=(mark.series_id,) if mark.series_id else chart.only_series,
        unit=chart.unit(unit),
    )


def filters_of(chart: Chart, mark: Mark) -> dict[str, tuple[str, ...]]:
    """Return the filters, by parameter, that show only what a mark counts."""
    asked: dict[str, tuple[str, ...]] = {}
    for dimension, one in ((chart.rows, mark.row_id), (chart.series, mark.series_id)):
        if dimension == "side" and one:
            asked["country"] = tuple(sorted(SIDES[one]))
        elif dimension and one:
            asked[DIMENSION_PARAMETERS.get(dimension, dimension)] = (one,)
    return asked


def _labelled(counted: Tally, chart: Chart, words: Words) -> pd.DataFrame:
    cells = counted.cells
    return cells.assign(
        row=[words.word(chart.rows, one) for one in cells["row_id"]],
        row_label=[words.label(chart.rows, one) for one in cells["row_id"]],
        series=[words.word(chart.series, one) if chart.series else "" for one in cells["series_id"]],
    )


def _marks(counted: Tally, chart: Chart, words: Words) -> list[Mark]:
    """Return the whole rows and their cells; a whole row is there also beside a single cell, so that links to it last."""
    marks = []
    for row_id, row_count in counted.row_counts:
        name = words.word(chart.rows, row_id)
        marks.append(Mark(row_id=row_id, series_id="", label=name, count=row_count))
        for (row, series_id), count in counted.cell_counts.items():
            if row == row_id and chart.series is not None:
                label = f"{name}, {words.word(chart.series, series_id)}"
                marks.append(Mark(row_id=row_id, series_id=series_id, label=label, count=count))
    return [mark for mark in marks if mark.count]
