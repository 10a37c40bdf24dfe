"""Panels as one Plotly figure: lines with gaps, bars by year, dots by distance. No Streamlit.

Nothing joins two values between which a year is missing or a break is recorded. `customdata` of a point is its mark.
"""

from __future__ import annotations

import html
import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from pkcn_dashboard.charts.figures import FinishedFigure, legend_height
from pkcn_dashboard.indicators import ticks
from pkcn_dashboard.indicators.panels import Panel
from pkcn_dashboard.text import indicators as say
from pkcn_dashboard.theme import PALETTES, SYMBOLS, Palette, Scheme, template, text_on
from pkcn_data.tables import records

Spec = dict[str, Any]
"""A part of a figure in Plotly's own words."""

PLOT_HEIGHT, LONE_PLOT_HEIGHT = 170, 300
AXIS_HEIGHT = 52
"""Pixels below a plot: its years and the name of its axis."""
HEAD_LINE = 17
MARKS_HEIGHT = 18
"""Pixels between a head and its plot, for what the upright lines mean."""
BAR_ROW, PAIR_ROW, DOT_ROW = 26, 42, 36
BOTTOM = 4
GUTTER = 0.1
"""The part of the width between two panels, for the numbers of the right one."""
HEAD_WIDTH, LONE_HEAD_WIDTH = 23, 44
"""Characters in a line of a head on a phone."""
FEW_YEARS, MANY_YEARS = 3, 6
"""Years named below a plot, beside another and alone."""
LEAST_MARK_APART = 3
"""Years between two breaks that are both called so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a panel lies: the number of its axes, its part of the width and of the height, and its head's lines."""

    number: int
    x: tuple[float, float]
    y: tuple[float, float]
    head: str
    is_lone: bool

    @property
    def x_name(self) -> str:
        """Return the x axis as traces and shapes name it."""
        return "x" if self.number == 1 else f"x{self.number}"

    @property
    def y_name(self) -> str:
        """Return the y axis as traces and shapes name it."""
        return "y" if self.number == 1 else f"y{self.number}"


def plot(
    panels: Sequence[Panel], *, scheme: Scheme, is_log: bool = False, marked: Sequence[float] = ()
) -> FinishedFigure:
    """Return panels as one figure, lines two side by side; `marked` are days to mark on lines, as years with a fraction."""
    legend = legend_height(list(dict.fromkeys(who for panel in panels for who in panel.drawn["who"])) or [""])
    places, inner = _places(panels)
    palette = PALETTES[scheme]
    named: set[str] = set()
    traces: list[Spec] = []
    axes: Spec = {}
    lines: list[Spec] = []
    notes: list[Spec] = []
    for panel, place in zip(panels, places, strict=True):
        traces += _traces(panel, place, palette, named)
        axes |= _axes(panel, place, palette, is_log=is_log, marked=marked)
        lines += _uprights(panel, place, palette, marked=marked) + _levels(panel, place, palette)
        notes += [*_heads(place, palette), *_names(panel, place, palette, marked=marked)]
    layout = {
        "template": template(scheme),
        "height": inner + legend + BOTTOM,
        "margin": {"l": _left_margin(panels, places), "t": legend, "b": BOTTOM, "r": 14},
        "showlegend": len(named) > 1 or any(panel.form == "lines" for panel in panels),
        "barmode": "group" if any(_has_pairs(panel) for panel in panels) else "overlay",
        "shapes": lines,
        "annotations": notes,
        **axes,
    }
    return FinishedFigure({"data": traces, "layout": layout}, is_selectable=True)


def colour_of(key: str, palette: Palette) -> str:
    """Return the fixed colour of a country or of a group of sectors; what has none wears the accent."""
    return palette.countries.get(key) or palette.groups.get(key) or palette.accent_fill


def runs(rows: pd.DataFrame) -> list[list[tuple[int, float, str]]]:
    """Return place, value and mark of a line's points, in the pieces that may be joined.

    No year is missing in a piece, and no break lies in it.
    """
    pieces: list[list[tuple[int, float, str]]] = []
    before: tuple[int, int] | None = None
    columns = (rows[name].tolist() for name in ("at", "value", "mark", "segment"))
    for at, value, mark, segment in zip(*columns, strict=True):
        if math.isnan(value):
            continue
        if before != (at - 1, segment):
            pieces.append([])
        pieces[-1].append((at, value, mark))
        before = at, segment
    return pieces


def has_gap(panel: Panel) -> bool:
    """Return whether a year is missing between two that are there."""
    missing = set(_categories(panel.rows)) - set(panel.rows["at"]) if panel.form == "bars" else set()
    return bool(missing or panel.rows["value"].isna().any())


def _places(panels: Sequence[Panel]) -> tuple[list[Place], int]:
    """Return where each panel lies, and the height of all in pixels; bars and dots have a row to themselves."""
    lone = len(panels) == 1 or any(panel.form != "lines" for panel in panels)
    across = 1 if lone else 2
    pairs = [panels[start : start + across] for start in range(0, len(panels), across)]
    heads = {panel.id: _head(panel, LONE_HEAD_WIDTH if lone else HEAD_WIDTH) for panel in panels}
    above = [max(heads[one.id].count("<br>") + 1 for one in pair) * HEAD_LINE + MARKS_HEIGHT for pair in pairs]
    plots = [max(_plot_height(one, lone=len(panels) == 1) for one in pair) for pair in pairs]
    inner = sum(above) + sum(plots) + AXIS_HEIGHT * len(pairs)
    places: list[Place] = []
    top = 0
    for pair, head, height in zip(pairs, above, plots, strict=True):
        low, high = 1 - (top + head + height) / inner, 1 - (top + head) / inner
        for side, panel in enumerate(pair):
            x = (0.0, 1.0) if lone else (side * (0.5 + GUTTER / 2), 0.5 - GUTTER / 2 + side * (0.5 + GUTTER / 2))
            places.append(
                Place(number=len(places) + 1, x=x, y=(max(0.0, low), high), head=heads[panel.id], is_lone=lone)
            )
        top += head + height + AXIS_HEIGHT
    return places, inner


def _plot_height(panel: Panel, *, lone: bool) -> int:
    rows = panel.rows
    if panel.form == "dots":
        return DOT_ROW * max(1, rows["mark"].nunique())
    if panel.form == "bars":
        return (PAIR_ROW if _has_pairs(panel) else BAR_ROW) * max(1, len(_categories(rows)))
    return LONE_PLOT_HEIGHT if lone else PLOT_HEIGHT


def _head(panel: Panel, width: int) -> str:
    """Return what a panel shows and in which unit, in lines that fit on a phone."""
    name = "<br>".join(f"<b>{_safe(line)}</b>" for line in textwrap.wrap(panel.head, width))
    unit = "<br>".join(_safe(line) for line in textwrap.wrap(panel.unit, width))
    return "<br>".join(filter(None, [name, unit]))


def _heads(place: Place, palette: Palette) -> list[Spec]:
    return [
        {
            "text": place.head,
            "x": place.x[0],
            "y": place.y[1],
            "xref": "paper",
            "yref": "paper",
            "xanchor": "left",
            "yanchor": "bottom",
            "yshift": MARKS_HEIGHT,
            "align": "left",
            "showarrow": False,
            "font": {"size": 13, "color": palette.text},
        }
    ]


def _traces(panel: Panel, place: Place, palette: Palette, named: set[str]) -> list[Spec]:
    """Return the traces of a panel; a key is in the legend once, whatever the number of panels."""
    draw = {"lines": _line, "bars": _bars, "dots": _dots}[panel.form]
    keys = list(dict.fromkeys(panel.drawn["key"]))
    traces = []
    for key in keys:
        rows = panel.rows[panel.rows["key"] == key]
        is_new = key not in named
        named.add(key)
        name = html.escape(str(rows["who"].iloc[0]))
        shared = {
            "name": name,
            "legendgroup": key,
            "legendrank": len(named),
            "showlegend": is_new,
            "xaxis": place.x_name,
            "yaxis": place.y_name,
        }
        traces.append(draw(rows, colour_of(key, palette), palette) | shared)
    # What is drawn last lies on top: the country that the page is about, which comes first.
    return traces[::-1]


def _line(rows: pd.DataFrame, colour: str, palette: Palette) -> Spec:
    key = str(rows["key"].iloc[0])
    is_first = key == "PAK"
    points = _points(rows)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [at for at, _, _ in points],
        "y": [value for _, value, _ in points],
        "customdata": [[mark] for _, _, mark in points],
        "text": ["" if value is None else say.number(value) for _, value, _ in points],
        "hovertemplate": _hover(rows, at="%{x}"),
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": colour, "width": 2.6 if is_first else 1.6},
        "marker": {
            "color": colour,
            "size": 6 if is_first else 5,
            "symbol": SYMBOLS.get(key, "circle-open"),
            "opacity": 1,
        },
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 0.5}},
    }


def _points(rows: pd.DataFrame) -> list[tuple[float, float | None, str]]:
    """Return the points of a line, with one without a value between the pieces that nothing joins."""
    points: list[tuple[float, float | None, str]] = []
    for piece in runs(rows):
        if points:
            points.append((piece[0][0] - 0.5, None, ""))
        points += piece
    return points


def _bars(rows: pd.DataFrame, colour: str, palette: Palette) -> Spec:
    known = rows.dropna(subset=["value"])
    return {
        "type": "bar",
        "orientation": "h",
        "x": known["value"].tolist(),
        "y": known["at"].tolist(),
        "customdata": [[one] for one in known["mark"]],
        "hovertemplate": _hover(rows, at="%{y}"),
        "text": [say.number(one) for one in known["value"]],
        "textposition": "outside",
        "textangle": 0,
        "constraintext": "none",
        "outsidetextfont": {"color": palette.text, "size": 12},
        "insidetextfont": {"color": text_on(colour), "size": 12},
        "cliponaxis": False,
        "marker": {"color": colour, "pattern": _pattern(str(rows["key"].iloc[0]), palette)},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 0.5}, "textfont": {"color": palette.muted}},
    }


def _pattern(key: str, palette: Palette) -> Spec:
    if key != "traditional":
        return {}
    return {
        "shape": "/",
        "fillmode": "overlay",
        "fgcolor": palette.background,
        "fgopacity": 0.35,
        "size": 8,
        "solidity": 0.14,
    }


def _dots(rows: pd.DataFrame, colour: str, palette: Palette) -> Spec:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": rows["at"].tolist(),
        "y": rows["mark"].tolist(),
        "customdata": [[one] for one in rows["mark"]],
        "hovertext": _hovers(rows),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "color": colour,
            "size": 12,
            "symbol": SYMBOLS.get(str(rows["key"].iloc[0]), "circle-open"),
            "opacity": 1,
            "line": {"width": 1, "color": palette.background},
        },
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 0.5}},
    }


def _hover(rows: pd.DataFrame, *, at: str) -> str:
    """Return what a line or a row of bars says of each of its points; Plotly puts in the number and where it lies."""
    row = records(rows)[0]
    period = _safe(f"{row['name']}, ") if row["name"] != row["who"] else ""
    value = _safe(say.with_word("%{text}", row["unit"]))
    return say.HOVER.format(who=_safe(row["who"]), period=f"{period}{at}", value=value) + "<extra></extra>"


def _hovers(rows: pd.DataFrame) -> list[str]:
    return [
        say.HOVER.format(
            who=_safe(row["who"]),
            period=_safe(f"{row['name']}, {row['period']}"),
            value=_safe(say.with_unit(row["value"], row["unit"])),
        )
        for row in records(rows)
    ]


def _axes(panel: Panel, place: Place, palette: Palette, *, is_log: bool, marked: Sequence[float]) -> Spec:
    """Return the axes of a panel by their names."""
    number = "" if place.number == 1 else str(place.number)
    draw = {"lines": _line_axes, "bars": _bar_axes, "dots": _dot_axes}[panel.form]
    x, y = draw(panel, place, palette, is_log=is_log, marked=marked)
    shared = {"fixedrange": True, "automargin": False}
    x |= shared | {"domain": list(place.x), "anchor": place.y_name, "title": _title(x["title"], palette)}
    y |= shared | {"domain": list(place.y), "anchor": place.x_name}
    return {f"xaxis{number}": x, f"yaxis{number}": y}


def _title(said: str, palette: Palette) -> Spec:
    return {"text": said, "standoff": 4, "font": {"size": 12, "color": palette.muted}}


def _line_axes(
    panel: Panel, place: Place, palette: Palette, *, is_log: bool, marked: Sequence[float]
) -> tuple[Spec, Spec]:
    rows = panel.drawn
    first, last = (int(rows["at"].min()), int(rows["at"].max())) if len(rows) else (2000, 2001)
    low, high = min([first, *marked]), max([last, *marked])
    years = ticks.years(first, last, MANY_YEARS if place.is_lone else FEW_YEARS)
    small = {"size": 12, "color": palette.muted}
    x = {
        "title": say.YEAR_AXIS,
        "range": [low - 0.6, high + 0.6],
        "tickvals": years,
        "ticktext": [str(year) for year in years],
        "tickfont": small,
    }
    scale = ticks.scale(rows["value"].tolist(), is_log=is_log)
    y = {
        "type": "log" if is_log else "linear",
        "range": list(scale.range),
        "tickvals": list(scale.ticks),
        "ticktext": [say.number(one) for one in scale.ticks],
        "tickfont": small,
        "showgrid": True,
        "gridcolor": palette.line,
        "zeroline": not is_log,
        "zerolinecolor": palette.muted,
    }
    return x, y


def _bar_axes(
    panel: Panel, place: Place, palette: Palette, *, is_log: bool, marked: Sequence[float]
) -> tuple[Spec, Spec]:
    rows, periods = panel.drawn, _categories(panel.rows)
    most = rows["value"].max() if len(rows) else 1
    x = {"title": panel.unit, "range": [0, most * (1.22 if place.is_lone else 1.6)], "showticklabels": False}
    missing = set(periods) - set(rows["at"])
    labels = {one: "<br>".join(_safe(line) for line in textwrap.wrap(one, LABEL_WIDTH)) for one in periods}
    y = {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": periods,
        "range": [len(periods) - 0.5, -0.5],
        "tickvals": periods,
        "ticktext": [f"<i>{labels[one]}</i>" if one in missing else labels[one] for one in periods],
        "tickfont": {"size": 12, "color": palette.text},
    }
    return x, y


def _dot_axes(
    panel: Panel, place: Place, palette: Palette, *, is_log: bool, marked: Sequence[float]
) -> tuple[Spec, Spec]:
    labels = dict(zip(panel.rows["mark"], panel.rows["name"], strict=True))
    scale = ticks.scale(panel.rows["at"].tolist(), is_log=False)
    x = {
        "title": panel.unit,
        "range": [scale.range[0] - 2, scale.range[1] + 3],
        "tickvals": list(scale.ticks),
        "ticktext": [say.number(one) for one in scale.ticks],
        "tickfont": {"size": 12, "color": palette.muted},
        "zeroline": True,
        "zerolinecolor": palette.muted,
    }
    y = {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(labels),
        "range": [len(labels) - 0.5, -0.5],
        "tickvals": list(labels),
        "ticktext": ["<br>".join(_safe(line) for line in textwrap.wrap(one, LABEL_WIDTH)) for one in labels.values()],
        "tickfont": {"size": 12, "color": palette.text},
        "showgrid": True,
        "gridcolor": palette.line,
    }
    return x, y


LABEL_WIDTH = 22
"""Characters in a line of a row's label beside dots."""
LETTER = 6.6
"""Pixels that a letter of a label needs at most, on average."""


def _left_margin(panels: Sequence[Panel], places: Sequence[Place]) -> int:
    """Return the pixels that the labels left of the plots need; left to find out, Plotly draws a chart twice."""
    left = [panel for panel, place in zip(panels, places, strict=True) if not place.x[0]]
    lines = [line for panel in left for label in _left_labels(panel) for line in textwrap.wrap(label, LABEL_WIDTH)]
    return round(max(map(len, lines), default=0) * LETTER) + 12


def _left_labels(panel: Panel) -> list[str]:
    if panel.form == "dots":
        return list(panel.rows["name"].unique())
    if panel.form == "bars":
        return _categories(panel.rows)
    return [say.number(one) for one in ticks.scale(panel.drawn["value"].tolist(), is_log=False).ticks]


def _uprights(panel: Panel, place: Place, palette: Palette, *, marked: Sequence[float]) -> list[Spec]:
    """Return the lines where a series breaks and where the article appeared."""
    if panel.form != "lines":
        return []
    lines = [(year - 0.5, "dot") for year in _break_years(panel)] + [(day, "dash") for day in marked]
    return [
        {
            "type": "line",
            "xref": place.x_name,
            "yref": f"{place.y_name} domain",
            "x0": at,
            "x1": at,
            "y0": 0,
            "y1": 1,
            "line": {"color": palette.muted, "width": 1, "dash": dash},
            "layer": "below",
        }
        for at, dash in lines
    ]


def _names(panel: Panel, place: Place, palette: Palette, *, marked: Sequence[float]) -> list[Spec]:
    """Return what the upright lines are called; of breaks that lie close together the first."""
    if panel.form != "lines":
        return []
    breaks = _break_years(panel)
    called = [
        year for one, year in zip([-LEAST_MARK_APART, *breaks], breaks, strict=False) if year - one >= LEAST_MARK_APART
    ]
    names = [(year - 0.5, say.BREAK_MARK, "center") for year in called] + [
        (day, say.MARK, "right") for day in marked[:1]
    ]
    return [
        {
            "text": name,
            "xref": place.x_name,
            "yref": f"{place.y_name} domain",
            "x": at,
            "y": 1,
            "yanchor": "bottom",
            "xanchor": anchor,
            "showarrow": False,
            "font": {"size": 11, "color": palette.muted},
        }
        for at, name, anchor in names
    ]


def _break_years(panel: Panel) -> list[int]:
    return [year for year in panel.breaks if isinstance(year, int)]


def _levels(panel: Panel, place: Place, palette: Palette) -> list[Spec]:
    """Return the lines between bars where a definition changes."""
    if panel.form != "bars":
        return []
    periods = _periods(panel.rows)
    return [
        {
            "type": "line",
            "xref": f"{place.x_name} domain",
            "yref": place.y_name,
            "x0": 0,
            "x1": 1,
            "y0": periods.index(str(period)) - 0.5,
            "y1": periods.index(str(period)) - 0.5,
            "line": {"color": palette.muted, "width": 1, "dash": "dot"},
        }
        for period in panel.breaks
    ]


def _has_pairs(panel: Panel) -> bool:
    """Return whether bars of two colours stand side by side somewhere."""
    return panel.form == "bars" and bool((panel.rows.groupby("at")["key"].nunique() > 1).any())


def _categories(rows: pd.DataFrame) -> list[str]:
    """Return the rows of bars from top to bottom: by time where they are periods, else as they come."""
    return _periods(rows) if (rows["at"] == rows["period"]).all() else list(dict.fromkeys(rows["at"]))


def _periods(rows: pd.DataFrame) -> list[str]:
    """Return the periods of bars by time, with those that are missing between two that are there."""
    known = sorted(rows["period"].unique())
    found: list[str] = known[:1]
    for one, following in pairwise(known):
        found += [*_between(one, following), following]
    return found


def _between(one: str, following: str) -> list[str]:
    """Return the years between two periods that are called alike, such as FY2016 between FY2015 and FY2017."""
    (head, first), (other, last) = _split(one), _split(following)
    return [f"{head}{year}" for year in range(first + 1, last)] if head == other and first else []


def _split(period: str) -> tuple[str, int]:
    digits = period[-4:]
    return (period[:-4], int(digits)) if digits.isdigit() else (period, 0)


def _safe(text: str) -> str:
    # MathJax isn't loaded, but a pair of dollar signs would still be taken for a formula.
    return html.escape(text, quote=False).replace("$", "&#36;")
