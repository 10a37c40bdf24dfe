"""From the files of a source folder to the tables of figures. Nothing is computed, filled in or left out."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from pkcn_data.checks import Problem, ensure
from pkcn_data.codebook import load_codebook
from pkcn_data.figures.facts import read_period, to_facts
from pkcn_data.figures.source import Caution, Series, SeriesBreak, Source, read_source
from pkcn_data.figures.store import write_figure_rows
from pkcn_data.rows import Row, Rows, codebook_rows


def build_figures(source: Path | str | None = None, folder: Path | str | None = None) -> Rows:
    """Make the tables from a source folder, check and write them; return the rows.

    Without arguments from `source` in the folder of the figures, into that folder. Raises `TableError` with every
    mistake, and leaves what was there.
    """
    return write_figures(read_source(source), folder)


def write_figures(source: Source, folder: Path | str | None = None) -> Rows:
    """Check and write the tables of a source with its files; return the rows."""
    rows = figure_rows(source)
    write_figure_rows(rows, source.files, folder, codes=codebook_ids())
    return rows


def codebook_ids() -> Mapping[str, AbstractSet[str]]:
    """Return the ids of the codebook by table."""
    rows = codebook_rows(load_codebook())
    return {
        "sectors": {row["sector_id"] for row in rows["sectors"]},
        "themes": {row["theme_id"] for row in rows["themes"]},
    }


def figure_rows(source: Source) -> Rows:
    """Return the rows of every table; raises `TableError` where a cited figure can't be read."""
    declared = source.declared
    problems: list[Problem] = []
    facts = to_facts(source.cited, declared.fiscal_years, problems)
    fact_breaks = _fact_breaks(source, problems)
    ensure(problems, where="figures", next_step="nothing was written")
    said = {one.id: one for one in declared.series}
    return {
        "sources": list(source.sources),
        "indicators": [_indicator(row, said[row["indicator"]]) for row in source.series],
        "observations": [_observation(row) for row in source.values],
        "breaks": [row for one in declared.breaks for row in _breaks(one)],
        "cautions": [row for one in declared.cautions for row in _cautions(one)],
        "facts": facts,
        "fact_breaks": fact_breaks,
    }


def _indicator(row: Row, said: Series) -> Row:
    return {
        "indicator_id": row["indicator"],
        "name": row["name"],
        "unit": row["unit"],
        "source_organisation": row["source_organisation"],
        "theme_ids": list(said.themes),
        "sector_ids": list(said.sectors),
        "higher_is": said.higher_is,
    }


def _observation(row: Row) -> Row:
    return {
        "indicator_id": row["indicator"],
        "country": row["country"],
        "year": row["year"],
        "value": row["value"],
    }


def _breaks(one: SeriesBreak) -> list[Row]:
    return [
        {"indicator_id": one.series, "country": country, "year": one.year, "why": one.why} for country in one.countries
    ]


def _cautions(one: Caution) -> list[Row]:
    return [{"indicator_id": one.series, "country": country, "caution": one.caution} for country in one.countries]


def _fact_breaks(source: Source, problems: list[Problem]) -> list[Row]:
    rows = []
    for one in source.declared.fact_breaks:
        try:
            period = read_period(one.period, fiscal_year_of=source.declared.fiscal_years.get(one.topic))
        except ValueError as error:
            problems.append(Problem("fact_breaks", "period", one.topic, one.period, str(error)))
            continue
        rows.append({"topic": one.topic, "period": one.period, "starts": period.starts, "why": one.why})
    return rows
