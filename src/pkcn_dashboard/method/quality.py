"""The measured quality as the Method page shows it: sets, finding, chart and tables. No Streamlit."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from pkcn_dashboard import text
from pkcn_dashboard.charts.figures import ROW_HEIGHT, FinishedFigure
from pkcn_dashboard.text import method as words
from pkcn_dashboard.theme import PALETTES, Scheme, template
from pkcn_data.rows import Row

_APART = 0.16
"""How far above and below the middle of its row a dot stands, so that intervals don't cover each other."""
_MARKS = ("circle", "diamond-open", "square-open", "x-thin-open")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class GoldSet:
    """One set of hand-coded articles with what was measured on it, a row a field."""

    name: str
    articles: int
    sentences: int
    codebook_version: str
    rows: tuple[Row, ...]

    @property
    def label(self) -> str:
        """Return what the set is called."""
        return words.set_label(self.name)

    @property
    def head(self) -> str:
        """Return the set's name with its size."""
        return words.SET_HEAD.format(
            gold_set=self.label,
            articles=text.count_of(self.articles, "articles"),
            sentences=text.count_of(self.sentences, "sentences"),
        )


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Drawn:
    """The chart with the words that go with it."""

    title: str
    caption: str
    alt: str
    figure: FinishedFigure


def gold_sets(rows: Iterable[Row]) -> tuple[GoldSet, ...]:
    """Return the sets with their rows, the one that says most about a new article first."""
    by_name: dict[str, list[Row]] = {}
    for row in rows:
        by_name.setdefault(row["gold_set"], []).append(row)
    known = list(words.GOLD_SETS)
    names = sorted(by_name, key=lambda name: known.index(name) if name in known else len(known))
    return tuple(_gold_set(name, by_name[name]) for name in names)


def _gold_set(name: str, rows: Sequence[Row]) -> GoldSet:
    first = rows[0]
    return GoldSet(
        name=name,
        articles=first["articles"],
        sentences=first["sentences"],
        codebook_version=first["codebook_version"],
        rows=tuple(rows),
    )


def table(gold_set: GoldSet) -> pd.DataFrame:
    """Return the figures of a set under the headings they are read with; the interval is one range."""
    rows = [
        {
            "field": words.field_label(row["field"]),
            "cases": row["cases"],
            **{name: row[name] for name in ("precision", "recall", "f1")},
            "interval": _interval(row, words.QUALITY_RANGE) or words.QUALITY_NO_VALUE,
        }
        for row in gold_set.rows
    ]
    kinds = {"cases": "int64", "precision": "float64", "recall": "float64", "f1": "float64"}
    return pd.DataFrame(rows, columns=list(words.QUALITY_COLUMNS)).astype(kinds).rename(columns=words.QUALITY_COLUMNS)


def draw(sets: Sequence[GoldSet], *, codebook: str | None, scheme: Scheme) -> Drawn:
    """Draw F1 with its interval, a row a field, best first as the first set has it; a dot a set.

    `codebook` is the version of the one that is shown, if any.
    """
    fields = _ranked(sets)
    return Drawn(
        title=finding(sets[0]),
        caption=words.QUALITY_CAPTION.format(
            gold_set=text.inline(sets[0].label), measured=_measured_with(sets[0].codebook_version, codebook)
        ),
        alt=_alt(sets, fields),
        figure=_figure(sets, fields, scheme=scheme),
    )


def finding(gold_set: GoldSet) -> str:
    """Say in how many fields the coding is good, and where it is worst."""
    measured = [row for row in gold_set.rows if row["f1"] is not None]
    label = text.inline(gold_set.label)
    if not measured:
        return words.QUALITY_NONE.format(gold_set=label)
    lowest = min(measured, key=lambda row: row["f1"])
    good = sum(row["f1"] >= words.GOOD for row in measured)
    sentence = words.QUALITY_FINDING_ALL if good == len(measured) else words.QUALITY_FINDING
    return sentence.format(
        gold_set=label,
        good=good,
        fields=len(measured),
        threshold=_two(words.GOOD),
        lowest=text.inline(words.field_label(lowest["field"])),
        lowest_f1=_two(lowest["f1"]),
    )


def _measured_with(version: str, codebook: str | None) -> str:
    sentence = words.QUALITY_VERSION if codebook in (None, version) else words.QUALITY_OTHER_VERSION
    return sentence.format(version=version, codebook=codebook)


def _ranked(sets: Sequence[GoldSet]) -> list[str]:
    fields = dict.fromkeys(row["field"] for one in sets for row in one.rows if row["f1"] is not None)
    first = {row["field"]: row["f1"] or 0 for row in sets[0].rows}
    return sorted(fields, key=lambda field: -first.get(field, 0))


def _figure(sets: Sequence[GoldSet], fields: Sequence[str], *, scheme: Scheme) -> FinishedFigure:
    palette = PALETTES[scheme]
    row_of = {field: number for number, field in enumerate(fields)}
    figure = go.Figure(layout={"template": template(scheme)})
    for number, one in enumerate(sets):
        figure.add_trace(_dots(one, row_of, number=number, of=len(sets), scheme=scheme))
    figure.update_layout(
        height=len(fields) * ROW_HEIGHT + 74,
        margin={"t": 26 * len(sets) + 4, "b": 26, "r": 42},
        legend={"orientation": "v"},
        showlegend=True,
        xaxis={
            "range": [0, 1.02],
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "ticktext": ["0", "0.25", "0.5", "0.75", "1"],
            "showgrid": True,
            "gridcolor": palette.line,
            "tickfont": {"color": palette.muted},
        },
        yaxis={
            "range": [len(fields) - 0.5, -0.5],
            "tickmode": "array",
            "tickvals": list(row_of.values()),
            "ticktext": [html.escape(text.clip(words.field_label(field), 24)) for field in fields],
        },
        annotations=[_beside(row_of[row["field"]], _two(row["f1"])) for row in sets[0].rows if row["field"] in row_of],
    )
    return FinishedFigure(figure)


def _beside(row: int, number: str) -> dict[str, object]:
    """Return a number at the end of a row."""
    return {"xref": "paper", "x": 1, "xanchor": "left", "xshift": 12, "y": row, "text": number, "showarrow": False}


def _dots(one: GoldSet, row_of: Mapping[str, int], *, number: int, of: int, scheme: Scheme) -> go.Scatter:
    palette = PALETTES[scheme]
    colour = palette.muted if number else palette.accent_fill
    rows = [row for row in one.rows if row["f1"] is not None]
    offset = _APART * (2 * number - (of - 1))
    return go.Scatter(
        mode="markers",
        name=html.escape(one.label),
        cliponaxis=False,
        x=[row["f1"] for row in rows],
        y=[row_of[row["field"]] + offset for row in rows],
        marker={"symbol": _MARKS[number % len(_MARKS)], "size": 9, "color": colour, "line": {"width": 1.5}},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [_beyond(row, "high") for row in rows],
            "arrayminus": [_beyond(row, "low") for row in rows],
            "color": colour,
            "thickness": 1.5,
            "width": 0,
        },
        hovertext=[_hover(one, row) for row in rows],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _beyond(row: Row, end: str) -> float:
    """Return how far the interval reaches from F1 to one of its ends."""
    return 0.0 if row[end] is None else abs(row[end] - row["f1"])


def _hover(one: GoldSet, row: Row) -> str:
    return words.QUALITY_HOVER.format(
        field=html.escape(words.field_label(row["field"])),
        gold_set=html.escape(one.label),
        f1=_two(row["f1"]),
        interval=_interval(row) or words.QUALITY_NO_INTERVAL,
        cases=f"{row['cases']:,}",
    )


def _alt(sets: Sequence[GoldSet], fields: Sequence[str]) -> str:
    lines = []
    for field in fields:
        values = [
            _alt_value(one, row) for one in sets for row in one.rows if row["field"] == field and row["f1"] is not None
        ]
        lines.append(words.QUALITY_ALT_FIELD.format(field=words.field_label(field), values=", ".join(values)))
    return f"{finding(sets[0])}. {'; '.join(lines)}."


def _alt_value(one: GoldSet, row: Row) -> str:
    sentence = words.QUALITY_ALT_VALUE if row["low"] is None else words.QUALITY_ALT_INTERVAL
    return sentence.format(
        f1=_two(row["f1"]), low=_two(row["low"]), high=_two(row["high"]), gold_set=text.inline(one.label)
    )


def _interval(row: Row, written: str = words.QUALITY_INTERVAL) -> str:
    if row["low"] is None or row["high"] is None:
        return ""
    return written.format(low=_two(row["low"]), high=_two(row["high"]))


def _two(value: float | None) -> str:
    return words.QUALITY_NO_VALUE if value is None else f"{value:.2f}"
