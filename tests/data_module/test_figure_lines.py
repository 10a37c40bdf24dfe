"""Series as lines and where countries stand: gaps stay gaps, breaks part, only like is compared with like."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from pkcn_data.figures.cited import FactLine, fact_breaks_of, facts_of, shares_of
from pkcn_data.figures.frames import Figures
from pkcn_data.figures.lines import (
    Note,
    base_years,
    breaks_of,
    cautions_of,
    common_years,
    line_of,
    measures_of,
    unit_as,
    value_in,
)
from pkcn_data.figures.standing import Change, Gap, leads, standings
from pkcn_data.schema import FIGURES
from pkcn_data.tables import to_frame

USERS, PATENTS, FDI, FARMS = "IT.NET.USER.ZS", "IP.PAT.RESD", "BX.KLT.DINV.CD.WD", "NV.AGR.TOTL.ZS"
GDP, PEOPLE = "NY.GDP.MKTP.CD", "SP.POP.TOTL"
UNITS = {
    USERS: ("% of population", "good"),
    PATENTS: ("applications", "good"),
    FDI: ("current US$", "good"),
    FARMS: ("% of GDP", "neither"),
    GDP: ("current US$", "good"),
    PEOPLE: ("persons", "neither"),
}
Values = dict[str, dict[str, dict[int, float]]]


def figures(values: Values, **tables: list[dict[str, Any]]) -> Figures:
    """Return figures with these values by series, country and year, and further rows of other tables."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in FIGURES}
    for one, (unit, better) in UNITS.items():
        given = {"indicator_id": one, "name": one, "unit": unit, "source_organisation": "x", "higher_is": better}
        rows["indicators"].append(given | {"theme_ids": [], "sector_ids": []})
        for country, years in values.get(one, {}).items():
            for year, value in years.items():
                observation = {"indicator_id": one, "country": country, "year": year, "value": value}
                rows["observations"].append(observation)
    rows |= tables
    return Figures(**{name: to_frame(table, rows[name]) for name, table in FIGURES.items()})


def broken(country: str, year: int, series: str = USERS) -> dict[str, Any]:
    return {"indicator_id": series, "country": country, "year": year, "why": "Recounted."}


def as_read(line: pd.DataFrame) -> list[tuple[str, int, float | None, int]]:
    """Return the rows of a line, with None where a value is missing."""
    rows = zip(line["country"], line["year"], line["value"], line["segment"], strict=True)
    return [(one, year, None if math.isnan(value) else value, part) for one, year, value, part in rows]


def test_a_missing_year_is_a_gap_and_nothing_is_added_before_or_after() -> None:
    data = figures({USERS: {"IND": {2002: 3.0}, "PAK": {2001: 1.0, 2004: 4.5}}})

    assert as_read(line_of(data, USERS, ["PAK", "IND", "CHN"])) == [
        ("PAK", 2001, 1.0, 0),
        ("PAK", 2002, None, 0),
        ("PAK", 2003, None, 0),
        ("PAK", 2004, 4.5, 0),
        ("IND", 2002, 3.0, 0),
    ]


def test_a_recorded_break_begins_a_segment_for_its_country_alone() -> None:
    data = figures(
        {USERS: {"PAK": {2001: 1.0, 2002: 9.0}, "IND": {2001: 2.0, 2002: 3.0}}}, breaks=[broken("PAK", 2002)]
    )

    assert as_read(line_of(data, USERS, ["PAK", "IND"])) == [
        ("PAK", 2001, 1.0, 0),
        ("PAK", 2002, 9.0, 1),
        ("IND", 2001, 2.0, 0),
        ("IND", 2002, 3.0, 0),
    ]


def test_derived_values_rest_on_the_same_country_and_year() -> None:
    data = figures(
        {
            PATENTS: {"PAK": {2001: 40.0, 2002: 50.0}},
            FDI: {"PAK": {2001: 40.0, 2002: 50.0}},
            PEOPLE: {"PAK": {2001: 20.0}, "IND": {2002: 10.0}},
            GDP: {"PAK": {2002: 500.0}},
        },
        breaks=[broken("PAK", 2001, PEOPLE)],
    )

    assert as_read(line_of(data, FDI, ["PAK"], measure="per_person")) == [("PAK", 2001, 2.0, 1)]
    assert as_read(line_of(data, PATENTS, ["PAK"], measure="per_person")) == [("PAK", 2001, 2_000_000.0, 1)]
    assert as_read(line_of(data, FDI, ["PAK"], measure="share")) == [("PAK", 2002, 10.0, 0)]
    assert unit_as("current US$", "per_person") == "current US$ per person"
    assert unit_as("applications", "per_person") == "applications per million people"


def test_only_measures_that_make_sense_are_offered() -> None:
    offered = {one: measures_of(figures({}), one) for one in UNITS}

    assert offered == {
        USERS: ("level", "index"),
        PATENTS: ("level", "per_person", "index"),
        FDI: ("level", "per_person", "share", "index"),
        FARMS: ("level", "index"),
        GDP: ("level", "per_person", "index"),
        PEOPLE: ("level", "index"),
    }


def test_an_index_begins_in_a_year_all_have_and_does_not_cross_a_break() -> None:
    data = figures(
        {USERS: {"PAK": {2001: 5.0, 2002: 2.0, 2003: 3.0}, "IND": {2001: 1.0, 2002: 4.0, 2004: 6.0}}},
        breaks=[broken("PAK", 2002)],
    )
    line = line_of(data, USERS, ["PAK", "IND", "CHN"])

    assert base_years(line) == [2002]
    assert as_read(line_of(data, USERS, ["PAK", "IND"], measure="index", base_year=2002)) == [
        ("PAK", 2001, None, 0),
        ("PAK", 2002, 100.0, 1),
        ("PAK", 2003, 150.0, 1),
        ("IND", 2001, 25.0, 0),
        ("IND", 2002, 100.0, 0),
        ("IND", 2003, None, 0),
        ("IND", 2004, 150.0, 0),
    ]
    with pytest.raises(ValueError, match="base year"):
        line_of(data, USERS, ["PAK"], measure="index")


def test_zero_is_no_base() -> None:
    assert base_years(line_of(figures({USERS: {"PAK": {2001: 0.0, 2002: 1.0}}}), USERS, ["PAK"])) == [2002]


def test_a_gap_is_taken_in_a_year_both_have_and_names_what_the_other_lacks() -> None:
    data = figures({USERS: {"PAK": {2022: 20.0, 2023: 27.0}, "IND": {2022: 55.0}, "CHN": {2001: 5.0}}})
    (pakistan,) = standings(line_of(data, USERS, ["PAK", "IND", "CHN"]), ["PAK"], against=["IND", "CHN", "BGD"])

    assert (pakistan.year, pakistan.value) == (2023, 27.0)
    assert pakistan.gaps == (
        Gap(other="IND", value=-35.0, year=2022, lacks=2023),
        Gap(other="CHN", value=None, year=None, lacks=2023),
        Gap(other="BGD", value=None, year=None, lacks=2023),
    )


def test_a_change_needs_both_years_and_no_break_between() -> None:
    values = {"PAK": {2010: 1.0, 2015: 2.0, 2020: 5.0}, "IND": {2010: 0.0, 2020: 8.0}}
    data = figures({USERS: values}, breaks=[broken("PAK", 2012)])
    pakistan, india = standings(line_of(data, USERS, ["PAK", "IND"]), ["PAK", "IND"], against=[])

    assert pakistan.changes == (Change(since=2015, value=3.0, ratio=2.5), Change(since=2010, why_not="break"))
    assert india.changes == (Change(since=2015, why_not="missing"), Change(since=2010, value=8.0, ratio=None))


def test_a_country_without_a_value_stands_nowhere() -> None:
    (china,) = standings(line_of(figures({}), USERS, ["CHN"]), ["CHN"], against=["IND"])

    assert (china.year, china.value, china.gaps, china.changes) == (None, None, (), ())


def test_who_leads_is_asked_in_the_latest_common_year() -> None:
    data = figures(
        {
            USERS: {"PAK": {2022: 20.0, 2023: 90.0}, "IND": {2022: 55.0}, "CHN": {2022: 55.0, 2023: 80.0}},
            FARMS: {"PAK": {2020: 24.0}, "IND": {2020: 18.0}},
            PATENTS: {"PAK": {2020: 3.0}},
        }
    )
    found = {one.indicator_id: one for one in leads(data, ["PAK", "IND", "CHN"])}

    users, farms, patents = found[USERS], found[FARMS], found[PATENTS]
    assert (users.year, users.values) == (2022, {"PAK": 20.0, "IND": 55.0, "CHN": 55.0})
    assert users.leaders == ("IND", "CHN")
    assert (farms.year, farms.leaders, farms.absent) == (2020, (), ("CHN",))
    assert (patents.year, patents.leaders, patents.absent) == (None, (), ("IND", "CHN"))


def test_where_less_is_better_the_lowest_leads() -> None:
    data = figures({USERS: {"PAK": {2022: 20.0}, "IND": {2022: 55.0}}})
    data.indicators.loc[data.indicators["indicator_id"] == USERS, "higher_is"] = "bad"

    assert next(one for one in leads(data, ["PAK", "IND"]) if one.indicator_id == USERS).leaders == ("PAK",)


def test_amounts_can_be_set_per_person_before_asking_who_leads() -> None:
    data = figures({FDI: {"PAK": {2020: 10.0}, "IND": {2020: 30.0}}, PEOPLE: {"PAK": {2020: 2.0}, "IND": {2020: 10.0}}})

    total, each = (
        next(one for one in leads(data, ["PAK", "IND"], per_person=asked) if one.indicator_id == FDI)
        for asked in (False, True)
    )
    assert (total.leaders, total.unit) == (("IND",), "current US$")
    assert (each.leaders, each.unit, each.values) == (("PAK",), "current US$ per person", {"PAK": 5.0, "IND": 3.0})


def test_notes_are_said_once_for_the_countries_shown() -> None:
    cautions = [{"indicator_id": USERS, "country": one, "caution": "Estimates."} for one in ("PAK", "IND", "CHN")]
    data = figures({}, breaks=[broken("PAK", 2003), broken("IND", 2003), broken("PAK", 2001)], cautions=cautions)

    assert breaks_of(data, [USERS], ["IND", "PAK"]) == [
        Note(why="Recounted.", countries=("PAK",), year=2001),
        Note(why="Recounted.", countries=("IND", "PAK"), year=2003),
    ]
    assert cautions_of(data, [USERS], ["PAK", "CHN"]) == [Note(why="Estimates.", countries=("PAK", "CHN"))]
    assert breaks_of(data, [FDI], ["PAK"]) == []


def test_a_file_of_other_years_moves_every_answer_with_it() -> None:
    data = figures({USERS: {"PAK": {2031: 1.0, 2036: 3.0}, "IND": {2036: 2.0}}})
    line = line_of(data, USERS, ["PAK", "IND"])

    assert common_years(line) == [2036]
    assert value_in(line, "PAK", 2031) == 1.0
    assert value_in(line, "PAK", 2033) is None
    assert standings(line, ["PAK"], against=["IND"])[0].changes[0] == Change(since=2031, value=2.0, ratio=3.0)


BASE = {
    "topic": "Exports",
    "partner": "World",
    "unit": "USD million",
    "source": ["A"],
    "source_url": ["https://a.example"],
    "vintage": None,
    "confidence": "medium",
    "basis": "fiscal_year_pakistan",
    "date": None,
    "flags": [],
    "differs_from": [],
}


def fact(key: str, measure: str, year: int, value: float, **changes: Any) -> dict[str, Any]:
    dated = {"period": f"FY{year}", "starts": f"{year - 1}-07-01", "ends": f"{year}-06-30"}
    return BASE | dated | {"fact_id": key, "measure": measure, "value": value, "witness_ids": [key]} | changes


CLOTH = FactLine(topic="Exports", measure="cloth", partner="World", unit="USD million")
ALL = FactLine(topic="Exports", measure="all", partner="World", unit="USD million")


def test_cited_figures_are_by_year_without_other_vintages_and_parts_of_years() -> None:
    data = figures(
        {},
        facts=[
            fact("F-3", "cloth", 2022, 9.0),
            fact("F-1", "cloth", 2020, 5.0),
            fact("F-2", "cloth", 2020, 5.3, confidence="high"),
            fact("F-4", "cloth", 2022, 8.0, vintage="revised"),
            fact("F-5", "cloth", 2023, 4.0, period="FY2023 (Jul-Mar)", ends="2023-03-31"),
            fact("F-6", "cloth", 2023, 4.0, unit="USD billion"),
        ],
        fact_breaks=[{"topic": "Exports", "period": "FY2022", "starts": "2021-07-01", "why": "Another definition."}],
    )

    found = facts_of(data, CLOTH)
    assert found[["fact_id", "period", "value", "segment"]].to_numpy().tolist() == [
        ["F-2", "FY2020", 5.3, 0],
        ["F-3", "FY2022", 9.0, 1],
    ]
    assert fact_breaks_of(data, ["Exports"]) == [("FY2022", Note(why="Another definition.", countries=()))]


def test_a_share_needs_both_figures_of_a_period() -> None:
    data = figures(
        {}, facts=[fact("F-1", "cloth", 2020, 5.0), fact("F-2", "all", 2020, 20.0), fact("F-3", "cloth", 2021, 6.0)]
    )

    found = shares_of(data, CLOTH, ALL)
    assert found[["fact_id", "whole_id", "period", "value"]].to_numpy().tolist() == [["F-1", "F-2", "FY2020", 25.0]]
    with pytest.raises(ValueError, match="differ in unit"):
        shares_of(data, CLOTH, FactLine(topic="Exports", measure="all", partner="World", unit="percent"))
