"""Figures from counts: DataFrame in, Plotly figure out. No Streamlit; the same input gives the same figure."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from pkcn_dashboard.text import UNITS, clip
from pkcn_dashboard.theme import PALETTES, PATTERNS, SIDE_COUNTRY, Scheme, template, text_on

LABEL_WIDTH = 19
"""Characters in one line of a row's label: what leaves room for bars on a phone."""
LABEL_LINES = 3
LINE_HEIGHT = 19
ROW_HEIGHT = 40
GROUPED_BAR_HEIGHT = 26
LEGEND_HEIGHT = 36


def bars(
    table: pd.DataFrame,
    *,
    totals: Mapping[str, int],
    dimension: str,
    groups: Mapping[str, str],
    unit: str,
    stacked: bool,
    scheme: Scheme,
) -> go.Figure:
    """Return horizontal bars, one trace a series.

    `table` has `row_id, row, row_label, series_id, series, count`, rows from top to bottom. `totals` are the counts of
    whole rows, written at the end of stacked bars. `dimension` says whose ids colour the bars. `customdata` of each bar
    is its row and series.
    """
    figure = go.Figure(layout={"template": template(scheme)})
    series = list(table["series_id"].unique())
    for place, series_id in enumerate(series):
        cells = table[table["series_id"] == series_id]
        figure.add_trace(_trace(cells, dimension=dimension, groups=groups, unit=unit, stacked=stacked, scheme=scheme,
                                taken=series[:place]))
    longest = max(totals.values() if stacked or len(series) < 2 else table["count"], default=0)
    labels = {row_id: _label(row) for row_id, row in zip(table["row_id"], table["row"], strict=True)}
    has_legend = len(series) > 1
    figure.update_layout(
        height=_height(list(labels.values()), bars_per_row=1 if stacked else max(1, len(series)), legend=has_legend),
        margin={"t": LEGEND_HEIGHT if has_legend else 4},
        showlegend=has_legend,
        barmode="stack" if stacked else "group",
        xaxis={"range": [0, longest * 1.08 or 1], "showticklabels": False},
        yaxis={
            "categoryorder": "array",
            "categoryarray": list(labels),
            "autorange": "reversed",
            "tickmode": "array",
            "tickvals": list(labels),
            "ticktext": list(labels.values()),
        },
        annotations=_row_totals(totals, scheme) if stacked and has_legend else (),
    )
    return figure


def colour_of(dimension: str, one: str, *, groups: Mapping[str, str], scheme: Scheme) -> str:
    """Return the fixed colour of an id; what has no colour of its own wears the accent."""
    palette = PALETTES[scheme]
    if dimension == "sector":
        return palette.groups.get(groups.get(one, ""), palette.muted)
    if dimension == "side":
        return palette.countries[SIDE_COUNTRY[one]]
    tables = {"stance": palette.tones, "modality": palette.modalities, "country": palette.countries}
    return tables.get(dimension, {}).get(one, palette.accent_fill)


def _trace(
    cells: pd.DataFrame,
    *,
    dimension: str,
    groups: Mapping[str, str],
    unit: str,
    stacked: bool,
    scheme: Scheme,
    taken: list[str],
) -> go.Bar:
    series_id, name = cells["series_id"].iloc[0], cells["series"].iloc[0]
    ids = [series_id] * len(cells) if series_id else list(cells["row_id"])
    fills = [colour_of(dimension, one, groups=groups, scheme=scheme) for one in ids]
    palette = PALETTES[scheme]
    return go.Bar(
        orientation="h",
        name=html.escape(name),
        x=cells["count"].tolist(),
        y=cells["row_id"].tolist(),
        customdata=cells[["row_id", "series_id"]].to_numpy().tolist(),
        text=[f"{count:,}" if count or not stacked else "" for count in cells["count"]],
        textposition="inside" if stacked and series_id else "outside",
        textangle=0,
        insidetextanchor="middle",
        insidetextfont={"color": [text_on(fill) for fill in fills]},
        outsidetextfont={"color": palette.text},
        cliponaxis=False,
        marker={
            "color": fills,
            "line": {"width": 1 if stacked else 0, "color": palette.background},
            "pattern": {
                "shape": _pattern(series_id, dimension=dimension, groups=groups, taken=taken),
                "fgcolor": palette.background,
                "fgopacity": 0.5,
                "size": 7,
                "solidity": 0.16,
            },
        },
        hovertext=[_hover(row, name, count, unit) for row, count in zip(cells["row_label"], cells["count"], strict=True)],
        hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.45}},
    )


def _pattern(series_id: str, *, dimension: str, groups: Mapping[str, str], taken: list[str]) -> str:
    """Return the hatching of a series; sectors of one group in one chart are told apart by it."""
    if dimension == "sector" and series_id:
        same = [one for one in taken if groups.get(one) == groups.get(series_id)]
        return ("", "/", ".", "x")[len(same) % 4]
    return PATTERNS.get(series_id, "")


def _row_totals(totals: Mapping[str, int], scheme: Scheme) -> list[dict[str, object]]:
    ink = {"color": PALETTES[scheme].text, "size": 14}
    return [
        {"x": total, "y": row, "text": f"{total:,}", "showarrow": False, "xanchor": "left", "xshift": 4, "font": ink}
        for row, total in totals.items()
    ]


def _label(row: str) -> str:
    """Return a row's label in lines that fit beside the bars, safe for Plotly, which reads tags."""
    lines = textwrap.wrap(row, LABEL_WIDTH, break_long_words=True) or [""]
    if len(lines) > LABEL_LINES:
        lines = [*lines[: LABEL_LINES - 1], clip(" ".join(lines[LABEL_LINES - 1 :]), LABEL_WIDTH)]
    return "<br>".join(_safe(line) for line in lines)


def _hover(row: str, series: str, count: int, unit: str) -> str:
    name = "<br>".join(_safe(line) for line in textwrap.wrap(row, 40) or [""])
    head = f"<b>{name}</b>" + (f"<br>{_safe(series)}" if series else "")
    return f"{head}<br>{count:,} {UNITS[unit][count != 1]}"


def _safe(text: str) -> str:
    # MathJax isn't loaded, but a pair of dollar signs would still be taken for a formula.
    return html.escape(text, quote=False).replace("$", "&#36;")


def _height(labels: list[str], *, bars_per_row: int, legend: bool) -> int:
    lines = max((label.count("<br>") + 1 for label in labels), default=1)
    row = max(ROW_HEIGHT, lines * LINE_HEIGHT + 8, bars_per_row * GROUPED_BAR_HEIGHT + 10)
    return max(1, len(labels)) * row + 12 + (LEGEND_HEIGHT if legend else 0)
