"""A chart of official figures as it is shown: figure, words, rows, what a press opens, sources. No Streamlit.

>>> shown = draw("series", [panels.series_panel(figures, "IT.NET.BBND.P2", ["PAK", "IND"])], figures, scheme="light")
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from pkcn_dashboard.addresses import web_address
from pkcn_dashboard.charts.figures import FinishedFigure
from pkcn_dashboard.exports.spreadsheets import plain_csv
from pkcn_dashboard.indicators import plots, titles
from pkcn_dashboard.indicators.panels import Panel, country_name
from pkcn_dashboard.text import MONTHS, day, listing
from pkcn_dashboard.text import indicators as say
from pkcn_dashboard.theme import Scheme
from pkcn_data.figures.frames import Figures
from pkcn_data.tables import records


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """Where figures are from, in words; `links` are the addresses that some of the words lead to."""

    said: str
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Shown:
    """A chart as it is shown. `marks` are the words of what a press opens, `notes` what to know of the figures."""

    id: str
    title: str
    caption: str
    notes: tuple[str, ...]
    alt: str
    figure: FinishedFigure
    panels: tuple[Panel, ...]
    marks: Mapping[str, str]
    sources: tuple[SourceLine, ...]
    marked: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Return whether there is no value."""
        return not self.marks

    @property
    def rows(self) -> pd.DataFrame:
        """Return the rows with a value, of all panels."""
        return _together([panel.drawn for panel in self.panels])


def draw(
    chart_id: str,
    panels: Sequence[Panel],
    figures: Figures,
    *,
    scheme: Scheme,
    title: str | None = None,
    subject: str = "",
    is_log: bool = False,
    marked: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> Shown:
    """Draw and name panels as one chart.

    `marked` are ISO days to mark on lines, the first and the last. A chart without words of its own in `titles` and
    `text.indicators` needs a `title` and a `subject`.
    """
    said = title if title is not None else titles.TITLES.get(chart_id, titles.single)(panels)
    has_lines = any(panel.form == "lines" for panel in panels)
    days = list(dict.fromkeys(marked)) if has_lines else []
    drawn = _together([panel.drawn for panel in panels])
    return Shown(
        id=chart_id,
        title=said,
        caption=" ".join(_caption(chart_id, subject, panels, days)),
        notes=tuple(dict.fromkeys([*notes, *_log_notes(panels, is_log=is_log), *_notes(panels)])),
        alt=titles.alt_text(said, panels),
        figure=plots.plot(panels, scheme=scheme, is_log=is_log, marked=[as_year(one) for one in days]),
        panels=tuple(panels),
        marks=dict(zip(drawn["mark"], drawn["label"], strict=True)),
        sources=tuple(_sources(drawn, figures)),
        marked=tuple(days),
    )


def evidence(shown: Shown, mark: str, figures: Figures) -> pd.DataFrame:
    """Return the published figures behind a mark, newest first: observations, or cited figures an address each."""
    rows = shown.rows
    inputs = list(dict.fromkeys(one for cell in rows[rows["mark"] == mark]["inputs"] for one in cell))
    if inputs and len(inputs[0]) == 1:
        return _facts(figures, [one[0] for one in inputs])
    return _observations(figures, inputs)


def table(shown: Shown) -> pd.DataFrame:
    """Return the rows as a reader sees them: a line a year, newest first, a column a country or item."""
    rows = shown.rows
    is_dots = any(panel.form == "dots" for panel in shown.panels)
    labels = say.ROW_COLUMNS
    index = ["name", "period", "unit"] if len(shown.panels) > 1 or is_dots else ["period"]
    wide = rows.pivot_table(index=index, columns="who", values="value", sort=False)
    wide = wide.reindex(columns=list(dict.fromkeys(rows["who"])))
    if not is_dots:
        order = list(dict.fromkeys(rows["name"]))
        rank = {key: place for place, key in enumerate(order)}
        keys = sorted(wide.index, key=lambda key: _newest_first(key, rank))
        wide = wide.loc[keys]
    return wide.reset_index().rename(columns=labels).rename_axis(columns=None)


def rows_csv(shown: Shown) -> bytes:
    """Return the rows drawn as CSV, each with its series, unit, source and terms."""
    columns = ["series", "name", "key", "who", "period", "value", "unit"]
    sources = "; ".join(one.said for one in shown.sources)
    figure_ids = [";".join("/".join(one) for one in cell) for cell in shown.rows["inputs"]]
    return plain_csv(shown.rows[columns].assign(computed_from=figure_ids, source=sources))


def evidence_csv(rows: pd.DataFrame) -> bytes:
    """Return the published figures behind a mark as CSV."""
    return plain_csv(rows)


def month(read: str) -> str:
    """Return a day or a month in ISO form as it stands in running text."""
    return day(read) if read.count("-") == 2 else f"{MONTHS[int(read[5:]) - 1]} {read[:4]}"


def _newest_first(key: object, rank: Mapping[str, int]) -> tuple[int, int]:
    name, period = (str(key[0]), str(key[1])) if isinstance(key, tuple) else ("", str(key))
    digits = period[-4:]
    return rank.get(name, 0), -int(digits) if digits.isdigit() else 0


def _together(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return frames below each other; those without rows would decide on types."""
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else frames[0]


def _caption(chart_id: str, subject: str, panels: Sequence[Panel], days: Sequence[str]) -> list[str]:
    said = [say.CAPTION.format(subject=subject or say.SUBJECTS[chart_id]), say.NOTES.get(chart_id, "")]
    if any(map(plots.has_gap, panels)):
        said.append(say.GAPS_NOTE)
    if len(days) == 1:
        said.append(say.MARKED_DAY.format(day=day(days[0])))
    elif days:
        said.append(say.MARKED_DAYS.format(first=day(days[0]), last=day(days[-1])))
    return [one for one in said if one]


def _notes(panels: Sequence[Panel]) -> list[str]:
    return [note for panel in panels for note in panel.notes]


def _log_notes(panels: Sequence[Panel], *, is_log: bool) -> list[str]:
    has_none = is_log and any((panel.drawn["value"] <= 0).any() for panel in panels)
    return [say.NOT_ON_LOG] if has_none else []


def as_year(iso: str) -> float:
    """Return a day as a year with a fraction, where a year's value stands in its middle."""
    one = date.fromisoformat(iso)
    first, following = date(one.year, 1, 1), date(one.year + 1, 1, 1)
    return one.year + (one - first).days / (following - first).days - 0.5


def series_source(codes: Sequence[str], row: Mapping[str, Any]) -> SourceLine:
    """Return the source line of series in the wording that their licence asks for; `row` is that of `sources`."""
    said = say.SOURCE_WDI.format(
        attribution=row["attribution"],
        codes=", ".join(codes),
        edition="" if pd.isna(row["edition"]) else row["edition"],
        read=month(str(row["read"])),
        licence=row["licence"],
    )
    named = ((str(row["attribution"]), row["url"]), (str(row["licence"]), row["licence_url"]))
    return SourceLine(said=said, links=tuple((words, address) for words, url in named if (address := web_address(url))))


def _sources(rows: pd.DataFrame, figures: Figures) -> list[SourceLine]:
    inputs = [one for cell in rows["inputs"] for one in cell]
    codes = list(dict.fromkeys(one[0] for one in inputs if len(one) > 1))
    facts = list(dict.fromkeys(one[0] for one in inputs if len(one) == 1))
    found = {row["source_id"]: row for row in records(figures.sources)}
    lines = []
    if codes:
        lines.append(series_source(codes, found["wdi"]))
    if facts:
        row = found["pages"]
        cited = figures.facts[figures.facts["fact_id"].isin(facts)]["source"]
        offices = list(dict.fromkeys(one.partition(" via ")[0] for cell in cited for one in cell))
        said = say.SOURCE_PAGES.format(
            title=row["title"], pages=listing(offices, limit=6), read=month(str(row["read"]))
        )
        lines.append(SourceLine(said=said))
    return lines


def _observations(figures: Figures, inputs: Sequence[tuple[str, ...]]) -> pd.DataFrame:
    wanted = pd.DataFrame(inputs, columns=["indicator_id", "country", "year"]).astype({"year": "int64"})
    found = wanted.merge(figures.observations.astype({"year": "int64"}), on=["indicator_id", "country", "year"])
    found = found.merge(figures.indicators, on="indicator_id")
    rank = {one: place for place, one in enumerate(dict.fromkeys(wanted["indicator_id"]))}
    found = found.assign(rank=found["indicator_id"].map(rank)).sort_values(
        ["rank", "year"], ascending=[True, False], kind="stable"
    )
    columns = {
        "code": found["indicator_id"],
        "name": found["name"],
        "country": [country_name(one) for one in found["country"]],
        "year": found["year"],
        "value": found["value"],
        "unit": found["unit"],
        "measured_by": found["source_organisation"],
    }
    return _titled(columns, say.VALUE_COLUMNS)


def _facts(figures: Figures, ids: Sequence[str]) -> pd.DataFrame:
    found = figures.facts.set_index("fact_id").loc[list(ids)].reset_index()
    rows = found.explode(["source", "source_url"])
    columns = {
        "fact_id": rows["fact_id"],
        "measure": rows["measure"],
        "period": rows["period"],
        "days": [
            "" if pd.isna(one) else say.DAYS.format(first=day(one), last=day(other))
            for one, other in zip(rows["starts"], rows["ends"], strict=True)
        ],
        "value": rows["value"],
        "unit": rows["unit"],
        "vintage": [say.VINTAGES.get(one, "") if isinstance(one, str) else "" for one in rows["vintage"]],
        "confidence": rows["confidence"],
        "source": rows["source"],
        "address": rows["source_url"],
        "differs_from": [_others(figures, one) for one in rows["differs_from"]],
    }
    return _titled(columns, say.FACT_COLUMNS)


def _others(figures: Figures, ids: Sequence[str]) -> str:
    """Return the values of figures that say otherwise, with their sources."""
    others = figures.facts[figures.facts["fact_id"].isin(ids)]
    return "; ".join(f"{say.number(row['value'])} ({', '.join(row['source'])})" for row in records(others))


def _titled(columns: Mapping[str, object], titles: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame({titles[name]: list(values) for name, values in columns.items()})  # type: ignore[call-overload]  # any column goes
