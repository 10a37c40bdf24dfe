"""Cited figures by period: one vintage, one unit, one basis of the year, cut where the definition changes."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pkcn_data.figures.frames import Figures, one_per_period
from pkcn_data.figures.lines import Note

FACT_COLUMNS = ("fact_id", "period", "basis", "starts", "value", "unit", "segment")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """What cited figures are about. Two vintages, two partners or two units are two lines and never one."""

    topic: str
    measure: str
    partner: str
    unit: str
    vintage: str | None = None
    basis: str = "fiscal_year_pakistan"


def facts_of(figures: Figures, line: FactLine) -> pd.DataFrame:
    """Return one figure for each whole year that pages tell of, by time, in the columns `FACT_COLUMNS`.

    Where pages differ the best attested stands, see `one_per_period`. Parts of a year are left out.
    """
    facts = figures.facts
    same = (
        (facts["topic"] == line.topic)
        & (facts["measure"] == line.measure)
        & (facts["partner"] == line.partner)
        & (facts["unit"] == line.unit)
        & (facts["basis"] == line.basis)
        & facts["value"].notna()
        & (facts["vintage"].isna() if line.vintage is None else facts["vintage"].eq(line.vintage))
    )
    found = one_per_period(facts[same & _is_whole_year(facts)]).sort_values("starts", kind="stable")
    return found.assign(segment=_segments(figures, line.topic, found["starts"]))[list(FACT_COLUMNS)].reset_index(
        drop=True
    )


def shares_of(figures: Figures, part: FactLine, whole: FactLine) -> pd.DataFrame:
    """Return the part in percent of the whole for each period that both have, with the ids of both figures."""
    if (part.unit, part.basis) != (whole.unit, whole.basis):
        raise ValueError(f"{part.measure} and {whole.measure} differ in unit or year; no share of one in the other")
    both = facts_of(figures, part).merge(
        facts_of(figures, whole), on=["period", "basis", "starts"], suffixes=("", "_whole")
    )
    return pd.DataFrame(
        {
            "fact_id": both["fact_id"],
            "whole_id": both["fact_id_whole"],
            "period": both["period"],
            "basis": both["basis"],
            "starts": both["starts"],
            "value": both["value"] / both["value_whole"] * 100,
            "unit": "%",
            "segment": both["segment"] + both["segment_whole"],
        }
    )


def fact_breaks_of(figures: Figures, topics: list[str]) -> list[tuple[str, Note]]:
    """Return the changes of definition of topics, each with the period in which it begins, by time."""
    rows = figures.fact_breaks[figures.fact_breaks["topic"].isin(topics)].sort_values("starts", kind="stable")
    return [
        (str(period), Note(why=str(why), countries=())) for period, why in zip(rows["period"], rows["why"], strict=True)
    ]


def _is_whole_year(facts: pd.DataFrame) -> pd.Series[bool]:
    days = pd.to_datetime(facts["ends"]) - pd.to_datetime(facts["starts"])
    return days.dt.days.between(364, 365)


def _segments(figures: Figures, topic: str, starts: pd.Series[str]) -> list[int]:
    begins = figures.fact_breaks[figures.fact_breaks["topic"] == topic]["starts"]
    return [int((begins <= one).sum()) for one in starts]
