"""Series as lines: a value for each country and year, a gap where nothing is measured, a cut where a break is recorded.

Nothing is filled in. What is derived (per person, share of GDP, index) rests on values of the same country and year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

import pandas as pd

from pkcn_data.figures.frames import Figures

Measure = Literal["level", "per_person", "share", "index"]

POPULATION = "SP.POP.TOTL"
GDP = "NY.GDP.MKTP.CD"
DIVISORS: Mapping[Measure, str] = {"per_person": POPULATION, "share": GDP}
"""The series by which a measure divides."""
PER_PEOPLE = 1_000_000
"""Of how many people amounts other than money are counted: of one person they would be next to nothing."""
LINE_COLUMNS = ("indicator_id", "country", "year", "value", "segment")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A sentence about some of the countries; `year` is that of a break."""

    why: str
    countries: tuple[str, ...]
    year: int | None = None


def unit_of(figures: Figures, indicator_id: str) -> str:
    """Return what one unit of a value is; raises `KeyError` where there is no such series."""
    return str(_indicator(figures, indicator_id)["unit"])


def is_amount(unit: str) -> bool:
    """Return whether a unit counts a whole, which a large country has more of, and is no rate or share already."""
    return not unit.startswith(("%", "per "))


def is_money(unit: str) -> bool:
    """Return whether a unit is of money."""
    return is_amount(unit) and "US$" in unit


def measures_of(figures: Figures, indicator_id: str) -> tuple[Measure, ...]:
    """Return the measures that make sense for a series, the published value first."""
    unit = unit_of(figures, indicator_id)
    asked: list[tuple[Measure, bool]] = [
        ("level", True),
        ("per_person", is_amount(unit) and indicator_id != POPULATION),
        ("share", is_money(unit) and indicator_id != GDP),
        ("index", True),
    ]
    return tuple(measure for measure, makes_sense in asked if makes_sense)


def unit_as(unit: str, measure: Measure, *, base_year: int | None = None) -> str:
    """Return the unit of a derived value."""
    if measure == "per_person":
        return f"{unit} per person" if is_money(unit) else f"{unit} per million people"
    if measure == "share":
        return "% of GDP"
    return f"index, {base_year} = 100" if measure == "index" else unit


def line_of(
    figures: Figures,
    indicator_id: str,
    countries: Sequence[str],
    *,
    measure: Measure = "level",
    base_year: int | None = None,
) -> pd.DataFrame:
    """Return the line of each country, in their order: a row for every year from its first to its last value.

    `value` is missing where nothing is measured; `segment` counts the breaks up to the year, so that no line leads from
    one segment to another. A country without a value has no row. An index needs its `base_year`; what a break parts
    from that year is missing, for it can't be compared with it.
    """
    values = values_of(figures, indicator_id, countries, measure=measure)
    years = [(country, year) for country in countries for year in _years(values, country)]
    broken = _break_years(figures, [indicator_id, *filter(None, [DIVISORS.get(measure)])])
    frame = pd.DataFrame(
        {
            "indicator_id": [indicator_id] * len(years),
            "country": [country for country, _ in years],
            "year": [year for _, year in years],
            "value": values.reindex(pd.MultiIndex.from_tuples(years, names=["country", "year"])).to_numpy()
            if years
            else [],
            "segment": [sum(one <= year for one in broken.get(country, ())) for country, year in years],
        }
    )
    return _indexed(frame, base_year) if measure == "index" else frame


def values_of(
    figures: Figures, indicator_id: str, countries: Sequence[str], *, measure: Measure = "level"
) -> pd.Series[float]:
    """Return the values of a series by country and year; derived ones only where both values are there.

    An index has no values without a base year: here it counts as the level.
    """
    values = _values(figures, indicator_id, countries)
    if divisor := DIVISORS.get(measure):
        of_same_year = _values(figures, divisor, countries).reindex(values.index)
        values = (values / of_same_year * _factor(figures, indicator_id, measure)).dropna()
    return values.sort_index()


def base_years(line: pd.DataFrame) -> list[int]:
    """Return the years that can be 100: all countries of the line have a value above zero, after their last break."""
    known = line[line["value"] > 0]
    if known.empty:
        return []
    last = known.groupby("country")["segment"].transform("max")
    after = known[known["segment"] == last]
    counts = after.groupby("year")["country"].nunique()
    return [int(year) for year in counts.index[counts == line["country"].nunique()]]


def breaks_of(figures: Figures, indicator_ids: Sequence[str], countries: Sequence[str]) -> list[Note]:
    """Return the recorded breaks of series for some countries, by year, one for all the countries it is about."""
    rows = figures.breaks
    return _noted(rows[rows["indicator_id"].isin(indicator_ids)], countries, sentence="why")


def cautions_of(figures: Figures, indicator_ids: Sequence[str], countries: Sequence[str]) -> list[Note]:
    """Return what to know of series for some countries, a sentence once for all the countries it is about."""
    rows = figures.cautions
    return _noted(rows[rows["indicator_id"].isin(indicator_ids)], countries, sentence="caution")


def common_years(line: pd.DataFrame) -> list[int]:
    """Return the years in which all countries of a line have a value."""
    known = line.dropna(subset=["value"])
    counts = known.groupby("year")["country"].nunique()
    return [int(year) for year in counts.index[counts == line["country"].nunique()]]


def value_in(line: pd.DataFrame, country: str, year: int) -> float | None:
    """Return the value of a country in a year; none where nothing is measured."""
    found = line[(line["country"] == country) & (line["year"] == year)]["value"].dropna()
    return float(found.iloc[0]) if len(found) else None


def _indicator(figures: Figures, indicator_id: str) -> Mapping[str, Any]:
    rows = figures.indicators[figures.indicators["indicator_id"] == indicator_id]
    if rows.empty:
        raise KeyError(indicator_id)
    return cast(Mapping[str, Any], rows.iloc[0])


def _values(figures: Figures, indicator_id: str, countries: Sequence[str]) -> pd.Series[float]:
    rows = figures.observations
    rows = rows[(rows["indicator_id"] == indicator_id) & rows["country"].isin(countries)]
    return rows.astype({"year": int}).set_index(["country", "year"])["value"]


def _factor(figures: Figures, indicator_id: str, measure: Measure) -> int:
    if measure == "share":
        return 100
    return 1 if is_money(unit_of(figures, indicator_id)) else PER_PEOPLE


def _years(values: pd.Series[float], country: str) -> range:
    years = values.index.get_level_values("year")[values.index.get_level_values("country") == country]
    return range(min(years), max(years) + 1) if len(years) else range(0)


def _break_years(figures: Figures, indicator_ids: Sequence[str]) -> dict[str, list[int]]:
    rows = figures.breaks[figures.breaks["indicator_id"].isin(indicator_ids)]
    return {str(country): [int(year) for year in years] for country, years in rows.groupby("country")["year"]}


def _indexed(line: pd.DataFrame, base_year: int | None) -> pd.DataFrame:
    if base_year is None:
        raise ValueError("an index needs a base year; take one of base_years")
    base = line[line["year"] == base_year].set_index("country")
    same = line["segment"] == line["country"].map(base["segment"])
    return line.assign(value=(line["value"] / line["country"].map(base["value"]) * 100).where(same))


def _noted(rows: pd.DataFrame, countries: Sequence[str], *, sentence: str) -> list[Note]:
    rows = rows[rows["country"].isin(countries)]
    keys = [sentence, "year"] if "year" in rows else [sentence]
    notes = [
        Note(
            why=str(group[sentence].iloc[0]),
            countries=tuple(one for one in countries if one in set(group["country"])),
            year=int(group["year"].iloc[0]) if "year" in rows else None,
        )
        for _, group in rows.groupby(keys, sort=False)
    ]
    return sorted(notes, key=lambda note: note.year or 0)
