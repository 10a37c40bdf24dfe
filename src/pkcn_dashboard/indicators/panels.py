"""What a chart of official figures draws, as rows: a panel a series, or a panel of cited figures. No Streamlit.

This is the way in for a page of its own: make panels, then `draw.draw` them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from pkcn_dashboard.text import indicators as say
from pkcn_dashboard.text import listing
from pkcn_data.figures.cited import FactLine, fact_breaks_of, facts_of, shares_of
from pkcn_data.figures.frames import Figures
from pkcn_data.figures.lines import (
    DIVISORS,
    Measure,
    Note,
    breaks_of,
    cautions_of,
    common_years,
    line_of,
    unit_as,
    unit_of,
    value_in,
)
from pkcn_data.figures.standing import Lead
from pkcn_data.tables import records

Form = Literal["lines", "bars", "dots"]
Input = tuple[str, ...]
"""Where a value is from: `(series, country, year)` of the observations, or `(fact,)`."""

ROW_COLUMNS = ("mark", "label", "series", "name", "key", "who", "period", "at", "value", "unit", "segment", "inputs")
"""Columns of the rows of a panel: `mark` is what a press opens, called `label`; `key` has the colour and is called
`who`; `at` is where the value is drawn, which differs from it in dots alone."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Panel:
    """One pair of axes: the rows to draw, with a missing value for a gap, and what to know of them.

    `breaks` are where a line breaks, as a year or a period, `notes` sentences. `unit` is that of the axis.
    """

    id: str
    head: str
    unit: str
    form: Form
    rows: pd.DataFrame
    breaks: tuple[int | str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def drawn(self) -> pd.DataFrame:
        """Return the rows with a value."""
        return self.rows.dropna(subset=["value"])


def country_name(one: str) -> str:
    """Return the name of a country; one that has none here goes by its code."""
    return say.PUBLIC["compare"].get(one, one)


def series_name(figures: Figures, indicator_id: str) -> str:
    """Return the short name of a series, else the World Bank's."""
    if short := say.PUBLIC["series"].get(indicator_id):
        return short
    names = figures.indicators.set_index("indicator_id")["name"]
    return str(names.get(indicator_id, indicator_id))


def series_panel(
    figures: Figures,
    indicator_id: str,
    countries: Sequence[str],
    *,
    measure: Measure = "level",
    base_year: int | None = None,
    named: bool = False,
) -> Panel:
    """Return a series as lines, one a country; `named` says that notes and marks have to name the series.

    A series that is not in the files gives a panel without rows.
    """
    name = series_name(figures, indicator_id)
    if indicator_id not in set(figures.indicators["indicator_id"]):
        return Panel(id=indicator_id, head=name, unit="", form="lines", rows=_frame([]))
    line = line_of(figures, indicator_id, countries, measure=measure, base_year=base_year)
    unit = unit_as(unit_of(figures, indicator_id), measure, base_year=base_year)
    ids = [indicator_id, *filter(None, [DIVISORS.get(measure)])]
    breaks = [one for one in breaks_of(figures, ids, countries) if _is_seen(one, line)]
    return Panel(
        id=indicator_id,
        head=name,
        unit=unit,
        form="lines",
        rows=_line_rows(line, name, unit, measure=measure, base_year=base_year, named=named),
        breaks=tuple(dict.fromkeys(one.year for one in breaks if one.year is not None)),
        notes=tuple(_series_notes(figures, ids, line, countries, breaks, name if named else "")),
    )


def facts_panel(figures: Figures, lines: Mapping[str, tuple[str, FactLine]], *, head: str, key: str) -> Panel:
    """Return cited figures as bars: `lines` are by the id of their colour, each with its name. All have one unit."""
    named = {colour: (name, line, facts_of(figures, line)) for colour, (name, line) in lines.items()}
    units = {line.unit for _, line, _ in named.values()}
    if len(units) != 1:
        raise ValueError(f"{head}: bars in {', '.join(sorted(units))} have no common axis")
    rows = [
        _fact_row(key, colour, name, row, inputs=((row["fact_id"],),))
        for colour, (name, _, found) in named.items()
        for row in records(found)
    ]
    topics = list(dict.fromkeys(line.topic for _, line, _ in named.values()))
    return _facts(figures, rows, topics, id_=key, head=head, unit=units.pop())


def cited_panel(
    figures: Figures, fact_ids: Sequence[str], *, by: Literal["partner", "measure", "period"], head: str, key: str
) -> Panel:
    """Return single cited figures as bars in the order given, each called by its partner, its measure or its period.

    For figures that differ in that alone, such as one year's investment by country of origin; dates have no bar. Raises
    `ValueError` where units differ or two would be called the same.
    """
    found = figures.facts.set_index("fact_id").loc[list(fact_ids)].reset_index().dropna(subset=["value"])
    if found["unit"].nunique() > 1 or found[by].duplicated().any():
        raise ValueError(f"{head}: figures of several units, or several of one {by}, have no common axis")
    codes = {name: one for one, name in say.PUBLIC["compare"].items()}
    rows = []
    for row in records(found.assign(segment=0)):
        colour = codes.get(row["partner"], "")
        made = _fact_row(key, colour, str(row[by]), row, inputs=((row["fact_id"],),))
        rows.append(made | {"mark": f"{key}|{row['fact_id']}", "at": row[by]})
    unit = "" if found.empty else str(found["unit"].iloc[0])
    return Panel(id=key, head=head, unit=unit, form="bars", rows=_frame(rows))


def shares_panel(
    figures: Figures, part: FactLine, whole: FactLine, *, colour: str, name: str, head: str, key: str, unit: str
) -> Panel:
    """Return cited figures in percent of others of the same year as bars; `unit` says of what."""
    found = shares_of(figures, part, whole).assign(unit=unit)
    rows = [_fact_row(key, colour, name, row, inputs=((row["fact_id"],), (row["whole_id"],))) for row in records(found)]
    return _facts(figures, rows, [part.topic, whole.topic], id_=key, head=head, unit=unit)


def leads_panel(figures: Figures, leads: Sequence[Lead], *, head: str) -> Panel:
    """Return how far each country is from the one that leads, series by series, those with a leader alone."""
    rows = [
        _lead_row(figures, lead, country, value)
        for lead in leads
        if lead.leaders and lead.values[lead.leaders[0]] > 0
        for country, value in lead.values.items()
    ]
    return Panel(
        id="leads", head=head, unit=say.LEAD_AXIS, form="dots", rows=_frame(rows), notes=_lead_notes(figures, leads)
    )


def latest_common(panel: Panel) -> tuple[int, dict[str, float]] | None:
    """Return the latest year in which all countries of a panel have a value, and the values."""
    line = panel.rows.rename(columns={"key": "country", "at": "year"})
    if line.empty or not (years := common_years(line)):
        return None
    found = {str(one): value_in(line, str(one), years[-1]) for one in line["country"].unique()}
    return years[-1], {one: value for one, value in found.items() if value is not None}


def _line_rows(
    line: pd.DataFrame, name: str, unit: str, *, measure: Measure, base_year: int | None, named: bool
) -> pd.DataFrame:
    rows = [
        {
            "mark": f"{row['indicator_id']}|{row['country']}",
            "label": say.MARK_OF.format(series=name, who=who) if named else who,
            "series": row["indicator_id"],
            "name": name,
            "key": row["country"],
            "who": who,
            "period": str(row["year"]),
            "at": row["year"],
            "value": row["value"],
            "unit": unit,
            "segment": row["segment"],
            "inputs": tuple(_inputs(row["indicator_id"], row["country"], row["year"], measure, base_year)),
        }
        for row in records(line)
        for who in [country_name(row["country"])]
    ]
    return _frame(rows)


def _inputs(
    indicator_id: str, country: str, year: int, measure: Measure, base_year: int | None
) -> list[tuple[str, str, str]]:
    inputs = [(indicator_id, country, str(year))]
    if divisor := DIVISORS.get(measure):
        inputs.append((divisor, country, str(year)))
    if measure == "index" and base_year is not None:
        inputs.append((indicator_id, country, str(base_year)))
    return inputs


def _is_seen(note: Note, line: pd.DataFrame) -> bool:
    """Return whether a break parts values that are drawn."""
    known = line[line["country"].isin(note.countries)].dropna(subset=["value"])
    years = known.groupby("country")["year"].agg(["min", "max"])
    return bool(note.year and ((years["min"] < note.year) & (years["max"] >= note.year)).any())


def _series_notes(
    figures: Figures,
    ids: Sequence[str],
    line: pd.DataFrame,
    countries: Sequence[str],
    breaks: Sequence[Note],
    name: str,
) -> list[str]:
    """Return what to know of a series: its breaks, its cautions, and who has no value."""
    said = {one.why: one for one in breaks}
    years = {why: [str(one.year) for one in breaks if one.why == why] for why in said}
    notes = [
        say.BREAK_NOTE.format(year=listing(years[why]), where=_where(one, countries, name), why=why)
        for why, one in said.items()
    ]
    present = [one for one in countries if one in set(line["country"])]
    notes += [
        say.CAUTION_NOTE.format(where=_where(one, countries, name), why=one.why)
        for one in cautions_of(figures, ids, present)
    ]
    if absent := [country_name(one) for one in countries if one not in present]:
        note = say.ABSENT_NOTE_OF if name else say.ABSENT_NOTE
        notes.append(note.format(series=name, countries=listing(absent)))
    return notes


def _where(note: Note, countries: Sequence[str], name: str) -> str:
    """Return what a note is about where that isn't all that is shown."""
    parts = [name] if name else []
    if set(note.countries) < set(countries):
        parts.append(listing([country_name(one) for one in note.countries]))
    return say.WHERE.format(countries=", ".join(parts)) if parts else ""


def _fact_row(
    key: str, colour: str, name: str, row: Mapping[str, object], *, inputs: tuple[Input, ...]
) -> dict[str, object]:
    return {
        "mark": f"{key}-{colour}|{row['period']}",
        "label": f"{name}, {row['period']}",
        "series": key,
        "name": name,
        "key": colour,
        "who": name,
        "period": row["period"],
        "at": row["period"],
        "value": row["value"],
        "unit": row["unit"],
        "segment": row["segment"],
        "inputs": inputs,
    }


def _facts(
    figures: Figures, rows: list[dict[str, object]], topics: list[str], *, id_: str, head: str, unit: str
) -> Panel:
    """Return bars by period; a break is drawn where bars of one colour lie on both sides of it."""
    frame = _frame(rows)
    breaks = [(period, note) for period, note in fact_breaks_of(figures, topics) if _parts_bars(period, frame)]
    return Panel(
        id=id_,
        head=head,
        unit=unit,
        form="bars",
        rows=frame,
        breaks=tuple(period for period, _ in breaks),
        notes=tuple(say.FACT_BREAK_NOTE.format(period=period, why=note.why) for period, note in breaks),
    )


def _parts_bars(period: str, rows: pd.DataFrame) -> bool:
    """Return whether a line of bars has another segment from a period on than before it."""
    for _, line in rows.groupby("key"):
        before, after = line[line["period"] < period]["segment"], line[line["period"] >= period]["segment"]
        if len(before) and len(after) and before.max() < after.min():
            return True
    return False


def _lead_row(figures: Figures, lead: Lead, country: str, value: float) -> dict[str, object]:
    name, who = series_name(figures, lead.indicator_id), country_name(country)
    inputs: list[Input] = [(lead.indicator_id, country, str(lead.year))]
    if lead.unit.endswith((" per person", " per million people")):
        inputs.append((DIVISORS["per_person"], country, str(lead.year)))
    return {
        "mark": lead.indicator_id,
        "label": say.LEAD_ROW.format(series=name, year=lead.year),
        "series": lead.indicator_id,
        "name": name,
        "key": country,
        "who": who,
        "period": str(lead.year),
        "at": value / lead.values[lead.leaders[0]] * 100,
        "value": value,
        "unit": lead.unit,
        "segment": 0,
        "inputs": tuple(inputs),
    }


def _lead_notes(figures: Figures, leads: Sequence[Lead]) -> tuple[str, ...]:
    """Return which series name nobody, and why, and whom others have no value of."""
    apart: dict[tuple[str, ...], list[str]] = {}
    for lead in leads:
        if lead.leaders and lead.absent:
            apart.setdefault(lead.absent, []).append(series_name(figures, lead.indicator_id))
    neither = [series_name(figures, lead.indicator_id) for lead in leads if lead.better == "neither"]
    alone = [series_name(figures, lead.indicator_id) for lead in leads if lead.better != "neither" and not lead.leaders]
    notes = [
        say.LACKING_NOTE.format(
            countries=listing([country_name(one) for one in absent]), series=listing(names, limit=9)
        )
        for absent, names in apart.items()
    ]
    if alone:
        notes.append(say.NOT_COMMON_NOTE.format(series=listing(alone, limit=9)))
    if neither:
        notes.append(say.NEITHER_NOTE.format(series=listing(neither, limit=12)))
    return tuple(notes)


def _frame(rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(ROW_COLUMNS))
