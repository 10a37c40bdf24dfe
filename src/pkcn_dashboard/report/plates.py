"""The charts of the file of a view: each row with its bar, its parts in numbers, and the sentences it counts.

Where a bar can't be divided by colour, because its parts are too many, or overlap and were drawn as dots, it is whole
and its parts are only named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pkcn_dashboard import text
from pkcn_dashboard.charts import catalogue, figures
from pkcn_dashboard.charts.catalogue import Drawn
from pkcn_dashboard.theme import PALETTES, Palette
from pkcn_dashboard.words import Words
from pkcn_data.summary import Unit, View
from pkcn_data.tables import records

BAR_LENGTH = 1000
"""Units of the drawing in which the longest bar is measured."""
MOST_COLOURS = 5
"""Bars of more series than these are drawn in one colour; the numbers beside them say which is which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of a bar: where it lies, how long it is, and which colour it has."""

    x: float
    y: float
    width: float
    height: float
    fill: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a chart with the numbers of the sentences it counts."""

    label: str
    count: int
    unit: str
    segments: tuple[Segment, ...]
    parts: tuple[tuple[str, int, int | None], ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """One chart of the file."""

    id: str
    title: str
    caption: str
    unit: str
    rows: tuple[Row, ...]


class Fills:
    """The colours of bars by number, as they come up."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.wanted: list[tuple[str, str]] = []

    def number(self, dimension: str, one: str) -> int:
        """Return the number of an id's colour."""
        if (dimension, one) not in self.wanted:
            self.wanted.append((dimension, one))
        return self.wanted.index((dimension, one))

    def schemes(self) -> list[tuple[str, Palette, list[str]]]:
        """Return each scheme with its palette and the colour of each number."""
        return [
            (scheme, palette, [figures.colour_of(*one, groups=self.words.groups, scheme=scheme) for one in self.wanted])
            for scheme, palette in PALETTES.items()
        ]


def plate(drawn: Drawn, view: View, numbers: Mapping[str, str], fills: Fills, *, asked: Unit) -> Plate:
    """Return a chart as the file shows it; `numbers` are of sentences, by id, `asked` is the unit chosen."""
    counts = {mark.row_id: mark.count for mark in drawn.marks.values() if not mark.series_id}
    adds_up = _is_whole(drawn) or not drawn.overlaps
    longest = max(counts.values() if adds_up else drawn.table["count"], default=0) or 1
    rows = [
        Row(
            label=str(cells["row_label"].iloc[0]),
            count=(count := counts.get(str(row_id), 0)),
            unit=text.UNITS[drawn.unit][count != 1],
            segments=tuple(_segments(_parts_of(cells, counts, drawn), drawn, fills, longest=longest)),
            parts=tuple(_parts(cells, drawn, fills)),
            numbers=tuple(_counted(str(row_id), drawn, view, numbers)),
        )
        for row_id, cells in drawn.table.groupby("row_id", sort=False)
    ]
    return Plate(
        id=drawn.chart.id,
        title=drawn.title,
        caption=catalogue.caption_of_list(drawn, asked=asked),
        unit=text.capital(text.UNITS[drawn.unit][1]),
        rows=tuple(rows if drawn.marks else ()),
    )


def _is_whole(drawn: Drawn) -> bool:
    """Return whether bars are in one piece."""
    chart = drawn.chart
    return chart.series is None or chart.form == "dots" or drawn.column_count > MOST_COLOURS


def _parts_of(cells: pd.DataFrame, counts: Mapping[str, int], drawn: Drawn) -> pd.DataFrame:
    """Return what a bar is made of: its series, or itself where it is whole."""
    if _is_whole(drawn):
        cells = cells.head(1).assign(count=counts.get(str(cells["row_id"].iloc[0]), 0))
    return cells[cells["count"] > 0]


def _segments(parts: pd.DataFrame, drawn: Drawn, fills: Fills, *, longest: int) -> Iterator[Segment]:
    """Yield the parts of a bar: one after the other, or below each other where they don't add up."""
    below = drawn.overlaps and not _is_whole(drawn)
    height = 1 / max(len(parts), 1) if below else 1.0
    start = 0.0
    for place, part in enumerate(records(parts)):
        width = BAR_LENGTH * int(part["count"]) / longest
        yield Segment(
            x=0.0 if below else round(start, 2),
            y=round(place * height, 4) if below else 0.0,
            width=round(width, 2),
            height=round(height, 4),
            fill=_fill(part, drawn, fills),
        )
        start += width


def _parts(cells: pd.DataFrame, drawn: Drawn, fills: Fills) -> Iterator[tuple[str, int, int | None]]:
    """Yield name, number and colour of each part; of a bar in one piece they have no colour of their own."""
    if drawn.chart.series is None:
        return
    for cell in records(cells[cells["count"] > 0]):
        yield str(cell["series"]), int(cell["count"]), None if _is_whole(drawn) else _fill(cell, drawn, fills)


def _fill(cell: Mapping[str, Any], drawn: Drawn, fills: Fills) -> int:
    if drawn.chart.series is None:
        return fills.number(drawn.chart.rows, str(cell["row_id"]))
    return fills.number("", "") if _is_whole(drawn) else fills.number(drawn.chart.series, str(cell["series_id"]))


def _counted(row_id: str, drawn: Drawn, view: View, numbers: Mapping[str, str]) -> list[str]:
    """Return the numbers of the sentences that a row counts."""
    mark = drawn.marks.get(f"{row_id}|")
    if mark is None:
        return []
    behind = catalogue.behind(drawn.chart, view, mark, unit=drawn.unit)
    return [numbers[one] for one in dict.fromkeys(behind["sentence_id"])]
