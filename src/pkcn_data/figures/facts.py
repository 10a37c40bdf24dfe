"""Rows of cited figures, a witness each, to facts: joined where they tell the same, flagged where they differ."""

from __future__ import annotations

import re
from calendar import month_abbr, monthrange
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from math import isnan
from typing import Any, NamedTuple, get_args

from pkcn_data.checks import Problem
from pkcn_data.figures.precision import agree, resolution
from pkcn_data.model import Confidence, FactFlag, PeriodBasis, Vintage
from pkcn_data.rows import Row

FISCAL_YEARS: Mapping[str, tuple[PeriodBasis, int]] = {
    "PAK": ("fiscal_year_pakistan", 7),
    "IND": ("fiscal_year_india", 4),
}
"""Basis and first month of each country's fiscal year; it has the name of the calendar year in which it ends."""

_FLAG = re.compile(r"\s*\[([^\]]*)\]$")
_FLAGS: Mapping[str, FactFlag] = {
    "sources differ": "sources_differ",
    "differs from first release": "differs_from_first_release",
}
_VINTAGES: tuple[tuple[re.Pattern[str], Vintage], ...] = (
    (re.compile(r", first release$"), "first_release"),
    (re.compile(r", revised \(later release\)$"), "revised"),
)
_OTHER_SERIES = re.compile(r", [^,]+ series$")
_FISCAL = re.compile(r"FY(\d{4})(?: \(([A-Z][a-z]{2})-([A-Z][a-z]{2})\)| budget)?")
_MONTHS = {name: number for number, name in enumerate(month_abbr) if name}
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")


def preference(fact: Mapping[str, Any]) -> tuple[bool, Decimal, int]:
    """Return by what one of several facts on the same thing is chosen; the least is the best.

    Higher confidence first, then the more exact, then the one with more witnesses.
    """
    value = fact["value"]
    missing = value is None or isnan(value)  # a frame holds NaN
    step = Decimal("Infinity") if missing else resolution(Decimal(repr(float(value))))
    return fact["confidence"] != "high", step, -len(fact["witness_ids"])


class Measure(NamedTuple):
    """What the measure of a cited row says beside what is measured."""

    measure: str
    vintage: Vintage | None
    flags: frozenset[FactFlag]


class Period(NamedTuple):
    """A period with its basis, and its first and last day as ISO text where it has them."""

    basis: PeriodBasis
    starts: str | None
    ends: str | None


def read_measure(text: str) -> Measure:
    """Take vintage and flags out of a cited measure; another series keeps its name, for it is another measure.

    Raises `ValueError` for a flag that is not known.
    """
    flags: set[FactFlag] = set()
    while found := _FLAG.search(text):
        if found[1] not in _FLAGS:
            raise ValueError(f"has the unknown flag [{found[1]}]; known are {', '.join(_FLAGS)}")
        flags.add(_FLAGS[found[1]])
        text = text[: found.start()]
    for pattern, vintage in _VINTAGES:
        if found := pattern.search(text):
            return Measure(text[: found.start()], vintage, frozenset(flags))
    return Measure(text, "other_series" if _OTHER_SERIES.search(text) else None, frozenset(flags))


def read_period(text: str, *, fiscal_year_of: str | None) -> Period:
    """Return basis and days of a period as pages name it; `fiscal_year_of` is the country whose fiscal year FY means.

    Raises `ValueError` where it is a fiscal year and nothing says whose, or names months that there are not.
    """
    if found := _FISCAL.fullmatch(text):
        if fiscal_year_of is None:
            raise ValueError("is a fiscal year, and nothing says whose; add the topic to fiscal_years in series.yml")
        basis, first_month = FISCAL_YEARS[fiscal_year_of]
        first, last = _fiscal_days(int(found[1]), first_month, found[2], found[3])
        return Period(basis, first.isoformat(), last.isoformat())
    if re.fullmatch(r"\d{4}", text):
        return Period("calendar_year", f"{text}-01-01", f"{text}-12-31")
    if found := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text):
        return Period("calendar_month", f"{text}-01", f"{text}-{monthrange(int(found[1]), int(found[2]))[1]}")
    return Period("other", None, None)


def _fiscal_days(year: int, first_month: int, start: str | None, end: str | None) -> tuple[date, date]:
    months = [_MONTHS.get(name) if name else None for name in (start, end)]
    if start and None in months:
        raise ValueError(f"names {start}-{end}; write months as Jul-Mar")
    opening, closing = months[0] or first_month, months[1] or (first_month + 10) % 12 + 1
    first = date(year - (opening >= first_month), opening, 1)
    after = date(year - (closing >= first_month), closing, 1) + timedelta(days=31)
    return first, after.replace(day=1) - timedelta(days=1)


class _Witness(NamedTuple):
    """One cited row, read."""

    row: Row
    measure: Measure
    period: Period
    value: Decimal | None
    date: str | None

    @property
    def subject(self) -> tuple[object, ...]:
        """Return what the row tells of: what only differs in value here contradicts another, or rounds it."""
        row = self.row
        return row["topic"], self.measure.measure, self.measure.vintage, row["partner"], row["period"], row["unit"]


def to_facts(cited: Sequence[Row], fiscal_years: Mapping[str, str], problems: list[Problem]) -> list[Row]:
    """Return the facts of cited rows in the order of their first witnesses, and add what is wrong to `problems`.

    Rows of one topic, measure, vintage, partner, period, value and unit are witnesses of one fact. `fiscal_years` say
    by topic which country's fiscal year FY means.
    """
    groups: defaultdict[object, list[_Witness]] = defaultdict(list)
    for row in cited:
        read = _read(row, fiscal_years)
        if isinstance(read, Problem):
            problems.append(read)
        else:
            groups[(*read.subject, read.value, read.date)].append(read)
    facts = {group[0].row["fact_id"]: group for group in groups.values()}
    differing = _differing([group[0] for group in facts.values()])
    unlike_first = _unlike_first_release([group[0] for group in facts.values()])
    return [_fact(group, differing[fact_id], fact_id in unlike_first) for fact_id, group in facts.items()]


def _read(row: Row, fiscal_years: Mapping[str, str]) -> _Witness | Problem:
    column = "measure"
    try:
        measure = read_measure(row["measure"])
        column = "period"
        period = read_period(row["period"], fiscal_year_of=fiscal_years.get(row["topic"]))
        _check_basis(row["measure"], period.basis)
        column = "value"
        value, day = _read_value(row["value"], is_date=row["unit"] == "date")
    except ValueError as error:
        return Problem("cited", column, row["fact_id"], row[column], str(error))
    return _Witness(row, measure, period, value, day)


def _check_basis(measure: str, basis: PeriodBasis) -> None:
    is_fiscal = basis.startswith("fiscal_year")
    if ("calendar year" in measure and is_fiscal) or ("fiscal year" in measure and basis.startswith("calendar")):
        raise ValueError(f"is a {basis.replace('_', ' ')}, and the measure says otherwise: {measure}")


def _read_value(text: str, *, is_date: bool) -> tuple[Decimal | None, str | None]:
    if is_date:
        if not _DATE.fullmatch(text):
            raise ValueError("is no date; write YYYY-MM-DD, or YYYY-MM where the day is not known")
        date.fromisoformat(text if len(text) > len("2024-01") else f"{text}-01")
        return None, text
    if not _NUMBER.fullmatch(text):
        raise ValueError("is no number; write digits, with a point before decimals")
    return Decimal(text), None


def _differing(firsts: Sequence[_Witness]) -> defaultdict[str, list[str]]:
    """Return by fact the facts that say otherwise of the same, and not by rounding alone."""
    by_subject: defaultdict[object, list[_Witness]] = defaultdict(list)
    for one in firsts:
        by_subject[one.subject].append(one)
    differing: defaultdict[str, list[str]] = defaultdict(list)
    for same in by_subject.values():
        for one, other in combinations(same, 2):
            if not _same_figure(one, other):
                differing[one.row["fact_id"]].append(other.row["fact_id"])
                differing[other.row["fact_id"]].append(one.row["fact_id"])
    return differing


def _unlike_first_release(firsts: Sequence[_Witness]) -> set[str]:
    """Return the revised facts that agree with none of the first releases of the same figure."""
    released: defaultdict[object, list[_Witness]] = defaultdict(list)
    for one in firsts:
        if one.measure.vintage == "first_release":
            released[_without_vintage(one)].append(one)
    revised = (one for one in firsts if one.measure.vintage == "revised" and released[_without_vintage(one)])
    return {
        one.row["fact_id"]
        for one in revised
        if not any(_same_figure(one, other) for other in released[_without_vintage(one)])
    }


def _without_vintage(one: _Witness) -> tuple[object, ...]:
    row = one.row
    return row["topic"], one.measure.measure, row["partner"], row["period"], row["unit"]


def _same_figure(one: _Witness, other: _Witness) -> bool:
    if one.value is not None and other.value is not None:
        return agree(one.value, other.value)
    # A month is a day given less exactly.
    dates = sorted((one.date or "", other.date or ""), key=len)
    return dates[1].startswith(dates[0])


def _fact(group: Sequence[_Witness], differs_from: list[str], unlike_first: bool) -> Row:
    first = group[0]
    row, period = first.row, first.period
    flags: set[FactFlag] = {flag for one in group for flag in one.measure.flags}
    flags |= {"sources_differ"} if differs_from else set()
    flags |= {"differs_from_first_release"} if unlike_first else set()
    return {
        "fact_id": row["fact_id"],
        "topic": row["topic"],
        "measure": first.measure.measure,
        "partner": row["partner"],
        "period": row["period"],
        "value": None if first.value is None else float(first.value),
        "unit": row["unit"],
        "source": [one.row["source"] for one in group],
        "source_url": [one.row["source_url"] for one in group],
        "vintage": first.measure.vintage,
        "confidence": min((one.row["confidence"] for one in group), key=get_args(Confidence).index),
        "basis": period.basis,
        "starts": period.starts,
        "ends": period.ends,
        "date": first.date,
        "witness_ids": [one.row["fact_id"] for one in group],
        "flags": sorted(flags, key=get_args(FactFlag).index),
        "differs_from": differs_from,
    }
