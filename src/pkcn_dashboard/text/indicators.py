"""Words of the charts of official figures, and how their numbers are written.

What is in `PUBLIC` stands in addresses: to rename a word, move the old one to `FORMER`, and note it in the changelog.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PUBLIC: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "view-india": {"article": "In the article", "figures": "In figures"},
        "view-sectors": {"article": "In the article", "figures": "In figures"},
        "series": {
            "IT.CEL.SETS.P2": "Mobile subscriptions",
            "IT.NET.BBND.P2": "Fixed broadband",
            "IT.NET.SECR.P6": "Secure servers",
            "IT.NET.USER.ZS": "Internet users",
            "BX.GSR.CCIS.CD": "ICT service exports",
            "BX.GSR.CCIS.ZS": "ICT in service exports",
            "NE.EXP.GNFS.CD": "All exports",
            "NE.EXP.GNFS.ZS": "Exports in GDP",
            "TX.VAL.ICTG.ZS.UN": "ICT goods in goods exports",
            "TX.VAL.TECH.MF.ZS": "High-technology exports",
            "NV.AGR.TOTL.ZS": "Agriculture in GDP",
            "SL.AGR.EMPL.ZS": "Agriculture in jobs",
            "NV.IND.MANF.ZS": "Manufacturing in GDP",
            "NV.MNF.TXTL.ZS.UN": "Textiles in manufacturing",
            "NV.SRV.TOTL.ZS": "Services in GDP",
            "BX.KLT.DINV.CD.WD": "Foreign direct investment",
            "BX.KLT.DINV.WD.GD.ZS": "Foreign direct investment in GDP",
            "NY.GDP.MKTP.CD": "GDP",
            "GB.XPD.RSDV.GD.ZS": "R&D spending",
            "SP.POP.SCIE.RD.P6": "Researchers",
            "IP.PAT.RESD": "Patent applications",
            "SE.TER.ENRR": "Enrolment in higher education",
            "SE.XPD.TOTL.GD.ZS": "Public spending on education",
            "SP.POP.TOTL": "Population",
        },
        "compare": {
            "PAK": "Pakistan",
            "CHN": "China",
            "IND": "India",
            "BGD": "Bangladesh",
            "LKA": "Sri Lanka",
        },
        "measure": {
            "level": "As published",
            "per_person": "Per person",
            "share": "Share of GDP",
            "index": "Index",
        },
        "scale": {"linear": "Linear", "log": "Log"},
        "amounts": {"total": "In total", "per_person": "Per person"},
    }
)
"""The word of each id, by parameter; a series or country that is new in the files goes by its own name."""

FORMER: Mapping[str, Mapping[str, str]] = {}
"""Words that once stood in addresses, with the id they meant, by parameter."""

BASE = "base"
"""The parameter with the year that is 100 in an index."""

SERIES_LABEL = "Series"
COUNTRIES_LABEL = "Countries"
MEASURE_LABEL = "Measure"
BASE_LABEL = "Year that is 100"
SCALE_LABEL = "Scale"
AMOUNTS_LABEL = "Amounts"
NO_THEME = "Size"
"""Where a series that bears on no theme stands in the list."""
SERIES_OPTION = "{theme}: {series}"
NO_COUNTRY = "Choose at least one country."
MEASURE_GONE = "“{measure}” makes no sense for this series, so it is shown as published."
BASE_GONE = "Not every country here has a comparable value in {asked}, so {base} is 100."
NO_BASE = "There is no year in which every country here has a comparable value, so there is no index."

NO_FIGURES = "The official figures can't be read, so nothing is set beside the article here."
EMPTY = "There is no figure to show here."
EMPTY_CHOICE = "None of the countries chosen has a value in this series. Choose another country or series."

INDIA_ANSWER = "Official figures: {answer}. Only outcomes are measured, not what is invested; see “{view}”."
NEIGHBOURS_HEAD = "Pakistan and its neighbours in digital infrastructure"
NEIGHBOURS_SAID = "The article says:"
PICK_HEAD = "Any series, any of the countries"
LATEST_HEAD = "Latest values"
LEADS_HEAD = "Who leads"
WEIGHT_LEAD = (
    "What the sectors weigh in official figures, whatever is said of them: agriculture in output and jobs, textiles in "
    "industry and exports, IT in exports."
)
WEIGHT_HEADS = {
    "weight-agriculture": "Agriculture",
    "weight-textiles": "Textiles",
    "weight-ict": "ICT services",
    "weight-exports": "IT against textiles",
}

IT_EXPORTS = "IT exports"
TEXTILE_EXPORTS = "Textile exports"
TEXTILES_IN_EXPORTS = "Textiles in Pakistan's goods exports"
EXPORTS_HEAD = "Pakistan's exports"

SUBJECTS = {
    "neighbours": "Digital infrastructure in figures",
    "series": "Series chosen",
    "leads": "Who leads in each series",
    "weight-agriculture": "Agriculture in GDP and in jobs",
    "weight-textiles": "Textiles in manufacturing and in exports",
    "weight-ict": "ICT services in service exports",
    "weight-exports": "IT exports against textile exports",
}
NOTES = {
    "neighbours": (
        "No series of these figures measures investment in digital infrastructure by country; what it led to is "
        "measured: servers, connections, users."
    ),
    "leads": (
        "How far each country is from the one that leads, which stands at 100, in the latest year that all with a "
        "value have."
    ),
    "weight-textiles": (
        "The shares of exports are computed from the figures of the same fiscal year of Pakistan, July to June."
    ),
    "weight-exports": (
        "Fiscal years of Pakistan, July to June. IT exports are remittances for IT and IT-enabled services; what pages "
        "tell of years before FY2019 is measured otherwise and left out."
    ),
}
"""What a reader has to know to read a chart right, by its id."""
CAPTION = "{subject}."
MEASURED_BY = "{name}, measured by {who}"
GAPS_NOTE = "A year without a value is a gap."
MARKED_DAY = "The dashed line is the article's date, {day}."
MARKED_DAYS = "The dashed lines are the dates of the first and the last article, {first} and {last}."
MARK = "Article"
BREAK_MARK = "Break"
BREAK_NOTE = "Dotted line, break in {year}{where}: {why}"
FACT_BREAK_NOTE = "Dotted line, break in {period}: {why}"
CAUTION_NOTE = "Take care{where}: {why}"
WHERE = " ({countries})"
ABSENT_NOTE = "No value at all: {countries}."
ABSENT_NOTE_OF = "No value at all in {series}: {countries}."
NOT_ON_LOG = "Values of zero or less have no place on a log scale and are left out."
NOT_INDEXED = "What a break parts from {base} can't be compared with it and is left out."
COMPARED_IN = "Compared in the latest year that all have: {years}."
TOTALS_NOTE = "Amounts in total, such as GDP, favour large countries."
NEITHER_NOTE = "Higher is neither good nor bad, so nobody leads: {series}."
NOT_COMMON_NOTE = "No year that all with a value have: {series}."
LACKING_NOTE = "Without {countries}, who have no value: {series}."

YEAR_AXIS = "Year"
LEAD_AXIS = "the leading country = 100"
SHOW_ROWS = "Show the figures behind a line, bar or dot"
ROWS_PLACEHOLDER = "Press or choose a mark"
GONE_MARK = "What this link points to in this chart isn't there any more."
ROWS_OF = {"one": "1 value", "many": "{count} values"}

MARK_OF = "{series}: {who}"
HOVER = "<b>{who}</b><br>{period}: {value}"
LEAD_ROW = "{series}, {year}"

ROW_COLUMNS = {
    "series": "Series",
    "name": "Name",
    "who": "Country or item",
    "period": "Period",
    "value": "Value",
    "unit": "Unit",
}
VALUE_COLUMNS = {
    "code": "Series",
    "name": "Name",
    "country": "Country",
    "year": "Year",
    "value": "Value",
    "unit": "Unit",
    "measured_by": "Measured by",
}
FACT_COLUMNS = {
    "fact_id": "Figure",
    "measure": "What",
    "period": "Period",
    "days": "From and to",
    "value": "Value",
    "unit": "Unit",
    "vintage": "Release",
    "confidence": "Confidence",
    "source": "Source",
    "address": "Address",
    "differs_from": "Other figures differ",
}
VINTAGES = {"first_release": "First release", "revised": "Revised", "other_series": "Another series"}
DAYS = "{first} to {last}"

SOURCE_WDI = "Source: {attribution} ({codes}). {edition}, read in {read}. Licence: {licence}."
SOURCE_PAGES = "Source: {title}: {pages}, read in {read}; each figure's addresses open with its bar."

LATEST_COLUMNS = {
    "country": "Country",
    "value": "Latest value",
    "year": "Year",
    "gap": "Against {country}",
    "change": "Change over {span} years",
}
NOT_MEASURED = "no value"
GAP = "{value} in {year}"
GAP_LACKS = "{value} in {year}; {other} has no value for {lacks}"
NO_GAP = "no year in which both have a value"
CHANGE = "{value} since {since}"
POINTS = "{value} points"
NO_CHANGE = {"missing": "no value in {since}", "break": "a break lies between {since} and {year}"}
LATEST_ALT = "Latest values of {series}: {rows}"
LATEST_UNIT = "{series}, {unit}. Two countries are compared in a year that both have."

_LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def number(value: float) -> str:
    """Return a number as it is read: rounded to what matters, thousands apart, millions in words."""
    size = abs(value)
    for least, word in _LARGE:
        if round(size / least, 1) >= 1:
            return f"{_places(value / least, 1 if size / least < 100 else 0)} {word}"
    if size >= 99.95:
        return _places(value, 0)
    if size >= 0.95 or not size:
        return _places(value, 1)
    return f"{value:.2g}" if size >= 1e-4 else f"{value:.1e}"


def signed(value: float) -> str:
    """Return a difference with its sign."""
    return f"+{number(value)}" if value > 0 else number(value).replace("-", "−")


def with_unit(value: float, unit: str) -> str:
    """Return a number with its unit, as in `24.1% of GDP` or `1.3 per 100 people`."""
    return with_word(number(value), unit)


def with_word(said: str, unit: str) -> str:
    """Return a number that is written already with its unit."""
    return f"{said}{unit}" if unit.startswith("%") else f"{said} {unit}"


def _places(value: float, places: int) -> str:
    text = f"{value:,.{places}f}"
    return text.removesuffix(".0") if places else text
