"""The latest values of a series as a table: in words for the page, in numbers for a file. No Streamlit."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pkcn_dashboard.indicators.catalogue import Choice
from pkcn_dashboard.indicators.panels import country_name
from pkcn_dashboard.text import indicators as say
from pkcn_data.figures.frames import Figures
from pkcn_data.figures.lines import is_amount, line_of, unit_as, unit_of
from pkcn_data.figures.standing import SPANS, Change, Gap, Standing, standings

AGAINST = ("IND", "CHN")
"""The countries to which each one's gap is given."""


def latest(figures: Figures, choice: Choice) -> list[Standing]:
    """Return where each country chosen stands in the series chosen, also against countries that aren't chosen.

    An index says nothing of levels, so of one the published values are given.
    """
    countries = list(dict.fromkeys([*choice.countries, *AGAINST]))
    measure = "level" if choice.measure == "index" else choice.measure
    line = line_of(figures, choice.series, countries, measure=measure)
    return standings(line, choice.countries, against=AGAINST)


def unit(figures: Figures, choice: Choice) -> str:
    """Return the unit of the latest values."""
    return unit_as(unit_of(figures, choice.series), "level" if choice.measure == "index" else choice.measure)


def in_words(figures: Figures, choice: Choice) -> pd.DataFrame:
    """Return the latest values as a reader sees them: a country a row, each comparison with its year or why not."""
    unit_ = unit(figures, choice)
    return pd.DataFrame([_row(one, unit_) for one in latest(figures, choice)])


def in_numbers(figures: Figures, choice: Choice) -> pd.DataFrame:
    """Return the same as numbers, each with the year it is of."""
    unit_ = unit(figures, choice)
    rows = []
    for one in latest(figures, choice):
        row: dict[str, object] = {
            "series": choice.series,
            "unit": unit_,
            "country": one.country,
            "year": one.year,
            "value": one.value,
        }
        for gap in one.gaps:
            row |= {f"gap_to_{gap.other}": gap.value, f"gap_to_{gap.other}_year": gap.year}
        for span, change in zip(SPANS, one.changes, strict=False):
            row |= {f"change_{span}_years": change.value, f"change_{span}_years_since": change.since}
        rows.append(row)
    return pd.DataFrame(rows)


def read_out(figures: Figures, choice: Choice) -> str:
    """Return the latest values in a sentence, for who can't see the table."""
    unit_ = unit(figures, choice)
    return "; ".join(
        f"{country_name(one.country)}, {say.NOT_MEASURED}"
        if one.value is None
        else f"{country_name(one.country)}, {one.year}: {say.with_unit(one.value, unit_)}"
        for one in latest(figures, choice)
    )


def _row(one: Standing, unit_: str) -> dict[str, str]:
    heads = say.LATEST_COLUMNS
    gaps: Mapping[str, Gap] = {gap.other: gap for gap in one.gaps}
    return {
        heads["country"]: country_name(one.country),
        heads["value"]: say.NOT_MEASURED if one.value is None else say.number(one.value),
        heads["year"]: "" if one.year is None else str(one.year),
        **{
            heads["gap"].format(country=country_name(other)): _gap(gaps[other]) if other in gaps else ""
            for other in AGAINST
        },
        **{
            heads["change"].format(span=span): _change(one.changes[number], one.year, unit_) if one.changes else ""
            for number, span in enumerate(SPANS)
        },
    }


def _gap(gap: Gap) -> str:
    if gap.value is None or gap.year is None:
        return say.NO_GAP
    words = say.GAP if gap.lacks is None else say.GAP_LACKS
    return words.format(value=say.signed(gap.value), year=gap.year, other=country_name(gap.other), lacks=gap.lacks)


def _change(change: Change, year: int | None, unit_: str) -> str:
    if change.why_not is not None:
        return say.NO_CHANGE[change.why_not].format(since=change.since, year=year)
    if is_amount(unit_) and change.ratio is not None:
        return say.CHANGE.format(value=f"{say.signed((change.ratio - 1) * 100)}%", since=change.since)
    value = say.signed(change.value or 0.0)
    return say.CHANGE.format(
        value=say.POINTS.format(value=value) if unit_.startswith("%") else value, since=change.since
    )
