"""The chart of a claim: the figures its test used, as bars, or marked on the line of their series. No Streamlit.

Every bar and every marked point is a row of `claim_figures`; a part that rests on dates or one fact alone has no panel.
"""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pkcn_dashboard.charts.figures import FinishedFigure
from pkcn_dashboard.claims.board import Judged, Part, Row
from pkcn_dashboard.claims.rows import who
from pkcn_dashboard.indicators import ticks
from pkcn_dashboard.indicators.draw import month
from pkcn_dashboard.indicators.panels import country_name, series_name, series_panel
from pkcn_dashboard.indicators.plots import colour_of, runs
from pkcn_dashboard.text import capital, clip
from pkcn_dashboard.text import claims as say
from pkcn_dashboard.text import indicators as figure_words
from pkcn_dashboard.theme import PALETTES, SYMBOLS, Palette, Scheme, template
from pkcn_data.claims.wording import amounts
from pkcn_data.figures.frames import Figures
from pkcn_data.model import Reading

Spec = dict[str, Any]
"""A part of a figure in Plotly's own words."""

BAR, BAR_ROW, LABEL_LINE, LINE_PLOT = 18, 28, 15, 150
HEAD_LINE, HEAD_GAP = 17, 8
AXIS_HEIGHT = 50
"""Pixels below a plot: what its axis is called, and the distance to the next head."""
HEAD_WIDTH, LABEL_WIDTH = 48, 20
"""Characters in a line of a head, and of a bar's label, on a phone."""
LABEL_LINES = 3
LETTER = 6.8
"""Pixels that a letter of a label needs at most, on average."""
MONEY = " current US dollars"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Value:
    """One figure that the test used: what it is called in its panel, the id of its colour, and its number in words."""

    label: str
    key: str
    period: str
    value: float
    said: str
    full: str


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Panel:
    """One pair of axes: the figures used, and the line they lie on where they are of one series and country."""

    head: str
    unit: str
    values: tuple[Value, ...]
    line: pd.DataFrame | None = None
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Chart:
    """The chart of a claim as it is shown; none of its panels is empty."""

    panels: tuple[Panel, ...]
    figure: FinishedFigure
    caption: str
    alt: str


def chart(claim: str, judged: Judged, figures: Figures | None, *, scheme: Scheme) -> Chart | None:
    """Draw the figures of a reading; none where its test used only dates and single facts."""
    panels = tuple(panel for part in judged.parts for panel in _panels(part, figures, judged))
    if not panels:
        return None
    said = "; ".join(say.ALT_PANEL.format(head=one.head, values=_read_out(one)) for one in panels)
    return Chart(
        panels=panels,
        figure=_plot(panels, scheme=scheme),
        caption=" ".join(_caption(panels)),
        alt=clip(say.ALT.format(claim=claim.rstrip("."), said=said), 2000),
    )


def _panels(part: Part, figures: Figures | None, judged: Judged) -> Iterator[Panel]:
    by_unit: dict[str, list[Row]] = {}
    for row in part.values:
        by_unit.setdefault(row["unit"], []).append(row)
    for unit, rows in by_unit.items():
        lines = {(row["indicator_id"], row["country"]) for row in rows}
        series, country = next(iter(lines))
        if figures is not None and series and country and len(lines) == 1:
            yield _line_panel(figures, series, country, unit, rows, judged)
        elif len(rows) > 1:
            yield _bar_panel(figures, unit, rows)


def _line_panel(figures: Figures, series: str, country: str, unit: str, rows: Sequence[Row], judged: Judged) -> Panel:
    panel = series_panel(figures, series, [country])
    line = panel.rows[panel.rows["at"] <= _last_year(judged.reading, judged.as_of)]
    named = country_name(country)
    return Panel(
        head=say.IN_COUNTRY.format(name=panel.head, country=named),
        unit=unit,
        values=tuple(_values(rows, [named] * len(rows), unit)),
        line=line,
        breaks=tuple(
            one for one in panel.breaks if isinstance(one, int) and line["at"].min() < one <= line["at"].max()
        ),
    )


def _last_year(reading: Reading, as_of: str) -> int:
    """Return the last year that a reading may know: one that had ended by then."""
    return int(as_of[:4]) - 1 if reading == "article" else 9999


def _bar_panel(figures: Figures | None, unit: str, rows: Sequence[Row]) -> Panel:
    """Return figures as bars, each called by what tells it from the others; the head has what all share."""
    parts = {
        "name": [_name(row, figures) for row in rows],
        "who": [who(row) for row in rows],
        "period": [_period(row["period"]) for row in rows],
        "release": [say.RELEASES.get(row["vintage"], "") for row in rows],
    }
    shared = {name: found[0] for name, found in parts.items() if len(set(found)) == 1}
    telling = [found for name, found in parts.items() if name not in shared]
    labels = [", ".join(filter(None, one)) for one in zip(*telling, strict=True)] if telling else parts["who"]
    head = ", ".join(filter(None, [shared.get(name, "") for name in parts]))
    return Panel(head=capital(head), unit=unit, values=tuple(_values(rows, [capital(one) for one in labels], unit)))


def _period(period: str) -> str:
    """Return a period as it is named; a month in words."""
    return month(period) if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", period) else period


def _name(row: Row, figures: Figures | None) -> str:
    if row["indicator_id"] and figures is not None:
        return series_name(figures, row["indicator_id"])
    return str(row["name"])


def _values(rows: Sequence[Row], labels: Sequence[str], unit: str) -> Iterator[Value]:
    said = amounts([row["value"] for row in rows], unit)
    keys = {name: code for code, name in figure_words.PUBLIC["compare"].items()}
    for row, label, words in zip(rows, labels, said, strict=True):
        yield Value(
            label=label,
            key=row["country"] or keys.get(who(row), ""),
            period=row["period"],
            value=row["value"],
            said=_short(words),
            full=words,
        )


def _short(words: str) -> str:
    """Return an amount without the unit that the axis has."""
    if words.endswith(MONEY):
        return words.removesuffix(MONEY)
    return words.partition(" ")[0] if words[:1].isdigit() else words


def _read_out(panel: Panel) -> str:
    return ", ".join(say.ALT_VALUE.format(who=_called(panel, one), value=one.full) for one in panel.values)


def _called(panel: Panel, value: Value) -> str:
    return value.label if panel.line is None else value.period


def _caption(panels: Sequence[Panel]) -> Iterator[str]:
    if any(one.line is None for one in panels):
        yield say.CHART_NOTE["bars"]
    if any(one.line is not None for one in panels):
        yield say.CHART_NOTE["lines"]
    if any(one.breaks for one in panels):
        yield say.BREAK_NOTE
    if len(panels) > 1:
        yield say.AXIS_NOTE


def _plot(panels: Sequence[Panel], *, scheme: Scheme) -> FinishedFigure:
    palette = PALETTES[scheme]
    heads = [_head(one) for one in panels]
    above = [(head.count("<br>") + 1) * HEAD_LINE + HEAD_GAP for head in heads]
    plots = [LINE_PLOT if one.line is not None else _bar_row(one) * len(one.values) for one in panels]
    left = _left(panels)
    inner = sum(above) + sum(plots) + AXIS_HEIGHT * len(panels)
    layout: Spec = {
        "template": template(scheme),
        "height": inner + 8,
        "margin": {"l": left, "t": 4, "b": 4, "r": 14},
        "showlegend": False,
        "shapes": [],
        "annotations": [],
    }
    traces: list[Spec] = []
    top = 0
    for number, (panel, head) in enumerate(zip(panels, heads, strict=True), start=1):
        start, end = top + above[number - 1], top + above[number - 1] + plots[number - 1]
        domain = [max(0.0, 1 - end / inner), 1 - start / inner]
        suffix = "" if number == 1 else str(number)
        traces += _lines(panel, suffix, palette) if panel.line is not None else [_bars(panel, suffix, palette)]
        layout |= _axes(panel, suffix, domain, palette)
        layout["annotations"].append(_placed(head, domain[1], left, palette))
        layout["shapes"] += _breaks(panel, suffix, palette)
        top = end + AXIS_HEIGHT
    return FinishedFigure({"data": traces, "layout": layout})


def _bar_row(panel: Panel) -> int:
    """Return the pixels from one bar to the next: what the longest label needs."""
    return max(BAR_ROW, max(_label(one.label).count("<br>") + 1 for one in panel.values) * LABEL_LINE + 8)


def _head(panel: Panel) -> str:
    """Return what a panel shows, and on a line in which unit, in lines that fit on a phone."""
    name = [f"<b>{_safe(line)}</b>" for line in textwrap.wrap(panel.head, HEAD_WIDTH)]
    unit = [_safe(line) for line in textwrap.wrap(panel.unit, HEAD_WIDTH)] if panel.line is not None else []
    return "<br>".join([*name, *unit])


def _placed(head: str, y: float, left: int, palette: Palette) -> Spec:
    return {
        "text": head,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": y,
        "yref": "paper",
        "yanchor": "bottom",
        "xshift": -left,
        "yshift": HEAD_GAP // 2,
        "align": "left",
        "showarrow": False,
        "font": {"size": 13, "color": palette.text},
    }


def _bars(panel: Panel, suffix: str, palette: Palette) -> Spec:
    places = list(range(len(panel.values)))
    return {
        "type": "bar",
        "orientation": "h",
        "x": [one.value for one in panel.values],
        "y": places,
        "width": BAR / _bar_row(panel),
        "text": [one.said for one in panel.values],
        "textposition": "outside",
        "textangle": 0,
        "constraintext": "none",
        "outsidetextfont": {"color": palette.text, "size": 12},
        "cliponaxis": False,
        "marker": {"color": [colour_of(one.key, palette) for one in panel.values]},
        "hovertext": [_hover(one.label, one) for one in panel.values],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "xaxis": f"x{suffix}",
        "yaxis": f"y{suffix}",
    }


def _lines(panel: Panel, suffix: str, palette: Palette) -> Iterator[Spec]:
    """Yield the line of the series in pieces that may be joined, then the figures used."""
    axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
    colour = colour_of(panel.values[0].key, palette)
    first = str(panel.line["at"].min()) if panel.line is not None else ""
    x: list[float | None] = []
    y: list[float | None] = []
    for piece in runs(panel.line) if panel.line is not None else []:
        x += [*(at for at, _, _ in piece), None]
        y += [*(value for _, value, _ in piece), None]
    yield axes | {
        "type": "scatter",
        "mode": "lines+markers",
        "x": x,
        "y": y,
        "connectgaps": False,
        "cliponaxis": False,
        "hoverinfo": "skip",
        "line": {"color": colour, "width": 1.6},
        "marker": {"color": colour, "size": 3},
    }
    yield axes | {
        "type": "scatter",
        "mode": "markers+text",
        "x": [int(one.period) for one in panel.values],
        "y": [one.value for one in panel.values],
        "text": [one.said for one in panel.values],
        "textposition": ["top right" if one.period == first else "top left" for one in panel.values],
        "textfont": {"color": palette.text, "size": 12},
        "cliponaxis": False,
        "marker": {"color": colour, "size": 11, "symbol": SYMBOLS.get(panel.values[0].key, "circle")},
        "hovertext": [_hover(one.label, one) for one in panel.values],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _axes(panel: Panel, suffix: str, domain: list[float], palette: Palette) -> Spec:
    title = {"standoff": 4, "font": {"size": 12, "color": palette.muted}}
    small = {"size": 12, "color": palette.muted}
    shared = {"fixedrange": True, "automargin": False}
    x: Spec = shared | {"anchor": f"y{suffix}", "tickfont": small}
    y: Spec = shared | {"anchor": f"x{suffix}", "domain": domain}
    if panel.line is None:
        values = [one.value for one in panel.values]
        low, high = min([0.0, *values]), max([0.0, *values]) or 1.0
        x |= {"title": title | {"text": _safe(panel.unit)}, "range": [low * 1.3, high * 1.3], "showticklabels": False}
        labels = [_label(one.label) for one in panel.values]
        y |= {"range": [len(labels) - 0.5, -0.5], "tickvals": list(range(len(labels))), "ticktext": labels}
        y |= {"tickfont": {"size": 12, "color": palette.text}}
    else:
        known = panel.line.dropna(subset=["value"])
        first, last = int(known["at"].min()), int(known["at"].max())
        scale = ticks.scale(known["value"].tolist(), is_log=False)
        years = ticks.years(first, last, 6)
        x |= {"title": title | {"text": say.YEAR_AXIS}, "range": [first - 0.6, last + 0.6]}
        x |= {"tickvals": years, "ticktext": [str(year) for year in years]}
        # Room for the numbers above the marks.
        y |= {"range": [scale.range[0], scale.range[1] * 1.12], "tickvals": list(scale.ticks)}
        y |= {"ticktext": [figure_words.number(one) for one in scale.ticks], "tickfont": small}
        y |= {"showgrid": True, "gridcolor": palette.line}
    return {f"xaxis{suffix}": x, f"yaxis{suffix}": y}


def _breaks(panel: Panel, suffix: str, palette: Palette) -> list[Spec]:
    return [
        {
            "type": "line",
            "xref": f"x{suffix}",
            "yref": f"y{suffix} domain",
            "x0": year - 0.5,
            "x1": year - 0.5,
            "y0": 0,
            "y1": 1,
            "line": {"color": palette.muted, "width": 1, "dash": "dot"},
            "layer": "below",
        }
        for year in panel.breaks
    ]


def _left(panels: Sequence[Panel]) -> int:
    """Return the pixels that the labels left of the plots need; left to find out, Plotly draws a chart twice."""
    lines = [line for panel in panels for label in _left_labels(panel) for line in textwrap.wrap(label, LABEL_WIDTH)]
    return round(max((len(line) for line in lines), default=0) * LETTER) + 14


def _left_labels(panel: Panel) -> list[str]:
    if panel.line is None:
        return [one.label for one in panel.values]
    scale = ticks.scale(panel.line["value"].dropna().tolist(), is_log=False)
    return [figure_words.number(one) for one in scale.ticks]


def _label(label: str) -> str:
    lines = textwrap.wrap(label, LABEL_WIDTH)
    if len(lines) > LABEL_LINES:
        rest = clip(" ".join(lines[LABEL_LINES - 1 :]), LABEL_WIDTH)
        lines = [*lines[: LABEL_LINES - 1], rest]
    return "<br>".join(_safe(line) for line in lines)


def _hover(label: str, value: Value) -> str:
    return say.HOVER.format(who=_safe(label), period=_safe(value.period), value=_safe(value.full))


def _safe(text: str) -> str:
    # MathJax isn't loaded, but a pair of dollar signs would still be taken for a formula.
    return html.escape(text, quote=False).replace("$", "&#36;")
