"""Every chart of the dashboard, declared once, and how one is drawn from a view. No Streamlit.

A page names the charts it shows; cards, evidence, downloads and tests go by what is declared here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from pkcn_dashboard import text
from pkcn_dashboard.charts import figures, titles
from pkcn_dashboard.charts.figures import FinishedFigure
from pkcn_dashboard.theme import Scheme
from pkcn_dashboard.words import DIMENSION_PARAMETERS, Words
from pkcn_data.summary import SIDES, Dimension, Source, Tally, Unit, View, evidence, tally

Form = Literal["bars", "dots"]

SERIES_ORDER: Mapping[str, tuple[str, ...]] = {
    "stance": ("positive", "neutral", "negative"),
    "modality": ("fact", "aim", "recommendation", "potential"),
    "heard": ("heard", "unheard", "no_voice"),
    "sources": ("one", "several"),
}
FOCUS_SECTORS = ("it", "agriculture", "textiles")
"""The sectors that the articles of this genre set against each other."""

_OF_SPEAKERS: tuple[Unit, ...] = ("statements", "sentences")
"""The units to count in where the rows are speakers."""
_OF_MENTIONS: tuple[Unit, ...] = ("mentions", "sentences", "speakers")
"""The units to count mentions in: how often, in how many sentences, by how many speakers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart: what its rows and colours are, what it is called in addresses (`id`), and the page that shows it.

    Of more than `most_rows` rows the longest are drawn, of dots in more than `most_columns` columns the most frequent;
    table, evidence and downloads have all.
    """

    id: str
    page: str
    rows: Dimension
    series: Dimension | None = None
    source: Source = "statements"
    form: Form = "bars"
    only_rows: tuple[str, ...] = ()
    only_series: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ("statements", "sentences", "speakers")
    most_rows: int = 20
    most_columns: int = 9

    @property
    def subject(self) -> str:
        """Return what the chart is about, in a few words."""
        return text.SUBJECTS[self.id]

    def unit(self, asked: Unit) -> Unit:
        """Return the unit to count in: the one asked for, else the first that makes sense here."""
        return asked if asked in self.units else self.units[0]


CHARTS: Mapping[str, Chart] = {
    chart.id: chart
    for chart in (
        Chart(
            id="speakers",
            page="overview",
            rows="speaker",
            units=_OF_SPEAKERS,
            most_rows=12,
        ),
        Chart(id="sectors", page="overview", rows="sector"),
        Chart(id="themes", page="overview", rows="theme"),
        Chart(
            id="focus-tone",
            page="sectors",
            rows="sector",
            series="stance",
            only_rows=FOCUS_SECTORS,
        ),
        Chart(
            id="focus-speakers",
            page="sectors",
            rows="speaker",
            series="sector",
            only_series=FOCUS_SECTORS,
            units=_OF_SPEAKERS,
            most_rows=12,
        ),
        Chart(id="sectors-tone", page="sectors", rows="sector", series="stance"),
        Chart(
            id="sides-tone",
            page="india",
            rows="side",
            series="stance",
            only_rows=tuple(SIDES),
        ),
        Chart(
            id="sides-kind",
            page="india",
            rows="side",
            series="modality",
            only_rows=tuple(SIDES),
        ),
        Chart(
            id="sides-themes",
            page="india",
            rows="theme",
            series="side",
            only_series=tuple(SIDES),
        ),
        Chart(
            id="sides-speakers",
            page="india",
            rows="speaker",
            series="side",
            only_series=tuple(SIDES),
            units=_OF_SPEAKERS,
            most_rows=12,
        ),
        Chart(id="themes-kind", page="themes", rows="theme", series="modality"),
        Chart(id="themes-sectors", page="themes", rows="theme", series="with_sector", form="dots"),
        Chart(id="themes-sources", page="themes", rows="theme", series="sources"),
        Chart(id="speakers-tone", page="actors", rows="speaker", series="stance", units=_OF_SPEAKERS, most_rows=12),
        Chart(id="speakers-themes", page="actors", rows="theme", series="speaker", form="dots", units=_OF_SPEAKERS),
        Chart(id="named", page="actors", source="mentions", rows="actor", series="heard", units=_OF_MENTIONS),
        Chart(
            id="named-themes",
            page="actors",
            source="mentions",
            rows="actor",
            series="with_theme",
            form="dots",
            units=_OF_MENTIONS,
        ),
        Chart(id="heard-kind", page="actors", rows="speaker_kind", units=_OF_SPEAKERS),
        Chart(id="heard-institution", page="actors", rows="institution", units=_OF_SPEAKERS, most_rows=12),
        Chart(id="heard-country", page="actors", rows="speaker_country", units=_OF_SPEAKERS, most_rows=12),
    )
}


def charts_of(page_id: str) -> list[Chart]:
    """Return the charts of a page, in the order in which it shows them."""
    return [chart for chart in CHARTS.values() if chart.page == page_id]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One bar, segment, dot or whole row of a chart; a whole row has no `series_id`."""

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
    """A chart as it is shown: the numbers, the figure, and the words that go with it.

    `overlaps` says that a unit can count in several cells of a row. `width` is in pixels, or the page's; `row_count` and
    `column_count` are of all rows and columns, drawn or not.
    """

    chart: Chart
    unit: Unit
    table: pd.DataFrame
    marks: Mapping[str, Mark]
    title: str
    alt: str
    figure: FinishedFigure
    overlaps: bool
    width: int | Literal["stretch"]
    row_count: int
    column_count: int

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is counted."""
        return not self.marks


def draw(chart: Chart, view: View, words: Words, *, unit: Unit, scheme: Scheme) -> Drawn:
    """Count, name and draw one chart."""
    unit = chart.unit(unit)
    counted = tally_of(chart, view, unit=unit)
    table = _labelled(counted, chart, words)
    title = titles.TITLES[chart.id](titles.Counted(counted, words, unit, view))
    columns = _columns(table, chart)
    return Drawn(
        chart=chart,
        unit=unit,
        table=table,
        marks={mark.id: mark for mark in _marks(counted, chart, words)},
        title=title,
        alt=titles.alt_text(title, table, chart.series is not None),
        figure=_figure(chart, counted, table, columns, words, unit=unit, scheme=scheme),
        overlaps=not counted.is_additive,
        width=figures.dots_width(len(columns)) if chart.form == "dots" else "stretch",
        row_count=len(counted.row_counts),
        column_count=table["series_id"].nunique(),
    )


def caption(drawn: Drawn, *, asked: Unit) -> str:
    """Say what a chart shows, in which unit, and what a reader has to know to read it right."""
    form = drawn.chart.form
    said = _what_is_counted(drawn, asked=asked)
    if form == "dots":
        said.insert(2, text.DOTS_NOTE)
    if drawn.overlaps:
        said.append(text.OVERLAP_NOTE[form].format(unit=text.UNITS[drawn.unit][0]))
    if drawn.row_count > drawn.chart.most_rows:
        left_out = text.DOT_ROWS_LEFT_OUT if form == "dots" else text.ROWS_LEFT_OUT
        said.append(left_out.format(drawn=drawn.chart.most_rows, rows=drawn.row_count))
    if form == "dots" and drawn.column_count > drawn.chart.most_columns:
        said.append(text.COLUMNS_LEFT_OUT.format(drawn=drawn.chart.most_columns, columns=drawn.column_count))
    return " ".join(filter(None, said))


def caption_of_list(drawn: Drawn, *, asked: Unit) -> str:
    """Say the same where all rows are listed with their parts, as in a file of the view, and not drawn as a chart."""
    said = _what_is_counted(drawn, asked=asked)
    if drawn.overlaps:
        said.append(text.OVERLAP_NOTE["list"].format(unit=text.UNITS[drawn.unit][0]))
    return " ".join(filter(None, said))


def _what_is_counted(drawn: Drawn, *, asked: Unit) -> list[str]:
    return [
        text.CHART_CAPTION.format(subject=drawn.chart.subject, unit=text.UNITS[drawn.unit][1]),
        text.CHART_NOTES.get(drawn.chart.id, ""),
        text.FALLBACK_NOTE[drawn.unit] if drawn.unit != asked else "",
    ]


def _figure(
    chart: Chart,
    counted: Tally,
    table: pd.DataFrame,
    columns: list[str],
    words: Words,
    *,
    unit: Unit,
    scheme: Scheme,
) -> FinishedFigure:
    totals = dict(counted.row_counts[: chart.most_rows])
    drawn = table[table["row_id"].isin(totals)]
    if chart.form == "dots":
        return figures.dots(
            drawn[drawn["series_id"].isin(columns)],
            columns=columns,
            dimension=chart.series or "",
            groups=words.groups,
            unit=unit,
            scheme=scheme,
        )
    return figures.bars(
        drawn,
        totals=totals,
        dimension=chart.series or chart.rows,
        groups=words.groups,
        unit=unit,
        stacked=chart.series is not None and counted.is_additive,
        scheme=scheme,
    )


def _columns(table: pd.DataFrame, chart: Chart) -> list[str]:
    """Return the ids of the columns to draw, those that count most first."""
    counts = table.groupby("series_id", sort=False)["count"].sum().sort_values(ascending=False, kind="stable")
    return list(counts.index[: chart.most_columns])


def tally_of(chart: Chart, view: View, *, unit: Unit) -> Tally:
    """Count the marks of a chart."""
    return tally(
        view.rows(chart.source),
        rows=chart.rows,
        series=chart.series,
        unit=unit,
        only_rows=chart.only_rows,
        only_series=chart.only_series,
        series_order=SERIES_ORDER.get(chart.series or "", ()),
        coded=view.statements,
    )


def behind(chart: Chart, view: View, mark: Mark, *, unit: Unit) -> pd.DataFrame:
    """Return the rows that a mark counts; those of a whole row come from all series the chart shows."""
    return evidence(
        view.rows(chart.source),
        rows=chart.rows,
        row_id=mark.row_id,
        series=chart.series,
        only_series=(mark.series_id,) if mark.series_id else chart.only_series,
        unit=chart.unit(unit),
        coded=view.statements,
    )


def filters_of(chart: Chart, mark: Mark, rows: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return the filters, by parameter, that show only what a mark counts; none where filters can't say it.

    `rows` are those behind the mark: what is said of speakers becomes a choice of speakers.
    """
    if "actor" in (chart.rows, chart.series):
        return {}
    asked: dict[str, tuple[str, ...]] = {}
    for dimension, one in ((chart.rows, mark.row_id), (chart.series, mark.series_id)):
        if not dimension or not one or dimension == "sources":  # whose row says it already
            continue
        if dimension == "side":
            asked["country"] = tuple(sorted(SIDES[one]))
        elif dimension in ("speaker_kind", "institution", "speaker_country"):
            asked["speaker"] = tuple(rows["speaker_id"].unique())
        else:
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
