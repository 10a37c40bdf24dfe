"""Questions asked of the tables: DataFrame in, DataFrame out; nothing here changes what it is given.

The rows counted everywhere are *coded statements*: the statements table with what their sentences say beside them
(`code_statements`). A *mark* is one bar or segment of a chart: the statements that share a value in one or two
dimensions. `tally` counts marks and `evidence` lists what one mark counts, so that both always agree.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from typing import Literal

import pandas as pd

from pkcn_data.tables import Tables

Unit = Literal["statements", "sentences", "speakers"]
Dimension = Literal["sector", "theme", "speaker", "stance", "modality", "country", "side"]

UNIT_KEYS: dict[Unit, str] = {"statements": "statement_id", "sentences": "sentence_id", "speakers": "speaker_id"}
"""The column whose distinct values a counting unit counts."""

SIDES: dict[str, frozenset[str]] = {"pak_chn": frozenset({"PAK", "CHN"}), "ind": frozenset({"IND"})}
"""The two sides set against each other. What is about countries of both belongs to both."""

_COLUMNS: dict[Dimension, str] = {
    "sector": "code_id",
    "theme": "code_id",
    "speaker": "speaker_id",
    "stance": "stance",
    "modality": "modality",
    "country": "country",
    "side": "side",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a reader asks to see; an empty field asks for everything."""

    sector: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    tone: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    article: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """The rows that fit the filters; `all_*` are those of the unfiltered tables, for shares."""

    statements: pd.DataFrame
    sentences: pd.DataFrame
    comparisons: pd.DataFrame
    all_statements: pd.DataFrame
    all_sentences: pd.DataFrame


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Counts of marks: `cells` has `row_id, series_id, count`, `rows` has `row_id, count`, in the order to draw.

    The count of a row is of distinct units, so it can be less than the sum of its cells.
    """

    cells: pd.DataFrame
    rows: pd.DataFrame
    overall: int

    @property
    def row_counts(self) -> list[tuple[str, int]]:
        """Return the ids and counts of the rows."""
        return list(zip(self.rows["row_id"], self.rows["count"].tolist(), strict=True))

    @property
    def cell_counts(self) -> dict[tuple[str, str], int]:
        """Return the counts of the cells by row and series."""
        marks = zip(self.cells["row_id"], self.cells["series_id"], strict=True)
        return dict(zip(marks, self.cells["count"].tolist(), strict=True))

    @property
    def is_additive(self) -> bool:
        """Return whether the cells of each row add up to it, so that they may be stacked."""
        return bool(self.cells["count"].sum() == self.rows["count"].sum())


def code_statements(tables: Tables) -> pd.DataFrame:
    """Return the statements with position, text and attribution of their sentences, in text order."""
    sentences = tables.sentences[["sentence_id", "position", "text", "attribution"]]
    return tables.statements.merge(sentences, on="sentence_id", how="left", validate="many_to_one")


def filter_view(tables: Tables, statements: pd.DataFrame, filters: Filters) -> View:
    """Return what fits the filters.

    Speaker, country, tone and modality choose statements. Sector and theme choose sentences: one that speaks of a
    chosen sector and of a chosen theme; of such a sentence the statements about other sectors or themes are left out.
    With a filter set, a sentence or comparison stays when a statement of its sentence does.
    """
    kept = filter_statements(statements, filters)
    sentences, comparisons = tables.sentences, tables.comparisons
    if filters:
        sentences = sentences[sentences["sentence_id"].isin(kept["sentence_id"])]
        comparisons = comparisons[comparisons["sentence_id"].isin(kept["sentence_id"])]
    return View(kept, sentences, comparisons, statements, tables.sentences)


def filter_statements(statements: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Return the coded statements that fit the filters, in their order."""
    keep = pd.Series(True, index=statements.index)
    for column, wanted in (
        ("article_id", filters.article),
        ("speaker_id", filters.speaker),
        ("stance", filters.tone),
        ("modality", filters.modality),
    ):
        if wanted:
            keep &= statements[column].isin(wanted)
    if filters.country:
        keep &= _names_any(statements["countries"], filters.country)
    for kind, wanted in (("sector", filters.sector), ("theme", filters.theme)):
        if wanted:
            chosen = (statements["kind"] == kind) & statements["code_id"].isin(wanted)
            keep &= statements["sentence_id"].isin(statements.loc[chosen, "sentence_id"])
            keep &= chosen | (statements["kind"] != kind)
    return statements[keep]


def tally(
    statements: pd.DataFrame,
    *,
    rows: Dimension,
    series: Dimension | None = None,
    unit: Unit = "statements",
    only_rows: Sequence[str] = (),
    only_series: Sequence[str] = (),
    series_order: Sequence[str] = (),
) -> Tally:
    """Count distinct units by row and, with `series`, by cell.

    Rows come by falling count, ties in the order of the text. `only_rows` and `only_series` restrict to these ids,
    keep their order and keep those that count nothing. `series_order` orders cells; ids beyond it come last.
    """
    marked = _mark(statements, rows=rows, series=series, only_rows=only_rows, only_series=only_series)
    key = UNIT_KEYS[unit]
    row_counts = marked.groupby("row_id", sort=False)[key].nunique().rename("count")
    if only_rows:
        row_counts = row_counts.reindex(list(only_rows), fill_value=0)
    else:
        row_counts = row_counts.sort_values(ascending=False, kind="stable")
    row_order = list(row_counts.index)
    cell_counts = marked.groupby(["row_id", "series_id"], sort=False)[key].nunique().rename("count")
    found = list(dict.fromkeys(marked["series_id"]))
    order = list(only_series) or [one for one in series_order if one in found] + [
        one for one in found if one not in series_order
    ]
    if series is None:
        order = [""]
    index = pd.MultiIndex.from_product([row_order, order], names=["row_id", "series_id"])
    cells = cell_counts.reindex(index, fill_value=0).reset_index()
    return Tally(
        cells.astype({"count": int}),
        row_counts.rename_axis("row_id").reset_index().astype({"count": int}),
        int(marked[key].nunique()),
    )


def evidence(
    statements: pd.DataFrame,
    *,
    rows: Dimension,
    row_id: str,
    series: Dimension | None = None,
    only_series: Sequence[str] = (),
    unit: Unit = "statements",
) -> pd.DataFrame:
    """Return the statements that one mark counts, with the id of the unit they count as in `unit_id`, in text order.

    The mark's count is the number of distinct `unit_id`. Without `series` the mark is a whole row; with it, the cells
    of `only_series`, or all.
    """
    marked = _mark(statements, rows=rows, series=series, only_rows=[row_id], only_series=only_series)
    listed = marked.assign(unit_id=marked[UNIT_KEYS[unit]])
    return listed.sort_values(["article_id", "position"], kind="stable").reset_index(drop=True)


def count_units(statements: pd.DataFrame, unit: Unit) -> int:
    """Count the distinct units among statements."""
    return int(statements[UNIT_KEYS[unit]].nunique())


def with_sides(statements: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each statement and side that it is about, with the side's id in `side`."""
    parts = [
        statements[_names_any(statements["countries"], countries)].assign(side=side)
        for side, countries in SIDES.items()
    ]
    return pd.concat(parts).sort_values(["article_id", "position", "statement_id"], kind="stable")


def countries_of(statements: pd.DataFrame) -> list[str]:
    """Return the ISO3 codes that statements are about, most frequent first."""
    return list(statements["countries"].explode().dropna().value_counts().index)


def _mark(
    statements: pd.DataFrame,
    *,
    rows: Dimension,
    series: Dimension | None,
    only_rows: Collection[str],
    only_series: Collection[str],
) -> pd.DataFrame:
    """Return one row for each statement and mark that counts it, with the mark in `row_id` and `series_id`."""
    marked = _spread(_spread(statements, rows), series)
    marked = marked.assign(
        row_id=marked[_COLUMNS[rows]],
        series_id=marked[_COLUMNS[series]] if series else "",
    )
    if only_rows:
        marked = marked[marked["row_id"].isin(only_rows)]
    if only_series:
        marked = marked[marked["series_id"].isin(only_series)]
    return marked


def _spread(statements: pd.DataFrame, dimension: Dimension | None) -> pd.DataFrame:
    """Return the statements that have a value in the dimension, one row a value."""
    if dimension in ("sector", "theme"):
        return statements[statements["kind"] == dimension]
    if dimension == "country":
        spread = statements.assign(country=statements["countries"]).explode("country")
        return spread[spread["country"].notna()]
    if dimension == "side":
        return with_sides(statements)
    return statements


def _names_any(countries: pd.Series, wanted: Collection[str]) -> pd.Series:
    """Return for each list of countries whether it holds one of those wanted."""
    chosen = frozenset(wanted)
    return countries.map(lambda listed: not chosen.isdisjoint(listed)).astype(bool)
