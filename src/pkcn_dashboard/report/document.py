"""One file of the current view: charts, all its sentences, where they come from. No Streamlit.

It opens without a connection, runs no script and loads nothing. Everything that comes from an article is escaped by
the template. The same view gives the same file.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pkcn_dashboard import findings, load, text
from pkcn_dashboard.addresses import web_address
from pkcn_dashboard.charts import catalogue, figures
from pkcn_dashboard.charts.catalogue import Drawn
from pkcn_dashboard.text.share import REPORT
from pkcn_dashboard.theme import PALETTES, Palette
from pkcn_dashboard.words import Words
from pkcn_data.summary import Filters, Unit, View
from pkcn_data.tables import records
from pkcn_data.version import VERSION

BAR_LENGTH = 1000
"""Units of the drawing in which the longest bar is measured."""
MOST_COLOURS = 5
"""Bars of more series than these are drawn in one colour; the numbers beside them say which is which."""
REFERENCE = "{article}.{position}"
"""The number of a sentence where there are several articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One sentence as the file shows it."""

    number: str
    text: str
    by: str
    language: str
    codes: tuple[str, ...]


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
    segments: tuple[Segment, ...]
    parts: tuple[tuple[str, int, int], ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """One chart of the file."""

    id: str
    title: str
    caption: str
    unit: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where the words of one article come from."""

    title: str
    lines: tuple[str, ...]
    address: str


def of_page(page_id: str, filters: Filters, *, unit: Unit, address: str) -> str:
    """Return the file of a page as HTML: its charts, and all sentences that fit the filters."""
    data, view = load.data(), load.view(filters)
    numbers = _numbers(view)
    drawn = [load.drawn(chart.id, filters, unit=unit, scheme="light") for chart in catalogue.charts_of(page_id)]
    fills = _Fills(data.words)
    plates = [_plate(one, view, numbers, fills) for one in drawn]
    style = _environment().get_template("report.css").render(schemes=fills.schemes())
    compared = load.computed(findings.comparisons, filters)
    return (
        _environment()
        .get_template("report.html")
        .render(
            words=REPORT,
            product=text.PRODUCT,
            empty_chart=text.EMPTY_CHART,
            no_comparison=text.NO_COMPARISON,
            title=text.PAGE_TITLES[page_id],
            source=load.computed(findings.source_line, filters),
            filters=data.words.chosen(filters),
            unit=text.UNITS[unit][1],
            figures=[
                (text.FIGURES[name], count) for name, count in load.computed(findings.key_figures, filters).items()
            ],
            plates=plates,
            comparisons=[(said, numbers[str(row["sentence_id"])]) for said, row in compared],
            sentences=list(_sentences(view, numbers, data.words, _languages(data.tables.articles))),
            origins=list(_origins(load.computed(findings.articles_of, filters), data.manifest.inputs)),
            codebook=data.manifest.codebook_version,
            version=VERSION,
            address=web_address(address) or "",
            style=Markup(style),
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            bar_length=BAR_LENGTH,
        )
    )


class _Fills:
    """The colours of bars by number, as they come up."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.wanted: list[tuple[str, str]] = []

    def number(self, dimension: str, one: str) -> int:
        if (dimension, one) not in self.wanted:
            self.wanted.append((dimension, one))
        return self.wanted.index((dimension, one))

    def schemes(self) -> list[tuple[str, Palette, list[str]]]:
        """Return each scheme with its palette and the colour of each number."""
        return [
            (scheme, palette, [figures.colour_of(*one, groups=self.words.groups, scheme=scheme) for one in self.wanted])
            for scheme, palette in PALETTES.items()
        ]


def _plate(drawn: Drawn, view: View, numbers: Mapping[str, str], fills: _Fills) -> Plate:
    counts = {mark.row_id: mark.count for mark in drawn.marks.values() if not mark.series_id}
    cells = drawn.table.groupby("row_id", sort=False)
    longest = max(counts.values() if _is_stacked(drawn) else drawn.table["count"], default=0) or 1
    rows = [
        Row(
            label=str(row["row_label"].iloc[0]),
            count=counts.get(str(row_id), 0),
            segments=tuple(_segments(row, drawn, fills, longest=longest)),
            parts=tuple(_parts(row, drawn, fills)),
            numbers=tuple(_counted(str(row_id), drawn, view, numbers)),
        )
        for row_id, row in cells
    ]
    caption = catalogue.caption(drawn, asked=drawn.unit)
    unit = text.capital(text.UNITS[drawn.unit][1])
    return Plate(
        id=drawn.chart.id, title=drawn.title, caption=caption, unit=unit, rows=tuple(rows if drawn.marks else ())
    )


def _is_stacked(drawn: Drawn) -> bool:
    return drawn.chart.series is not None and not drawn.overlaps


def _segments(row: pd.DataFrame, drawn: Drawn, fills: _Fills, *, longest: int) -> Iterator[Segment]:
    """Yield the parts of a bar: one after the other, or below each other where they don't add up."""
    counted = row[row["count"] > 0]
    start, height = 0.0, 1.0 if _is_stacked(drawn) or len(counted) < 2 else 1 / len(counted)
    for place, (_, cell) in enumerate(counted.iterrows()):
        width = BAR_LENGTH * int(cell["count"]) / longest
        y = 0.0 if _is_stacked(drawn) else place * height
        yield Segment(
            x=round(start, 2),
            y=round(y, 4),
            width=round(width, 2),
            height=round(height, 4),
            fill=_fill(cell, drawn, fills),
        )
        start += width if _is_stacked(drawn) else 0


def _parts(row: pd.DataFrame, drawn: Drawn, fills: _Fills) -> Iterator[tuple[str, int, int]]:
    if drawn.chart.series is None:
        return
    for _, cell in row[row["count"] > 0].iterrows():
        yield str(cell["series"]), int(cell["count"]), _fill(cell, drawn, fills)


def _fill(cell: pd.Series, drawn: Drawn, fills: _Fills) -> int:
    if drawn.chart.series is None:
        return fills.number(drawn.chart.rows, str(cell["row_id"]))
    if drawn.table["series_id"].nunique() > MOST_COLOURS:
        return fills.number("", "")
    return fills.number(drawn.chart.series, str(cell["series_id"]))


def _counted(row_id: str, drawn: Drawn, view: View, numbers: Mapping[str, str]) -> list[str]:
    """Return the numbers of the sentences that a row counts."""
    mark = drawn.marks.get(f"{row_id}|")
    if mark is None:
        return []
    behind = catalogue.behind(drawn.chart, view, mark, unit=drawn.unit)
    return [numbers[one] for one in dict.fromkeys(behind["sentence_id"])]


def _numbers(view: View) -> dict[str, str]:
    """Return the number of each sentence: its place in the article, with the article's where there are several."""
    rows = view.sentences
    articles = {one: place for place, one in enumerate(dict.fromkeys(view.all_sentences["article_id"]), 1)}
    several = len(articles) > 1
    return {
        str(sentence_id): REFERENCE.format(article=articles[article_id], position=position)
        if several
        else str(position)
        for sentence_id, article_id, position in zip(
            rows["sentence_id"], rows["article_id"], rows["position"], strict=True
        )
    }


def _sentences(view: View, numbers: Mapping[str, str], words: Words, languages: Mapping[str, str]) -> Iterator[Said]:
    coded = {str(one): rows for one, rows in view.statements.groupby("sentence_id", sort=False)}
    for _, row in view.sentences.iterrows():
        said_by = words.label("speaker", row["speaker_id"])
        manner = text.ATTRIBUTIONS.get(row["attribution"], "")
        rows = coded.get(row["sentence_id"])
        yield Said(
            number=numbers[row["sentence_id"]],
            text=row["text"],
            by=REPORT["said"].format(speaker=said_by, manner=manner) if manner else said_by,
            language=languages[row["article_id"]],
            codes=() if rows is None else tuple(words.statement(one) for one in records(rows)),
        )


def _languages(articles: pd.DataFrame) -> dict[str, str]:
    return dict(zip(articles["article_id"], articles["language"], strict=True))


def _origins(articles: pd.DataFrame, inputs: Mapping[str, str]) -> Iterator[Origin]:
    files = {PurePath(name).stem: sha256 for name, sha256 in inputs.items()}
    for place in range(len(articles)):
        one = articles.iloc[[place]]
        row = one.iloc[0]
        lines = [findings.byline(one)]
        if not pd.isna(row["credit"]):
            lines.append(REPORT["credit"].format(credit=row["credit"]))
        sha256 = files.get(row["article_id"])
        lines.append(
            REPORT["sha256_file"].format(sha256=sha256)
            if sha256
            else REPORT["sha256_text"].format(sha256=row["sha256"])
        )
        yield Origin(title=findings.headline(one), lines=tuple(lines), address=web_address(row["url"]) or "")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("pkcn_dashboard.report"),
        autoescape=lambda name: name is not None and name.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
