"""Figures from counts: DataFrame in, Plotly figure out. No Streamlit; the same input gives the same figure."""

from __future__ import annotations

import html
import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

from pkcn_dashboard.text import UNITS, clip
from pkcn_dashboard.theme import GROUP_PATTERNS, PALETTES, PATTERNS, SIDE_COUNTRY, Palette, Scheme, template, text_on
from pkcn_data.model import NARRATOR
from pkcn_data.summary import UNKNOWN

LABEL_WIDTH = 22
"""Characters in one line of a row's label: what leaves room for bars on a phone."""
LABEL_LINES = 3
FEW_ROWS = 6
"""With more rows than these a label has a line less, because one long label makes all rows as high as itself."""
LINE_HEIGHT = 17
ROW_HEIGHT = 30
GROUPED_BAR_HEIGHT = 18
LETTER_WIDTHS = {
    letter: width
    for width, letters in (
        (0.28, "',.:;ij|‘’ "),
        (0.37, "!()-/I[]flrt{}“”"),
        (0.62, "ABCDEFGJKLPRSTUVXYZ"),
        (0.86, "%@HMNOQWmw—…"),
    )
    for letter in letters
}
"""Widths of letters in parts of the size of the type, rounded up; other Latin ones have `COMMON_LETTER`."""
COMMON_LETTER, OTHER_LETTER, WIDE_LETTER = 0.57, 0.75, 1.02
LABEL_SIZE = 14
LABEL_GAP = 12
"""Pixels between a row's label and its bar, and left of the label."""
LEGEND_LINE = 20
LEGEND_WIDTH = 340
"""Pixels that a legend has on a phone."""
LEAST_SHARE = 0.05
"""The part of the longest row below which a segment is too short to hold its number."""
DOT_ROW_HEIGHT = 38
DOT_LABEL_WIDTH = 17
"""Characters in one line of a row's label beside dots, which need more of a phone's width than bars."""
LARGEST_DOT = 24
"""Pixels across: a little less than a column has on a phone."""
SMALLEST_WITH_NUMBER = 14
"""Pixels across that a dot needs for each number of one digit; smaller ones have it below."""
DIGIT_WIDTH = 6
HEAD_WIDTH = 24
"""Characters of a column's head, which stands upright so that nine fit on a phone."""
HEAD_LETTER = 6.4
COLUMN_WIDTH = 72
LABEL_PIXELS = 180
LEAST_WIDTH = 420
MOST_WIDTH = 1120
_AXIS = re.compile(r"[xy]axis\d*")
_SETTLED = {"datarevision": 1}
"""Streamlit gives Plotly each figure twice; a revision that stays says that it is the same, so it isn't drawn twice."""
_PRESSED = {"clickmode": "event+select", "hovermode": "closest", "dragmode": "pan"}
"""What Streamlit sets after the first drawing where it isn't set, and draws anew for it."""


Spec = dict[str, Any]
"""A figure, or a part of one, in Plotly's own words: what the browser gets."""
Cell = dict[str, Any]
"""A row of a chart's table."""


class FinishedFigure(BaseFigure):  # type: ignore[misc]  # plotly ships no types
    """A figure that changes no more, held as what the browser gets.

    It is neither checked nor read out when it is shown: for a small figure Plotly's checks take ten times as long as all
    else. `checked` makes them, for tests. A figure `is_selectable` where a press on a mark is to tell the server.
    """

    def __init__(self, figure: go.Figure | Spec, *, is_selectable: bool = False) -> None:
        spec = figure if isinstance(figure, dict) else figure.to_dict()
        layout = _without_template(spec["layout"]) | _SETTLED | (_PRESSED if is_selectable else {})
        self._spec: Spec = spec | {"layout": layout}

    def to_dict(self) -> Spec:
        """Return the same dictionary each time; nobody may change it."""
        return self._spec

    def checked(self) -> go.Figure:
        """Return the figure as Plotly's own objects; raises `ValueError` where Plotly doesn't know something in it."""
        return go.Figure(self._spec)


def _without_template(layout: Spec) -> Spec:
    """Return a layout with the look of its template written into it.

    Plotly compares templates by identity: with one, the second of Streamlit's two drawings is a whole one.
    """
    own = {name: value for name, value in layout.items() if name != "template"}
    look = layout.get("template", {}).get("layout", {})
    axes = {name: look.get(name[:5], {}) for name in own if _AXIS.fullmatch(name)}
    return _over(look | axes, own)


def _over(under: Spec, over: Spec) -> Spec:
    both = {name: _over(under[name], over[name]) for name in under.keys() & over.keys() if isinstance(over[name], dict)}
    return under | over | both


def bars(
    table: pd.DataFrame,
    *,
    totals: Mapping[str, int],
    dimension: str,
    groups: Mapping[str, str],
    unit: str,
    stacked: bool,
    scheme: Scheme,
) -> FinishedFigure:
    """Return horizontal bars, one trace a series.

    `table` has `row_id, row, row_label, series_id, series, count`, rows from top to bottom. `totals` are the counts of
    whole rows, written at the end of stacked bars. `dimension` says whose ids colour the bars. `customdata` of each bar
    is its row and series.
    """
    cells = _cells(table)
    series = list(dict.fromkeys(cell["series_id"] for cell in cells))
    is_plain = series in ([], [""])
    longest = max((cell["count"] for cell in cells) if not stacked else totals.values(), default=0)
    parts = Counter(cell["row_id"] for cell in cells if cell["count"])
    divided = frozenset(row_id for row_id, number in parts.items() if number > 1)
    traces = [
        _trace(
            own,
            name=name,
            dimension=dimension,
            groups=groups,
            unit=unit,
            least=longest * LEAST_SHARE if stacked else 0,
            numbered=divided if stacked else None,
            scheme=scheme,
        )
        for name, own in _traces(cells, by_group=is_plain and dimension == "sector", groups=groups)
    ]
    rows = {cell["row_id"]: cell["row"] for cell in cells}
    most_lines = LABEL_LINES if len(rows) <= FEW_ROWS else LABEL_LINES - 1
    labels = {row_id: _label(row, most_lines) for row_id, row in rows.items()}
    has_legend = len(traces) > 1 or not is_plain
    legend = legend_height([trace["name"] for trace in traces]) if has_legend else 0
    bars_per_row = 1 if stacked or is_plain else len(series)
    layout = {
        "template": template(scheme),
        "height": _height(list(labels.values()), bars_per_row=bars_per_row) + legend,
        "margin": {"t": legend + 4, "l": _label_margin(labels.values())},
        "showlegend": has_legend,
        "barmode": "stack" if stacked or is_plain else "group",
        "xaxis": {"range": [0, longest * 1.08 or 1], "showticklabels": False, "automargin": False},
        "yaxis": _ticks(list(labels), list(labels.values())) | {"range": [len(rows) - 0.5, -0.5]},
        "annotations": _row_totals(totals, scheme) if stacked else [],
    }
    return FinishedFigure({"data": traces, "layout": layout}, is_selectable=True)


def dots(
    table: pd.DataFrame, *, columns: Sequence[str], dimension: str, groups: Mapping[str, str], unit: str, scheme: Scheme
) -> FinishedFigure:
    """Return a matrix of dots: rows down, `columns` (series ids) across, the area of each dot its count.

    `table` is as in `bars`. A line joins the dots of a row; where nothing is counted, pale lines cross. `customdata` of
    each dot is its row and series.
    """
    palette, found = PALETTES[scheme], table[table["count"] > 0]
    rows = dict(zip(table["row_id"], table["row"], strict=True))
    heads = dict(zip(table["series_id"], table["series"], strict=True))
    labels = {row_id: _label(row, LABEL_LINES - 1, width=DOT_LABEL_WIDTH) for row_id, row in rows.items()}
    names = [_head(heads[one]) for one in columns]
    head = round(max((min(len(heads[one]), HEAD_WIDTH) for one in columns), default=0) * HEAD_LETTER) + 16
    # Not a speck in each place: a chart of as many elements takes the browser twice as long.
    grid = {"showgrid": True, "gridcolor": palette.line, "gridwidth": 1}
    traces = [
        _joins(found, list(rows), columns, palette.muted),
        _dots(found, dimension=dimension, groups=groups, unit=unit, scheme=scheme),
    ]
    layout = {
        "template": template(scheme),
        "height": max(1, len(rows)) * DOT_ROW_HEIGHT + head + 8,
        "margin": {"t": head, "l": _label_margin(labels.values())},
        "showlegend": False,
        "xaxis": _ticks(columns, names) | grid | {"range": [-0.6, len(columns) - 0.4], "side": "top", "tickangle": -90},
        "yaxis": _ticks(list(labels), list(labels.values())) | grid | {"range": [len(rows) - 0.5, -0.5]},
    }
    return FinishedFigure({"data": traces, "layout": layout}, is_selectable=True)


def dots_width(columns: int) -> int:
    """Return the width that a matrix of dots is best read at: compact, so that the eye keeps to its row."""
    return min(MOST_WIDTH, max(LEAST_WIDTH, LABEL_PIXELS + columns * COLUMN_WIDTH))


def colour_of(dimension: str, one: str, *, groups: Mapping[str, str], scheme: Scheme) -> str:
    """Return the fixed colour of an id; what has no colour of its own wears the accent."""
    palette = PALETTES[scheme]
    if dimension in ("sector", "with_sector"):
        return palette.groups.get(groups.get(one, ""), palette.muted)
    if dimension == "side":
        return palette.countries[SIDE_COUNTRY[one]]
    if dimension == "speaker_country" and one in (UNKNOWN, NARRATOR):
        return palette.muted
    tables = {
        "stance": palette.tones,
        "modality": palette.modalities,
        "country": palette.countries,
        "speaker_country": palette.countries,
        "heard": palette.voices,
        "sources": palette.sources,
    }
    return tables.get(dimension, {}).get(one, palette.accent_fill)


def _dots(found: pd.DataFrame, *, dimension: str, groups: Mapping[str, str], unit: str, scheme: Scheme) -> Spec:
    palette, counts = PALETTES[scheme], found["count"].tolist()
    fills = [colour_of(dimension, one, groups=groups, scheme=scheme) for one in found["series_id"]]
    most = max(counts, default=1)
    holds = [_holds_number(count, LARGEST_DOT * (count / most) ** 0.5) for count in counts]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": found["series_id"].tolist(),
        "y": found["row_id"].tolist(),
        "customdata": found[["row_id", "series_id"]].to_numpy().tolist(),
        "text": [f"{count:,}" for count in counts],
        "textposition": ["middle center" if held else "bottom center" for held in holds],
        "textfont": {
            "size": 12,
            "color": [text_on(fill) if held else palette.text for fill, held in zip(fills, holds, strict=True)],
        },
        "marker": {
            "size": counts,
            "sizemode": "area",
            "sizeref": 2 * most / LARGEST_DOT**2,
            "color": fills,
            "opacity": 1,
            "line": {"width": 0},
        },
        "cliponaxis": False,
        "hovertext": [
            _hover(row, series, count, unit)
            for row, series, count in zip(found["row_label"], found["series"], counts, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 0.4}, "textfont": {"color": palette.muted}},
    }


def _holds_number(count: int, diameter: float) -> bool:
    return diameter >= SMALLEST_WITH_NUMBER + DIGIT_WIDTH * (len(f"{count:,}") - 1)


def _joins(found: pd.DataFrame, rows: Sequence[str], columns: Sequence[str], colour: str) -> Spec:
    """Return the lines from the first to the last dot of each row, as one trace with gaps."""
    x: list[str | None] = []
    y: list[str | None] = []
    for row in rows:
        held = set(found.loc[found["row_id"] == row, "series_id"])
        across = [column for column in columns if column in held]
        if len(across) > 1:
            x += [across[0], across[-1], None]
            y += [row, row, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"width": 1, "color": colour},
        "hoverinfo": "skip",
    }


def _head(name: str) -> str:
    """Return a column's head, cut inside a word rather than before it: the room is the same and says more."""
    return _safe(name if len(name) <= HEAD_WIDTH else name[: HEAD_WIDTH - 1].rstrip() + "…")


def _ticks(ids: Sequence[str], names: Sequence[str]) -> dict[str, Any]:
    """Return an axis with these ids, in this order, under these names."""
    return {
        "type": "category",
        "automargin": False,
        "categoryorder": "array",
        "categoryarray": list(ids),
        "tickmode": "array",
        "tickvals": list(ids),
        "ticktext": list(names),
    }


def _cells(table: pd.DataFrame) -> list[Cell]:
    """Return the cells one by one: there are few, and pandas takes long to choose among few."""
    return [
        dict(zip(table.columns, row, strict=True)) for row in zip(*(table[one].tolist() for one in table), strict=True)
    ]


def _traces(cells: Sequence[Cell], *, by_group: bool, groups: Mapping[str, str]) -> list[tuple[str, list[Cell]]]:
    """Return the name and cells of each trace: a series each, or a group of sectors each, so that a legend names it."""
    traces: dict[tuple[str, str], list[Cell]] = {}
    for cell in cells:
        group = groups.get(cell["row_id"], "")
        key = (group, group.capitalize()) if by_group else (cell["series_id"], cell["series"])
        traces.setdefault(key, []).append(cell)
    return [(name, own) for (_, name), own in traces.items()]


def _trace(
    cells: Sequence[Cell],
    *,
    name: str,
    dimension: str,
    groups: Mapping[str, str],
    unit: str,
    least: float,
    numbered: Collection[str] | None,
    scheme: Scheme,
) -> Spec:
    """Return the bars of one series; where they are stacked, the rows of several segments are `numbered` inside."""
    series_id, is_stacked = cells[0]["series_id"], least > 0
    ids = [series_id or cell["row_id"] for cell in cells]
    fills = [colour_of(dimension, one, groups=groups, scheme=scheme) for one in ids]
    palette = PALETTES[scheme]
    return {
        "type": "bar",
        "orientation": "h",
        "name": html.escape(name),
        "x": [cell["count"] for cell in cells],
        "y": [cell["row_id"] for cell in cells],
        "customdata": [[cell["row_id"], cell["series_id"]] for cell in cells],
        "text": [
            f"{count:,}" if count and count >= least and (numbered is None or row_id in numbered) else ""
            for row_id, count in ((cell["row_id"], cell["count"]) for cell in cells)
        ],
        "textposition": "inside" if is_stacked else "outside",
        "textangle": 0,
        "insidetextanchor": "middle",
        "constraintext": "none",
        "insidetextfont": {"color": _alike([text_on(fill) for fill in fills])},
        "outsidetextfont": {"color": palette.text},
        "cliponaxis": False,
        "marker": {
            "color": _alike(fills),
            "line": {"width": 1 if is_stacked else 0, "color": palette.background},
            "pattern": _pattern(
                [pattern_of(dimension, one, groups=groups, as_group=not series_id) for one in ids], palette
            ),
        },
        "hovertext": [_hover(cell["row_label"], name if series_id else "", cell["count"], unit) for cell in cells],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 0.5}, "textfont": {"color": palette.muted}},
    }


def _alike(values: list[str]) -> str | list[str]:
    """Return the one value that all bars share, else all: of a list Plotly makes a case a bar."""
    return values[0] if len(set(values)) == 1 else values


def _pattern(shapes: list[str], palette: Palette) -> Spec:
    if not any(shapes):
        return {}
    return {
        "shape": _alike(shapes),
        "fillmode": "overlay",
        "fgcolor": palette.background,
        "fgopacity": 0.35,
        "size": 8,
        "solidity": 0.14,
    }


def pattern_of(dimension: str, one: str, *, groups: Mapping[str, str], as_group: bool = False) -> str:
    """Return the fixed hatching of an id; sectors of one group have different ones by turns, or the group's."""
    if dimension != "sector":
        return PATTERNS.get(one, "")
    group = groups.get(one, "")
    patterns = GROUP_PATTERNS.get(group, ("",))
    if as_group:
        return patterns[0]
    same = [sector for sector, its_group in groups.items() if its_group == group]
    return patterns[same.index(one) % len(patterns)] if one in same else patterns[0]


def _row_totals(totals: Mapping[str, int], scheme: Scheme) -> list[dict[str, object]]:
    ink = {"color": PALETTES[scheme].text, "size": 14}
    return [
        {"x": total, "y": row, "text": f"{total:,}", "showarrow": False, "xanchor": "left", "xshift": 4, "font": ink}
        for row, total in totals.items()
    ]


def _label(row: str, most_lines: int, *, width: int = LABEL_WIDTH) -> str:
    """Return a row's label in lines that fit beside the bars, safe for Plotly, which reads tags."""
    lines = textwrap.wrap(row, width, break_long_words=True) or [""]
    if len(lines) > most_lines:
        lines = [*lines[: most_lines - 1], clip(" ".join(lines[most_lines - 1 :]), width)]
    return "<br>".join(_safe(line) for line in lines)


def _label_margin(labels: Iterable[str]) -> int:
    """Return the pixels that labels need beside the bars, a little more rather than less.

    Left to find that out itself, Plotly draws a chart twice.
    """
    lines = (line for label in labels for line in label.split("<br>"))
    return round(max((_line_width(html.unescape(line)) for line in lines), default=0) * LABEL_SIZE) + LABEL_GAP


def _line_width(line: str) -> float:
    return sum(map(_letter_width, line))


def _letter_width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return WIDE_LETTER
    return LETTER_WIDTHS.get(letter, COMMON_LETTER if letter < "ɐ" else OTHER_LETTER)


def _hover(row: str, series: str, count: int, unit: str) -> str:
    name = "<br>".join(_safe(line) for line in textwrap.wrap(row, 40) or [""])
    head = f"<b>{name}</b>" + (f"<br>{_safe(series)}" if series else "")
    return f"{head}<br>{count:,} {UNITS[unit][count != 1]}"


def _safe(text: str) -> str:
    # MathJax isn't loaded, but a pair of dollar signs would still be taken for a formula.
    return html.escape(text, quote=False).replace("$", "&#36;")


def legend_height(names: list[str]) -> int:
    """Return what a legend needs on a phone: entries that don't fit in one line stand in columns of equal width."""
    widths = [44 + 7 * len(html.unescape(name)) for name in names]
    columns = len(names) if sum(widths) <= LEGEND_WIDTH else max(1, LEGEND_WIDTH // max(widths))
    return -(-len(names) // columns) * LEGEND_LINE + 12


def _height(labels: list[str], *, bars_per_row: int) -> int:
    lines = max((label.count("<br>") + 1 for label in labels), default=1)
    row = max(ROW_HEIGHT, lines * LINE_HEIGHT + 8, bars_per_row * GROUPED_BAR_HEIGHT + 10)
    return max(1, len(labels)) * row + 12
