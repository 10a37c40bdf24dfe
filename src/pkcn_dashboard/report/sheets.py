"""Charts of official figures in the file of a view: each panel as a drawing, all values as a table, what to know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from pkcn_dashboard.indicators import draw, plots, ticks
from pkcn_dashboard.indicators.draw import Shown, SourceLine
from pkcn_dashboard.indicators.panels import Panel
from pkcn_dashboard.report.plates import Fills
from pkcn_dashboard.text import indicators as say

WIDTH, HEIGHT = 600, 200
"""Units of a drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A piece of a line that may be joined: its points as SVG has them, each point, and its colour's number."""

    points: str
    dots: tuple[tuple[float, float], ...]
    fill: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One panel: its head and unit, what is drawn, where it breaks, and what its ends mean."""

    head: str
    unit: str
    strokes: tuple[Stroke, ...]
    breaks: tuple[float, ...]
    days: tuple[float, ...]
    low: str
    high: str
    first: str
    last: str
    keys: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One chart of figures."""

    id: str
    title: str
    caption: str
    notes: tuple[str, ...]
    drawings: tuple[Drawing, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sources: tuple[SourceLine, ...]


def sheet(shown: Shown, fills: Fills) -> Sheet:
    """Return a chart as the file shows it."""
    rows = draw.table(shown) if not shown.is_empty else pd.DataFrame()
    return Sheet(
        id=shown.id,
        title=shown.title,
        caption=shown.caption if not shown.is_empty else say.EMPTY,
        notes=shown.notes,
        drawings=tuple(
            _drawing(panel, shown, fills) for panel in shown.panels if len(panel.drawn) and panel.form == "lines"
        ),
        columns=tuple(str(one) for one in rows.columns),
        rows=tuple(tuple(_cell(cell) for cell in row) for row in rows.itertuples(index=False)),
        sources=shown.sources,
    )


def _cell(cell: object) -> str:
    if isinstance(cell, float):
        return "" if pd.isna(cell) else say.number(cell)
    return str(cell)


def _drawing(panel: Panel, shown: Shown, fills: Fills) -> Drawing:
    drawn = panel.drawn
    first, last = int(drawn["at"].min()), int(drawn["at"].max())
    days = [draw.as_year(one) for one in shown.marked]
    span = min([first, *days]), max([last, *days])
    low, high = ticks.scale(drawn["value"].tolist(), is_log=False).range
    keys = dict(zip(drawn["key"], drawn["who"], strict=True))
    return Drawing(
        head=panel.head,
        unit=panel.unit,
        strokes=tuple(_strokes(panel, fills, span=span, low=low, high=high)),
        breaks=tuple(_across(year - 0.5, span) for year in panel.breaks if isinstance(year, int)),
        days=tuple(_across(one, span) for one in days),
        low=say.number(low),
        high=say.number(high),
        first=str(first),
        last=str(last),
        keys=tuple((who, fills.number("country", key)) for key, who in keys.items()),
    )


def _strokes(panel: Panel, fills: Fills, *, span: tuple[float, float], low: float, high: float) -> Iterator[Stroke]:
    for key in dict.fromkeys(panel.drawn["key"]):
        for piece in plots.runs(panel.rows[panel.rows["key"] == key]):
            dots = tuple(
                (_across(at, span), round(HEIGHT * (1 - (value - low) / (high - low)), 1)) for at, value, _ in piece
            )
            points = " ".join(f"{x},{y}" for x, y in dots)
            yield Stroke(points=points, dots=dots, fill=fills.number("country", str(key)))


def _across(at: float, span: tuple[float, float]) -> float:
    first, last = span
    return round(WIDTH * (at - first) / ((last - first) or 1), 1)
