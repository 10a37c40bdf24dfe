"""Where countries stand: latest values, the distance to others, change over years, who leads. Only like with like.

Two values are compared in the same unit and of the same year; where there are no such two, that is said instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

import pandas as pd

from pkcn_data.figures.frames import Figures
from pkcn_data.figures.lines import Measure, common_years, measures_of, unit_as, value_in, values_of
from pkcn_data.model import Better

SPANS = (5, 10)
"""The years over which a change is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """How far a country's value lies from another's, in the year of both; `lacks` is a later year the other lacks.

    Without a year that both have there is no `year` and no `value`.
    """

    other: str
    value: float | None
    year: int | None
    lacks: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How a value changed from `since`: by `value` and, where it began above zero, to `ratio` of what it was.

    `why_not` says why there is no value: nothing was measured in that year, or a break lies between.
    """

    since: int
    value: float | None = None
    ratio: float | None = None
    why_not: Literal["missing", "break"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The latest value of a country, its gaps and its changes; of a country without a value only the name."""

    country: str
    year: int | None
    value: float | None
    gaps: tuple[Gap, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """Who leads in a series: in the latest year that all countries with a value have.

    `absent` are countries without any value. There are no `leaders` where a higher value is neither good nor bad, and
    no `year` where fewer than two countries can be compared.
    """

    indicator_id: str
    unit: str
    better: Better
    year: int | None
    values: Mapping[str, float]
    leaders: tuple[str, ...]
    absent: tuple[str, ...]


def standings(line: pd.DataFrame, countries: Sequence[str], *, against: Sequence[str]) -> list[Standing]:
    """Return where each country stands in a line, with its gap to each other country of `against`."""
    return [_standing(line, country, [one for one in against if one != country]) for country in countries]


def gap(line: pd.DataFrame, country: str, other: str) -> Gap:
    """Return how far a country lies from another in the latest year that both have."""
    latest = _latest_year(line, country)
    both = common_years(line[line["country"].isin([country, other])]) if _latest_year(line, other) is not None else []
    if latest is None or not both:
        return Gap(other=other, value=None, year=None, lacks=latest)
    one, another = value_in(line, country, both[-1]), value_in(line, other, both[-1])
    value = None if one is None or another is None else one - another
    return Gap(other=other, value=value, year=both[-1], lacks=latest if both[-1] < latest else None)


def change(line: pd.DataFrame, country: str, *, year: int, span: int) -> Change:
    """Return how the value of a country changed over the `span` years up to a year."""
    rows = line[line["country"] == country].set_index("year")
    now, then = value_in(line, country, year), value_in(line, country, year - span)
    if now is None or then is None:
        return Change(since=year - span, why_not="missing")
    if rows["segment"].loc[year] != rows["segment"].loc[year - span]:
        return Change(since=year - span, why_not="break")
    return Change(since=year - span, value=now - then, ratio=now / then if then > 0 else None)


def leads(figures: Figures, countries: Sequence[str], *, per_person: bool = False) -> list[Lead]:
    """Return who leads in each series, in the order of the series; amounts as they are or `per_person`."""
    return [_lead(figures, row, countries, per_person=per_person) for _, row in figures.indicators.iterrows()]


def _standing(line: pd.DataFrame, country: str, against: Sequence[str]) -> Standing:
    year = _latest_year(line, country)
    if year is None:
        return Standing(country=country, year=None, value=None)
    return Standing(
        country=country,
        year=year,
        value=value_in(line, country, year),
        gaps=tuple(gap(line, country, one) for one in against),
        changes=tuple(change(line, country, year=year, span=span) for span in SPANS),
    )


def _latest_year(line: pd.DataFrame, country: str) -> int | None:
    years = line[(line["country"] == country) & line["value"].notna()]["year"]
    return int(years.max()) if len(years) else None


def _lead(figures: Figures, row: pd.Series[Any], countries: Sequence[str], *, per_person: bool) -> Lead:
    indicator_id, unit, better = str(row["indicator_id"]), str(row["unit"]), cast(Better, row["higher_is"])
    divides = per_person and better != "neither" and "per_person" in measures_of(figures, indicator_id)
    measure: Measure = "per_person" if divides else "level"
    by_country = values_of(figures, indicator_id, countries, measure=measure).unstack("country")
    present = [one for one in countries if one in by_country]
    shared = by_country[present].dropna() if len(present) > 1 else by_country.iloc[:0]
    values = {} if shared.empty else {one: float(shared.iloc[-1][one]) for one in present}
    return Lead(
        indicator_id=indicator_id,
        unit=unit_as(unit, measure),
        better=better,
        year=None if shared.empty else int(shared.index[-1]),
        values=values,
        leaders=_leaders(values, better),
        absent=tuple(one for one in countries if one not in present),
    )


def _leaders(values: Mapping[str, float], better: Better) -> tuple[str, ...]:
    if not values or better == "neither":
        return ()
    best = max(values.values()) if better == "good" else min(values.values())
    return tuple(one for one, value in values.items() if value == best)
