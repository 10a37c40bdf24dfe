"""Charts of official figures: every value on screen is the snapshot's, a gap is a gap, and the pages follow the files."""

from __future__ import annotations

import csv
import io
import itertools
import json
import math
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pkcn_dashboard import load, text
from pkcn_dashboard.indicators import catalogue, draw, latest, panels, plots, ticks
from pkcn_dashboard.indicators.catalogue import FIGURE_CHARTS, NEIGHBOURS, Choice, fitting
from pkcn_dashboard.indicators.draw import Shown
from pkcn_dashboard.report import document
from pkcn_dashboard.text import indicators as say
from pkcn_data.figures.frames import read_figures
from pkcn_data.figures.lines import measures_of
from pkcn_data.summary import Filters
from tests.dashboard.conftest import Serve, open_page

DATA = Path(__file__).resolve().parents[2] / "data" / "indicators"
FIGURES = read_figures(DATA)
SERIES = list(FIGURES.indicators["indicator_id"])


def rows_of(name: str, folder: Path = DATA) -> list[dict[str, str]]:
    """Return a table as it lies on disk, by the standard library alone."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SNAPSHOT = {
    (row["indicator_id"], row["country"], int(row["year"])): float(row["value"]) for row in rows_of("observations")
}
FACTS = {row["fact_id"]: row for row in rows_of("facts")}
BREAKS = {(row["indicator_id"], row["country"], int(row["year"])) for row in rows_of("breaks")}


def show(chart_id: str, choice: Choice | None = None, *, marked: tuple[str, ...] = ("2024-07-22",)) -> Shown:
    return catalogue.show(chart_id, FIGURES, fitting(FIGURES, choice or Choice()), marked=marked, scheme="light")


def points(shown: Shown) -> Iterator[tuple[str, str, Any, float]]:
    """Return mark, name, place and value of each point or bar that the figure draws."""
    for trace in go.Figure(shown.figure.to_dict()).data:
        along, across = (trace.y, trace.x) if trace.type == "bar" else (trace.x, trace.y)
        for (mark,), at, value in zip(trace.customdata, along, across, strict=True):
            if value is not None:
                yield mark, trace.name, at, value


def expected(series: str, country: str, year: int, choice: Choice) -> float | None:
    """Compute what a chart has to draw from the files alone."""
    value = SNAPSHOT.get((series, country, year))
    if value is None or choice.measure == "level":
        return value
    if choice.measure == "per_person":
        people = SNAPSHOT.get(("SP.POP.TOTL", country, year))
        is_money = "US$" in next(row["unit"] for row in rows_of("indicators") if row["indicator_id"] == series)
        return None if people is None else value / people * (1 if is_money else 1_000_000)
    if choice.measure == "share":
        output = SNAPSHOT.get(("NY.GDP.MKTP.CD", country, year))
        return None if output is None else value / output * 100
    base = SNAPSHOT[series, country, choice.base or 0]
    is_parted = any(
        one == series and of == country and min(year, choice.base or 0) < at <= max(year, choice.base or 0)
        for one, of, at in BREAKS
    )
    return None if is_parted else value / base * 100


CHOICES = [
    Choice(series=series, countries=NEIGHBOURS, measure=measure, scale=scale)
    for series in SERIES
    for measure in measures_of(FIGURES, series)
    for scale in ("linear", "log")
    if scale == "linear" or measure == "level"
]


@pytest.mark.parametrize("choice", CHOICES, ids=lambda one: f"{one.series}-{one.measure}-{one.scale}")
def test_every_point_of_every_series_is_the_snapshots(choice: Choice) -> None:
    """Nothing is drawn that isn't in the files, and all that is in them is drawn."""
    choice = fitting(FIGURES, choice)
    names = {country: panels.country_name(country) for country in NEIGHBOURS}
    drawn = {(mark, at): value for mark, _, at, value in points(show("series", choice))}

    wanted = {
        (f"{choice.series}|{country}", year): value
        for series, country, year in SNAPSHOT
        if series == choice.series and (value := expected(series, country, year, choice)) is not None
    }
    assert drawn.keys() == wanted.keys()
    assert all(math.isclose(drawn[key], wanted[key], rel_tol=1e-12) for key in wanted)
    assert set(show("series", choice).marks.values()) <= set(names.values())


@pytest.mark.parametrize("chart_id", ["neighbours", "weight-agriculture", "weight-textiles", "weight-ict"])
def test_every_line_of_a_fixed_chart_is_the_snapshots(chart_id: str) -> None:
    shown = show(chart_id)
    drawn = {(mark, at): value for mark, _, at, value in points(shown) if mark.split("|")[0] in SERIES}

    shown_lines = {tuple(mark.split("|")) for mark, _ in drawn}
    assert drawn == {
        (f"{series}|{country}", year): value
        for (series, country, year), value in SNAPSHOT.items()
        if (series, country) in shown_lines
    }
    assert {series for series, _ in shown_lines} == {panel.id for panel in shown.panels if panel.form == "lines"}


@pytest.mark.parametrize("per_person", [False, True])
def test_every_dot_of_the_overview_is_a_value_of_one_common_year(per_person: bool) -> None:
    choice = Choice(countries=NEIGHBOURS, amounts="per_person" if per_person else "total")
    shown = show("leads", choice)

    rows = shown.rows.to_dict("records")
    for row in rows:
        values = [SNAPSHOT[one, country, int(year)] for one, country, year in row["inputs"]]
        factor = 1_000_000 if row["unit"].endswith("per million people") and len(values) > 1 else 1
        assert math.isclose(row["value"], values[0] if len(values) == 1 else values[0] / values[1] * factor)
    for series in {row["series"] for row in rows}:
        own = [row for row in rows if row["series"] == series]
        assert len({row["period"] for row in own}) == 1
        assert max(row["at"] for row in own) == 100
        later = {
            year
            for year in {at for one, _, at in SNAPSHOT if one == series and at > int(own[0]["period"])}
            if all((series, row["key"], year) in SNAPSHOT for row in own)
        }
        assert not later
    assert {(mark, at) for mark, _, at, _ in _dots(shown)} == {(row["mark"], row["at"]) for row in rows}


def _dots(shown: Shown) -> Iterator[tuple[str, str, float, str]]:
    for trace in go.Figure(shown.figure.to_dict()).data:
        for (mark,), x, y in zip(trace.customdata, trace.x, trace.y, strict=True):
            yield mark, trace.name, x, y


def test_bars_are_the_cited_figures_of_their_year() -> None:
    shown = show("weight-exports")

    for row in shown.rows.to_dict("records"):
        ((fact_id,),) = row["inputs"]
        fact = FACTS[fact_id]
        assert (row["period"], row["value"], row["unit"]) == (fact["period"], float(fact["value"]), fact["unit"])
    assert {mark for mark, _, _, _ in points(shown)} == set(shown.marks)


def test_single_cited_figures_are_bars_called_by_what_they_differ_in() -> None:
    given = [
        row
        for row in FACTS.values()
        if row["measure"] == "net FDI" and row["period"] == "FY2020" and row["vintage"] == "first_release"
    ]
    ids = list({row["partner"]: row["fact_id"] for row in given if row["partner"] != "Total"}.values())
    panel = panels.cited_panel(FIGURES, ids, by="partner", head="Investment", key="fdi")
    shown = draw.draw("fdi", [panel], FIGURES, scheme="light", title="Who invests", subject="Investment by source")

    assert [(at, value) for _, _, at, value in sorted(points(shown))] == [
        (FACTS[one]["partner"], float(FACTS[one]["value"])) for one in sorted(ids)
    ]
    assert shown.figure.to_dict()["layout"]["barmode"] == "overlay"
    assert set(draw.evidence(shown, f"fdi|{ids[0]}", FIGURES)["Figure"]) == {ids[0]}
    with pytest.raises(ValueError, match="no common axis"):
        panels.cited_panel(FIGURES, [ids[0], "ITX-021"], by="partner", head="Mixed", key="x")


def test_a_share_of_exports_is_of_two_figures_of_the_same_year() -> None:
    shown = show("weight-textiles")

    bars = [row for row in shown.rows.to_dict("records") if row["series"] == "textile-share"]
    assert bars
    for row in bars:
        (part,), (whole,) = row["inputs"]
        assert FACTS[part]["period"] == FACTS[whole]["period"] == row["period"]
        assert math.isclose(row["value"], float(FACTS[part]["value"]) / float(FACTS[whole]["value"]) * 100)


def test_no_vintage_meets_another_in_one_chart() -> None:
    for chart_id in FIGURE_CHARTS:
        by_line: dict[str, set[str]] = {}
        for row in show(chart_id).rows.to_dict("records"):
            for one in row["inputs"]:
                if len(one) == 1:
                    by_line.setdefault(row["key"], set()).add(FACTS[one[0]]["vintage"])
        assert all(len(vintages) == 1 for vintages in by_line.values())


def joined(shown: Shown) -> Iterator[tuple[str, int, int]]:
    """Return mark and years of each two points that a line joins."""
    for trace in go.Figure(shown.figure.to_dict()).data:
        if trace.type == "scatter" and "lines" in trace.mode:
            assert trace.connectgaps is False
            triples = zip(trace.customdata, trace.x, trace.y, strict=True)
            for (mark, at, value), (_, following, other) in itertools.pairwise(triples):
                if value is not None and other is not None:
                    yield mark[0], at, following


@pytest.mark.parametrize("series", SERIES)
def test_no_line_leads_over_a_missing_year_or_a_break(series: str) -> None:
    for mark, at, following in joined(show("series", Choice(series=series, countries=NEIGHBOURS))):
        country = mark.split("|")[1]
        assert following == at + 1
        assert (series, country, following) not in BREAKS


def test_a_break_has_a_mark_and_a_sentence() -> None:
    shown = show("series", Choice(series="NV.AGR.TOTL.ZS", countries=NEIGHBOURS))

    marks = [shape["x0"] for shape in shown.figure.to_dict()["layout"]["shapes"] if shape["line"]["dash"] == "dot"]
    assert marks == [2009.5]
    why = "Sri Lanka's share of agriculture is not comparable with the years before 2010."
    assert shown.notes == (f"Dotted line, break in 2010 (Sri Lanka): {why}",)
    assert not show("series", Choice(series="NV.AGR.TOTL.ZS")).notes


def test_a_break_among_bars_parts_only_what_it_is_about() -> None:
    shown = show("weight-exports")

    assert shown.panels[0].breaks == ("FY2021",)
    (line,) = shown.figure.to_dict()["layout"]["shapes"]
    years = [f"FY{year}" for year in range(2015, 2026)]
    assert list(shown.figure.to_dict()["layout"]["yaxis"]["categoryarray"]) == years
    assert line["y0"] == line["y1"] == years.index("FY2021") - 0.5


def test_a_missing_year_among_bars_keeps_its_place() -> None:
    years = show("weight-textiles").figure.to_dict()["layout"]["yaxis2"]["categoryarray"]

    assert "FY2017" in years
    assert say.GAPS_NOTE in show("weight-textiles").caption
    assert "textile-share-traditional|FY2017" not in show("weight-textiles").marks


def test_cautions_are_said_in_words() -> None:
    said = " ".join(show("weight-textiles").notes)

    assert "two constants repeated" in said
    assert "there for one year alone, 2016" in said
    assert show("weight-textiles").title.endswith("in 2016, the one year measured")


def test_the_articles_day_is_marked_where_years_stand() -> None:
    def days(*marked: str) -> list[float]:
        layout = show("series", marked=marked).figure.to_dict()["layout"]
        return [shape["x0"] for shape in layout.get("shapes", ()) if shape["line"]["dash"] == "dash"]

    assert days() == []
    assert days("2024-07-01") == pytest.approx([2024.0], abs=0.01)
    assert days("2023-01-01", "2026-01-01") == [2022.5, 2025.5]
    assert "The dashed line is the article's date, 22 July 2024." in show("series").caption


def test_values_that_have_no_place_on_a_log_scale_are_said_to_be_left_out() -> None:
    choice = Choice(series="BX.KLT.DINV.CD.WD", countries=NEIGHBOURS, scale="log")
    has_none = any(SNAPSHOT[key] <= 0 for key in SNAPSHOT if key[0] == choice.series)

    assert (say.NOT_ON_LOG in show("series", choice).notes) == has_none
    assert show("series", choice).figure.to_dict()["layout"]["yaxis"]["type"] == "log"


def test_an_index_says_what_it_leaves_out() -> None:
    shown = show("series", Choice(series="IT.NET.SECR.P6", measure="index"))

    assert say.NOT_INDEXED.format(base=2017) in shown.notes
    assert shown.panels[0].unit == "index, 2017 = 100"


@pytest.mark.parametrize("chart_id", FIGURE_CHARTS)
def test_a_chart_carries_its_words_units_sources_and_rows(chart_id: str) -> None:
    shown = show(chart_id)
    layout = shown.figure.to_dict()["layout"]
    heads = " ".join(note["text"].replace("<br>", " ") for note in layout["annotations"])

    assert shown.alt.startswith(shown.title)
    for panel in shown.panels:
        assert panel.unit in heads
    for axis in (name for name in layout if name.startswith("xaxis")):
        assert layout[axis]["title"]["text"]
    said = " ".join(one.said for one in shown.sources)
    codes = {one[0] for cell in shown.rows["inputs"] for one in cell if len(one) > 1}
    assert all(code in said for code in codes)
    if codes:
        assert "The World Bank: World Development Indicators" in said
        assert "CC BY 4.0" in said
        assert FIGURES.sources.set_index("source_id").loc["wdi", "edition"] in said
        assert ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/") in shown.sources[0].links
    rows = list(csv.DictReader(io.StringIO(draw.rows_csv(shown).decode("utf-8-sig"))))
    assert [float(row["value"]) for row in rows] == shown.rows["value"].tolist()
    assert {row["source"] for row in rows} == {"; ".join(one.said for one in shown.sources)}
    assert draw.table(shown)[list(dict.fromkeys(shown.rows["who"]))].notna().sum().sum() == len(shown.rows)


@pytest.mark.parametrize("chart_id", FIGURE_CHARTS)
def test_a_mark_opens_the_published_figures_it_is_made_of(chart_id: str) -> None:
    shown = show(chart_id)

    for mark in shown.marks:
        wanted = {one for cell in shown.rows[shown.rows["mark"] == mark]["inputs"] for one in cell}
        found = draw.evidence(shown, mark, FIGURES).to_dict("records")
        if len(next(iter(wanted))) == 1:
            assert {(row["Figure"],) for row in found} == wanted
            for row in found:
                fact = FACTS[row["Figure"]]
                assert row["Address"] in fact["source_url"].split(";")
                assert (row["Value"], row["Unit"]) == (float(fact["value"]), fact["unit"])
        else:
            names = {panels.country_name(country): country for country in NEIGHBOURS}
            got = {(row["Series"], names[row["Country"]], str(row["Year"])): row["Value"] for row in found}
            assert got == {one: SNAPSHOT[one[0], one[1], int(one[2])] for one in wanted}


def test_derived_values_open_what_they_are_derived_from() -> None:
    shown = show("series", Choice(series="NY.GDP.MKTP.CD", measure="per_person"))
    found = draw.evidence(shown, "NY.GDP.MKTP.CD|PAK", FIGURES)

    assert set(found["Series"]) == {"NY.GDP.MKTP.CD", "SP.POP.TOTL"}
    assert "SP.POP.TOTL" in shown.sources[0].said


def test_a_series_that_is_gone_leaves_an_empty_chart_and_no_error() -> None:
    panel = panels.series_panel(FIGURES, "XX.NOT.THERE", ["PAK"])
    shown = draw.draw("series", [panel], FIGURES, scheme="light", subject="x")

    assert shown.is_empty
    assert shown.title == "XX.NOT.THERE: no value"


def test_a_country_without_values_is_named() -> None:
    shown = show("series", Choice(series="GB.XPD.RSDV.GD.ZS", countries=NEIGHBOURS))

    assert "No value at all: Bangladesh." in shown.notes


def test_amounts_in_total_are_said_to_favour_large_countries() -> None:
    assert say.TOTALS_NOTE in show("leads").notes
    assert say.TOTALS_NOTE not in show("leads", Choice(amounts="per_person")).notes


def test_neighbours_are_compared_in_years_that_all_have() -> None:
    shown = show("neighbours")
    below = 0
    for panel in shown.panels:
        years = {year for one, _, year in SNAPSHOT if one == panel.id}
        common = max(year for year in years if all((panel.id, one, year) in SNAPSHOT for one in NEIGHBOURS))
        assert f"{panel.head} {common}" in shown.notes[0]
        below += SNAPSHOT[panel.id, "PAK", common] < SNAPSHOT[panel.id, "IND", common]
    assert f"below India in {'all 4' if below == 4 else f'{below} of 4'} measures" in shown.title


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"),
        (0.00832, "0.0083"),
        (0.9, "0.9"),
        (1.35622, "1.4"),
        (99.94, "99.9"),
        (128.247, "128"),
        (1212.44166, "1,212"),
        (999_999_999, "1 billion"),
        (3.632e9, "3.6 billion"),
        (177_745_400_000, "178 billion"),
        (-2.5e6, "-2.5 million"),
        (1.87e13, "18.7 trillion"),
    ],
)
def test_numbers_are_rounded_to_what_matters(value: float, said: str) -> None:
    assert say.number(value) == said


def test_units_stand_with_their_numbers() -> None:
    assert say.with_unit(24.11, "% of GDP") == "24.1% of GDP"
    assert say.with_unit(1.35622, "per 100 people") == "1.4 per 100 people"
    assert (say.signed(3.0), say.signed(-3.0), say.signed(0.0)) == ("+3", "−3", "0")


def test_ticks_are_round_and_hold_all_values() -> None:
    assert ticks.scale([3.0, 44.7], is_log=False) == ((0.0, 50.0), (0, 10, 20, 30, 40, 50))
    assert ticks.scale([-2.0, 6.0], is_log=False).ticks == (-2, 0, 2, 4, 6)
    low, high = ticks.scale([0.5, 2000.0, 0.0], is_log=True).range
    assert low < math.log10(0.5) < math.log10(2000) < high
    assert ticks.years(2000, 2024, 6) == [2000, 2005, 2010, 2015, 2020]
    assert ticks.years(2021, 2021, 3) == [2021]


def test_the_words_in_addresses_are_public() -> None:
    """Who changes this list breaks saved links: put the old word into FORMER and the changelog."""
    assert {name: list(words.values()) for name, words in say.PUBLIC.items() if name != "series"} == {
        "view-india": ["In the article", "In figures"],
        "view-sectors": ["In the article", "In figures"],
        "compare": ["Pakistan", "China", "India", "Bangladesh", "Sri Lanka"],
        "measure": ["As published", "Per person", "Share of GDP", "Index"],
        "scale": ["Linear", "Log"],
        "amounts": ["In total", "Per person"],
    }
    assert set(say.PUBLIC["series"]) == set(SERIES)
    assert load.figure_words().word("series", "IT.NET.BBND.P2") == "Digital infrastructure: Fixed broadband"


# ---------------------------------------------------------------- latest values


def test_latest_values_are_compared_in_a_year_both_have() -> None:
    choice = Choice(series="IT.NET.USER.ZS", countries=("PAK", "IND"))
    pakistan = latest.in_words(FIGURES, choice).to_dict("records")[0]
    year = max(at for one, country, at in SNAPSHOT if (one, country) == (choice.series, "PAK"))
    common = max(
        at
        for one, country, at in SNAPSHOT
        if (one, country) == (choice.series, "PAK") and (choice.series, "IND", at) in SNAPSHOT
    )
    gap = SNAPSHOT[choice.series, "PAK", common] - SNAPSHOT[choice.series, "IND", common]

    assert pakistan["Year"] == str(year)
    assert pakistan["Against India"] == f"{say.signed(gap)} in {common}; India has no value for {year}"
    assert pakistan["Latest value"] == say.number(SNAPSHOT[choice.series, "PAK", year])
    numbers = latest.in_numbers(FIGURES, choice).to_dict("records")[0]
    assert (numbers["value"], numbers["gap_to_IND"]) == (SNAPSHOT[choice.series, "PAK", year], gap)


def test_a_change_names_the_year_it_lacks_or_the_break_between() -> None:
    def changes(series: str, country: str) -> list[str]:
        row = latest.in_words(FIGURES, Choice(series=series, countries=(country,))).to_dict("records")[0]
        return [row["Change over 5 years"], row["Change over 10 years"]]

    assert changes("IT.NET.SECR.P6", "PAK")[1] == "a break lies between 2014 and 2024"
    assert changes("SE.XPD.TOTL.GD.ZS", "CHN") == ["no value in 2018", "no value in 2013"]
    assert changes("NY.GDP.MKTP.CD", "PAK")[0].endswith("% since 2019")
    assert changes("NV.AGR.TOTL.ZS", "PAK")[0].endswith(" points since 2019")


# ---------------------------------------------------------------- pages


@pytest.fixture
def figures_served(serve: Serve) -> Path:
    folder = serve()
    shutil.copytree(DATA, folder / "indicators")
    return folder


def open_figures(page_id: str, **parameters: str | list[str]) -> AppTest:
    return open_page(page_id, **{f"view-{page_id}": "In figures"}, **parameters)


@pytest.mark.parametrize("page_id", ["india", "sectors"])
def test_a_page_shows_its_figures_in_a_view_of_its_own(page_id: str, figures_served: Path) -> None:
    app = open_figures(page_id)

    charts = app.get("plotly_chart")
    assert len(charts) == len(catalogue.figure_charts_of(page_id))
    assert all(chart.proto.alt for chart in charts)
    assert not app.warning
    assert not [chart for chart in open_page(page_id).get("plotly_chart") if "per 100 people" in chart.proto.alt]


@pytest.mark.parametrize("page_id", ["india", "sectors"])
def test_figures_do_not_depend_on_filters_that_fit_nothing(page_id: str, figures_served: Path) -> None:
    app = open_figures(page_id, sector="Health")

    assert len(app.get("plotly_chart")) == len(catalogue.figure_charts_of(page_id))
    assert not open_page(page_id, sector="Health").get("plotly_chart")


def test_the_article_says_and_figures_answer(figures_served: Path, serve: Serve) -> None:
    said = [element.value.replace("\\", "") for element in open_page("india").markdown]

    assert any(one.startswith("Official figures: Pakistan is below India in") for one in said)


def test_a_choice_is_drawn_and_unknown_words_are_reported(figures_served: Path) -> None:
    app = open_figures(
        "india", series="it.net.user.zs", compare=["Pakistan", "LKA", "Atlantis"], measure="index", scale="log"
    )

    assert [one.value.replace("\\", "") for one in app.warning] == [
        "1 of 7 settings in this link no longer exists: compare “Atlantis”. The rest is applied."
    ]
    assert app.selectbox("series").value == "IT.NET.USER.ZS"
    assert app.multiselect("compare").value == ["PAK", "LKA"]
    assert (app.session_state["measure"], app.session_state["scale"]) == ("index", "log")
    titles = [one.value.replace("\\", "") for one in app.subheader]
    assert any(one.startswith("Internet users in 2023 (2001 = 100): ") for one in titles)


def test_a_measure_that_makes_no_sense_is_not_offered_and_said_so(figures_served: Path) -> None:
    app = open_figures("india", series="Internet users", measure="Per person")

    assert say.MEASURE_GONE.format(measure="Per person") in [one.value.replace("\\", "") for one in app.caption]
    offered = next(one for one in app.button_group if one.key == "measure").options
    assert list(offered) == ["As published", "Index"]


def test_a_measure_that_the_next_series_lacks_falls_back(figures_served: Path) -> None:
    app = open_figures("india", series="GDP", measure="Per person")
    assert app.session_state["measure"] == "per_person"

    app.selectbox("series").set_value("IT.NET.USER.ZS").run()

    assert not app.exception
    assert app.session_state["measure"] == "level"


def test_a_base_year_that_somebody_lacks_is_said_and_replaced(figures_served: Path) -> None:
    app = open_figures("india", series="Fixed broadband", measure="Index", base="2003")

    assert "Not every country here has a comparable value in 2003, so 2005 is 100." in [
        one.value.replace("\\", "") for one in app.caption
    ]


def test_no_country_is_an_empty_state(figures_served: Path) -> None:
    app = open_figures("india")

    app.multiselect("compare").set_value([]).run()

    assert not app.exception
    assert say.NO_COUNTRY in [one.value for one in app.caption]
    assert len(app.get("plotly_chart")) == 1


def test_a_mark_opens_its_figures_and_closes(figures_served: Path) -> None:
    app = open_figures("india", **{"bar-series": "Pakistan"})

    rows = app.dataframe[0].value
    assert set(rows["Series"]) == {"IT.NET.BBND.P2"}
    assert set(rows["Country"]) == {"Pakistan"}
    app.button("close-series").click().run()
    assert not app.exception
    assert app.selectbox("bar-series").value is None


def test_a_mark_that_is_gone_is_reported(figures_served: Path) -> None:
    app = open_figures("india", **{"bar-series": "Atlantis"})

    assert say.GONE_MARK in [one.value for one in app.caption]


def test_the_table_stands_beside(figures_served: Path) -> None:
    app = open_figures("sectors")

    app.toggle("table-weight-exports").set_value(True).run()

    table = app.dataframe[0].value
    assert list(table) == ["Period", "IT exports", "Textile exports"]
    assert table["Period"].tolist() == sorted(table["Period"], reverse=True)


@pytest.mark.parametrize("page_id", ["india", "sectors"])
def test_without_figures_a_page_says_so_and_shows_the_article(page_id: str, serve: Serve) -> None:
    serve()

    app = open_figures(page_id)

    assert say.NO_FIGURES in [one.value for one in app.caption]
    assert open_page(page_id).get("plotly_chart")


def shift(folder: Path, years: int) -> None:
    """Move every observation and break by some years, as a file refreshed much later would have them."""
    for name in ("observations", "breaks"):
        path = folder / f"{name}.csv"
        rows = rows_of(name, folder)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(row | {"year": int(row["year"]) + years} for row in rows if int(row["year"]) > 2009)


@pytest.mark.parametrize("page_id", ["india", "sectors"])
def test_pages_follow_a_file_of_another_year_range(page_id: str, figures_served: Path) -> None:
    before = [one.value for one in open_figures(page_id).subheader]
    shift(figures_served / "indicators", 20)

    app = open_figures(page_id)

    after = [one.value for one in app.subheader]
    assert len(app.get("plotly_chart")) == len(catalogue.figure_charts_of(page_id))
    assert before != after
    years = {"india": "2043", "sectors": "2044"}
    assert any(years[page_id] in one for one in after)
    assert not any("2023" in one or "2024 " in one for one in after if "FY" not in one)
    known = {int(row["year"]) for row in rows_of("observations", figures_served / "indicators")}
    for chart in catalogue.figure_charts_of(page_id):
        shown = load.shown(chart.id, Choice(), marked=("2024-07-22",), scheme="light")
        assert {at for mark, _, at, _ in points(shown) if isinstance(at, int)} <= known
    assert load.figure_words().resolve("base", "2044") == "2044"


def test_a_changed_value_is_seen_at_once(figures_served: Path) -> None:
    path = figures_served / "indicators" / "observations.csv"
    before = load.shown("series", Choice(), marked=(), scheme="light").title
    path.write_text(path.read_text().replace("IT.NET.BBND.P2,PAK,2023,1.35622", "IT.NET.BBND.P2,PAK,2023,61.5"))

    after = load.shown("series", Choice(), marked=(), scheme="light").title
    assert (before.count("Pakistan 1.4"), after.count("Pakistan 61.5")) == (1, 1)


def test_a_chart_alone_follows_its_link_and_leads_to_the_view_it_is_in(
    figures_served: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(st.context), "is_embedded", property(lambda self: True))
    app = open_page("india", chart="series", series="Internet users", compare="India", scale="Log")

    (chart,) = app.get("plotly_chart")
    assert chart.proto.alt.startswith("Internet users in 2022: India")
    assert json.loads(chart.proto.spec)["layout"]["yaxis"]["type"] == "log"
    link = next(one.value for one in app.markdown if "whole page" in one.value)
    for part in ("view-india=In+figures", "series=Digital+infrastructure", "compare=India", "scale=Log"):
        assert part in link


def test_a_link_to_a_chart_of_figures_on_another_page_says_where(figures_served: Path) -> None:
    said = open_page("overview", chart="weight-ict").warning[0].value.replace("\\", "")

    assert text.PAGE_TITLES["sectors"] in said
    assert "view-sectors=In+figures" in said


@pytest.mark.parametrize("page_id", ["india", "sectors"])
def test_the_file_of_a_view_holds_every_chart_with_its_values_and_sources(page_id: str, figures_served: Path) -> None:
    choice = Choice(series="IT.NET.USER.ZS")
    page = document.of_page(page_id, Filters(), unit="statements", address="", choice=choice)

    for chart in catalogue.figure_charts_of(page_id):
        shown = load.shown(chart.id, choice, marked=("2024-07-22",), scheme="light")
        part = page.partition(f'id="chart-{chart.id}"')[2].partition("</section>")[0]
        for one in shown.sources:
            assert one.said in part.replace("&#39;", "'").replace("&amp;", "&")
        cells = part.count("<td>") - part.count("<td></td>")
        index = len(draw.table(shown).columns) - len(set(shown.rows["who"]))
        assert cells == len(shown.rows) + index * len(draw.table(shown))


def test_a_line_in_the_file_is_cut_where_the_page_cuts_it_and_the_day_is_marked(figures_served: Path) -> None:
    page = document.of_page("india", Filters(), unit="statements", address="")

    part = page.partition('id="chart-neighbours"')[2].partition("</section>")[0]
    pieces = [piece.split() for piece in re.findall(r'<polyline class="s\d+" points="([^"]*)"', part)]
    shown = load.shown("neighbours", Choice(), marked=("2024-07-22",), scheme="light")
    lines = [panel.rows[panel.rows["key"] == key] for panel in shown.panels for key in panel.drawn["key"].unique()]
    assert [len(piece) for piece in pieces] == [len(piece) for line in lines for piece in plots.runs(line)]
    assert part.count('class="axis day"') == len(shown.panels)
    assert part.count('class="axis cut"') == 2
