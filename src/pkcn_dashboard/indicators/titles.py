"""Titles and alternative texts of charts of official figures: what the rows drawn say, for any rows. No Streamlit.

What comes back is plain text, not yet safe as Markdown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Any

from pkcn_dashboard.indicators.panels import Panel, country_name, latest_common
from pkcn_dashboard.text import capital, clip, inline, listing
from pkcn_dashboard.text.indicators import number, with_unit, with_word
from pkcn_data.tables import records

HOME = "PAK"
"""The country that the comparisons are about."""
RIVAL = "IND"
MOST_READ = 24
"""How many rows an alternative text reads out before it sums up the rest."""


def neighbours(panels: Sequence[Panel]) -> str:
    """Say in how many series Pakistan is below India, and below the middle of all its neighbours shown."""
    found = [latest[1] for panel in panels if (latest := latest_common(panel)) and HOME in latest[1]]
    sided = [values for values in found if RIVAL in values]
    if not sided:
        return "No year has a value for Pakistan and India both"
    below = sum(values[HOME] < values[RIVAL] for values in sided)
    middle = sum(values[HOME] < median([value for one, value in values.items() if one != HOME]) for values in sided)
    what = f"{'measure' if len(sided) == 1 else 'measures'} of digital infrastructure"
    return (
        f"Pakistan is below India in {_of(below, len(sided))} {what}, "
        f"and below the median of its neighbours in {_of(middle, len(sided))}"
    )


def series(panels: Sequence[Panel]) -> str:
    """Say the values of all countries in the latest year that all have."""
    panel = panels[0]
    if latest := latest_common(panel):
        year, values = latest
        if panel.unit.startswith("index"):
            base = panel.unit.removeprefix("index, ")
            return f"{panel.head} in {year} ({base}): {_ranked(values, '').strip()}"
        return f"{panel.head} in {year}: {_ranked(values, panel.unit)}"
    if panel.drawn.empty:
        return f"{panel.head}: no value"
    last = panel.drawn.groupby("who", sort=False).tail(1)
    each = [f"{row['who']} {number(row['value'])} in {row['period']}" for row in records(last)]
    return f"{panel.head}: no year has a value for all; the latest are {with_word(listing(each, limit=6), panel.unit)}"


def leads(panels: Sequence[Panel]) -> str:
    """Say in how many series each country leads."""
    rows = panels[0].rows
    if rows.empty:
        return "No two of these countries can be compared"
    leading = Counter(rows[rows["at"] == rows.groupby("mark")["at"].transform("max")]["key"])
    keys = sorted(dict.fromkeys(rows["key"]), key=lambda one: -leading[one])
    said = [f"{country_name(one)} in {_count(leading[one])}" for one in keys[1:]]
    first = f"{country_name(keys[0])} leads in {leading[keys[0]]} of {rows['mark'].nunique()} series"
    return f"{first}, {listing(said, limit=6)}" if said else first


def agriculture(panels: Sequence[Panel]) -> str:
    """Say what agriculture weighs in Pakistan's output and jobs."""
    parts = [
        f"{number(row['value'])}% of its {what} in {row['period']}"
        for panel, what in zip(panels, ("GDP", "jobs"), strict=True)
        for row in _latest(panel, HOME)
    ]
    return (
        f"Agriculture makes up {listing(parts)}".replace(" of its", " of Pakistan's", 1) if parts else _nothing(panels)
    )


def textiles(panels: Sequence[Panel]) -> str:
    """Say what textiles weigh in Pakistan's exports and industry, and how many years are measured."""
    industry, exports = panels
    parts = [
        f"{number(row['value'])}% of Pakistan's goods exports in {row['period']}"
        for row in records(exports.drawn.tail(1))
    ]
    known = industry.drawn[industry.drawn["key"] == HOME]
    for row in records(known.tail(1)):
        alone = ", the one year measured" if len(known) == 1 else ""
        whose = "its" if parts else "Pakistan's"
        parts.append(f"{number(row['value'])}% of {whose} manufacturing in {row['period']}{alone}")
    return f"Textiles are {listing(parts)}" if parts else _nothing(panels)


def exports(panels: Sequence[Panel]) -> str:
    """Set the latest year of IT exports against textile exports."""
    drawn = panels[0].drawn
    years = [set(group["period"]) for _, group in drawn.groupby("key", sort=False)]
    both = sorted(set.intersection(*years)) if len(years) > 1 else []
    if not both:
        return _nothing(panels)
    one, other = (
        records(drawn[(drawn["key"] == key) & (drawn["period"] == both[-1])])[0] for key in drawn["key"].unique()
    )
    return (
        f"In {both[-1]} Pakistan earned {number(one['value'] / other['value'] * 100)} dollars from "
        f"{inline(one['who'])} for every 100 from {inline(other['who'])}"
    )


def single(panels: Sequence[Panel]) -> str:
    """Say the values of the latest common year of the first panel; for a chart that has no words of its own."""
    return series(panels) if panels[0].form == "lines" else _bars(panels[0])


TITLES: Mapping[str, Callable[[Sequence[Panel]], str]] = {
    "neighbours": neighbours,
    "series": series,
    "leads": leads,
    "weight-agriculture": agriculture,
    "weight-textiles": textiles,
    "weight-ict": series,
    "weight-exports": exports,
}
"""The title of each chart."""


def alt_text(title: str, panels: Sequence[Panel]) -> str:
    """Return what stands in for a chart: its finding, then the latest value of each line, or every bar or dot."""
    said = [
        f"{_read(row, panel)}: {with_unit(row['value'], row['unit'])}"
        for panel in panels
        for row in records(panel.drawn.groupby("mark", sort=False).tail(1) if panel.form == "lines" else panel.drawn)
    ]
    rest = f"; and {len(said) - MOST_READ} more" if len(said) > MOST_READ else ""
    return clip(f"{title}. {'; '.join(said[:MOST_READ])}{rest}.", 2000)


def _read(row: Mapping[str, Any], panel: Panel) -> str:
    if panel.form == "bars":
        return str(row["label"])
    return f"{row['label']}, {row['period'] if panel.form == 'lines' else row['who']}"


def _ranked(values: Mapping[str, float], unit: str) -> str:
    """Return the values from high to low, the unit once, without what it adds in brackets."""
    mark, rest = ("%", unit[1:]) if unit.startswith("%") else ("", f" {unit}")
    ranked = sorted(values, key=lambda one: -values[one])
    said = listing([f"{country_name(one)} {number(values[one])}{mark}" for one in ranked], limit=9)
    return said + rest.partition(" (")[0]


def _latest(panel: Panel, key: str) -> list[dict[str, Any]]:
    return records(panel.drawn[panel.drawn["key"] == key].tail(1))


def _bars(panel: Panel) -> str:
    if panel.drawn.empty:
        return _nothing([panel])
    row = records(panel.drawn)[-1]
    return f"{panel.head}: {with_unit(row['value'], row['unit'])} in {row['period']}"


def _nothing(panels: Sequence[Panel]) -> str:
    return capital(f"no figure for {listing([inline(panel.head) for panel in panels])}")


def _count(count: int) -> str:
    return f"{count:,}" if count else "none"


def _of(count: int, overall: int) -> str:
    if count == overall:
        return "the one" if overall == 1 else "both" if overall == 2 else f"all {overall:,}"
    return f"{_count(count)} of {overall:,}"
