"""Every chart of official figures, declared once. No Streamlit.

A page of its own can draw others with `panels` and `draw`; those that links and files know are here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pkcn_dashboard.indicators import draw, panels
from pkcn_dashboard.indicators.draw import Shown
from pkcn_dashboard.indicators.panels import Panel
from pkcn_dashboard.text import indicators as say
from pkcn_dashboard.text import listing
from pkcn_dashboard.theme import Scheme
from pkcn_dashboard.words import Words
from pkcn_data.figures.cited import FactLine
from pkcn_data.figures.frames import Figures
from pkcn_data.figures.lines import Measure, base_years, line_of, measures_of
from pkcn_data.figures.standing import leads
from pkcn_data.summary import View
from pkcn_data.tables import Tables

SIDES = ("PAK", "CHN", "IND")
"""The countries that the articles set against each other."""
NEIGHBOURS = (*SIDES, "BGD", "LKA")
NEIGHBOURS_THEME = "digital_infrastructure"
_EXPORTS = "Pakistan textile and total goods exports"
_IT_EXPORTS = FactLine(
    topic="Pakistan IT/ICT services exports",
    measure="IT & IT-enabled services export remittances",
    partner="World",
    unit="USD million",
)
_TEXTILE_EXPORTS = FactLine(topic=_EXPORTS, measure="textile group exports", partner="World", unit="USD million")
_GOODS_EXPORTS = FactLine(topic=_EXPORTS, measure="total goods exports (PBS)", partner="World", unit="USD million")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a reader chose: a series, countries, how to measure and draw it, and the amounts of the overview."""

    series: str = "IT.NET.BBND.P2"
    countries: tuple[str, ...] = SIDES
    measure: Measure = "level"
    base: int | None = None
    scale: Literal["linear", "log"] = "linear"
    amounts: Literal["total", "per_person"] = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChart:
    """One chart of figures: what it is called in addresses, the page that shows it, what it draws.

    `uses` are the parts of a choice that change it.
    """

    id: str
    page: str
    build: Callable[[Figures, Choice], Sequence[Panel]]
    uses: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """Return what the chart is about, in a few words."""
        return say.SUBJECTS[self.id]


def _neighbours(figures: Figures, choice: Choice) -> Sequence[Panel]:
    rows = figures.indicators
    found = [
        str(one)
        for one, themes in zip(rows["indicator_id"], rows["theme_ids"], strict=True)
        if NEIGHBOURS_THEME in themes
    ]
    return [panels.series_panel(figures, one, NEIGHBOURS, named=True) for one in found]


def _series(figures: Figures, choice: Choice) -> Sequence[Panel]:
    panel = panels.series_panel(figures, choice.series, choice.countries, measure=choice.measure, base_year=choice.base)
    return [panel]


def _leads(figures: Figures, choice: Choice) -> Sequence[Panel]:
    found = leads(figures, choice.countries, per_person=choice.amounts == "per_person")
    return [panels.leads_panel(figures, found, head=say.LEADS_HEAD)]


def _agriculture(figures: Figures, choice: Choice) -> Sequence[Panel]:
    return [panels.series_panel(figures, one, SIDES, named=True) for one in ("NV.AGR.TOTL.ZS", "SL.AGR.EMPL.ZS")]


def _textiles(figures: Figures, choice: Choice) -> Sequence[Panel]:
    exports = panels.shares_panel(
        figures,
        _TEXTILE_EXPORTS,
        _GOODS_EXPORTS,
        colour="traditional",
        name=say.TEXTILE_EXPORTS,
        head=say.TEXTILES_IN_EXPORTS,
        key="textile-share",
        unit="% of goods exports",
    )
    return [panels.series_panel(figures, "NV.MNF.TXTL.ZS.UN", SIDES, named=True), exports]


def _ict(figures: Figures, choice: Choice) -> Sequence[Panel]:
    return [panels.series_panel(figures, "BX.GSR.CCIS.ZS", SIDES)]


def _exports(figures: Figures, choice: Choice) -> Sequence[Panel]:
    lines = {"digital": (say.IT_EXPORTS, _IT_EXPORTS), "traditional": (say.TEXTILE_EXPORTS, _TEXTILE_EXPORTS)}
    return [panels.facts_panel(figures, lines, head=say.EXPORTS_HEAD, key="exports")]


FIGURE_CHARTS: Mapping[str, FigureChart] = {
    chart.id: chart
    for chart in (
        FigureChart(id="neighbours", page="india", build=_neighbours),
        FigureChart(id="series", page="india", build=_series, uses=("series", "countries", "measure", "base", "scale")),
        FigureChart(id="leads", page="india", build=_leads, uses=("countries", "amounts")),
        FigureChart(id="weight-agriculture", page="sectors", build=_agriculture),
        FigureChart(id="weight-textiles", page="sectors", build=_textiles),
        FigureChart(id="weight-ict", page="sectors", build=_ict),
        FigureChart(id="weight-exports", page="sectors", build=_exports),
    )
}


def figure_charts_of(page_id: str) -> list[FigureChart]:
    """Return the charts of figures of a page, in the order in which it shows them."""
    return [chart for chart in FIGURE_CHARTS.values() if chart.page == page_id]


def show(chart_id: str, figures: Figures, choice: Choice, *, marked: Sequence[str], scheme: Scheme) -> Shown:
    """Draw a chart of figures for a choice that fits, see `fitting`."""
    chart = FIGURE_CHARTS[chart_id]
    is_chosen = chart_id == "series"
    drawn = chart.build(figures, choice)
    return draw.draw(
        chart_id,
        drawn,
        figures,
        scheme=scheme,
        subject=_measured(figures, choice.series) if is_chosen else chart.subject,
        is_log=is_chosen and choice.scale == "log",
        marked=marked,
        notes=_notes(chart_id, drawn, figures, choice),
    )


def days(view: View, tables: Tables, words: Words) -> tuple[str, ...]:
    """Return the day of the article shown, of several the first and the last; a question for `load.computed`."""
    articles = tables.articles[tables.articles["article_id"].isin(view.sentences["article_id"])]
    found = sorted((tables.articles if articles.empty else articles)["published"].dropna())
    return tuple(dict.fromkeys([found[0], found[-1]])) if found else ()


def part_of(chart_id: str, choice: Choice) -> Choice:
    """Return what of a choice matters to a chart, so that one that doesn't change isn't drawn again."""
    return Choice(**{name: getattr(choice, name) for name in FIGURE_CHARTS[chart_id].uses})


def fitting(figures: Figures, choice: Choice) -> Choice:
    """Return a choice in which all makes sense: a measure that the series allows, a base year that the countries have."""
    known = set(figures.indicators["indicator_id"])
    series = choice.series if choice.series in known else str(figures.indicators["indicator_id"].iloc[0])
    measure = choice.measure if choice.measure in measures_of(figures, series) else "level"
    base = None
    if measure == "index":
        years = offered_bases(figures, series, choice.countries)
        base = choice.base if choice.base in years else next(iter(years), None)
        measure = measure if years else "level"
    return Choice(
        series=series,
        countries=choice.countries,
        measure=measure,
        base=base,
        scale=choice.scale,
        amounts=choice.amounts,
    )


def offered_bases(figures: Figures, series: str, countries: Sequence[str]) -> list[int]:
    """Return the years that can be 100 in an index of a series."""
    return base_years(line_of(figures, series, countries))


def _notes(chart_id: str, drawn: Sequence[Panel], figures: Figures, choice: Choice) -> list[str]:
    """Return what to know of a chart beside what its panels say."""
    if chart_id == "neighbours":
        return _compared_in(drawn)
    if chart_id == "leads":
        return [say.TOTALS_NOTE] if choice.amounts == "total" else []
    if chart_id == "series" and _loses_values(figures, choice):
        return [say.NOT_INDEXED.format(base=choice.base)]
    return []


def _loses_values(figures: Figures, choice: Choice) -> bool:
    if choice.measure != "index":
        return False
    level = line_of(figures, choice.series, choice.countries)["value"].notna().sum()
    index = line_of(figures, choice.series, choice.countries, measure="index", base_year=choice.base)["value"]
    return bool(index.notna().sum() < level)


def _measured(figures: Figures, indicator_id: str) -> str:
    """Return the World Bank's name of a series and who measures it."""
    row = figures.indicators.set_index("indicator_id").loc[indicator_id]
    return say.MEASURED_BY.format(name=row["name"], who=row["source_organisation"].rstrip("."))


def _compared_in(drawn: Sequence[Panel]) -> list[str]:
    """Return in which year each series is compared."""
    years = [f"{panel.head} {latest[0]}" for panel in drawn if (latest := panels.latest_common(panel))]
    return [say.COMPARED_IN.format(years=listing(years, limit=9))] if years else []
