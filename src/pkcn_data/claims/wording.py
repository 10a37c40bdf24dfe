"""Figures in words: rounded, with their unit, so that a sentence says just enough to tell two of them apart."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterable, Mapping, Sequence

from pkcn_data.claims.evidence import Found
from pkcn_data.model import PeriodBasis

_CURRENCIES = {"USD": "US dollars", "PKR": "Pakistani rupees", "INR": "Indian rupees"}
_MONEY = re.compile(r"(?P<currency>[A-Z]{3}) (?P<scale>million|billion)")
_FISCAL: Mapping[PeriodBasis, str] = {"fiscal_year_pakistan": "Pakistan", "fiscal_year_india": "India"}
_SCORE = re.compile(r"score (\d+)-(\d+)")
_SCALES = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))
_MOST_DECIMALS = 6


def amounts(values: Sequence[float], unit: str) -> list[str]:
    """Return figures of one unit in words, in one scale and with as many decimals as tell them apart."""
    suffix = _scale(values, unit)[1]
    return [_with_unit(number + suffix, unit) for number in bare(values, unit)]


def bare(values: Sequence[float], unit: str) -> list[str]:
    """Return the same without scale and unit, for figures that stand beside one with both."""
    size = _scale(values, unit)[0]
    return _rounded([value / size for value in values])


def _scale(values: Sequence[float], unit: str) -> tuple[float, str]:
    if not unit.startswith("current US$"):
        return 1.0, ""
    most = max(map(abs, values), default=0.0)
    return next(((size, name) for size, name in _SCALES if most >= size), (1.0, ""))


def amount(value: float, unit: str) -> str:
    """Return one figure in words."""
    return amounts([value], unit)[0]


def _with_unit(number: str, unit: str) -> str:
    if unit.startswith("current US$"):
        return f"{number} current US dollars"
    if found := _MONEY.fullmatch(unit):
        return f"{number} {found['scale']} {_CURRENCIES.get(found['currency'], found['currency'])}"
    if found := _SCORE.fullmatch(unit):
        return f"{number} on a scale of {found[1]} to {found[2]}"
    if unit == "percent":
        return f"{number}%"
    if unit == "rank":
        return f"rank {number}"
    if unit in ("edition", "year"):
        return number.replace(",", "")
    return f"{number}{unit}" if unit.startswith("%") else f"{number} {unit}"


def _rounded(values: Sequence[float]) -> list[str]:
    decimals = _decimals(values)
    while decimals < _MOST_DECIMALS and len({round(value, decimals) for value in values}) < len(set(values)):
        decimals += 1
    return [f"{value:,.{decimals}f}" for value in values]


def _decimals(values: Iterable[float]) -> int:
    values = list(values)
    if all(float(value).is_integer() for value in values):
        return 0
    least = min((abs(value) for value in values if value), default=0.0)
    return 0 if least >= 100 else 1 if least >= 10 else 2


def number(value: float) -> str:
    """Return a plain number as short as it can be."""
    return f"{value:,.15g}"


def listed(items: Sequence[str], *, last: str = "and") -> str:
    """Return items as an enumeration."""
    return f"{', '.join(items[:-1])} {last} {items[-1]}" if len(items) > 1 else "".join(items)


def thing(found: Found) -> str:
    """Return what a figure tells of, and of whom, where its own words do not say it."""
    if found.indicator_id is not None:
        return f"{found.label} in {found.whom}"
    return found.label


def when(found: Found) -> str:
    """Return the period of a figure as it stands in a sentence."""
    if found.basis == "calendar_month" and found.starts:
        return f"in {month_name[int(found.starts[5:7])]} {found.starts[:4]}"
    owner = _FISCAL.get(found.basis)
    if owner:
        return f"in {owner}'s {found.period}"
    return f"({found.period})" if found.basis == "other" else f"in {found.period}"


def day(text: str) -> str:
    """Return an ISO day or month in words."""
    year, month, *rest = text.split("-")
    return f"{f'{int(rest[0])} ' if rest else ''}{month_name[int(month)]} {year}"


def ago(months: int) -> str:
    """Return a stretch of whole months in words."""
    if months >= 24:
        return f"{months // 12} years"
    return "less than a month" if months == 0 else "1 month" if months == 1 else f"{months} months"


def relation(one: float, other: float) -> str:
    """Return where one figure stands, seen from another."""
    return "below" if one < other else "above" if one > other else "level with"


def whose(found: Found) -> str:
    """Return a period with whose year it is, for a sentence on periods that don't match."""
    names = {"calendar_year": "calendar year", "calendar_month": "month"}
    name = names.get(found.basis) or (f"fiscal year of {_FISCAL[found.basis]}" if found.basis in _FISCAL else "")
    return f"{found.period} ({name})" if name else found.period


def sentence(clauses: Iterable[str]) -> str:
    """Join clauses to one sentence."""
    text = "; ".join(clauses)
    return f"{text[:1].upper()}{text[1:]}."
